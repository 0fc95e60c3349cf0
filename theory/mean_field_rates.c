/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* LAPACK: eigenvalues of a general matrix (destroyed; transposed they are the same). */
extern void dgeev_(const char *left, const char *right, const int *n, double *A, const int *lda,
                   double *real, double *imaginary, double *VL, const int *ldvl, double *VR,
                   const int *ldvr, double *work, const int *work_size, int *info);

/* ---- dual coordinate ascent (R8) ---- */

double mean_field_sdca_scale(double n, double lambda, double B) {
    return 1 + B * B / (n * lambda);
}

double mean_field_sdca_bound(double n, double lambda, double B, double epochs) {
    return exp(epochs * n * log1p(-lambda / (B * B + n * lambda)));
}

/* Row i of I + V/(n lambda), component j. */
static double curvature(size_t n, const double *V, double lambda, size_t i, size_t j) {
    return V[i * n + j] / ((double)n * lambda) + (i == j);
}

void mean_field_sdca_sweep(size_t n, const double *V, double lambda, double c, double *e) {
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += curvature(n, V, lambda, i, j) * e[j];
        e[i] -= sum / c;
    }
}

enum status mean_field_sdca_radius(size_t n, const double *V, double lambda, double c,
                                   double *radius) {
    int N = (int)n, one = 1, work_size = 8 * N, info = 0;
    double *A = memory_zero(n * n + 2 * n + (size_t)work_size, sizeof *A), none = 0;
    if (!A)
        return STATUS_NUMERICAL;
    double *real = A + n * n, *imaginary = real + n, *work = imaginary + n;
    for (size_t j = 0; j < n; j++) { /* row j: the sweep of the j-th unit vector */
        A[j * n + j] = 1;
        mean_field_sdca_sweep(n, V, lambda, c, A + j * n);
    }
    dgeev_("N", "N", &N, A, &N, real, imaginary, &none, &one, &none, &one, work, &work_size, &info);
    *radius = 0;
    for (size_t i = 0; i < n; i++)
        *radius = fmax(*radius, hypot(real[i], imaginary[i]));
    free(A);
    return info ? error_set(STATUS_NUMERICAL, "found no convergence of the eigenvalues (%d)", info)
                : STATUS_OK;
}

/* With J = I + V/(n lambda) and R = J S, A_i S A_i^T = S - (e_i R_i + (e_i R_i)^T)/c + e_i e_i^T
 * (R J)_ii/c^2; the mean over i changes entry kl by -(R_kl + R_lk)/(c n) and kk by the last. */
enum status mean_field_sdca_moments(size_t n, const double *V, double lambda, double c, double *S) {
    double *J = memory_new(2 * n * n, sizeof *J), *R = J ? J + n * n : NULL;
    if (!J)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            J[i * n + j] = curvature(n, V, lambda, i, j);
    linalg_multiply(n, n, n, J, S, false, R);
    for (size_t k = 0; k < n; k++) {
        double gain = 0;
        for (size_t l = 0; l < n; l++) {
            gain += R[k * n + l] * J[l * n + k];
            S[k * n + l] -= (R[k * n + l] + R[l * n + k]) / (c * (double)n);
        }
        S[k * n + k] += gain / (c * c * (double)n);
    }
    free(J);
    return STATUS_OK;
}

double mean_field_dual_gap(size_t n, const double *V, double lambda, const double *S) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            sum += curvature(n, V, lambda, i, j) * S[i * n + j];
    return sum / (2 * (double)n);
}

/* ---- dual averaging (R9) ---- */

double mean_field_pda_bound(double G, double lambda, double steps) {
    return 2 * G * G / (lambda * (steps + 1));
}

/* 16/(2-2j)^2 [1/(4j-1) - 2/(2j+1) + 1/3], whose bracket has the factor (1-j)^2. */
static double mixture_factor(double j) {
    return 32 / (3 * (4 * j - 1) * (2 * j + 1));
}

enum status mean_field_pda(size_t n, const double *V, const double *g, double lambda, double *last,
                           double *mixture) {
    double *copy = memory_new(2 * n * n + n, sizeof *copy);
    if (!copy)
        return STATUS_NUMERICAL;
    double *U = copy + n * n, *v = U + n * n, count = (double)n;
    memcpy(copy, V, n * n * sizeof *copy);
    enum status status = linalg_eigenvectors(n, copy, 0, n - 1, v, U);
    *last = *mixture = 0;
    for (size_t a = 0; status == STATUS_OK && a < n; a++) {
        double j = 1 + v[a] / (count * lambda), weight = v[a] * j / (2 * lambda);
        double Q = 0, mean = 0;
        for (size_t i = 0; i < n; i++) {
            double part = U[a * n + i] * g[i];
            Q += part * part / count;
            mean += part / count;
        }
        Q -= mean * mean;
        *last += weight * 4 * Q / (4 * j - 1);
        *mixture += weight * Q * mixture_factor(j);
    }
    free(copy);
    return status;
}
