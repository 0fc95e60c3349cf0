# SPDX-License-Identifier: MIT
# spectrum: closed forms at every scale, repeated values, refusals.
. "$SOURCE/tests/script.sh"

# near FILE VALUES...: singular values, to 1e-11 of the first.
near() {
    file=$1
    shift
    column "$file" singular_value | awk -v expected="$*" '
        BEGIN { count = split(expected, e, " ") }
        { difference = $1 - e[NR]; if (difference < 0) difference = -difference
          if (!(difference <= 1e-11 * e[1])) bad = 1 }
        END { exit bad || NR != count }' ||
        fail "$file: found $(column "$file" singular_value | tr '\n' ' '), expected $*"
}

# (1, 2; 3, 4) has sqrt(15 +- sqrt 221); beside it 2 and 1. The squares of the others underflow, lose digits or overflow.
for e in e-300 e-165 e-160 e-158 e-140 e0 e140 e154 e160 e300; do
    printf 'w1,w2,w3,w4,a\n1%s,2%s,0,0,1\n3%s,4%s,0,0,1\n0,0,1%s,0,1\n0,0,0,2%s,1\n' \
        $e $e $e $e $e $e >scaled.csv
    status 0 '' spectrum scaled.csv -o values.csv
    near values.csv 5.464985704219043$e 2$e 1$e 0.365966190626257$e
    status 0 '' spectrum scaled.csv --initial=scaled.csv -o values.csv
    [ "$(column values.csv change | tr '\n' ' ')" = '0 0 0 0 ' ] || fail "a change of nothing"
done

# Repeated values: each as often as it is there, by both methods.
printf 'w1,w2,w3,w4,a\n3,0,0,0,1\n0,0,3,0,1\n0,1,0,0,1\n0,0,0,3,1\n0,0,0,0,1\n' >repeated.csv
for method in dense lanczos; do
    status 0 '' spectrum repeated.csv --method=$method --count=9 -o values.csv
    near values.csv 3 3 3 1
done
status 0 '' spectrum repeated.csv --method=lanczos --count=2 -o values.csv
near values.csv 3 3
awk 'BEGIN { for (i = 1; i <= 40; i++) printf "w%d,", i; print "a"
    for (i = 1; i <= 40; i++) { for (j = 1; j <= 40; j++) printf "%d,", 2 * (i == j); print 1 } }' >twice.csv
status 0 '' spectrum twice.csv --method=lanczos --count=3 -o values.csv
near values.csv 2 2 2

# Only w counts; one neuron, one input, nothing.
printf 'b,a,w1,w2\n9,9,3,4\n' >one.csv
status 0 '' spectrum one.csv -o values.csv
near values.csv 5
printf 'w1,a\n-2,1\n1,1\n2,1\n' >tall.csv
status 0 '' spectrum tall.csv -o values.csv
near values.csv 3
printf 'w1,w2,a\n0,0,1\n' >zero.csv
status 0 '' spectrum zero.csv -o values.csv
near values.csv 0

status 0 '' spectrum --help
status 2 'found 0 operands' spectrum
status 2 'found --count=-1' spectrum one.csv --count=-1
status 2 'found --method=lanczos without --count' spectrum one.csv --method=lanczos
status 2 'found --features without --activation' spectrum one.csv --features=one.csv
status 3 'found no column w1' spectrum --initial=one.csv /dev/stdin <<END
x1,a
1,2
END
status 3 'expected 1 with w1..w2' spectrum one.csv --initial=tall.csv
printf 'w1,w2,a\n1,nan,1\n' >bad.csv
status 3 'bad.csv:2:2: found nan' spectrum bad.csv
finish
