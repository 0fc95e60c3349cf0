# caption: What the success probability of smooth activations lacks to its limit erf(s √(n̄/2)), times d, at d = k = 128 (points with 2 standard errors). Lines: A_d + A_k d/k, the terms of first order in 1/d and 1/k.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
points = "adversarial/theory/deficit.csv"
law = "adversarial/theory/deficit-law.csv"
names = "softplus tanh erf he2"
titles = "'softplus' 'tanh' 'erf' '(t^2−1)/√2'"
set xrange [0:3]
set xlabel "step length  {/:Italic s}"
set ylabel "{/:Italic d} [{/:Italic P}(success) − erf({/:Italic s} √({/:Italic n̄}/2))]"
set key bottom left Left reverse
set xzeroaxis linestyle 20
plot for [i=1:4] law using (only(is(word(names,i)), column("norm"))):(column("A_d") + column("A_k")) \
        with lines linetype i linewidth 1.8, \
    for [i=1:4] points using (only(is(word(names,i)), column("norm") + 0.012*(i - 2.5))): \
        ((column("flipped") - column("limit"))*column("d")):(2*column("flipped_se")*column("d")) \
        with yerrorbars linetype i linewidth 1.2 title word(titles,i)
