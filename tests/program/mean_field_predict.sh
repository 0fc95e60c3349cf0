# SPDX-License-Identifier: MIT
# predict mean-field-*: columns, values that are known otherwise, refusals.
PAPER=mean-field
. "$SOURCE/tests/predictions.sh"

run trace-bias --gamma=2 --delta=0.1,0.01,0.001
columns bias,law
near bias 1e-13 .44672941562367 .15207963267949 .04917294132898
run trace-bias --gamma=2 --delta=0.01
near law 1e-15 '(atan2(0,-1)*0.1 - 0.01)/2'
run trace-bias --gamma=1,2 --delta=1
near bias 1e-14 inf '(3.14159265358979323846*(1+exp(-2*3.14159265358979323846))/(1-exp(-2*3.14159265358979323846)) - 1)/2'

run linear --n=20 --modes=16,64,256 --lambda=0.05
columns optimum,effective_dimension,free_energy,particles,bound,largest
near optimum 6e-13 .246247472810 .246181567600 .246178631292
run linear --n=20 --modes=64 --lambda=0.05
near effective_dimension 6e-11 2.1802464661
near free_energy 6e-11 .1177094173
near particles 6e-11 .0545061617
near bound 6e-11 .5550713347
near largest 6e-9 19.68067083
# One sample, one mode: K = 2 cos(2)^2.
run linear --n=1 --modes=1 --lambda=0.5
near optimum 1e-15 '0.25*sin(1)^2/(2*cos(2)^2 + 0.5)'
near effective_dimension 1e-15 '2*cos(2)^2/(2*cos(2)^2 + 0.5)'
near free_energy 1e-15 '0.25*log(1 + 4*cos(2)^2)'

run ou --theta=2 --count=5
columns index,eigenvalue,root
near index 0 1 2 3 4 5
near eigenvalue 6e-9 .57465522 .19547062 .07852461 .03977829 .02356334
run ou-mode --theta=2 --mode=1,5
columns eigenvalue,root
near eigenvalue 6e-9 .57465522 .02356334
run ou --theta=0 --count=2
near eigenvalue 0 1 0

run stability --lambda=0.05 --h=1,0.1,0.02 --gamma=2
columns first_unstable_mode,crossover
near first_unstable_mode 0 7 21 45
near crossover 1e-13 'sqrt(40)' 20 'sqrt(2000)'
run stability --lambda=0 --h=1 --gamma=2
near first_unstable_mode 0 inf

run variance --mode=2 --gamma=1 --delta=0.25,0.5
columns semi_implicit,explicit,exponential
near semi_implicit 1e-16 1/3 1/4
near explicit 1e-16 1 inf
near exponential 0 0.5 0.5
run distance --modes=1 --gamma=2 --delta=3
columns trace,wasserstein2,divergence,law
near trace 1e-15 0.75
near wasserstein2 1e-15 0.25
near divergence 1e-15 'log(2) - 3/8'
near law 1e-15 'log(3)/2 - 1.5'

