/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RANK_MOST = 4 };

/* K = X diag(mu) X^T (n x n, the caller frees), or NULL. */
static double *kernel(size_t n, size_t modes, const double *X, const double *mu) {
    double *K = memory_new(n, n * sizeof *K), *scaled = memory_new(n, modes * sizeof *scaled);
    for (size_t i = 0; K && scaled && i < n; i++)
        for (size_t k = 0; k < modes; k++)
            scaled[i * modes + k] = X[i * modes + k] * mu[k];
    if (K && scaled)
        linalg_multiply_transposed(n, n, modes, scaled, X, false, K);
    free(scaled);
    return K;
}

/* Cholesky's factor with pivots: K (n x n, destroyed) = R R^T, R n x rank with room for RANK_MOST
 * columns, and as much again behind it for work. Returns the rank, or RANK_MOST + 1 if it is above.
 */
static size_t factor(size_t n, double *K, double *R) {
    double trace = 0, *columns = R + RANK_MOST * n;
    size_t rank = 0;
    for (size_t i = 0; i < n; i++)
        trace += K[i * n + i];
    for (;; rank++) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            if (K[i * n + i] > K[best * n + best])
                best = i;
        double pivot = K[best * n + best], *c = columns + rank * n;
        if (!(pivot > 1e-12 * trace))
            break;
        if (rank == RANK_MOST)
            return RANK_MOST + 1;
        for (size_t i = 0; i < n; i++)
            c[i] = K[i * n + best] / sqrt(pivot);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                K[i * n + j] -= c[i] * c[j];
    }
    for (size_t i = 0; i < n; i++)
        for (size_t r = 0; r < rank; r++)
            R[i * rank + r] = columns[r * n + i];
    return rank;
}

enum status mean_field_problem_data(size_t n, size_t modes, const double *X, const double *mu,
                                    const double *y, double lambda, double bound, size_t per_axis,
                                    struct mean_field_problem *problem) {
    *problem = (struct mean_field_problem){.n = n, .lambda = lambda};
    double *K = kernel(n, modes, X, mu);
    double *R = memory_new(n, 2 * RANK_MOST * sizeof *R);
    enum status status = K && R ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && bound > 0) {
        size_t rank = factor(n, K, R);
        status = rank <= RANK_MOST
                     ? mean_field_problem(n, rank, R, y, lambda, bound, per_axis, problem)
                     : error_set(STATUS_USAGE,
                                 "found samples of rank above %d, expected less: bounded neurons "
                                 "are integrated over the span of the samples",
                                 RANK_MOST);
    } else if (status == STATUS_OK) {
        problem->y = memory_new(n, sizeof *problem->y);
        status = problem->y ? STATUS_OK : STATUS_NUMERICAL;
        if (status == STATUS_OK) {
            memcpy(problem->y, y, n * sizeof *y);
            problem->K = K;
            K = NULL;
        }
    }
    free(K);
    free(R);
    return status;
}
