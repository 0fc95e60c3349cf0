/* SPDX-License-Identifier: MIT */
#include "outliers.h"

#include "crossfit.h"
#include "lanczos.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

static double cosine2(size_t n, const double *unit, const double *x) {
    double along = vector_dot(n, unit, x);
    return along * along / vector_dot(n, x, x);
}

static enum status fill(struct outliers *o, const struct triples *t, size_t rows, size_t columns,
                        const double *a, const double *target, double delta) {
    o->shown = t->count;
    o->value = memory_new(4 * o->shown, sizeof *o->value);
    if (!o->value)
        return STATUS_NUMERICAL;
    o->residual = o->value + o->shown;
    o->left2 = o->residual + o->shown;
    o->target2 = o->left2 + o->shown;
    double threshold = (1 + delta) * o->edge;
    for (size_t i = 0; i < o->shown; i++) {
        o->value[i] = t->s[i];
        o->residual[i] = t->residual[i];
        o->left2[i] = cosine2(rows, t->U + i * rows, a);
        o->target2[i] = target ? cosine2(columns, t->V + i * columns, target) : NAN;
        o->count += t->s[i] > threshold;
        o->undecided += fabs(t->s[i] / threshold - 1) < delta / 2;
    }
    return STATUS_OK;
}

enum status outliers_find(struct outliers *o, size_t rows, size_t columns, const double *W,
                          const double *a, size_t powers, const double *target, size_t shown,
                          double delta, double tolerance) {
    struct triples top = {0}, bulk = {0};
    *o = (struct outliers){0};
    if (powers >= rows)
        return error_set(STATUS_INPUT, "found %zu neurons, expected more than --powers=%zu", rows,
                         powers);
    double *Q = memory_new(powers * (rows + powers), sizeof *Q);
    enum status status =
        Q ? powers_factor(rows, a, NULL, powers, Q, Q + powers * rows) : STATUS_NUMERICAL;
    struct operator all = {rows, columns, 0, W, NULL}, rest = {rows, columns, powers, W, Q};
    if (status == STATUS_OK)
        status = lanczos_largest(&rest, 1, tolerance, &bulk);
    if (status == STATUS_OK)
        status = lanczos_largest(&all, shown, tolerance, &top);
    if (status == STATUS_OK) {
        o->edge = bulk.s[0];
        o->edge_residual = bulk.residual[0];
        status = fill(o, &top, rows, columns, a, target, delta);
    }
    triples_free(&top);
    triples_free(&bulk);
    free(Q);
    return status;
}

void outliers_free(struct outliers *outliers) {
    free(outliers->value);
    *outliers = (struct outliers){0};
}
