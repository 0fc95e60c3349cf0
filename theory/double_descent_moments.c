/* SPDX-License-Identifier: MIT */
#include "double_descent_moments.h"

#include "kernel_matrix.h"
#include "vector.h"

#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

enum status double_descent_moments_cross(const char *activation, size_t d, size_t m,
                                         const double *W, size_t p, const double *V, double *S) {
    return kernel_matrix(activation, d, m, W, p, V, 1 / sqrt((double)m * (double)p), S);
}

/* E sigma'(sqrt(q) g) */
static double mean_slope(const char *activation, double q) {
    if (strcmp(activation, "relu") == 0)
        return 0.5;
    if (strcmp(activation, "linear") == 0)
        return 1;
    if (strcmp(activation, "erf") == 0)
        return 2 / sqrt(pi * (1 + 2 * q));
    if (strcmp(activation, "erf2") == 0)
        return sqrt(2 / (pi * (1 + q)));
    return NAN;
}

enum status double_descent_moments_slope(const char *activation, size_t d, size_t m,
                                         const double *W, double *slope) {
    if (isnan(mean_slope(activation, 1)))
        return error_set(STATUS_USAGE,
                         "found --activation=%s, expected relu, erf, erf2 or linear: of these the "
                         "mean of the features is known in closed form",
                         activation);
    for (size_t i = 0; i < m; i++)
        slope[i] = mean_slope(activation, vector_dot(d, W + i * d, W + i * d) / (double)d) /
                   sqrt((double)m * (double)d);
    return STATUS_OK;
}
