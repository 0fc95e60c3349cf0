# caption: What the number of modes changes. Left: the optimum of linear neurons, less that of 1024 modes, and its bound. Right: acceptance of proposals that keep the prior (pCN) and that do not (random walk of the same size), and M times the error of 64 particles over its law.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
change = "mean-field/results/T16-modes.csv"
bound = "mean-field/theory/T16-modes.csv"
pcn = "mean-field/results/T16.csv"
walk = "mean-field/results/T16-walk.csv"
law = "mean-field/theory/T16.csv"
stats law using (column("particles")) nooutput
gibbs = STATS_mean
set multiplot layout 1,2
set logscale xy
set xrange [12:700]
set xtics (16, 32, 64, 128, 256, 512)
set xlabel "modes {/:Italic K}"
set ylabel "{/:Italic L}*_{/:Italic K} − {/:Italic L}*_{1024}"
set format y "10^{%T}"
set key top right
set title "optimum, linear neurons"
plot bound using "modes":"bound" with lines linestyle 21 title "bound", \
    change using "modes":"change" with points linetype 1 title "ridge regression"
set title "64 bounded neurons"
unset logscale y
set format y "%g"
set xrange [3:700]
set xtics (4, 16, 64, 256)
set yrange [0:1.3]
set ylabel "acceptance, error / law"
set key at graph 0.97,0.55 right
plot 1 with lines linestyle 21, \
    pcn using "modes":(column("error")/gibbs):(2*column("error_se")/gibbs) with yerrorbars linetype 3 linewidth 1 title "error / law", \
    pcn using "modes":"accepted" with linespoints linetype 1 title "acceptance, pCN", \
    walk using "modes":"accepted" with linespoints linetype 2 title "acceptance, random walk"
unset multiplot
