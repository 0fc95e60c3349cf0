/* SPDX-License-Identifier: MIT */
/* Regression on the features of given data: samples to train on, and a quadratic test risk that is
 * exact, either over all of the data or over the law that they were drawn from. */
#ifndef TWOLAYER_POPULATION_PROBLEM_H
#define TWOLAYER_POPULATION_PROBLEM_H

#include "dataset.h"
#include "error.h"
#include "network.h"

#include <stdbool.h>
#include <stddef.h>

struct problem {
    size_t n, m;        /* training samples; features (after rotation at most n) */
    double *Z, *y;      /* n x m, n */
    double *S, *target; /* m x m, m: test risk = floor + (theta - target)^T S (theta - target) */
    double floor;
    bool whole; /* the samples are all that is tested on: train and test risk are the same */
};

struct problem_choice {
    const char *activation; /* or fourier: cos and sin of each w.x */
    double scale;           /* of the arguments of the features */
    size_t samples;         /* the first of the data; 0: all */
    bool law;               /* test risk over the law (relu or linear, a linear teacher) */
    bool rest;              /* or over the rows behind the samples; else over all data */
};

/* z = m^{-1/2} sigma(scale W x/sqrt d), fourier twice as many. With more features than samples,
 * rotated to the row space, where theta stays. Free by problem_free. STATUS_INPUT or STATUS_USAGE
 * for data that do not fit. */
enum status problem_open(struct problem *problem, struct network *network, struct dataset *dataset,
                         const struct problem_choice *choice);
void problem_free(struct problem *problem);

/* floor + (theta - target)^T S (theta - target); work: 2 m. */
double problem_risk(const struct problem *problem, const double *theta, double *work);

/* The mean over the training samples of |z|^2, the trace of their second moments. */
double problem_mean_square(const struct problem *problem);

#endif
