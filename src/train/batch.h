/* SPDX-License-Identifier: MIT */
/* Which samples a step of stochastic gradient descent uses. */
#ifndef TWOLAYER_BATCH_H
#define TWOLAYER_BATCH_H

#include "error.h"

#include <stddef.h>
#include <stdint.h>

enum order {
    ORDER_CYCLIC,     /* 1, 2, ..., n, 1, 2, ... */
    ORDER_SHUFFLED,   /* each epoch a fresh random permutation */
    ORDER_REPLACEMENT /* each sample uniform on its own */
};

/* Epochs of n samples cut into batches of `size`; the last of an epoch is what is left. With
 * replacement all are of that size. */
struct batches {
    enum order order;
    size_t n, size, at; /* at: samples of the epoch that are used */
    uint64_t seed, replicate, epoch, draws;
    size_t *samples; /* n: the epoch's order; or size drawn samples */
};

enum status batches_open(struct batches *batches, enum order order, size_t n, size_t size,
                         uint64_t seed);

/* Starts again, with the samples of this replicate (at first 0). */
void batches_restart(struct batches *batches, uint64_t replicate);
void batches_close(struct batches *batches);

/* The next batch: *samples points to *count indices. */
void batches_next(struct batches *batches, const size_t **samples, size_t *count);

#endif
