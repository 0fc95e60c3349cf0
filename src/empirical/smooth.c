/* SPDX-License-Identifier: MIT */
/* The two steps of the heat bound: what is left of the sample after smoothing, and what smoothing
 * costs. wasserstein.md, W6. */
#include "methods.h"

#include "random.h"

#include <math.h>

/* Cosines of the frequencies 0..modes at one point, coordinate by coordinate. */
static void cosines(const struct empirical *e, const double *x, double *table) {
    size_t d = e->d;
    for (size_t k = 0; k <= e->modes; k++)
        for (size_t j = 0; j < d; j++)
            table[k * d + j] = cos(M_PI * (double)k * x[j]);
}

/* Sum over k in {0..modes}^d but 0 of exp(-2 pi^2 |k|^2 t)/(pi^2 |k|^2) (mean of e_k)^2, with and
 * without the normalisation 2^{number of k_j > 0}. */
static void sum_modes(const struct empirical *e, const double *tables, double *norm2,
                      double *plain) {
    size_t d = e->d, n = e->points, side = e->modes + 1, all = 1;
    for (size_t j = 0; j < d; j++)
        all *= side;
    *norm2 = *plain = 0;
    for (size_t index = 1; index < all; index++) {
        double square = 0, factor = 1, mean = 0;
        for (size_t j = 0, rest = index; j < d; j++, rest /= side) {
            square += (double)((rest % side) * (rest % side));
            factor *= rest % side ? 2 : 1;
        }
        double weight = exp(-2 * M_PI * M_PI * square * e->time) / (M_PI * M_PI * square);
        for (size_t i = 0; weight > 1e-18 && i < n; i++) {
            const double *table = tables + i * side * d;
            double product = 1;
            for (size_t j = 0, rest = index; j < d; j++, rest /= side)
                product *= table[(rest % side) * d + j];
            mean += product / (double)n;
        }
        *norm2 += weight * factor * mean * mean;
        *plain += weight * mean * mean;
    }
}

enum status empirical_heat(struct empirical *e, uint64_t replicate, double *row) {
    size_t stride = (e->modes + 1) * e->d;
    empirical_draw(e, 0, replicate, e->points, e->A);
    for (size_t i = 0; i < e->points; i++)
        cosines(e, e->A + i * e->d, e->work + i * stride);
    sum_modes(e, e->work, &row[0], &row[1]);
    row[2] = 2 / (double)e->points * wasserstein_heat_integral((double)e->d, e->time, false);
    return STATUS_OK;
}

/* Reflection of the line into [0,1]. */
static double fold(double x) {
    double rest = fabs(x - 2 * floor(x / 2));
    return rest > 1 ? 2 - rest : rest;
}

enum status empirical_smoothing(struct empirical *e, uint64_t replicate, double *row) {
    size_t d = e->d;
    double moved = 0, root = sqrt(2 * e->time);
    empirical_draw(e, 0, replicate, e->points, e->A);
    random_gaussians(random_stream(e->seed, "motion"), replicate, 0, 0, e->points * d, e->B);
    for (size_t i = 0; i < e->points; i++) {
        double square = 0;
        for (size_t j = 0; j < d; j++) {
            double x = e->A[i * d + j], step = fold(x + root * e->B[i * d + j]) - x;
            square += step * step;
        }
        moved += sqrt(square) / (double)e->points;
    }
    row[0] = moved;
    row[1] = root * wasserstein_gaussian_norm((double)d);
    return STATUS_OK;
}
