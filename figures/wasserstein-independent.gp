# caption: The gap of an independent sample of size n. Left: after SGD with the loss √(1+r²) − 1 (points: means over networks and samples with 2 standard errors), the central limit theorem (A0), and the bounds A1 (variance of the loss), A2 (Poincaré), A3 (Lipschitz constant of the weights) and A4 (known before training); all fall like n^−½. Right: under fixed random weights, in units of the deviation of the loss over √n: every dimension of the inputs is at √(2/π).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
links = "wasserstein/results/prior.csv"
fixed = "wasserstein/results/7.12.csv"
set multiplot layout 1,2
set logscale xy
set xrange [25:2700]
set xtics (32, 128, 512, 2048)
set yrange [3e-5:100]
set format y "10^{%T}"
set xlabel "samples {/:Italic n}"
set ylabel "gap, and its bounds"
set key top right maxrows 2 width 1 samplen 1.2
at(chain, name) = only(strcol("chain") eq chain && strcol("link") eq name, column("samples"))
names = "A1 A3 A4"
plot links using (at("independent", "gap")):"value":(2*column("test_gap_se")) with yerrorbars linetype 7 linewidth 1.2 title "gap", \
    links using (at("independent", "A0")):"value" with lines linestyle 21 title "A0", \
    for [i=1:2] links using (at("independent", word(names, i))):"value" with linespoints linetype i linewidth 1.4 title word(names, i), \
    links using (at("gradients", "A2")):"value" with linespoints linetype 3 linewidth 1.4 title "A2", \
    links using (at("independent", "A4")):"value" with linespoints linetype 4 linewidth 1.4 title "A4"
unset format y
set format y "%g"
set xrange [12:1400]
set xtics (16, 64, 256, 1024)
unset logscale y
set yrange [0.74:0.88]
set ylabel "{/:Italic E} |{/:Italic L}′_{n} − {/:Italic L}| √{/:Italic n} / deviation"
set key top right maxrows 2 width 1
scaled(d) = only(has("d", d), column("gap")*sqrt(column("samples"))/column("deviation"))
bar(dummy) = 2*column("gap_se")*sqrt(column("samples"))/column("deviation")
plot sqrt(2/pi) with lines linestyle 21 title "√(2/π)", \
    fixed using (column("samples")/1.05):(scaled(2)):(bar(0)) with yerrorbars linetype 1 linewidth 1.2 title "{/:Italic d}_{in} = 2", \
    fixed using "samples":(scaled(16)):(bar(0)) with yerrorbars linetype 2 linewidth 1.2 title "{/:Italic d}_{in} = 16", \
    fixed using (column("samples")*1.05):(scaled(64)):(bar(0)) with yerrorbars linetype 3 linewidth 1.2 title "{/:Italic d}_{in} = 64"
unset multiplot
