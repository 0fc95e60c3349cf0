# caption: Deep ReLU networks. Left and middle: success and mean gain of one step at d = 16, for L hidden layers of 256 neurons (and 512: open) that are drawn, with 2 standard errors; lines are the law at infinite width, from which narrower networks fall short, dashed grey the linearised law, which is the same at every depth and width.
# caption: Right: the law at infinite width over L/√d; one step dies at a depth of order √d.
# SPDX-License-Identifier: MIT
panels = 3
load folder."/style.gp"
points = "adversarial/results/depth.csv"
law = "adversarial/theory/depth.csv"
reach = "adversarial/theory/depth-reach.csv"
wide = "adversarial/results/E3.csv"
linear = "adversarial/theory/depth-linear.csv"
set multiplot layout 1,3
depths = "1 4 16"
set xrange [0:4.1]
set yrange [0:1.03]
set xtics 1
set xlabel "step length  {/:Italic s}"
set ylabel "{/:Italic P}(success)"
set label 1 "{/:Italic L} = 1" at 2.6,0.91 textcolor rgb blue
set label 2 "{/:Italic L} = 4" at 3,0.76 textcolor rgb red
set label 3 "{/:Italic L} = 16" at 3,0.27 textcolor rgb green
dot(name, L) = only(has("depth", L), column(name))
plot linear using "norm":"probability" with lines linestyle 20, \
    for [i=1:3] law using (dot("norm", word(depths,i))):"success" with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (dot("norm", word(depths,i))):"flipped":(2*column("flipped_se")) with yerrorbars linetype i linewidth 1, \
    wide using "norm":"flipped":(2*column("flipped_se")) with yerrorbars linecolor rgb red pointtype 4 pointsize 0.8
set ylabel "mean gain"
set label 1 at 2.8,0.87
set label 2 at 2.8,0.47
set label 3 at 2.8,0.15
plot 1 with lines linestyle 20, \
    for [i=1:3] law using (dot("norm", word(depths,i))):"gain" with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (dot("norm", word(depths,i))):"gain":(2*column("gain_se")) with yerrorbars linetype i linewidth 1, \
    wide using "norm":"gain":(2*column("gain_se")) with yerrorbars linecolor rgb red pointtype 4 pointsize 0.8
set key bottom left Left reverse
unset label 3
set logscale x 2
set xrange [0.03:14]
set xtics ("1/32" 1/32., "1/8" 1/8., "1/2" 0.5, "2" 2, "8" 8)
set xlabel "depth / √{/:Italic d}"
set ylabel "{/:Italic P}(success)"
dims = "64 256 1024"
scaled(d, s) = only(has("d", d) && has("norm", s), column("depth")/sqrt(column("d")))
set label 1 "{/:Italic s} = 2" at 0.05,0.99 textcolor rgb black
set label 2 "{/:Italic s} = 1" at 0.05,0.72 textcolor rgb black
plot for [i=1:3] reach using (scaled(word(dims,i), 1)):"success" with linespoints linetype i linewidth 1.4 title "{/:Italic d} = ".word(dims,i), \
    for [i=1:3] reach using (scaled(word(dims,i), 2)):"success" with linespoints linetype i linewidth 1.4
unset multiplot
