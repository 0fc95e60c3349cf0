# caption: Orthonormal data, one fair sign and one uniform direction a neuron: left the probability that every one of n samples has a true-living neuron, so that gradient descent learns all; right the mean number of samples never learnt, n (3/4)^m. Points: fresh networks with 2 standard errors; lines: exact. Dashed: the same as if samples were independent, (1−(3/4)^m)^n.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "early-stage/results/width.csv"
law = "early-stage/theory/width.csv"
sizes = "20 40 80"
set multiplot layout 1,2
set xrange [3:29]
set xlabel "width  {/:Italic m}"
set ylabel "{/:Italic P}(all samples are learnt)"
set yrange [0:1.02]
set key bottom right
half(n) = n/2.
plot for [i=1:3] law using (only(has("n_plus", half(word(sizes,i))) && has("n_minus", half(word(sizes,i))), column("m"))):((1-0.75**column("m"))**word(sizes,i)) smooth unique with lines linestyle 20, \
    for [i=1:3] law using (only(has("n_plus", half(word(sizes,i))) && has("n_minus", half(word(sizes,i))), column("m"))):"probability" smooth unique with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (only(has("n_plus", half(word(sizes,i))), column("m"))):"learnt":(2*column("learnt_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic n} = ".word(sizes,i)
set logscale y
set yrange [0.002:60]
set format y "10^{%T}"
set ylabel "samples never learnt"
set key top right
plot for [i=1:3] law using (only(has("n_plus", half(word(sizes,i))) && has("n_minus", half(word(sizes,i))), column("m"))):"expected_unlearnt" smooth unique with lines linetype i linewidth 1.6, \
    for [i=1:3] points using (only(has("n_plus", half(word(sizes,i))) && column("unlearnt") > 0, column("m"))):"unlearnt":(2*column("unlearnt_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic n} = ".word(sizes,i)
unset multiplot
