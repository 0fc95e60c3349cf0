# SPDX-License-Identifier: MIT
# features: every method in cases that are known otherwise; refusals.
. "$SOURCE/tests/script.sh"

mean() {
    "$BIN/summarise" "$1" --columns="v=$2" | grep -v '^#' | tail -1 | cut -d, -f2
}

# within FILE EXPRESSION EXPECTED ROOM
within() {
    mean "$1" "$2" | awk -v e="$3" -v room="$4" '{ d = $1 - e; exit !(d <= room && -d <= room) }' ||
        fail "$1: found $2 = $(mean "$1" "$2"), expected $3 to $4"
}

# Linear features, more of them than dimensions, more samples than dimensions, no noise: exact.
status 0 '' features --activation=linear --d=4 --m=9 --samples=20 --ridge=0 --n=3 -o linear.csv
within linear.csv 'abs(signal_risk)' 0 1e-9
# Infinite ridge learns nothing; one of the sources is all of it.
status 0 '' features --method=sources --d=5 --m=6 --samples=8 --ridge=1e14 --noise=1 --n=3 -o null.csv
within null.csv bias2 1 1e-10
within null.csv 'abs(init)+abs(samp)+abs(init_samp)+noise_samp+abs(noise_init)' 0 1e-10
# The six sources add up to the total, and to what ridge measures (mean of draws, 5 errors).
status 0 '' features --method=sources --d=8 --m=12 --samples=20 --ridge=0.5 --noise=0.3 --n=400 -o six.csv
within six.csv 'total-bias2-init-samp-init_samp-noise_samp-noise_init' 0 1e-13
status 0 '' features --d=8 --m=12 --samples=20 --ridge=0.5 --seed=3 --n=1600 -o ridge.csv
within ridge.csv 'signal_risk+0.3*noise_factor' "$(mean six.csv total)" 0.05
# More draws estimate the same.
status 0 '' features --method=sources --draws=3 --d=8 --m=12 --samples=20 --ridge=0.5 --noise=0.3 --n=200 \
    -o nine.csv
within nine.csv init "$(mean six.csv init)" 0.03
# One sample of SGD: theta_bar = 0, so that the error is the target's.
status 0 '' features --method=sgd --d=5 --m=7 --samples=1 --n=4 -o one.csv
within one.csv 'abs(average-1)' 0 1e-14
# Many passes approach the minimum norm.
status 0 '' features --method=sgd --compare --d=4 --m=60 --samples=8 --gamma=1 --epochs=3000 --n=3 -o long.csv
within long.csv 'abs(last-minimum_norm)' 0 1e-3
# Runs share weights.
status 0 '' features --method=sgd --d=4 --m=6 --samples=8 --runs=3 --n=6 -o runs.csv
[ "$(column runs.csv draw | tr '\n' ' ')" = '1 1 1 2 2 2 ' ] || fail "--runs: found other draws"
# Divergence is reported, with its step.
status 4 'found divergence at step [0-9]* of replicate 1 with --gamma=100, expected a step below about 4,' features \
    --method=sgd --d=4 --m=6 --samples=8 --epochs=1000 --gamma=100 --n=2
# The radius identity, and erf on Gaussian inputs.
status 0 '' features --method=radius --law=gaussian --d=6 --m=30 --samples=10 --n=5 -o radius.csv
within radius.csv 'abs(gauss/radii-1)' 0 1e-9
status 0 '' features --activation=erf --law=gaussian --d=5 --m=10 --samples=30 --ridge=0.1 --n=3
status 0 '' features --method=covariance --weights=gaussian --d=30 --m=10 --n=2000 -o sigma.csv
within sigma.csv along 0.193239 0.003

status 2 'found --m=0, expected an integer' features --d=3 --m=0 --samples=5 --n=1
status 2 'found no --samples' features --d=3 --m=4 --n=1
status 2 'found --m=1, expected at least 2' features --method=covariance --d=3 --m=1 --n=1
status 2 'found --activation=erf, expected relu or linear' features --activation=erf --d=3 --m=4 \
    --samples=5 --n=1
status 2 'found the kernel of tanh' features --activation=tanh --law=gaussian --d=3 --m=4 \
    --samples=5 --n=1
status 2 'expected gaussian and more features' features --method=radius --d=3 --m=9 --samples=5 --n=1
status 2 'expected gaussian and more features' features --method=radius --law=gaussian --d=3 --m=4 \
    --samples=5 --n=1
exit $failures
