/* SPDX-License-Identifier: MIT */
/* What theory expects of the minimum norm on these features, whatever else the inputs are. */
#ifndef TWOLAYER_POPULATION_CONDITIONAL_H
#define TWOLAYER_POPULATION_CONDITIONAL_H

#include "problem.h"

/* The test risk of the minimum norm on `samples` samples for Gaussian features of the moments of
 * the problem, what no theta explains being noise: floor + bias + variance. STATUS_NUMERICAL if an
 * eigenvalue is not found. [standard: Hastie Montanari Rosset Tibshirani 2022] */
enum status conditional_risk(const struct problem *problem, double samples, double *bias,
                             double *variance);

#endif
