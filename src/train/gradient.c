/* SPDX-License-Identifier: MIT */
#include "gradient.h"

#include "linalg.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_VALUES = 1 << 22, BLOCK_MOST = 1024 };

enum status parameters_new(struct parameters *p, size_t width, size_t d, bool bias) {
    size_t count = width * (d + 1 + bias);
    *p = (struct parameters){.width = width, .d = d, .count = count};
    p->W = memory_zero(count, sizeof *p->W);
    if (!p->W)
        return STATUS_NUMERICAL;
    p->a = p->W + width * d;
    p->b = bias ? p->a + width : NULL;
    return STATUS_OK;
}

void parameters_free(struct parameters *p) {
    free(p->W);
    *p = (struct parameters){0};
}

void objective_free(struct objective *objective) {
    free(objective->work);
    objective->work = NULL;
    objective->room = 0;
}

/* Three arrays of block x width (z, sigma, sigma') and two of block (f, slope). */
static enum status make_room(struct objective *objective, size_t block, size_t width) {
    size_t needed = block * (3 * width + 2);
    if (needed <= objective->room)
        return STATUS_OK;
    free(objective->work);
    objective->work = memory_new(needed, sizeof *objective->work);
    objective->room = objective->work ? needed : 0;
    return objective->work ? STATUS_OK : STATUS_NUMERICAL;
}

/* Outputs f of a block, with z and sigma(z) kept. */
static void forward(const struct objective *objective, const struct parameters *at, size_t rows,
                    const double *X, double *z, double *sigma, double *f) {
    size_t width = at->width;
    linalg_multiply_transposed(rows, width, at->d, X, at->W, false, z);
    for (size_t i = 0; at->b && i < rows; i++)
        for (size_t l = 0; l < width; l++)
            z[i * width + l] += at->b[l];
    activation_apply(&objective->activation, 0, rows * width, z, sigma);
    for (size_t i = 0; i < rows; i++)
        f[i] = vector_dot(width, sigma + i * width, at->a);
}

/* Adds the gradient of sum_i slope_i f(x_i)/n. */
static void backward(const struct objective *objective, const struct parameters *at, size_t rows,
                     const double *X, const double *z, const double *sigma, double *derivative,
                     const double *slope, struct parameters *gradient) {
    size_t width = at->width;
    for (size_t i = 0; objective->second && i < rows; i++)
        for (size_t l = 0; l < width; l++)
            gradient->a[l] += slope[i] * sigma[i * width + l];
    if (!objective->first)
        return;
    activation_apply(&objective->activation, 1, rows * width, z, derivative);
    for (size_t i = 0; i < rows; i++)
        for (size_t l = 0; l < width; l++)
            derivative[i * width + l] *= slope[i] * at->a[l];
    linalg_multiply_left(width, at->d, rows, derivative, X, true, gradient->W);
    for (size_t i = 0; gradient->b && i < rows; i++)
        for (size_t l = 0; l < width; l++)
            gradient->b[l] += derivative[i * width + l];
}

size_t objective_block(size_t width) {
    size_t block = BLOCK_VALUES / width + 1;
    return block > BLOCK_MOST ? BLOCK_MOST : block;
}

enum status objective_add(struct objective *objective, const struct parameters *at, size_t n,
                          size_t rows, const double *X, const double *y, double *value,
                          struct parameters *gradient) {
    size_t width = at->width;
    enum status status = make_room(objective, rows, width);
    if (status != STATUS_OK)
        return status;
    double *z = objective->work, *sigma = z + rows * width, *derivative = sigma + rows * width;
    double *f = derivative + rows * width, *slope = f + rows;
    forward(objective, at, rows, X, z, sigma, f);
    *value += loss_sum(objective->loss, rows, f, y, slope) / (double)n;
    for (size_t i = 0; i < rows; i++)
        slope[i] /= (double)n;
    if (gradient)
        backward(objective, at, rows, X, z, sigma, derivative, slope, gradient);
    return STATUS_OK;
}

enum status objective_evaluate(struct objective *objective, const struct parameters *at, size_t n,
                               const double *X, const double *y, double *value,
                               struct parameters *gradient) {
    size_t block = objective_block(at->width);
    enum status status = STATUS_OK;
    if (gradient)
        memset(gradient->W, 0, gradient->count * sizeof *gradient->W);
    *value = 0;
    for (size_t first = 0; status == STATUS_OK && first < n; first += block) {
        size_t rows = block < n - first ? block : n - first;
        status =
            objective_add(objective, at, n, rows, X + first * at->d, y + first, value, gradient);
    }
    return status;
}
