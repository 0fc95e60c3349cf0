/* SPDX-License-Identifier: MIT */
/* Minimum norm on random projections z = W x/sqrt(m d) of the samples: what is exact over Gaussian
 * W for given data. */
#include "population.h"

#include "double_descent.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"replicate", "mse",     "chi",   "exact",
                                      "without",   "degrees", "linear"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum { BLOCK = 512 };

struct projection {
    size_t n, d;
    double *X, *y, *C, *c, *work; /* samples; second moments of the other rows of the data */
    double floor;                 /* their mean y^2 */
    double linear, q, across;     /* see double_descent_projection */
};

/* C = mean x x^T, c = mean y x, floor = mean y^2 over the rows from n on. */
static enum status add_moments(struct projection *p, struct dataset *dataset) {
    size_t d = p->d, all = dataset->n, tested = all - p->n;
    double *X = memory_new(BLOCK * (d + 1), sizeof *X), *y = X ? X + BLOCK * d : NULL;
    enum status status = X ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t first = p->n; status == STATUS_OK && first < all; first += BLOCK) {
        size_t count = BLOCK < all - first ? BLOCK : all - first;
        status = dataset_rows(dataset, first, count, X, y);
        if (status != STATUS_OK)
            break;
        linalg_gram_add(count, d, 1 / (double)tested, X, p->C);
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < d; j++)
                p->c[j] += y[i] * X[i * d + j] / (double)tested;
        p->floor += vector_dot(count, y, y) / (double)tested;
    }
    linalg_mirror(d, p->C);
    free(X);
    return status;
}

static double test_error(const struct projection *p, const double *v) {
    linalg_multiply(1, p->d, p->d, v, p->C, false, p->work);
    return p->floor + vector_dot(p->d, v, p->work) - 2 * vector_dot(p->d, p->c, v);
}

/* q = y^T G^-1 y, G = X X^T; linear: of v = X^T G^-1 y; across = tr C - tr G^-1 X C X^T. */
static enum status find_constants(struct projection *p) {
    size_t n = p->n, d = p->d;
    double *G = memory_new(n, (n + 1 + d) * sizeof *G), *alpha = G ? G + n * n : NULL;
    double *v = memory_new(n * n + d, sizeof *v);
    enum status status = G && v ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        linalg_multiply_transposed(n, n, d, p->X, p->X, false, G);
        status = linalg_cholesky(n, G);
    }
    if (status == STATUS_OK) {
        double *XC = alpha + n, *H = v + d;
        memcpy(alpha, p->y, n * sizeof *alpha);
        linalg_cholesky_solve(n, G, 1, alpha);
        linalg_multiply(1, d, n, alpha, p->X, false, v);
        p->q = vector_dot(n, p->y, alpha);
        p->linear = test_error(p, v);
        linalg_multiply(n, d, d, p->X, p->C, false, XC);
        linalg_multiply_transposed(n, n, d, XC, p->X, false, H);
        linalg_cholesky_solve(n, G, n, H);
        p->across = 0;
        for (size_t j = 0; j < d; j++)
            p->across += p->C[j * d + j];
        for (size_t i = 0; i < n; i++)
            p->across -= H[i * n + i];
    }
    free(G);
    free(v);
    return status;
}

/* Trains on the first n rows, tests on the others. STATUS_NUMERICAL if the samples are dependent.
 */
static enum status open_projection(struct projection *p, struct dataset *dataset, size_t n) {
    size_t d = dataset->d;
    *p = (struct projection){.n = n, .d = d};
    if (n == 0 || n >= dataset->n || n > d)
        return error_set(STATUS_USAGE,
                         "found --samples=%zu, expected fewer than the %zu rows of %s, which are "
                         "tested on, and at most d = %zu",
                         n, dataset->n, dataset->table.path, d);
    p->X = memory_zero((n + d + 2) * d + n, sizeof *p->X);
    if (!p->X)
        return STATUS_NUMERICAL;
    p->y = p->X + n * d;
    p->C = p->y + n;
    p->c = p->C + d * d;
    p->work = p->c + d;
    enum status status = dataset_rows(dataset, 0, n, p->X, p->y);
    if (status == STATUS_OK)
        status = add_moments(p, dataset);
    return status == STATUS_OK ? find_constants(p) : status;
}

/* For the weights of this replicate, width > n: the test error and d m q/|theta|^2. */
static enum status measure(const struct projection *p, const struct network *network,
                           uint64_t replicate, double *mse, double *chi) {
    size_t n = p->n, d = p->d, m = network->width;
    double *W = memory_new(m * d + n * m + m + d, sizeof *W);
    if (!W)
        return STATUS_NUMERICAL;
    double *Z = W + m * d, *theta = Z + n * m, *v = theta + m;
    double factor = 1 / sqrt((double)m * (double)d);
    network_rows(network, replicate, 0, m, W, NULL, NULL);
    linalg_multiply_transposed(n, m, d, p->X, W, false, Z);
    for (size_t i = 0; i < n * m; i++)
        Z[i] *= factor;
    enum status status = linalg_ridge(n, m, Z, 0, 1, p->y, theta);
    if (status == STATUS_OK) {
        linalg_multiply(1, d, m, theta, W, false, v);
        for (size_t j = 0; j < d; j++)
            v[j] *= factor;
        *mse = test_error(p, v);
        *chi = (double)d * (double)m * p->q / vector_dot(m, theta, theta);
    }
    free(W);
    return status;
}

enum status population_projection(struct population *p) {
    struct projection s;
    double n = (double)p->samples, m = (double)p->network.width;
    enum status status = open_projection(&s, &p->dataset, p->samples);
    if (status == STATUS_OK)
        status = results_open(&p->results, p->output, COLUMNS, columns);
    double exact = double_descent_projection(n, m, s.linear, s.q, s.across);
    double without = s.linear + s.across * s.q / (m - n);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        double mse = NAN, chi = NAN;
        status = measure(&s, &p->network, r, &mse, &chi);
        const double row[COLUMNS] = {(double)(r + 1), mse,       chi,     exact,
                                     without,         m - n + 1, s.linear};
        results_put(&p->results, row);
    }
    free(s.X);
    return status;
}
