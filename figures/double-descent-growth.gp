# caption: Stability of constant-step SGD on isotropic Gaussian features of trace 1. Left: growth of the squared error a step at m = 20: in the mean (its exact exponent, and the mean over runs of 30 steps, which rare runs dominate near and beyond the threshold), and of almost every path (the mean and median of the logarithm). Between the two thresholds the mean grows while almost every path decays.
# caption: Right: the thresholds over the number of features; 2/trace is their common limit.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "double-descent/results/growth.csv"
mean = "double-descent/theory/growth.csv"
typical = "double-descent/theory/growth-typical.csv"
threshold = "double-descent/theory/growth-threshold.csv"
set multiplot layout 1,2
set xrange [0:2.5]
set yrange [-0.06:0.04]
set xlabel "step  γ"
set ylabel "exponent of growth a step"
set key top center Left reverse
set arrow 1 from 0,0 to 2.5,0 nohead linecolor rgb grey
plot mean using "gamma":(log(column("growth"))) with lines linetype 1 linewidth 1.6, \
    typical using "gamma":"growth" with lines linetype 2 linewidth 1.6, \
    points using "step":(log(column("mean"))/column("steps")):(2*column("mean_se")/column("mean")/column("steps")) with yerrorbars linetype 1 linewidth 1 title "mean", \
    points using "step":(column("typical")/column("steps")):(2*column("typical_se")/column("steps")) with yerrorbars linetype 2 linewidth 1 title "mean logarithm", \
    points using "step":(column("typical_q50")/column("steps")) with points linetype 3 title "median"
unset arrow 1
set logscale x
set xrange [2.8:170]
set xtics ("3" 3, "10" 10, "30" 30, "100" 100)
set yrange [1:2.05]
set xlabel "number of features  {/:Italic m}"
set ylabel "threshold of the step"
set key bottom right
plot 2 with lines linestyle 20 title "2/trace", \
    threshold using "m":"threshold" with linespoints linetype 2 linewidth 1.6 title "almost every path", \
    threshold using "m":"mean_square" with linespoints linetype 1 linewidth 1.6 title "mean square"
unset multiplot
