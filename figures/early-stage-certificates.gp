# caption: Orthogonally separable clusters at three angles δ between a sample and its class's direction, exp loss, first layer, n = 40, m = 200: the loss between its certificates. U1 and U2 from the start (dashed); U2 and Lo restarted when the partition is settled (solid, from there on). All hold at every step; U2 from settling on is tight in the end.
# caption: Bottom right: t L(t) against its limit 1/(γ^2 p), summed over the classes.
# SPDX-License-Identifier: MIT
panels = 2
tall = 800
load folder."/style.gp"
settled = "early-stage/results/certificates.csv"
start = "early-stage/results/certificates-start.csv"
angles = "0.3 0.8 1.2"
set multiplot layout 2,2
set logscale xy
set format xy "10^{%T}"
set xrange [0.1:1000]
set yrange [3e-4:3]
set xlabel "time  {/:Italic t}"
set ylabel "loss"
set key bottom left
one(a) = has("angle", a) && column("time") > 0
after(a) = one(a) && column("restart") > 0
do for [i=1:3] {
    a = word(angles,i) + 0
    set title "δ = ".word(angles,i)
    plot start using (only(one(a), column("time"))):"upper1" smooth frequency with lines linetype 5 dashtype 2 linewidth 1.6 title "U1", \
        start using (only(one(a), column("time"))):"upper2" smooth frequency with lines linetype 2 dashtype 2 linewidth 1.6 title "U2 from the start", \
        settled using (only(after(a), column("time"))):"upper2" smooth frequency with lines linetype 2 linewidth 1.6 title "U2 restarted", \
        settled using (only(one(a), column("time"))):"loss" smooth frequency with points linetype 1 title "loss", \
        settled using (only(after(a), column("time"))):"lower" smooth frequency with lines linetype 3 linewidth 1.6 title "Lo restarted"
    unset key
}
set title "tail"
unset logscale y
set format y "%g"
set yrange [0:9]
set ylabel "{/:Italic t L}({/:Italic t})"
set key bottom right
plot for [i=1:3] settled using (only(after(word(angles,i)+0), column("time"))):(1/(column("gamma")**2*column("whole_mass"))) smooth frequency with lines linetype i dashtype 2 linewidth 1.4, \
    for [i=1:3] settled using (only(one(word(angles,i)+0), column("time"))):(column("time")*column("loss")) smooth frequency with linespoints linetype i linewidth 1.2 title "δ = ".word(angles,i)
unset multiplot
