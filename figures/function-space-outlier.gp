# caption: The largest eigenvalue of the weights' covariance after a step of growing size (left), and the squared cosine of its eigenvector with the target (right); d = 100, N = 1500, n = 400; networks with 2 standard errors, and theory for large d (lines). Below θ = √(d/N) (dotted) there is no outlier.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "function-space/results/outlier.csv"
law = "function-space/theory/outlier.csv"
set multiplot layout 1,2
stats law using (column("overlap") > 0 ? column("step") : NaN) name "threshold" nooutput
set arrow from threshold_min, graph 0 to threshold_min, graph 1 nohead linecolor rgb grey dashtype 3
set xrange [0:6.2]
set xlabel "step {/:Italic η}"
set ylabel "largest eigenvalue of {/:Italic d W^TW/N}"
set yrange [1.4:2.6]
set key top left Left reverse
plot law using "step":"eigenvalue" with lines linestyle 21 title "theory", \
    own using "eta":"outlier":(2*column("outlier_se")) with yerrorbars linetype 1 linewidth 1.2 title "networks"
set ylabel "squared cosine with the target"
set yrange [0:0.8]
plot law using "step":(column("overlap")*column("gamma2")) with lines linestyle 21, \
    own using "eta":"target":(2*column("target_se")) with yerrorbars linetype 1 linewidth 1.2
unset multiplot
