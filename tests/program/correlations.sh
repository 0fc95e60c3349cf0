# SPDX-License-Identifier: MIT
# correlations: by hand on three samples, the closed forms of two classes, a histogram that integrates to one;
# refusals.
. "$SOURCE/tests/script.sh"
PATH=$BIN:$PATH

# near FILE COLUMN EXPRESSION: to 1e-13.
near() {
    column "$1" "$2" | awk '{ e = $1 - ('"$3"'); if (!(e * e < 1e-26)) bad = 1 } END { exit bad || NR != 1 }' ||
        fail "$2: found $(column "$1" "$2"), expected $3"
}
printf 'x1,x2,y\n1,0,1\n0.6,0.8,1\n0.6,-0.8,-1\n' >three.csv
correlations three.csv --loss=exp -o c.csv || fail correlations
near c.csv within 0.6
near c.csv across '(-0.6 + 0.28) / 2' # -y y' rho: 1*-1*0.6 and 1*-1*(0.36-0.64)
near c.csv wrong 1/3
near c.csv least -0.6
near c.csv gamma_positive 'sqrt(0.8)' # half-angle theta/2, cos theta = 0.6
near c.csv gamma_negative 1
near c.csv random 1/6
near c.csv lower '(1^2 + 1.6^2) / 9 / 4' # sum y x = (1, 1.6)
[ "$(column c.csv separable)" = 0 ] && [ "$(column c.csv positive)" = 2 ] && [ "$(column c.csv negative)" = 1 ] || fail counts

# Two classes of equal correlations: the prediction knows no data.
printf 'x1,x2,y\n1,0,1\n1,0,1\n0,1,-1\n' >classes.csv
correlations classes.csv --loss=logistic --kappa=0.5 -o c.csv
predict early-stage-gradient --loss=logistic --n-plus=2 --n-minus=1 --inner=1 --cross=0 --kappa=0.5 --d=2 -o p.csv
for name in first second lower; do near c.csv $name "$(column p.csv $name)"; done

generate data --law=clusters --n=60 --d=12 --angle=1 --crossing=0.4 -o os.csv
correlations os.csv -o c.csv
[ "$(column c.csv separable)" = 1 ] && [ "$(column c.csv wrong)" = 0 ] || fail "clusters are separable"
near c.csv across '0.4 * cos(1) ^ 2'
correlations os.csv --histogram=40 -o h.csv
for name in within across; do
    column h.csv $name | awk '{ s += $1 / 20 } END { exit !((s - 1) ^ 2 < 1e-24 && NR == 40) }' || fail "histogram of $name"
done
[ "$(column h.csv within | head -20 | sort -u)" = 0 ] || fail "correlations below 0"
printf 'x1,x2,y\n1,0,1\n' >one.csv
correlations one.csv -o c.csv || fail "one sample"
[ "$(column c.csv gamma_negative)" = nan ] || fail "one class"

printf 'x1,y\n2,1\n' >long.csv
printf 'x1,y\n1,0\n' >zero.csv
printf 'x1\n1\n' >plain.csv
status 3 'of length 2, expected 1' correlations long.csv
status 3 'the label 0 of sample 1' correlations zero.csv
status 3 'no column y' correlations plain.csv
finish
