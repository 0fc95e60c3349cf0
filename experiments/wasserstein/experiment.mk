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
