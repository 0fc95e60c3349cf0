# caption: The weights of one network after a large step, d = 100, N = 10000, n = 400: along the step (left) against the Gaussian of variance 1 + θ, and in one direction across it (right) against the scale mixture of theory and the Gaussian of its variance 1 + q.
# SPDX-License-Identifier: MIT
panels = 2
load folder."/style.gp"
own = "function-space/results/neurons.csv"
set multiplot layout 1,2
stats own using "theta" name "T" nooutput
stats own using "q" name "Q" nooutput
stats own using "a2" name "A" nooutput
theta = T_mean/A_mean
q = Q_mean
N = T_records
normal(x, v) = exp(-x*x/(2*v))/sqrt(2*pi*v)
width = 0.4
set logscale y
set format y "10^{%T}"
set samples 400
set key bottom center
bin(x, w) = w*floor(x/w + 0.5)
set xlabel "√{/:Italic d} {/:Italic v·w}"
set ylabel "density"
wide = sqrt(1 + theta)*0.25
set xrange [-4.2*sqrt(1+theta):4.2*sqrt(1+theta)]
set yrange [2e-5:0.1]
plot own using (bin(column("along"), wide)):(1.0/(N*wide)) smooth frequency with points linetype 1 title "weights", \
    normal(x, 1 + theta) with lines linestyle 21 title "Gaussian"
set xlabel "√{/:Italic d} {/:Italic e·w},  {/:Italic e} across {/:Italic v}"
set xrange [-8:8]
set yrange [2e-5:1]
mixture(x) = sum [k=-60:60] (0.1*normal(k*0.1, 1)*normal(x, 1 + q*(k*0.1)**2))
plot own using (bin(column("across"), width)):(1.0/(N*width)) smooth frequency with points linetype 1, \
    normal(x, 1 + q) with lines linestyle 20 title "Gaussian", \
    mixture(x) with lines linestyle 21 title "scale mixture"
unset multiplot
