# caption: An optimal matching of two samples of 40 points on the square (segments from the open to the filled marks), and the dual potential φ(x) = min_j |x − y_j| − v_j (contours and colours). φ has slope 1 and falls along every segment by its whole length: that is the proof of optimality.
# SPDX-License-Identifier: MIT
tall = 560
load folder."/style.gp"
plan = "wasserstein/results/matching.csv"
grid = "wasserstein/results/potential.csv"
set size ratio -1
set xrange [0:1]
set yrange [0:1]
set xlabel "{/:Italic x}_1"
set ylabel "{/:Italic x}_2"
set cblabel "{/:Italic φ}"
set palette defined (0 "#F7FBFF", 0.5 "#9ECAE1", 1 "#3B7FB5")
set table $grid separator comma
plot grid using "x1":"x2":"potential" with table
unset table
set dgrid3d 61,61 qnorm 16
set contour base
set cntrparam levels auto 14
unset surface
set table $lines
splot $grid using 1:2:3
unset table
unset dgrid3d
set key off
plot grid using "x1":"x2":"potential" with image, \
    $lines using (word(strcol(1), 1) + 0):(word(strcol(1), 2) + 0) with lines linecolor rgb "#FFFFFF" linewidth 0.8, \
    plan using "x1":"x2":(column("to1") - column("x1")):(column("to2") - column("x2")) with vectors nohead linecolor rgb red linewidth 2, \
    plan using "x1":"x2" with points linecolor rgb black pointtype 6 pointsize 0.7 linewidth 1.5, \
    plan using "to1":"to2" with points linecolor rgb black pointtype 7 pointsize 0.7
