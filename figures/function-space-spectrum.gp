# caption: Eigenvalues of the kernel in order, d = 10, for weights without and with a spike: of the kernel matrix of one Gaussian sample (points), and of the integral operator with their multiplicities (lines).
# caption: The aligned linear and quadratic modes grow out of their groups; the steps that are left, and the slope, stay. A group of equal eigenvalues is broadened by the finite sample, and those of high degree are lifted by it.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "function-space/results/spectrum.csv"
law = "function-space/theory/spectrum.csv"
set logscale xy
set xrange [0.9:110]
set yrange [2e-4:1]
set xlabel "rank"
set ylabel "eigenvalue {/:Italic λ}"
set key bottom left Left reverse
thetas = "0 5 20"
colours = blue." ".red." ".green
plot for [i=1:3] law using (only(has("theta", word(thetas,i)) && column("from") < 110, column("from")-0.45)):"eigenvalue":(column("to")-column("from")+0.9):(0) \
        with vectors nohead linecolor rgb word(colours,i) linewidth 1.8, \
    for [i=1:3] own using "index":(only(has("theta", word(thetas,i)), column("eigenvalue"))) with points linetype i pointsize 0.4 \
        title "{/:Italic θ} = ".word(thetas,i)
