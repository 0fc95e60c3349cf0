# two-step: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names.

# $(call two_step_run,NAME,MEASURE,PROGRAMS): MEASURE of steps.sh for each replicate of each row. The hash is
# there so that changed scripts run again.
two_step_HASH := $(shell cat experiments/two-step/steps.sh experiments/two-step/row.awk | cksum | cut -d' ' -f1)
two_step_run = $(eval $(call experiment,two-step,$(1),generate train collect $(or $(3),spectrum),steps=$(two_step_HASH); \
  . @ROOT/experiments/two-step/steps.sh && each @ROW @TMP @OUT $(2)))
two_step_at = $(eval $(call prediction_at,two-step,$(1),$(2),$(3),$(4)))

# $(call two_step_naive,NAME,PREDICTION,EXPERIMENT,COLUMNS): predictions, as of prediction_at, that take a reused
# batch by the theory that drops the remainder of step one; they are joined to the data as if they were those of
# reuse.
define two_step_naive_rule
two-step_THEORY += $(BUILD)/two-step/theory/$(1).csv
$(BUILD)/two-step/theory/$(1).csv: $(BUILD)/two-step/results/$(3).csv $(call BINS,predict summarise)
	@cd $(BUILD) && $(if $(4),$(LAUNCH) bin/summarise two-step/results/$(3).csv --by='$(4)',\
	  cat two-step/results/$(3).csv) | sed 's/,reuse,/,naive,/' | $(LAUNCH) bin/predict $(2) --sweep=- | \
	  sed 's/,naive,/,reuse,/' > two-step/theory/$(1).csv.tmp && mv two-step/theory/$(1).csv.tmp two-step/theory/$(1).csv
endef
two_step_naive = $(eval $(call two_step_naive_rule,$(1),$(2),$(3),$(4)))

# One step.
$(call two_step_run,C1,first_change)
$(call two_step_run,C3,first_largest)
$(call two_step_at,C3,two-step-one-step,C3,link;noise;phi;kappa;eta1;activation)
$(call two_step_run,C4,first_largest)
$(call two_step_at,C4,two-step-bulk-edge,C4,width;d)
$(call two_step_at,C4-spike,two-step-one-step,C4,link;noise;phi;kappa;eta1;activation)

# The weights after two steps. The rival of a reused batch is its naive theory.
$(call two_step_run,C9,second_outliers)
$(call two_step_at,C9,two-step-spike,C9)
$(call two_step_naive,C9-naive,two-step-spike,C9)
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
$(call two_step_naive,C6-naive,two-step-direction,C6,link;noise;phi;batch;k;activation;eps)
$(call two_step_run,C5,second_slopes,spectrum directions)
$(foreach name,C7 C7-fresh C8,$(call two_step_run,$(name),second_terms)\
  $(call two_step_at,$(name),two-step-direction,$(name),link;noise;phi;batch;k;activation;eps))
$(call two_step_run,C8-odd,second_terms)
$(call two_step_naive,C7-naive,two-step-direction,C7,link;noise;phi;batch;k;activation;eps)

# Strengths over N.
$(call two_step_run,C10,second_strengths)
$(call two_step_at,C10,two-step-spike,C10)
