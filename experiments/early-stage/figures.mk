# SPDX-License-Identifier: MIT
# early-stage: what the figures need over the experiments and predictions of the claims. Tables have the name of
# the figure that they are for, or of what they show.

early_given = $(eval $(call prediction,early-stage,$(1),$(2)))
early_WIDTHS := 4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28
early_HALVES := 10,20,40
$(call early_width,width)
$(call early_given,width,early-stage-width-law --m=$(early_WIDTHS) --n-plus=$(early_HALVES) --n-minus=$(early_HALVES))

$(call early_run,orthonormal,curve_start)
$(call early_run,plateaus,plateaus,clock)
$(call early_run,certificates,curve_settled)
$(call early_run,certificates-start,curve_start,,certificates)
$(call early_run,planar,planar)
$(call early_given,planar,early-stage-partition --phi=1.5707963267948968:3.141592653589793:60)
$(call early_run,flips,flips)
$(call early_at,flips,early-stage-flip,flips)
$(call early_run,deaths,deaths)
$(call early_given,deaths,early-stage-death --a=1 --beta=0.02:2:100)
$(call early_run,alignment,alignment,correlations predict)
$(call early_run,escape,escape,correlations)
$(call early_at,escape,early-stage-escape,escape)
$(eval $(call experiment,early-stage,gradient,generate train collect correlations summarise,$(early_RUNS) && \
  each @ROW @TMP @TMP.all gradients && run summarise @TMP.all \
  --by="law;labels;size;first;lower;random" --columns="gradient_first" -o @OUT && rm -f @TMP.all))
early_COUNTS := 20,40,80,160,320
$(call early_given,gradient,early-stage-gradient-random --loss=logistic --kappa=0 --d=20 --n=$(early_COUNTS))
$(eval $(call experiment,early-stage,sgd,generate train collect clock predict summarise,$(early_RUNS) && \
  each @ROW @TMP @TMP.all by_chance && run summarise @TMP.all \
  --by="objective;step;expected;descent" --columns="total" -o @OUT && rm -f @TMP.all))

$(foreach name,width curves certificates partition flips alignment gradient drift sgd,$(eval $(call figure,early-stage,$(name))))

ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
$(call early_run,images-histogram,histogram,correlations,images-correlations)
$(eval $(call figure,early-stage,images))
endif
