# caption: The Hessian of f at x. Left: eigenvalues of √d H for erf at d = 256, k = 512 (bars) and the limiting density (line).
# caption: Middle: the third Hermite polynomial at d = 200, k = 80000; a pair of eigenvalues leaves the semicircle, at the predicted places (dashed). Right: edge of the spectrum over k/d at d = 200 with 2 standard errors; lines are the law with its finite-size shift (too high where only 50 neurons are left), thin dotted the limit of large d, dashed grey 2√(E ψ''²).
# SPDX-License-Identifier: MIT
panels = 3
load folder."/style.gp"
spectrum = "adversarial/results/hessian.csv"
density = "adversarial/theory/hessian-density.csv"
outlier = "adversarial/theory/C2.csv"
edge = "adversarial/theory/edge.csv"
limit = "adversarial/theory/edge-limit.csv"
finite = "adversarial/theory/edge-finite.csv"
stats spectrum using (is("erf") ? 1 : NaN) name "erfs" nooutput
stats spectrum using (is("he3") ? 1 : NaN) name "he3s" nooutput
stats outlier using (column("h2")) name "h2" nooutput
scaled(name) = only(is(name), column("eigenvalue")*sqrt(column("d")))
set multiplot layout 1,3
set xlabel "eigenvalue of √{/:Italic d H}"
set ylabel "density"
set yrange [0:*]
set title "erf,  {/:Italic k} = 2{/:Italic d}"
set xrange [-2:2]
plot spectrum using (scaled("erf")):(1/(erfs_records*0.1)) bins=40 binrange [-2:2] with boxes linecolor rgb sky, \
    density using "lambda":"density" with lines linestyle 21
set title "He_3 / √6,  {/:Italic k} = 400{/:Italic d}"
set xrange [-6.5:6.5]
set yrange [0:0.16]
semicircle(x) = x*x < 4*h2_mean ? sqrt(4*h2_mean - x*x)/(2*pi*h2_mean) : 0
set samples 800
set key top center
plot spectrum using (scaled("he3")):(1/(he3s_records*0.25)) bins=52 binrange [-6.5:6.5] with boxes linecolor rgb sky, \
    semicircle(x) with lines linestyle 21, \
    outlier using "edge":(0.11) with impulses linecolor rgb red dashtype 2 linewidth 1.6 title "outliers, predicted", \
    outlier using (-column("edge")):(0.11) with impulses linecolor rgb red dashtype 2 linewidth 1.6
set logscale x 2
set xrange [0.2:40]
set xtics ("1/4" 0.25, "1" 1, "4" 4, "16" 16)
set yrange [0.9:7]
set logscale y 2
set xlabel "{/:Italic k} / {/:Italic d}"
set ylabel "largest eigenvalue of √{/:Italic d H}"
set key top right Left reverse
set title "edge of the spectrum"
names = "he2 erf tanh"
titles = "'(t^2−1)/√2' 'erf' 'tanh'"
plot for [i=1:3] edge using (only(is(word(names,i)), column("k")/column("d"))):(2*sqrt(column("h2"))) with lines linestyle 20, \
    for [i=1:3] limit using (only(is(word(names,i)), column("ratio"))):"edge" with lines linetype i linewidth 1.2 dashtype 3, \
    for [i=1:3] finite using (only(is(word(names,i)), column("k")/column("d"))):"largest" with lines linetype i linewidth 1.6, \
    for [i=1:3] edge using (only(is(word(names,i)), column("k")/column("d"))):"edge":(2*column("edge_se")) \
        with yerrorbars linetype i linewidth 1.2 title word(titles,i)
unset multiplot
