# caption: Where the slack comes from: from the measured gap to the bound known before training, each box the factor of one link (n = 128, loss √(1+r²) − 1, d = 3; means over networks). Left: an independent sample. Right: the sample that the network was trained on.
# SPDX-License-Identifier: MIT
panels = 2; tall = 460
load folder."/style.gp"
links = "wasserstein/results/prior.csv"
set multiplot layout 1,2
set logscale y
set format y "10^{%T}"
set ylabel "gap, and its bounds"
set xtics rotate by -30 left scale 0
set bmargin 6
set boxwidth 0.7
set grid noxtics ytics
set style fill solid 0.8 noborder
set offsets 0,0.4,0,0
unset key
low = 1e-4
chains = "independent dependent"
n = 128
do for [c=1:2] {
    set datafile columnheaders
    set table $links separator comma
    plot links using "index":"value":"factor":"before":(strcol("link")) with table \
        if (strcol("chain") eq word(chains, c) && has("samples", n))
    unset table
    unset datafile columnheaders
    set title word("'independent sample' 'training sample'", c)
    last = c == 1 ? 4.6 : 5.6
    set xrange [-0.6:last]
    set yrange [low:100]
    plot $links using 1:2:($1 - 0.35):($1 + 0.35):($1 < 0.5 ? low : $2/$3):2:($4 > 0.5 ? 2 : $1 < 0.5 ? 7 : 1):xtic(5) \
            with boxxyerror linecolor variable, \
        $links using 1:2:($1 < 0.5 ? sprintf("%.2g", $2) : sprintf("× %.3g", $3)) with labels offset 0,0.6 font ",11" point pointtype 7 pointsize 0.25 linecolor rgb black
}
unset multiplot
