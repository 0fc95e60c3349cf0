# caption: The angle by which the top eigenfunction turns from the radial mode to the aligned quadratic harmonic: closed forms (lines), its first order θ/(d √2) (grey), and networks after one step, d = 20 (points, 2 standard errors).
# caption: It ends at arctan(2 √2)/2 = 35.26 degrees as d grows, where the eigenfunction is |v·x|.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/steps.csv"
law = "function-space/theory/mixing.csv"
set logscale x
set xrange [1e-3:100]
set yrange [0:40]
set xlabel "strength of the spike  {/:Italic θ}/{/:Italic d}"
set ylabel "mixing angle {/:Italic φ} (degrees)"
set key bottom right
degrees = 180/pi
set arrow from 1e-3, 35.264 to 100, 35.264 nohead linecolor rgb grey dashtype 3
set label "35.26°" at 1.3e-3, 36.4 textcolor rgb grey
set samples 400
plot (x < 1 ? degrees*x/sqrt(2) : NaN) with lines linestyle 20 title "first order", \
    law using "tau":(only(column("d") == 20, degrees*column("angle"))) with lines linetype 1 title "{/:Italic d} = 20", \
    law using "tau":(only(column("d") == 100, degrees*column("angle"))) with lines linetype 2 title "{/:Italic d} = 100", \
    law using "tau":(only(column("d") > 1e5, degrees*column("angle"))) with lines linestyle 21 title "{/:Italic d} → ∞", \
    own using "tau":(degrees*column("angle")):(2*degrees*column("angle_se")) with yerrorbars linetype 1 linewidth 1.2 title "networks, {/:Italic d} = 20"
