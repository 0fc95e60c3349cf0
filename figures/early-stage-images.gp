# caption: Digits 3 against 7 of MNIST, |x| = 1, against orthogonally separable data. Top: densities of y_i y_j x_i·x_j over pairs of a class and across, for images as they are and without the mean image: all to the right of 0 would be separable.
# caption: Bottom left: the partition through training (logistic loss, first layer): pairs of a neuron and a sample of its class on which it is active, and of one of the other class; images as they are (solid) and without the mean (dashed). Bottom right: images as they are, certificates restarted at t = 20 and 200: U2 fails (the loss is above it), U1 holds in the mean of the classes here, though not for each sample, Lo holds on any data.
# SPDX-License-Identifier: MIT
panels = 2
tall = 800
load folder."/style.gp"
histogram = "early-stage/results/images-histogram.csv"
curve = "early-stage/results/images.csv"
kinds = "unit cunit"
one(name) = strcol("normalise") eq name
first(name) = one(name) && column("draw") == 0
set multiplot layout 2,2
set xlabel "{/:Italic y}_i{/:Italic y}_j {/:Italic x}_i·{/:Italic x}_j"
set ylabel "density"
set xrange [-1:1]
set yrange [0:5.6]
set key top left Left reverse
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb grey dashtype 2
do for [i=1:2] {
    set title i == 1 ? "images as they are" : "without the mean image"
    plot histogram using (only(one(word(kinds,i)), (column("low")+column("high"))/2)):"within" with lines linetype 1 title "in a class", \
        histogram using (only(one(word(kinds,i)), (column("low")+column("high"))/2)):"across" with lines linetype 2 title "across"
}
unset arrow 1
set title "partition"
set logscale x
set xrange [1.5:1200]
set yrange [0:1]
set format x "10^{%T}"
set xlabel "time  {/:Italic t}"
set ylabel "fraction of pairs"
set key at graph 0.98,0.36 right top Left reverse
all(name) = first(name) && column("time") > 0 && column("class") > 0
plot for [i=1:2] curve using (only(all(word(kinds,i)), column("time"))):(column("true_pairs")/column("neurons")/column("samples")) with linespoints linetype 1 dashtype i linewidth 1.2 title i == 1 ? "true-living" : "", \
    for [i=1:2] curve using (only(all(word(kinds,i)), column("time"))):(column("false_pairs")/column("neurons")/(column("n")-column("samples"))) with linespoints linetype 2 dashtype i linewidth 1.2 title i == 1 ? "false-living" : ""
set title "certificates"
set logscale y
set format y "10^{%T}"
set yrange [5e-4:1]
set ylabel "loss"
set key at graph 0.03,0.04 left bottom Left reverse
at(t) = first("unit") && column("restart") == t && column("time") > 0
plot for [i=1:2] curve using (only(at(i == 1 ? 20 : 200), column("time"))):"upper1" smooth frequency with lines linetype 5 linewidth 1.6 title i == 1 ? "U1" : "", \
    for [i=1:2] curve using (only(at(i == 1 ? 20 : 200), column("time"))):"upper2" smooth frequency with lines linetype 2 linewidth 1.6 title i == 1 ? "U2" : "", \
    for [i=1:2] curve using (only(at(i == 1 ? 20 : 200) && column("class") > 0, column("time"))):"total_lower" with lines linetype 3 linewidth 1.6 title i == 1 ? "Lo" : "", \
    curve using (only(first("unit") && column("time") > 0, column("time"))):"loss" smooth frequency with points linetype 1 title "loss"
unset multiplot
