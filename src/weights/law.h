/* SPDX-License-Identifier: MIT */
/* The law of the weights of a layer after one gradient step, by its moments. */
#ifndef TWOLAYER_WEIGHTS_LAW_H
#define TWOLAYER_WEIGHTS_LAW_H

#include "error.h"

#include <stddef.h>

/* Rows W (width x d) turned in place by the reflection that takes v (unit) to the first axis. */
void law_turn(size_t width, size_t d, const double *v, double *W);

/* Moments of turned weights, w ~ N(0, I/d) at first: along = d E w_1^2, bulk = d E w_j^2 and
 * kurtosis = E w_j^4/(E w_j^2)^2 over all j > 1. d >= 2. */
struct law_moments {
    double along, bulk, kurtosis;
};
struct law_moments law_moments(size_t width, size_t d, const double *W);

/* The largest eigenvalue of d W^T W/width, and the squared cosine of its eigenvector with each of
 * the `count` rows of `directions` (count x d; not zero). */
enum status law_outlier(size_t width, size_t d, const double *W, size_t count,
                        const double *directions, double *eigenvalue, double *cosine2);

/* T (degrees x degrees): elements of the kernel (1/width) sum sigma(w.x) sigma(w.x') of relu
 * between the aligned harmonics of degree 0, 1, ..: T_kl = (1/width) sum F(k) F(l), F(l) = |w| a_l
 * p_l(t), t the cosine of w and v. No data are needed. W is turned. [derived: function-space.md c5]
 */
enum status law_elements(size_t width, size_t d, const double *W, size_t degrees, double *T);

#endif
