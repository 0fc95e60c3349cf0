/* SPDX-License-Identifier: MIT */
/* The mean loss of a two-layer network over some samples, and its gradient. */
#ifndef TWOLAYER_GRADIENT_H
#define TWOLAYER_GRADIENT_H

#include "activation.h"
#include "error.h"
#include "loss.h"

#include <stdbool.h>
#include <stddef.h>

/* The parameters of a network, or a gradient with respect to them: W (width x d), a (width), b
 * (width, or NULL without bias), in one block of memory. */
struct parameters {
    size_t width, d, count; /* count: of all numbers */
    double *W, *a, *b;
};

/* Allocates, zero; free by parameters_free. */
enum status parameters_new(struct parameters *parameters, size_t width, size_t d, bool bias);
void parameters_free(struct parameters *parameters);

/* What the gradient is of, and what it is taken with respect to. */
struct objective {
    struct activation activation;
    enum loss loss;
    bool first, second; /* W and b; a */
    double *work;       /* owned; zero at first */
    size_t room;
};
void objective_free(struct objective *objective);

/* How many samples go well in one block at this width. */
size_t objective_block(size_t width);

/* Adds the share of `rows` samples X (rows x d), y (rows), of n in all, to the mean loss *value and
 * (if not NULL) to the gradient: blocks, so that there is never a width x n array. Cost: two
 * products of 2 rows width d operations. */
enum status objective_add(struct objective *objective, const struct parameters *at, size_t n,
                          size_t rows, const double *X, const double *y, double *value,
                          struct parameters *gradient);

/* *value = mean loss over n samples X (n x d), y (n); gradient, if not NULL, is overwritten (zero
 * where the objective does not move). Goes by blocks. */
enum status objective_evaluate(struct objective *objective, const struct parameters *at, size_t n,
                               const double *X, const double *y, double *value,
                               struct parameters *gradient);

#endif
