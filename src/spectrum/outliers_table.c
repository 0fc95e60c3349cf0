/* SPDX-License-Identifier: MIT */
#include "spectrum.h"

#include "edges.h"
#include "options.h"
#include "outliers.h"
#include "provenance.h"
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
    struct table_writer *writer;
    provenance_note("method", "lanczos");
    edges_note(&edges);
    enum status status = options_create_table(&writer, s->output, OWN, columns);
    if (status != STATUS_OK)
        return status;
    spectrum_moments(s, moment);
    for (size_t i = 0; i < o->shown; i++) {
        table_put(writer, (double)(i + 1));
        table_put(writer, o->value[i]);
        table_put(writer, o->residual[i]);
        table_put(writer, o->value[i] > (1 + s->delta) * o->edge);
        table_put(writer, o->edge);
        table_put(writer, (double)o->count);
        table_put(writer, (double)o->undecided);
        table_put(writer, o->left2[i]);
        table_put(writer, o->target2[i]);
        table_put(writer, edges.bulk);
        table_put(writer, edges.mean);
        table_put(writer, edges.deviation);
        table_put_all(writer, 5, moment + 2);
        options_put_row(writer, OWN, columns);
    }
    return table_close(writer);
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
