# caption: Bias of averaged SGD for eigenvalues i^−2 and squared errors i^−b, steps t^−ζ, exactly (points) against the number of samples; lines of slope −(1 − ζ)(1 + b)/2 through the last point. At b near 1 the slope is the n^(ζ−1) of the paper's bounds.
# SPDX-License-Identifier: MIT
panels = 3
load folder."/style.gp"
law = "double-descent/theory/rate.csv"
set multiplot layout 1,3
set logscale xy
set xrange [200:80000]
set yrange [2e-8:0.1]
set xtics ("10^3" 1000, "10^4" 10000)
set format y "10^{%T}"
set xlabel "samples  {/:Italic n}"
set ylabel "bias"
set key bottom left Left reverse
decays = "1.05 1.5 2"
at(b, zeta, name) = only(has("b", b) && has("zeta", zeta), column(name))
do for [zeta in "0 0.3 0.6"] {
    set title "ζ = ".zeta
    do for [i=1:3] {
        stats law using (at(word(decays,i), zeta, "bias")) name "last".i nooutput
    }
    line(i, x) = value("last".i."_min")*(x/64000)**(-(1 - zeta)*(1 + word(decays,i))*0.5)
    plot for [i=1:3] line(i, x) with lines linetype i linewidth 1.4, \
        for [i=1:3] law using (at(word(decays,i), zeta, "n")):"bias" with points linetype i title "{/:Italic b} = ".word(decays,i)
    unset key
}
unset multiplot
