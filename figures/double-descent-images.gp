# caption: Digits 3 against 7 of MNIST, labels ±1, mean image off and |x| = √784; our parameters: the panel of the paper is not known to us. Top: 600 images to train on, tested on others, against the number of features, relu and cos/sin (kernel of squared bandwidth half the median squared distance): minimum norm, and the average of SGD with step 2 after 1, 10 and 100 passes and with step 2 t^(−1/2) after 1 and 100; medians over sets of weights and images with their quartiles. Black line: what is expected of the minimum norm given the moments of the features of all 12396 images (a theory of Gaussian features with independent noise, for one set of weights each: not exact on images, and not drawn next to m = n); grey: the least error in the class. Black diamonds: the exact risk of one pass with replacement, step 2, for other weights.
# caption: Bottom left: random projections of 100 images, m > n: points are means over weights with 2 standard errors, the line has no parameter (linear + across q/(m−n−1)), dashed the risk of ridgeless linear regression. Bottom right: SGD on 3000 images drawn with replacement, 30 relu features, step 2: exact (lines) and means of runs (points); dashed: the best in the class.
# SPDX-License-Identifier: MIT
panels = 2
tall = 1000
load folder."/style.gp"
runs = "double-descent/results/images.csv"
theory = "double-descent/results/images-theory.csv"
exact = "double-descent/results/images-exact.csv"
projection = "double-descent/results/images-projection.csv"
time = "double-descent/results/images-time.csv"
set multiplot layout 2,2
set logscale xy
set xrange [0.045:11]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.3" 0.3, "1" 1, "3" 3, "10" 10)
set yrange [0.03:600]
set xlabel "features / samples,  {/:Italic m} / {/:Italic n}"
set ylabel "test error"
set key top left Left reverse
kind(name) = strcol("activation") eq name
of(name) = (strcol("activation") eq "fourier" ? 2 : 1)*column("width")/600.
away(r) = abs(r - 1) > 0.003 ? 1 : NaN
at(name, zeta, step) = only(kind(name) && has("zeta", zeta) && has("step", step), of(name))
set arrow 1 from 1,0.03 to 1,600 nohead linecolor rgb grey dashtype 3
decays = "0 0 0 0.5 0.5"
times = "600 6000 60000 600 60000"
titles = "'1 pass' '10' '100' '1, decaying' '100, decaying'"
do for [name in "relu fourier"] {
    set title name eq "relu" ? "relu features" : "cos and sin features"
    plot theory using (only(kind(name), of(name))):"floor" with lines linestyle 20, \
        theory using (only(kind(name), of(name) < 1 ? of(name) : NaN)):"expected" with lines linestyle 21 linewidth 1.2, \
        theory using (only(kind(name), of(name) > 1 ? of(name) : NaN)):"expected" with lines linestyle 21 linewidth 1.2, \
        for [i=1:5] runs using (at(name, word(decays,i), word(times,i))):"average_q50" with lines linetype i+1 linewidth 1, \
        for [i=1:5] runs using (at(name, word(decays,i), word(times,i))):"average_q50":"average_q25":"average_q75" with yerrorbars linetype i+1 linewidth 0.7 pointsize 0.35 title word(titles,i), \
        exact using (only(kind(name) && has("zeta", 0), of(name))):"exact_average_q50" with points linetype 7 pointtype 12 pointsize 0.8, \
        runs using (at(name, 0, 600)):"minimum_norm_q50":"minimum_norm_q25":"minimum_norm_q75" with yerrorbars linetype 1 linewidth 1 pointsize 0.5 title "minimum norm"
    unset key
}
unset arrow 1
set title "random projections"
set xrange [1.02:3.2]
set xtics ("1.03" 1.03, "1.2" 1.2, "1.5" 1.5, "2" 2, "3" 3)
set yrange [0.1:10]
set key top right
plot projection using (column("width")/100.):"linear" with lines linestyle 20, \
    projection using (column("width")/100.):"exact" with lines linetype 1 linewidth 1.6, \
    projection using (column("width")/100.):"mse":(2*column("mse_se")) with yerrorbars linetype 1 linewidth 1 title "{/:Italic n} = 100"
set title "SGD over the images, {/:Italic m} = 30"
set xrange [0.9:220]
set xtics ("1" 1, "3" 3, "10" 10, "30" 30, "100" 100, "200" 200)
set yrange [0.19:1.6]
set ytics ("0.2" 0.2, "0.3" 0.3, "0.5" 0.5, "1" 1)
set xlabel "steps"
plot time using "step":"floor" with lines linestyle 20, \
    time using "step":"exact_test" with lines linetype 2 linewidth 1.6, \
    time using "step":"exact_average" with lines linetype 1 linewidth 1.6, \
    time using "step":"test":(2*column("test_se")) with yerrorbars linetype 2 linewidth 1 title "last iterate", \
    time using "step":"average":(2*column("average_se")) with yerrorbars linetype 1 linewidth 1 title "average"
unset multiplot
