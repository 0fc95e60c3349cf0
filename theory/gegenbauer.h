/* SPDX-License-Identifier: MIT */
/* The Gegenbauer law of dimension d: the first coordinate of a uniform unit vector of R^d, density
 * proportional to (1 - t^2)^{(d-3)/2} on [-1, 1]. Its orthonormal polynomials are
 *     t p_k = b_{k+1} p_{k+1} + b_k p_{k-1},   b_k^2 = k (k+d-3)/((2k+d-2)(2k+d-4)),   b_1^2 = 1/d
 * (harmonics.h has the same in z = sqrt d t). [standard: Szego 1939] */
#ifndef TWOLAYER_GEGENBAUER_H
#define TWOLAYER_GEGENBAUER_H

#include "error.h"
#include "quadrature.h"

#include <stddef.h>

/* The Gauss rule of `count` nodes (ascending) for the law, d >= 2: exact for polynomials of degree
 * 2 count - 1. Nodes and weights are the eigenvalues and squared first components of the Jacobi
 * matrix; absolute error of a few rounding units. Frees by quadrature_free; STATUS_USAGE for d < 2
 * and count outside 1..4096. [standard: Golub Welsch 1969] */
enum status gegenbauer_rule(struct quadrature *rule, double d, size_t count);

/* p[k] = p_k(t) for k < count. */
void gegenbauer_polynomials(double d, double t, size_t count, double *p);

/* P[k] = p_k(t)/p_k(1) for k < count, d >= 2: at most 1 in absolute value on [-1, 1], by the
 * recurrence (k+d-2) P_{k+1} = (2k+d-2) t P_k - k P_{k-1}. */
void gegenbauer_ratios(double d, double t, size_t count, double *P);

#endif
