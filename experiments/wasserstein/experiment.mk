# SPDX-License-Identifier: MIT
# wasserstein: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names. A program that draws also says what is expected of it.

# $(call wasserstein_run,NAME,COMMAND,PROGRAMS): rows as they come from the stage.
# $(call wasserstein_mean,NAME,COMMAND,BY,COLUMNS,PROGRAMS): means and standard errors of the columns.
wasserstein_run = $(eval $(call experiment,wasserstein,$(1),$(3),$(2) -o @OUT))
wasserstein_mean = $(eval $(call experiment,wasserstein,$(1),$(5) summarise,$(2) | run summarise - \
  --by="$(3)" --columns="$(4)" -o @OUT))
wasserstein_given = $(eval $(call prediction,wasserstein,$(1),$(2)))

# A sample against its law.
EMPIRICAL := run empirical --row=@ROW
$(call wasserstein_mean,7.1,$(EMPIRICAL),points;expected;bobkov_ledoux;asymptotic,distance,empirical)
$(call wasserstein_run,7.2,$(EMPIRICAL),empirical)
$(call wasserstein_mean,7.3,$(EMPIRICAL),points,square=points*distance,empirical)
$(call wasserstein_mean,7.3b,$(EMPIRICAL),points,square=points*distance,empirical)
$(call wasserstein_mean,7.4,$(EMPIRICAL),points,difference=points*distance,empirical)
$(call wasserstein_given,7.4,wasserstein-matching --samples=two)
$(call wasserstein_mean,7.5,$(EMPIRICAL),d;points;time;expected,norm2;plain,empirical)
$(call wasserstein_mean,7.6,$(EMPIRICAL),d;points;grid;cell;heat;heat_cost;dyadic,distance,empirical)
$(call wasserstein_mean,7.6b,$(EMPIRICAL),d;time;cost,moved,empirical)
$(call wasserstein_mean,7.7,$(EMPIRICAL),d;points,distance,empirical)
$(call wasserstein_mean,7.8,$(EMPIRICAL),d;points;expected,distance,empirical)
$(call wasserstein_mean,7.16,$(EMPIRICAL),d;points;variance_limit,variance=points*(distance-expected)^2,empirical)
$(call wasserstein_mean,7.16-grid,$(EMPIRICAL),d;points;grid,distance,empirical)
$(call wasserstein_run,7.17,$(EMPIRICAL),empirical)
$(call wasserstein_mean,7.19,$(EMPIRICAL),law;points;expected;bobkov_ledoux;asymptotic,distance,empirical)
wasserstein_SIZES := 64,128,256,512,1024,2048,4096,8192,16384,32768,65536
$(call wasserstein_given,7.19-light,wasserstein-expected --law=pareto:3 --n=$(wasserstein_SIZES))
$(call wasserstein_given,7.19-heavy,wasserstein-expected --law=pareto:1.5 --n=$(wasserstein_SIZES))

# Networks: a fresh one each replicate, and the law of the data, taught by a fixed network of three neurons.
wasserstein_TEACHER := run generate network --row=@ROW --width=3 --scale=1 --scale-over=sqrt-d --output=signs \
  --output-scale-over=sqrt-width --seed=1 -o @TMP-teacher.csv
wasserstein_RECIPES := run generate network --row=@ROW --scale-over=sqrt-d --output-scale-over=sqrt-width \
  --recipe -o @TMP-network.csv && run generate data --row=@ROW --law=box --teacher=network:@TMP-teacher.csv \
  --noise=0.14433756729740643 --recipe -o @TMP-data.csv
wasserstein_SGD = $(subst --output=,--output-scale=$(1) --output=,$(wasserstein_TEACHER)) && $(wasserstein_RECIPES) \
  && run generalise @TMP-network.csv @TMP-data.csv --row=@ROW --method=$(2)
