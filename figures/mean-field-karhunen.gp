# caption: Karhunen-Loève spectra of random functions: mean squares of the coefficients of sampled paths on their own bases (Ornstein-Uhlenbeck by circulant embedding: eigenvalues of the sample covariance), with the closed forms (lines) and the two standard errors of a chi-square around them (grey). The sample eigenvalues of Ornstein-Uhlenbeck are sorted, so that the small ones spread beyond their own standard error.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
drawn = "mean-field/results/karhunen.csv"
paths = "mean-field/results/karhunen-ou.csv"
matern = "mean-field/theory/karhunen-matern.csv"
brownian = "mean-field/theory/karhunen-brownian.csv"
bridge = "mean-field/theory/karhunen-bridge.csv"
ou = "mean-field/theory/karhunen-ou.csv"
of(name) = strcol("law") eq name ? column("square") : NaN
set multiplot layout 1,2
set logscale xy
set xrange [0.9:72]
set xlabel "mode {/:Italic j}"
set yrange [1e-6:1]
set format y "10^{%T}"
set ylabel "variance of the coefficient"
set key bottom left Left reverse
set title "spectrum"
plot matern using "index":"eigenvalue" with lines linestyle 21 linewidth 1, \
    brownian using "index":"eigenvalue" with lines linestyle 21 linewidth 1, \
    bridge using "index":"eigenvalue" with lines linestyle 21 linewidth 1, \
    ou using "index":"eigenvalue" with lines linestyle 21 linewidth 1 title "closed form", \
    paths using "mode":"eigenvalue" with points linetype 4 title "Ornstein-Uhlenbeck", \
    drawn using "mode":(of("matern")) with points linetype 1 title "Matérn", \
    drawn using "mode":(of("brownian")) with points linetype 2 title "Brownian motion", \
    drawn using "mode":(of("bridge")) with points linetype 3 title "its bridge"
set title "over the closed form"
unset logscale y
set format y "%g"
set yrange [0.75:1.25]
set ylabel "variance / closed form"
set key top left
law(j) = strcol("law") eq "matern" ? 1/(9 + (pi*(j-1))**2) : strcol("law") eq "bridge" ? 1/(pi*j)**2 : 1/(pi*(j-0.5))**2
wide(dummy) = 2*sqrt(2/column("n"))
ratio(name) = of(name)/law(column("mode"))
plot drawn using "mode":(1-wide(0)):(1+wide(0)) with filledcurves linecolor rgb pale, \
    1 with lines linestyle 21, \
    drawn using "mode":(ratio("matern")) with points linetype 1, \
    drawn using "mode":(ratio("brownian")) with points linetype 2, \
    drawn using "mode":(ratio("bridge")) with points linetype 3
unset multiplot
