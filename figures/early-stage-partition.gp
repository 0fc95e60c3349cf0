# caption: The neuron partition. Left: clusters (δ = 1.2, n = 40, m = 200, κ = 1/2, exp loss, first layer): pairs of a neuron and a sample of its class on which it is active (true-living), and of a neuron and a sample of the other class (false-living), over all such pairs; and neurons that are dead on all samples. Both classes. False-living pairs only die; true-living ones only come. Right: one sample of each class at the angle φ: the fraction of neurons alive in the end against 1/4 + φ/(2π); dashed: as if nothing were reborn.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
curve = "early-stage/results/certificates-start.csv"
points = "early-stage/results/planar.csv"
law = "early-stage/theory/planar.csv"
set multiplot layout 1,2
set logscale x
set format x "10^{%T}"
set xrange [0.09:1000]
set yrange [0:0.9]
set xlabel "time  {/:Italic t}"
set ylabel "fraction"
set key at graph 0.98,0.55
one(c) = has("angle", 1.2) && has("class", c) && column("time") > 0
plot for [c=1:2] curve using (only(one(3-2*c), column("time"))):(column("true_pairs")/column("neurons")/20) with linespoints linetype 1 linewidth 1.2 dashtype c title c == 1 ? "true-living" : "", \
    for [c=1:2] curve using (only(one(3-2*c), column("time"))):(column("false_pairs")/column("neurons")/20) with linespoints linetype 2 linewidth 1.2 dashtype c title c == 1 ? "false-living" : "", \
    for [c=1:2] curve using (only(one(3-2*c), column("time"))):(column("dead")/column("neurons")) with linespoints linetype 7 linewidth 1.2 dashtype c title c == 1 ? "dead on all" : ""
unset logscale x
set format x "%g"
set xrange [pi/2:pi]
set xtics ("π/2" pi/2, "2π/3" 2*pi/3, "5π/6" 5*pi/6, "π" pi)
set yrange [0.45:0.78]
set xlabel "angle of the two samples  φ"
set ylabel "living in the end"
set key at graph 0.03,0.97 left top Left reverse
plot 0.5 with lines linestyle 20, \
    law using "phi":"living" with lines linestyle 21 title "1/4 + φ/2π", \
    points using "phi":(column("alive")/column("neurons")) with points linetype 1 title "gradient descent"
unset multiplot
