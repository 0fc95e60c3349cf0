# caption: Digits 3 against 7 of MNIST, labels ±1, mean image off and |x| = √784; our parameters: the panel of the paper is not known to us. Top: 300 images to train on, 2700 to test on, against the number of features, relu and cos/sin (kernel of squared bandwidth half the median squared distance): minimum norm and averaged SGD with step 2 after 1, 10 and 100 passes; each set of weights and images is a point, lines join their means.
# caption: Bottom left: random projections of 100 images, m > n: points are means over weights with 2 standard errors, the line has no parameter (linear + across q/(m−n−1)), dashed the risk of ridgeless linear regression. Bottom right: SGD on 3000 images drawn with replacement, 30 relu features, step 2: exact (lines) and means of runs (points); dashed: the best in the class.
panels = 2
tall = 800
load folder."/style.gp"
runs = "double-descent/results/images.csv"
projection = "double-descent/results/images-projection.csv"
time = "double-descent/results/images-time.csv"
set multiplot layout 2,2
set logscale xy
set xrange [0.04:4.5]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.3" 0.3, "1" 1, "3" 3)
set yrange [0.06:100]
set xlabel "features / samples,  {/:Italic m} / {/:Italic n}"
set ylabel "test error"
set key top left Left reverse
per(name) = (strcol("activation") eq "fourier" ? 2 : 1)*column(name)
set arrow 1 from 1,0.06 to 1,100 nohead linecolor rgb grey dashtype 3
times = "1 10 100"
do for [name in "relu fourier"] {
    set title name eq "relu" ? "relu features" : "cos and sin features"
    plot runs using (only(is(name), per("width")/300.)):"minimum_norm" with points linetype 1 title "minimum norm", \
        for [i=1:3] runs using (only(is(name) && has("step", 300*word(times,i)), per("width")/300.)):"average" smooth unique with lines linetype i+1 linewidth 1, \
        for [i=1:3] runs using (only(is(name) && has("step", 300*word(times,i)), per("width")/300.)):"average" with points linetype i+1 \
            title word(times,i).(i == 1 ? " pass" : " passes").", averaged"
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
