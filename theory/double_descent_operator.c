/* SPDX-License-Identifier: MIT */
#include "double_descent_operator.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ITERATIONS = 20000 };

static double trace(size_t m, const double *C) {
    double sum = 0;
    for (size_t i = 0; i < m; i++)
        sum += C[i * m + i];
    return sum;
}

/* M maps positive matrices to positive ones, L^-1 too (L^-1 C = int e^{-Sigma t} C e^{-Sigma t}
 * dt): the radius is the eigenvalue of a positive matrix, reached from the identity. */
enum status double_descent_operator_threshold(size_t m, const double *lambda,
                                              double_descent_fourth *fourth, const void *context,
                                              double *gamma, double *C) {
    double *now = memory_zero(m * m, sizeof *now), *next = memory_new(m * m, sizeof *next);
    double radius = 0, change = INFINITY;
    enum status status = now && next ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < m; i++)
        now[i * m + i] = 1 / (double)m;
    for (int k = 0; status == STATUS_OK && k < ITERATIONS && change > 1e-13; k++) {
        fourth(context, now, next);
        for (size_t i = 0; i < m * m; i++)
            next[i] /= lambda[i / m] + lambda[i % m];
        double after = trace(m, next);
        change = fabs(after - radius) / after;
        radius = after;
        for (size_t i = 0; i < m * m; i++)
            now[i] = next[i] / radius;
    }
    if (status == STATUS_OK && !(change <= 1e-13))
        status = error_set(STATUS_NUMERICAL,
                           "found a threshold still changing by %.1g after %d iterations, expected "
                           "1e-13 (are the features of full rank?)",
                           change, ITERATIONS);
    *gamma = 1 / radius;
    if (C && status == STATUS_OK)
        memcpy(C, now, m * m * sizeof *C);
    free(now);
    free(next);
    return status;
}

enum status double_descent_operator_growth(size_t m, const double *lambda,
                                           double_descent_fourth *fourth, const void *context,
                                           double gamma, size_t steps, double *growth, double *C) {
    double *now = memory_zero(m * m, sizeof *now), *M = memory_new(m * m, sizeof *M);
    enum status status = now && M ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < m; i++)
        now[i * m + i] = 1;
    for (size_t t = 0; status == STATUS_OK && t <= steps; t++) {
        double norm = linalg_norm(m * m, now);
        *growth = norm; /* of a matrix that had norm 1 before the step */
        for (size_t i = 0; i < m * m; i++)
            now[i] /= norm;
        fourth(context, now, M);
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < m; j++)
                now[i * m + j] +=
                    gamma * (gamma * M[i * m + j] - (lambda[i] + lambda[j]) * now[i * m + j]);
    }
    double scale = status == STATUS_OK ? trace(m, now) : 1;
    for (size_t i = 0; status == STATUS_OK && C && i < m * m; i++)
        C[i] = now[i] / scale;
    free(now);
    free(M);
    return status;
}
