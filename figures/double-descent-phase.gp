# caption: Exact expected test error of SGD with replacement over passes and features per sample (colour, logarithmic), n = 40, d = 14, mean over sets of samples. Left: the last iterate; right: the average of the iterates. The ridge at m = n appears with passes, sooner in the last iterate.
panels = 2
load folder."/style.gp"
runs = "double-descent/results/phase.csv"
set multiplot layout 1,2
set logscale xy
set xrange [0.1:8]
set xtics ("0.1" 0.1, "0.3" 0.3, "1" 1, "3" 3, "8" 8)
set yrange [0.9:340]
set xlabel "features / samples,  {/:Italic m} / {/:Italic n}"
set ylabel "passes"
set logscale cb
set cbrange [0.3:3]
set palette defined (0 "#0B2A4A", 0.35 "#0072B2", 0.6 "#8CC5E3", 0.75 "#F6E3B0", 1 "#D55E00")
set colorbox
unset key
set arrow 1 from 1,0.9 to 1,340 nohead front linecolor rgb "white" dashtype 3
set title "last iterate"
plot runs using (column("m")/40.):(column("step")/40.):"exact_test" with points pointtype 5 pointsize 2.1 palette
set title "average of the iterates"
plot runs using (column("m")/40.):(column("step")/40.):"exact_average" with points pointtype 5 pointsize 2.1 palette
unset multiplot
