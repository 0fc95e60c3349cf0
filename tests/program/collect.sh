# SPDX-License-Identifier: MIT
# collect: stacking, order of columns, text, notes that are handed on, refusals.
. "$SOURCE/tests/script.sh"
collect=$BIN/collect

# refused PATTERN ARGUMENTS...: status 3, one line on standard error, no output.
refused() {
    pattern=$1
    shift
    "$collect" "$@" >out 2>err
    found=$?
    [ $found -eq 3 ] || fail "collect $*: status $found, expected 3"
    grep -q -e "$pattern" err || fail "collect $*: found '$(cat err)', expected $pattern"
    [ "$(wc -l <err)" -eq 1 ] || fail "collect $*: found $(wc -l <err) lines, expected one"
    [ ! -s out ] || fail "collect $*: output in spite of failure"
}

printf '# parameters: d\nd,name,z\n1,relu,0.1\n2,"a,b",nan\n' >a.csv
printf 'z,d,name\n-inf,3,erf\n' >b.csv
printf '# skipped: no images\nd,name,z\n' >c.csv
printf 'd,name,z\n4,7,1e-300\n' >d.csv
printf 'd,z\n1,2\n' >few.csv
printf 'd,name,z,extra\n1,a,2,3\n' >many.csv

"$collect" a.csv b.csv c.csv d.csv -o out.csv || fail "collect"
printf '%s\n' d,name,z 1,relu,0.1 '2,"a,b",nan' '3,erf,-inf' '4,7,1e-300' >expected
grep -v '^#' out.csv | cmp - expected || fail "found $(cat out.csv)"
grep -q '^# parameters: d$' out.csv || fail "the parameters are not handed on"
grep -q '^# skipped: no images$' out.csv || fail "the skipped part is not handed on"
[ "$(grep -c '^# input: [abcd].csv xxh3:' out.csv)" -eq 4 ] || fail "inputs: $(cat out.csv)"

# One table is itself; stacking is associative.
"$collect" a.csv | grep -v '^#' >one
grep -v '^#' a.csv | cmp - one || fail "one table is not itself"
"$collect" a.csv b.csv -o ab.csv && "$collect" ab.csv d.csv | grep -v '^#' >left
"$collect" b.csv d.csv -o bd.csv && "$collect" a.csv bd.csv | grep -v '^#' >right
cmp left right || fail "not associative"
"$collect" - <a.csv | grep -v '^#' | cmp - one || fail "standard input"

refused 'few.csv:1:1: found no column name, expected it as in a.csv' a.csv few.csv
refused 'many.csv:1:4: found the column extra, expected only those of a.csv' a.csv many.csv
refused 'nowhere.csv' a.csv nowhere.csv
"$collect" 2>err
[ $? -eq 2 ] || fail "no tables: expected status 2"

finish
