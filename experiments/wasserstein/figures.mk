# SPDX-License-Identifier: MIT
# wasserstein: what the figures need over the experiments and predictions of the claims. Tables have the
# name of the figure that they are for.
$(call wasserstein_mean,distances,$(EMPIRICAL),d;points;heat;dyadic,distance,empirical)
wasserstein_LENGTHS := 16,32,64,128,256,512,1024
$(call wasserstein_given,distances,wasserstein-expected --law=uniform --n=$(wasserstein_LENGTHS))

$(call wasserstein_mean,moments,$(call wasserstein_SGD,1,moments),steps;moment;moment_without;naive,square=norm2^2;norm2,generalise generate)
$(call wasserstein_mean,moments-small,$(call wasserstein_SGD,4,moments),steps;moment;moment_without;naive,square=norm2^2;norm2,generalise generate)

$(call wasserstein_mean,square,$(EMPIRICAL),points,difference=points*distance,empirical)

$(call wasserstein_mean,sliced,$(EMPIRICAL),d;points;expected;bobkov_ledoux,distance,empirical)
$(call wasserstein_mean,full,$(EMPIRICAL),d;points;shells,distance,empirical)

wasserstein_SQUARE = run generate data --law=cube --row=@ROW -o @TMP-from.csv && run generate data --law=cube --row=@ROW --seed=1 -o @TMP-to.csv && run wasserstein @TMP-from.csv @TMP-to.csv --plan=@TMP-plan.csv \
  --potentials=@TMP-potentials.csv -o @TMP-distance.csv && awk -f @ROOT/experiments/wasserstein/$(1) > @OUT
$(eval $(call experiment,wasserstein,matching,generate wasserstein,$(call wasserstein_SQUARE,matching.awk \
  @TMP-potentials.csv @TMP-plan.csv)))
$(eval $(call experiment,wasserstein,potential,generate wasserstein,$(call wasserstein_SQUARE,potential.awk \
  @TMP-potentials.csv),matching))

$(foreach name,independent trained distances moments slack matching-law sliced potential,\
  $(eval $(call figure,wasserstein,$(name))))

ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
$(eval $(call figure,wasserstein,digits))
endif
