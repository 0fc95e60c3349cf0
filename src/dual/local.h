/* SPDX-License-Identifier: MIT */
/* What first-order theory says of coordinate ascent near the optimum (theory/mean-field.md, R8), of
 * e = g - g*. */
#ifndef TWOLAYER_DUAL_LOCAL_H
#define TWOLAYER_DUAL_LOCAL_H

#include "mean_field.h"

#include <stdbool.h>

struct local {
    const struct mean_field_state *optimum;
    size_t n;
    double lambda, scale, forgotten_scale; /* c, and c without the n */
    bool started;
    double *right, *reversed,
        *forgotten;   /* n each: e by the map of cyclic epochs, and two wrong ones */
    double *S, *mean; /* n x n, n: E e e^T and E e in random order */
    double *work;     /* n x n */
};

/* Takes optimum, n and the numbers from *local; allocates the rest. Free by local_free. */
enum status local_new(struct local *local);
void local_free(struct local *local);

/* A run begins at e: forgets the cyclic guesses, S = e e^T. */
void local_start(struct local *local, const double *e);

/* A cyclic epoch ended in e: relative errors of the three guesses, from the epoch on after which no
 * component of e was above 1e-4; NaN before. */
void local_follow(struct local *local, const double *e, double errors[3]);

/* One step in random order; then the mean of D* - D, to first order, and D* - D of the mean of e,
 * which neglects how it fluctuates. */
enum status local_step(struct local *local);
double local_gap(const struct local *local);
double local_gap_of_mean(struct local *local);

#endif
