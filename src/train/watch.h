/* SPDX-License-Identifier: MIT */
/* What watches a run of train beside its loss: gradient norms, the neuron partition, single
 * neurons; each if it is asked for. */
#ifndef TWOLAYER_WATCH_H
#define TWOLAYER_WATCH_H

#include "neurons.h"
#include "norms.h"
#include "partition.h"

#include <stdint.h>

struct watch {
    /* options */
    bool gradients, restart_settled, until_settled;
    const char *partition_path, *neurons_path, *restart_at_text; /* "" for none */
    uint64_t look_every, neurons_every;
    /* state */
    struct norms norms;
    struct partition partition;
    struct neurons neurons;
    double *restart_at; /* numbers of steps */
    size_t restart_count;
    bool stopped; /* until_settled, and it is settled */
};

/* One step of a run, seen before it is taken. */
struct watch_step {
    const struct parameters *at, *gradient;
    uint64_t step;     /* steps taken before */
    double loss, rate; /* the loss of all samples, NaN if it is not known; 0: no step follows */
    bool logged, last;
    double replicate;
};

/* STATUS_USAGE for options that make no sense together. */
enum status watch_check(const struct watch *watch);

/* Opens what is asked for, and its tables. X (n x d) and y, needed if a partition is, in one block
 * of memory X that is owned from now on; full_batch: each step is on all samples. Free by
 * watch_close, which also closes the tables if status is OK, or else drops them. */
enum status watch_open(struct watch *watch, const struct parameters *at,
                       const struct objective *objective, bool full_batch, size_t n, double *X,
                       double *y);
enum status watch_close(struct watch *watch, enum status status);

/* Whether the parameters after `step` steps will be looked at. */
bool watch_looks(const struct watch *watch, uint64_t step, bool logged);

enum status watch_start(struct watch *watch, const struct parameters *at);
enum status watch_see(struct watch *watch, const struct watch_step *step);

#endif
