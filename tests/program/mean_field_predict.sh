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

status 2 'lambda' predict mean-field-linear --n=5 --modes=5 --lambda=0
status 2 'gamma' predict mean-field-trace-bias --gamma=-1 --delta=1
status 2 'count' predict mean-field-ou --theta=1 --count=0

finish
