#include "double_descent_moments.h"

#include "kernel.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* The kernel of relu on a row of scalar products (kernel.h), vectorised: it is what random features
 * cost. length: sqrt(r). */
static void relu_row(size_t p, double q, const double *length, double *row, double *angle) {
    double own = sqrt(q);
    for (size_t j = 0; j < p; j++)
        row[j] = fmax(-1, fmin(1, row[j] / (own * length[j])));
    vector_asin(p, row, angle);
    for (size_t j = 0; j < p; j++) {
        double rho = row[j];
        row[j] =
            own * length[j] / (2 * pi) * (sqrt((1 - rho) * (1 + rho)) + rho * (pi / 2 + angle[j]));
    }
}

enum status double_descent_moments_cross(const char *activation, size_t d, size_t m,
                                         const double *W, size_t p, const double *V, double *S) {
    struct kernel kernel;
    enum status status = kernel_find(&kernel, activation);
    if (status != STATUS_OK)
        return status;
    double *q = memory_new(m + 3 * p, sizeof *q), *r = q ? q + m : NULL;
    if (!q)
        return STATUS_NUMERICAL;
    double *length = r + p, *angle = length + p, scale = 1 / (double)d, k11, k12;
    double factor = 1 / sqrt((double)m * (double)p);
    bool relu = strcmp(activation, "relu") == 0;
    for (size_t i = 0; i < m; i++)
        q[i] = scale * vector_dot(d, W + i * d, W + i * d);
    for (size_t j = 0; j < p; j++) {
        r[j] = scale * vector_dot(d, V + j * d, V + j * d);
        length[j] = sqrt(r[j]);
    }
    linalg_multiply_transposed(m, p, d, W, V, false, S);
    for (size_t i = 0; i < m; i++) {
        size_t from = W == V ? i : 0;
        double *row = S + i * p;
        for (size_t j = from; j < p; j++)
            row[j] *= scale;
        if (relu)
            relu_row(p - from, q[i], length + from, row + from, angle);
        for (size_t j = from; !relu && j < p; j++)
            kernel.evaluate(q[i], row[j], r[j], row + j, &k11, &k12);
        for (size_t j = from; j < p; j++)
            row[j] *= factor;
    }
    for (size_t i = 0; W == V && i < m; i++)
        for (size_t j = 0; j < i; j++)
            S[i * p + j] = S[j * p + i];
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
