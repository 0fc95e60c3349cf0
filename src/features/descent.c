/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "double_descent.h"
#include "double_descent_moments.h"
#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status descending_new(struct descending *w, const struct setting *s) {
    size_t d = s->d, m = s->m, n = s->samples;
    double *memory = memory_new(5 * m + d + n * d + n * m + n + m * m + m * d, sizeof *memory);
    *w = (struct descending){.theta = memory, .order = memory_new(n, sizeof *w->order)};
    if (!memory || !w->order)
        return STATUS_NUMERICAL;
    w->sum = memory + m;
    w->b = w->sum + m;
    w->work = w->b + m;
    w->slope = w->work + m;
    w->beta = w->slope + m;
    w->X = w->beta + d;
    w->Z = w->X + n * d;
    w->y = w->Z + n * m;
    w->S = w->y + n;
    w->W = w->S + m * m;
    return STATUS_OK;
}

void descending_free(struct descending *w) {
    free(w->theta);
    free(w->order);
    *w = (struct descending){0};
}

/* The weights of this number and their moments, unless they are there. */
static enum status prepare_weights(const struct setting *s, uint64_t weights,
                                   struct descending *w) {
    if (w->weights == weights + 1)
        return STATUS_OK;
    draw_weights(s, weights, w->W);
    enum status status = double_descent_moments_cross(s->name, s->d, s->m, w->W, s->m, w->W, w->S);
    if (status == STATUS_OK)
        status = double_descent_moments_slope(s->name, s->d, s->m, w->W, w->slope);
    w->weights = status == STATUS_OK ? weights + 1 : 0;
    return status;
}

/* Error over the target: theta^T Sigma theta - 2 b^T theta + 1. */
static double error_of(size_t m, const double *S, const double *b, const double *theta,
                       double *work) {
    linalg_multiply(1, m, m, theta, S, false, work);
    return vector_dot(m, theta, work) - 2 * vector_dot(m, b, theta) + 1;
}

static void draw_samples(const struct setting *s, uint64_t number, struct descending *w) {
    draw_inputs(s, number, 0, s->samples, w->X);
    draw_features(s, w->W, s->samples, w->X, w->Z);
    draw_direction(s, number, w->beta);
    random_gaussians(random_stream(s->seed, "noise"), number, 0, 0, s->samples, w->y);
    for (size_t i = 0; i < s->samples; i++)
        w->y[i] = sqrt(s->noise) * w->y[i] + vector_dot(s->d, w->beta, w->X + i * s->d);
}

/* The order of the samples in an epoch: as drawn in the first (one pass), then shuffled. */
static void shuffle(const struct setting *s, uint64_t number, size_t epoch, size_t *order) {
    for (size_t i = 0; i < s->samples; i++)
        order[i] = i;
    for (size_t i = s->samples; epoch > 0 && i-- > 1;) {
        double uniform;
        random_uniforms(random_stream(s->seed, "order"), number, epoch, i, 1, &uniform);
        size_t j = (size_t)(uniform * (double)(i + 1)), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

static enum status diverged_at(const struct setting *s, uint64_t number, const struct descending *w,
                               double gamma, size_t step) {
    double trace = 0;
    for (size_t i = 0; i < s->m; i++)
        trace += w->S[i * s->m + i];
    return error_set(STATUS_NUMERICAL,
                     "found divergence at step %zu of replicate %llu with --gamma=%g, expected a "
                     "step below about %.4g, 2 over the mean square of the features",
                     step, (unsigned long long)number + 1, gamma, 2 / trace);
}

static enum status descend(const struct setting *s, uint64_t number, struct descending *w,
                           const struct descent *descent) {
    size_t m = s->m, n = s->samples, t = 0;
    memset(w->theta, 0, 2 * m * sizeof *w->theta);
    for (size_t epoch = 0; epoch < descent->epochs; epoch++) {
        shuffle(s, number, epoch, w->order);
        for (size_t i = 0; i < n; i++) {
            const double *z = w->Z + w->order[i] * m;
            double residual = w->y[w->order[i]] - vector_dot(m, z, w->theta);
            double move = residual * double_descent_step_size(descent->gamma, descent->zeta, ++t);
            vector_step(m, move, z, w->theta, w->sum);
            if (!isfinite(move))
                return diverged_at(s, number, w, descent->gamma, t);
        }
    }
    return STATUS_OK;
}

enum status measure_descent(const struct setting *s, uint64_t weights, uint64_t number,
                            struct descending *w, struct descent *descent) {
    size_t d = s->d, m = s->m;
    enum status status = prepare_weights(s, weights, w);
    descent->minimum_norm = NAN;
    if (status != STATUS_OK)
        return status;
    draw_samples(s, number, w);
    for (size_t i = 0; i < m; i++)
        w->b[i] = w->slope[i] * vector_dot(d, w->W + i * d, w->beta);
    status = descend(s, number, w, descent);
    if (status != STATUS_OK)
        return status;
    double steps = (double)(descent->epochs * s->samples);
    descent->last = error_of(m, w->S, w->b, w->theta, w->work);
    for (size_t i = 0; i < m; i++)
        w->sum[i] /= steps;
    descent->average = error_of(m, w->S, w->b, w->sum, w->work);
    if (!descent->compare)
        return STATUS_OK;
    status = linalg_ridge(s->samples, m, w->Z, s->ridge, 1, w->y, w->sum);
    descent->minimum_norm = error_of(m, w->S, w->b, w->sum, w->work);
    return status;
}
