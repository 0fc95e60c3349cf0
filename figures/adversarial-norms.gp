# caption: Three perturbations of the same length |δ| for ReLU at d = 256, k = 1024: the gradient step, the step of the maximum norm (the sign of the gradient, FGSM), and a random direction; frequencies over fresh networks with 2 standard errors. Lines: the laws at infinite width; for the maximum norm to leading order, over the lengths where that is meant. A random direction needs √d times the length.
# SPDX-License-Identifier: MIT
load folder."/style.gp"
step = "adversarial/results/norms.csv"
sign = "adversarial/results/norms-linf.csv"
random = "adversarial/results/norms-random.csv"
step_law = "adversarial/theory/norms.csv"
sign_law = "adversarial/theory/norms-linf.csv"
random_law = "adversarial/theory/norms-random.csv"
set logscale x 2
set xrange [0.1:70]
set yrange [0:1.03]
set format x "%g"
set xlabel "|{/:Italic δ}|_2    (|{/:Italic x}|_2 = 16)"
set ylabel "{/:Italic P}(success)"
set key top left Left reverse
plot step_law using "norm":"success" with lines linetype 1, \
    sign_law using (column("eps")*sqrt(column("d"))):"success" with lines linetype 2, \
    random_law using "norm":"success" with lines linetype 3, \
    step using "norm":"flipped":(2*column("flipped_se")) with yerrorbars linetype 1 linewidth 1 title "gradient", \
    sign using (column("norm")*sqrt(column("d"))):"flipped":(2*column("flipped_se")) with yerrorbars linetype 2 linewidth 1 title "sign of the gradient", \
    random using "norm":"flipped":(2*column("flipped_se")) with yerrorbars linetype 3 linewidth 1 title "random direction"
