/* SPDX-License-Identifier: MIT */
#include "spectrum.h"

#include "edges.h"
#include "lanczos.h"
#include "linalg.h"
#include "options.h"
#include "provenance.h"
#include "results.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

static enum status by_lanczos(struct spectrum *s) {
    struct triples triples;
    struct operator A = {s->rows, s->columns, 0, s->A, NULL};
    enum status status = lanczos_largest(&A, s->count, s->tolerance, &triples);
    if (status == STATUS_OK) {
        memcpy(s->values, triples.s, triples.count * sizeof *s->values);
        memcpy(s->residual, triples.residual, triples.count * sizeof *s->residual);
    }
    s->taken = "lanczos";
    triples_free(&triples);
    return status;
}

/* The singular values of W0 and of W - W0, and then those of W: each destroys its matrix. */
static enum status find_values(struct spectrum *s, double *W0) {
    enum status status = STATUS_OK;
    if (W0) {
        double *D = memory_new(s->rows * s->columns, sizeof *D);
        if (!D)
            return STATUS_NUMERICAL;
        for (size_t i = 0; i < s->rows * s->columns; i++)
            D[i] = s->A[i] - W0[i];
        status = linalg_singular_values(s->rows, s->columns, D, s->change, NULL, NULL);
        free(D);
        if (status == STATUS_OK)
            status = linalg_singular_values(s->rows, s->columns, W0, s->before, NULL, NULL);
    }
    if (status != STATUS_OK)
        return status;
    if (strcmp(s->method, "lanczos") == 0)
        return by_lanczos(s);
    bool by_gram;
    status = linalg_singular_values(s->rows, s->columns, s->A, s->values, &by_gram, s->residual);
    s->taken = by_gram ? "gram" : "decomposition";
    return status;
}

static enum status write_values(const struct spectrum *s) {
    static const char *const plain[] = {"index", "singular_value", "residual"};
    static const char *const compared[] = {"index", "singular_value", "initial", "change",
                                           "residual"};
    const char *const *columns = *s->initial ? compared : plain;
    size_t own = *s->initial ? 5 : 3;
    struct results results;
    provenance_note("method", s->taken);
    enum status status = results_open(&results, s->output, own, columns);
    for (size_t i = 0; status == STATUS_OK && i < s->count; i++) {
        table_put(results.writer, (double)(i + 1));
        table_put(results.writer, s->values[i]);
        if (*s->initial) {
            table_put(results.writer, s->before[i]);
            table_put(results.writer, s->change[i]);
        }
        table_put(results.writer, s->residual[i]);
        results_end_row(&results);
    }
    return results_close(&results, status);
}

enum status spectrum_values(struct spectrum *s) {
    double *W0 = NULL;
    enum status status = *s->initial ? spectrum_load_initial(s, &W0) : STATUS_OK;
    s->values = memory_new(4 * s->rank, sizeof *s->values);
    if (status == STATUS_OK && !s->values)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        s->residual = s->values + s->rank;
        s->before = s->residual + s->rank;
        s->change = s->before + s->rank;
        double squares = vector_dot(s->rows * s->columns, s->A, s->A);
        status = find_values(s, W0);
        struct edges edges = edges_find(s->rows, s->columns, squares, s->count, s->values);
        if (status == STATUS_OK)
            edges_note(&edges);
    }
    free(W0);
    return status == STATUS_OK ? write_values(s) : status;
}
