# caption: Left: f at x + tu for six ReLU networks (d = k = 256, |x| = 16), u along the gradient (solid) and in a random direction (dashed).
# caption: Right: what is left of f along the gradient when its linear part is taken off, signed so that it is negative where f gains less, for 16 networks; black and band: mean and 2 standard deviations by the theory.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
gradient = "adversarial/results/line.csv"
random = "adversarial/results/line-random.csv"
law = "adversarial/theory/line.csv"
set multiplot layout 1,2
set xrange [-6:6]
set xtics 2
set xzeroaxis linecolor rgb "#444444" linewidth 1
set xlabel "{/:Italic t}"
set ylabel "{/:Italic f}({/:Italic x} + {/:Italic t u})"
# The step of norm s is t = -s sgn f.
t(i) = only(has("sample", i), -column("norm")*sgn(column("before")))
set key top left Left reverse
plot for [i=1:6] random using (t(i)):"after" with lines linetype i linewidth 1.4 dashtype 2 \
        title i == 1 ? "a random direction" : "", \
    for [i=1:6] gradient using (t(i)):"after" with lines linetype i linewidth 1.8 \
        title i == 1 ? "along the gradient" : ""
set ylabel "residual"
set xlabel "{/:Italic s}  (towards the other sign: {/:Italic s} > 0)"
sd = 2
low(side) = side*column("mean") - sd*sqrt(column("variance"))
high(side) = side*column("mean") + sd*sqrt(column("variance"))
set yrange [-1.1:1.1]
set key top left
plot law using (column("norm")):(low(1)):(high(1)) with filledcurves linecolor rgb pale fillstyle solid 1 title "± 2 sd", \
    law using (-column("norm")):(low(-1)):(high(-1)) with filledcurves linecolor rgb pale fillstyle solid 1, \
    for [i=1:16] gradient using (only(has("sample", i), column("norm"))):(sgn(column("before"))*column("residual")) \
        with lines linecolor rgb sky linewidth 1, \
    law using (column("norm")):"mean" with lines linestyle 21 title "mean", \
    law using (-column("norm")):(-column("mean")) with lines linestyle 21
unset multiplot
