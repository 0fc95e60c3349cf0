# SPDX-License-Identifier: MIT
# predict double-descent-*: columns, values that are known otherwise, unbounded values, refusals.
PAPER=double-descent
. "$SOURCE/tests/predictions.sh"
pi=3.141592653589793

# Separate implementations; at the threshold everything is unbounded; no features, no data.
run ridge --activation=relu --psi1=2 --psi2=3 --lambda=0.1 --signal=1 --noise=1
columns bias,variance,risk
near bias 5.1e-11 .3986866063
near variance 5.1e-11 .1850497792
near risk 1.1e-10 '.3986866063+.1850497792'
run ridge --activation=erf --psi1=0,3,6 --psi2=3 --lambda=0 --signal=2 --noise=0.5
near risk 1e-10 2 inf '2*.04703835621169067+.7189085752558635-2*0'
run mei-montanari --activation=erf --psi1=6 --psi2=3 --lambda=0 --signal=2 --noise=0.5
near bias 1e-12 '2*.04703835621169067'
run sources --activation=relu --d=60 --n=180 --m=40,180,360 --ridge=0 --noise=.25
columns bias2,init,samp,init_samp,noise_samp,noise_init,total
near bias2 5.1e-5 .3520 .0190 .0190
near noise_init 5.1e-5 .0552 inf .25
near total 5.1e-5 .8342 inf .5171
run covariance --activation=relu --d=7,50 --m=20
columns lambda1,lambda2
near lambda1 1e-14 "(1/2+19/(2*$pi))/20" "(1/2+19/(2*$pi))/20"
near lambda2 1e-14 "(1/2-1/(2*$pi))/20" "(1/2-1/(2*$pi))/20"
run threshold --spectrum=isotropic --m=1,20
columns threshold
near threshold 1e-14 2/3 20/11
run threshold --spectrum=power --m=50,50 --exponent=0,1
near threshold 5.1e-6 50/26 1.67857 50/26 1.67857
run variance-peak --n=1000 --gamma=0.3 --rho=2
columns argmax,height
near argmax 1e-4 600/1.8926178
near height 1e-7 .6*.1905693

run constants --activation=linear
near star 0 0
run eigenvalues --activation=relu --d=60 --count=4
near multiplicity 0 1 60 1829 37760
near eigenvalue 5.1e-10 .160486714 1/240 4.31299957e-5 0
run noise --activation=relu --d=60 --n=100 --m=50,99,100,101
near total 1e-12 50/49 inf inf inf
run radius --d=2,20
near ratio 1e-14 inf 20/18
run projection --n=100 --m=101,121 --linear=1 --q=2 --across=3
near mse 1e-14 inf 1.3
near degrees 0 2 22
run growth --spectrum=isotropic --m=20 --relative=1,1.1
near growth 5.1e-5 1 '1.8114^(1/30)'
run growth-constant-norm --m=5 --gamma=2,3
near growth 1e-15 1 1.6
run typical --m=10 --gamma=1.5
near threshold 6e-4 1.7985
near mean_square 1e-15 20/12
run sgd-gaussian --spectrum=isotropic --m=10,52,400 --n=200 --gamma=0.6 --noise=1
columns bias,variance,last_bias,last_variance,bias_x,variance_x,B1,V1
near variance 5.1e-7 .064728 .140916 .049988
run sgd --activation=relu --d=40 --n=120 --m=80 --gamma=1.5 --noise=.25
columns bias,variance,unexplained,total,last,zero_mean
near total 5.1e-6 .59553
near zero_mean 5.1e-6 .60291
run terms --activation=relu --d=40 --n=120 --m=80 --gamma=1.5 --noise=.25
columns B1,B2,B3,V1,V2,V3,bias_x,variance_x
run ratio --activation=relu --d=20 --n=60 --m=120 --gamma=1.5 --noise=.25
near sgd 5.1e-6 .50424
near minimum_norm 1e-9 .1726269344+.25*1.3223087223
run bias-power --a=2 --b=2 --gamma=.5 --zeta=.6 --n=1000
near slope 1e-15 -.6
run bias-supremum --n=1000 --gamma=.5
near supremum 1e-9 '.4072644/500*(1+1.2564312/2000)'
run bias-factor --lambda=1 --gamma=.5 --n=3
near factor 1e-15 1.75/3
run bach-moulines --spectrum=isotropic --m=1 --signal=4 --n=10 --gamma=.05,.5 --noise=9
near bound 1e-12 '(3/(1-sqrt(.15))+2*sqrt(20))^2/10' nan
run variance --n=1000 --m=100 --gamma=.05
near small_step 1e-6 '.05*(1-(2*(1-exp(-.5))-(1-exp(-1))/2)/.5)/.5'
run variance-argmax --n=1000 --gamma=.1
near argmax 0 51
near argmax_x 0 53
run conditional --spectrum=isotropic --m=20,50 --n=20 --noise=2
near variance 1e-12 inf 2*20/30

status 2 'found --activation=cube' predict double-descent-constants --activation=cube
status 2 'found --zeta=2' predict double-descent-terms --activation=relu --d=4 --n=4 --m=4 \
    --gamma=1 --zeta=2 --noise=0
status 2 'found --m=0' predict double-descent-threshold --spectrum=power --m=0
status 2 'expected more than 1' predict double-descent-bias-power --a=.5 --b=.2 --gamma=1 --n=9
status 4 'kernel eigenvalues below rounding' predict double-descent-sources --activation=tanh \
    --d=2 --n=1000 --m=1000 --ridge=0 --noise=0

finish
