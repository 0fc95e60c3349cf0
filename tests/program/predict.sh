# SPDX-License-Identifier: MIT
# predict: names, lists, sweeps, refusals. Expected numbers are exactly solvable cases.
. "$SOURCE/tests/script.sh"
predict=$BIN/predict

# rows EXPECTED...: the lines of out below the comments.
rows() {
    printf '%s\n' "$@" >expected
    grep -v '^#' out | cmp -s - expected ||
        fail "found $(grep -v '^#' out), expected $(cat expected)"
}

# near COLUMN EXPECTED: every value of a column, to 1e-12.
near() {
    grep -v '^#' out | sed 's/"[^"]*"/text/g' | awk -F, -v name="$1" -v value="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        { e = $c - value; if (e < 0) e = -e; if (!c || !(e <= 1e-12)) bad = 1 }
        END { exit bad || NR < 2 }' || fail "column $1 is not $2 in $(cat out)"
}

# --list and --help
status 0 '' predict --list
for name in moments success infinite-width linf hessian-edge depth; do
    grep -q "^adversarial-$name " out || fail "--list lacks adversarial-$name"
done
grep -q '^adversarial-success --activation --d --k --norm$' out || fail "--list: parameters"
cp out list
[ "$(sort list | uniq -d | wc -l)" -eq 0 ] || fail "--list repeats a name"
while read -r name parameters; do
    status 0 '' predict "$name" --help
    for parameter in $parameters; do
        grep -q -e "$parameter=" out || fail "$name --help lacks $parameter"
    done
    tr -s ' \n' ' ' <out | grep -q '\[[^]]*\(paper\|standard\|derived\|heuristic\|measured\)[^]]*\]' ||
        fail "$name --help names no source"
    # Without values there is nothing to compute, unless all have defaults.
    cp out help
    ! tr -s ' \n' ' ' <help | grep -q 'must be given' || status 2 'found no --' predict "$name"
done <list
# No gradient, no direction: undefined, so that a sweep over activations goes on.
for name in step hermite:2; do
    status 0 '' predict adversarial-infinite-width --activation=$name --d=10 --norm=1
    grep -q "^$name,10,1,nan\$" out || fail "infinite width of $name: $(cat out)"
done
# The range of each number is said, and the error says the same.
status 0 '' predict two-step-count --help
tr -s ' \n' ' ' <out | grep -q 'eta1 ~ N^alpha1, below 1/2; from 0 to 0.5 (must' || fail 'no range'
status 0 '' predict double-descent-ridge --help
tr -s ' \n' ' ' <out | grep -q 'minimum norm; of at least 0 (must' || fail 'no range'
status 2 'psi2=-1, expected numbers from 0 to 1e300$' predict double-descent-ridge --activation=relu \
    --psi1=1 --psi2=-1 --lambda=0 --noise=0
status 0 '' predict --version
status 2 'found no prediction' predict
status 2 'found prediction nothing' predict nothing --d=3
status 2 'unknown option --x' predict adversarial-moments --x=1
status 2 'found operand more' predict adversarial-moments --activation=relu more

# One row; parameters first; nan and inf.
status 0 '' predict adversarial-beta-law --d=3 --norm=0.75
near probability 0.43301270189221932
near limit 0.54674529524626367
grep -q '^d,norm,probability,limit$' out || fail "columns of adversarial-beta-law"
grep -q '^# parameters: d,norm$' out || fail "no line of parameters"
grep -q '^# command: .*predict adversarial-beta-law --d=3 --norm=0.75$' out || fail "no command line"
status 0 '' predict adversarial-moments --activation=he3
near m 3
near q 15
near h2 6
status 0 '' predict adversarial-success --activation=step --d=8 --k=inf --norm=1
rows activation,d,k,norm,success,limit step,8,inf,1,nan,nan
status 0 '' predict adversarial-success --activation=relu --d=1e6 --k=inf --norm=5000
near success 0

# Lists and ranges: the first parameter slowest.
status 0 '' predict adversarial-alive --widths=1x2x3
near probability 0.328125
status 0 '' predict adversarial-hessian-outlier --activation=linear
status 0 '' predict adversarial-beta-law --d=2,3 --norm=0:1:3
grep -v '^#' out | cut -d, -f1,2 >pairs
printf '%s\n' d,norm 2,0 2,0.5 2,1 3,0 3,0.5 3,1 | cmp -s - pairs || fail "order: $(cat pairs)"
status 2 'expected' predict adversarial-beta-law --d=2, --norm=1
status 2 'expected' predict adversarial-beta-law --d=abc --norm=1
status 2 'expected' predict adversarial-beta-law --d=0.5 --norm=1
status 2 'expected' predict adversarial-beta-law --d=3 --norm=nan
status 2 'expected an integer' predict adversarial-hermite --activation=relu --degree=1.5
status 2 'found --activation=rilu' predict adversarial-moments --activation=rilu
status 2 'found --prior=maybe' predict adversarial-lazy-gradient --activation=erf --alpha=1 --prior=maybe
status 2 'found widths 3x' predict adversarial-alive --widths=3x
status 2 'power of two' predict adversarial-output-law --activation=relu --k=16 --count=100

