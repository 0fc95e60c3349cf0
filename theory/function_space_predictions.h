/* SPDX-License-Identifier: MIT */
/* What the predictions of function_space.h share. */
#ifndef TWOLAYER_FUNCTION_SPACE_PREDICTIONS_H
#define TWOLAYER_FUNCTION_SPACE_PREDICTIONS_H

#include "function_space.h"
#include "prediction.h"

#include <math.h>
#include <string.h>

#define DIMENSION(least) INTEGER("d", NULL, least, 1e9, "D", "dimension of the input")
#define THETA_ANY REAL("theta", NULL, 0, 1e18, "T", "strength of the spike")
#define THETA REAL("theta", NULL, 0, 1e18, "T", "strength of the spike; to some 100 d")

#endif
