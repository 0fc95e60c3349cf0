# caption: Distribution over fresh ReLU networks of the linearised distance |f|/G (filled) and of the true smallest norm along the gradient (outline), for d = 8, k = 64 and d = k = 1024. Black: the law of √d |U_1|, exact for |f|/G at every d and k. Dashed grey: its limit, the half-normal law.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
table = "adversarial/results/histogram.csv"
stats table using (has("d", 8) ? 1 : NaN) name "small" nooutput
stats table using (has("d", 1024) ? 1 : NaN) name "large" nooutput
linear(d) = only(has("d", d) && column("gradient_norm") > 0, abs(column("before"))/column("gradient_norm"))
true(d) = only(has("d", d) && column("gradient_norm") > 0 && column("norm") < 5, column("norm"))
set multiplot layout 1,2
set xrange [0:3.5]
set yrange [0:0.9]
set xlabel "norm  {/:Italic s}"
set ylabel "density"
set key top right Left reverse
# The density of the law beta-law.
half(x) = sqrt(2/pi)*exp(-x*x/2)
beta(x, d) = x*x < d ? 2*exp(lgamma(d/2.) - lgamma((d - 1)/2.))/sqrt(pi*d)*(1 - x*x/d)**((d - 3)/2.) : 0
do for [d in "8 1024"] {
    n = d == 8 ? small_records : large_records
    set title "{/:Italic d} = ".d
    plot table using (linear(d)):(10./n) bins=35 binrange [0.05:3.45] with boxes linecolor rgb sky title "|{/:Italic f}| / {/:Italic G}", \
        table using (true(d)):(10./n) bins=35 binrange [0.05:3.45] with histeps linecolor rgb red linewidth 1.6 title "smallest norm", \
        beta(x, d + 0) with lines linestyle 21 title "√{/:Italic d} |{/:Italic U}_1|", \
        half(x) with lines linestyle 20 title "half-normal"
}
unset multiplot
