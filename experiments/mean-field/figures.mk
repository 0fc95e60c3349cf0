# SPDX-License-Identifier: MIT
# mean-field: what the figures need over the experiments and predictions of the claims. Tables have the name of
# the figure that they are for.

# F1. Karhunen-Loeve spectra.
$(call field_run,karhunen,$(field_DRAW) | run transform - --row=@ROW --to=coefficients | run modes - --row=@ROW,generate transform modes)
$(call field_run,karhunen-ou,$(field_DRAW) $(field_EIGENVALUES),generate modes)
field_SPECTRA := mean-field-spectrum --count=64
$(call field_given,karhunen-matern,$(field_SPECTRA) --law=matern --kappa=3)
$(call field_given,karhunen-brownian,$(field_SPECTRA) --law=brownian)
$(call field_given,karhunen-bridge,$(field_SPECTRA) --law=bridge)
$(call field_given,karhunen-ou,mean-field-ou --theta=2 --count=64)

# F2. Weak order.
$(eval $(call experiment,mean-field,order,langevin modes summarise,awk -v problem=det -f $(field_HERE)/problem.awk @ROW > \
  @TMP-data.csv && $(LANGEVIN) --scheme=semi --network=@TMP-network.csv --burn=1000000 -o /dev/null && run modes \
  @TMP-network.csv --prefix=w --row=@ROW | run summarise - --by="gamma;delta;particles;modes" \
  --columns="part=mode^(-gamma)-variance;width=2*mode^(-2*gamma)/particles" -o @OUT && rm @TMP-network.csv))
field_DELTAS := 0.0001:0.3:36:log
$(call field_given,order,mean-field-trace-bias --gamma=$(field_DECAYS) --delta=$(field_DELTAS))

# F3. Stationary variances.
$(call field_given,variances,mean-field-variance --mode=1:16:301 --gamma=2 --delta=0.005)

# F5. Coordinate ascent by particles.
$(call field_mean,ascent,$(field_HALF) && $(DUAL),particles;epochs;optimum,dual_gap=optimum-dual,dual)
field_EPOCHS := 0:60:61
$(call field_given,ascent,mean-field-sdca --n=6 --amplitude=1 --lambda=0.2 --bound=2 --epochs=$(field_EPOCHS))

# F9. Excess risk.
$(call field_mean,risk,run functional --row=@ROW,samples;modes;lambda;gamma;decay;noise,excess,functional)
$(call field_of_samples,risk,mean-field-risk,risk,samples;modes;lambda;gamma;decay;noise)

$(foreach name,karhunen order variances particles ascent averaging flow modes risk learning,\
  $(eval $(call figure,mean-field,$(name))))
ifneq ($(wildcard data/tecator/tecator.RData),)
$(eval $(call figure,mean-field,spectra))
endif
