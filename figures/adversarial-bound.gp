# caption: Success of one step for erf at d = k = 64 and 1024 (points with 2 standard errors), the law with its terms in 1/d and 1/k (solid), and the lower bound that the inequality behind the proof gives with its constants worked out (dotted): success wherever |f| < s(G − s‖H‖). The bound loses a term of order 1/√d where the truth loses 1/d.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "adversarial/results/bound.csv"
bound = "adversarial/theory/bound.csv"
law = "adversarial/theory/bound-success.csv"
set xrange [0:4.05]
set yrange [0:1.03]
set xlabel "step length  {/:Italic s}"
set ylabel "{/:Italic P}(success)"
set key at graph 0.62,0.4 Left reverse
set label 1 "{/:Italic d} = {/:Italic k} = 64" at 2.75,0.42 textcolor rgb red
set label 2 "{/:Italic d} = {/:Italic k} = 1024" at 2.62,0.93 textcolor rgb blue
dims = "1024 64"
same(d, name) = only(has("d", d) && has("k", d), column(name))
plot for [i=1:2] bound using (same(word(dims,i), "norm")):"bound" with lines linetype i linewidth 2 dashtype 3 title i == 1 ? "lower bound" : "", \
    for [i=1:2] law using (same(word(dims,i), "norm")):"success" with lines linetype i linewidth 1.6 title i == 1 ? "law" : "", \
    for [i=1:2] points using (same(word(dims,i), "norm")):"flipped":(2*column("flipped_se")) \
        with yerrorbars linetype i linewidth 1 title i == 1 ? "measured" : ""
