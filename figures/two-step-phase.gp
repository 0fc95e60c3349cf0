# caption: How many outliers the weights have after two steps of sizes N^α (squares, measured: grey none or one, light blue two, blue three, orange more; open where one is too near the edge to tell; one network a square, so that single squares may differ from the lines). Above at a small width, below at a larger one; left on fresh batches, right on one batch used twice. Solid: where the first and the second new outlier appear as N grows to infinity, α₂ = k(1/2 − α₁); dashed: at this width, by the strengths of the spikes and the predicted edge of the bulk.
# SPDX-License-Identifier: MIT
panels = 2; tall = 900
load folder."/style.gp"
cells = "two-step/theory/phase.csv"
lines = "two-step/theory/phase-lines.csv"
set multiplot layout 2,2
batches = "fresh reuse"
here(b, s) = strcol("batch") eq word(batches, b) && has("size", s)
set style fill solid 1 noborder
unset colorbox
set palette maxcolors 4 defined (0.5 pale, 1.5 pale, 1.5 sky, 2.5 sky, 2.5 blue, 3.5 blue, 3.5 orange, 4.5 orange) model RGB
set cbrange [0.5:4.5]
set xlabel "{/:Italic α}_1"
set ylabel "{/:Italic α}_2"
set contour base
set cntrparam levels discrete 1
unset surface
do for [s=1:2] {
    do for [b=1:2] {
        set xrange [*:*]
        set yrange [*:*]
        stats cells using (here(b, s) ? column("width") : NaN) name "N" nooutput
        set xrange [0:0.5]
        set yrange [0:0.5]
        set table $grid separator comma
        plot lines using "alpha1":"alpha2":(column("theta1")/column("threshold")):(column("theta2")/column("threshold")) \
            with table if (here(b, s))
        unset table
        set dgrid3d 25,25 splines
        set table $lines
        splot for [k=3:4] $grid using 1:2:k
        unset table
        unset dgrid3d
        set title sprintf("%s,  {/:Italic N} = %d", word("'fresh batches' 'one batch'", b), N_mean)
        set key off
        plot cells using (only(here(b, s) && has("index", 1), column("alpha1"))):"alpha2":(column("undecided") > 0 ? 4 : 5):"outliers" \
                with points pointtype variable pointsize 2.6 linewidth 3 palette, \
            0.5 - x with lines linestyle 21 notitle, \
            1 - 2*x with lines linestyle 21 notitle, \
            $lines using (word(strcol(1), 1) + 0):(word(strcol(1), 2) + 0) with lines linecolor rgb red dashtype 2 linewidth 2
    }
}
unset multiplot
