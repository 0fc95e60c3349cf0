# caption: What gradient descent on both layers conserves only up to its step: sum over the neurons of the change of a^2−|b|^2 until t = 40, over the step η, on 20 samples without structure, the mean over eight data sets (points); it is linear in η (thin lines) and below η times the path length η Σ|∇L|^2 (dashed) and 2η(L(0)−L(T)) (solid).
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "early-stage/results/E9.csv"
set logscale xy
set xrange [0.01:0.25]
set xtics (0.0125, 0.025, 0.05, 0.1, 0.2)
set yrange [1e-3:10]
set format y "10^{%T}"
set xlabel "step  η"
set ylabel "Σ_k |Δ({/:Italic a}_k^2 − |{/:Italic b}_k|^2)|"
set key top left Left reverse
losses = "logistic square"
one(name) = strcol("objective") eq name
plot for [i=1:2] points using (only(one(word(losses,i)), column("eta"))):(2*column("eta")*(column("before")-column("loss"))) smooth unique with lines linetype i linewidth 1.8 title word(losses,i).": 2η({/:Italic L}(0) − {/:Italic L}({/:Italic T}))", \
    for [i=1:2] points using (only(one(word(losses,i)), column("eta"))):(column("eta")*column("path")) smooth unique with lines linetype i dashtype 2 linewidth 1.4 title word(losses,i).": η × path", \
    for [i=1:2] points using (only(one(word(losses,i)), column("eta"))):"drift" smooth unique with points linetype i pointsize 1 title word(losses,i).": drift", \
    for [i=1:2] points using (only(one(word(losses,i)), column("eta"))):"drift" smooth unique with lines linetype i linewidth 0.6 notitle
