/* SPDX-License-Identifier: MIT */
#include "spectrum.h"

#include "edges.h"
#include "options.h"
#include "outliers.h"
#include "provenance.h"
#include "results.h"
#include "vector.h"

#include <math.h>
#include <string.h>

void spectrum_moments(const struct spectrum *s, double moment[7]) {
    memset(moment, 0, 7 * sizeof *moment);
    for (size_t i = 0; i < s->rows; i++)
        for (int k = 2; k <= 6; k++)
            moment[k] += pow(s->a[i] / s->scale, k) / (double)s->rows;
}

static enum status write_outliers(const struct spectrum *s, const struct outliers *o) {
    static const char *const columns[] = {"index",     "singular_value",
                                          "residual",  "out",
                                          "edge",      "outliers",
                                          "undecided", "left2",
                                          "target2",   "bulk_edge",
                                          "edge_mean", "edge_deviation",
                                          "g2",        "g3",
                                          "g4",        "g5",
                                          "g6"};
    enum { OWN = sizeof columns / sizeof *columns };
    double moment[7], squares = vector_dot(s->rows * s->columns, s->A, s->A);
    struct edges edges = edges_find(s->rows, s->columns, squares, o->shown, o->value);
    struct results results;
    provenance_note("method", "lanczos");
    edges_note(&edges);
    enum status status = results_open(&results, s->output, OWN, columns);
    spectrum_moments(s, moment);
    for (size_t i = 0; status == STATUS_OK && i < o->shown; i++) {
        const double row[OWN] = {(double)(i + 1),
                                 o->value[i],
                                 o->residual[i],
                                 o->value[i] > (1 + s->delta) * o->edge,
                                 o->edge,
                                 (double)o->count,
                                 (double)o->undecided,
                                 o->left2[i],
                                 o->target2[i],
                                 edges.bulk,
                                 edges.mean,
                                 edges.deviation,
                                 moment[2],
                                 moment[3],
                                 moment[4],
                                 moment[5],
                                 moment[6]};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

enum status spectrum_outliers(struct spectrum *s) {
    struct outliers outliers;
    enum status status = outliers_find(&outliers, s->rows, s->columns, s->A, s->a, s->powers,
                                       s->target_vector, s->count, s->delta, s->tolerance);
    if (status == STATUS_OK)
        status = write_outliers(s, &outliers);
    outliers_free(&outliers);
    return status;
}
