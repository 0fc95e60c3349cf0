/* SPDX-License-Identifier: MIT */
/* Quadrature on fixed nodes: Gauss-Legendre panels, and with them expectations of Gaussians.
 * GSL makes the nodes (gsl_integration_glfixed). */
#ifndef TWOLAYER_QUADRATURE_H
#define TWOLAYER_QUADRATURE_H

#include "error.h"

#include <stddef.h>

/* Nodes x and weights w: sum_i w_i f(x_i) is the integral. */
struct quadrature {
    size_t count;
    double *x, *w;
};

/* Gauss-Legendre on [low, high] cut into `panels` equal panels of `order` nodes each. Frees by
 * quadrature_free; STATUS_NUMERICAL without memory. */
enum status quadrature_legendre(struct quadrature *rule, double low, double high, size_t panels,
                                size_t order);

/* The rule for E f(Z), Z ~ N(0,1): 26 panels of 20 nodes on [-13, 13], weights times the density.
 * A panel border lies at 0, so that f may have a kink or jump there; error below 1e-14 relative to
 * E|f| for the activations used here and their products. The one shared rule; never freed; NULL
 * without memory. */
const struct quadrature *quadrature_gaussian(void);

/* The Gauss rule of `count` nodes of a probability measure whose orthonormal polynomials obey
 * t p_j = off_{j+1} p_{j+1} + diagonal_j p_j + off_j p_{j-1}: eigenvalues of that Jacobi matrix,
 * and squared first entries of its eigenvectors [standard: Golub and Welsch 1969]. diagonal and off
 * (off_1,
 * ...) hold count numbers, off is destroyed. Free by quadrature_free; STATUS_NUMERICAL. */
enum status quadrature_jacobi(struct quadrature *rule, size_t count, const double *diagonal,
                              double *off);

void quadrature_free(struct quadrature *rule);

#endif
