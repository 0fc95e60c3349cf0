/* SPDX-License-Identifier: MIT */
/* ridge: kernel ridge regression on one dataset, its errors on another. */
#include "dataset.h"
#include "kernel_matrix.h"
#include "linalg.h"
#include "options.h"
#include "results.h"
#include "spike.h"
#include "vector.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "f(x) = sum_i alpha_i k(x, x_i), alpha = (K + R I)^-1 y on the rows of TRAIN, K_ij = k(x_i, "
    "x_j) "
    "not divided by n. Columns: ridge, a row each; train, the mean square of f - y over TRAIN; "
    "test, "
    "that over TEST; norm2 = alpha^T K alpha, the square of the norm of f in the space of the "
    "kernel. Without ridge a singular K, as of duplicate rows, is refused. sigma(0) is k of a zero "
    "vector.";

static const char *const columns[] = {"ridge", "train", "test", "norm2"};
enum { OWN = sizeof columns / sizeof *columns, BLOCK = 256 };

struct ridge {
    const char *kernel, *ridge, *output;
    struct spike spike;
    double *ridges; /* count */
    size_t count, n, d;
    double *X, *y;                /* n x d, n */
    double *K, *L, *alpha, *Ka;   /* n x n; its factor; count x n; n */
    double *train, *test, *norm2; /* count each */
};

/* ---- reading ---- */

/* What inputs become where the kernel is that of isotropic weights. */
static void stretch(const struct ridge *s, size_t rows, double *X) {
    if (s->spike.v)
        kernel_stretch(s->d, rows, s->spike.v, s->spike.theta, X);
}

static enum status read_train(struct ridge *s, const char *path) {
    enum status status = dataset_read(path, &s->n, &s->d, &s->X, &s->y);
    if (status == STATUS_OK)
        status = spike_open(&s->spike, s->d);
    if (status != STATUS_OK)
        return status;
    stretch(s, s->n, s->X);
    s->K = memory_new(2 * s->n, s->n * sizeof *s->K);
    s->alpha = memory_new(s->count + 1, (s->n + 3) * sizeof *s->alpha);
    if (!s->K || !s->alpha)
        return STATUS_NUMERICAL;
    s->L = s->K + s->n * s->n;
    s->Ka = s->alpha + s->count * s->n;
    s->train = s->Ka + s->n;
    s->test = s->train + s->count;
    s->norm2 = s->test + s->count;
    return STATUS_OK;
}

/* ---- fitting ---- */

static double mean_square(size_t n, const double *f, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (f[i] - y[i]) * (f[i] - y[i]) / (double)n;
    return sum;
}

/* Pivots of rounding size are those of a singular matrix. */
static bool is_singular(size_t n, const double *K, double ridge, const double *L) {
    double largest = 0, pivot = INFINITY;
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, K[i * n + i] + ridge);
        pivot = fmin(pivot, L[i * n + i] * L[i * n + i]);
    }
    return pivot <= (double)n * DBL_EPSILON * largest;
}

static enum status fit(struct ridge *s, size_t k) {
    size_t n = s->n;
    double *alpha = s->alpha + k * n;
    memcpy(s->L, s->K, n * n * sizeof *s->L);
    for (size_t i = 0; i < n; i++)
        s->L[i * n + i] += s->ridges[k];
    if (linalg_cholesky(n, s->L) != STATUS_OK || is_singular(n, s->K, s->ridges[k], s->L))
        return error_set(STATUS_NUMERICAL,
                         "found a singular kernel matrix at --ridge=%g (n=%zu), expected distinct "
                         "inputs or a larger ridge",
                         s->ridges[k], n);
    memcpy(alpha, s->y, n * sizeof *alpha);
    linalg_cholesky_solve(n, s->L, 1, alpha);
    linalg_multiply_transposed(1, n, n, alpha, s->K, false, s->Ka);
    s->train[k] = mean_square(n, s->Ka, s->y);
    s->norm2[k] = vector_dot(n, alpha, s->Ka);
    s->test[k] = 0;
    return STATUS_OK;
}

/* Adds the share of rows first.. of the test data, Z with labels y, to the errors. */
static enum status add_tests(struct ridge *s, size_t total, size_t rows, double *Z, const double *y,
                             double *C, double *f) {
    stretch(s, rows, Z);
    enum status status = kernel_matrix(s->kernel, s->d, rows, Z, s->n, s->X, 1, C);
    for (size_t k = 0; status == STATUS_OK && k < s->count; k++) {
        linalg_multiply_transposed(1, rows, s->n, s->alpha + k * s->n, C, false, f);
        s->test[k] += mean_square(rows, f, y) * (double)rows / (double)total;
    }
    return status;
}

static enum status test(struct ridge *s, const char *path) {
    struct dataset data;
    enum status status = dataset_open(&data, path);
    if (status != STATUS_OK)
        return status;
    status = dataset_require_samples(&data, s->d, "TRAIN has");
    double *Z = memory_new(BLOCK, (s->d + 2 + s->n) * sizeof *Z);
    if (status == STATUS_OK && !Z)
        status = STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < data.n; first += BLOCK) {
        size_t rows = data.n - first < BLOCK ? data.n - first : BLOCK;
        double *y = Z + BLOCK * s->d, *f = y + BLOCK, *C = f + BLOCK;
        status = dataset_rows(&data, first, rows, Z, y);
        if (status == STATUS_OK)
            status = add_tests(s, data.n, rows, Z, y, C, f);
    }
    free(Z);
    dataset_close(&data);
    return status;
}

/* ---- all of it ---- */

static enum status write_errors(const struct ridge *s) {
    struct results results;
    enum status status = results_open(&results, s->output, OWN, columns);
    for (size_t k = 0; status == STATUS_OK && k < s->count; k++) {
        const double row[] = {s->ridges[k], s->train[k], s->test[k], s->norm2[k]};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

static enum status run(struct ridge *s, const struct operands *operands) {
    enum status status = options_list("ridge", s->ridge, 0, INFINITY, &s->ridges, &s->count);
    if (status == STATUS_OK)
        status = spike_check(&s->spike);
    if (status == STATUS_OK)
        status = read_train(s, operands->items[0]);
    if (status == STATUS_OK)
        status = kernel_matrix(s->kernel, s->d, s->n, s->X, s->n, s->X, 1, s->K);
    for (size_t k = 0; status == STATUS_OK && k < s->count; k++)
        status = fit(s, k);
    if (status == STATUS_OK)
        status = test(s, operands->items[1]);
    return status == STATUS_OK ? write_errors(s) : status;
}

int main(int argc, char **argv) {
    struct ridge s = {0};
    const struct option options[] = {
        OPTION_KERNEL(s.kernel, NULL),
        OPTION_TEXT("ridge", s.ridge, NULL, "R", "ridge, added to K, or a list"),
        OPTIONS_SPIKE(s.spike, ""),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "ridge",
        .usage = "TRAIN TEST",
        .purpose = "ridge regression with the kernel of an infinitely wide layer, and its errors",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, &operands);
    free(s.ridges);
    free(s.X);
    free(s.y);
    spike_close(&s.spike);
    free(s.K);
    free(s.alpha);
    return error_exit("ridge", status);
}
