# SPDX-License-Identifier: MIT
# two-step: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names.

# $(call two_step_run,NAME,MEASURE,PROGRAMS): MEASURE of steps.sh for each replicate of each row.
two_step_STEPS := $(call scripts,replicates.* two-step/row.awk); . @ROOT/experiments/two-step/steps.sh
two_step_run = $(eval $(call experiment,two-step,$(1),generate train collect $(or $(3),spectrum),$(two_step_STEPS) && \
  each @ROW @TMP @OUT $(2)))
# $(call two_step_mean,NAME,MEASURE,PROGRAMS,BY,COLUMNS): means and standard errors over replicates.
two_step_mean = $(eval $(call experiment,two-step,$(1),generate train collect summarise $(3),$(two_step_STEPS) && \
  each @ROW @TMP @TMP.all $(2) && run summarise @TMP.all --by="$(4)" \
  --columns="$(5)" -o @OUT && rm -f @TMP.all))
two_step_at = $(eval $(call prediction_at,two-step,$(1),$(2),$(3),$(4)))

# $(call two_step_as,BATCH,NAME,PREDICTION,EXPERIMENT,COLUMNS): predictions, as of prediction_at, that take a reused
# batch for BATCH: naive, by the theory that drops the remainder of step one, or fresh. They are joined to the data
# as if they were those of reuse.
two_step_swap = sed "s/,reuse,/,@,/;s/,$(1),/,reuse,/;s/,@,/,$(1),/"
two_step_as = $(eval $(call prediction_at,two-step,$(2),$(3),$(4),$(5),$(call two_step_swap,$(1)),$(call two_step_swap,$(1))))

# $(call two_step_summary,NAME,EXPERIMENT,BY,COLUMNS): results/NAME.csv, means over the replicates of another one.
two_step_summary = $(eval $(call table,two-step,results/$(1),summarise,run summarise two-step/results/$(2).csv \
  --by="$(3)" --columns="$(4)" -o @OUT,results/$(2)))

# One step.
$(call two_step_run,C1,first_change)
$(call two_step_run,C1-sigma,first_change)
$(call two_step_run,C3,first_largest)
$(call two_step_at,C3,two-step-one-step,C3,link;noise;phi;kappa;eta1;activation)
$(call two_step_run,C4,first_largest)
$(call two_step_at,C4,two-step-bulk-edge,C4,width;d)
$(call two_step_at,C4-spike,two-step-one-step,C4,link;noise;phi;kappa;eta1;activation)

# The weights after two steps. The rival of a reused batch is its naive theory.
$(call two_step_run,C9,second_outliers)
$(call two_step_at,C9,two-step-spike,C9)
$(call two_step_as,naive,C9-naive,two-step-spike,C9)
$(call two_step_run,C9-fresh,second_outliers)
$(call two_step_at,C9-fresh,two-step-spike,C9-fresh)
$(call two_step_run,C12,second_outliers)
$(call two_step_at,C12,two-step-expected,C12)
$(call two_step_at,C12-count,two-step-count,C12,alpha1;alpha2)
$(call two_step_run,C14,second_signs)
$(call two_step_run,C14-gaussian,second_outliers)

# Directions, from samples alone and from networks. The rival of a reused batch is also the theory of a fresh one.
$(call two_step_run,C2,sampled,directions)
$(call two_step_at,C2,two-step-alignment,C2,link;noise;phi)
$(call two_step_run,C6,sampled,directions)
$(call two_step_at,C6,two-step-direction,C6,link;noise;phi;batch;k;activation;eps)
$(call two_step_as,naive,C6-naive,two-step-direction,C6,link;noise;phi;batch;k;activation;eps)
$(call two_step_as,fresh,C6-fresh,two-step-direction,C6,link;noise;phi;batch;k;activation;eps)
$(call two_step_run,C5,second_slopes,spectrum directions)
$(foreach name,C7 C7-fresh C8,$(call two_step_run,$(name),second_terms)\
  $(call two_step_at,$(name),two-step-direction,$(name),link;noise;phi;batch;k;activation;eps))
$(call two_step_run,C8-odd,second_terms)
$(call two_step_as,naive,C7-naive,two-step-direction,C7,link;noise;phi;batch;k;activation;eps)

# Strengths over N.
$(call two_step_run,C10,second_strengths)
$(call two_step_at,C10,two-step-spike,C10)

two_step_GRID := $(if $(filter smoke,$(PROFILE)),9,25)
# The phase diagram: at each cell R9 with the edge that was measured; on a finer grid the theory alone.
$(call two_step_run,phase,second_outliers)
$(call two_step_at,phase,two-step-expected,phase)
$(call two_step_at,phase-count,two-step-count,phase,alpha1;alpha2)
$(call two_step_at,phase-lines,two-step-phase --alpha1=0:0.48:$(two_step_GRID) --alpha2=0.01:0.49:$(two_step_GRID),phase,link;noise;phi;batch;kappa;width;size;scale1;scale2;activation)

# What only figures show.
setting := link;noise;phi;kappa;batch;width;d;n;eta1;eta2;eps;alpha1;alpha2;activation
$(call two_step_run,spectra,second_values)
$(call two_step_at,spectra,two-step-spikes,spectra,$(setting))
$(eval $(call prediction,two-step,density,two-step-bulk-density --kappa=2 --value=0.41:2.43:203))
$(call two_step_mean,learnt,second_outliers,spectrum,$(setting);index,target2=target2;edge=edge)
$(call two_step_at,learnt,two-step-spike,learnt)
$(call two_step_mean,onestep,first_largest,spectrum,$(setting);index,singular_value=singular_value;left2=left2;target2=target2)
$(eval $(call prediction,two-step,onestep,two-step-one-step --link=ie1 --noise=0.5 --phi=0.25 --kappa=2 --eta1=0.1:3.2:125 \
  --activation=hermite:0$(comma)1$(comma)0.5))
$(call two_step_mean,phi,sampled,directions,$(setting);k,overlap=overlap;norm2=norm2)
$(foreach batch,fresh reuse,$(foreach link,ie1 ie2,$(eval $(call prediction,two-step,phi-$(link)-$(batch),two-step-direction \
  --link=$(link) --noise=$(if $(filter ie1,$(link)),0.3,0.1) --phi=0.1:2.5:40:log --batch=$(batch) --k=0$(comma)1$(comma)2))))
$(call two_step_summary,growth,C10,$(setting);index,strength)
$(call two_step_at,growth,two-step-spikes,growth,$(setting))
$(call two_step_summary,remainder,C1,$(setting);index,change)
$(call two_step_mean,features,first_features,spectrum,$(setting);index,value=singular_value/sqrt(width))
$(call two_step_at,features,two-step-feature-spikes --count=3,features,link;noise;phi;width;n;eta1;alpha1;activation)
$(foreach batch,fresh reuse,$(eval $(call prediction,two-step,width-$(batch),two-step-phase --link=ie1 --noise=0.3 --phi=0.25 \
  --batch=$(batch) --kappa=2 --alpha1=0.3$(comma)0.35$(comma)0.4 --alpha2=0.36$(comma)0.45 --width=200:1e6:$(if $(filter smoke,$(PROFILE)),16,60):log)))
$(foreach name,spectra phase growth learnt onestep directions remainder features width,$(eval $(call figure,two-step,$(name))))
