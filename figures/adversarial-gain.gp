# caption: How much less than its linear prediction a step of length t gains for ReLU, scaled by √d/t, from undercomplete (k = d/8, right) to overcomplete (k = 64 d, left): means over fresh networks with 2 standard errors. All dimensions and steps lie on one curve, K(ρ). Dashed grey: the overcomplete limit 1/π. (At k = 32 a term of order 1/k shows.)
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "adversarial/results/gain.csv"
other = "adversarial/results/B2.csv"
law = "adversarial/theory/gain.csv"
set logscale x
set xrange [0.12:6]
set yrange [0.25:1.25]
set xtics ("1/8" 0.125, "1/4" 0.25, "1/2" 0.5, "1" 1, "2" 2, "4" 4)
set xlabel "{/:Italic ρ} = √(2{/:Italic d} / {/:Italic k})"
set ylabel "(1 − gain) √{/:Italic d} / {/:Italic t}"
set key top left Left reverse
rho(d, t) = only(has("d", d) && has("norm", t), sqrt(2*column("d")/column("k")))
deficit(dummy) = (1 - column("gain"))*sqrt(column("d"))/column("norm")
bar(dummy) = 2*column("gain_se")*sqrt(column("d"))/column("norm")
plot law using "rho":"curvature" with lines linestyle 21 title "{/:Italic K}({/:Italic ρ})", \
    1/pi with lines linestyle 20 title "1/π", \
    own using (rho(256, 1)/1.02):(deficit(0)):(bar(0)) with yerrorbars linetype 1 linewidth 1 title "{/:Italic d} = 256, {/:Italic t} = 1", \
    own using (rho(256, 2)*1.02):(deficit(0)):(bar(0)) with yerrorbars linetype 2 linewidth 1 title "{/:Italic d} = 256, {/:Italic t} = 2", \
    other using (rho(1024, 1)):(deficit(0)):(bar(0)) with yerrorbars linetype 3 linewidth 1 title "{/:Italic d} = 1024, {/:Italic t} = 1", \
    other using (rho(64, 1)):(deficit(0)):(bar(0)) with yerrorbars linetype 4 linewidth 1 title "{/:Italic d} = 64, {/:Italic t} = 1"
