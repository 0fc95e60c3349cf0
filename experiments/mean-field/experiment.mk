# SPDX-License-Identifier: MIT
# mean-field: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names. In all tables `samples` is n of theory/mean-field.md, and `n` the
# number of replicates.
mean-field_ALIASES := h=step tau=step

field_HERE := @ROOT/experiments/mean-field
$(shell ln -sfn $(CURDIR)/data/tecator $(BUILD)/tecator)
# The problems without a seed, and the programs on them.
field_DET := awk -v problem=det -f $(field_HERE)/problem.awk @ROW > @TMP-data.csv
field_HALF := awk -v problem=half-circle -f $(field_HERE)/problem.awk @ROW > @TMP-data.csv
LANGEVIN := run langevin @TMP-data.csv --row=@ROW
DUAL := run dual @TMP-data.csv --row=@ROW

# $(call field_run,NAME,COMMAND,PROGRAMS): rows as they come.
# $(call field_mean,NAME,COMMAND,BY,COLUMNS,PROGRAMS): means and standard errors of the columns.
field_run = $(eval $(call experiment,mean-field,$(1),$(3),$(2) -o @OUT,$(4)))
field_mean = $(eval $(call experiment,mean-field,$(1),$(5) summarise,$(2) | run summarise - --by="$(3)" \
  --columns="$(4)" -o @OUT,$(6)))
field_given = $(eval $(call prediction,mean-field,$(1),$(2)))
field_at = $(eval $(call prediction_at,mean-field,$(1),$(2),$(3),$(4)))

# $(call field_of_samples,NAME,PREDICTION ARGUMENTS,EXPERIMENT,COLUMNS): the same as field_at for predictions
# of n samples, which are the column `samples` of the results.
field_rename = awk -v from=$(1) -v to=$(2) -f $(field_HERE)/rename.awk
field_of_samples = $(eval $(call prediction_at,mean-field,$(1),$(2),$(3),$(4),$(call field_rename,n,rows) | \
  $(call field_rename,samples,n),$(call field_rename,n,samples)))

# Functional data.
field_DRAW := run generate functions --row=@ROW
field_COEFFICIENTS := $(field_DRAW) | run transform - --to=coefficients | run modes - --first=0 --row=@ROW
MATERN := ((kappa^2+(pi*mode)^2)^(-exponent))
$(call field_run,T1,$(field_COEFFICIENTS),generate transform modes)
$(call field_mean,T1-sum,$(field_COEFFICIENTS),kappa;exponent;points;n,ratio=square/$(MATERN);rougher=square/$(MATERN)^1.02,generate transform modes,T1)
$(eval $(call experiment,mean-field,T2,,awk -f $(field_HERE)/covariance.awk @ROW > @OUT))
$(call field_at,T2,mean-field-covariance,T2,kappa;s;t;modes)
field_EIGENVALUES := | run modes - --eigenvalues --row=@ROW
$(call field_run,T3,$(field_DRAW) $(field_EIGENVALUES),generate modes)
$(call field_run,T3-periodic,$(field_DRAW) --periodic $(field_EIGENVALUES),generate modes,T3)
$(call field_at,T3,mean-field-ou-mode,T3,theta;mode)
$(call field_run,T4,$(field_COEFFICIENTS),generate transform modes)
$(call field_at,T4,mean-field-aliasing,T4,kappa;exponent;modes;points;mode)

# The optimum of linear neurons.
$(call field_run,T5,$(field_DET) && run functional-ridge @TMP-data.csv --row=@ROW,functional-ridge)
$(eval $(call experiment,mean-field,T5-sum,functional-ridge,$(field_DET) && run functional-ridge @TMP-data.csv --row=@ROW \
  --lambda=0.0025 | $(call field_rename,lambda,ridge) > @OUT,T5))
$(call field_of_samples,T5,mean-field-linear,T5,samples;modes;lambda)

