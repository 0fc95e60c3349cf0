# caption: The kernel of networks after a step in the basis of aligned harmonics, less that of the spiked weights, in units of its standard error (left) and over the size √(T_kk T_ll) of the element (right); means over networks, d = 20, N = 2000, n = 1280. Odd degrees above 1 have no part in relu.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "function-space/results/heat.csv"
array D[7]
do for [k=0:6] {
    stats own using (column("row") == k && column("column") == k ? column("expected") : NaN) name "S" nooutput
    D[k+1] = S_mean
}
set multiplot layout 1,2
unset key
unset grid
set xrange [-0.5:6.5]
set yrange [6.5:-0.5]
set xtics 1
set ytics 1
set size ratio 1
set xlabel "degree"
set ylabel "degree"
set palette defined (-1 blue, 0 "#FFFFFF", 1 red)
even(k) = int(k) % 2 == 0 || k == 1
shown(value) = (even(column("row")) && even(column("column")) && (column("row") == 1) == (column("column") == 1)) ? value : NaN
set cbrange [-4:4]
set title "difference over its standard error"
plot own using "column":"row":(0.48):(0.48):(shown(column("difference")/column("difference_se"))) with boxxyerror fillstyle solid 1 linecolor palette
set cbrange [-0.1:0.1]
set title "difference over size"
plot own using "column":"row":(0.48):(0.48):(shown(column("difference")/sqrt(D[int(column("row"))+1]*D[int(column("column"))+1]))) with boxxyerror fillstyle solid 1 linecolor palette
unset multiplot
