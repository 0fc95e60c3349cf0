/* SPDX-License-Identifier: MIT */
/* Steps of gradient descent that cost less than the gradient in full, where there are such, with
 * the same numbers up to rounding: by groups of neurons of equal activity (grouped.h), or by
 * preactivations (span.h). */
#ifndef TWOLAYER_SHORTCUT_H
#define TWOLAYER_SHORTCUT_H

#include "grouped.h"
#include "span.h"

struct shortcut {
    bool may_group, may_span;
    double *X, *y, *inner;
    struct grouped grouped;
    struct span span;
};

/* Owns X (n x d) and y, which lies behind it. Free by shortcut_close. */
enum status shortcut_open(struct shortcut *shortcut, const struct parameters *at,
                          const struct objective *objective, size_t n, double *X, double *y);
void shortcut_close(struct shortcut *shortcut);

/* Before the first step of a run. */
void shortcut_start(struct shortcut *shortcut);

/* Whether step t goes by one, and then the mean loss before it. */
bool shortcut_take(struct shortcut *shortcut, struct parameters *at, uint64_t t, double *loss);

/* That step. The network's W is behind until shortcut_write. */
void shortcut_step(struct shortcut *shortcut, struct parameters *at, double rate, uint64_t t);
void shortcut_write(struct shortcut *shortcut, struct parameters *at);

#endif
