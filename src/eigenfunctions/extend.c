/* SPDX-License-Identifier: MIT */
#include "extend.h"

#include "dataset.h"
#include "kernel_matrix.h"
#include "linalg.h"
#include "options.h"
#include "results.h"
#include "vector.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 256 };

/* Each u becomes what k(z, x_i) is multiplied by. */
static enum status make_weights(const struct extension *e) {
    size_t n = e->gram->n;
    for (size_t i = 0; i < e->count; i++) {
        double *u = e->U + i * n, limit = (double)n * DBL_EPSILON * e->value[0];
        if (!(e->value[i] > limit))
            return error_set(STATUS_NUMERICAL,
                             "found eigenvalue %zu to be %g, of a singular kernel matrix, expected "
                             "more than its rounding %g: ask for fewer by --count",
                             i + 1, e->value[i], limit);
        double sign = vector_sum(n, u) < 0 ? -1 : 1;
        double factor = sign / (sqrt((double)n) * e->value[i]);
        for (size_t j = 0; j < n; j++)
            u[j] *= factor;
    }
    return STATUS_OK;
}

/* The table and its columns. */
struct sheet {
    struct results results;
    const char **columns;
    char (*names)[24];
};

static enum status sheet_open(struct sheet *sheet, const struct extension *e, const char *output) {
    size_t own = 1 + e->count + (e->frame ? 2 : 0);
    sheet->columns = memory_new(own, sizeof *sheet->columns);
    sheet->names = memory_new(own, sizeof *sheet->names);
    if (!sheet->columns || !sheet->names)
        return STATUS_NUMERICAL;
    sheet->columns[0] = "sample";
    for (size_t i = 1; i <= e->count; i++) {
        snprintf(sheet->names[i], sizeof *sheet->names, "f%zu", i);
        sheet->columns[i] = sheet->names[i];
    }
    if (e->frame) {
        sheet->columns[e->count + 1] = "along";
        sheet->columns[e->count + 2] = "radius";
    }
    return results_open(&sheet->results, output, own, sheet->columns);
}

/* Rows of the inputs Z, whose values are F (rows x count). */
static void sheet_put(const struct sheet *sheet, const struct extension *e, size_t first,
                      size_t rows, const double *place, const double *F) {
    for (size_t i = 0; i < rows; i++) {
        table_put(sheet->results.writer, (double)(first + i + 1));
        table_put_all(sheet->results.writer, e->count, F + i * e->count);
        if (e->frame)
            table_put_all(sheet->results.writer, 2, place + 2 * i);
        results_end_row(&sheet->results);
    }
}

static enum status extend_block(const struct extension *e, struct dataset *data, size_t first,
                                size_t rows, double *Z, const struct sheet *sheet) {
    size_t n = e->gram->n, d = e->gram->d;
    double *F = Z + BLOCK * d, *C = F + BLOCK * e->count, *place = C + BLOCK * n;
    enum status status = dataset_rows(data, first, rows, Z, NULL);
    for (size_t i = 0; status == STATUS_OK && e->frame && i < rows; i++) {
        const double *z = Z + i * d;
        place[2 * i] = vector_dot(d, e->frame, z);
        place[2 * i + 1] = sqrt(vector_dot(d, z, z) / (double)d);
    }
    if (status == STATUS_OK && e->spike->v)
        kernel_stretch(d, rows, e->spike->v, e->spike->theta, Z);
    if (status == STATUS_OK)
        status = gram_cross(e->gram, rows, Z, C);
    if (status != STATUS_OK)
        return status;
    linalg_multiply_transposed(rows, e->count, n, C, e->U, false, F);
    sheet_put(sheet, e, first, rows, place, F);
    return STATUS_OK;
}

enum status extend(const struct extension *e, const char *path, const char *output) {
    size_t n = e->gram->n, d = e->gram->d;
    struct dataset data;
    struct sheet sheet = {0};
    double *Z = NULL;
    enum status status = make_weights(e);
    if (status == STATUS_OK)
        status = dataset_open(&data, path);
    if (status != STATUS_OK)
        return status;
    status = dataset_require_inputs(&data, d, "the sample has");
    if (status == STATUS_OK && !(Z = memory_new(BLOCK, (d + e->count + n + 2) * sizeof *Z)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = sheet_open(&sheet, e, output);
    for (size_t first = 0; status == STATUS_OK && first < data.n; first += BLOCK)
        status = extend_block(e, &data, first, data.n - first < BLOCK ? data.n - first : BLOCK, Z,
                              &sheet);
    dataset_close(&data);
    status = results_close(&sheet.results, status);
    free(sheet.columns);
    free(sheet.names);
    free(Z);
    return status;
}
