# SPDX-License-Identifier: MIT
# double-descent: what the figures need over the experiments and predictions of the claims. Tables have the
# name of the figure that they are for.

descent_MANY := 6,12,18,24,30,36,42,48,60,72,84,96,104,110,114,117,118,122,123,126,130,136,144,156,168,192,216,252,312,396,480
$(eval $(call experiment,double-descent,risk,features summarise,$(FEATURES) | run summarise - --by="m;samples" \
  --columns="risk=signal_risk+0.25*noise_factor" --quantile=0.5 -o @OUT))
$(call descent_mean,risk-sgd,$(FEATURES),m;samples;epochs,average;last,features)
$(call descent_given,risk,double-descent-sources --activation=relu --d=40 --n=120 --ridge=0 --noise=0.25 --m=$(descent_MANY))
$(call descent_given,risk-sgd,double-descent-sgd --activation=relu --d=40 --n=120 --gamma=1.5 --zeta=0 --noise=0.25 \
  --m=$(descent_MANY))

descent_WIDE := 15,20,30,45,60,80,100,120,140,150,160,168,174,177,183,186,192,200,210,225,250,280,320,360,420,500,600,720
$(call descent_mean,sources,$(FEATURES) --method=sources,m;samples;ridge;noise,$(SOURCES),features)
$(call descent_given,sources,double-descent-sources --activation=relu --d=60 --n=180 --ridge=0 --noise=0.25 --m=$(descent_WIDE))

descent_LENGTHS := 50,71,100,141,200,283,400,566,800,1131,1600
descent_HIGH := 10,14,20,28,40,57,80,113,160,226,320,453,640,800
$(call descent_mean,terms,$(SGD),m;steps;zeta,B1;V1;V2;V3,sgd)
$(call descent_given,terms,double-descent-terms --activation=relu --d=50 --m=200 --gamma=1.5 --noise=0.25 \
  --zeta=$(descent_ZETAS) --n=$(descent_LENGTHS))
$(call descent_given,terms-wide,double-descent-terms --activation=relu --d=50 --m=$(descent_HIGH) --gamma=1.5 \
  --noise=0.25 --zeta=0 --n=400)

descent_PEAK := 0.1,0.3,0.6,1
descent_RANGE := 4,6,8,11,16,22,32,45,64,90,128,180,256,362,512,724,1000
$(call descent_mean,peak,$(SGD),m;steps;gamma,variance,sgd)
$(call descent_given,peak,double-descent-variance --n=200 --m=$(descent_RANGE) --gamma=$(descent_PEAK))
$(call descent_given,peak-place,double-descent-variance-peak --n=200 --gamma=$(descent_PEAK))

descent_COUNTS := 2,3,4,6,8,11,16,22,32,45,64,90,128,180,256,400
$(call descent_mean,levels,$(FEATURES) --method=covariance,m,along;across,features)
$(call descent_given,levels,double-descent-covariance --activation=relu --d=50 --m=$(descent_COUNTS))

$(eval $(call experiment,double-descent,growth,sgd summarise,$(SGD) | run summarise - --by="m;steps;step" \
  --columns="mean=length;typical=log(length)" --quantile=0.5 -o @OUT))
$(call descent_given,growth,double-descent-growth --spectrum=isotropic --m=20 --relative=0.1:1.35:51)
$(call descent_given,growth-typical,double-descent-typical --m=20 --gamma=0.1:2.45:$(if $(filter smoke,$(PROFILE)),12,48))
descent_FEW := 3,4,5,7,10,14,20,28,40,57,80,113,160
$(call descent_given,growth-threshold,double-descent-typical --gamma=1 --m=$(descent_FEW))

descent_DOUBLING := 250,500,1000,2000,4000,8000,16000,32000,64000
$(call descent_given,rate,double-descent-bias-power --a=2 --b=$(descent_DECAYS) --gamma=1 --zeta=$(descent_ZETAS) \
  --n=$(descent_DOUBLING))

$(call descent_mean,epochs,$(descent_EPOCHS),step;m;samples;exact_test;exact_train;volterra_test;minimum_norm,test;train,generate population)
descent_SETS := 1 2 3 4
descent_SET = $(subst @TMP-network,@TMP-network-$(1),$(subst @TMP-data,@TMP-data-$(1),$(subst \
  --recipe,--seed=$(1) --recipe,$(descent_EPOCHS)))) -o @TMP-set-$(1).csv
$(eval $(call experiment,double-descent,phase,collect generate population summarise,$(foreach s,$(descent_SETS),\
  $(call descent_SET,$(s)) &&) run collect $(descent_SETS:%=@TMP-set-%.csv) | run summarise - --by="step;m" \
  --columns="exact_test;exact_average" -o @OUT))

$(foreach name,risk sources terms peak levels growth rate epochs phase,$(eval $(call figure,double-descent,$(name))))

ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
# How many images there are besides those to train on.
descent_ALL := $(if $(filter smoke,$(PROFILE)),1200,$(if $(filter paper,$(PROFILE)),12396,3600))
descent_sets = $(eval $(call experiment,double-descent,$(1),collect generate population summarise,\
  . @ROOT/experiments/double-descent/sets.sh && sets @ROW @TMP @TMP.all $(2) && run summarise @TMP.all --by="$(3)" \
  --columns="$(4)" --quantile=0.25$(comma)0.5$(comma)0.75 -o @OUT && rm -f @TMP.all))
$(call descent_sets,images,$(descent_ALL) --test=rest --order=shuffled --plain,activation;width;samples;zeta;step,minimum_norm;average;last=test)
$(call descent_sets,images-exact,$(if $(filter smoke,$(PROFILE)),1200,12396),activation;width;zeta;step,exact_average)
$(call descent_run,images-theory,$(subst --n=3000,--n=12396,$(descent_IMAGES)) --method=conditional,generate population)
$(call descent_mean,images-projection,$(descent_IMAGES) --method=projection,width;samples;exact;linear,mse,generate population)
$(call descent_mean,images-time,$(descent_IMAGES),step;exact_test;exact_average;floor,test;average,generate population)
$(eval $(call figure,double-descent,images))
endif