# The schemes: stationary variances, and where explicit steps blow up.
field_VARIANCES := --network=@TMP-network.csv --burn=1000000 -o /dev/null && run modes @TMP-network.csv \
  --prefix=w --row=@ROW | $(call field_rename,n,runs) > @OUT && rm @TMP-network.csv
field_variances = $(eval $(call experiment,mean-field,$(1),langevin modes,$(field_DET) && $(LANGEVIN) \
  --scheme=$(2) $(field_VARIANCES))) $(call field_at,$(1),mean-field-variance,$(1),mode;gamma;delta)
$(call field_variances,T6,semi)
$(call field_variances,T6-exponential,exponential)
$(call field_variances,T6-explicit,explicit)
field_BLOWN := --burn=12000 --unstable=report
$(call field_run,T8,$(field_DET) && $(LANGEVIN) --scheme=explicit $(field_BLOWN),langevin)
$(call field_run,T8-semi,$(field_DET) && $(LANGEVIN) --scheme=semi $(field_BLOWN),langevin,T8)
$(call field_at,T8,mean-field-stability,T8,lambda;h;gamma)

# M particles: means over a replicate first.
field_REPLICATES := --reference=optimum | run summarise -
$(call field_mean,T9a,$(field_DET) && $(LANGEVIN) --scheme=exponential $(field_REPLICATES) \
  --by="replicate;samples;modes;lambda;tau;particles" --columns="distance",samples;modes;lambda;tau;particles,excess=particles*distance/2,langevin)
$(call field_of_samples,T9a,mean-field-exponential,T9a,samples;modes;lambda;tau)
$(call field_mean,T9b,$(field_DET) && $(LANGEVIN) --scheme=semi $(field_REPLICATES) \
  --by="replicate;samples;modes;lambda;h;particles" --columns="distance",samples;modes;lambda;h;particles,excess=particles*distance/2,langevin)
$(call field_of_samples,T9b,mean-field-semi-implicit + mean-field-linear,T9b,samples;modes;lambda;h)
field_LAW := $(field_REPLICATES) --by="replicate;samples;modes;amplitude;lambda;bound;particles" \
  --columns="error=particles*distance;accepted=accepted"
$(call field_mean,T13,$(field_HALF) && $(LANGEVIN) --scheme=pcn $(field_LAW),particles;samples;amplitude;lambda;bound,error;accepted,langevin)
$(call field_mean,T13-langevin,$(field_HALF) && $(LANGEVIN) --scheme=exponential $(field_LAW),particles;samples;amplitude;lambda;bound,error;accepted,langevin)
$(call field_of_samples,T13,mean-field-half-circle,T13,samples;amplitude;lambda;bound)
field_MODES := $(field_REPLICATES) --by="replicate;samples;modes;lambda;bound;nodes;particles" \
  --columns="distance;accepted"
$(call field_mean,T16,$(field_DET) && $(LANGEVIN) --scheme=pcn $(field_MODES),samples;modes;lambda;bound;nodes;particles,error=particles*distance;accepted,langevin)
$(call field_mean,T16-walk,$(field_DET) && $(LANGEVIN) --scheme=walk $(field_MODES),samples;modes;lambda;bound;nodes;particles,error=particles*distance;accepted,langevin)
$(call field_of_samples,T16,mean-field-det-bounded,T16,samples;modes;lambda;bound;nodes)
$(eval $(call experiment,mean-field,T16-modes,functional-ridge,awk -f $(field_HERE)/more.awk @ROW > @TMP-more.csv && \
  for row in @ROW @TMP-more.csv; do awk -v problem=det -f $(field_HERE)/problem.awk $$$$row | run functional-ridge - \
  --row=$$$$row -o $$$$row.fit; done && awk -f $(field_HERE)/change.awk @ROW.fit @TMP-more.csv.fit > @OUT))
$(call field_of_samples,T16-modes,mean-field-modes,T16-modes,samples;modes;more;lambda)

