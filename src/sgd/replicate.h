/* SPDX-License-Identifier: MIT */
/* One run of averaged SGD with the processes that the analysis splits it into, all on the same
 * samples: bias (no noise, from theta_0 - theta*), variance (noise, from 0), and each with Sigma or
 * Sigma~ in the place of z z^T. */
#ifndef TWOLAYER_SGD_REPLICATE_H
#define TWOLAYER_SGD_REPLICATE_H

#include "model.h"

/* Squared Sigma-norms unless said. */
struct replicate {
    double bias, variance, total; /* of the averages; total: of their sum */
    double after;                 /* total of the average of theta_1 .. theta_n instead */
    double last;                  /* of theta_n - theta* */
    double B1, V1, V2, V3, variance_x;
    double bias_cross, variance_cross; /* <bias - bX, bX>, <variance - vX, vX> */
    double mixed_bias_cross;           /* <bias - bXW, bXW> and */
    double mixed_cross;                /* <variance - vXW, vXW>: not zero on average */
    double crossed;                    /* <bias, variance> */
    size_t diverged;                   /* the step at which a number was not finite, or 0 */
};

/* The means of theta_0 .. theta_{n-1} - theta* of the processes bX and bXW, which are the same in
 * all runs: 2 m numbers. */
void replicate_means(const struct model *model, double *means);

/* Needs those means, and work of replicate_work(m) numbers. */
void replicate_run(const struct model *model, const double *means, uint64_t seed,
                   uint64_t replicate, double *work, struct replicate *result);
size_t replicate_work(size_t m);

/* Only the process without noise, `steps` steps: the last error into end (m); returns the step at
 * which it was not finite, or 0. Work of m numbers. */
size_t replicate_error(const struct model *model, uint64_t seed, uint64_t replicate, double *work,
                       double *end);

#endif
