# caption: Stationary variance of each mode over that of the prior, linear neurons, at the same hλ = 0.01 (exponential: τ = 0.05): particles (points, 2 standard errors) and closed forms (lines). The semi-implicit scheme damps high modes, the explicit one inflates them until it blows up at mode 14; the exponential scheme has the prior's.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
law = "mean-field/theory/variances.csv"
semi = "mean-field/results/T6.csv"
exponential = "mean-field/results/T6-exponential.csv"
explicit = "mean-field/results/T6-explicit.csv"
set xrange [0:16.5]
set yrange [0:3]
set xlabel "mode {/:Italic k}"
set ylabel "{/:Italic v_k} / {/:Italic μ_k}"
set key top left Left reverse
set arrow from sqrt(200),0 to sqrt(200),3 nohead linestyle 20
set label "{/:Italic K_c}" at sqrt(200)+0.2,0.15 textcolor rgb grey
prior(k) = k**2
bar(dummy) = 2*sqrt(2/column("particles"))*column("variance")*column("mode")**2
plot law using "mode":(column("explicit")*column("mode")**2 < 40 ? column("explicit")*column("mode")**2 : NaN) with lines linetype 2 linewidth 1.6, \
    law using "mode":(column("semi_implicit")*column("mode")**2) with lines linetype 1 linewidth 1.6, \
    1 with lines linetype 3 linewidth 1.6, \
    explicit using "mode":(column("variance")*column("mode")**2):(bar(0)) with yerrorbars linetype 2 linewidth 1 title "explicit", \
    exponential using "mode":(column("variance")*column("mode")**2):(bar(0)) with yerrorbars linetype 3 linewidth 1 title "exponential", \
    semi using "mode":(column("variance")*column("mode")**2):(bar(0)) with yerrorbars linetype 1 linewidth 1 title "semi-implicit"
