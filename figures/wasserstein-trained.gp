# caption: The gap on the sample that a network was trained on (points: means of |gap| with 2 standard errors, d = 3), and what bounds it, from the measured slope times W1 to what is known before training. Left: loss |r|, constant steps. Right: loss √(1+r²) − 1, steps over the root of their number, for which the last bound stays finite. R is the bound by the path norm that was reached, if it had been fixed before: it falls like n^−½ and crosses the transport bounds, which fall like n^−⅓.
# SPDX-License-Identifier: MIT
panels = 2; tall = 470
load folder."/style.gp"
abs = "wasserstein/results/chain.csv"
huber = "wasserstein/results/prior.csv"
set multiplot layout 1,2
set logscale xy
set format y "10^{%T}"
set xlabel "samples {/:Italic n}"
set ylabel "gap, and its bounds"
at(chain, name) = only(strcol("chain") eq chain && strcol("link") eq name && has("shift", 0), column("samples"))
titles = "'slope seen × {/:Italic W}_1' 'Lip × {/:Italic W}_1' 'B with W6' 'B with W3' 'prior with W6' 'R'"
chains = "dependent dependent dependent dyadic dependent path"
names = "'seen W1' 'Lip W1' 'B with W6' 'B with W3' 'prior with W6' 'R'"
files = "abs huber"
set key top right maxrows 4 width -3 samplen 1.2
do for [f=1:2] {
    file = value(word(files, f))
    if (f == 1) { set title "loss |{/:Italic r}|"; set xrange [12:700]; set xtics (16, 32, 64, 128, 256, 512); set yrange [1e-3:1e3]; last = 4 } \
    else { set title "loss √(1+{/:Italic r}^2) − 1"; set xrange [25:2700]; set xtics (32, 128, 512, 2048); set yrange [1e-5:1e4]; last = 5 }
    plot file using (at("dependent", "gap")):"value":(2*column("gap_se")) with yerrorbars linetype 7 linewidth 1.2 title "gap", \
        for [i=1:last] file using (at(word(chains, i), word(names, i))):"value" with linespoints linetype i linewidth 1.4 title word(titles, i), \
        file using (at("path", "R")):"value" with linespoints linecolor rgb grey pointtype 4 linewidth 1.4 title "R"
}
unset multiplot
