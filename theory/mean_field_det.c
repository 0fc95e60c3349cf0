/* SPDX-License-Identifier: MIT */
/* The seed-free problem DET, and its optimum for linear neurons. */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void dgeqrf_(const int *, const int *, double *, const int *, double *, double *, const int *,
             int *);
void dgesvd_(const char *, const char *, const int *, const int *, double *, const int *, double *,
             double *, const int *, double *, const int *, double *, const int *, int *);

enum { BLOCK = 256 };

double mean_field_det_feature(size_t i, size_t k) {
    double sample = (double)i, mode = (double)k;
    return pow(mode, -0.75) * M_SQRT2 * cos(1.3 * sample * mode + 0.7 * sample);
}

double mean_field_det_label(size_t i) {
    return sin((double)i);
}

enum status mean_field_det_kernel(size_t n, size_t modes, double *K) {
    double *rows = memory_new(BLOCK * n, sizeof *rows);
    if (!rows)
        return STATUS_NUMERICAL;
    memset(K, 0, n * n * sizeof *K);
    for (size_t first = 1; first <= modes; first += BLOCK) {
        size_t count = modes - first + 1 < BLOCK ? modes - first + 1 : BLOCK;
        for (size_t k = 0; k < count; k++) /* row k: sqrt(mu_k) x_ik */
            for (size_t i = 0; i < n; i++)
                rows[k * n + i] = mean_field_det_feature(i + 1, first + k) / (double)(first + k);
        linalg_gram_add(count, n, 1, rows, K);
    }
    linalg_mirror(n, K);
    free(rows);
    return STATUS_OK;
}

/* ---- K by a factor, for small lambda ---- */

/* The upper triangle R (n x n in the columns of A, which have n + BLOCK numbers) with R^T R = K: of
 * the rows sqrt(mu_k) x_k, block by block. */
static enum status det_factor(size_t n, size_t modes, double *A, double *tau, size_t room,
                              double *work) {
    size_t length = n + BLOCK;
    int columns = (int)n, stride = (int)length, size = (int)room, info = 0;
    memset(A, 0, length * n * sizeof *A);
    for (size_t first = 1; first <= modes && info == 0; first += BLOCK) {
        size_t count = modes - first + 1 < BLOCK ? modes - first + 1 : BLOCK;
        int rows = (int)(n + count);
        for (size_t i = 0; i < n; i++) {
            memset(A + i * length + i + 1, 0, (n - i - 1) * sizeof *A);
            for (size_t k = 0; k < count; k++)
                A[i * length + n + k] =
                    mean_field_det_feature(i + 1, first + k) / (double)(first + k);
        }
        dgeqrf_(&rows, &columns, A, &stride, tau, work, &size, &info);
    }
    for (size_t i = 0; i < n; i++)
        memset(A + i * length + i + 1, 0, (length - i - 1) * sizeof *A);
    return info ? error_set(STATUS_NUMERICAL, "found dgeqrf %d, expected a factor", info)
                : STATUS_OK;
}

/* Eigenvalues s (ascending; n - modes of them 0 if that is positive) and eigenvectors V (rows) of
 * K, from the singular values of R: these are good to eps of the largest, where eigenvalues of K
 * would be good to eps of the largest eigenvalue. */
static enum status det_eigenvectors(size_t n, size_t modes, double *s, double *V) {
    size_t length = n + BLOCK, room = 64 * length;
    double *A = memory_new(length * n, sizeof *A), *Vt = memory_new(n * n, sizeof *Vt);
    double *work = memory_new(room + 2 * n, sizeof *work), *values = work ? work + room : NULL;
    enum status status = A && Vt && work ? STATUS_OK : STATUS_NUMERICAL;
    int N = (int)n, stride = (int)length, one = 1, size = (int)room, info = 0;
    double unused;
    if (status == STATUS_OK)
        status = det_factor(n, modes, A, values + n, room, work);
    if (status == STATUS_OK)
        dgesvd_("N", "A", &N, &N, A, &stride, values, &unused, &one, Vt, &N, work, &size, &info);
    if (info)
        status = error_set(STATUS_NUMERICAL, "found no convergence of singular values (%d)", info);
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        size_t from = n - 1 - i;
        s[i] = from < modes ? values[from] * values[from] : 0;
        for (size_t j = 0; j < n; j++)
            V[i * n + j] = Vt[j * n + from];
    }
    free(A);
    free(Vt);
    free(work);
    return status;
}

/* Rounding changes the eigenvalues of K by eps of the largest, and what follows by that over n
 * lambda: where this loses three digits, the factor is worth its time. */
static const double large = 1e3;

enum status mean_field_det_linear(size_t n, size_t modes, double lambda, double *s,
                                  double *optimum) {
    double *K = memory_new(n * n + n, sizeof *K), *y = K ? K + n * n : NULL;
    enum status status = K ? mean_field_det_kernel(n, modes, K) : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        y[i] = mean_field_det_label(i + 1);
    if (status == STATUS_OK)
        status = mean_field_linear(n, K, y, lambda, s, optimum);
    if (status == STATUS_OK && s[n - 1] > large) {
        status = det_eigenvectors(n, modes, s, K);
        if (status == STATUS_OK)
            *optimum = mean_field_optimum(n, K, y, lambda, s);
    }
    free(K);
    return status;
}
