#include "outliers.h"

#include "lanczos.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

/* Orthonormal rows that span a, a^2, ...: each from the one before times a, which grows no powers
 * out of range; twice orthogonalised. */
static enum status span_powers(size_t rows, const double *a, size_t powers, double *Q) {
    for (size_t k = 0; k < powers; k++) {
        double *q = Q + k * rows;
        for (size_t i = 0; i < rows; i++)
            q[i] = k == 0 ? a[i] : a[i] * q[i - rows];
        double before = linalg_norm(rows, q);
        for (int pass = 0; pass < 2; pass++)
            for (size_t l = 0; l < k; l++) {
                double along = vector_dot(rows, q, Q + l * rows);
                for (size_t i = 0; i < rows; i++)
                    q[i] -= along * Q[l * rows + i];
            }
        double norm = linalg_norm(rows, q);
        if (!(norm > 1e-10 * before))
            return error_set(STATUS_INPUT,
                             "found only %zu independent powers of the column a, expected %zu (a "
                             "smaller --powers, or more distinct values)",
                             k, powers);
        for (size_t i = 0; i < rows; i++)
            q[i] /= norm;
    }
    return STATUS_OK;
}

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
    double *Q = memory_new(powers * rows, sizeof *Q);
    enum status status = Q ? span_powers(rows, a, powers, Q) : STATUS_NUMERICAL;
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
