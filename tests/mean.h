/* SPDX-License-Identifier: MIT */
#ifndef TWOLAYER_MEAN_H
#define TWOLAYER_MEAN_H

#include "test.h"

/* A running mean with its standard error. */
struct mean {
    double n, sum, squares;
};

static inline void mean_add(struct mean *mean, double value) {
    mean->n++;
    mean->sum += value;
    mean->squares += value * value;
}

static inline double mean_value(const struct mean *mean) {
    return mean->sum / mean->n;
}

static inline double mean_error(const struct mean *mean) {
    double m = mean_value(mean);
    return sqrt((mean->squares / mean->n - m * m) / mean->n);
}

/* The mean is within four standard errors and a margin of the expected value. */
#define TEST_MEAN(mean, expected, margin)                                                          \
    TEST_ABS(mean_value(&(mean)), expected, 4 * mean_error(&(mean)) + (margin))

#endif
