# caption: Eigenvalues of the spiked kernel against the strength of the spike, d = 20: exact (lines), to first order in θ (grey), and of networks after one step of growing size (points, 2 standard errors; two by two block for the top and the aligned quadratic mode).
# caption: Aligned modes are amplified, linear modes across the spike stay, quadratic modes across it lose; at the largest steps the bulk of the weights grows, too, and with it the network's linear modes across.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/steps.csv"
law = "function-space/theory/eigenvalues.csv"
set logscale xy
set xrange [1e-3:100]
set yrange [5e-5:1000]
set xlabel "strength of the spike  {/:Italic θ}/{/:Italic d}"
set ylabel "eigenvalue {/:Italic λ}"
set key top left Left reverse maxrows 3 width -2
mode(m, i) = only(column("sector") == m && column("index") == i, column("eigenvalue"))
set samples 300
plot (0.16318227*(1 + x)) with lines linestyle 20, 3.700278e-4*(1 + 20*1.7*x) with lines linestyle 20, \
    3.700278e-4*(1 + 20*0.875*x) with lines linestyle 20, (x < 1 ? 3.700278e-4*(1 - 20*0.0416667*x) : NaN) with lines linestyle 20, \
    law using (column("theta")/20):(mode(0,1)) with lines linetype 1 title "top", \
    law using (column("theta")/20):(mode(0,2)) with lines linetype 2 title "linear, along", \
    law using (column("theta")/20):(mode(1,1)) with lines linetype 3 title "linear, across", \
    law using (column("theta")/20):(mode(0,3)) with lines linetype 4 title "quadratic, along", \
    law using (column("theta")/20):(mode(1,2)) with lines linetype 5 title "quadratic, mixed", \
    law using (column("theta")/20):(mode(2,1)) with lines linetype 6 title "quadratic, across", \
    own using "tau":"top":(2*column("top_se")) with yerrorbars linetype 1 linewidth 1, \
    own using "tau":"m11":(2*column("m11_se")) with yerrorbars linetype 2 linewidth 1, \
    own using "tau":"orthogonal":(2*column("orthogonal_se")) with yerrorbars linetype 3 linewidth 1, \
    own using "tau":"quadratic":(2*column("quadratic_se")) with yerrorbars linetype 4 linewidth 1
