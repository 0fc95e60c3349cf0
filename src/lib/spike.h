/* SPDX-License-Identifier: MIT */
/* A spike in the law of weights, as the options of a program: w ~ N(0, (I + theta v v^T)/d), |v| =
 * 1. The kernel of such weights is that of isotropic ones at inputs that kernel_stretch has moved
 * [function-space.md c1]. */
#ifndef TWOLAYER_SPIKE_H
#define TWOLAYER_SPIKE_H

#include "error.h"
#include "options.h"

#include <stddef.h>

struct spike {
    double theta;
    const char *path; /* of the direction, or "" */
    double *v;        /* d; NULL without a direction: isotropic weights */
};

/* `initial` of the direction: NULL if it must be given, "" if not. */
#define OPTIONS_SPIKE(spike, initial)                                                              \
    OPTION_REAL("theta", (spike).theta, "0", 0, 1e18, "T",                                         \
                "spike: the weights have covariance (I + T v v^T)/d"),                             \
        OPTION_TEXT("direction", (spike).path, initial, "FILE",                                    \
                    "the direction v of the spike: a table of one row x1..xd, normalised on "      \
                    "reading")

/* The kernel of an infinitely wide layer (kernel.h). */
#define OPTION_KERNEL(variable, initial)                                                           \
    OPTION_TEXT("kernel", variable, initial, "A",                                                  \
                "kernel of the activation: relu, step, erf, erf2, linear, square, he2 or he3")

/* STATUS_USAGE for a strength without a direction. */
enum status spike_check(const struct spike *spike);

/* Reads the direction, if there is one. STATUS_INPUT as dataset_direction. Free by spike_close. */
enum status spike_open(struct spike *spike, size_t d);
void spike_close(struct spike *spike);

#endif
