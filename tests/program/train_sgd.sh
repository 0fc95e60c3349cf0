# SPDX-License-Identifier: MIT
# train: least squares, tail averages, the exact risk and divergence: cases that are known otherwise.
. "$SOURCE/tests/script.sh"

# near NUMBER EXPRESSION ROOM
near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# f = a x on (1, 3), (2, 5): a = (3 + 10)/(5 + n ridge).
printf 'w1,a\n1,7\n' >net.csv
printf 'x1,y\n1,3\n2,5\n' >data.csv
status 0 '' train net.csv data.csv --activation=linear --layers=second --method=ridge -o out.csv
near "$(column out.csv a)" 13/5 1e-14
status 0 '' train net.csv data.csv --activation=linear --layers=second --method ridge --ridge=0.5 -o out.csv
near "$(column out.csv a)" 13/6 1e-14
near "$(column out.csv w1)" 1 0
# Minimum norm: two equal neurons share.
printf 'w1,a\n1,7\n1,0\n' >twins.csv
status 0 '' train twins.csv data.csv --activation=linear --layers=second --method=ridge -o out.csv
for a in $(column out.csv a); do near "$a" 13/10 1e-12; done
# theta_t = 3 (1 - (1/2)^t) on one sample (1, 3): of theta_0 .. theta_4 the later half is theta_2, 3, 4.
printf 'x1,y\n1,3\n' >one.csv
printf 'w1,a\n1,0\n' >zero.csv
status 0 '' train zero.csv one.csv --activation=linear --layers=second --step=0.5 --steps=5 --average=tail -o out.csv
near "$(column out.csv a)" '3*(1-(1/4+1/8+1/16)/3)' 1e-14
status 0 '' train zero.csv one.csv --activation=linear --layers=second --step=0.5 --steps=5 --average=full -o out.csv
near "$(column out.csv a)" '3*(1-(1+1/2+1/4+1/8+1/16)/5)' 1e-14

# The risk of f = <v, x> for a target <beta, x>: |v - beta|^2, whatever the inputs; at a = 0 it is 1.
"$BIN/generate" data --law=sphere --d=3 --teacher=linear --noise=2 --n=30 --recipe -o recipe.csv
"$BIN/generate" network --width=5 --d=3 --output-scale=0 --recipe -o five.csv
for activation in linear relu; do
    status 0 '' train five.csv recipe.csv --activation=$activation --method=sgd --layers=second --step=0.01 \
        --steps=60 --risk --log=$activation.csv -o out.csv
    near "$(column $activation.csv risk | head -1)" 1 1e-14
    # The moments are kept while the first layer stays; a run of no steps finds them anew.
    status 0 '' train out.csv recipe.csv --activation=$activation --step=1 --steps=0 --risk --log=again.csv -o copy.csv
    near "$(column again.csv risk)" "$(column $activation.csv risk | tail -1)" 1e-12
done
# By least squares on many noiseless samples f is the target.
"$BIN/generate" data --law=gaussian --d=3 --teacher=linear --n=30 --recipe -o exact.csv
status 0 '' train five.csv exact.csv --activation=linear --layers=second --method=ridge -o fit.csv
status 0 '' train fit.csv exact.csv --activation=linear --step=1 --steps=0 --risk --log=log.csv -o copy.csv
near "$(column log.csv risk)" 0 1e-12
# erf: against the mean over many samples, 5 standard errors of which are 0.01 or so.
"$BIN/generate" network --width=5 --d=3 --output-scale=0.3 --recipe -o erf.csv
"$BIN/generate" data --law=gaussian --d=3 --teacher=linear --n=200000 --recipe -o many.csv
status 0 '' train erf.csv many.csv --activation=erf --step=1 --steps=0 --risk --log=log.csv -o copy.csv
near "$(column log.csv risk)" "2*$(column log.csv loss)" "0.02*$(column log.csv risk)"

# Divergence: where, and what would be stable: 2 over the mean square of the features, 2/2.5.
status 4 'found the loss inf at step [0-9]*, expected a finite one (--step should be below about 0.8,' train \
    net.csv data.csv --activation=linear --layers=second --method=sgd --step=30 --steps=5000
status 4 'found the loss inf at step [0-9]*, expected a finite one (a smaller' train net.csv data.csv \
    --activation=linear --layers=second --step=30 --steps=5000
printf 'w1,a\n' >none.csv
status 3 'none.csv:1:1: found no rows' train none.csv data.csv --activation=linear --layers=second --method=ridge
printf 'x1\n1\n' >plain.csv
status 3 'plain.csv:1:1: found no column y, expected labels' train net.csv plain.csv --activation=linear \
    --layers=second --method=ridge
status 2 'found --method=ridge --layers=both, expected second' train net.csv data.csv --activation=linear \
    --method=ridge
status 2 'expected neither steps nor another loss' train net.csv data.csv --activation=linear --layers=second \
    --method=ridge --log=log.csv
status 2 'found --risk where it is not known' train net.csv data.csv --activation=linear --step=1 --steps=1 \
    --risk --log=log.csv
status 2 'found no --step' train net.csv data.csv --activation=linear --steps=1
exit $failures