# A sweep: all its columns in front, unharmed; the other parameters from flags.
cat >sweep.csv <<'END'
# program: by hand
norm,label,seed,"a ""b"", c",d
0.75,first,0.1,"x,y",3

1,2nd,1e300,"",3
END
status 0 '' predict adversarial-beta-law --sweep=sweep.csv
grep -v '^#' out | cut -d, -f1-3 >front
printf '%s\n' norm,label,seed 0.75,first,0.1 1,2nd,1e300 | cmp -s - front || fail "sweep: $(cat front)"
grep -q '^0.75,first,0.1,"x,y",3,0.4330127018922[0-9]*,0.5467' out || fail "sweep: $(cat out)"
grep -q '^# input: sweep.csv ' out || fail "the sweep is no input in the header"
status 0 '' predict adversarial-beta-law --sweep=- <sweep.csv
grep -q '^1,2nd,' out || fail "a sweep from standard input"
printf 'norm,note\n0.75,a\n1.5,b\n' >norms.csv
status 0 '' predict adversarial-beta-law --sweep=norms.csv --d=3,2
grep -v '^#' out | cut -d, -f1-3 >front
printf '%s\n' norm,note,d 0.75,a,3 0.75,a,2 1.5,b,3 1.5,b,2 | cmp -s - front || fail "$(cat front)"
status 3 'norms.csv:1:1: found no column d' predict adversarial-beta-law --sweep=norms.csv
status 2 'found --norm=1 and the column norm' predict adversarial-beta-law --sweep=norms.csv --norm=1 --d=3
printf 'd,norm\n3,1\n# comment\n3,-1\n' >bad.csv
status 3 'bad.csv:4:2: found -1, expected a number of at least 0' predict \
    adversarial-beta-law --sweep=bad.csv
printf 'd,norm\n3,1\n3,one\n' >bad.csv
status 3 'bad.csv:3:2: found .*one' predict adversarial-beta-law --sweep=bad.csv
printf 'd,norm\n3,nan\n' >bad.csv
status 3 'bad.csv:2:2: found nan' predict adversarial-beta-law --sweep=bad.csv
printf 'activation\nrelu\nrilu\n' >bad.csv
status 3 'bad.csv:3:1: found rilu, expected relu' predict adversarial-moments --sweep=bad.csv
printf 'd,norm,limit\n3,1,2\n' >bad.csv
status 3 'bad.csv:1:3: found column limit' predict adversarial-beta-law --sweep=bad.csv
printf 'd,norm\n' >bad.csv
status 3 'bad.csv:1:1: found no rows' predict adversarial-beta-law --sweep=bad.csv
printf 'd,norm\n4,1\n4,400\n' >bad.csv
status 3 'bad.csv:3:1: found a random direction' predict \
    adversarial-random-direction --activation=erf --sweep=bad.csv
status 3 'none.csv' predict adversarial-beta-law --sweep=none.csv

# A prediction's output is a sweep for the next; names with commas are quoted and come back.
status 0 '' predict adversarial-minimal-norm --activation=hermite:1,0.5,0.25 -o first.csv
grep -q '^"hermite:1,0.5,0.25",0.5,' first.csv || fail "quoting: $(cat first.csv)"
status 0 '' predict adversarial-success --sweep=first.csv --d=100 --k=100
near limit 0.5

# A row gives values and passes through; a flag must not contradict it.
printf 'd,norm,tag\n3,0.75,7\n' >row.csv
status 0 '' predict adversarial-beta-law --row=row.csv
grep -q '^d,norm,tag,probability,limit$' out || fail "columns of --row"
near probability 0.43301270189221932
status 2 'found --d=4 beside a column d' predict adversarial-beta-law --row=row.csv --d=4
printf 'tag\n7\n' >tag.csv
printf 'd,norm,tag\n3,0.75,8\n' >tagged.csv
status 3 'tag.csv:1:1: found column tag' predict adversarial-beta-law --row=tag.csv --sweep=tagged.csv
printf 'd,norm\n-3,0.75\n' >row.csv
status 3 'row.csv:2:1: found -3' predict adversarial-beta-law --row=row.csv

# Output: into place, or nothing.
status 0 '' predict adversarial-beta-law --d=3 --norm=1 -o file.csv
[ ! -s out ] && grep -q '^3,1,' file.csv || fail "-o"
cp file.csv before.csv
status 4 'take fewer points' predict adversarial-output-law --activation=relu --k=1 --half=1e-3 -o file.csv
cmp -s file.csv before.csv || fail "a failed run changed its output"
[ "$(ls | grep -c 'file.csv')" -eq 1 ] || fail "a failed run left $(ls)"
if [ -w /dev/full ]; then
    "$predict" adversarial-beta-law --d=3 --norm=0:1:1000 -o /dev/full 2>err
    [ $? -eq 5 ] || fail "/dev/full: expected status 5"
fi
status 5 'nowhere' predict adversarial-beta-law --d=3 --norm=1 -o nowhere/file.csv

finish