# The dual methods.
field_GAPS := dual_gap=optimum-dual;excess=primal-optimum
$(call field_run,T10,$(field_HALF) && $(DUAL),dual)
$(call field_mean,T11a,$(field_HALF) && $(DUAL),samples;amplitude;lambda;bound;epochs;optimum,$(field_GAPS),dual)
$(call field_mean,T11a-forgotten,$(field_HALF) && $(DUAL) --factor=11.3774,samples;amplitude;lambda;bound;epochs;optimum,$(field_GAPS),dual,T11a)
$(call field_of_samples,T11a,mean-field-sdca,T11a,samples;amplitude;lambda;bound;epochs)
$(call field_run,T11b,$(field_HALF) && $(DUAL) --order=cyclic,dual)
$(call field_mean,T11c,$(field_HALF) && $(DUAL),samples;amplitude;lambda;bound;epochs;expected_gap;gap_of_mean,dual_gap=optimum-dual,dual)
$(call field_mean,T12,$(field_HALF) && $(DUAL) --method=pda | awk -F$(comma) -f $(field_HERE)/started.awk,step;samples;amplitude;lambda;bound,last=primal-optimum;mixture=mixture-optimum,dual)
$(call field_of_samples,T12,mean-field-pda,T12,samples;amplitude;lambda;bound)
$(call field_mean,T19,$(field_HALF) && $(DUAL) --scheme=pcn | awk -F$(comma) -v from=180 -f $(field_HERE)/started.awk | \
  run summarise - --by="replicate;samples;amplitude;lambda;bound;particles" --columns="dual_gap=optimum-dual",particles;samples;amplitude;lambda;bound,dual_gap,dual)

# The flow.
$(call field_run,T15,$(field_HALF) && run flow @TMP-data.csv --row=@ROW,flow)
$(call field_of_samples,T15,mean-field-flow,T15,samples;amplitude;lambda;bound;nodes;step)

# Learning.
$(call field_mean,T17,run functional --row=@ROW,samples;modes;lambda;gamma;decay;noise,excess,functional)
$(call field_of_samples,T17,mean-field-risk,T17,samples;modes;lambda;gamma;decay;noise)
$(call field_mean,T18,run functional --method=complexity --row=@ROW,samples;divergence;bound;trace,square=linear^2,functional)
$(call field_mean,T18-bounded,run functional --method=complexity --row=@ROW,samples;divergence;bound;trace,bounded,functional)
$(call field_of_samples,T18,mean-field-complexity,T18,samples;divergence;bound;trace)
$(call field_of_samples,T18-bounded,mean-field-complexity,T18-bounded,samples;divergence;bound;trace)

# Ways to learn.
field_learn = $(eval $(call experiment,mean-field,$(1),generate transform functional-ridge langevin summarise,\
  $(call scripts,mean-field/spectra.awk mean-field/tecator.sh); . $(field_HERE)/learn.sh && learn @ROW @TMP @OUT $(2)))
$(call field_learn,learning,taught)
ifneq ($(wildcard data/tecator/tecator.RData),)
$(call field_learn,spectra,spectra)
endif

# Closed forms alone.
field_DECAYS := 1.5,2,3
field_STEPS := 0.001,0.0003,0.0001,0.00003,0.00001
$(call field_given,T7,mean-field-trace-bias --gamma=$(field_DECAYS) --delta=$(field_STEPS))
$(call field_given,T7-sum,mean-field-distance --modes=1000000 --gamma=$(field_DECAYS) --delta=$(field_STEPS))
field_NEURONS := 1,2,4,16,32,64,128,256
$(call field_given,T14,mean-field-single --variance=1.3 --y=0.8 --lambda=0.1 --bound=1.5 --particles=$(field_NEURONS))
field_CUTS := 512,2048,8192,32768
$(call field_given,T20,mean-field-distance --modes=$(field_CUTS) --gamma=2 --delta=0.0005)

include experiments/mean-field/figures.mk
