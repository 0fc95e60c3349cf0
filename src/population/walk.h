/* SPDX-License-Identifier: MIT */
/* SGD on a problem, and what exact and wrong theories expect of it. */
#ifndef TWOLAYER_POPULATION_WALK_H
#define TWOLAYER_POPULATION_WALK_H

#include "problem.h"

#include <stdint.h>

struct walk {
    double gamma, zeta;
    bool shuffled; /* a fresh order in each epoch, else samples drawn with replacement */
    uint64_t seed;
    size_t count; /* of the times at which it is looked at, ascending */
    size_t *times;
};

/* Mean squared errors at each of the times; arrays of `count`. */
struct errors {
    double *train, *test; /* of theta_t: over the samples, and the test risk */
    double *average;      /* test risk of the mean of theta_0 .. theta_{t-1} */
};

/* One run of SGD from theta = 0. *diverged: the step at which a number was not finite, or 0; errors
 * of later times are not filled in. */
enum status walk_sgd(const struct problem *problem, const struct walk *walk, uint64_t replicate,
                     struct errors *errors, size_t *diverged);

/* The exact expectations (constant or decaying steps, with replacement), and gradient descent. */
enum status walk_exact(const struct problem *problem, const struct walk *walk,
                       struct errors *errors);
enum status walk_descent(const struct problem *problem, const struct walk *walk,
                         struct errors *errors);

/* Gaussian features of the same covariance and mean, or of mean zero, and label noise apart: wrong
 * theories of the test risk of the average, for samples that are all that is tested on. Only the
 * last time. */
enum status walk_gaussian(const struct problem *problem, const struct walk *walk, bool mean,
                          double *average);

/* Growth of the mean square error per step of the same features, by power iterations. */
enum status gaussian_growth(const struct problem *problem, bool mean, double step, size_t steps,
                            double *growth);

/* Wrong theories of the same: the squared error of theta* at a sample counts as noise that does not
 * know of theta_t (of its own size at each sample or, if apart, of its mean at all). Only for
 * samples that are all that is tested on, at the last time, which is not 0. */
enum status walk_rival(const struct problem *problem, const struct walk *walk, bool apart,
                       double *average);

/* Homogenised dynamics of constant steps: train and test. */
enum status walk_volterra(const struct problem *problem, const struct walk *walk,
                          struct errors *errors);

#endif
