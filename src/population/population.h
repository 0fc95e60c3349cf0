/* SPDX-License-Identifier: MIT */
/* A run of the program, and its methods: each writes all rows of its own table. */
#ifndef TWOLAYER_POPULATION_POPULATION_H
#define TWOLAYER_POPULATION_POPULATION_H

#include "problem.h"
#include "results.h"
#include "walk.h"

#include <stdbool.h>
#include <stdint.h>

struct population {
    const char *method, *test, *order, *times, *unit, *output;
    struct problem_choice choice;
    uint64_t samples, steps, n;
    double gamma, relative;
    bool plain, rivals;
    struct walk walk;
    struct network network;
    struct dataset dataset;
    struct problem problem;
    struct results results;
};

/* sgd: errors of SGD and what theory expects of them, a row a replicate and time. threshold: growth
 * at the mean-square threshold of the step, in the norm of the Perron matrix. projection: minimum
 * norm on random projections. conditional: what Gaussian features of the same moments would give.
 * Each opens the results with its columns. */
enum status population_sgd(struct population *p);
enum status population_threshold(struct population *p);
enum status population_projection(struct population *p);
enum status population_conditional(struct population *p);

#endif
