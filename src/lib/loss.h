/* SPDX-License-Identifier: MIT */
/* Losses of an output f against a label y, and their derivatives with respect to f.
 *
 *   square    (f-y)^2/2
 *   logistic  log(1 + exp(-y f))
 *   exp       exp(-y f)
 *   abs       |f-y|              (derivative 0 at f = y)
 *   huber     sqrt(1 + (f-y)^2) - 1
 */
#ifndef TWOLAYER_LOSS_H
#define TWOLAYER_LOSS_H

#include "error.h"

#include <stddef.h>

enum loss { LOSS_SQUARE, LOSS_LOGISTIC, LOSS_EXP, LOSS_ABS, LOSS_HUBER };

#define LOSS_NAMES "square|logistic|exp|abs|huber"

/* STATUS_USAGE if the name is none of the above. */
enum status loss_parse(enum loss *loss, const char *name);

/* The sum of the losses of n outputs; slope (n), if not NULL, gets the derivatives. */
double loss_sum(enum loss loss, size_t n, const double *f, const double *y, double *slope);

#endif
