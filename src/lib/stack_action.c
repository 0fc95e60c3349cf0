/* SPDX-License-Identifier: MIT */
#include "stack_action.h"

#include "linalg.h"

#include <stdlib.h>

enum status stack_action(struct stack *stack, uint64_t replicate, const double *x, const double *v,
                         double *Hv) {
    if (stack->layers != 1 || activation_smoothness(&stack->activation) < 2)
        return error_set(STATUS_USAGE, "found %s, expected one layer of a smooth activation",
                         stack->layers != 1 ? "several layers" : "relu or step");
    struct network *network = &stack->layer[0];
    size_t d = network->d, step = network_block_rows(network, 2);
    double *z = memory_new(3 * step, sizeof *z);
    struct network_block block = {0};
    enum status status = z ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        double *along = z + step, *second = z + 2 * step;
        status = network_block(network, replicate, first, rows, &block);
        if (status != STATUS_OK)
            break;
        linalg_multiply_transposed(1, rows, d, x, block.W, false, z);
        linalg_multiply_transposed(1, rows, d, v, block.W, false, along);
        for (size_t l = 0; block.b && l < rows; l++)
            z[l] += block.b[l];
        activation_apply(&stack->activation, 2, rows, z, second);
        for (size_t l = 0; l < rows; l++)
            along[l] *= block.a[l] * second[l];
        linalg_multiply(1, d, rows, along, block.W, first > 0, Hv);
    }
    free(block.memory);
    free(z);
    return status;
}
