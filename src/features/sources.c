/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "double_descent_moments.h"
#include "linalg.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

/* Predictors of all pairs: P (n x m) maps labels to theta, T = X^T P (d x m) a linear target. */
struct pairs {
    const struct setting *setting;
    size_t draws;
    double *W, *X, *P, *T, *S, *Z, *I, *work, *slope;
};

static double *weights_of(const struct pairs *p, size_t a) {
    return p->W + a * p->setting->m * p->setting->d;
}

static double *inputs_of(const struct pairs *p, size_t b) {
    return p->X + b * p->setting->samples * p->setting->d;
}

static double *labels_to_theta(const struct pairs *p, size_t a, size_t b) {
    return p->P + (a * p->draws + b) * p->setting->samples * p->setting->m;
}

static double *target_to_theta(const struct pairs *p, size_t a, size_t b) {
    return p->T + (a * p->draws + b) * p->setting->d * p->setting->m;
}

static enum status pairs_new(struct pairs *p, const struct setting *s, size_t draws) {
    size_t d = s->d, m = s->m, n = s->samples, rows = n > d ? n : d, K = draws;
    size_t size = K * (m + n) * d + K * K * (n + d) * m + m * m + n * m + n * n + rows * m + m;
    double *memory = memory_new(size, sizeof *memory);
    if (!memory)
        return STATUS_NUMERICAL;
    *p = (struct pairs){.setting = s, .draws = draws, .W = memory};
    p->X = p->W + K * m * d;
    p->P = p->X + K * n * d;
    p->T = p->P + K * K * n * m;
    p->S = p->T + K * K * d * m;
    p->Z = p->S + m * m;
    p->I = p->Z + n * m;
    p->work = p->I + n * n;
    p->slope = p->work + rows * m;
    memset(p->I, 0, n * n * sizeof *p->I);
    for (size_t i = 0; i < n; i++)
        p->I[i * n + i] = 1;
    return STATUS_OK;
}

static enum status fit_all(const struct pairs *p, uint64_t number) {
    const struct setting *s = p->setting;
    size_t d = s->d, m = s->m, n = s->samples, K = p->draws;
    enum status status = STATUS_OK;
    for (size_t a = 0; a < K; a++) {
        draw_weights(s, number * K + a, weights_of(p, a));
        draw_inputs(s, number * K + a, 0, n, inputs_of(p, a));
    }
    for (size_t a = 0; a < K; a++)
        for (size_t b = 0; status == STATUS_OK && b < K; b++) {
            draw_features(s, weights_of(p, a), n, inputs_of(p, b), p->Z);
            status = linalg_ridge(n, m, p->Z, s->ridge, n, p->I, labels_to_theta(p, a, b));
            linalg_multiply_left(d, m, n, inputs_of(p, b), labels_to_theta(p, a, b), false,
                                 target_to_theta(p, a, b));
        }
    return status;
}

/* Mean overlap of a predictor with the target, over all pairs. */
static enum status with_target(const struct pairs *p, double *mean) {
    const struct setting *s = p->setting;
    size_t d = s->d, m = s->m, K = p->draws;
    double sum = 0;
    for (size_t a = 0; a < K; a++) {
        const double *W = weights_of(p, a);
        enum status status = double_descent_moments_slope(s->name, d, m, W, p->slope);
        if (status != STATUS_OK)
            return status;
        for (size_t b = 0; b < K; b++) {
            const double *T = target_to_theta(p, a, b);
            for (size_t i = 0; i < m; i++)
                for (size_t j = 0; j < d; j++)
                    sum += T[j * m + i] * p->slope[i] * W[i * d + j];
        }
    }
    *mean = sum / (double)(d * K * K);
    return STATUS_OK;
}

/* Sums of the overlaps of two predictors, by whether they share the weights and the inputs; of the
 * parts that come from noise, which is that of the inputs. */
struct overlaps {
    double signal[2][2], noise[2]; /* [same weights][same inputs], [same weights] */
};

static void add_overlaps(const struct pairs *p, size_t a, size_t c, struct overlaps *o) {
    const struct setting *s = p->setting;
    size_t d = s->d, m = s->m, n = s->samples, K = p->draws, same = a == c;
    for (size_t b = 0; b < K; b++) {
        linalg_multiply(d, m, m, target_to_theta(p, a, b), p->S, false, p->work);
        for (size_t e = 0; e < K; e++)
            o->signal[same][b == e] +=
                vector_dot(d * m, p->work, target_to_theta(p, c, e)) / (double)d;
        linalg_multiply(n, m, m, labels_to_theta(p, a, b), p->S, false, p->work);
        o->noise[same] += vector_dot(n * m, p->work, labels_to_theta(p, c, b));
    }
}

static void combine(double draws, const struct overlaps *o, double target, struct sources *out) {
    double K = draws, L = K * (K - 1) / 2; /* pairs of different weights, each taken once */
    double both = o->signal[1][1] / (K * K), weights = o->signal[1][0] / (K * K * (K - 1));
    double inputs = o->signal[0][1] / (L * K), none = o->signal[0][0] / (L * K * (K - 1));
    out->bias2 = none - 2 * target + 1;
    out->init = weights - none;
    out->samp = inputs - none;
    out->init_samp = both - weights - inputs + none;
    out->noise_samp = o->noise[0] / (L * K);
    out->noise_init = o->noise[1] / (K * K) - out->noise_samp;
}

enum status measure_sources(const struct setting *s, uint64_t number, size_t draws,
                            struct sources *sources) {
    struct pairs p;
    struct overlaps overlaps = {0};
    double target = 0;
    enum status status = pairs_new(&p, s, draws);
    if (status != STATUS_OK)
        return status;
    status = fit_all(&p, number);
    if (status == STATUS_OK)
        status = with_target(&p, &target);
    for (size_t a = 0; a < draws; a++)
        for (size_t c = a; status == STATUS_OK && c < draws; c++) {
            status = double_descent_moments_cross(s->name, s->d, s->m, weights_of(&p, a), s->m,
                                                  weights_of(&p, c), p.S);
            if (status == STATUS_OK)
                add_overlaps(&p, a, c, &overlaps);
        }
    if (status == STATUS_OK)
        combine((double)draws, &overlaps, target, sources);
    free(p.W);
    return status;
}
