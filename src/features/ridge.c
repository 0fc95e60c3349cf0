/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "double_descent_moments.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void identity(size_t n, double *I) {
    memset(I, 0, n * n * sizeof *I);
    for (size_t i = 0; i < n; i++)
        I[i * n + i] = 1;
}

/* tr(P^T S P) for the n rows P (n x m). work: n x m. */
static double trace_form(size_t n, size_t m, const double *P, const double *S, double *work) {
    linalg_multiply(n, m, m, P, S, false, work);
    return vector_dot(n * m, P, work);
}

/* Weights W, inputs X and their features Z of a replicate; I the identity (n x n), S the second
 * moments of the features over the law of the inputs. */
static enum status draw(const struct setting *s, uint64_t number, double *W, double *X, double *Z,
                        double *I, double *S) {
    draw_weights(s, number, W);
    draw_inputs(s, number, 0, s->samples, X);
    draw_features(s, W, s->samples, X, Z);
    identity(s->samples, I);
    return double_descent_moments_cross(s->name, s->d, s->m, W, s->m, W, S);
}

enum status measure_ridge(const struct setting *s, uint64_t number, double *signal, double *noise) {
    size_t d = s->d, m = s->m, n = s->samples, rows = n > d ? n : d;
    size_t size = m * d + n * d + n * m + n * n + m * m + n * m + d * m + rows * m + m;
    double *W = memory_new(size, sizeof *W);
    if (!W)
        return STATUS_NUMERICAL;
    double *X = W + m * d, *Z = X + n * d, *I = Z + n * m, *S = I + n * n, *P = S + m * m;
    double *T = P + n * m, *work = T + d * m, *slope = work + rows * m;
    enum status status = draw(s, number, W, X, Z, I, S);
    if (status == STATUS_OK)
        status = double_descent_moments_slope(s->name, d, m, W, slope);
    if (status == STATUS_OK)
        status = linalg_ridge(n, m, Z, s->ridge, n, I, P);
    if (status == STATUS_OK) {
        linalg_multiply_left(d, m, n, X, P, false, T);
        double cross = 0;
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < d; j++)
                cross += T[j * m + i] * slope[i] * W[i * d + j];
        *noise = trace_form(n, m, P, S, work);
        *signal = 1 + (trace_form(d, m, T, S, work) - 2 * cross) / (double)d;
    }
    free(W);
    return status;
}

enum status measure_radius(const struct setting *s, uint64_t number, double *gauss, double *sphere,
                           double *radii) {
    size_t d = s->d, m = s->m, n = s->samples;
    size_t size = m * d + n * d + n * m + n * n + m * m + 2 * n * m;
    double *W = memory_new(size, sizeof *W);
    if (!W)
        return STATUS_NUMERICAL;
    double *X = W + m * d, *Z = X + n * d, *I = Z + n * m, *S = I + n * n, *P = S + m * m;
    double *work = P + n * m;
    enum status status = draw(s, number, W, X, Z, I, S);
    if (status == STATUS_OK)
        status = linalg_ridge(n, m, Z, 0, n, I, P);
    if (status == STATUS_OK)
        *gauss = trace_form(n, m, P, S, work);
    /* z is homogeneous: on the sphere its rows are divided by |x|/sqrt d. */
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            Z[i * m + j] *= sqrt((double)d / vector_dot(d, X + i * d, X + i * d));
    if (status == STATUS_OK)
        status = linalg_ridge(n, m, Z, 0, n, I, P);
    if (status == STATUS_OK) {
        *sphere = trace_form(n, m, P, S, work);
        *radii = 0;
        for (size_t i = 0; i < n; i++)
            *radii += vector_dot(m, P + i * m, work + i * m) * (double)d /
                      vector_dot(d, X + i * d, X + i * d);
    }
    free(W);
    return status;
}

enum status measure_covariance(const struct setting *s, uint64_t number,
                               struct covariance *covariance) {
    size_t d = s->d, m = s->m;
    double *W = memory_new(m, (d + m) * sizeof *W), *S = W ? W + m * d : NULL, trace = 0;
    if (!W)
        return STATUS_NUMERICAL;
    draw_weights(s, number, W);
    enum status status = double_descent_moments_cross(s->name, d, m, W, m, W, S);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < m; i++)
            trace += S[i * m + i];
        double along = vector_sum(m * m, S) / (double)m;
        *covariance = (struct covariance){along, (trace - along) / (double)(m - 1)};
    }
    free(W);
    return status;
}
