# caption: Error over the target of random relu features, d = 40, n = 120 noisy samples, against the number of features. Left: the minimum norm (points: medians of fresh draws and their 2 standard errors) diverges at m = n, as its law does (solid; drawn beside n alone). One pass of averaged SGD (points: means) passes n without a peak; its law without the weights is exact up to O(1/d).
# caption: Right: averaged SGD after 1, 30 and 300 passes: the peak grows out of epochs, left of m = n, and is far from that of the minimum norm.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
least = "double-descent/results/risk.csv"
sgd = "double-descent/results/risk-sgd.csv"
law = "double-descent/theory/risk.csv"
average = "double-descent/theory/risk-sgd.csv"
set multiplot layout 1,2
set logscale xy
set xrange [0.045:4.4]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1, "2" 2, "4" 4)
set yrange [0.22:40]
set xlabel "features / samples,  {/:Italic m} / {/:Italic n}"
set ylabel "error over the target"
set key top left Left reverse
set arrow 1 from 1,0.22 to 1,40 nohead linecolor rgb grey dashtype 3
first(value) = only(has("epochs", 1), value)
plot law using (only(column("m") < 118, column("m")/120.)):"total" with lines linecolor rgb blue linewidth 1.6, \
    law using (only(column("m") > 122, column("m")/120.)):"total" with lines linecolor rgb blue linewidth 1.6, \
    average using (column("m")/120.):"total" with lines linecolor rgb red linewidth 1.6, \
    least using (column("m")/120.):"risk_q50":(2*column("risk_q50_se")) with yerrorbars linetype 1 linewidth 1 title "minimum norm", \
    sgd using (first(column("m")/120.)):"average":(2*column("average_se")) with yerrorbars linetype 2 linewidth 1 title "one pass of averaged SGD"
set yrange [0.22:3]
set arrow 1 from 1,0.22 to 1,3
passes = "1 30 300"
plot law using (only(column("m") < 110, column("m")/120.)):"total" with lines linestyle 20, \
    law using (only(column("m") > 130, column("m")/120.)):"total" with lines linestyle 20 title "minimum norm", \
    for [i=1:words(passes)] sgd using (only(has("epochs", word(passes,i)), column("m")/120.)):"average" with lines linetype i+1 linewidth 1.2, \
    for [i=1:words(passes)] sgd using (only(has("epochs", word(passes,i)), column("m")/120.)):"average":(2*column("average_se")) \
        with yerrorbars linetype i+1 linewidth 1 title word(passes,i).(i == 1 ? " pass" : " passes")
unset multiplot
