# caption: The directions b_k of the second step over φ = d/n, from samples alone (marks, means with 2 standard errors) and in the limit (lines): their overlap with the target and their length, on one batch used twice (solid) and on fresh ones (dashed). Left pair: a target of information exponent one; right pair: of exponent two, which fresh batches do not see.
# SPDX-License-Identifier: MIT
panels = 2; tall = 760
load folder."/style.gp"
own = "two-step/results/phi.csv"
# Tables: two-step/theory/phi-ie1-fresh.csv two-step/theory/phi-ie2-fresh.csv two-step/theory/phi-ie1-reuse.csv two-step/theory/phi-ie2-reuse.csv
set multiplot layout 2,2 columnsfirst
set logscale x 2
set xrange [0.1:2.5]
set xtics ("1/8" 0.125, "1/4" 0.25, "1/2" 0.5, "1" 1, "2" 2)
links = "ie1 ie2"; batches = "fresh reuse"
here(i, b, k) = strcol("link") eq word(links, i) && strcol("batch") eq word(batches, b) && has("k", k)
do for [i=1:2] {
    set title sprintf("information exponent %d", i)
    unset logscale y
    set xlabel ""
    set format y "%g"
    set ylabel "overlap with the target"
    set yrange [-(5.5 - 2*i):(11 - 4*i)]
    set key top left Left reverse
    plot for [k=0:2] for [b in batches] "two-step/theory/phi-".word(links, i)."-".b.".csv" using (only(has("k", k), column("phi"))):"overlap" with lines linetype k+1 linewidth 1.4 dashtype 1 + (b eq "fresh"), \
        for [k=0:2] own using (only(here(i, 2, k), column("phi"))):"overlap":(2*column("overlap_se")) with yerrorbars linetype k+1 linewidth 1.2 title sprintf("{/:Italic k} = %d", k), \
        for [k=0:2] own using (only(here(i, 1, k), column("phi"))):"overlap":(2*column("overlap_se")) with yerrorbars linetype k+1 linewidth 1.2 pointtype 6
    set title " "
    set xlabel "{/:Italic φ} = {/:Italic d}/{/:Italic n}"
    set ylabel "squared length"
    set logscale y
    set yrange [0.05:2000]
    unset key
    plot for [k=0:2] for [b in batches] "two-step/theory/phi-".word(links, i)."-".b.".csv" using (only(has("k", k), column("phi"))):"norm2" with lines linetype k+1 linewidth 1.4 dashtype 1 + (b eq "fresh"), \
        for [k=0:2] own using (only(here(i, 2, k), column("phi"))):"norm2":(2*column("norm2_se")) with yerrorbars linetype k+1 linewidth 1.2, \
        for [k=0:2] own using (only(here(i, 1, k), column("phi"))):"norm2":(2*column("norm2_se")) with yerrorbars linetype k+1 linewidth 1.2 pointtype 6
}
unset multiplot