# Values of separate implementations, as printed there.
run exponential --n=20 --modes=64 --lambda=0.05 --tau=0.05
columns excess,limit,independent,largest_tau
near excess 6e-11 .0783826036
near limit 6e-11 .0545061617
near independent 6e-11 .5550713347
near largest_tau 1e-9 'log((19.68067083 + 1)/(19.68067083 - 1))'
run exponential --n=20 --modes=64 --lambda=0.05 --tau=0.2
near excess 0 inf
run semi-implicit --n=20 --modes=64 --lambda=0.05 --h=0.2
columns excess
near excess 6e-11 .0559494799
run modes --n=20 --modes=16 --more=64 --lambda=0.05
columns change,bound
near change 2e-12 .246247472810-.246181567600
run spectrum --law=brownian --count=2
columns index,eigenvalue
near eigenvalue 1e-15 '4/3.14159265358979323846^2' '4/9/3.14159265358979323846^2'
run spectrum --law=bridge --count=2
near eigenvalue 1e-15 '1/3.14159265358979323846^2' '1/4/3.14159265358979323846^2'
run spectrum --law=matern --kappa=3 --exponent=2 --count=2
near index 0 1 2
near eigenvalue 1e-15 1/81 '1/(9 + 3.14159265358979323846^2)^2'
run covariance --kappa=3 --s=0.3 --t=0.3 --modes=1024
columns covariance,tail
near covariance 1e-15 .19761871736226674
near tail 1e-15 '2/(3.14159265358979323846^2*1023.5)'
run aliasing --kappa=1 --modes=5 --points=2 --mode=1
columns variance,own
near own 1e-15 '1/(1 + 3.14159265358979323846^2)'
near variance 1e-15 '1/(1 + 3.14159265358979323846^2) + 1/(1 + 9*3.14159265358979323846^2)'
CERTIFICATE=optimum,dual,trace,particles,independent,free_energy,bound_energy
run half-circle --n=12 --amplitude=1.5 --lambda=0.02 --bound=2 --nodes=121
columns $CERTIFICATE
near optimum 1e-13 .0272542467535
near dual 1e-13 .0272542467535
near trace 6e-9 25.169656916
run half-circle --n=6 --lambda=0.2 --bound=2
near particles 6e-9 .33933252
near independent 6e-6 1.37707
run det-bounded --n=3 --modes=64 --lambda=0.1 --bound=1.5 --nodes=51
columns $CERTIFICATE
near optimum 2e-12 .137394992671
near trace 2e-9 2.4423242610
near particles 2e-10 .1517697782
near free_energy 1e-10 .1470588945
run single --variance=1.3 --y=0.8 --lambda=0.1 --bound=1.5 --particles=1,16,256
columns exact,law,bound_energy,optimum
near exact 6e-7 .111094 .100842 .099899
run sdca --n=6 --amplitude=1.5 --lambda=0.1 --bound=2
columns scale,bound_gap,radius
near scale 1e-14 '1 + 4/0.6'
near bound_gap 1e-14 '(1 - 0.1/4.6)^6'
near radius 6e-4 .829
run pda --n=8 --lambda=0.25 --bound=2 --steps=7
columns last,mixture,bound_gap
near last 6e-6 .36554
near mixture 6e-6 .12214
near bound_gap 1e-12 "$(awk 'BEGIN { pi = atan2(0, -1); for (i = 0; i < 8; i++) {
    a = (i + 0.5)*pi/8; y = sin(a) + cos(3*a)/2; if (y < 0) y = -y; if (y > m) m = y }
    printf "%.17g", 2*(2*(2 + m))^2/(0.25*8) }')"
# One sample at phi = pi/2 has no first coordinate: the prior, whose gap is 1, and no interaction.
run flow --n=1 --lambda=0.1 --bound=1
columns rate,poincare,without_interaction
near poincare 1e-3 1
near rate 2e-4 0.2
run flow --n=1 --lambda=0.1 --bound=1 --step=5 # implicit: rho = 1/(1 + 0.1*5)
near rate 1e-3 '2*log(1.5)/5'
run complexity --bound=3 --divergence=0.5 --n=16 --trace=4
columns bound_bounded,linear
near bound_bounded 1e-15 0.75
near linear 1e-15 0.5
# One mode: kappa^2 + kappa (1 - lambda - 1/n) = lambda.
run risk --n=2 --lambda=0.5 --gamma=1.5 --decay=0.5 --noise=3 --modes=1
columns excess,kappa,exponent,undivided,naive
near kappa 1e-14 'sqrt(0.5)'
near excess 1e-13 '(0.5/(1+sqrt(0.5))^2 + 1.5/(1+sqrt(0.5))^2)/(1 - 0.5/(1+sqrt(0.5))^2)'
near exponent 1e-15 -2/3
near undivided 1e-13 '2/(1+sqrt(0.5))^2'
near naive 1e-13 '(1/9 + 2/3)/(7/9)'

status 2 'more' predict mean-field-modes --n=2 --modes=5 --more=4 --lambda=1
status 2 'mode' predict mean-field-aliasing --kappa=1 --modes=5 --points=4 --mode=4
status 2 'nodes' predict mean-field-det-bounded --n=4 --modes=9 --lambda=1 --bound=1 --nodes=100
status 2 'lambda' predict mean-field-linear --n=5 --modes=5 --lambda=0
status 2 'gamma' predict mean-field-trace-bias --gamma=-1 --delta=1
status 2 'count' predict mean-field-ou --theta=1 --count=0

finish
