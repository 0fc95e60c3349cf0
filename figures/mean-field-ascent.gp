# caption: Dual coordinate ascent in random order on six samples: mean gap D* − D(g) against epochs. With an exact inner loop it falls far below the bound (black), at a constant rate that is slower than that of cyclic order (dotted, exact near the optimum). With M particles in the inner loop it comes to a floor like 1/M.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/ascent.csv"
law = "mean-field/theory/ascent.csv"
stats law using (column("radius")) nooutput
radius = STATS_min
stats runs using (column("optimum")) nooutput
start = STATS_min
set logscale y
set xrange [0:60]
set yrange [1e-13:1]
set format y "10^{%T}"
set xlabel "epochs"
set ylabel "{/:Italic D}* − {/:Italic D}({/:Italic g})"
set key bottom left Left reverse
at(m) = only(has("particles", m), column("dual_gap"))
sizes = "100 400 1600"
plot law using "epochs":(start*column("bound_gap")) with lines linestyle 21 title "bound", \
    x < 30 ? start*radius**(2*x) : NaN with lines linestyle 21 dashtype 3 title "local rate, cyclic", \
    runs using "epochs":(at(0)) with lines linetype 4 title "exact inner loop", \
    for [i=1:3] runs using "epochs":(at(word(sizes,i))) with lines linetype i title "{/:Italic M} = ".word(sizes,i)
