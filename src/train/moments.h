/* SPDX-License-Identifier: MIT */
/* The squared norm of all weights along SGD, and what bounds it on every path: relu without biases
 * and a convex Lipschitz loss of f - y, both layers moving (wasserstein.md, M1 and M4). */
#ifndef TWOLAYER_MOMENTS_H
#define TWOLAYER_MOMENTS_H

#include "gradient.h"

struct moments {
    double norm2, balance; /* s = |W|^2 + |a|^2, |a|^2 - |W|^2 */
    double
        norm2_bound; /* >= s: from s by (1 + step^2 |x|^2) s + 4 step rho(|y|), means of a batch */
    double drift_bound; /* >= the change of the balance: sum of step^2 |x|^2 s */
};

enum { MOMENTS_COLUMNS = 4 };
extern const char *const moments_columns[MOMENTS_COLUMNS];

/* Before the first step. */
void moments_start(struct moments *moments, const struct parameters *at);

/* Takes note of the step from these parameters on `count` samples X, y. */
void moments_step(struct moments *moments, const struct parameters *at, enum loss loss, double step,
                  size_t count, const double *X, const double *y);

/* The norms of where it is now; then the four numbers, in the order of the columns, into out. */
void moments_put(struct moments *moments, const struct parameters *at, double *out);

#endif
