/* SPDX-License-Identifier: MIT */
/* lazy: one gradient step against an infinitely wide network whose second layer alone is trained
 * until it interpolates: f(x) = k(x, X) K^{-1} y with the kernel of the activation, attacked at its
 * own training points. */
#include "dataset.h"
#include "kernel.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "sign.h"
#include "vector.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

struct lazy {
    const char *activation, *fractions, *output;
    uint64_t seed, points;
    double *fraction;
    size_t fraction_count;
    struct kernel kernel;
    struct dataset dataset;
    double *X, *y;              /* n x d, n */
    double *gram;               /* n x n: x_i.x_j/d */
    double *inverse, *inverse2; /* n x n: K^{-1}, K^{-2} */
    double *alpha;              /* n: K^{-1} y */
    double *A, *B, *g, *x;      /* n, n, d, d */
    struct results results;
};

static const char *const columns[] = {"sample",        "fraction", "norm",     "before", "after",
                                      "gradient_norm", "flipped",  "trained2", "lost2"};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- the kernel machine ---- */

static enum status allocate(struct lazy *lazy) {
    size_t n = lazy->dataset.n, d = lazy->dataset.d;
    lazy->X = memory_new(n, d * sizeof *lazy->X);
    lazy->gram = memory_zero(n, n * sizeof *lazy->gram);
    lazy->inverse = memory_zero(n, n * sizeof *lazy->inverse);
    lazy->inverse2 = memory_new(n, n * sizeof *lazy->inverse2);
    lazy->y = memory_new(4 * n + 2 * d, sizeof *lazy->y);
    if (!lazy->X || !lazy->gram || !lazy->inverse || !lazy->inverse2 || !lazy->y)
        return STATUS_NUMERICAL;
    lazy->alpha = lazy->y + n;
    lazy->A = lazy->alpha + n;
    lazy->B = lazy->A + n;
    lazy->g = lazy->B + n;
    lazy->x = lazy->g + d;
    return STATUS_OK;
}

/* K by the kernel, its inverse and the inverse's square. */
static enum status invert(struct lazy *lazy) {
    size_t n = lazy->dataset.n, d = lazy->dataset.d;
    double *K = lazy->inverse2, unused;
    linalg_multiply_transposed(n, n, d, lazy->X, lazy->X, false, lazy->gram);
    for (size_t i = 0; i < n * n; i++)
        lazy->gram[i] /= (double)d;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            lazy->kernel.evaluate(lazy->gram[i * n + i], lazy->gram[i * n + j],
                                  lazy->gram[j * n + j], &K[i * n + j], &unused, &unused);
    enum status status = linalg_cholesky(n, K);
    if (status != STATUS_OK)
        return error_set(STATUS_NUMERICAL,
                         "found a kernel matrix that is not positive definite, "
                         "expected distinct inputs (and at most d of them for a linear kernel)");
    for (size_t i = 0; i < n; i++)
        lazy->inverse[i * n + i] = 1;
    linalg_cholesky_solve(n, K, n, lazy->inverse);
    memcpy(lazy->alpha, lazy->y, n * sizeof *lazy->alpha);
    linalg_cholesky_solve(n, K, 1, lazy->alpha);
    linalg_multiply(n, n, n, lazy->inverse, lazy->inverse, false, lazy->inverse2);
    return STATUS_OK;
}

/* The Jacobian of k(x, X) at x = x_i has rows A_j x_j + B_j x_i. */
static void differentiate(struct lazy *lazy, size_t i) {
    size_t n = lazy->dataset.n;
    double d = (double)lazy->dataset.d, k, k11, k12;
    for (size_t j = 0; j < n; j++) {
        lazy->kernel.evaluate(lazy->gram[i * n + i], lazy->gram[i * n + j], lazy->gram[j * n + j],
                              &k, &k11, &k12);
        lazy->A[j] = k12 / d;
        lazy->B[j] = 2 * k11 / d;
    }
}

/* trace(J^T M J), J the Jacobian at x_i. */
static double trace(const struct lazy *lazy, size_t i, const double *M) {
    size_t n = lazy->dataset.n;
    const double *A = lazy->A, *B = lazy->B, *at = lazy->gram + i * n;
    double sum = 0;
    for (size_t j = 0; j < n; j++) {
        const double *row = lazy->gram + j * n;
        double part = 0;
        for (size_t k = 0; k < n; k++)
            part += M[j * n + k] *
                    (A[j] * (A[k] * row[k] + B[k] * at[j]) + B[j] * (A[k] * at[k] + B[k] * at[i]));
        sum += part;
    }
    return sum * (double)lazy->dataset.d;
}

