# SPDX-License-Identifier: MIT
# draw.sh: a missing table, a series without points and a word from gnuplot each fail with one line and
# leave no figure; the same call gives the same bytes; the SVG says where it comes from.
. "$SOURCE/tests/script.sh"
command -v gnuplot >/dev/null || exit 77
cp -r "$SOURCE/figures" . || exit 1
mkdir -p build/paper/results build/figures
echo 'smoke 7' >build/settings

# script NAME TABLE PLOT...: a script that draws TABLE.
script() {
    printf '# caption: a < b & c.\nload folder."/style.gp"\ntable = "paper/results/%s.csv"\nplot %s\n' "$2" "$3" \
        >"figures/$1.gp"
}

# refused NAME PATTERN: status 1, one line on standard error that matches, no file.
refused() {
    figures/draw.sh build "$1" >out 2>err
    found=$?
    [ $found -eq 1 ] || fail "$1: status $found, expected 1"
    grep -q -e "$2" err || fail "$1: found '$(cat err)', expected $2"
    [ "$(wc -l <err)" -eq 1 ] || fail "$1: found $(wc -l <err) lines, expected one"
    [ ! -s out ] || fail "$1: found '$(cat out)' on standard output"
    [ -z "$(ls build/figures)" ] || fail "$1: left $(ls build/figures)"
}

printf '# note\n# blas: OpenBLAS A & B, 1 thread\nname,x,y,y_se\na,1,2,0.1\na,2,3,0.1\nb,3,nan,0.1\n' >build/paper/results/t.csv
printf 'name,x,y,y_se\n' >build/paper/results/empty.csv
rows='table using "x":(only(strcol("name") eq'

script no-table none 'table using "x":"y"'
refused no-table 'no table paper/results/none.csv'
script no-rows empty 'table using "x":"y"'
refused no-rows 'gnuplot saying'
script no-series t "$rows \"a\", column(\"y\"))), $rows \"zz\", column(\"y\"))) with lines title \"zz\""
refused no-series "no valid points"
script no-points t "$rows \"a\", column(\"y\"))), $rows \"b\", column(\"y\"))):\"y_se\" with yerrorbars title \"bb\""
refused no-points "no valid points"
script out-of-sight t "[0:4] [0:5] $rows \"a\", column(\"y\"))), table using \"x\":(\$3+9) with points title \"far\""
refused out-of-sight "no point of 'far'"
script no-title t "[0:4] [0:5] table using \"x\":\"y\", table using \"x\":(\$3+9) with lines notitle"
refused no-title 'no point of'
script no-column t 'table using "x":"y", table using "x":"nothing"'
refused no-column 'gnuplot saying.*nothing'
script no-syntax t 'table using "x":"y" with nonsense'
refused no-syntax 'gnuplot saying'
script says-a-word t 'table using "x":"y"; print "word"'
refused says-a-word "gnuplot saying 'word'"
refused no-script 'no such script'

script good t "[0:4] [0:5] $rows \"a\", column(\"y\"))):(2*column(\"y_se\")) with yerrorbars title \"a\", x with lines"
TWOLAYER_COMMIT=abc figures/draw.sh build good 2>err || fail "good: $(cat err)"
cp build/figures/good.svg first.svg
rm -f build/figures/good.svg
sleep 1.1
TWOLAYER_COMMIT=abc figures/draw.sh build good || fail "good, again"
cmp first.svg build/figures/good.svg || fail "two calls, other bytes"
grep -q '<title>good</title>' first.svg || fail "no title"
grep -q '<desc>a &lt; b &amp; c\.</desc>' first.svg || fail "no description"
sed '1,/<metadata>/d; /<\/metadata>/,$d' first.svg >metadata
cat >expected <<END
program: $(gnuplot --version)
commit: abc
command: make PROFILE=smoke SEED=7 build/figures/good.svg
input: paper/results/t.csv sha256:$(printf 'name,x,y,y_se\na,1,2,0.1\na,2,3,0.1\nb,3,nan,0.1\n' | sha256sum | cut -d' ' -f1)
blas: OpenBLAS A & B, 1 thread
END
sed 's/&amp;/\&/' metadata | diff expected - || fail "metadata"
mv build/settings settings
figures/draw.sh build good 2>err && fail "without settings"
mv settings build/settings
[ "$(ls build/figures)" = good.svg ] || fail "left $(ls build/figures)"

finish
