/* SPDX-License-Identifier: MIT */
/* The second layer by least squares, and what the first layer says about the steps of SGD. */
#ifndef TWOLAYER_LEAST_SQUARES_H
#define TWOLAYER_LEAST_SQUARES_H

#include "activation.h"
#include "error.h"
#include "gradient.h"

/* Sets a to the minimiser of (1/n) sum (f(x_i) - y_i)^2 + ridge |a|^2 over the data of this file;
 * of several, for ridge 0, the one of least norm. STATUS_INPUT for data without labels or of
 * another dimension. */
enum status least_squares_fit(struct parameters *parameters, const struct activation *activation,
                              double ridge, const char *path);

/* *estimate = 2/tr H, H = (1/n) sum z z^T, z = sigma(W x + b): to leading order the largest
 * constant step of SGD with batches of one on the second layer that is stable in mean square, for
 * the loss (f-y)^2/2. [standard: Paquette et al. 2021] */
enum status least_squares_threshold(const struct parameters *parameters,
                                    const struct activation *activation, const char *path,
                                    double *estimate);

#endif
