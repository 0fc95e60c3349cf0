# caption: Success of one step at fixed dimension and a width (2048) that acts as infinite, for steps up to 32 (|x| = √d): points with 2 standard errors, lines the law at infinite width. At small dimension the step overshoots and success falls again. Dashed grey: erf(s √(n̄/2)), the law of high dimension.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "adversarial/theory/width.csv"
relu = "adversarial/theory/width-relu.csv"
erfs = "adversarial/theory/width-erf.csv"
set samples 600
set multiplot layout 1,2
set logscale x 2
set format x "%g"
set xrange [0.25:40]
set yrange [0:1.03]
set xlabel "step length  {/:Italic s}"
set ylabel "{/:Italic P}(success)"
set key bottom right Left reverse
dims = "4 16 64"
set title "ReLU"
dot(name, d) = only(is(name) && has("d", d), column("flipped"))
plot erf(x/sqrt(2)) with lines linestyle 20, \
    for [i=1:3] relu using (only(has("d", word(dims,i)), column("norm"))):"success" with lines linetype i, \
    for [i=1:3] points using "norm":(dot("relu", word(dims,i))):(2*column("flipped_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic d} = ".word(dims,i)
set title "erf"
plot erf(x*sqrt(1.2257000037856904/2)) with lines linestyle 20, \
    for [i=1:3] erfs using (only(has("d", word(dims,i)), column("norm"))):"success" smooth mcsplines with lines linetype i, \
    for [i=1:3] points using "norm":(dot("erf", word(dims,i))):(2*column("flipped_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic d} = ".word(dims,i)
unset multiplot
