# SPDX-License-Identifier: MIT
# predict function-space-*: columns, values that are known otherwise, refusals.
PAPER=function-space
. "$SOURCE/tests/predictions.sh"

pi=3.141592653589793
run kernel --activation=step --q11=2 --q12=0,1 --q22=2
columns kernel
near kernel 1e-15 0.25 1/3
run kernel --activation=tanh --q11=1 --q12=0 --q22=2
near kernel 1e-12 0
status 2 'expected the covariance of two Gaussians' predict function-space-kernel --activation=relu --q11=1 --q12=2 --q22=1

run spike --activation=relu --c1star=1 --ey2=1 --alpha=4 --step=4 --width=800 --d=200
columns theta,gamma2,bulk
near theta 1e-14 1.25
near gamma2 1e-15 0.8
near bulk 1e-15 1.00125
run gradient --c1star=1 --ey2=2 --ey2z2=5 --n=10 --d=4
columns square,gamma2
near square 1e-14 2
near gamma2 1e-14 0.7
run outlier --theta=1 --aspect=0.25
columns eigenvalue,overlap
near eigenvalue 1e-14 2.5
near overlap 1e-15 0.6
run kurtosis --q=0,1
columns kurtosis
near kurtosis 1e-14 3 4.5

run funk-hecke --activation=relu --d=3 --degree=0,1,2,3
columns coefficient,eigenvalue,multiplicity
near coefficient 1e-15 'sqrt(3)/4' '1/(2*sqrt(3))' 'sqrt(3)/16' 0
near multiplicity 0 1 3 5 7

# Values of a separate implementation, to the digits it printed.
run spectrum --d=10 --theta=20 --sector=0 --count=4
columns index,eigenvalue,multiplicity
near index 0 1 2 3 4
near eigenvalue 5.1e-10 .609486018 .525 .0178076090 3.79132959e-4
near multiplicity 0 1 1 1 1
run spectrum --d=10 --theta=20 --sector=1 --count=2
near eigenvalue 5.1e-11 .025 8.18203577e-3
near multiplicity 0 9 9
status 2 'expected 0 or 1' predict function-space-spectrum --d=2 --theta=1 --sector=2 --count=1
status 4 'found no convergence' predict function-space-spectrum --d=3 --theta=1e12 --sector=0 --count=1
run direct --activation=erf2 --d=10 --theta=2 --sector=0 --count=2
columns index,eigenvalue,multiplicity
near eigenvalue 5.1e-10 7.9082030e-2 3.7359119e-4
run limit --activation=erf2 --tau=2 --count=2
columns index,eigenvalue
near eigenvalue 5.1e-6 .233169 .00294
run elements --d=10 --theta=5
columns m00,m02,m22,m11,orthogonal
near m00 5.1e-9 .25095182
near m02 5.1e-9 .05588217
near m22 5.1e-9 .02319714
near m11 1e-15 .15
near orthogonal 1e-15 .025
run mixing --d=10,inf --tau=1
columns angle
near angle 5.1e-9 .33554114 .35100799
run first-order --d=20 --degree=1 --sector=0,1
columns delta
near delta 1e-14 1 0
status 2 'expected at most the degree' predict function-space-first-order --d=20 --degree=1 --sector=2
run hermite --k=0 --l=2 --theta=3
columns element
near element 1e-14 '3/sqrt(2)'
run tail --d=4 --theta=1,4
columns ratio
near ratio 5.1e-6 1.91218 3.93751
run tail --d=100000 --theta=1e7
[ "$(tail -n 1 out | awk -F, '{ print $NF }')" = inf ] || fail "tail: $(cat out)"
run quadratic --d=8 --theta=16
columns m00,m02,m22,angle,top,second,mixed,traceless
near angle 1e-14 "$pi/4"
near mixed 1e-15 17/16

run learning-curve --d=15 --theta=40 --gamma=0.9 --n=60 --ridge=0.01 --noise=0.3 --method=eigenlearning
columns mse
near mse 5.1e-5 .3704
run learning-curve --d=15 --theta=40 --gamma=0.9 --n=60,400 --ridge=0.01 --noise=0.3 --method=conditional
near mse 5.1e-6 .40086 .14663
status 2 'ridge > 0' predict function-space-learning-curve --d=15 --theta=40 --gamma=0.9 --n=60 --ridge=0 --noise=0.3
# Many samples without ridge: noise^2 (d+2)/(d-1), by the exponent of the eigenvalues.
run learning-curve --d=3 --theta=0 --gamma=0.9 --n=1e14 --ridge=0 --noise=0.3 --method=eigenlearning
near mse 1e-12 .225
status 4 'sectors do not resolve' predict function-space-learning-curve --d=3 --theta=30 --gamma=0.9 --n=10000 --ridge=0 --noise=0.3 --method=eigenlearning
run random-features --d=15 --theta=0 --gamma=1 --n=300 --width=600 --ridge=0.01 --noise=0.3
columns mse
near mse 5.1e-6 .22937

# The far end, theta = 100 d at d = 10^5: numbers, not nan or inf.
curve='learning-curve --gamma=0.9 --n=200000 --ridge=0.1 --noise=0.3 --method'
for arguments in 'spectrum --sector=0 --count=6' 'spectrum --sector=3 --count=2' elements quadratic \
    'direct --activation=erf --sector=1 --count=2' "$curve=eigenlearning" "$curve=conditional"; do
    run $arguments --d=100000 --theta=1e7
    [ "$(wc -l <out)" -ge 2 ] || fail "$arguments: no rows"
    grep -q -e nan -e inf out && fail "$arguments: $(cat out)"
done

finish
