# SPDX-License-Identifier: MIT
# double-descent: how the sweep tables of this folder become results and predictions. The claims that rest
# on them are in claims.csv, by the same names. A program that draws also says what is expected of it.

# $(call descent_mean,NAME,COMMAND,BY,COLUMNS): means and standard errors of the columns of replicates.
double-descent_ALIASES := m=width

descent_run = $(eval $(call experiment,double-descent,$(1),$(3),$(2) -o @OUT))
descent_mean = $(eval $(call experiment,double-descent,$(1),$(5) summarise,$(2) | run summarise - \
  --by="$(3)" --columns="$(4)" -o @OUT))
descent_given = $(eval $(call prediction,double-descent,$(1),$(2)))
SGD := run sgd --row=@ROW
FEATURES := run features --row=@ROW


# Ridge and minimum norm in closed form: two forms of it, and the second with a mistake.
descent_RIDGE := run predict double-descent-ridge --sweep=@ROW | run summarise - \
  --by="activation;psi1;psi2;lambda;signal;noise" --columns="equivalent_bias=bias;equivalent_variance=variance"
POLYNOMIALS := run predict double-descent-mei-montanari --sweep=- -o @OUT
$(eval $(call experiment,double-descent,C1,predict summarise,$(descent_RIDGE) | $(POLYNOMIALS)))
$(eval $(call experiment,double-descent,C1-swapped,predict summarise,$(descent_RIDGE) | \
  sed 's/psi1$(comma)psi2/psi2$(comma)psi1/' | $(POLYNOMIALS),C1))

# Exact recursions.
PARTS := bias;variance;total;last;B1;V1;variance_x;bias_cross;variance_cross;mixed_bias_cross;mixed_cross;crossed;after
EXACT := exact_bias;exact_variance;exact_total;exact_last;exact_B1;exact_V1;exact_bias_x;exact_variance_x
$(call descent_mean,C2,$(SGD),m;steps;gamma;zeta;exponent;$(EXACT);flat_bias;flat_variance;flat_last;apart_bias;apart_variance,$(PARTS),sgd)
$(call descent_mean,C5,$(SGD),m;steps;gamma;zeta;d;$(EXACT);exact_V2;exact_V3;level_V2;level_V3,$(PARTS);V2;V3,sgd)
$(call descent_mean,C10,$(SGD),m;steps;gamma;exact_variance;exact_variance_x,variance,sgd)
$(call descent_mean,C11,$(SGD),m;exponent;relative;steps;step;exact;constant_norm,growth,sgd)
$(call descent_run,C12,$(SGD),sgd)

# Random features.
$(call descent_mean,C4,$(FEATURES) --method=covariance,d;m;expected_along;expected_across,along;across,features)
$(call descent_mean,C6,$(FEATURES) --method=ridge,side;gap;d;m;samples;off;expected_noise_factor,noise_factor,features)
SOURCES := bias2;init;samp;init_samp;noise_samp;noise_init;total
$(call descent_mean,C7,$(FEATURES) --method=sources,d;m;samples;ridge;noise;off;expected_bias2;expected_init;expected_samp;expected_init_samp;expected_noise_samp;expected_noise_init;expected_total,$(SOURCES),features)
$(call descent_run,C18,$(FEATURES),features)
DRAWS := $(FEATURES) --compare | run summarise - --by="draw;d;m;samples;expected_average;zero_mean"
$(call descent_mean,C17-drawn,$(DRAWS) --columns="average;minimum_norm",d;m;samples;expected_average,average;minimum_norm,features)
$(call descent_mean,C19,$(subst --compare ,,$(DRAWS)) --columns="average",d;m;samples;expected_average;zero_mean,average,features)

# SGD on fixed samples: the same data for all replicates of a row.
descent_NETWORK := run generate network --row=@ROW --weights=gaussian --recipe -o @TMP-network.csv
descent_PLACES := @TMP-network.csv @TMP-data.csv --row=@ROW
descent_EPOCHS := $(descent_NETWORK) && run generate data --row=@ROW --law=sphere --teacher=linear --n=1000 \
  --recipe -o @TMP-data.csv && run population $(descent_PLACES) --test=law
EXPECTED := exact_train;exact_test;exact_average;descent_train;descent_test
$(call descent_mean,C13,$(descent_EPOCHS),step;m;samples;$(EXPECTED),train;test;average,generate population)
$(call descent_mean,C13-shuffled,$(descent_EPOCHS) --order=shuffled,step;m;samples;$(EXPECTED),train;test;average,generate population)
$(call descent_mean,C14,$(descent_EPOCHS),samples;set,train=volterra_train/exact_train-1;test=volterra_test/exact_test-1;rival_train=descent_train/exact_train-1;rival_test=descent_test/exact_test-1,generate population)

# Closed forms alone. (Lists have commas, which only a variable brings through a call.)
descent_SIZES := 1000,4000
descent_STEPS := 0.05,0.1,0.3
descent_WIDTHS := 20,50,100
descent_EXPONENTS := 0,0.5,1
descent_DECAYS := 1.05,1.5,2
descent_ZETAS := 0,0.3,0.6
descent_LONG := 64000,256000
$(call descent_given,C9,double-descent-variance-argmax --n=$(descent_SIZES) --gamma=$(descent_STEPS))
$(call descent_given,C9-peak,double-descent-variance-peak --n=$(descent_SIZES) --gamma=$(descent_STEPS))
$(call descent_given,C11-threshold,double-descent-growth --spectrum=power --m=$(descent_WIDTHS) \
  --exponent=$(descent_EXPONENTS))
$(call descent_given,C15,double-descent-bias-power --a=2 --b=$(descent_DECAYS) --gamma=1 \
  --zeta=$(descent_ZETAS) --n=$(descent_LONG))
$(call descent_given,C16,double-descent-bias-factor --lambda=1e-5:1:2000:log --gamma=0.5 --zeta=0 --n=2000)
RATIO := run predict double-descent-ratio
$(eval $(call experiment,double-descent,C17,predict,$(RATIO) --sweep=@ROW -o @TMP-1.csv && \
  awk -v factor=2 -f @ROOT/experiments/double-descent/larger.awk @ROW | $(RATIO) --sweep=- -o @TMP-2.csv && \
  awk -v factor=4 -f @ROOT/experiments/double-descent/larger.awk @ROW | $(RATIO) --sweep=- -o @TMP-4.csv && \
  awk -f @ROOT/experiments/double-descent/increments.awk @TMP-1.csv @TMP-2.csv @TMP-4.csv > @OUT))

# Real inputs, if they are there.
ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
descent_DIGITS := 3,7
descent_IMAGES := $(descent_NETWORK) --d=784 && run generate data --law=mnist --mnist=mnist \
  --digits=$(descent_DIGITS) --normalise=csqrt-d --n=3000 --recipe -o @TMP-data.csv && run population \
  $(descent_PLACES)
$(call descent_mean,M1,$(descent_IMAGES) --rivals,activation;width;step;set;$(EXPECTED);gaussian;zero_mean;uncrossed;independent,test;average,generate population)
$(call descent_run,M2,$(descent_IMAGES) --method=projection,generate population)
$(call descent_run,M3,$(descent_IMAGES) --method=threshold,generate population)
$(call descent_mean,M4,$(descent_IMAGES),activation;step;$(EXPECTED),train;test;average,generate population)
$(call descent_mean,M4-shuffled,$(descent_IMAGES) --order=shuffled,activation;step;$(EXPECTED),train;test;average,generate population)
endif

include experiments/double-descent/figures.mk
