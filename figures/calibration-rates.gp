# caption: Calibration over fresh seeds in the profile smoke. Left: of each claim that has p-values (an unbiased prediction without a margin, or a law) the probability of their Kolmogorov–Smirnov distance from the uniform law; these are uniform themselves (grey) if the p-values are. Right: of each claim, in the order of the table, the part of the seeds in which all its mutants were refuted (red, with 95 percent intervals, where not in all).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
table = "calibration/results/claims.csv"
set multiplot layout 1,2
set xrange [0:1]
set yrange [0:1]
set xlabel "probability {/:Italic p} of the distance from uniform"
set ylabel "part of the claims below"
set key bottom right
plot x with lines linestyle 20 title "uniform", table using "uniform_p":(1) smooth cnormal with lines linetype 1 title "claims"
set xrange [0:*]
set yrange [0:1.05]
set xlabel "claim"
set ylabel "mutants refuted (part of the seeds)"
less = '(only(column("power") < 1, column("power")))'
plot table using 0:"power" with points linetype 1 pointsize 0.3, \
    table using 0:@less:"power_low":"power_high" with yerrorbars linetype 2
unset multiplot
