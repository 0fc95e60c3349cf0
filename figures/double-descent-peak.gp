# caption: Variance of one pass of averaged SGD over the number of features, isotropic Gaussian features of trace 1, n = 200, unit noise. Points: replicates with 2 standard errors; solid: exact; dotted: without multiplicative noise, whose peak is at m = γn/1.893 and of height 0.1906 γ (crosses). Dashed grey: the minimum norm, the only one that diverges at m = n.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "double-descent/results/peak.csv"
law = "double-descent/theory/peak.csv"
place = "double-descent/theory/peak-place.csv"
set logscale xy
set xrange [4:1000]
set yrange [0.004:8]
set xlabel "number of features  {/:Italic m}"
set ylabel "variance"
set key top left Left reverse
steps = "0.1 0.3 0.6 1"
at(gamma, name) = only(has("gamma", gamma), column(name))
n = 200.
least(m) = m < n - 2 ? m/(n - m - 1) : (m > n + 2 ? n/(m - n - 1) : NaN)
set samples 2000
plot least(x) with lines linestyle 20 title "minimum norm", \
    for [i=1:4] law using (at(word(steps,i), "m")):"variance_x" with lines linetype i linewidth 1.4 dashtype 3, \
    for [i=1:4] law using (at(word(steps,i), "m")):"variance" with lines linetype i linewidth 1.6, \
    for [i=1:4] points using (at(word(steps,i), "m")):"variance":(2*column("variance_se")) with yerrorbars linetype i linewidth 1 title "γ = ".word(steps,i), \
    place using "argmax":"height" with points linecolor rgb black pointtype 2 pointsize 1 title "small steps: peak"
