/* SPDX-License-Identifier: MIT */
/* Gradient descent on a relu network by its preactivations H on the samples: every step adds to a
 * weight a combination of samples, W = W0 + K X, so that H moves by K's change times X X^T: one
 * product of 2 width n^2 operations a step instead of two of 2 width n d, with the same numbers up
 * to rounding. */
#ifndef TWOLAYER_SPAN_H
#define TWOLAYER_SPAN_H

#include "gradient.h"

#include <stdbool.h>
#include <stddef.h>

struct span {
    size_t m, n, d;
    enum loss loss;
    bool first, second;                /* layers that move */
    const double *X, *y, *inner;       /* n x d, n, n x n: the caller's */
    double *memory, *H, *K, *W, *move; /* m x n, m x n, m x d (W0), m x n: of a step */
    double *f, *slope;                 /* n */
    bool active, behind;               /* H is that of the network, whose W may be behind */
};

/* Free by span_close. */
enum status span_open(struct span *span, const struct parameters *at,
                      const struct objective *objective, size_t n, const double *X, const double *y,
                      const double *inner);
void span_close(struct span *span);

/* Starts from the network as it is. */
void span_start(struct span *span, const struct parameters *at);

/* The mean loss, kept with its slopes for the step that follows. */
double span_loss(struct span *span, const struct parameters *at);

/* A step: a moves in the network, W is behind from then on. */
void span_step(struct span *span, struct parameters *at, double rate);

/* Writes the weights of now into the network, if they are behind. */
void span_write(struct span *span, struct parameters *at);

#endif
