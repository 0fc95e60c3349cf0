/* SPDX-License-Identifier: MIT */
#include "linalg.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

void dgesdd_(const char *, const int *, const int *, double *, const int *, double *, double *,
             const int *, double *, const int *, double *, const int *, int *, int *);

/* Row-major A (m x n) is column-major A^T (n x m), which has the same singular values. */
static enum status by_decomposition(size_t m, size_t n, double *A, double *s) {
    int M = (int)n, N = (int)m, one = 1, info = 0, size = -1;
    size_t rank = m < n ? m : n;
    double unused, query = 0;
    int *iwork = memory_new(8 * rank, sizeof *iwork);
    if (!iwork)
        return STATUS_NUMERICAL;
    dgesdd_("N", &M, &N, A, &M, s, &unused, &one, &unused, &one, &query, &size, iwork, &info);
    size = (int)query;
    double *work = memory_new((size_t)size, sizeof *work);
    if (work)
        dgesdd_("N", &M, &N, A, &M, s, &unused, &one, &unused, &one, work, &size, iwork, &info);
    free(iwork);
    free(work);
    if (!work)
        return STATUS_NUMERICAL;
    return info ? error_set(STATUS_NUMERICAL, "found no convergence of the singular values (%d)",
                            info)
                : STATUS_OK;
}

/* Whether the squares neither overflow nor lose digits to underflow; gesdd scales by itself. */
static bool squares_are_safe(size_t count, const double *A) {
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(A[i]));
    return largest > 1e-130 && largest < 1e130;
}

/* By the Gram matrix; *good says whether that is accurate enough. A is kept. */
static enum status by_gram_matrix(size_t m, size_t n, const double *A, double *s, bool *good) {
    size_t rank = m < n ? m : n;
    double *gram = memory_zero(rank * rank, sizeof *gram);
    if (!gram)
        return STATUS_NUMERICAL;
    if (n <= m)
        linalg_gram_add(m, n, 1, A, gram);
    else
        linalg_multiply_transposed(m, m, n, A, A, false, gram);
    if (n <= m)
        linalg_mirror(n, gram);
    enum status status = linalg_eigenvalues(rank, gram, s);
    free(gram);
    *good = status == STATUS_OK && s[0] > 1e-4 * s[rank - 1];
    for (size_t i = 0; *good && i < rank / 2; i++) {
        double kept = s[i];
        s[i] = s[rank - 1 - i];
        s[rank - 1 - i] = kept;
    }
    for (size_t i = 0; *good && i < rank; i++)
        s[i] = sqrt(s[i]);
    return status;
}

enum status linalg_singular_values(size_t m, size_t n, double *A, double *s, bool *by_gram,
                                   double *bound) {
    bool good = squares_are_safe(m * n, A);
    enum status status = good ? by_gram_matrix(m, n, A, s, &good) : STATUS_OK;
    if (status == STATUS_OK && !good)
        status = by_decomposition(m, n, A, s);
    if (by_gram)
        *by_gram = good;
    for (size_t i = 0; status == STATUS_OK && bound && i < (m < n ? m : n); i++)
        bound[i] = (double)(m > n ? m : n) * DBL_EPSILON * s[0] * (good ? s[0] / (2 * s[i]) : 1);
    return status;
}
