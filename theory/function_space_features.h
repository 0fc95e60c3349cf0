/* SPDX-License-Identifier: MIT */
/* The features of the spiked relu kernel on nodes of t = v.x/|x|, sector by sector, for the
 * conditional equivalent (c7b): k(x, x') = sum_m N_m <f_m(t), f_m(t')> P_m + tail. */
#ifndef TWOLAYER_FUNCTION_SPACE_FEATURES_H
#define TWOLAYER_FUNCTION_SPACE_FEATURES_H

#include "error.h"

#include <stddef.h>

enum { FUNCTION_SPACE_SECTORS = 64 };

/* A sector: `rank` features f, and the component of the target in it. */
struct function_space_features_sector {
    size_t rank;
    double multiplicity;    /* N(d-1, m) */
    double *f, *X, *target; /* nodes x rank; the same, room for who uses them; nodes */
};

struct function_space_features {
    double d, theta;
    size_t nodes, sectors;
    double *t, *rest, *w; /* t, sqrt(1 - t^2), weights of sum 1 */
    double *tail;         /* k(x, x) less what the features hold */
    struct function_space_features_sector sector[FUNCTION_SPACE_SECTORS];
};

/* All sectors that hold modes not far below the effective ridge of n samples, and the target Y_1 +
 * Y_2 at the cosine gamma. d >= 3, theta >= 0. Free by function_space_features_free, also on
 * failure. STATUS_NUMERICAL without memory. [derived: c7b] */
enum status function_space_features(double d, double theta, double gamma, double n, double ridge,
                                    struct function_space_features *features);
void function_space_features_free(struct function_space_features *features);

#endif
