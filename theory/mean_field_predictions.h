/* SPDX-License-Identifier: MIT */
/* What the predictions of mean_field.h share. */
#ifndef TWOLAYER_MEAN_FIELD_PREDICTIONS_H
#define TWOLAYER_MEAN_FIELD_PREDICTIONS_H

#include "mean_field.h"
#include "prediction.h"

#include <math.h>

#define GAMMA REAL("gamma", NULL, 0, 1e6, "G", "decay of the prior: mu_k = k^-gamma")
#define POSITIVE_LAMBDA REAL("lambda", NULL, 1e-300, 1e300, "L", "strength of the entropy")
#define MODES INTEGER("modes", NULL, 1, 1e7, "K", "modes kept, k = 1..modes")
#define BOUND REAL("bound", NULL, 0, 1e300, "B", "B of h = B tanh <theta, x>")

#endif
