/* SPDX-License-Identifier: MIT */
#include "law.h"

#include "function_space.h"
#include "gegenbauer.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

void law_turn(size_t width, size_t d, const double *v, double *W) {
    /* The reflection along v - e_1, or v + e_1 with a change of sign, whichever does not cancel. */
    double sign = v[0] > 0 ? 1 : -1, norm2 = 2 * (1 + fabs(v[0]));
    for (size_t i = 0; i < width; i++) {
        double *w = W + i * d, along = vector_dot(d, v, w);
        double factor = 2 * (along + sign * w[0]) / norm2;
        w[0] -= factor * sign;
        for (size_t j = 0; j < d; j++)
            w[j] -= factor * v[j];
        w[0] *= -sign;
    }
}

struct law_moments law_moments(size_t width, size_t d, const double *W) {
    double along = 0, second = 0, fourth = 0, rows = (double)width, across = (double)(d - 1);
    for (size_t i = 0; i < width; i++) {
        const double *w = W + i * d;
        along += w[0] * w[0];
        for (size_t j = 1; j < d; j++) {
            double square = w[j] * w[j];
            second += square;
            fourth += square * square;
        }
    }
    second /= rows * across;
    fourth /= rows * across;
    return (struct law_moments){
        .along = (double)d * along / rows,
        .bulk = (double)d * second,
        .kurtosis = fourth / (second * second),
    };
}

enum status law_outlier(size_t width, size_t d, const double *W, size_t count,
                        const double *directions, double *eigenvalue, double *cosine2) {
    double *S = memory_zero(d, (d + 1) * sizeof *S), *u = S ? S + d * d : NULL;
    if (!S)
        return STATUS_NUMERICAL;
    linalg_gram_add(width, d, (double)d / (double)width, W, S);
    linalg_mirror(d, S);
    enum status status = linalg_eigenvectors(d, S, d - 1, d - 1, eigenvalue, u);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const double *x = directions + i * d;
        double along = vector_dot(d, u, x);
        cosine2[i] = along * along / vector_dot(d, x, x);
    }
    free(S);
    return status;
}

enum status law_elements(size_t width, size_t d, const double *W, size_t degrees, double *T) {
    const struct activation relu = {.kind = ACTIVATION_RELU};
    double *a = memory_new(degrees, (2 + width) * sizeof *a), D = (double)d;
    if (!a)
        return STATUS_NUMERICAL;
    double *p = a + degrees, *F = p + degrees;
    enum status status = STATUS_OK;
    for (size_t l = 0; status == STATUS_OK && l < degrees; l++)
        status = function_space_funk_hecke(&relu, D, l, &a[l]);
    for (size_t i = 0; status == STATUS_OK && i < width; i++) {
        double length = sqrt(vector_dot(d, W + i * d, W + i * d));
        gegenbauer_polynomials(D, length > 0 ? W[i * d] / length : 0, degrees, p);
        for (size_t l = 0; l < degrees; l++)
            F[i * degrees + l] = length * a[l] * p[l] / sqrt((double)width);
    }
    if (status == STATUS_OK)
        linalg_multiply_left(degrees, degrees, width, F, F, false, T);
    free(a);
    return status;
}
