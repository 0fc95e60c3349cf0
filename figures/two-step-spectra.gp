# caption: Singular values of the weights after two steps (bars), at exponents that make one, two and three outliers; above on fresh batches, below on one batch used twice. Line: the law of Marchenko and Pastur of the initial weights. Dashed: the predicted places of the outliers. One network each: at the largest exponents the second outlier scatters by a factor of two between networks; the theory here knows of the second layer only its law.
# SPDX-License-Identifier: MIT
panels = 3; tall = 640
load folder."/style.gp"
values = "two-step/results/spectra.csv"
spikes = "two-step/theory/spectra.csv"
law = "two-step/theory/density.csv"
stats values using (column("d")) name "d" nooutput
set multiplot layout 2,3
set xrange [0:30]
set yrange [0:1.15]
set key top right
set ylabel "density"
alpha1 = "0.1 0.3 0.4"; alpha2 = "0.1 0.36 0.36"
batches = "fresh reuse"
here(b, i) = strcol("batch") eq word(batches, b) && has("alpha1", word(alpha1, i) + 0)
do for [b=1:2] {
    do for [i=1:3] {
        set xrange [0:(i == 1 ? 7 : 28)]
        set title sprintf("%s,  {/:Italic α}_1 = %s,  {/:Italic α}_2 = %s", word("'fresh batches' 'one batch'", b), word(alpha1, i), word(alpha2, i))
        set xlabel (b == 2 ? "singular value" : "")
        width = i == 1 ? 0.1 : 0.25
        plot values using (only(here(b, i), column("singular_value"))):(1/(d_mean*width)) bins=(30/width) binrange [0:30] with boxes linecolor rgb sky title (b*i == 1 ? "measured" : ""), \
            law using "value":"density" with lines linestyle 21 title (b*i == 1 ? "initial weights" : ""), \
            values using (only(here(b, i) && column("index") < 6 && column("singular_value") > 2.6, column("singular_value"))):(0.03) with points linetype 1 pointsize 0.7 title (b*i == 1 ? "outliers, measured" : ""), \
            spikes using (only(here(b, i) && column("excess") > 1, column("singular_value"))):(0.5) with impulses linecolor rgb red dashtype 2 linewidth 1.6 title (b*i == 1 ? "outliers, predicted" : "")
    }
}
unset multiplot
