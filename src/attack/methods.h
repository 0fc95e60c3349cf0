/* SPDX-License-Identifier: MIT */
/* A run of the program, and how its rows are made. */
#ifndef TWOLAYER_ATTACK_METHODS_H
#define TWOLAYER_ATTACK_METHODS_H

#include "dataset.h"
#include "line.h"
#include "results.h"
#include "stack.h"

#include <stdbool.h>
#include <stdint.h>

struct attack {
    const char *activation, *metric, *method, *norms, *mutant, *output, *perturbed;
    bool fresh, sampler;
    uint64_t seed, steps;
    double *norm; /* the list */
    size_t norm_count;
    struct stack stack;
    struct dataset dataset;
    struct line line;
    struct results results;
    struct table_writer *inputs;
};

/* Is this the method (step, random, search or projected)? */
bool attack_is(const struct attack *attack, const char *method);

/* Opens the results with the method's columns. */
enum status attack_open_results(struct attack *attack);

/* The rows of samples first..first+count-1 by the method, from where they start. STATUS_NUMERICAL
 * where f is not finite. */
enum status attack_take(struct attack *attack, size_t first, size_t count,
                        const struct line_start *start);

#endif
