# caption: Exact expected test error of SGD with replacement over passes and features per sample (colour, logarithmic), n = 40, d = 14, mean over four sets of samples. Left: the last iterate; right: the average of the iterates. The ridge at m = n appears with passes, sooner in the last iterate.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
runs = "double-descent/results/phase.csv"
set multiplot layout 1,2
set logscale xy
set xrange [0.084:8.9]
set xtics ("0.1" 0.1, "0.3" 0.3, "1" 1, "3" 3, "8" 8)
set yrange [0.79:316]
set xlabel "features / samples,  {/:Italic m} / {/:Italic n}"
set ylabel "passes"
set logscale cb
set cbrange [0.25:2.5]
set cbtics ("0.25" 0.25, "0.5" 0.5, "1" 1, "2" 2)
set palette defined (0 "#0B2A4A", 0.35 "#0072B2", 0.6 "#8CC5E3", 0.75 "#F6E3B0", 1 "#D55E00")
set rmargin 8
unset key
unset grid
set style fill solid 1 noborder
set arrow 1 from 1,0.79 to 1,316 nohead front linecolor rgb "white" dashtype 3
wide = 1.225
long = 1.265
x(dummy) = column("m")/40.
y(dummy) = column("step")/40.
do for [name in "exact_test exact_average"] {
    set title name eq "exact_test" ? "last iterate" : "average of the iterates"
    plot runs using (x(0)):(y(0)):(x(0)/wide):(x(0)*wide):(y(0)/long):(y(0)*long):(column(name)) with boxxyerror palette
}
unset multiplot
