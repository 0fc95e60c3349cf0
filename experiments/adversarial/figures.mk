# SPDX-License-Identifier: MIT
# adversarial: what the figures need over the experiments and predictions of the claims. Tables have the name
# of the figure that they are for.

# $(call adversarial_given,NAME,PREDICTION,ACTIVATIONS): a curve.
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
$(call adversarial_given,hessian-density,adversarial-hessian-density --ratio=2 --lambda=-2:2:60,erf)
$(call adversarial_mean,edge,$(adversarial_CURVED),$(cell),edge=0.5*(largest-smallest)*sqrt(d),generate curvature)
$(call adversarial_at,edge,adversarial-moments,edge)
$(call adversarial_given,edge-limit,adversarial-hessian-edge --ratio=0.2:40:36:log,erf tanh he2)
$(call adversarial_given,edge-finite,adversarial-hessian-largest --d=200 --k=40:8000:36:log,erf tanh he2)

$(call adversarial_mean,norms,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(eval $(call experiment,adversarial,norms-random,generate attack summarise,$(adversarial_SAMPLED) --method=random | \
  run summarise - --by="$(point)" --columns="flipped=flipped" -o @OUT,norms))
$(call adversarial_mean,norms-linf,$(adversarial_SAMPLED) --metric=linf,$(point),flipped=flipped,generate attack)
$(call adversarial_given,norms,adversarial-infinite-width --d=256 --norm=0.1:64:120:log,relu)
$(call adversarial_given,norms-random,adversarial-random-direction --d=256 --norm=0.1:64:120:log,relu)
$(call adversarial_given,norms-linf,adversarial-linf-width --d=256 --k=1024 --eps=0.00625:0.25:120:log,relu)

adversarial_SMALL := 4,16,64
$(call adversarial_at,width,adversarial-moments,E1)
$(call adversarial_given,width-relu,adversarial-infinite-width --d=$(adversarial_SMALL) --norm=0.25:32:85:log,relu)
$(call adversarial_given,width-erf,adversarial-infinite-width --d=$(adversarial_SMALL) --norm=0.25:32:15:log,erf)

adversarial_DEPTHS := 1,4,16
adversarial_LARGE := 64,256,1024
adversarial_REACH := 1,2,4,8,12,16,24,32,48,64,96,128,192
$(call adversarial_mean,depth,$(adversarial_DEEP),d;depth;width;norm,flipped=flipped;gain,generate attack)
$(call adversarial_given,depth,adversarial-depth --d=16 --depth=$(adversarial_DEPTHS) --norm=0:4:81)
$(call adversarial_given,depth-linear,adversarial-beta-law --d=16 --norm=0:4:81)
$(call adversarial_given,depth-reach,adversarial-depth --d=$(adversarial_LARGE) --depth=$(adversarial_REACH) --norm=1:2:2)

$(eval $(call experiment,adversarial,lazy,generate lazy summarise,$(subst --law=axis,--law=sphere,$(adversarial_INPUTS)) \
  && run lazy @TMP-data.csv --points=100 --row=@ROW | run summarise - --by="activation;d;alpha;fraction" \
  --columns="trained2;lost2;flipped=flipped" -o @OUT))
$(call adversarial_at,lazy,adversarial-moments,lazy)
$(call adversarial_given,lazy-law,adversarial-lazy-gradient --prior=no --alpha=0.1:3.2:125,erf)
$(call adversarial_given,lazy-prior,adversarial-lazy-gradient --prior=yes --alpha=0.1:3.2:125,erf)

$(eval $(call experiment,adversarial,search,generate attack summarise,$(adversarial_DEEP) --method=search | \
  run summarise - --by="d;depth;width" --columns="shortest=min(norm,30);found=norm<30" --quantile=0.5 -o @OUT))
$(call adversarial_given,search,adversarial-beta-law --d=64 --norm=0.5:1:101)

adversarial_SIDES := 64,1024
$(call adversarial_mean,bound,$(adversarial_SAMPLED),$(point),flipped=flipped,generate attack)
$(call adversarial_given,bound,adversarial-proof-bound --d=$(adversarial_SIDES) --k=$(adversarial_SIDES) --norm=0:4:41,erf)
$(call adversarial_given,bound-success,adversarial-success --d=$(adversarial_SIDES) --k=$(adversarial_SIDES) --norm=0:4:81,erf)

$(foreach name,success distance histogram line gain deficit hessian norms width depth lazy search bound,\
  $(eval $(call figure,adversarial,$(name))))

ifneq ($(wildcard data/mnist/train-images-idx3-ubyte),)
$(eval $(call experiment,adversarial,digits,generate attack,$(adversarial_NETWORK) && run generate data --law=mnist \
  --row=@ROW -o @TMP-data.csv && run attack $(adversarial_FILES) --perturbed=@TMP-moved.csv -o @TMP-attack.csv && \
  awk -f @ROOT/experiments/adversarial/pixels.awk @TMP-data.csv @TMP-moved.csv @TMP-attack.csv > @OUT))
$(eval $(call figure,adversarial,digits))
endif
