/* SPDX-License-Identifier: MIT */
/* A change of the weights as powers of the output weights, D ~ M^{-1/2} sum_k g^{k+1} c_k^T (M
 * rows, powers entry by entry), fitted twice, on the even and on the odd rows, so that products of
 * two fits are free of the noise that each has. */
#ifndef TWOLAYER_CROSSFIT_H
#define TWOLAYER_CROSSFIT_H

#include "error.h"

#include <stddef.h>

/* Q (count x rows) and R (count x count, upper triangular) with weight_i g_i^{k+1} = sum_l Q_li
 * R_lk; weight NULL: 1. STATUS_INPUT if the powers are not independent. */
enum status powers_factor(size_t rows, const double *g, const double *weight, size_t count,
                          double *Q, double *R);

struct crossfit {
    size_t terms, d;
    double *c;     /* 2 x terms x d: the directions c_k of the even and of the odd rows */
    double *theta; /* terms: singular values of the fitted low-rank part, descending: roots of the
                    * eigenvalues of R M R^T, M_kl = <c_k, c_l> across the fits; 0 if negative */
};

/* Least squares with weights 1/(1 + g^2), as the noise of a row grows with g. Free by
 * crossfit_free. */
enum status crossfit_find(struct crossfit *fit, size_t rows, size_t d, const double *D,
                          const double *g, size_t terms);
void crossfit_free(struct crossfit *fit);

/* Multiplies both fits of term k. */
void crossfit_scale(struct crossfit *fit, size_t k, double factor);

/* The mean of the two fits' products with x (d), and the product of the two fits of term k minus
 * p (NULL: 0). */
double crossfit_along(const struct crossfit *fit, size_t k, const double *x);
double crossfit_distance2(const struct crossfit *fit, size_t k, const double *p);

#endif
