/* SPDX-License-Identifier: MIT */
#include "hessian.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Adds the rows with sign(c_l) = sign, each times sqrt|c_l|, to the Gram sum H. */
static void add_rows(size_t d, size_t rows, const double *W, const double *coefficient, double sign,
                     double *scaled, double *H) {
    size_t count = 0;
    for (size_t l = 0; l < rows; l++) {
        if (coefficient[l] * sign <= 0)
            continue;
        double factor = sqrt(fabs(coefficient[l]));
        for (size_t j = 0; j < d; j++)
            scaled[count * d + j] = factor * W[l * d + j];
        count++;
    }
    linalg_gram_add(count, d, sign, scaled, H);
}

enum status hessian_form(struct stack *stack, uint64_t replicate, const double *x, double *H) {
    struct network *network = &stack->layer[0];
    size_t d = network->d, step = network_block_rows(network, d);
    double *z = memory_new(step * (d + 1), sizeof *z);
    struct network_block block = {0};
    enum status status = z ? STATUS_OK : STATUS_NUMERICAL;
    memset(H, 0, d * d * sizeof *H);
    for (size_t first = 0; status == STATUS_OK && first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        status = network_block(network, replicate, first, rows, &block);
        if (status != STATUS_OK)
            break;
        linalg_multiply_transposed(1, rows, d, x, block.W, false, z);
        for (size_t l = 0; block.b && l < rows; l++)
            z[l] += block.b[l];
        activation_apply(&stack->activation, 2, rows, z, z);
        for (size_t l = 0; l < rows; l++)
            z[l] *= block.a[l];
        add_rows(d, rows, block.W, z, 1, z + step, H);
        add_rows(d, rows, block.W, z, -1, z + step, H);
    }
    linalg_mirror(d, H);
    free(block.memory);
    free(z);
    return status;
}

enum status hessian_check(size_t d, const double *H, size_t sample) {
    for (size_t i = 0; i < d * d; i++)
        if (!isfinite(H[i]))
            return error_set(STATUS_NUMERICAL,
                             "found %g in the Hessian at sample %zu, expected finite numbers", H[i],
                             sample + 1);
    return STATUS_OK;
}

enum status hessian_extremes(size_t d, const double *H, double *values, double *vectors) {
    double *copy = memory_new(d * d, sizeof *copy);
    if (!copy)
        return STATUS_NUMERICAL;
    memcpy(copy, H, d * d * sizeof *copy);
    enum status status = linalg_eigenvectors(d, copy, 0, 1, values, vectors);
    memcpy(copy, H, d * d * sizeof *copy);
    if (status == STATUS_OK)
        status = linalg_eigenvectors(d, copy, d - 2, d - 1, values + 2, vectors + 2 * d);
    free(copy);
    return status;
}
