# caption: Mean squared distances of optimal matchings on surfaces of unit area, times n (points: means with 2 standard errors). Left: two samples on the torus, slope 1/(2π) in ln n; one sample against a grid, 1/(4π) (lines of these slopes through the mean of the points). Right: the square less the torus on the same points, against n^−½; the cross at 0 is the difference 0.5540 of the constants of the two spectra of the Laplacian.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
two = "wasserstein/results/7.3.csv"
one = "wasserstein/results/7.3b.csv"
difference = "wasserstein/results/7.4.csv"
more = "wasserstein/results/square.csv"
stats two using (column("square") - log(column("points"))/(2*pi)) name "T" nooutput
stats one using (column("square") - log(column("points"))/(4*pi)) name "O" nooutput
set multiplot layout 1,2
set logscale x
set xrange [25:1300]
set xtics (32, 64, 128, 256, 512, 1024)
set yrange [0.4:1.35]
set xlabel "points {/:Italic n}"
set ylabel "{/:Italic n E W}@_2^2"
set key top left Left reverse
plot T_mean + log(x)/(2*pi) with lines linetype 1 linewidth 1.2, \
    O_mean + log(x)/(4*pi) with lines linetype 2 linewidth 1.2, \
    two using "points":"square":(2*column("square_se")) with yerrorbars linetype 1 linewidth 1.2 title "two samples", \
    one using "points":"square":(2*column("square_se")) with yerrorbars linetype 2 linewidth 1.2 title "sample and grid"
unset logscale x
set xrange [-0.01:0.27]
set xtics 0,0.05,0.25
set yrange [0.38:0.62]
set xlabel "{/:Italic n}^{ −½}"
set ylabel "square − torus"
set key bottom left Left reverse
root(dummy) = 1/sqrt(column("points"))
set arrow 1 from 0,0.38 to 0,0.62 nohead linecolor rgb pale
plot "+" using (0):(0.5539689) every ::0::0 with points linetype 2 pointtype 2 pointsize 1.5 linewidth 3 title "2 ({/:Italic R}_{square} − {/:Italic R}_{torus})", \
    difference using (root(0)):"difference":(2*column("difference_se")) with yerrorbars linetype 1 linewidth 1.2 title "measured", \
    more using (root(0)):"difference":(2*column("difference_se")) with yerrorbars linetype 1 linewidth 1.2
unset multiplot
