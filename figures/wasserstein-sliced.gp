# caption: Gaussian samples in 2, 8 and 32 dimensions (points: means with 2 standard errors). Below: the sliced distance to the law is that of the line at every n and d (line; dashed: its bound J₁/√n). Above: W1 of two samples in full, which feels the dimension.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
sliced = "wasserstein/results/sliced.csv"
full = "wasserstein/results/full.csv"
set logscale xy
set xrange [8:1300]
set xtics (10, 30, 100, 300, 1000)
set yrange [0.03:100]
set xlabel "points {/:Italic n}"
set ylabel "mean distance"
set key top right maxrows 3
here(d) = only(has("d", d), column("points"))
dimensions = "2 8 32"
marks = "6 4 8"
plot sliced using (here(2)):"expected" with lines linestyle 21 title "exact", \
    sliced using (here(2)):"bobkov_ledoux" with lines linestyle 20 title "bound", \
    for [i=1:3] sliced using (here(word(dimensions, i) + 0)*(1.0 + 0.06*(i - 2))):"distance":(2*column("distance_se")) \
        with yerrorbars linetype i linewidth 1.2 title "{/:Italic d} = ".word(dimensions, i), \
    for [i=1:3] full using (here(word(dimensions, i) + 0)):"distance":(2*column("distance_se")) \
        with yerrorlines linetype i pointtype (word(marks, i) + 0) linewidth 1.2
