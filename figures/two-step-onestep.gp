# caption: One step of growing size: the largest singular value (left) and the squared cosines of its vectors with the output weights and with the target (right); means over networks with 2 standard errors. Lines: theory in the limit of large width; there is no outlier below the threshold (dotted).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "two-step/results/onestep.csv"
law = "two-step/theory/onestep.csv"
set multiplot layout 1,2
set xlabel "size of the step {/:Italic η}_1"
set xrange [0:3.2]
stats law using (column("left2") > 0 ? column("eta1") : NaN) name "threshold" nooutput
set arrow from threshold_min, graph 0 to threshold_min, graph 1 nohead linecolor rgb grey dashtype 3
set ylabel "largest singular value"
set key top left Left reverse
plot law using "eta1":"singular_value" with lines linestyle 21 title "theory", \
    own using "eta1":"singular_value":(2*column("singular_value_se")) with yerrorbars linetype 1 linewidth 1.2 title "measured"
set ylabel "squared cosine"
set yrange [0:1]
plot law using "eta1":"left2" with lines linestyle 21, \
    law using "eta1":"target2" with lines linestyle 21, \
    own using "eta1":"left2":(2*column("left2_se")) with yerrorbars linetype 1 linewidth 1.2 title "left, with the output weights", \
    own using "eta1":"target2":(2*column("target2_se")) with yerrorbars linetype 2 linewidth 1.2 title "right, with the target"
unset multiplot