static double predict(const struct lazy *lazy, const double *x) {
    size_t n = lazy->dataset.n, d = lazy->dataset.d;
    double q11 = vector_dot(d, x, x) / (double)d, sum = 0;
    for (size_t j = 0; j < n; j++) {
        double q12 = vector_dot(d, x, lazy->X + j * d) / (double)d, k, k11, k12;
        lazy->kernel.evaluate(q11, q12, lazy->gram[j * n + j], &k, &k11, &k12);
        sum += lazy->alpha[j] * k;
    }
    return sum;
}

/* ---- the attack ---- */

static void attack_point(struct lazy *lazy, size_t i) {
    size_t n = lazy->dataset.n, d = lazy->dataset.d;
    const double *x = lazy->X + i * d;
    differentiate(lazy, i);
    memset(lazy->g, 0, d * sizeof *lazy->g);
    for (size_t j = 0; j < n; j++) {
        double a = lazy->alpha[j] * lazy->A[j], b = lazy->alpha[j] * lazy->B[j];
        for (size_t l = 0; l < d; l++)
            lazy->g[l] += a * lazy->X[j * d + l] + b * x[l];
    }
    double norm = linalg_norm(d, lazy->g), before = predict(lazy, x);
    double trained = trace(lazy, i, lazy->inverse2), lost = trace(lazy, i, lazy->inverse);
    for (size_t p = 0; p < lazy->fraction_count; p++) {
        double step = norm > 0 ? lazy->fraction[p] / norm : 0;
        double turn = norm > 0 ? -sign_of(before) / norm : 0;
        for (size_t l = 0; l < d; l++)
            lazy->x[l] = x[l] + step * turn * lazy->g[l];
        double after = predict(lazy, lazy->x);
        const double row[] = {(double)(i + 1),
                              lazy->fraction[p],
                              step,
                              before,
                              after,
                              norm,
                              sign_changes(before, after),
                              trained,
                              lost};
        results_put(&lazy->results, row);
    }
}

static enum status run(struct lazy *lazy, const char *data) {
    enum status status = options_list("fraction", lazy->fractions, 0, DBL_MAX, &lazy->fraction,
                                      &lazy->fraction_count);
    if (status == STATUS_OK)
        status = kernel_find(&lazy->kernel, lazy->activation);
    if (status == STATUS_OK)
        status = dataset_open(&lazy->dataset, data);
    if (status == STATUS_OK)
        status = allocate(lazy);
    if (status == STATUS_OK)
        status = dataset_rows(&lazy->dataset, 0, lazy->dataset.n, lazy->X, lazy->y);
    if (status == STATUS_OK && !lazy->dataset.has_label)
        random_signs(random_stream(lazy->seed, "labels"), 0, 0, 0, lazy->dataset.n, lazy->y);
    if (status == STATUS_OK)
        status = invert(lazy);
    if (status == STATUS_OK)
        status = results_open(&lazy->results, lazy->output, COLUMNS, columns);
    size_t points = lazy->points && lazy->points < lazy->dataset.n ? lazy->points : lazy->dataset.n;
    for (size_t i = 0; status == STATUS_OK && i < points; i++)
        attack_point(lazy, i);
    return results_close(&lazy->results, status);
}

int main(int argc, char **argv) {
    struct lazy lazy = {0};
    const struct option options[] = {
        OPTION_TEXT("activation", lazy.activation, NULL, "A",
                    "activation of the hidden layer: relu, erf, erf2, linear, square, he2 or he3"),
        OPTION_TEXT("fraction", lazy.fractions, "1", "C",
                    "norms of the step as fractions of 1/G, G the gradient's norm; or a list"),
        OPTION_INTEGER("points", lazy.points, "0", 0, 0x1p40, "P",
                       "how many training points are attacked (0: all)"),
        OPTION_SEED(lazy.seed),
        OPTION_OUTPUT(lazy.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "lazy",
        .usage = "DATA",
        .purpose = "one gradient step against the kernel interpolator f(x) = k(x, X) K^{-1} y, at "
                   "its training points",
        .details = "Labels are those of DATA, or random signs of the seed if it has none. Columns: "
                   "sample, fraction, norm, before, after, gradient_norm, flipped as in attack; "
                   "trained2, the mean of G^2 over random signs y, |K^{-1} J|_F^2 with J the "
                   "Jacobian of k(x, X); lost2, trace J^T K^{-1} J, what interpolating takes off "
                   "the squared gradient of the random initial network.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&lazy, operands.items[0]);
    dataset_close(&lazy.dataset);
    free(lazy.fraction);
    free(lazy.X);
    free(lazy.gram);
    free(lazy.inverse);
    free(lazy.inverse2);
    free(lazy.y);
    return error_exit("lazy", status);
}