$(call wasserstein_run,7.10,$(call wasserstein_SGD,1,moments),generalise generate)
$(call wasserstein_run,7.10-small,$(call wasserstein_SGD,4,moments),generalise generate)
$(call wasserstein_mean,7.11,$(call wasserstein_SGD,1,moments),step;steps,drift,generalise generate)
$(call wasserstein_mean,7.12,$(call wasserstein_SGD,1,test),d;samples;population;deviation;deviation_of_labels;skewness;kurtosis,gap,generalise generate)
$(call wasserstein_run,7.13,$(call wasserstein_SGD,1,gap),generalise generate)
# Means over the networks, from which `bound` makes the chain; of ratios that must be at least 1 the smallest.
wasserstein_KNOWN := samples;shift;half_width;trace;map;square;moment;largest
wasserstein_MEANS := gap=abs(gap);test_gap=abs(test_gap);variance;gradient2;lip2=lip^2;distance;path;norm2;seen=lip_seen*distance;product=lip*distance;ratio=lip*distance/abs(second_gap);ratio_marginal=lip*marginal/abs(second_gap);ratio_lambda=lambda*distance/abs(second_gap)
wasserstein_CHAIN := $(call wasserstein_SGD,1,gap) | run summarise - --by="$(wasserstein_KNOWN)" \
  --columns="$(wasserstein_MEANS)" --quantile=0 -o @TMP-means.csv && run bound --row=@TMP-means.csv --d=3
$(call wasserstein_run,chain,$(wasserstein_CHAIN),bound generalise generate summarise)
$(call wasserstein_run,prior,$(wasserstein_CHAIN),bound generalise generate summarise)
$(call wasserstein_run,7.18,$(call wasserstein_SGD,1,slopes),generalise generate)

# Real inputs, if they are there: against images of the other file of MNIST, and against these with
# their labels exchanged.
ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
wasserstein_DIGITS = run generate data --row=@ROW --d=0 --law=mnist --mnist=mnist --normalise=unit $(1)
wasserstein_THREES := --digits=3$(comma)7
wasserstein_SEVENS := --digits=7$(comma)3
wasserstein_TEST := --part=test --n=2000
wasserstein_PROJECT = run project @TMP-$(1)-raw.csv --row=@ROW --seed=1 -o @TMP-$(1).csv
wasserstein_START := run generate network --row=@ROW --scale-over=sqrt-d --output-scale-over=sqrt-width --recipe -o @TMP-network.csv
wasserstein_TRAIN := run train @TMP-network.csv @TMP-sample.csv --row=@ROW --method=sgd --order=replacement \
  --loss=huber --activation=relu -o @TMP-trained.csv && run bound @TMP-trained.csv @TMP-sample.csv \
  @TMP-test.csv --row=@ROW --loss=huber --initial=@TMP-network.csv
# $(call wasserstein_IMAGES,DIGITS OF THE TEST)
wasserstein_IMAGES = $(call wasserstein_DIGITS,$(wasserstein_THREES) -o @TMP-sample-raw.csv) && \
  $(call wasserstein_DIGITS,$(1) $(wasserstein_TEST) -o @TMP-test-raw.csv) && $(call wasserstein_PROJECT,sample) && \
  $(call wasserstein_PROJECT,test) && $(wasserstein_START) && $(wasserstein_TRAIN)
wasserstein_PIXELS = $(call wasserstein_DIGITS,$(wasserstein_THREES) --recipe -o @TMP-sample.csv) && \
  $(call wasserstein_DIGITS,$(wasserstein_THREES) $(wasserstein_TEST) --recipe -o @TMP-test.csv) && \
  $(wasserstein_START) && $(wasserstein_TRAIN)
$(call wasserstein_run,digits,$(call wasserstein_IMAGES,$(wasserstein_THREES)),bound generate project train)
$(eval $(call experiment,wasserstein,digits-exchanged,bound generate project train,\
  $(call wasserstein_IMAGES,$(wasserstein_SEVENS)) -o @OUT,digits))
$(call wasserstein_run,digits-raw,$(wasserstein_PIXELS),bound generate train)
endif

include experiments/wasserstein/figures.mk
