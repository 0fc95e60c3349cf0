/* SPDX-License-Identifier: MIT */
/* What the predictions of early_stage.h share. */
#ifndef TWOLAYER_EARLY_STAGE_PREDICTIONS_H
#define TWOLAYER_EARLY_STAGE_PREDICTIONS_H

#include "early_stage.h"
#include "prediction.h"

#include <math.h>

#define LOSS CHOICE("loss", NULL, "square|logistic|exp", "(1-z)^2/2, log(1 + e^-z) or e^-z")
#define N_PLUS INTEGER("n-plus", NULL, 0, 1e15, "N", "samples of the first class")
#define N_MINUS INTEGER("n-minus", NULL, 0, 1e15, "N", "samples of the second class")
#define SAMPLES REAL("n", NULL, 1, INFINITY, "N", "number of samples")
#define Z0 REAL("z0", NULL, -INFINITY, INFINITY, "Z", "margin at the start")
#define TIME REAL("time", NULL, 0, INFINITY, "T", "time, step times steps")
#define STEP REAL("step", NULL, 0, INFINITY, "E", "step of gradient descent")
#define MASS REAL("mass", NULL, 0, INFINITY, "P", "sum of a^2 over the neurons that count")
#define Q REAL("q", NULL, 0, 1, "Q", "part of the samples in the class")
#define KAPPA REAL("kappa", NULL, 0, INFINITY, "K", "|b|/|a| at the start")

/* The loss of a prediction whose first parameter is LOSS, which lets no other name through. */
static inline enum loss loss_of(const union prediction_value *p) {
    enum loss loss = LOSS_SQUARE;
    loss_parse(&loss, p[0].text);
    return loss;
}

#endif
