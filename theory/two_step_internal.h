/* Averages over the samples of two-step, shared by its files. */
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

/* The residual r = y - sum_{k>=1} eps^k E[g^{k+1}] f_k as a polynomial. */
void two_step_residual(const struct two_step *problem, const struct two_step_layer *layer,
                       double eps, struct two_step_polynomial *residual);

#endif
