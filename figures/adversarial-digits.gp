# caption: One gradient step against a random ReLU network (k = 784) at images of MNIST, |x| = 28 and |δ|_2 = 3: the image, the perturbation (enlarged ten times), and their sum, with the network's output before and after. First three columns: L2 norm; last: the maximum norm (FGSM).
# SPDX-License-Identifier: MIT
tall = 760
load folder."/style.gp"
table = "adversarial/results/digits.csv"
set terminal svg size 900,760 enhanced rounded background "white" font "DejaVu Sans,14"
unset border; unset tics; unset grid; unset key; unset colorbox
set size ratio -1
metric(c) = c == 4 ? "linf" : "l2"
digit(c) = word("3 5 8 5", c)
mine(c) = strcol("metric") eq metric(c) && has("digit", digit(c))
set multiplot
do for [c=1:4] {
    set autoscale
    stats table using (only(mine(c), column("before"))) name "before" nooutput
    stats table using (only(mine(c), column("after"))) name "after" nooutput
    stats table using (only(mine(c), column("image"))) name "image" nooutput
    set xrange [-0.5:27.5]
    set yrange [27.5:-0.5]
    do for [r=1:3] {
        set lmargin at screen 0.03 + 0.245*(c - 1)
        set rmargin at screen 0.03 + 0.245*(c - 1) + 0.225
        set tmargin at screen 0.94 - 0.315*(r - 1)
        set bmargin at screen 0.94 - 0.315*(r - 1) - 0.266
        if (r == 2) {
            set palette defined (-1 blue, 0 "white", 1 red)
            set cbrange [-image_max/10:image_max/10]
        } else {
            set palette defined (0 "white", 1 "black")
            set cbrange [-0.1*image_max:1.1*image_max]
        }
        set title (r == 1 ? sprintf("{/:Italic f}({/:Italic x}) = %+.2f", before_mean) : \
            r == 3 ? sprintf("{/:Italic f}({/:Italic x} + {/:Italic δ}) = %+.2f", after_mean) : \
            c == 4 ? "{/:Italic δ} × 10,  sign of the gradient" : "{/:Italic δ} × 10") offset 0,-0.6
        plot table using (only(mine(c), column("column"))):"row":(column(word("image change moved", r))) with image
    }
}
unset multiplot
