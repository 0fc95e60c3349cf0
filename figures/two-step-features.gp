# caption: Singular values over √N of the features σ(X W₁ᵀ) of fresh inputs after one step of size 2N^α (marks, the largest four; means of two networks). Lines: the strengths of the first, second and third power of the spike alone; the bulk, whose edge the fourth marks show, lifts the first two by up to a third where they are well out of it, and at these widths the third is hardly out of it. Dotted: where the next one separates as N grows, α = (k − 1)/(2k).
# SPDX-License-Identifier: MIT
load folder."/style.gp"
own = "two-step/results/features.csv"
law = "two-step/theory/features.csv"
set xlabel "{/:Italic α}_1"
set ylabel "singular value / √{/:Italic N}"
set logscale y
set xrange [0:0.45]
set yrange [1:300]
set key top left Left reverse
do for [k=2:3] { set arrow k from (k - 1.0)/(2*k), graph 0 to (k - 1.0)/(2*k), graph 1 nohead linecolor rgb grey dashtype 3 }
plot for [k=1:3] law using (only(has("index", k - 1), column("alpha1"))):"singular_value" with lines linetype k linewidth 1.6, \
    for [k=1:4] own using (only(has("index", k), column("alpha1"))):"value" with points linetype k pointsize 0.9 title sprintf("%d", k)
