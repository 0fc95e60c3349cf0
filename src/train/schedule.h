/* SPDX-License-Identifier: MIT */
/* The sizes of the steps of a run. */
#ifndef TWOLAYER_SCHEDULE_H
#define TWOLAYER_SCHEDULE_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Step t = 1, 2, ... is E_t t^-decay, times width^(1/2 + A_t) with exponents, and growth times the
 * sum of all steps so far is added. A list is used up to its last value, which then stays. */
struct schedule {
    const char *step_text, *exponent_text; /* lists; no exponents: "" */
    double decay, growth;
    double width;
    double sum; /* of the steps so far: the caller adds them, and sets it to 0 at the start */
    double *step, *exponent;
    size_t step_count, exponent_count;
};

/* Reads the lists. STATUS_USAGE for what is no list. Free by schedule_close. */
enum status schedule_open(struct schedule *schedule);
void schedule_close(struct schedule *schedule);

/* Whether any step is not 0. */
bool schedule_moves(const struct schedule *schedule);

double schedule_step(const struct schedule *schedule, uint64_t t);

#endif
