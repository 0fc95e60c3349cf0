/* SPDX-License-Identifier: MIT */
/* Gaussian inputs of a given covariance. Inner part of dataset.h. */
#ifndef TWOLAYER_DATASET_GAUSSIAN_H
#define TWOLAYER_DATASET_GAUSSIAN_H

#include "error.h"

#include <stddef.h>

/* Standard deviations (d) of independent coordinates whose variances are like i^-exponent and sum
 * to d. NULL without memory. */
double *dataset_gaussian_power(size_t d, double exponent);

/* Row i of `count` rows, into x. */
typedef void dataset_gaussian_row(const void *source, size_t i, double *x);

/* *moments (freed by the caller): d numbers, the mean of these rows, then A (d x d) with A^T A
 * their covariance, by its eigenvectors: mean + g^T A has both, g standard. STATUS_NUMERICAL
 * without memory or if LAPACK fails. */
enum status dataset_gaussian_moments(const void *source, dataset_gaussian_row *row, size_t count,
                                     size_t d, double **moments);

#endif
