/* SPDX-License-Identifier: MIT */
/* SGD on Gaussian features with a mean, as a recursion of full matrices (R3), and its threshold. */
#include "double_descent.h"
#include "double_descent_operator.h"
#include "double_descent_recursion.h"

#include <math.h>
#include <stdlib.h>

struct gaussian {
    size_t m;
    const double *lambda, *mean;
};

/* out = E[z z^T C z z^T] = Sigma tr(Sigma C) + 2 Sigma C Sigma - 2 mean mean^T (mean^T C mean) */
static void fourth_moment(const void *context, const double *C, double *out) {
    const struct gaussian *of = context;
    double trace = 0, along = 0;
    for (size_t i = 0; i < of->m; i++) {
        trace += of->lambda[i] * C[i * of->m + i];
        for (size_t j = 0; j < of->m; j++)
            along += of->mean[i] * C[i * of->m + j] * of->mean[j];
    }
    for (size_t i = 0; i < of->m; i++) {
        for (size_t j = 0; j < of->m; j++)
            out[i * of->m + j] = 2 * of->lambda[i] * C[i * of->m + j] * of->lambda[j] -
                                 2 * of->mean[i] * of->mean[j] * along;
        out[i * of->m + i] += of->lambda[i] * trace;
    }
}

enum status double_descent_gaussian_threshold(size_t m, const double *lambda, const double *mean,
                                              double *gamma) {
    struct gaussian of = {m, lambda, mean};
    return double_descent_operator_threshold(m, lambda, fourth_moment, &of, gamma, NULL);
}

enum status double_descent_gaussian_growth(size_t m, const double *lambda, const double *mean,
                                           double gamma, size_t steps, double *growth) {
    struct gaussian of = {m, lambda, mean};
    return double_descent_operator_growth(m, lambda, fourth_moment, &of, gamma, steps, growth,
                                          NULL);
}

enum status double_descent_gaussian_sgd(size_t m, const double *lambda, const double *mean,
                                        const double *start, double noise, double gamma,
                                        double zeta, size_t n, double *average, double *last) {
    struct gaussian of = {m, lambda, mean};
    double *C = memory_new(m * m, sizeof *C), *M = memory_new(m * m, sizeof *M);
    double *with = memory_zero(m, sizeof *with), total = 0;
    enum status status = C && M && with ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < m * m; i++)
        C[i] = start[i / m] * start[i % m];
    for (size_t t = 1; status == STATUS_OK && t <= n; t++) {
        double step = double_descent_step_size(gamma, zeta, t);
        fourth_moment(&of, C, M);
        for (size_t i = 0; i < m; i++) {
            double c = C[i * m + i];
            total += lambda[i] * (2 * with[i] + c);
            with[i] = (1 - step * lambda[i]) * (with[i] + c);
            for (size_t j = 0; j < m; j++)
                C[i * m + j] +=
                    step * (step * M[i * m + j] - (lambda[i] + lambda[j]) * C[i * m + j]);
            C[i * m + i] += step * step * lambda[i] * noise;
        }
    }
    *last = 0;
    for (size_t i = 0; status == STATUS_OK && i < m; i++)
        *last += lambda[i] * C[i * m + i];
    *average = total / ((double)n * (double)n);
    if (!isfinite(*average) || !isfinite(*last))
        *average = *last = INFINITY;
    free(C);
    free(M);
    free(with);
    return status;
}
