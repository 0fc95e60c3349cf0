/* SPDX-License-Identifier: MIT */
#include "linalg.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void dpocon_(const char *, const int *, const double *, const int *, const double *, double *,
             double *, int *, int *);
void dgelsd_(const int *, const int *, const int *, double *, const int *, double *, const int *,
             double *, const double *, int *, double *, const int *, int *, int *);

/* Squaring costs half of the digits: below this reciprocal condition of the Gram matrix, that of
 * the rows is worse than 1e-5, and Cholesky would leave fewer than six digits. */
static const double condition_least = 1e-10;

/* G (k x k) = Z^T Z + ridge, or Z Z^T + ridge if dual, as its Cholesky factor; *good: whether it is
 * well conditioned. */
static enum status factor_gram(size_t n, size_t m, const double *Z, double ridge, bool dual,
                               double *G, bool *good) {
    size_t k = dual ? n : m;
    int K = (int)k, info = 0;
    double norm = 0, condition = 0;
    double *work = memory_new(4 * k, sizeof *work);
    int *iwork = memory_new(k, sizeof *iwork);
    enum status status = work && iwork ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        if (dual)
            linalg_multiply_transposed(n, n, m, Z, Z, false, G);
        else
            linalg_multiply_left(m, m, n, Z, Z, false, G);
        for (size_t i = 0; i < k; i++) {
            double sum = 0;
            G[i * k + i] += ridge;
            for (size_t j = 0; j < k; j++)
                sum += fabs(G[i * k + j]);
            norm = fmax(norm, sum);
        }
        *good = linalg_cholesky(k, G) == STATUS_OK;
        if (*good)
            dpocon_("L", &K, G, &K, &norm, &condition, work, iwork, &info);
        *good = *good && condition >= condition_least;
    }
    free(work);
    free(iwork);
    return status;
}

static enum status by_gram(size_t n, size_t m, const double *Z, bool dual, const double *G,
                           size_t count, const double *Y, double *X) {
    if (!dual) {
        linalg_multiply(count, m, n, Y, Z, false, X);
        linalg_cholesky_solve(m, G, count, X);
        return STATUS_OK;
    }
    double *C = memory_new(count, n * sizeof *C);
    if (!C)
        return STATUS_NUMERICAL;
    memcpy(C, Y, count * n * sizeof *C);
    linalg_cholesky_solve(n, G, count, C);
    linalg_multiply(count, m, n, C, Z, false, X);
    free(C);
    return STATUS_OK;
}

/* Least squares of the rows of Z, and below them sqrt(ridge) times the identity. */
static enum status by_decomposition(size_t n, size_t m, const double *Z, double ridge, size_t count,
                                    const double *Y, double *X) {
    size_t rows = n + (ridge > 0 ? m : 0), longest = rows > m ? rows : m;
    size_t rank_most = rows < m ? rows : m;
    int N = (int)rows, M = (int)m, C = (int)count, L = (int)longest, rank, info = 0, size = -1;
    double cut = DBL_EPSILON * (double)longest, query = 0;
    double *A = memory_zero(rows, m * sizeof *A), *B = memory_zero(longest, count * sizeof *B);
    double *s = memory_new(rank_most, sizeof *s), *work = NULL;
    int *iwork = memory_new(rank_most, 128 * sizeof *iwork);
    enum status status = A && B && s && iwork ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        for (size_t j = 0; j < m; j++) {
            for (size_t i = 0; i < n; i++)
                A[j * rows + i] = Z[i * m + j];
            if (ridge > 0)
                A[j * rows + n + j] = sqrt(ridge);
        }
        for (size_t c = 0; c < count; c++)
            memcpy(B + c * longest, Y + c * n, n * sizeof *B);
        dgelsd_(&N, &M, &C, A, &N, B, &L, s, &cut, &rank, &query, &size, iwork, &info);
        size = (int)query;
        work = memory_new((size_t)size, sizeof *work);
        status = work ? STATUS_OK : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK)
        dgelsd_(&N, &M, &C, A, &N, B, &L, s, &cut, &rank, work, &size, iwork, &info);
    for (size_t c = 0; status == STATUS_OK && c < count; c++)
        memcpy(X + c * m, B + c * longest, m * sizeof *X);
    free(A);
    free(B);
    free(s);
    free(work);
    free(iwork);
    if (status == STATUS_OK && info)
        return error_set(STATUS_NUMERICAL, "found no convergence of least squares (%d)", info);
    return status;
}

enum status linalg_ridge(size_t n, size_t m, const double *Z, double ridge, size_t count,
                         const double *Y, double *X) {
    bool dual = n < m, good = false;
    size_t k = dual ? n : m;
    double *G = memory_new(k, k * sizeof *G);
    enum status status = G ? factor_gram(n, m, Z, ridge, dual, G, &good) : STATUS_NUMERICAL;
    if (status == STATUS_OK && good)
        status = by_gram(n, m, Z, dual, G, count, Y, X);
    else if (status == STATUS_OK)
        status = by_decomposition(n, m, Z, ridge, count, Y, X);
    free(G);
    return status;
}
