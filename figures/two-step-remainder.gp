# caption: The first step's matrix over the width: its largest singular value, which stays, and its second, which falls like N^(−1/2) (means over networks with 2 standard errors; N : d : n = 2 : 1 : 4). Line: that power through the first width. Dashed grey: the power −1/4, which the data reject.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "two-step/results/remainder.csv"
set logscale xy
set xtics (150, 300, 600, 1000, 2000, 4000)
set xlabel "width {/:Italic N}"
set ylabel "singular values of the step"
set key center right
stats own using (has("index", 2) ? column("width") : NaN) name "N" nooutput
stats own using (has("index", 2) && has("width", N_min) ? column("change") : NaN) name "S" nooutput
set xrange [N_min/1.3:N_max*1.3]
set yrange [0.03:3]
plot S_mean*(x/N_min)**(-0.5) with lines linestyle 21 title "power −1/2", \
    S_mean*(x/N_min)**(-0.25) with lines linestyle 20 title "power −1/4", \
    for [k=1:2] own using (only(has("index", k), column("width"))):"change":(2*column("change_se")) \
        with yerrorbars linetype k linewidth 1.2 title word("largest second", k)
