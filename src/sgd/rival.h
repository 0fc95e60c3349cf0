/* SPDX-License-Identifier: MIT */
/* Wrong theories of the same SGD, for the data to refute. */
#ifndef TWOLAYER_SGD_RIVAL_H
#define TWOLAYER_SGD_RIVAL_H

#include "error.h"
#include "model.h"

#include <stdbool.h>

/* Excess risks by the exact recursion (R3 of double-descent.md) with a term left out. */
struct rival {
    double bias, variance; /* of the average */
    double last;           /* of theta_n, both together */
};

/* Without `kurtosis` the term 2 gamma^2 lambda^2 of the fourth moment is missing; without
 * `correlation` the iterates are averaged as if they were uncorrelated. With both it is exact.
 * O(n m). STATUS_NUMERICAL without memory. */
enum status rival_risks(const struct model *model, bool kurtosis, bool correlation,
                        struct rival *rival);

#endif
