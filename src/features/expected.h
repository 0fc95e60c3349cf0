/* SPDX-License-Identifier: MIT */
/* What theory expects of each method's columns (double_descent.h): in the limit, or up to O(1/d).
 */
#ifndef TWOLAYER_FEATURES_EXPECTED_H
#define TWOLAYER_FEATURES_EXPECTED_H

#include "double_descent.h"
#include "draw.h"

/* Weights and inputs on the sphere: the six sources, of noise_init with the finite-size correction
 * of the minimum norm; off: the factor of noise_samp. */
enum status expect_sources(const struct setting *setting, struct double_descent_sources *sources,
                           double *off);

/* Errors over the target of averaged one-pass SGD and of its last iterate; zero_mean: the wrong
 * theory without the mean of the features. */
enum status expect_sgd(const struct setting *setting, double gamma, double zeta, double *average,
                       double *last, double *zero_mean);

/* The same for the eigenvalues of the mean covariance. */
enum status expect_covariance(const struct setting *setting, double *along, double *across);

#endif
