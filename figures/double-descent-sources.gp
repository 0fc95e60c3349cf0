# caption: The error of the minimum norm in its six sources, d = 60, n = 180, noise variance 1/4, inputs and weights on the sphere. Left: stacked, by their closed forms; black points: the measured total with 2 standard errors.
# caption: Right: each by itself, points from crossed draws of weights and inputs with 2 standard errors. The squared bias falls and then stays; what diverges at m = n is variance of which the initialisation is one cause.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "double-descent/results/sources.csv"
law = "double-descent/theory/sources.csv"
set multiplot layout 1,2
set logscale x
set xrange [15:720]
set xtics ("15" 15, "45" 45, "90" 90, "180" 180, "360" 360, "720" 720)
set xlabel "number of features  {/:Italic m}"
set yrange [0:3]
set ylabel "error over the target"
set key top left Left reverse
names = "bias2 init samp init_samp noise_samp noise_init"
titles = "'squared bias' 'initialisation' 'samples' 'both' 'noise, samples' 'noise, both'"
colours = "'#0072B2' '#56B4E9' '#009E73' '#E69F00' '#CC79A7' '#D55E00'"
sum(k) = (k > 0 ? column("bias2") : 0) + (k > 1 ? column("init") : 0) + (k > 2 ? column("samp") : 0) \
    + (k > 3 ? column("init_samp") : 0) + (k > 4 ? column("noise_samp") : 0) + (k > 5 ? column("noise_init") : 0)
clip(value) = value < 3 ? value : (value > 0 ? 3 : NaN)
plot for [k=1:6] law using "m":(clip(sum(k-1))):(clip(sum(k))) with filledcurves linecolor rgb word(colours,k) fillstyle solid 0.75 title word(titles,k), \
    points using "m":(only(column("total") < 3, column("total"))):(2*column("total_se")) with yerrorbars linecolor rgb black pointtype 7 pointsize 0.5 linewidth 1
set logscale y
set yrange [0.004:20]
unset key
plot for [k=1:6] law using (only(column("m") < 179, column("m"))):(column(word(names,k))) with lines linecolor rgb word(colours,k) linewidth 1.6, \
    for [k=1:6] law using (only(column("m") > 181, column("m"))):(column(word(names,k))) with lines linecolor rgb word(colours,k) linewidth 1.6, \
    for [k=1:6] points using "m":(only(column(word(names,k)) > 0.002, column(word(names,k)))):(2*column(word(names,k)."_se")) \
        with yerrorbars linecolor rgb word(colours,k) pointtype 7 pointsize 0.5 linewidth 1
unset multiplot
