/* SPDX-License-Identifier: MIT */
/* Exact second moments of random features z = m^{-1/2} sigma(W x/sqrt d) given W, so that risks
 * need no test sample (notation: double_descent.h). x ~ N(0, I); for relu and linear, which are
 * homogeneous of degree 1, the same values hold for x uniform on the sphere of radius sqrt d. */
#ifndef TWOLAYER_DOUBLE_DESCENT_MOMENTS_H
#define TWOLAYER_DOUBLE_DESCENT_MOMENTS_H

#include "error.h"

#include <stddef.h>

/* S (m x p) = E z z'^T of the features of W (m x d) and V (p x d), each with its own m^{-1/2}:
 * S_ij = k(w_i, v_j)/sqrt(m p), k the kernel of the activation (kernel.h). W == V: symmetric, half
 * the cost. STATUS_USAGE if the activation has no closed form, STATUS_NUMERICAL without memory.
 * [standard: Cho Saul 2009] */
enum status double_descent_moments_cross(const char *activation, size_t d, size_t m,
                                         const double *W, size_t p, const double *V, double *S);

/* slope (m): E z x^T has the rows slope_i w_i, so that E z <beta, x> = diag(slope) W beta.
 * relu: 1/(2 sqrt(m d)); linear: 1/sqrt(m d); erf: (2/sqrt pi)/sqrt(m d (1 + 2 |w_i|^2/d)); erf2
 * likewise. STATUS_USAGE for others. [standard: Stein] */
enum status double_descent_moments_slope(const char *activation, size_t d, size_t m,
                                         const double *W, double *slope);

#endif
