# caption: Test error of regression after one large step, d = 15, ridge 0.01: with the isotropic kernel, with that of the spike (θ = 9.44, cosine 0.94 with the target), and of the network itself, 6000 neurons, its second layer by ridge regression (points, 2 standard errors).
# caption: Lines: deterministic equivalents, of the spiked kernel the conditional one, and the unconditional one dashed; of the network (dotted) the conditional one and the unconditional one's term of finite width. With many samples the isotropic kernel wins.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/curves.csv"
network = "function-space/results/readout.csv"
law = "function-space/theory/curves.csv"
set logscale xy
set xrange [22:1800]
set yrange [0.09:2.5]
set xlabel "number of samples {/:Italic n}"
set ylabel "test error"
set key top right
plot "function-space/theory/curves-isotropic.csv" using "n":"mse" smooth csplines with lines linetype 1, \
    law using "n":"unconditional" smooth csplines with lines linestyle 20, \
    law using "n":"conditional" smooth csplines with lines linetype 2, \
    law using "n":(column("conditional")+column("mse")-column("unconditional")) smooth csplines with lines linestyle 21 dashtype 3, \
    own using (only(has("theta", 0), column("samples"))):"mse":(2*column("mse_se")) with yerrorbars linetype 1 linewidth 1.2 title "isotropic kernel", \
    own using (only(has("theta", 9.44), column("samples"))):"mse":(2*column("mse_se")) with yerrorbars linetype 2 linewidth 1.2 title "spiked kernel", \
    network using (column("fitted")*1.06):"mse":(2*column("mse_se")) with yerrorbars linetype 7 linewidth 1.2 title "network after one step"
