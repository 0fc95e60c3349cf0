# caption: The trace of the stationary covariance that the semi-implicit scheme loses, all modes, against δ = hλ/2: closed forms (lines), particles (points, 2 standard errors). Dashed grey: order 1, what finite dimensions would suggest. The order is 1 − 1/γ, because every mode beyond δ^{−1/γ} is wrong.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
law = "mean-field/theory/order.csv"
runs = "mean-field/results/order.csv"
set logscale xy
set xrange [1e-4:0.4]
set yrange [3e-4:30]
set xlabel "{/:Italic δ} = {/:Italic hλ}/2"
set ylabel "∑_{/:Italic k} ({/:Italic μ_k} − {/:Italic v_k})"
set key top left Left reverse
decays = "1.5 2 3"
at(g, name) = only(has("gamma", g), column(name))
plot 3*x with lines linestyle 20 title "order 1", \
    for [i=1:3] law using "delta":(at(word(decays,i), "bias")) with lines linetype i linewidth 1.6 title "{/:Italic γ} = ".word(decays,i).", order ".(i==1 ? "1/3" : i==2 ? "1/2" : "2/3"), \
    for [i=1:3] runs using "delta":(at(word(decays,i), "part")*column("modes")):(2*sqrt(column("width")*column("modes"))) with yerrorbars linetype i linewidth 1
