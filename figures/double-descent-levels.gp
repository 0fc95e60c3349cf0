# caption: The two eigenvalues of the mean covariance of m relu features: a simple one that tends to 1/(2π) (dotted), and m − 1 of order 1/m. Points: means over Gaussian weights, d = 50, with 2 standard errors; lines: the closed forms.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "double-descent/results/levels.csv"
law = "double-descent/theory/levels.csv"
set logscale xy
set xrange [1.8:450]
set yrange [5e-4:0.5]
set xlabel "number of features  {/:Italic m}"
set ylabel "eigenvalue"
set key bottom left Left reverse
plot 1/(2*pi) with lines linecolor rgb grey linewidth 1.4 dashtype 3, \
    law using "m":"lambda1" with lines linetype 1 linewidth 1.6, \
    law using "m":"lambda2" with lines linetype 2 linewidth 1.6, \
    points using "m":"along":(2*column("along_se")) with yerrorbars linetype 1 linewidth 1 title "along the mean feature", \
    points using "m":"across":(2*column("across_se")) with yerrorbars linetype 2 linewidth 1 title "across"
