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
$(call adversarial_at,B6,adversarial-residual + adversarial-moments,B6,$(point))

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

# F. The second layer trained.
$(call adversarial_mean,F1,$(subst --law=axis,--law=sphere,$(adversarial_INPUTS)) && run lazy @TMP-data.csv \
  --points=200 --row=@ROW,activation;d;alpha;fraction;replicate,trained2;lost2;flipped=flipped,generate lazy)
$(call adversarial_at,F1,adversarial-lazy-gradient --prior=no + adversarial-moments,F1,activation;d;alpha)

# G. Scaling with the dimension.
$(eval $(call experiment,adversarial,G1,generate attack summarise,$(adversarial_SAMPLED) --method=search | \
  run summarise - --by="$(cell)" --columns="ratio=norm/sqrt(d)" --quantile=0.5 -o @OUT))
$(call adversarial_at,G1,adversarial-minimal-norm --gamma=0.5 + adversarial-moments,G1,activation)

# Figures. What they need over the above; tables have the names of the figures.
adversarial_given = $(eval $(call prediction,adversarial,$(1),$(2),$(3)))
$(call adversarial_mean,success,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(call adversarial_at,success,adversarial-moments + adversarial-hermite --degree=0,success)
$(call adversarial_given,success-law,adversarial-success --d=1024 --k=1024 --norm=0:3:121,relu erf tanh softplus he2 sin2)
$(eval $(call experiment,adversarial,distance,generate attack summarise,$(adversarial_SAMPLED) --method=search | \
  run summarise - --by="$(cell)" --columns="ratio=min(norm,30)/sqrt(d)" --quantile=0.5 -o @OUT))
$(call adversarial_at,distance,adversarial-minimal-norm --gamma=0.5,distance)
$(call adversarial_at,distance-erf,adversarial-minimal-norm --gamma=0.5 + adversarial-moments,G1)
$(call adversarial_run,histogram,$(adversarial_SAMPLED) --method=search,generate attack)
$(call adversarial_run,line,$(adversarial_SAMPLED),generate attack)
$(eval $(call experiment,adversarial,line-random,generate attack,$(adversarial_SAMPLED) --method=random -o @OUT,line))
$(call adversarial_given,line,adversarial-residual --d=256 --k=256 --norm=0:6:61,relu)
$(call adversarial_mean,gain,$(adversarial_SAMPLED),$(point),gain=gain,generate attack)
$(call adversarial_given,gain,adversarial-relu-curvature --rho=0.1:6:100:log)
$(call adversarial_at,deficit,adversarial-success,B4)
$(call adversarial_given,deficit-law,adversarial-coefficients --norm=0:3:121,erf tanh softplus he2)
$(call adversarial_run,hessian,$(adversarial_CURVED) --method=spectrum,generate curvature)
$(call adversarial_given,hessian-density,adversarial-hessian-density --ratio=2 --lambda=-2:2:100,erf)
$(call adversarial_mean,edge,$(adversarial_CURVED),$(cell),edge=0.5*(largest-smallest)*sqrt(d),generate curvature)
$(call adversarial_at,edge,adversarial-moments,edge)
$(call adversarial_given,edge-limit,adversarial-hessian-edge --ratio=0.1:40:80:log,erf tanh he2)
$(call adversarial_given,edge-finite,adversarial-hessian-largest --d=200 --k=20:8000:80:log,erf tanh he2)
$(call adversarial_mean,norms,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(eval $(call experiment,adversarial,norms-random,generate attack summarise,$(adversarial_SAMPLED) --method=random | \
  run summarise - --by="$(point)" --columns="flipped=flipped" -o @OUT,norms))
$(call adversarial_mean,norms-linf,$(adversarial_SAMPLED) --metric=linf,$(point),flipped=flipped,generate attack)
$(call adversarial_given,norms,adversarial-infinite-width --d=256 --norm=0.1:64:120:log,relu)
$(call adversarial_given,norms-random,adversarial-random-direction --d=256 --norm=0.1:64:120:log,relu)
$(call adversarial_given,norms-linf,adversarial-linf-width --d=256 --k=1024 --eps=0.00625:0.25:120:log,relu)
$(call adversarial_at,width,adversarial-moments,E1)
$(call adversarial_given,width-relu,adversarial-infinite-width --d=4$(comma)16$(comma)64 --norm=0.25:32:85:log,relu)
$(call adversarial_given,width-erf,adversarial-infinite-width --d=4$(comma)16$(comma)64 --norm=0.25:32:15:log,erf)
$(call adversarial_mean,depth,$(adversarial_DEEP),d;depth;width;norm,flipped=flipped;gain,generate attack)
$(call adversarial_given,depth,adversarial-depth --d=16 --depth=1$(comma)4$(comma)16 --norm=0:4:81)
$(call adversarial_given,depth-linear,adversarial-beta-law --d=16 --norm=0:4:81)
$(call adversarial_given,depth-reach,adversarial-depth --d=64$(comma)256$(comma)1024 \
  --depth=1$(comma)2$(comma)3$(comma)4$(comma)6$(comma)8$(comma)12$(comma)16$(comma)24$(comma)32$(comma)48$(comma)64$(comma)96$(comma)128$(comma)192 --norm=1$(comma)2)
$(eval $(call experiment,adversarial,lazy,generate lazy summarise,$(subst --law=axis,--law=sphere,$(adversarial_INPUTS)) \
  && run lazy @TMP-data.csv --points=100 --row=@ROW | run summarise - --by="activation;d;alpha;fraction" \
  --columns="trained2;lost2;flipped=flipped" -o @OUT))
$(call adversarial_at,lazy,adversarial-moments,lazy)
$(call adversarial_given,lazy-law,adversarial-lazy-gradient --prior=no --alpha=0.1:3.2:125,erf)
$(call adversarial_given,lazy-prior,adversarial-lazy-gradient --prior=yes --alpha=0.1:3.2:125,erf)
$(eval $(call experiment,adversarial,search,generate attack summarise,$(adversarial_DEEP) --method=search | \
  run summarise - --by="d;depth;width" --columns="shortest=min(norm,30);found=norm<30" --quantile=0.5 -o @OUT))
$(call adversarial_given,search,adversarial-beta-law --d=64 --norm=0.5:1:101)
$(call adversarial_mean,bound,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(call adversarial_given,bound,adversarial-proof-bound --d=64$(comma)1024 --k=64$(comma)1024 --norm=0:4:81,erf)
$(call adversarial_given,bound-success,adversarial-success --d=64$(comma)1024 --k=64$(comma)1024 --norm=0:4:81,erf)
$(foreach name,success distance histogram line gain deficit hessian norms width depth lazy search bound,\
  $(eval $(call figure,adversarial,$(name))))

# Real inputs, if they are there.
ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
adversarial_MNIST := $(adversarial_NETWORK) && $(subst --law=axis,--law=mnist,$(adversarial_INPUTS)) && run attack \
  $(adversarial_FILES) --fresh
$(call adversarial_mean,mnist,$(adversarial_MNIST),$(point),flipped;bend=flipped-linear,generate attack)
$(call adversarial_mean,mnist-raw,$(adversarial_MNIST),$(point),flipped;bend=flipped-linear,generate attack)
$(call adversarial_at,mnist,adversarial-success,mnist,$(point))
$(call adversarial_mean,mnist-linf,$(adversarial_MNIST) --metric=linf,$(cell);eps,flipped=flipped,generate attack)
$(call adversarial_at,mnist-linf,adversarial-linf-width + adversarial-moments,mnist-linf,$(cell);eps)
$(eval $(call experiment,adversarial,digits,generate attack,$(adversarial_NETWORK) && run generate data --law=mnist \
  --row=@ROW -o @TMP-data.csv && run attack $(adversarial_FILES) --perturbed=@TMP-moved.csv -o @TMP-attack.csv && \
  awk -f @ROOT/experiments/adversarial/pixels.awk @TMP-data.csv @TMP-moved.csv @TMP-attack.csv > @OUT))
$(eval $(call figure,adversarial,digits))
endif
