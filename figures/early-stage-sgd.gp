# caption: SGD with batches of one on 10 orthonormal samples without false-living neurons: means of the loss over 300 runs with 2 standard errors, and the exact binomial mixture (lines). Dashed: full gradient descent at the same time, which is not the mean of SGD. Of the square loss rare runs carry the mean at later times, so that its points fall short there.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "early-stage/results/sgd.csv"
set logscale y
set xrange [0:510]
set yrange [1e-9:3]
set format y "10^{%T}"
set xlabel "steps"
set ylabel "mean loss"
set key bottom left
losses = "logistic exp square"
one(name) = strcol("objective") eq name
plot for [i=1:3] points using (only(one(word(losses,i)), column("step"))):"descent" smooth unique with lines linetype i dashtype 2 linewidth 1, \
    for [i=1:3] points using (only(one(word(losses,i)), column("step"))):"expected" smooth unique with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (only(one(word(losses,i)), column("step"))):"total":(2*column("total_se")) with yerrorbars linetype i linewidth 1 title word(losses,i)
