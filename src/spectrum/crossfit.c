/* SPDX-License-Identifier: MIT */
#include "crossfit.h"

#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Gram and Schmidt, twice; each power from the one before times g keeps them in range. */
enum status powers_factor(size_t rows, const double *g, const double *weight, size_t count,
                          double *Q, double *R) {
    double *power = memory_new(rows, sizeof *power);
    if (!power)
        return STATUS_NUMERICAL;
    memset(R, 0, count * count * sizeof *R);
    for (size_t i = 0; i < rows; i++)
        power[i] = weight ? weight[i] : 1;
    for (size_t k = 0; k < count; k++) {
        double *q = Q + k * rows;
        for (size_t i = 0; i < rows; i++)
            q[i] = power[i] *= g[i];
        double before = linalg_norm(rows, q);
        for (int pass = 0; pass < 2; pass++)
            for (size_t l = 0; l < k; l++) {
                double along = vector_dot(rows, q, Q + l * rows);
                R[l * count + k] += along;
                for (size_t i = 0; i < rows; i++)
                    q[i] -= along * Q[l * rows + i];
            }
        double norm = linalg_norm(rows, q);
        if (!(norm > 1e-10 * before)) {
            free(power);
            return error_set(STATUS_INPUT,
                             "found only %zu independent powers of the column a, expected %zu: it "
                             "takes too few values",
                             k, count);
        }
        R[k * count + k] = norm;
        for (size_t i = 0; i < rows; i++)
            q[i] /= norm;
    }
    free(power);
    return STATUS_OK;
}

/* c = R^{-1} Q (weight D) sqrt(M) of every second row from `first` on. */
static enum status fit_half(struct crossfit *fit, size_t rows, const double *D, const double *g,
                            size_t first) {
    size_t n = (rows - first + 1) / 2, terms = fit->terms, d = fit->d;
    double *half = memory_new(n, (d + terms + 2) * sizeof *half), R[64];
    double *c = fit->c + first * terms * d;
    if (!half)
        return STATUS_NUMERICAL;
    double *Q = half + n * d, *own = Q + n * terms, *weight = own + n;
    for (size_t i = 0; i < n; i++) {
        own[i] = g[first + 2 * i];
        weight[i] = 1 / sqrt(1 + own[i] * own[i]);
        for (size_t j = 0; j < d; j++)
            half[i * d + j] = weight[i] * sqrt((double)rows) * D[(first + 2 * i) * d + j];
    }
    enum status status = powers_factor(n, own, weight, terms, Q, R);
    if (status == STATUS_OK) {
        linalg_multiply(terms, d, n, Q, half, false, c);
        for (size_t k = terms; k-- > 0;)
            for (size_t j = 0; j < d; j++) {
                for (size_t l = k + 1; l < terms; l++)
                    c[k * d + j] -= R[k * terms + l] * c[l * d + j];
                c[k * d + j] /= R[k * terms + k];
            }
    }
    free(half);
    return status;
}

/* The eigenvalues of R M R^T with the factor R of all rows. */
static enum status find_strengths(struct crossfit *fit, size_t rows, const double *g) {
    size_t terms = fit->terms;
    double R[64], M[64], RM[64], S[64], w[8];
    const double *even = fit->c, *odd = fit->c + terms * fit->d;
    double *Q = memory_new(rows, terms * sizeof *Q);
    if (!Q)
        return STATUS_NUMERICAL;
    enum status status = powers_factor(rows, g, NULL, terms, Q, R);
    free(Q);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < terms; k++)
        for (size_t l = 0; l < terms; l++)
            M[k * terms + l] = (vector_dot(fit->d, even + k * fit->d, odd + l * fit->d) +
                                vector_dot(fit->d, even + l * fit->d, odd + k * fit->d)) /
                               (2 * (double)rows);
    linalg_multiply(terms, terms, terms, R, M, false, RM);
    linalg_multiply_transposed(terms, terms, terms, RM, R, false, S);
    status = linalg_eigenvalues(terms, S, w);
    for (size_t k = 0; k < terms; k++)
        fit->theta[k] = sqrt(fmax(0, w[terms - 1 - k]));
    return status;
}

enum status crossfit_find(struct crossfit *fit, size_t rows, size_t d, const double *D,
                          const double *g, size_t terms) {
    *fit = (struct crossfit){.terms = terms, .d = d};
    fit->c = memory_new(terms, (2 * d + 1) * sizeof *fit->c);
    if (!fit->c)
        return STATUS_NUMERICAL;
    fit->theta = fit->c + 2 * terms * d;
    if (rows < 2 * (terms + 1))
        return error_set(STATUS_INPUT, "found %zu neurons, expected at least %zu for %zu powers",
                         rows, 2 * (terms + 1), terms);
    enum status status = fit_half(fit, rows, D, g, 0);
    if (status == STATUS_OK)
        status = fit_half(fit, rows, D, g, 1);
    return status == STATUS_OK ? find_strengths(fit, rows, g) : status;
}

void crossfit_free(struct crossfit *fit) {
    free(fit->c);
    *fit = (struct crossfit){0};
}

void crossfit_scale(struct crossfit *fit, size_t k, double factor) {
    for (size_t half = 0; half < 2; half++)
        for (size_t j = 0; j < fit->d; j++)
            fit->c[(half * fit->terms + k) * fit->d + j] *= factor;
}

double crossfit_along(const struct crossfit *fit, size_t k, const double *x) {
    const double *even = fit->c + k * fit->d, *odd = even + fit->terms * fit->d;
    return (vector_dot(fit->d, even, x) + vector_dot(fit->d, odd, x)) / 2;
}

double crossfit_distance2(const struct crossfit *fit, size_t k, const double *p) {
    const double *even = fit->c + k * fit->d, *odd = even + fit->terms * fit->d;
    double product = vector_dot(fit->d, even, odd);
    return p ? product - 2 * crossfit_along(fit, k, p) + vector_dot(fit->d, p, p) : product;
}
