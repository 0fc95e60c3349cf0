# caption: Both layers from small weights, one class. Left: cosine of each living neuron with the mean input after settling (points) and ch/sh of r t (lines): condensation before escape. Right: time until the loss has fallen by 0.005, over the size ε of the weights, three angles of the clusters; lines: slope −η/log(1+ηr), through the smallest ε.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "early-stage/results/alignment.csv"
escape = "early-stage/results/escape.csv"
law = "early-stage/theory/escape.csv"
angles = "0.3 0.8 1.2"
stats points using "neuron" nooutput
living = STATS_max
set multiplot layout 1,2
set xrange [0:10]
set yrange [*:1.002]
set xlabel "time since settling  {/:Italic t}"
set ylabel "cos({/:Italic b}_k, mean input)"
set key bottom right
plot for [k=1:living] points using (only(has("neuron", k), column("time"))):"cosine" with lines linetype (k%6)+1 linewidth 1.2 notitle, \
    for [k=1:living] points using (only(has("neuron", k), column("time"))):"measured" with points linetype (k%6)+1 notitle
set logscale x
set xrange [5e-6:0.02]
set format x "10^{%T}"
set yrange [0:26]
set xlabel "size of the weights  ε"
set ylabel "time of escape"
set key top right
array last[3]; array slope[3]
do for [i=1:3] {
    stats law using (only(has("angle", word(angles,i)+0) && has("eps", 1e-5), column("early"))) nooutput
    last[i] = STATS_min
    stats law using (only(has("angle", word(angles,i)+0) && has("eps", 1e-5), column("slope"))) nooutput
    slope[i] = STATS_min
}
plot for [i=1:3] last[i]-slope[i]*log(x/1e-5) with lines linetype i linewidth 1.4, \
    for [i=1:3] escape using (only(has("angle", word(angles,i)+0), column("eps"))):"early" with points linetype i title "δ = ".word(angles,i)
unset multiplot
