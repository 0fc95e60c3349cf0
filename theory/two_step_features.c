/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "two_step.h"

#include <math.h>
#include <stdlib.h>

enum { K = TWO_STEP_DEGREE };

/* The triangular factor of the Gaussian powers [h, h^2, ..., h^count]: column k holds h^{k+1} in
 * the orthonormal Hermite polynomials, from degree 0 on, by multiplication with h. */
static void powers_factor(size_t count, double factor[K + 1][K]) {
    double column[K + 2] = {1};
    for (size_t k = 0; k < count; k++) {
        double next[K + 2] = {0};
        for (size_t i = 0; i <= k; i++) {
            next[i + 1] += sqrt((double)i + 1) * column[i];
            if (i > 0)
                next[i - 1] += sqrt((double)i) * column[i];
        }
        for (size_t i = 0; i < K + 1; i++)
            factor[i][k] = column[i] = next[i];
    }
}

static int descending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

enum status two_step_feature_spikes(const struct two_step *problem, double N, double n, double eta1,
                                    size_t count, double *singular) {
    if (count < 1 || count >= problem->orders)
        return error_set(STATUS_USAGE, "found %zu feature spikes, expected 1 to %zu", count,
                         problem->orders - 1);
    double factor[K + 1][K] = {{0}}, weight[K], product[(K + 1) * (K + 1)], values[K + 1];
    double factorial = 1, step = two_step_first_strength(problem, eta1) / sqrt(N);
    for (size_t k = 1; k <= count; k++) {
        struct two_step_polynomial mean;
        factorial *= (double)k;
        two_step_expand(problem, k, 0, 0, &mean);
        weight[k - 1] = mean.c[0][0] / factorial * pow(step, (double)k);
    }
    powers_factor(count, factor);
    for (size_t i = 0; i <= count; i++)
        for (size_t j = 0; j <= count; j++) {
            double sum = 0;
            for (size_t k = 0; k < count; k++)
                sum += factor[i][k] * weight[k] * factor[j][k];
            product[i * (count + 1) + j] = sqrt(n) * sum;
        }
    /* Symmetric, so its singular values are those of its eigenvalues; one of them is 0. */
    enum status status = linalg_eigenvalues(count + 1, product, values);
    for (size_t i = 0; i <= count; i++)
        values[i] = fabs(values[i]);
    qsort(values, count + 1, sizeof *values, descending);
    for (size_t i = 0; i < count; i++)
        singular[i] = values[i];
    return status;
}
