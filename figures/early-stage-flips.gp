# caption: Both layers, samples e_1 and e_2, neurons that are false-living only. Left: part of them whose output weight has changed sign after t = 20, over κ = |b|/|a| at the start: means over some 120 neurons of each sign with 2 standard errors; the law at the measured clock τ (line), never for κ ≤ 1; dashed: its limit at infinite time, which is not reached. Right: the clock at which each neuron dies (β < |a|) or changes sign (β > |a|): artanh of the ratio.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "early-stage/results/flips.csv"
law = "early-stage/theory/flips.csv"
deaths = "early-stage/results/deaths.csv"
death_law = "early-stage/theory/deaths.csv"
set multiplot layout 1,2
set xrange [0.5:5.2]
set yrange [-0.02:1]
set xlabel "κ"
set ylabel "{/:Italic P}(changed sign | false-living only)"
set key bottom right Left reverse
limit(k) = k > 1 ? 2/pi*acos(1/k) : 0
plot limit(x) with lines linestyle 20 title "{/:Italic t} → ∞", \
    law using "kappa":"probability" smooth unique with lines linetype 1 linewidth 1.6 title "law at the clock", \
    points using "kappa":"frequency":(2*sqrt(column("frequency")*(1-column("frequency"))/column("n"))) with yerrorbars linetype 2 linewidth 1 title "gradient descent"
set xrange [0:2]
set yrange [0:1.8]
set xlabel "β / |{/:Italic a}|"
set ylabel "clock  τ"
set key bottom right
plot death_law using "beta":"death" with lines linetype 1 linewidth 1.6, \
    death_law using "beta":"flip" with lines linetype 2 linewidth 1.6, \
    deaths using (only(column("ratio") < 1, column("ratio"))):"clock" with points linetype 1 title "dies", \
    deaths using (only(column("ratio") >= 1, column("ratio"))):"clock" with points linetype 2 title "changes sign"
unset multiplot
