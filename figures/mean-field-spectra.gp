# caption: Fat of meat from its near-infrared spectrum (Tecator, 129 spectra to learn from, 43 to choose λ, 43 to test), over random splits: test error of the mean-field network and of the lazy tanh kernel against that of functional kernel ridge regression on the same split. Below the line the network or kernel is better. Squared errors in units of the variance of fat.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/spectra.csv"
set logscale xy
set size square
set xrange [0.01:0.25]
set yrange [0.005:0.25]
set xlabel "test error, functional kernel ridge regression"
set ylabel "test error"
set key top left Left reverse
plot x with lines linestyle 21, \
    runs using "linear":"lazy" with points linetype 3 title "lazy tanh kernel", \
    runs using "linear":"mean_field" with points linetype 1 title "mean-field network"
