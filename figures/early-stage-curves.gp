# caption: Gradient descent on 20 orthonormal samples, first layer. Left: m = 200, three losses (points) and the closed forms without false-living neurons, Lambert's W and a logarithm and an exponential, from the same start with the mass p_i of true-living neurons (lines): false-living neurons die early, and shift a curve once. Right: ten networks of width 8, logistic loss: plateaus at k log(2)/n, k the number of samples without a true-living neuron (dashed).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
curve = "early-stage/results/orthonormal.csv"
narrow = "early-stage/results/plateaus.csv"
losses = "exp logistic square"
set multiplot layout 1,2
set logscale xy
set xrange [2:2.2e4]
set yrange [1e-4:2]
set format y "10^{%T}"
set format x "10^{%T}"
set xlabel "time  {/:Italic t} = step × steps"
set ylabel "loss"
set key bottom left
one(name) = strcol("objective") eq name && column("time") > 0
plot for [i=1:3] curve using (only(one(word(losses,i)), column("time"))):"upper1" smooth frequency with lines linetype i linewidth 1.4, \
    for [i=1:3] curve using (only(one(word(losses,i)), column("time"))):"loss" smooth frequency with points linetype i title word(losses,i)
set format y "%g"
set xrange [1:1.2e5]
set yrange [0.008:0.8]
set ytics (0.01, 0.03, 0.1, 0.3)
set label 1 "{/:Italic k} log(2)/{/:Italic n}" at 2e4,0.6 textcolor rgb grey
level(k) = k*log(2)/20
plot for [k=1:10] level(k) with lines linestyle 20, \
    for [r=0:9] narrow using (only(has("replicate", r) && column("time") > 0, column("time"))):"loss" with lines linetype (r%6)+1 linewidth 1.4
unset multiplot
