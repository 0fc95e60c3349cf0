# caption: M times the squared error of M particles against the optimum, bounded neurons, six samples: the Gibbs law by pCN (2 standard errors) comes to Tr V(I+V/nλ)^{-1}/n as M grows. Independent particles from the optimum would have Tr V/n; Langevin with a large step (τ = 0.2) has a bias of its own.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
pcn = "mean-field/results/T13.csv"
langevin = "mean-field/results/T13-langevin.csv"
law = "mean-field/theory/T13.csv"
stats law using (column("particles")) nooutput
gibbs = STATS_min
stats law using (column("independent")) nooutput
independent = STATS_min
set logscale xy
set xrange [6:170]
set yrange [0.25:2]
set ytics (0.3, 0.5, 0.7, 1, 1.5)
set xlabel "particles {/:Italic M}"
set ylabel "{/:Italic M} E|{/:Italic f_M} − {/:Italic f}*|^2/{/:Italic n}"
set key at graph 0.98,0.72 right Left reverse
plot independent with lines linestyle 20 title "independent particles", \
    gibbs with lines linestyle 21 title "law", \
    langevin using "particles":"error":(2*column("error_se")) with yerrorbars linetype 2 linewidth 1 title "exponential steps, {/:Italic τ} = 0.2", \
    pcn using "particles":"error":(2*column("error_se")) with yerrorbars linetype 1 linewidth 1 title "pCN"
