/* SPDX-License-Identifier: MIT */
#include "draw.h"

#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>

static void draw_rows(struct random_stream stream, uint64_t number, size_t first, size_t count,
                      size_t d, bool sphere, double *rows) {
    for (size_t i = 0; i < count; i++) {
        double *row = rows + i * d;
        random_gaussians(stream, number, first + i, 0, d, row);
        double factor = sphere ? sqrt((double)d / vector_dot(d, row, row)) : 1;
        for (size_t j = 0; factor != 1 && j < d; j++)
            row[j] *= factor;
    }
}

void draw_weights(const struct setting *setting, uint64_t number, double *W) {
    draw_rows(random_stream(setting->seed, "weights"), number, 0, setting->m, setting->d,
              setting->sphere_weights, W);
}

void draw_inputs(const struct setting *setting, uint64_t number, size_t first, size_t count,
                 double *X) {
    draw_rows(random_stream(setting->seed, "data"), number, first, count, setting->d,
              setting->sphere, X);
}

void draw_direction(const struct setting *setting, uint64_t number, double *beta) {
    draw_rows(random_stream(setting->seed, "teacher"), number, 0, 1, setting->d, true, beta);
    for (size_t j = 0; j < setting->d; j++)
        beta[j] /= sqrt((double)setting->d);
}

void draw_features(const struct setting *setting, const double *W, size_t count, const double *X,
                   double *Z) {
    size_t d = setting->d, m = setting->m;
    linalg_multiply_transposed(count, m, d, X, W, false, Z);
    double in = 1 / sqrt((double)d), out = 1 / sqrt((double)m);
    for (size_t i = 0; i < count * m; i++)
        Z[i] *= in;
    activation_apply(&setting->activation, 0, count * m, Z, Z);
    for (size_t i = 0; i < count * m; i++)
        Z[i] *= out;
}
