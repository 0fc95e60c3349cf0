/* SPDX-License-Identifier: MIT */
/* What the files of two-step share: averages over samples, and a semidefinite factorisation. */
#ifndef TWOLAYER_TWO_STEP_INTERNAL_H
#define TWOLAYER_TWO_STEP_INTERNAL_H

#include "two_step.h"

/* A node of the integral over (z, e, gamma): y = s(z) + nu e, xi = c*_1 z + t gamma. */
struct two_step_node {
    double weight, z, y, xi;
};

/* Calls `visit` for every node; the weighted sum is the expectation, exact in e and gamma for
 * polynomials of the given degree in (y, xi). */
enum status two_step_average(const struct two_step *problem, size_t degree,
                             void (*visit)(const struct two_step_node *node, void *context),
                             void *context);

/* The residual r = y - sum_{k>=1} eps^k E[g^{k+1}] f_k as a polynomial. [derived: R5] */
void two_step_residual(const struct two_step *problem, const struct two_step_layer *layer,
                       double eps, struct two_step_polynomial *residual);

/* The lower triangular C with C C^T = M for a symmetric positive semidefinite M (the first `size`
 * rows and columns; the rest of C is 0). A pivot below 1e-12 of its diagonal entry is a zero, with
 * its column. False if M is not semidefinite to that accuracy. C may not be M. */
bool two_step_cholesky(size_t size, double (*M)[TWO_STEP_TERMS], double (*C)[TWO_STEP_TERMS]);

#endif
