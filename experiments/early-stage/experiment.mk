# SPDX-License-Identifier: MIT
# early-stage: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names.
early-stage_ALIASES := m=width

# $(call early_run,NAME,MEASURE,PROGRAMS,TABLE): MEASURE of runs.sh for each draw of each row, with generate, train
# and collect.
early_RUNS := $(call scripts,replicates.* early-stage/*.awk); . @ROOT/experiments/early-stage/runs.sh
early_run = $(eval $(call experiment,early-stage,$(1),generate train collect $(3),$(early_RUNS) && \
  each @ROW @TMP @OUT $(2),$(4)))
early_at = $(eval $(call prediction_at,early-stage,$(1),$(2),$(3),$(4)))

# The width law: nothing is trained.
early_width = $(eval $(call experiment,early-stage,$(1),generate clock summarise,$(early_RUNS) && \
  width_law @ROW @TMP @OUT))
$(call early_width,E1)
$(call early_at,E1,early-stage-width-law,E1,m;n_plus;n_minus)
$(call early_run,E1-trained,plateau)
$(call early_run,E21,plateau)
$(call early_at,E21,early-stage-width-law,E21)

# One sample by itself.
$(call early_run,E3,by_clock,attack clock)
$(call early_run,E4,scalar)
$(call early_at,E4,early-stage-margin-gd,E4)
$(call early_run,E5,without_false,attack clock)
$(call early_at,E5,early-stage-margin-gd,E5)

# The partition and its certificates.
$(call early_run,E6,at_end)
$(call early_run,E6-sgd,by_sgd)
$(call early_run,E6-random,at_end)
$(call early_run,E7,from_settling)
$(call early_run,E7-start,from_start)
$(call early_run,E7-any,from_start)
$(call early_run,E7-scalar,from_scalar)
$(call early_run,E8,tail)
$(call early_at,E8,early-stage-tail,E8)
$(call early_run,E18,from_settling)
$(call early_run,E18-start,from_start)
$(call early_run,E19,from_settling_dense)
$(call early_run,E19-start,from_start_dense,,E19)
$(call early_run,E20,until_settled)
$(call early_run,E20-both,settling_both)

# Both layers.
$(call early_run,E9,drift)
$(call early_run,E10,aligned,attack)
$(call early_at,E10,early-stage-aligned,E10)
$(call early_run,E10-balanced,aligned_balanced,attack,E10)
$(call early_at,E10-balanced,early-stage-aligned,E10-balanced)
$(call early_run,E11,hitting)
$(call early_at,E11,early-stage-hitting-time-gd,E11)
$(call early_run,E12,escape,correlations)
$(call early_at,E12,early-stage-escape,E12)

# Two samples in the plane, and two axes.
$(call early_run,E13,planar)
$(call early_at,E13,early-stage-partition + early-stage-partition-bias,E13)
$(call early_run,E14,flips)
$(call early_at,E14,early-stage-flip,E14)

# Gradients at the start, and chance.
$(call early_run,E15,gradients,correlations)
$(call early_run,E16,gradients_random)
$(call early_run,E17,by_chance,clock predict)

# Real inputs, if they are there.
ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
$(call early_run,images,curve_restarted)
$(call early_run,images-drift,drift)
$(call early_run,images-gradient,gradients,correlations)
$(call early_run,images-random,gradients_random)
$(call early_run,images-correlations,correlated,correlations)
endif

include experiments/early-stage/figures.mk
