/* SPDX-License-Identifier: MIT */
/* Eigenfunctions at other inputs, by Nystroem's extension. */
#ifndef TWOLAYER_EIGENFUNCTIONS_EXTEND_H
#define TWOLAYER_EIGENFUNCTIONS_EXTEND_H

#include "error.h"
#include "gram.h"
#include "spike.h"

struct extension {
    const struct gram *gram;
    size_t count;
    const double *value;
    double *U;           /* count x n; destroyed */
    const double *frame; /* its first row is v of the column `along`; or NULL */
    const struct spike *spike;
};

/* Writes f_j(z) = sum_i k(z, x_i) U_ji/(sqrt n value_j) for the inputs z of the dataset at `path`:
 * the columns sample, f1, f2, .., and with a frame along and radius. Signs are those that make the
 * sums of U_j positive. STATUS_NUMERICAL if a value is of the size of its rounding, n eps times the
 * largest. [standard: Nystroem 1930] */
enum status extend(const struct extension *extension, const char *path, const char *output);

#endif
