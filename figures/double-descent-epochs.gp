# caption: Test error of the last iterate of SGD over passes with replacement on 60 fixed samples, d = 20: exact expectation (lines), means of runs with 2 standard errors (points), the homogenised dynamics (dotted). Dashed: the minimum norm on the same samples. With enough features the runs come to it; with few they stay above it, by the noise of the gradients; at m = n, 300 passes are the beginning of the way to the peak.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "double-descent/results/epochs.csv"
set logscale xy
set xrange [0.9:330]
set yrange [0.1:*]
set xlabel "passes over the samples"
set ylabel "test error"
set key top left Left reverse
sizes = "15 60 240"
at(m, name) = only(has("m", m), column(name))
plot for [i=1:3] runs using (at(word(sizes,i), "step")/60):"minimum_norm" with lines linetype i linewidth 1.2 dashtype 2, \
    for [i=1:3] runs using (at(word(sizes,i), "step")/60):"volterra_test" with lines linetype i linewidth 1.6 dashtype 3, \
    for [i=1:3] runs using (at(word(sizes,i), "step")/60):"exact_test" with lines linetype i linewidth 1.6, \
    for [i=1:3] runs using (at(word(sizes,i), "step")/60):"test":(2*column("test_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic m} = ".word(sizes,i)
