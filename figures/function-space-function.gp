# caption: The top eigenfunction on the sphere of radius √d, d = 20, against v·x, for spikes of growing strength: theory (lines), and its Nyström estimate from 2000 samples at fresh inputs (points).
# caption: It turns from the radial mode, a constant here, to |v·x|.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/function.csv"
law = "function-space/theory/function.csv"
set xrange [-3.2:3.2]
set yrange [0:3.4]
set xlabel "{/:Italic v·x}"
set ylabel "top eigenfunction {/:Italic ψ}"
set key top center maxrows 2 width 3
thetas = "0 2 20 200"
ratios = "0 0.1 1 10"
plot for [i=1:4] own using (only(has("theta", word(thetas,i)), column("along"))):"f1" with points linetype i pointsize 0.3, \
    for [i=1:4] law using (only(has("theta", word(thetas,i)), sqrt(20)*column("t"))):"psi" with lines linetype i linewidth 1.8 title "{/:Italic θ}/{/:Italic d} = ".word(ratios,i), \
    for [i=1:4] law using (only(has("theta", word(thetas,i)), -sqrt(20)*column("t"))):"psi" with lines linetype i linewidth 1.8
