# caption: By how much the spike enlarges the aligned eigenvalue of degree l (points), and its limit (1+θ)^{-1/2} (2K/π)^{d+2}, K the complete elliptic integral (lines): the spectrum keeps its exponent, and its constant grows.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/S9.csv"
set xrange [0:52]
set yrange [1:4.3]
set xlabel "degree {/:Italic l}"
set ylabel "eigenvalue over that without a spike"
set key bottom right
setting(D, T) = has("d", D) && has("theta", T) && column("degree") > 1
plot for [i=1:3] own using "degree":(only(has("d", word("4 4 6",i)) && has("theta", word("1 4 1",i)), column("ratio"))) with lines linetype i linewidth 1.2, \
    for [i=1:3] own using "degree":(only(setting(word("4 4 6",i), word("1 4 1",i)), column("growth"))) with points linetype i title "{/:Italic d} = ".word("4 4 6",i).", {/:Italic θ} = ".word("1 4 1",i)
