# caption: Mean-field Langevin in continuous time for samples on a line, λ = 0.1: L − L* lies between λKL(μ‖μ*) and λKL(μ‖p_μ) all the way, and falls at the sharp rate 2Λ (black), not at the slower 2λ times the spectral gap (dashed grey) that neglects the interaction.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/T15.csv"
law = "mean-field/theory/T15.csv"
stats law using (only(has("lambda", 0.1), column("rate"))) nooutput
rate = STATS_min
stats law using (only(has("lambda", 0.1), column("without_interaction"))) nooutput
slow = STATS_min
set logscale y
set format y "10^{%T}"
set xrange [0:60]
set yrange [1e-13:0.1]
set xlabel "time"
set ylabel "entropy, excess"
set key bottom left Left reverse
at(name) = only(has("lambda", 0.1), column(name))
plot 1e-3*exp(-slow*x) with lines linestyle 20 title "without interaction", \
    3e-4*exp(-rate*x) with lines linestyle 21 title "rate 2Λ", \
    runs using "time":(at("above")) with lines linetype 2 title "{/:Italic λ}KL({/:Italic μ}‖{/:Italic p_μ})", \
    runs using "time":(at("excess")) with lines linetype 1 title "{/:Italic L} − {/:Italic L}*", \
    runs using "time":(at("below")) with lines linetype 3 title "{/:Italic λ}KL({/:Italic μ}‖{/:Italic μ}*)"
