/* SPDX-License-Identifier: MIT */
/* Norms of the weights of a two-layer network f(x) = sum_i a_i sigma(w_i.x). */
#ifndef TWOLAYER_NETWORK_NORMS_H
#define TWOLAYER_NETWORK_NORMS_H

#include "error.h"
#include "network.h"

#include <stddef.h>

/* With sigma of Lipschitz constant 1, lambda and path are Lipschitz constants of f; neither is
 * always the smaller one. */
struct network_norms {
    double first, second; /* |W|_F^2, |a|^2 */
    double lambda;        /* |a| times the spectral norm of W */
    double path;          /* sum_i |a_i| |w_i| */
};

/* W: width x d; a: width. STATUS_NUMERICAL without memory. */
enum status network_norms(size_t width, size_t d, const double *W, const double *a,
                          struct network_norms *norms);

/* Mean and variance of |W|_F^2 + |a|^2 over the draws of a law. */
void network_law_norms(const struct network_law *law, double *mean, double *variance);

#endif
