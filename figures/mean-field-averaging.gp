# caption: Dual averaging over a stream of samples, exact inner loop: t times the mean gap of the last iterate and of the mixture with weights t (2 standard errors), and the two constants to which they tend (lines). The bound 2G^2/λ, at 353, is three orders of magnitude above.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/T12.csv"
law = "mean-field/theory/T12.csv"
stats law using (column("last")) nooutput
last = STATS_min
stats law using (column("mixture")) nooutput
mixture = STATS_min
set logscale xy
set xrange [0.8:1300]
set yrange [0.05:1.5]
set xlabel "samples {/:Italic t}"
set ylabel "{/:Italic t} E({/:Italic L} − {/:Italic L}*)"
set key top right
set key Left reverse
plot last with lines linetype 1 linewidth 1.4 dashtype 2, \
    mixture with lines linetype 2 linewidth 1.4 dashtype 2, \
    runs using "step":(column("step")*column("last")):(2*column("step")*column("last_se")) with yerrorbars linetype 1 linewidth 1 title "last iterate", \
    runs using "step":(column("step")*column("mixture")):(2*column("step")*column("mixture_se")) with yerrorbars linetype 2 linewidth 1 title "mixture"
