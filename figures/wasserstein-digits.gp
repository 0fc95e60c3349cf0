# caption: Images of 3 and 7: a network of 32 neurons after 20000 steps of SGD on n of them, against 2000 others. Squares: the measured gap. The bounds, from below: slope seen × W1, Lip × W1, B with the dyadic bound W3 (for any law on the cube), and the same known before training; R for the path norm that was reached. In two dimensions, in eight, and on all 784 pixels. The bounds hold and are vacuous: the loss itself is below 1.
# SPDX-License-Identifier: MIT
panels = 3
load folder."/style.gp"
projected = "wasserstein/results/digits.csv"
raw = "wasserstein/results/digits-raw.csv"
set multiplot layout 1,3
set logscale xy
set xrange [180:2800]
set xtics (250, 500, 1000, 2000)
set yrange [1e-4:1e8]
set format y "10^{%T}"
set xlabel "images {/:Italic n}"
set ylabel "gap, and its bounds"
at(d, chain, name) = only(has("d", d) && strcol("chain") eq chain && strcol("link") eq name, column("n"))
titles = "'seen × {/:Italic W}_1' 'Lip × {/:Italic W}_1' 'B with W3' 'prior with W3' 'R'"
chains = "dependent dependent dyadic dyadic path"
names = "'seen W1' 'Lip W1' 'B with W3' 'prior with W3' 'R'"
set key top right maxrows 3 samplen 1.2 width -1
do for [d in "2 8 784"] {
    file = d eq "784" ? raw : projected
    set title d eq "784" ? "all 784 pixels" : d." dimensions"
    plot file using (at(d + 0, "dependent", "gap")):"value" with points linetype 7 pointtype 5 pointsize 0.9 title "gap", \
        for [i=1:5] file using (at(d + 0, word(chains, i), word(names, i))):"value" with linespoints linetype i linewidth 1.4 title word(titles, i)
    unset key
}
unset multiplot
