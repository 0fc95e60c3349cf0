# caption: The six terms of the analysis for relu features, d = 50, step 1.5 t^−ζ: points are means over fresh Gaussian samples of the covariance of one draw of weights with 2 standard errors (B1, V1, V2, V3), lines the closed forms without the weights (where features have a mean, which the samples of the points have not: with few samples and decaying steps V1 of the points is up to five times and V2 up to twice the line; the exact values for the weights that were drawn are what the claims test); noise variance 1/4 and what the class does not explain. Left and middle: over the number of samples at m = 200, constant and decaying steps. Right: over the number of features at n = 400.
# SPDX-License-Identifier: MIT
panels = 3
load folder."/style.gp"
points = "double-descent/results/terms.csv"
law = "double-descent/theory/terms.csv"
wide = "double-descent/theory/terms-wide.csv"
set multiplot layout 1,3
set logscale xy
set xlabel "samples  {/:Italic n}"
set ylabel "term of the excess"
set xrange [45:1800]
set xtics ("50" 50, "100" 100, "200" 200, "400" 400, "800" 800, "1600" 1600)
set yrange [1e-6:3]
set format y "10^{%T}"
lines = "B1 B2 B3 V1 V2 V3"
dots = "B1 V1 V2 V3"
kind(i) = i == 1 ? 1 : i + 2
at(zeta, name) = only(has("zeta", zeta), column(name))
do for [zeta in "0 0.6"] {
    set title "ζ = ".zeta
    if (zeta eq "0") { set key bottom left Left reverse maxrows 3 } else { unset key }
    plot for [i=1:6] law using (at(zeta, "n")):(column(word(lines,i))) with lines linetype i linewidth 1.5 title word(lines,i), \
        for [i=1:4] points using (only(has("zeta", zeta) && has("m", 200), column("steps"))):(column(word(dots,i))):(2*column(word(dots,i)."_se")) \
            with yerrorbars linetype kind(i) linewidth 1
}
set title "ζ = 0,  {/:Italic n} = 400"
set xlabel "features  {/:Italic m}"
set xrange [9:900]
set xtics ("10" 10, "25" 25, "50" 50, "100" 100, "200" 200, "400" 400, "800" 800)
plot for [i=1:6] wide using "m":(column(word(lines,i))) with lines linetype i linewidth 1.5, \
    for [i=1:4] points using (only(has("zeta", 0) && has("steps", 400), column("m"))):(column(word(dots,i))):(2*column(word(dots,i)."_se")) \
        with yerrorbars linetype kind(i) linewidth 1
unset multiplot
