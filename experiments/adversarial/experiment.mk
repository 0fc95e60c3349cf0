# SPDX-License-Identifier: MIT
# adversarial: how the sweep tables of this folder become results and predictions. The claims that rest on
# them are in claims.csv, by the same names.
adversarial_ALIASES := k=width eps=norm

# Recipes of the row's network, f(x) = k^{-1/2} sum a_l psi(w_l.x), and of its inputs.
adversarial_NETWORK := run generate network --row=@ROW --scale-over=sqrt-d --output=signs \
  --output-scale-over=sqrt-width --recipe -o @TMP-network.csv
adversarial_INPUTS := run generate data --law=axis --row=@ROW --recipe -o @TMP-data.csv
adversarial_RECIPES := $(adversarial_NETWORK) && $(adversarial_INPUTS)
adversarial_FILES := @TMP-network.csv @TMP-data.csv --row=@ROW
adversarial_DRAWN := $(adversarial_RECIPES) && run attack $(adversarial_FILES) --fresh
adversarial_SAMPLED := $(adversarial_RECIPES) && run attack $(adversarial_FILES) --sampler
adversarial_CURVED := $(adversarial_RECIPES) && run curvature $(adversarial_FILES) --fresh

# $(call adversarial_run,NAME,COMMAND): rows as they come from the stage.
# $(call adversarial_mean,NAME,COMMAND,BY,COLUMNS): means and standard errors of the columns.
adversarial_run = $(eval $(call experiment,adversarial,$(1),$(3),$(2) -o @OUT))
adversarial_mean = $(eval $(call experiment,adversarial,$(1),$(5) summarise,$(2) | run summarise - \
  --by="$(3)" --columns="$(4)" -o @OUT))
adversarial_at = $(eval $(call prediction_at,adversarial,$(1),$(2),$(3),$(4)))
cell := activation;d;k
point := activation;d;k;norm

# A. Exact structure.
$(call adversarial_mean,A1,$(adversarial_DRAWN),$(cell),G2=gradient_norm^2;G4=gradient_norm^4;f2=before^2,generate attack)
$(call adversarial_at,A1,adversarial-gradient + adversarial-moments,A1,$(cell))
$(call adversarial_run,A2,$(adversarial_DRAWN),generate attack)
$(call adversarial_run,A2-sampler,$(adversarial_SAMPLED),generate attack)
$(foreach mutant,projection drift along signs,$(eval $(call experiment,adversarial,A2-$(mutant),\
  generate attack,$(adversarial_SAMPLED) --sampler-mutant=$(mutant) -o @OUT,A2-sampler)))
$(call adversarial_run,A3,$(adversarial_SAMPLED),generate attack)
$(call adversarial_mean,A4,$(adversarial_SAMPLED),$(cell),f2=before^2;f4=before^4,generate attack)
$(call adversarial_at,A4,adversarial-gradient,A4,$(cell))

