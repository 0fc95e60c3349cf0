# caption: Mean W1 of two uniform samples on [0,1]^d (points, with 2 standard errors) against its bounds. Left: the heat bound W6 of two samples (lines). Right: bound over measured, W6 (solid) and the dyadic W3 (dashed); open marks: W6 of one sample against the law, in two and three dimensions; on the line (d = 1) W6 is 1/√(6n) of one sample.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "wasserstein/results/distances.csv"
one = "wasserstein/results/7.6.csv"
set multiplot layout 1,2
set logscale xy
set xrange [12:1400]
set xtics (16, 64, 256, 1024)
set xlabel "points of each sample {/:Italic n}"
set ylabel "{/:Italic E W}_1"
set yrange [0.005:3]
set key bottom left maxrows 3 width -1
here(d) = only(has("d", d), column("points"))
plot for [d=1:6] own using (here(d)):"heat" with lines linetype d linewidth 1.4, \
    for [d=1:6] own using (here(d)):"distance":(2*column("distance_se")) with yerrorbars linetype d linewidth 1 title sprintf("{/:Italic d} = %d", d)
set ylabel "bound / measured"
set yrange [1:20]
set ytics (1, 2, 5, 10, 20)
unset key
plot for [d=1:6] own using (here(d)):(column("heat")/column("distance")) with linespoints linetype d linewidth 1.4, \
    for [d=1:6] own using (here(d)):(column("dyadic")/column("distance")) with linespoints linetype d dashtype 2 linewidth 1.2, \
    for [d=2:3] one using (here(d)):(column("heat")/column("distance")) with linespoints linetype d pointtype (2*d) linewidth 1
unset multiplot
