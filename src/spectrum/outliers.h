/* SPDX-License-Identifier: MIT */
/* Outliers of a weight matrix, against an edge of the bulk that the matrix itself gives. */
#ifndef TWOLAYER_OUTLIERS_H
#define TWOLAYER_OUTLIERS_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* With Pi the projector on the span of a, a^2, ..., a^powers (entry by entry), edge = s_1((I - Pi)
 * W). By Weyl's interlacing s_{powers+1}(W) <= edge exactly, and taking `powers` of the rows'
 * dimensions away moves the edge of a bulk by O(powers/rows) only. An outlier is a value above
 * (1 + delta) edge; one within delta/2 of that is undecided. */
struct outliers {
    size_t shown, count, undecided; /* shown: values that are kept, the largest */
    double edge, edge_residual;
    double *value, *residual; /* shown */
    double *left2, *target2;  /* squared cosines of the vectors with a, and with the target (NaN) */
};

/* W rows x columns; target (columns, of any length) may be NULL. STATUS_INPUT if the powers of a
 * are not independent (a takes too few values), or there are too few rows. Free by outliers_free.
 */
enum status outliers_find(struct outliers *outliers, size_t rows, size_t columns, const double *W,
                          const double *a, size_t powers, const double *target, size_t shown,
                          double delta, double tolerance);
void outliers_free(struct outliers *outliers);

#endif
