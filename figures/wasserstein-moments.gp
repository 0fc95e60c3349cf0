# caption: The squared norm s of all weights along one pass of SGD, step 0.02, two inputs and 32 neurons (points: (E s²)^½; the errors are below the marks). Left: usual weights; the bound by homogeneity (M2), and the one without it (M0, of (|W|+|a|)²), which is exponential in the number of steps. Right: weights a tenth, targets four times as large: the growth of M2 is real; without the losses of its recursion (dashed) it would be violated.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
usual = "wasserstein/results/moments.csv"
small = "wasserstein/results/moments-small.csv"
set multiplot layout 1,2
set logscale y
set xrange [0:2050]
set xtics 500
set xlabel "steps {/:Italic k}"
set ylabel "squared norm of all weights"
set yrange [10:1e30]
set ytics ("10^{ }" 10, "10^{5}" 1e5, "10^{10}" 1e10, "10^{15}" 1e15, "10^{20}" 1e20, "10^{25}" 1e25, "10^{30}" 1e30)
set key top left Left reverse
plot usual using "steps":"naive" with lines linetype 2 title "M0", \
    usual using "steps":"moment" with lines linetype 1 title "M2", \
    usual using "steps":(sqrt(column("square"))) with points linetype 7 title "measured"
set yrange [0.2:400]
set ytics (0.2, 1, 5, 20, 100, 400)
set key at graph 0.98,0.42 right
plot small using "steps":"moment" with lines linetype 1 title "M2", \
    small using "steps":"moment_without" with lines linestyle 20 title "without losses", \
    small using "steps":(sqrt(column("square"))) with points linetype 7 title "measured"
unset multiplot
