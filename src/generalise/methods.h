/* SPDX-License-Identifier: MIT */
/* What the program tells of networks under SGD: each method makes the rows of one replicate. */
#ifndef TWOLAYER_GENERALISE_METHODS_H
#define TWOLAYER_GENERALISE_METHODS_H

#include "dataset_norms.h"
#include "net.h"
#include "network.h"
#include "results.h"
#include "walk.h"

#include <stdint.h>

/* Mean, variance, skewness and excess kurtosis. */
struct shape {
    double mean, variance, skewness, kurtosis;
};

struct generalise {
    const char *method, *loss_name, *over;
    enum loss loss;
    double step, shift;
    uint64_t samples, epochs, population, transport, outputs, n, seed;
    size_t times_count;
    size_t *times; /* ascending */
    struct network source;
    struct dataset data;
    struct dataset_norms law;
    double map;               /* a Lipschitz constant of the map from the unit cube to (x, y) */
    double start_mean, start; /* E s_0, (E s_0^2)^{1/2} */
    struct net net;
    double *X, *y; /* what a replicate draws: `rows` samples */
    size_t rows;
    double *f, *slopes, *more;      /* rows, rows x d, rows x d */
    struct shape of_loss, of_label; /* test: over the population */
    struct results results;
};

/* Fresh weights of a replicate. */
void generalise_draw(struct generalise *g, uint64_t replicate);

/* moments: norms along one pass of SGD, at --times. gap: after --epochs of SGD on --samples: the
 * gap and what bounds it. test: mean losses of fresh test samples under fixed weights. slopes: the
 * steepest difference of the loss between two points. In the order of their columns in
 * generalise.c. */
enum status generalise_moments(struct generalise *g, uint64_t replicate);
enum status generalise_gap(struct generalise *g, uint64_t replicate);
enum status generalise_test(struct generalise *g, uint64_t replicate);
enum status generalise_slopes(struct generalise *g, uint64_t replicate);

#endif
