# caption: Test error on labels of two tanh neurons in the directions of four low modes of Gaussian fields, against the number of samples: fresh samples and labels (points), and their means (lines). The mean-field network moves its neurons to the directions that matter; its lazy kernel and the linear kernel cannot.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
runs = "mean-field/results/learning.csv"
set logscale xy
set xrange [42:480]
set yrange [0.001:0.4]
set xtics (50, 100, 200, 400)
set xlabel "samples {/:Italic n}"
set ylabel "mean squared test error"
set key bottom left Left reverse
ways = "linear lazy mean_field"
names = "'linear kernel ridge' 'lazy tanh kernel' 'mean-field network'"
shape(i) = i == 3 ? 1 : i + 1
plot for [i=1:3] runs using "samples":word(ways,i) smooth unique with lines linetype shape(i) linewidth 1.2, \
    for [i=1:3] runs using (column("samples")*(1+0.05*(i-2))):word(ways,i) with points linetype shape(i) title word(names,i)
