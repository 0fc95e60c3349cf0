# caption: Squared gradient of the logistic loss by the first layer at the start, m = 50, d = 20: means over 100 fresh networks with 2 standard errors; lines: y^T H y g_0^2/n^2 for the data at hand, H the arc-cosine kernel. Clusters and a linear teacher keep an O(1) gradient, random labels have 1/(8n) (dashed): whether the early decrease is significant is a property of labels and data.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "early-stage/results/gradient.csv"
null = "early-stage/theory/gradient.csv"
set logscale xy
set xrange [17:370]
set xtics (20, 40, 80, 160, 320)
set yrange [1e-4:0.1]
set format y "10^{%T}"
set xlabel "number of samples  {/:Italic n}"
set ylabel "E|∇_b {/:Italic L}|^2 at the start"
set key at graph 0.98,0.86
labels = "own sign coin"
titles = "'clusters, δ = 0.8' 'labels of a linear teacher' 'random labels'"
one(name) = strcol("labels") eq name
plot null using "n":"first" with lines linestyle 20, \
    for [i=1:3] points using (only(one(word(labels,i)), column("size"))):"first" smooth unique with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (only(one(word(labels,i)), column("size"))):"gradient_first":(2*column("gradient_first_se")) with yerrorbars linetype i linewidth 1 title word(titles,i)
