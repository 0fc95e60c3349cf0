/* SPDX-License-Identifier: MIT */
/* The methods of the program: each fills the row of one replicate. */
#ifndef TWOLAYER_FEATURES_METHODS_H
#define TWOLAYER_FEATURES_METHODS_H

#include "draw.h"

struct sources {
    double bias2, init, samp, init_samp, noise_samp, noise_init;
};

/* Ridge or minimum norm, weights and inputs drawn anew: excess over a linear target of norm 1,
 * averaged over its direction (signal), and the factor of the noise variance (noise), both exactly
 * given the draw. [derived] */
enum status measure_ridge(const struct setting *setting, uint64_t number, double *signal,
                          double *noise);

/* Unbiased estimates of the six sources of error from all pairs of `draws` >= 2 weights and as many
 * sets of inputs, by the overlaps of their predictors. noise_samp and noise_init are for a noise of
 * variance 1. [derived] */
enum status measure_sources(const struct setting *setting, uint64_t number, size_t draws,
                            struct sources *sources);

/* One-pass or (epochs > 1) many-pass SGD from theta = 0: errors over the linear target, of the
 * average and of the last iterate, exactly given the draw. Weights number `weights`, inputs, noise
 * and target number `number`. */
struct descent {
    double gamma, zeta;
    size_t epochs;
    bool compare; /* also minimum_norm, on the same samples; else that is NaN */
    double average, last, minimum_norm;
};

/* Memory for runs on the same weights, which keeps what depends on these alone. Free by
 * descending_free. */
struct descending {
    double *theta, *sum, *b, *work, *beta; /* m, m, m, m, d */
    double *X, *Z, *y, *S, *slope, *W;
    size_t *order;
    uint64_t weights; /* whose number + 1 W, S and slope hold, or 0 */
};
enum status descending_new(struct descending *memory, const struct setting *setting);
void descending_free(struct descending *memory);

/* STATUS_NUMERICAL also where it diverges. */
enum status measure_descent(const struct setting *setting, uint64_t weights, uint64_t number,
                            struct descending *memory, struct descent *descent);

/* The noise factor of the minimum norm for Gaussian inputs (gauss), for the same directions on the
 * sphere (sphere), and the first from the second by the radii (radii). Homogeneous activations.
 * [derived] */
enum status measure_radius(const struct setting *setting, uint64_t number, double *gauss,
                           double *sphere, double *radii);

/* Sigma of drawn weights: u^T Sigma u, and the mean eigenvalue across. */
struct covariance {
    double along, across;
};
enum status measure_covariance(const struct setting *setting, uint64_t number,
                               struct covariance *covariance);

#endif
