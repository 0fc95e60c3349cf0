# SPDX-License-Identifier: MIT
# population: cases that are known otherwise, exact against drawn, refusals.
. "$SOURCE/tests/script.sh"

generate() {
    "$BIN/generate" "$@" || fail "generate $*"
}

# value FILE COLUMN [ROW]
value() {
    column "$1" "$2" | sed -n "${3:-1}p"
}

# near NUMBER EXPRESSION ROOM: EXPRESSION of awk.
near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# One sample x = y = 1 in one dimension, W = 1, linear: theta_t = 1 - (1 - gamma)^t.
printf 'w1,a\n1,0\n' >one-net.csv
printf 'x1,y\n1,1\n' >one.csv
status 0 '' population one-net.csv one.csv --activation=linear --gamma=0.5 --times=0,1,3 --n=2 -o out.csv
near "$(value out.csv test 1)" 1 1e-14
near "$(value out.csv test 2)" 0.25 1e-14
near "$(value out.csv exact_train 3)" 1/64 1e-14
near "$(value out.csv average 3)" '((1+1/2+1/4)/3)^2' 1e-14
near "$(value out.csv exact_average 3)" '((1+1/2+1/4)/3)^2' 1e-14
near "$(value out.csv descent_test 3)" 1/64 1e-14
near "$(value out.csv floor)" 0 1e-14
# Two orthogonal samples, drawn with replacement: E train_1 = ((1-g)^2 + 1)/2, t-th power.
printf 'w1,w2,a\n1,0,0\n0,1,0\n' >two-net.csv
printf 'x1,x2,y\n2,0,1\n0,2,1\n' >two.csv
status 0 '' population two-net.csv two.csv --activation=linear --gamma=0.5 --times=1,2 --n=1 -o out.csv
near "$(value out.csv exact_train 1)" 0.625 1e-14
near "$(value out.csv exact_test 2)" 0.625^2 1e-14
# z = 1, 2 and y = 1, 3: theta* = 7/5, floor 1/10. After a step of 1/5 from -7/5 the mean square is 0.34 49/25 and
# the noise; the average of two iterates has it by R3.
printf 'x1,y\n1,1\n2,3\n' >pair.csv
status 0 '' population one-net.csv pair.csv --activation=linear --rivals --gamma=0.2 --times=2 --n=1 -o out.csv
near "$(value out.csv uncrossed)" '0.1+0.625*(3.92+0.34*1.96+0.04*0.16)' 1e-13
near "$(value out.csv independent)" '0.1+0.625*(3.92+0.34*1.96+0.04*0.25)' 1e-13
near "$(value out.csv exact_average)" '0.1+0.625*(3.92+((-1.4*0.8-0.08)^2+(-1.4*0.2+0.08)^2)/2)' 1e-13
# The minimum norm of one feature on four Gaussian samples: floor (1 + 1/(4 - 2)).
status 0 '' population one-net.csv pair.csv --activation=linear --method=conditional --samples=4 --n=1 -o out.csv
near "$(value out.csv expected)" 0.15 1e-14
status 2 'expected some samples and --test=data' population one-net.csv pair.csv --activation=linear \
    --method=conditional --n=1
# Reflections: the threshold of one feature of norm 1 is 2.
status 0 '' population two-net.csv two.csv --activation=linear --method=threshold --relative=1 --steps=9 \
    --n=3 -o out.csv
near "$(value out.csv threshold)" 2 1e-12
near "$(value out.csv growth)" 1 1e-12
near "$(value out.csv power)" 1 1e-12
near "$(value out.csv trace)" 2 1e-12
near "$(value out.csv expected)" 1 1e-12
# More features than samples: the row space is all that counts; the law of the data; few against many runs.
generate network --width=9 --d=3 --weights=gaussian --recipe -o net.csv
generate data --law=sphere --d=3 --teacher=linear --noise=0.5 --n=40 --recipe -o data.csv
for order in replacement shuffled; do
    status 0 '' population net.csv data.csv --samples=5 --test=law --order=$order --gamma=1 --times=5,50 \
        --n=300 -o $order.csv
done
"$BIN/summarise" replacement.csv --by=step --columns='z=train-exact_train;t=test-exact_test;a=average-exact_average' \
    -o mean.csv
for row in 1 2; do
    for name in z t a; do
        near "$(value mean.csv $name $row)" 0 "5*$(value mean.csv ${name}_se $row)"
    done
done
# In a first epoch each sample is used once: the average of five steps depends on their order alone.
near "$(value shuffled.csv exact_train)" "$(value replacement.csv exact_train)" 0
generate data --row=data.csv -o values.csv
status 0 '' population net.csv values.csv --samples=5 --gamma=1 --times=5,50 --n=1 -o values-out.csv
near "$(value values-out.csv train 2)" "$(value replacement.csv train 2)" 1e-12
# Random projections: with y linear in x and as many samples as dimensions, nothing is left across.
generate data --law=gaussian --d=4 --teacher=linear --n=30 --recipe -o plane.csv
generate network --width=12 --d=4 --weights=gaussian --recipe -o twelve.csv
status 0 '' population twelve.csv plane.csv --method=projection --samples=4 --n=3 -o out.csv
near "$(value out.csv mse)" 0 1e-12
near "$(value out.csv exact)" 0 1e-12
near "$(value out.csv degrees)" 9 0
# Divergence is reported, with its step.
status 4 'found divergence at step [0-9]* of replicate 1 with --gamma=1e+06, expected a step below about [0-9.]*, 2 over' \
    population net.csv values.csv --gamma=1e6 --times=2000 --n=1

printf 'x1,x2,x3\n1,2,3\n' >bad.csv
status 3 'bad.csv:1:1: found no column y, expected labels' population net.csv bad.csv --gamma=1 --n=1
printf 'x1,x2,y\n1,2,3\n' >bad.csv
status 3 'found x1..x2, expected x1..x3 as the network has w' population net.csv bad.csv --gamma=1 --n=1
status 2 'found --samples=99, expected at most the 40' population net.csv data.csv --samples=99 --gamma=1 --n=1
status 2 'found --test=law for other data' population net.csv values.csv --test=law --gamma=1 --n=1
status 2 'expected one of them' population net.csv data.csv --n=1
status 2 'found --times=3,2, expected ascending' population net.csv data.csv --gamma=1 --times=3,2 --n=1
status 2 'found --times=1.5, expected ascending integers' population net.csv data.csv --gamma=1 --times=1.5 --n=1
status 2 'found width 9, expected more than the 9 samples' population net.csv data.csv --method=projection \
    --samples=9 --n=1
status 2 'found other weights' population one-net.csv one.csv --method=projection --n=1
exit $failures
