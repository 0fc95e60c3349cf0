# caption: One step: the strength of the spike (left; variance of the weights along the step, less 1) and the squared cosine of its direction with the target (right), against the samples of the step over d; d = 100, N = 400. Points: networks, 2 standard errors; lines: theory.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "function-space/results/alpha.csv"
law = "function-space/theory/alpha.csv"
set multiplot layout 1,2
set logscale x
set xrange [0.4:19]
set xtics (0.5,1,2,4,8,16)
set xlabel "samples per dimension {/:Italic α}"
set logscale y
set ylabel "strength of the spike {/:Italic θ}"
set yrange [0.5:100]
set key top right
plot for [i=1:2] law using (only(has("step", word("4 16",i)), column("alpha"))):"theta" with lines linetype i linewidth 1.4, \
    for [i=1:2] own using (only(has("eta", word("4 16",i)), column("alpha"))):"grown":(2*column("grown_se")) with yerrorbars linetype i linewidth 1.2 title "{/:Italic η} = ".word("4 16",i)
unset logscale y
set yrange [0:1]
set ylabel "squared cosine {/:Italic γ}^2 with the target"
set key bottom right
plot law using (only(has("step", 4), column("alpha"))):"gamma2" with lines linestyle 21, \
    for [i=1:2] own using (only(has("eta", word("4 16",i)), column("alpha"))):"gamma2":(2*column("gamma2_se")) with yerrorbars linetype i linewidth 1.2
unset multiplot
