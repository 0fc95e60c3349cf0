/* SPDX-License-Identifier: MIT */
#include "dataset_gaussian.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>

enum { BLOCK = 256 };

double *dataset_gaussian_power(size_t d, double exponent) {
    double *scale = memory_new(d, sizeof *scale), sum = 0;
    for (size_t i = d; scale && i-- > 0;)
        sum += scale[i] = pow((double)(i + 1), -exponent);
    for (size_t i = 0; scale && i < d; i++)
        scale[i] = sqrt((double)d * scale[i] / sum);
    return scale;
}

/* Adds the mean and, in S, the second moments of the rows. */
static void add_rows(const void *source, dataset_gaussian_row *row, size_t count, size_t d,
                     double *X, double *mean, double *S) {
    for (size_t first = 0; first < count; first += BLOCK) {
        size_t block = BLOCK < count - first ? BLOCK : count - first;
        for (size_t i = 0; i < block; i++) {
            row(source, first + i, X + i * d);
            for (size_t j = 0; j < d; j++)
                mean[j] += X[i * d + j] / (double)count;
        }
        linalg_gram_add(block, d, 1 / (double)count, X, S);
    }
    linalg_mirror(d, S);
}

enum status dataset_gaussian_moments(const void *source, dataset_gaussian_row *row, size_t count,
                                     size_t d, double **moments) {
    double *mean = memory_zero(d * (d + 1), sizeof *mean), *S = memory_zero(d * (d + 1), sizeof *S);
    double *X = memory_new(BLOCK * d, sizeof *X);
    enum status status = mean && S && X ? STATUS_OK : STATUS_NUMERICAL;
    double *A = mean ? mean + d : NULL, *lambda = S ? S + d * d : NULL;
    if (status == STATUS_OK) {
        add_rows(source, row, count, d, X, mean, S);
        for (size_t i = 0; i < d * d; i++)
            S[i] -= mean[i / d] * mean[i % d];
        status = linalg_eigenvectors(d, S, 0, d - 1, lambda, A);
    }
    for (size_t i = 0; status == STATUS_OK && i < d * d; i++)
        A[i] *= sqrt(fmax(0, lambda[i / d]));
    free(S);
    free(X);
    if (status == STATUS_OK)
        *moments = mean;
    else
        free(mean);
    return status;
}
