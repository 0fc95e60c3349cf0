/* SPDX-License-Identifier: MIT */
#include "hermite.h"
#include "two_step_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* LAPACK: A = Q R by Householder reflections, column major. */
extern void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau,
                    double *work, const int *lwork, int *info);

void two_step_layer_gaussian(struct two_step_layer *layer) {
    *layer = (struct two_step_layer){.moment = {1}};
    for (size_t i = 1; i <= 2 * TWO_STEP_TERMS; i++)
        layer->moment[i] = hermite_moment(i);
    /* Column k holds g^{k+1} in the orthonormal polynomials of the weight g^2, whose Jacobi matrix
     * has squared off-diagonals 3, 2, 5, 4, 7, 6, ...: multiply by g. */
    layer->factor[0][0] = 1;
    for (size_t k = 1; k < TWO_STEP_TERMS; k++)
        for (size_t i = 0; i < TWO_STEP_TERMS; i++) {
            double next = i > 0 ? layer->factor[i - 1][k - 1] : 0;
            double after = i + 1 < TWO_STEP_TERMS ? layer->factor[i + 1][k - 1] : 0;
            layer->factor[i][k] = sqrt((double)(i % 2 ? i + 2 : i)) * next +
                                  sqrt((double)(i % 2 ? i + 1 : i + 3)) * after;
        }
}

enum status two_step_layer_values(struct two_step_layer *layer, size_t N, const double *g) {
    *layer = (struct two_step_layer){.moment = {1}};
    int rows = (int)N, columns = TWO_STEP_TERMS, size = 64 * TWO_STEP_TERMS, info = -1;
    if (N < TWO_STEP_TERMS || N > 0x7fffffff / TWO_STEP_TERMS)
        return error_set(STATUS_USAGE, "found %zu neurons, expected at least %d", N,
                         TWO_STEP_TERMS);
    double *power = memory_new(N * TWO_STEP_TERMS, sizeof *power), tau[TWO_STEP_TERMS];
    double work[64 * TWO_STEP_TERMS];
    if (!power)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < N; i++) {
        double value = 1;
        for (size_t k = 1; k <= 2 * TWO_STEP_TERMS; k++) {
            value *= g[i];
            layer->moment[k] += value / (double)N;
            if (k <= TWO_STEP_TERMS)
                power[(k - 1) * N + i] = value / sqrt((double)N);
        }
    }
    dgeqrf_(&rows, &columns, power, &rows, tau, work, &size, &info);
    for (size_t k = 0; k < TWO_STEP_TERMS; k++)
        for (size_t i = 0; i <= k; i++)
            layer->factor[i][k] = (power[i * N + i] < 0 ? -1 : 1) * power[k * N + i];
    free(power);
    return info == 0 ? STATUS_OK : error_set(STATUS_NUMERICAL, "found dgeqrf %d", info);
}

bool two_step_cholesky(size_t size, double (*M)[TWO_STEP_TERMS], double (*C)[TWO_STEP_TERMS]) {
    memset(C, 0, TWO_STEP_TERMS * sizeof *C);
    for (size_t k = 0; k < size; k++)
        for (size_t i = 0; i <= k; i++) {
            double entry = M[k][i], rounding = 1e-12 * sqrt(M[i][i] * M[k][k]);
            for (size_t m = 0; m < i; m++)
                entry -= C[i][m] * C[k][m];
            bool degenerate = i == k ? entry <= rounding : C[i][i] == 0;
            if (degenerate && !(fabs(entry) <= rounding))
                return false;
            if (i == k)
                C[k][k] = degenerate ? 0 : sqrt(entry);
            else
                C[k][i] = degenerate ? 0 : entry / C[i][i];
        }
    return true;
}

enum status two_step_layer_moments(struct two_step_layer *layer, size_t terms,
                                   const double *moment) {
    double M[TWO_STEP_TERMS][TWO_STEP_TERMS] = {{0}}, C[TWO_STEP_TERMS][TWO_STEP_TERMS];
    *layer = (struct two_step_layer){.moment = {1}};
    for (size_t i = 1; i <= 2 * terms; i++)
        layer->moment[i] = moment[i];
    for (size_t i = 0; i < terms; i++)
        for (size_t k = 0; k < terms; k++)
            M[i][k] = moment[i + k + 2];
    if (!two_step_cholesky(terms, M, C))
        return error_set(STATUS_USAGE, "found moments of the second layer that no powers g, g^2, "
                                       "... have");
    for (size_t i = 0; i < terms; i++)
        for (size_t k = i; k < terms; k++)
            layer->factor[i][k] = C[k][i];
    return STATUS_OK;
}
