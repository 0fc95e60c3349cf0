/* SPDX-License-Identifier: MIT */
/* What the predictions of double_descent.h share. */
#ifndef TWOLAYER_DOUBLE_DESCENT_PREDICTIONS_H
#define TWOLAYER_DOUBLE_DESCENT_PREDICTIONS_H

#include "double_descent.h"
#include "prediction.h"

#include <math.h>

#define SAMPLES INTEGER("n", NULL, 1, 1e15, "N", "number of samples")
#define PASS INTEGER("n", NULL, 1, 1e9, "N", "number of samples, one step each")
#define SIGNAL REAL("signal", "1", 0, INFINITY, "S", "squared norm of the target")
#define NOISE REAL("noise", NULL, 0, INFINITY, "T", "variance of the noise")
#define GAMMA REAL("gamma", NULL, 0, 1e100, "G", "step")
#define ZETA REAL("zeta", "0", 0, 1, "Z", "step G t^-Z")

#endif
