# caption: How the strengths of both spikes grow with the width on one batch used twice (quadratic activation; means over networks with 2 standard errors), at two pairs of exponents. Lines: the theory at finite width. Dashed grey: the power of N alone, max(α₁, α₂) and α₂ − (1/2 − α₁), through the first width.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "two-step/results/growth.csv"
law = "two-step/theory/growth.csv"
set multiplot layout 1,2
set logscale xy
set xtics (120, 240, 480, 1000, 2000, 4000)
set xlabel "width {/:Italic N}"
set ylabel "strength"
set key top left Left reverse
alpha1 = "0.3 0.4"; alpha2 = "0.45 0.3"; first_power = "0.45 0.4"; second_power = "0.25 0.2"
here(i, k) = strcol("batch") eq "reuse" && has("alpha1", word(alpha1, i) + 0) && has("index", k)
do for [i=1:2] {
    set title sprintf("{/:Italic α}_1 = %s,  {/:Italic α}_2 = %s", word(alpha1, i), word(alpha2, i))
    set xrange [*:*]; set yrange [*:*]
    stats own using (here(i, 1) ? column("width") : NaN) name "N" nooutput
    stats law using (here(i, 0) && has("width", N_min) ? column("theta") : NaN) name "A" nooutput
    stats law using (here(i, 1) && has("width", N_min) ? column("theta") : NaN) name "B" nooutput
    set xrange [N_min/1.3:N_max*1.3]
    set yrange [B_mean/2:A_mean*(N_max/N_min)**0.5*3]
    plot A_mean*(x/N_min)**(word(first_power, i) + 0) with lines linestyle 20, \
        B_mean*(x/N_min)**(word(second_power, i) + 0) with lines linestyle 20, \
        for [k=1:2] law using (only(here(i, k - 1), column("width"))):"theta" with lines linetype k linewidth 1.6, \
        for [k=1:2] own using (only(here(i, k), column("width"))):"strength":(2*column("strength_se")) \
            with yerrorbars linetype k linewidth 1.2 title word("first second", k)
}
unset multiplot
