/* SPDX-License-Identifier: MIT */
/* Kernel matrices: the kernel of an infinitely wide layer (kernel.h) between the rows of two
 * tables, vectorised where it has an arc sine in it (relu, step, erf, erf2). */
#ifndef TWOLAYER_KERNEL_MATRIX_H
#define TWOLAYER_KERNEL_MATRIX_H

#include "error.h"

#include <stddef.h>

/* K (n x m), K_ij = factor k(x_i, y_j), rows X (n x d) and Y (m x d), k with q12 = x.y/d. X == Y:
 * symmetric, half the cost. Of relu and step k = 0 where x or y is 0, as sigma(0) = 0. STATUS_USAGE
 * if the activation has no closed form, STATUS_NUMERICAL without memory. [standard: Williams 1998;
 * Cho and Saul 2009] */
enum status kernel_matrix(const char *activation, size_t d, size_t n, const double *X, size_t m,
                          const double *Y, double factor, double *K);

/* k(x_i, x_i), into diagonal (n). */
enum status kernel_diagonal(const char *activation, size_t d, size_t n, const double *X,
                            double *diagonal);

/* x <- x + (sqrt(1 + theta) - 1) <v, x> v for the n rows of X (n x d), |v| = 1: the kernel of
 * weights of covariance (I + theta v v^T)/d is that of isotropic ones at these. [derived] */
void kernel_stretch(size_t d, size_t n, const double *v, double theta, double *X);

#endif
