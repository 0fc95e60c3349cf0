/* SPDX-License-Identifier: MIT */
/* Where a bulk of independent entries of one variance ends: what Marchenko-Pastur and Tracy-Widom
 * expect of the largest singular value that is no outlier. */
#ifndef TWOLAYER_EDGES_H
#define TWOLAYER_EDGES_H

#include <stddef.h>

struct edges {
    double variance;        /* of an entry, without the outliers */
    double bulk;            /* in the limit: Marchenko-Pastur */
    double mean, deviation; /* of the largest value at this size: Tracy-Widom */
};

/* squares: the sum of those of the entries. The variance is that of the entries without the values
 * (count, descending) that are more than four deviations above the mean that it gives itself: from
 * no outlier on, until there is no other. */
struct edges edges_find(size_t rows, size_t columns, double squares, size_t count,
                        const double *values);

/* Notes the edges for the header of the table. */
void edges_note(const struct edges *edges);

#endif
