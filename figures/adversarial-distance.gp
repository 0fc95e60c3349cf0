# caption: Median smallest norm along the gradient that changes the sign, relative to |x| = √d, over fourteen octaves of the dimension (points with 2 standard errors; exact sampler). Lines: 0.6745 d^{-1/2} / √n̄.
# caption: Left: four activations at width 512. Right: erf at widths below, at and above the dimension. Dashed grey: the rival prefactor with V in the place of n̄.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
wide = "adversarial/theory/distance.csv"
erfs = "adversarial/theory/distance-erf.csv"
set multiplot layout 1,2
set logscale x 2
set logscale y 10
set format x "2^{%L}"
set format y "10^{%T}"
set xlabel "dimension  {/:Italic d}"
set ylabel "median smallest norm / |{/:Italic x}|"
set xrange [2**5.5:2**20.5]
set yrange [2.2e-4:0.3]
set key bottom left Left reverse
line(name) = only(is(name) && has("k", 512), column("norm")/sqrt(column("d")))
dot(name) = only(is(name) && has("k", 512), column("ratio_q50"))
plot wide using "d":(line("softplus")) with lines linetype 1 linewidth 1.6, \
    wide using "d":(line("relu")) with lines linetype 2 linewidth 1.6, \
    wide using "d":(line("sin2")) with lines linetype 3 linewidth 1.6, \
    erfs using "d":(column("norm")/sqrt(column("d"))) with lines linetype 4 linewidth 1.6, \
    wide using "d":(dot("softplus")):(2*column("ratio_q50_se")) with yerrorbars linetype 1 linewidth 1 title "softplus,  {/:Italic n̄} = 0.32", \
    wide using "d":(dot("relu")):(2*column("ratio_q50_se")) with yerrorbars linetype 2 linewidth 1 title "ReLU,  1", \
    erfs using "d":"ratio_q50":(2*column("ratio_q50_se")) with yerrorbars linetype 4 linewidth 1 title "erf,  1.23", \
    wide using "d":(dot("sin2")):(2*column("ratio_q50_se")) with yerrorbars linetype 3 linewidth 1 title "sin 2t,  4.00"
set xrange [2**5.5:2**14.5]
set xtics 2**6,4,2**14
set yrange [8e-4:0.3]
shape(ratio) = only(is("erf") && has("k", ratio*column("d")), column("ratio_q50"))
plot erfs using "d":(column("norm")/sqrt(column("d"))) with lines linestyle 21 title "0.6745 {/:Italic d}^{−1/2} / √{/:Italic n̄}", \
    erfs using "d":(0.6744897501960817/sqrt(column("V")*column("d"))) with lines linestyle 20 title "rival: {/:Italic V} for {/:Italic n̄}", \
    wide using (column("d")/1.06):(shape(1/8.)):(2*column("ratio_q50_se")) with yerrorbars linetype 1 linewidth 1 title "{/:Italic k} = {/:Italic d}/8", \
    wide using "d":(shape(1)):(2*column("ratio_q50_se")) with yerrorbars linetype 2 linewidth 1 title "{/:Italic k} = {/:Italic d}", \
    wide using (column("d")*1.06):(shape(64)):(2*column("ratio_q50_se")) with yerrorbars linetype 3 linewidth 1 title "{/:Italic k} = 64 {/:Italic d}"
unset multiplot
