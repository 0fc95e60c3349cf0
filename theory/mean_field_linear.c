/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the optimum (R3) ---- */

double mean_field_optimum(size_t n, const double *V, const double *y, double lambda, double *s) {
    double scale = (double)n * lambda, sum = 0;
    for (size_t i = 0; i < n; i++) {
        double along = 0;
        for (size_t j = 0; j < n; j++)
            along += V[i * n + j] * y[j];
        s[i] = fmax(0, s[i]) / scale;
        sum += along * along / (1 + s[i]);
    }
    return sum / (2 * (double)n);
}

enum status mean_field_linear(size_t n, double *K, const double *y, double lambda, double *s,
                              double *optimum) {
    double *V = memory_new(n * n, sizeof *V);
    enum status status = V ? linalg_eigenvectors(n, K, 0, n - 1, s, V) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        *optimum = mean_field_optimum(n, V, y, lambda, s);
    free(V);
    return status;
}

enum status mean_field_modes_bound(size_t n, const double *K, const double *more, const double *y,
                                   double lambda, double *bound) {
    double *A = memory_new(n * n + n, sizeof *A), *alpha = A ? A + n * n : NULL;
    if (!A)
        return STATUS_NUMERICAL;
    memcpy(A, K, n * n * sizeof *A);
    memcpy(alpha, y, n * sizeof *alpha);
    for (size_t i = 0; i < n; i++)
        A[i * n + i] += (double)n * lambda;
    enum status status = linalg_cholesky(n, A);
    if (status == STATUS_OK)
        linalg_cholesky_solve(n, A, 1, alpha);
    *bound = 0;
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        for (size_t j = 0; j < n; j++)
            *bound += lambda / 2 * alpha[i] * alpha[j] * (more[i * n + j] - K[i * n + j]);
    free(A);
    return status;
}

double mean_field_effective_dimension(size_t n, const double *s) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += s[i] / (1 + s[i]);
    return sum;
}

double mean_field_free_energy(size_t n, const double *s, double lambda) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += log1p(s[i]);
    return lambda / 2 * sum;
}

double mean_field_free_energy_bound(size_t n, const double *s, double lambda) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += s[i];
    return lambda / 2 * sum;
}

/* ---- particles (R6) ---- */

double mean_field_exponential_excess(size_t n, const double *s, double lambda, double tau) {
    double sum = 0, t = tanh(tau / 2);
    for (size_t i = 0; i < n; i++) {
        if (!(t * s[i] < 1))
            return INFINITY;
        sum += s[i] / ((1 + s[i]) * (1 - t * s[i]));
    }
    return lambda / 2 * sum;
}

/* Row k of A times factor[k]. */
static void scale_rows(size_t n, double *A, const double *factor) {
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++)
            A[k * n + l] *= factor[k];
}

/* P = sum_t B^t Q (B^T)^t by doubling: P <- P + B P B^T, B <- B^2; work has 2 n^2. Infinite if it
 * does not settle. */
static double lyapunov_trace(size_t n, double *B, double *P, const double *G, double *work) {
    enum { DOUBLINGS = 60 };
    double *product = work, *next = work + n * n, trace = 0;
    for (int d = 0; d < DOUBLINGS; d++) {
        double added = 0;
        linalg_multiply(n, n, n, B, P, false, product);
        linalg_multiply_transposed(n, n, n, product, B, false, next);
        for (size_t k = 0; k < n * n; k++) {
            added += G[k] * next[k];
            P[k] += next[k];
        }
        trace = 0;
        for (size_t k = 0; k < n * n; k++)
            trace += G[k] * P[k];
        if (!isfinite(trace))
            return INFINITY;
        if (fabs(added) <= 1e-17 * fabs(trace))
            return trace;
        linalg_multiply(n, n, n, B, B, false, next);
        memcpy(B, next, n * n * sizeof *B);
    }
    return INFINITY;
}

enum status mean_field_semi_excess(size_t n, size_t modes, const double *X, const double *mu,
                                   double lambda, double h, double *excess) {
    size_t size = modes * modes;
    double *work = memory_zero(5 * size + modes, sizeof *work);
    if (!work)
        return STATUS_NUMERICAL;
    double *G = work, *B = G + size, *P = B + size, *S = P + 3 * size;
    linalg_gram_add(n, modes, 1 / (double)n, X, G);
    linalg_mirror(modes, G);
    for (size_t k = 0; k < size; k++)
        B[k] = -h * G[k];
    for (size_t k = 0; k < modes; k++) {
        S[k] = 1 / (1 + h * lambda / mu[k]);
        B[k * modes + k] += 1;
        P[k * modes + k] = 2 * lambda * h * S[k] * S[k];
    }
    scale_rows(modes, B, S);
    *excess = lyapunov_trace(modes, B, P, G, P + size) / 2;
    free(work);
    return STATUS_OK;
}
