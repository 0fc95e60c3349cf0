/* SPDX-License-Identifier: MIT */
/* Averaged SGD on random features without drawing W (R10). */
#include "double_descent.h"

#include "random_matrix.h"

#include <math.h>
#include <stdlib.h>

enum status double_descent_closure(const struct double_descent_constants *constants, size_t d,
                                   size_t m, bool zero_mean, size_t *count,
                                   struct double_descent_level **levels, double *unexplained) {
    double D = (double)d, M = (double)m, least = fmin(D, M), ratio = least / fmax(D, M);
    double mean = constants->mu0 * constants->mu0, square = constants->mu1 * constants->mu1;
    size_t bulk = d < m ? d : m, used = 0;
    *levels = memory_new(bulk + 2, sizeof **levels);
    *unexplained = 1;
    if (!*levels)
        return STATUS_NUMERICAL;
    if (mean > 0)
        (*levels)[used++] = (struct double_descent_level){
            .lambda = mean, .count = 1, .overlap = 1, .mean = zero_mean ? 0 : mean};
    for (size_t i = 0; i < bulk; i++) {
        /* Mid-quantiles of the non-zero eigenvalues of W W^T/d: Marchenko-Pastur, scaled by
         * max(m, d)/d. */
        double s = marchenko_pastur_quantile(ratio, ((double)i + 0.5) / least) * fmax(M, D) / D;
        double lambda = (square * s + constants->star) / M, b2 = square * s / (M * D);
        if (!(lambda > 0))
            continue;
        (*levels)[used++] = (struct double_descent_level){
            .lambda = lambda, .count = 1, .error = b2 / (lambda * lambda)};
        *unexplained -= b2 / lambda;
    }
    if (m > d && constants->star > 0)
        (*levels)[used++] =
            (struct double_descent_level){.lambda = constants->star / M, .count = M - D};
    *unexplained = fmax(0, *unexplained);
    *count = used;
    return STATUS_OK;
}

enum status double_descent_closure_sgd(const struct double_descent_constants *constants, size_t d,
                                       size_t n, size_t m, double gamma, double zeta, double noise,
                                       bool zero_mean, struct double_descent_sgd *sgd,
                                       double *unexplained) {
    size_t count;
    struct double_descent_level *levels;
    double lambda1, lambda2;
    enum status status =
        double_descent_closure(constants, d, m, zero_mean, &count, &levels, unexplained);
    if (status != STATUS_OK)
        return status;
    double_descent_covariance(constants, (double)m, &lambda1, &lambda2);
    status = double_descent_sgd(count, levels, lambda1, lambda2, noise + *unexplained, gamma, zeta,
                                n, sgd);
    free(levels);
    return status;
}
