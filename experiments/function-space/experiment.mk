# SPDX-License-Identifier: MIT
# function-space: how the sweep tables of this folder become results and predictions. The claims that rest on them are
# in claims.csv, by the same names.
function-space_ALIASES := kernel=activation

# $(call space_run,NAME,MEASURE,PROGRAMS): MEASURE of steps.sh for each replicate of each row.
space_STEPS := $(call scripts,replicates.* function-space/row.awk); \
  . @ROOT/experiments/function-space/steps.sh
space_run = $(eval $(call experiment,function-space,$(1),generate train collect $(3),$(space_STEPS) && \
  each @ROW @TMP @OUT $(2)))
# $(call space_mean,NAME,COMMAND,PROGRAMS,BY,COLUMNS): means and standard errors over replicates.
space_row = $(eval $(call experiment,function-space,$(1),$(3),$(2) -o @OUT))
space_mean = $(eval $(call experiment,function-space,$(1),$(3) summarise,$(2) | run summarise - --by="$(4)" \
  --columns="$(5)" -o @OUT))
space_at = $(eval $(call prediction_at,function-space,$(1),$(2),$(3),$(4)))
space_given = $(eval $(call prediction,function-space,$(1),$(2)))
space_theory = $(eval $(call table,function-space,theory/$(1),predict,$(2)))

# Pairs and sets of samples, with a direction that has nothing to do with them.
space_DIRECTION := run generate data --row=@ROW --n=1 --seed=7 -o @TMP-v.csv
space_PAIRS := $(space_DIRECTION) && run generate data --row=@ROW --recipe | run kernel - --row=@ROW --direction=@TMP-v.csv
space_SETS := $(space_DIRECTION) && run generate data --row=@ROW --recipe | run elements - --row=@ROW --direction=@TMP-v.csv
$(call space_row,K1,$(space_PAIRS),generate kernel)
$(call space_at,K1,function-space-kernel,K1,activation;q11;q12;q22)
$(call space_row,K2,$(space_PAIRS),generate kernel)
$(call space_at,K2,function-space-kernel,K2,activation;q11;q12;q22)
space_ELEMENTS := m00;m02;m22;m11;orthogonal;mixed;traceless;v00;v02;v22;v11;v_orthogonal
$(call space_mean,S6,$(space_SETS),generate elements,law;d;theta,$(space_ELEMENTS))
$(call space_at,S6,function-space-elements,S6,d;theta)
$(call space_mean,S7,$(space_SETS),generate elements,law;d;theta,$(space_ELEMENTS))
$(call space_at,S7,function-space-quadratic,S7,d;theta)

# Closed forms against others. (Lists have commas, which only a variable brings through a call.)
space_EVEN := 0,1,2,4,6,8
space_SECTORS := 0,1,2
space_ALL := 0,1,$(shell seq -s, 2 2 200)
space_FUNK := function-space-funk-hecke --activation=relu
# Coefficients as integrals, in closed form, and in that of the next dimension: a mistake.
$(eval $(call experiment,function-space,S1,predict summarise,run predict $(space_FUNK) --sweep=@ROW --degree=$(space_EVEN) \
  --route=quadrature | run summarise - --by="d;degree" --columns="integral=coefficient" | run predict $(space_FUNK) --sweep=- \
  | run summarise - --by="degree;integral;coefficient" --columns="d=d+1" | sed "s/coefficient/closed/" | \
  run predict $(space_FUNK) --sweep=- -o @OUT))
$(eval $(call experiment,function-space,S2,predict summarise,run predict $(space_FUNK) --sweep=@ROW --degree=$(space_ALL) \
  | run summarise - --by=d --columns="sum=102*eigenvalue*multiplicity;last=102*eigenvalue*multiplicity*(degree==200);lower=102*eigenvalue*multiplicity*(2*degree+d-3)*(d-2)/((2*degree+d-2)*(degree+d-3))" -o @OUT))
# Two tables of eigenvalues side by side: rows of equal index and place belong together.
$(eval $(call experiment,function-space,S3,predict,run predict function-space-direct --sweep=@ROW --activation=relu \
  --sector=$(space_SECTORS) --count=4 | sed "s/index$(comma)eigenvalue$(comma)multiplicity/place$(comma)direct$(comma)copies/" | \
  run predict function-space-spectrum --sweep=- -o @OUT))
# Eigenvalues with the degree that each belongs to as theta vanishes.
space_SPECTRUM = run predict function-space-spectrum --sweep=@ROW --sector=$(1) --count=$(2) | run summarise - \
  --by="d;theta;sector;index" --columns="degree=$(3);measured=eigenvalue"
# A fit would take a column n for the number of replicates behind a value; here nothing is random.
space_ONCE := sed 's/,n,/,once,/'
space_FIRST := $(space_ONCE) | run predict function-space-first-order --sweep=- --power=1 | run predict $(space_FUNK) --sweep=-
$(eval $(call experiment,function-space,S5,predict summarise,$(call space_SPECTRUM,$(space_SECTORS),3,index-1+sector) | \
  $(space_FIRST) -o @OUT))
$(eval $(call experiment,function-space,S5-mixing,predict summarise,$(call space_SPECTRUM,0,1,0) | \
  $(space_ONCE) | run predict function-space-elements --sweep=- -o @OUT))
$(eval $(call experiment,function-space,S8,predict,$(space_ONCE) @ROW | run predict function-space-spectrum --sweep=- --sector=0 --count=1 | \
  run predict function-space-mixing --sweep=- -o @OUT))
$(call space_at,S8,function-space-limit --activation=relu --count=1,S8,tau)
$(eval $(call experiment,function-space,S9,predict summarise,$(call space_SPECTRUM,0,27,max(0$(comma)2*index-4)) | \
  run predict $(space_FUNK) --sweep=- | run predict function-space-tail --sweep=- | run summarise - \
  --by="d;theta;degree;ratio" --columns="reach=degree+(d-2)/2;growth=measured/eigenvalue" -o @OUT))

# One step.
$(call space_run,G1,gradient,directions)
$(call space_run,G2,neurons,weights)
$(foreach name,G3 G4 G5 G6,$(call space_run,$(name),moments,weights))
$(call space_at,G3,function-space-outlier,G3,theta;aspect)
$(call space_at,G3-edge,two-step-bulk-edge,G3,width;d)
$(call space_at,G5,function-space-elements,G5,d;theta;q)
$(call space_at,G6,function-space-elements,G6,d;theta;q)
$(call space_at,G6-spiked,function-space-elements --weights=spiked,G6,d;theta;q)

# Regression.
space_EXPECTED := expected_conditional;expected_eigenlearning;expected_isotropic;inflation
$(foreach name,L1 L2,$(call space_mean,$(name),run learning-curve --row=@ROW,learning-curve,d;theta;gamma;samples;ridge;noise;$(space_EXPECTED),mse))
$(call space_mean,L2-width,run learning-curve --row=@ROW,learning-curve,d;theta;gamma;samples;width;ridge;noise;$(space_EXPECTED);expected_features,mse)
$(call space_run,L3,compared,weights predict)
$(call space_run,N1,aligned,eigenfunctions)

include experiments/function-space/figures.mk
