/* SPDX-License-Identifier: MIT */
/* Predictions of early_stage.h: gradients at the start (c8), SGD (c9). */
#include "early_stage_predictions.h"

#define DIMENSION REAL("d", NULL, 1, INFINITY, "D", "dimension of the input")

PREDICTION(gradient, "early-stage-gradient",
           "mean squared gradient norms at the start, two classes of equal correlations",
           "first = (g0/n)^2 y'H y, second = (kappa^2/d)(g0/n)^2 y'K y with the arc-cosine kernels "
           "H, K; lower = (g0^2/4)|(1/n) sum y x|^2. kappa to 0, every width. [derived, c8]",
           PARAMETERS(LOSS, N_PLUS, N_MINUS,
                      REAL("inner", NULL, -1, 1, "RHO", "inner product in a class"),
                      REAL("cross", NULL, -1, 1, "RHO", "inner product of two classes"), KAPPA,
                      DIMENSION),
           COLUMNS("first", "second", "lower")) {
    struct early_stage_gradient of = early_stage_gradient_classes(
        loss_of(p), WHOLE(1), WHOLE(2), p[3].real, p[4].real, p[5].real, p[6].real);
    return ROW(of.first, of.second, of.lower);
}

PREDICTION(
    gradient_random, "early-stage-gradient-random",
    "mean squared gradient norms at the start with random labels",
    "first = g0^2/(2n), second = (kappa^2/d) first, lower = g0^2/(4n); any data. [derived, c8]",
    PARAMETERS(LOSS, SAMPLES, KAPPA, DIMENSION), COLUMNS("first", "second", "lower")) {
    struct early_stage_gradient of =
        early_stage_gradient_random(loss_of(p), p[1].real, p[2].real, p[3].real);
    return ROW(of.first, of.second, of.lower);
}

PREDICTION(
    frozen_decrease, "early-stage-frozen-decrease",
    "decrease of the loss that a frozen activation pattern guarantees",
    "int_0^t (v - l2 g s - g sqrt(dens g s/kappa))_+^2 ds, dens = 2 Gamma(d/2)/(sqrt(pi) "
    "Gamma((d-1)/2)); any data, in the mean over wide networks. Nearly vacuous. [derived, c8]",
    PARAMETERS(REAL("gradient", NULL, 0, INFINITY, "V", "norm of the gradient at the start"),
               REAL("curvature", NULL, 0, INFINITY, "L2", "sup of l''"),
               REAL("slope", NULL, 0, INFINITY, "G", "sup of g"), KAPPA,
               REAL("d", NULL, 2, INFINITY, "D", "dimension of the input"), TIME),
    COLUMNS("decrease")) {
    return ROW(early_stage_frozen_decrease(p[0].real, p[1].real, p[2].real, p[3].real, p[4].real,
                                           p[5].real));
}

PREDICTION(sgd, "early-stage-sgd", "mean loss of one sample of orthonormal data under SGD",
           "mean_loss = sum_k Bin(steps, batch/n)(k) l(zeta(k)), zeta <- zeta + (step mass/batch) "
           "g(zeta); exact. [derived, c9]",
           PARAMETERS(LOSS, Z0, MASS, INTEGER("n", NULL, 1, 1e9, "N", "number of samples"),
                      INTEGER("batch", "1", 1, 1e9, "B", "samples a step, without repetition"),
                      STEP, INTEGER("steps", NULL, 0, 1e7, "T", "number of steps")),
           COLUMNS("mean_loss")) {
    return ROW(early_stage_sgd(loss_of(p), p[1].real, p[2].real, WHOLE(3), WHOLE(4), p[5].real,
                               p[6].integer));
}

PREDICTIONS(early_stage_start_predictions, &predict_gradient, &predict_gradient_random,
            &predict_frozen_decrease, &predict_sgd);
