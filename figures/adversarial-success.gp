# caption: Probability that one gradient step of length s changes the sign, at d = k = 1024: points are frequencies over fresh networks with 2 standard errors, lines the law erf(s √(n̄/2)) with its terms in 1/d and 1/k, n̄ the mean Hermite degree of the activation.
# caption: Right: against s √n̄ all activations fall on one curve, erf(y/√2). Dashed grey: the rival law for softplus, with the variance of ψ in the place of E ψ².
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
names = "softplus relu tanh erf he2 sin2"
titles = "'softplus' 'ReLU' 'tanh' 'erf' '(t^2−1)/√2' 'sin 2t'"
points = "adversarial/theory/success.csv"
law = "adversarial/theory/success-law.csv"
stats points using (only(is("softplus"), column("m")/(column("V") - column("coefficient")**2))) name "rival" nooutput
set multiplot layout 1,2
set yrange [0:1.03]
set ylabel "{/:Italic P}(success)"
set xrange [0:3.05]
set xlabel "step length  {/:Italic s}"
set key bottom right Left reverse
plot [0:3] erf(x*sqrt(rival_mean/2)) with lines linestyle 20, \
    for [i=1:6] law using (only(is(word(names,i)), column("norm"))):"success" \
        with lines linetype i linewidth 1.6, \
    for [i=1:6] points using (only(is(word(names,i)), column("norm"))):"flipped":(2*column("flipped_se")) \
        with yerrorbars linetype i linewidth 1 title word(titles,i)
set xlabel "{/:Italic s} √{/:Italic n̄}"
set xrange [0:4.05]
unset key
set label 1 "erf({/:Italic y} / √2)" at 1.15,0.66 textcolor rgb black
plot [0:4] erf(x/sqrt(2)) with lines linestyle 21, \
    for [i=1:6] points using (only(is(word(names,i)), column("norm")*sqrt(column("nbar")))):"flipped":(2*column("flipped_se")) \
        with yerrorbars linetype i linewidth 1
unset multiplot
