# caption: The second layer trained to interpolate n = αd points with random labels (erf, infinite width). Left: mean squared gradient at training points (marks, d = 200; bars of a mark are smaller than it) against its law from the spectrum of Marchenko and Pastur, started at zero and at random signs; the interpolation threshold α ≈ 1 is the least robust.
# caption: Right: there |f| = 1, and success is a step at s = 1/G where an untrained network has erf (dashed grey).
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
points = "adversarial/theory/lazy.csv"
big = "adversarial/results/F1.csv"
law = "adversarial/theory/lazy-law.csv"
prior = "adversarial/theory/lazy-prior.csv"
set multiplot layout 1,2
set xrange [0:3.2]
set yrange [0:2.2]
set xlabel "{/:Italic α} = {/:Italic n} / {/:Italic d}"
set ylabel "{/:Italic E G}^2"
set key top right Left reverse
plot prior using "alpha":"square" with lines linetype 2, \
    law using "alpha":"square" with lines linetype 1, \
    points using "alpha":(column("trained2") + column("m") - column("lost2")) with points linetype 2 title "start at random signs", \
    points using "alpha":"trained2" with points linetype 1 title "start at zero", \
    big using "alpha":"trained2" with points linecolor rgb black pointtype 6 pointsize 1.3 title "the same, {/:Italic d} = 800"
set xrange [0.75:1.25]
set yrange [-0.03:1.03]
set xlabel "{/:Italic s G}"
set ylabel "{/:Italic P}(success)"
set key at graph 0.04,0.47 left Left reverse
step(x) = x < 1 ? 0 : 1
set samples 1001
plot erf(x/sqrt(2)) with lines linestyle 20 title "erf, untrained", \
    step(x) with lines linestyle 21 title "step", \
    for [i=1:3] points using (only(has("alpha", word("0.5 1 2",i)), column("fraction") + 0.004*(i - 2))):"flipped" \
        with points linetype i title "{/:Italic α} = ".word("1/2 1 2",i)
unset multiplot
