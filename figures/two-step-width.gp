# caption: How big must N be? Predicted strengths of the second and third outlier over their threshold (they are out above 1) against the width, on one batch used twice (solid) and on fresh ones (dashed), at η_i = N^α_i, φ = 1/4, κ = 2. An order of magnitude: measured edges are up to 1.3 times higher. The count of the limit is 3 at all of these exponents.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
reuse = "two-step/theory/width-reuse.csv"
fresh = "two-step/theory/width-fresh.csv"
set multiplot layout 1,2
set logscale xy
set xlabel "width {/:Italic N}"
set ylabel "strength / threshold"
set xrange [200:1e6]
set yrange [0.2:50]
set xtics ("10^3" 1e3, "10^4" 1e4, "10^5" 1e5, "10^6" 1e6)
set key bottom right
alpha1 = "0.3 0.35 0.4"
here(i) = has("alpha1", word(alpha1, i) + 0) && has("alpha2", 0.45)
do for [k=1:2] {
    set title word("'second outlier' 'third outlier'", k)
    plot 1 with lines linestyle 20, \
        for [i=1:3] reuse using (only(here(i), column("width"))):(column(sprintf("theta%d", k))/column("threshold")) \
            with lines linetype i title sprintf("{/:Italic α}_1 = %s,  {/:Italic α}_2 = 0.45", word(alpha1, i)), \
        for [i=1:3] fresh using (only(here(i), column("width"))):(column(sprintf("theta%d", k))/column("threshold")) \
            with lines linetype i dashtype 2
}
unset multiplot
