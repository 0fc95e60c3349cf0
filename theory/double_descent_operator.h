/* SPDX-License-Identifier: MIT */
/* The operator L^-1 M of a law of features, whose spectral radius is 1/(largest stable step) (R5).
 * Inner part of double_descent_recursion.h. */
#ifndef TWOLAYER_DOUBLE_DESCENT_OPERATOR_H
#define TWOLAYER_DOUBLE_DESCENT_OPERATOR_H

#include "error.h"

#include <stddef.h>

/* M(C) = E[z z^T C z z^T] in the eigenbasis of Sigma, C symmetric (m x m). */
typedef void double_descent_fourth(const void *context, const double *C, double *out);

/* *gamma as in double_descent_gaussian_threshold; C, if not NULL: the matrix (m x m, trace 1) with
 * Sigma C + C Sigma = gamma M(C). [derived] */
enum status double_descent_operator_threshold(size_t m, const double *lambda,
                                              double_descent_fourth *fourth, const void *context,
                                              double *gamma, double *C);

/* *growth: the spectral radius of C -> C - gamma (Sigma C + C Sigma) + gamma^2 M(C), by `steps` >=
 * 1 power iterations from the identity; C, if not NULL: the last matrix, of trace 1. [derived] */
enum status double_descent_operator_growth(size_t m, const double *lambda,
                                           double_descent_fourth *fourth, const void *context,
                                           double gamma, size_t steps, double *growth, double *C);

#endif
