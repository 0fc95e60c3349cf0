#include "double_descent_moments.h"

#include "kernel.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

enum status double_descent_moments_cross(const char *activation, size_t d, size_t m,
                                         const double *W, size_t p, const double *V, double *S) {
    struct kernel kernel;
    enum status status = kernel_find(&kernel, activation);
    if (status != STATUS_OK)
        return status;
    double *q = memory_new(m + p, sizeof *q), *r = q ? q + m : NULL;
    if (!q)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < m; i++)
        q[i] = vector_dot(d, W + i * d, W + i * d) / (double)d;
    for (size_t j = 0; j < p; j++)
        r[j] = vector_dot(d, V + j * d, V + j * d) / (double)d;
    linalg_multiply_transposed(m, p, d, W, V, false, S);
    double factor = 1 / sqrt((double)m * (double)p), k11, k12;
    for (size_t i = 0; i < m; i++) {
        for (size_t j = W == V ? i : 0; j < p; j++) {
            double *s = S + i * p + j, k;
            kernel.evaluate(q[i], *s / (double)d, r[j], &k, &k11, &k12);
            *s = factor * k;
            if (W == V)
                S[j * p + i] = *s;
        }
    }
    free(q);
    return STATUS_OK;
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
