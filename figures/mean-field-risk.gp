# caption: Excess risk of linear neurons on Gaussian fields with λ ~ n^{-p/(p+1)}, p = 3.5: replicates (2 standard errors) and the deterministic equivalent (lines) at three numbers of modes, which cannot be told apart. Dashed grey: n^{-p/(p+1)}.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/risk.csv"
law = "mean-field/theory/risk.csv"
set logscale xy
set xrange [13:620]
set xtics (16, 32, 64, 128, 256, 512)
set xlabel "samples {/:Italic n}"
set ylabel "excess risk"
set key top right
at(k, name) = only(has("modes", k), column(name))
cuts = "64 256 1024"
plot 0.09*x**(-3.5/4.5) with lines linestyle 20 title "{/:Italic n}^{ −{/:Italic p}/({/:Italic p}+1)}", \
    for [i=1:3] law using "samples":(at(word(cuts,i), "excess")) with lines linetype i linewidth 1.4 dashtype i, \
    for [i=1:3] runs using (column("samples")*(1+0.04*(i-2))):(at(word(cuts,i), "excess")):(2*column("excess_se")) with yerrorbars linetype i linewidth 1 title "{/:Italic K} = ".word(cuts,i)