# B. Success of one step.
$(call adversarial_mean,B1,$(adversarial_SAMPLED),$(point),flipped,generate attack)
$(call adversarial_at,B1,adversarial-success + adversarial-moments + adversarial-hermite --degree=0,B1,$(point))
$(call adversarial_mean,B2,$(adversarial_SAMPLED),$(point),gain;flipped;bend=flipped-linear;flips=flips,generate attack)
$(call adversarial_at,B2-gain,adversarial-relu-gain,B2,$(point))
$(call adversarial_at,B2-success,adversarial-success,B2,$(point))
$(call adversarial_at,B2-flips,adversarial-relu-flips,B2,$(point))
$(call adversarial_mean,B4,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(call adversarial_at,B4,adversarial-success + adversarial-coefficients,B4,$(point))
$(call adversarial_mean,B6,$(adversarial_SAMPLED),$(point),r2=residual^2,generate attack)
$(call adversarial_at,B6,adversarial-residual + adversarial-hessian-action + adversarial-moments,B6,$(point))

# C. The Hessian.
$(call adversarial_run,C1,$(adversarial_CURVED),generate curvature)
$(call adversarial_at,C1,adversarial-hessian-largest + adversarial-moments,C1,$(cell))
$(call adversarial_run,C2,$(adversarial_CURVED),generate curvature)
$(call adversarial_at,C2,adversarial-hessian-outlier + adversarial-moments,C2,$(cell))
$(call adversarial_run,C3,$(adversarial_DRAWN) --method=projected,generate attack)
$(call adversarial_run,C3-action,$(adversarial_CURVED) --method=action,generate curvature)
$(call adversarial_at,C3-action,adversarial-hessian-action + adversarial-moments,C3-action,$(cell))
$(call adversarial_run,C4,$(adversarial_CURVED) --method=lipschitz,generate curvature)
$(call adversarial_at,C4,adversarial-moments,C4,activation)

# D. Other norms and directions.
$(call adversarial_mean,D1,$(adversarial_SAMPLED) --metric=linf,$(cell);eps,flipped=flipped,generate attack)
$(call adversarial_at,D1,adversarial-linf-width + adversarial-moments,D1,$(cell);eps)
$(call adversarial_mean,D2,$(adversarial_SAMPLED) --method=random,$(point),flipped=flipped,generate attack)
$(call adversarial_at,D2,adversarial-random-direction + adversarial-moments,D2,$(point))

# E. Infinite width, and depth.
$(call adversarial_mean,E1,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(call adversarial_at,E1,adversarial-infinite-width + adversarial-moments,E1,$(point))
adversarial_DEEP := $(adversarial_INPUTS) && run attack `@ROOT/experiments/adversarial/layers.sh @ROW \
  @TMP` @TMP-data.csv --row=@ROW --fresh
$(call adversarial_run,E2,$(adversarial_DEEP),generate attack)
$(call adversarial_at,E2,adversarial-alive,E2,d;depth;widths)
$(call adversarial_mean,E3,$(adversarial_DEEP),d;depth;width;norm,flipped;gain=gain,generate attack)
$(call adversarial_at,E3,adversarial-depth,E3,d;depth;width;norm)
$(call adversarial_at,E3-one,adversarial-infinite-width --activation=relu,E3,d;norm)

# F. The second layer trained.
$(call adversarial_mean,F1,$(subst --law=axis,--law=sphere,$(adversarial_INPUTS)) && run lazy @TMP-data.csv \
  --points=200 --row=@ROW,activation;d;alpha;fraction;replicate,trained2;lost2;flipped=flipped,generate lazy)
$(call adversarial_at,F1,adversarial-lazy-gradient --prior=no + adversarial-moments,F1,activation;d;alpha)

# G. Scaling with the dimension.
$(eval $(call experiment,adversarial,G1,generate attack summarise,$(adversarial_SAMPLED) --method=search | \
  run summarise - --by="$(cell)" --columns="ratio=norm/sqrt(d)" --quantile=0.5 -o @OUT))
$(call adversarial_at,G1,adversarial-minimal-norm --gamma=0.5 + adversarial-moments,G1,activation)

# Real inputs, if they are there.
ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
adversarial_MNIST := $(adversarial_NETWORK) && $(subst --law=axis,--law=mnist,$(adversarial_INPUTS)) && run attack \
  $(adversarial_FILES) --fresh
$(call adversarial_mean,mnist,$(adversarial_MNIST),$(point),flipped;bend=flipped-linear,generate attack)
$(call adversarial_mean,mnist-raw,$(adversarial_MNIST),$(point),flipped;bend=flipped-linear,generate attack)
$(call adversarial_at,mnist,adversarial-success,mnist,$(point))
$(call adversarial_mean,mnist-linf,$(adversarial_MNIST) --metric=linf,$(cell);eps,flipped=flipped,generate attack)
$(call adversarial_at,mnist-linf,adversarial-linf-width + adversarial-moments,mnist-linf,$(cell);eps)
endif

include experiments/adversarial/figures.mk
