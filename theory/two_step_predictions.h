/* SPDX-License-Identifier: MIT */
/* What the predictions of two_step.h share. */
#ifndef TWOLAYER_TWO_STEP_PREDICTIONS_H
#define TWOLAYER_TWO_STEP_PREDICTIONS_H

#include "prediction.h"
#include "two_step.h"

#include <math.h>

#define LINK TEXT("link", NULL, "LINK", "ie1, ie2, ie3, even or hermite:c0,c1,..., centred")
#define NOISE REAL("noise", NULL, 0, 1e6, "S", "standard deviation of the label noise")
#define PHI REAL("phi", NULL, 1e-9, 1e9, "R", "d/n, dimension over samples a step")
#define KAPPA REAL("kappa", NULL, 1e-9, 1e9, "R", "N/d, width over dimension")
#define BATCH                                                                                      \
    CHOICE("batch", NULL, "fresh|reuse|naive",                                                     \
           "samples of the second step; naive is a wrong theory of reuse that takes the first "    \
           "update for exactly rank one")
#define PROBLEM LINK, NOISE, PHI, BATCH
#define POLYNOMIAL                                                                                 \
    TEXT("activation", TWO_STEP_ACTIVATION, "ACTIVATION",                                          \
         "relu, erf, erf2, tanh, softplus, linear, square, he2, he3, sin2 or hermite:c0,c1,... "   \
         "of degree at most 7")
#define WIDTH REAL("width", NULL, 1, 1e12, "N", "width N")
#define DIMENSION REAL("d", NULL, 1, 1e12, "D", "dimension of the input")
#define ETA1 REAL("eta1", NULL, 0, 1e9, "E", "first step size, for W + eta1 G (two-step.md)")
#define ALPHA1 REAL("alpha1", NULL, 0, 0.5, "A", "eta1 ~ N^alpha1, below 1/2")
#define ALPHA2 REAL("alpha2", NULL, 0, 0.5, "A", "eta2 ~ N^alpha2, below 1/2")

enum two_step_batch two_step_predict_batch(const char *name);

/* A problem of the parameters link, noise, phi, batch at p[0..3], and the activation. */
enum status two_step_predict_open(struct two_step *problem, const union prediction_value *p,
                                  const char *activation);

/* STATUS_USAGE unless the exponents alpha1 and alpha2, at p[0..1], are below 1/2. */
enum status two_step_predict_exponents(const union prediction_value *p);

#endif
