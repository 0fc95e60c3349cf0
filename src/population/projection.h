/* SPDX-License-Identifier: MIT */
/* Minimum norm on random projections z = W x/sqrt(m d) of the samples: what is exact over Gaussian
 * W for given data. */
#ifndef TWOLAYER_POPULATION_PROJECTION_H
#define TWOLAYER_POPULATION_PROJECTION_H

#include "dataset.h"
#include "error.h"
#include "network.h"

#include <stddef.h>

struct projection {
    size_t n, d;
    double *X, *y, *C, *c, *work; /* samples; second moments of the other rows of the data */
    double floor;                 /* their mean y^2 */
    double linear, q, across;     /* see double_descent_projection */
};

/* Trains on the first n rows, tests on the others. Free by projection_free. STATUS_INPUT or
 * STATUS_USAGE for data that do not fit, STATUS_NUMERICAL if the samples are dependent. */
enum status projection_open(struct projection *projection, struct dataset *dataset, size_t n);
void projection_free(struct projection *projection);

/* For the weights of this replicate, width > n: the test error and d m q/|theta|^2. */
enum status projection_measure(const struct projection *projection, const struct network *network,
                               uint64_t replicate, double *mse, double *chi);

#endif
