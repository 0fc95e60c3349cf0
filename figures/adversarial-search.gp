# caption: Deep ReLU networks that are drawn (d = 64), over depth and width. Left: median smallest norm along the gradient that changes the sign, with 2 standard errors, where at least three networks of five change it; black: the median of the linearised distance |f|/G, the same at every depth and width. Right: the fraction of networks that change their sign anywhere along the gradient up to 30 (|x| = 8).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "adversarial/results/search.csv"
law = "adversarial/theory/search.csv"
# The median is where the law crosses 1/2.
median = 0
stats law using (median = column("probability") < 0.5 ? column("norm") : median) nooutput
set multiplot layout 1,2
set logscale x 2
set xrange [0.85:38]
set xtics (1, 2, 4, 8, 16, 32)
set xlabel "hidden layers  {/:Italic L}"
set ylabel "median smallest norm"
set key top right Left reverse
widths = "16 64 128"
shift(i) = only(has("width", word(widths,i)), column("depth")*1.03**(i - 2))
set yrange [0.5:4]
set logscale y
set ytics (0.5, 0.7, 1, 1.5, 2, 3, 4)
plot median with lines linestyle 21 title "|{/:Italic f}| / {/:Italic G}", \
    for [i=1:3] points using (shift(i)):(only(column("found") > 0.6 - 1e-9, column("shortest_q50"))):(2*column("shortest_q50_se")) \
        with yerrorbars linetype i linewidth 1.2 title "width ".word(widths,i)
unset logscale y
set ytics autofreq
set yrange [0:1.03]
set ylabel "fraction that changes sign"
set key bottom left
plot for [i=1:3] points using (shift(i)):"found":(2*column("found_se")) \
    with yerrorbars linetype i linewidth 1.2 title "width ".word(widths,i)
unset multiplot
