/* SPDX-License-Identifier: MIT */
/* Gradient norms and what gradient descent on both layers conserves, D_k = a_k^2 - |w_k|^2, along a
 * run (early-stage.md c4). */
#ifndef TWOLAYER_NORMS_H
#define TWOLAYER_NORMS_H

#include "error.h"
#include "gradient.h"

#include <stddef.h>
#include <stdint.h>

enum { NORMS_COLUMNS = 6 };
extern const char *const norms_columns[NORMS_COLUMNS];

struct norms {
    double first, second; /* squared norms of the gradient by w (and b) and by a */
    double path;          /* sum of step |gradient|^2 */
    double identity;      /* largest error of D's change of one step against the identity of c4 */
    double drift;         /* sum of the changes of D since the start, without sign */
    double rises, last;   /* steps that lowered the loss by less than (step/2)|gradient|^2 */
    double *start, *now, *change; /* D, and what it should change by */
    double least;                 /* by which the next step should lower the loss */
};

/* Free by norms_close. */
enum status norms_open(struct norms *norms, size_t width);
void norms_close(struct norms *norms);

/* Starts from these parameters. */
void norms_start(struct norms *norms, const struct parameters *at);

/* At parameters where the mean loss and its gradient are known, before a step of this size (0: none
 * follows). */
void norms_step(struct norms *norms, const struct parameters *at, const struct parameters *gradient,
                double loss, double rate);

/* The values of the columns. */
void norms_row(const struct norms *norms, double row[NORMS_COLUMNS]);

#endif
