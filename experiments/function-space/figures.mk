# SPDX-License-Identifier: MIT
# function-space: what the figures need over the experiments and predictions of the claims.

space_steps = $(eval $(call experiment,function-space,$(1),generate train collect summarise weights $(5),$(space_STEPS) && \
  each @ROW @TMP @TMP.all $(2) && run summarise @TMP.all --by="$(3)" \
  --columns="$(4)" -o @OUT && rm -f @TMP.all))

space_SAMPLE := $(space_DIRECTION) && run generate data --row=@ROW --recipe | run eigenfunctions - --kernel=relu --row=@ROW \
  --direction=@TMP-v.csv
$(call space_row,spectrum,$(space_SAMPLE) --count=100 --method=lanczos --tolerance=1e-6,generate eigenfunctions)
space_THETAS := 0,5,20
space_FOUR := 0,1,2,3,4,5,6
$(call space_theory,spectrum,run predict function-space-spectrum --d=10 --theta=$(space_THETAS) --sector=$(space_FOUR) --count=6 | awk -f @ROOT/experiments/function-space/ranks.awk > @OUT)

$(call space_steps,steps,moments,d;eta,tau=theta/d;top=(m00+m22)/2+sqrt((m00-m22)^2/4+m02^2);quadratic=(m00+m22)/2-sqrt((m00-m22)^2/4+m02^2);m11=m11;orthogonal=orthogonal;angle=atan(2*m02/(m00-m22))/2)
$(call space_given,eigenvalues,function-space-spectrum --d=20 --theta=0.02:2000:26:log --sector=$(space_SECTORS) --count=3)
space_SIZES := 20,100,inf
$(call space_given,mixing,function-space-mixing --d=$(space_SIZES) --tau=0.001:100:61:log)

space_TOPS := 0,2,20,200
$(eval $(call experiment,function-space,function,generate eigenfunctions,$(space_DIRECTION) && run generate data --row=@ROW \
  --seed=8 -o @TMP-at.csv && run generate data --row=@ROW --n=1000 | awk -f @ROOT/experiments/function-space/mirror.awk | \
  run eigenfunctions - --kernel=relu --row=@ROW --direction=@TMP-v.csv --align=@TMP-v.csv --at=@TMP-at.csv --count=1 -o @OUT))
$(call space_given,function,function-space-top --d=20 --theta=$(space_TOPS))

$(call space_mean,curves,run learning-curve --row=@ROW --test=1000 --plain,learning-curve,d;theta;gamma;samples;ridge;noise,mse)
space_LENGTHS := 25,37,55,80,120,180,270,400,600,900,1600
space_CURVE := --d=15 --gamma=0.94 --n=$(space_LENGTHS) --ridge=0.01 --noise=0.3
$(call space_given,curves-isotropic,function-space-learning-curve $(space_CURVE) --theta=0 --method=eigenlearning)
# Three theories of the same curve side by side: conditional, unconditional, and mse at the network's width.
space_LEARNING := run predict function-space-learning-curve
space_named = sed "s/,method,mse/,$(1),$(2)/"
$(call space_theory,curves,$(space_LEARNING) $(space_CURVE) --theta=9.44 --method=conditional | \
  $(call space_named,first,conditional) | $(space_LEARNING) --sweep=- --method=eigenlearning | \
  $(call space_named,second,unconditional) | run predict function-space-random-features --sweep=- --width=6000 -o @OUT)
$(call space_steps,readout,readout,d;fitted,mse,)

$(call space_steps,alpha,moments,d;width;eta;alpha,grown=along-1;gamma2=gamma2)
space_ETAS := 4,16
$(call space_given,alpha,function-space-spike --activation=relu --c1star=1 --ey2=1.25 --alpha=0.4:18:40:log --step=$(space_ETAS) --width=400 --d=100)
$(call space_run,neurons,neurons,weights)
$(call space_steps,heat,expected_elements,row;column,difference=element-expected;expected=expected,predict)
$(call space_steps,outlier,moments,eta,outlier=outlier;target=target)
$(call space_theory,outlier,run predict function-space-spike --activation=relu --c1star=1 --ey2=1.25 --alpha=4 \
  --step=0.1:6.2:123 --width=1500 --d=100 | run predict function-space-outlier --sweep=- \
  --aspect=0.06666666666666667 -o @OUT)

$(foreach name,spectrum eigenvalues mixing function curves alpha weights tail heat outlier,$(eval $(call figure,function-space,$(name))))
