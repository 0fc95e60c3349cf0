/* SPDX-License-Identifier: MIT */
/* Single neurons while a relu network is trained: a row a look and neuron. */
#ifndef TWOLAYER_NEURONS_H
#define TWOLAYER_NEURONS_H

#include "partition.h"

struct neurons {
    const struct partition *partition;
    double *mean; /* 2 x d: the mean of y x over each class, of length 1 */
    struct results results;
};

/* Opens the table `path`: step, time, replicate, neuron, a, norm (|w|), along (the part of w along
 * the mean of its class, the sign of a at the start saying which), true and false (samples of its
 * class and of the other on which it is active), clock (of the partition, of the other class).
 * Free by neurons_close. */
enum status neurons_open(struct neurons *neurons, const char *path,
                         const struct partition *partition);
void neurons_close(struct neurons *neurons);

/* The rows of the partition's last look. */
void neurons_write(struct neurons *neurons, const struct parameters *at, double replicate);

#endif
