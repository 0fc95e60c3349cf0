# caption: What the outliers know of the target: squared cosines of the first three right singular vectors with its direction after two steps, for targets of information exponent 1, 2, 3 and an even one (bars, means over networks with 2 standard errors), left on fresh batches, right on one batch used twice. Black marks: theory, 0 for what is not out of the bulk. Only the reused batch sees information exponent two.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "two-step/theory/learnt.csv"
set multiplot layout 1,2
batches = "fresh reuse"; links = "ie1 ie2 ie3 even"
here(b, i, k) = strcol("batch") eq word(batches, b) && strcol("link") eq word(links, i) && has("index", k)
set yrange [0:0.9]
set xrange [0.4:4.6]
set xtics ("exponent 1" 1, "exponent 2" 2, "exponent 3" 3, "even" 4) scale 0
set ylabel "squared cosine with the target"
set boxwidth 0.22
set style fill solid 0.7 noborder
set key top right
do for [b=1:2] {
    set title word("'fresh batches' 'one batch'", b)
    plot for [k=1:3] for [i=1:4] own using (only(here(b, i, k), i + 0.26*(k - 2))):"target2":(2*column("target2_se")) \
            with boxerrorbars linetype k linewidth 1 title (i == 1 ? word("'first outlier' 'second' 'third'", k) : ""), \
        for [k=1:3] for [i=1:4] own using (only(here(b, i, k), i + 0.26*(k - 2))):"alignment" \
            with points pointtype 5 pointsize 0.45 linecolor rgb black title (i*k == 1 ? "theory" : "")
}
unset multiplot
