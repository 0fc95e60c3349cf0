/* SPDX-License-Identifier: MIT */
#include "stack.h"

#include "linalg.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

enum status stack_open(struct stack *stack, size_t layers, char *const *paths,
                       const char *activation) {
    *stack = (struct stack){0};
    enum status status = activation_parse(&stack->activation, activation);
    if (status == STATUS_OK && !(stack->layer = memory_zero(layers, sizeof *stack->layer)))
        status = STATUS_NUMERICAL;
    for (size_t l = 0; status == STATUS_OK && l < layers; l++) {
        status = network_open(&stack->layer[l], paths[l]);
        if (status != STATUS_OK)
            break;
        stack->layers = l + 1;
        if (l > 0 && stack->layer[l].d != stack->layer[l - 1].width)
            status = error_set(STATUS_INPUT,
                               "%s:%zu:1: found w1..w%zu, expected w1..w%zu: one for each "
                               "neuron of %s",
                               paths[l], stack->layer[l].table.header_line, stack->layer[l].d,
                               stack->layer[l - 1].width, paths[l - 1]);
        else if (l + 1 == layers && !stack->layer[l].has_output)
            status = error_set(STATUS_INPUT,
                               "%s:%zu:1: found no column a, expected it in the last layer",
                               paths[l], stack->layer[l].table.header_line);
    }
    if (status != STATUS_OK)
        stack_close(stack);
    return status;
}

void stack_close(struct stack *stack) {
    for (size_t l = 0; l < stack->layers; l++)
        network_close(&stack->layer[l]);
    free(stack->layer);
    *stack = (struct stack){0};
}

/* What one evaluation carries from layer to layer. */
struct pass {
    struct stack *stack;
    uint64_t replicate;
    size_t count, group;
    unsigned char *active;       /* what is asked for: count x width, or NULL */
    const unsigned char *origin; /* of each group, and flips (count): or NULL */
    double *flips;
    double **slope;             /* of each hidden layer but the last: count x width, sigma'(z) */
    struct network_block block; /* weights of the moment */
    double *z, *moved;          /* count x rows of a block: preactivations, scratch */
    size_t room;                /* of z and moved, in doubles */
};

static enum status make_room(struct pass *pass, size_t needed) {
    if (needed <= pass->room)
        return STATUS_OK;
    free(pass->z);
    free(pass->moved);
    pass->z = memory_new(needed, sizeof *pass->z);
    pass->moved = memory_new(needed, sizeof *pass->moved);
    pass->room = pass->z && pass->moved ? needed : 0;
    return pass->room ? STATUS_OK : STATUS_NUMERICAL;
}

/* Preactivations z (count x rows) of the neurons first..first+rows-1 of a layer with inputs H. */
static enum status preactivate(struct pass *pass, size_t layer, size_t first, size_t rows,
                               const double *H) {
    struct network *network = &pass->stack->layer[layer];
    enum status status = make_room(pass, pass->count * rows);
    if (status == STATUS_OK)
        status = network_block(network, pass->replicate, first, rows, &pass->block);
    if (status != STATUS_OK)
        return status;
    linalg_multiply_transposed(pass->count, rows, network->d, H, pass->block.W, false, pass->z);
    for (size_t i = 0; pass->block.b && i < pass->count; i++)
        for (size_t l = 0; l < rows; l++)
            pass->z[i * rows + l] += pass->block.b[l];
    return STATUS_OK;
}

/* A hidden layer that is not the last: H (count x d) to next (count x width), slopes kept. */
static enum status forward(struct pass *pass, size_t layer, const double *H, double *next) {
    struct network *network = &pass->stack->layer[layer];
    const struct activation *activation = &pass->stack->activation;
    size_t step = network_block_rows(network, pass->count);
    for (size_t first = 0; first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        enum status status = preactivate(pass, layer, first, rows, H);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < pass->count; i++) {
            size_t at = i * network->width + first;
            activation_apply(activation, 0, rows, pass->z + i * rows, next + at);
            if (pass->slope)
                activation_apply(activation, 1, rows, pass->z + i * rows, pass->slope[layer] + at);
        }
    }
    return STATUS_OK;
}

static void note_activity(const struct pass *pass, size_t first, size_t rows, size_t width) {
    for (size_t i = 0; i < pass->count; i++)
        for (size_t l = 0; l < rows; l++)
            pass->active[i * width + first + l] = pass->z[i * rows + l] > 0;
}

/* Adds a block's share to the number of neurons whose activity is not that of the group's origin.
 */
static void count_flips(const struct pass *pass, size_t first, size_t rows, size_t width) {
    for (size_t i = 0; i < pass->count; i++) {
        const double *z = pass->z + i * rows;
        const unsigned char *origin = pass->origin + i / pass->group * width + first;
        size_t differ = 0;
        for (size_t l = 0; l < rows; l++)
            differ += (z[l] > 0) != origin[l];
        pass->flips[i] += (double)differ;
    }
}

/* The last hidden layer and the sum over it: f, activity or flips, and the gradient with respect to
 * H. */
static enum status finish(struct pass *pass, const double *H, double *f, double *gradient) {
    struct network *network = &pass->stack->layer[pass->stack->layers - 1];
    const struct activation *activation = &pass->stack->activation;
    size_t step = network_block_rows(network, pass->count);
    for (size_t first = 0; first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        enum status status = preactivate(pass, pass->stack->layers - 1, first, rows, H);
        if (status != STATUS_OK)
            return status;
        const double *a = pass->block.a;
        for (size_t i = 0; i < pass->count; i++) {
            activation_apply(activation, 0, rows, pass->z + i * rows, pass->moved);
            f[i] += vector_dot(rows, a, pass->moved);
        }
        if (pass->active)
            note_activity(pass, first, rows, network->width);
        if (pass->flips)
            count_flips(pass, first, rows, network->width);
        if (!gradient)
            continue;
        for (size_t i = 0; i < pass->count; i++) {
            double *slope = pass->moved + i * rows;
            activation_apply(activation, 1, rows, pass->z + i * rows, slope);
            for (size_t l = 0; l < rows; l++)
                slope[l] *= a[l];
        }
        linalg_multiply(pass->count, network->d, rows, pass->moved, pass->block.W, first > 0,
                        gradient);
    }
    for (size_t i = 0; pass->flips && i < pass->count; i++)
        pass->flips[i] /= (double)network->width;
    return STATUS_OK;
}

/* The gradient with respect to the outputs of a layer (count x width, destroyed) to that with
 * respect to its inputs (count x d). */
static enum status backward(struct pass *pass, size_t layer, double *delta, double *gradient) {
    struct network *network = &pass->stack->layer[layer];
    size_t step = network_block_rows(network, pass->count);
    for (size_t i = 0; i < pass->count * network->width; i++)
        delta[i] *= pass->slope[layer][i];
    for (size_t first = 0; first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        enum status status = make_room(pass, pass->count * rows);
        if (status == STATUS_OK)
            status = network_block(network, pass->replicate, first, rows, &pass->block);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < pass->count; i++)
            memcpy(pass->z + i * rows, delta + i * network->width + first, rows * sizeof *delta);
        linalg_multiply(pass->count, network->d, rows, pass->z, pass->block.W, first > 0, gradient);
    }
    return STATUS_OK;
}

static enum status run(struct pass *pass, const double *X, double *f, double *gradient) {
    size_t hidden = pass->stack->layers - 1;
    double **H = memory_zero(hidden + 1, sizeof *H);
    enum status status = H ? STATUS_OK : STATUS_NUMERICAL;
    const double *input = X;
    for (size_t l = 0; status == STATUS_OK && l < hidden; l++) {
        size_t size = pass->count * pass->stack->layer[l].width;
        H[l] = memory_new(size, sizeof *H[l]);
        if (pass->slope)
            pass->slope[l] = memory_new(size, sizeof *pass->slope[l]);
        status = H[l] && (!pass->slope || pass->slope[l]) ? forward(pass, l, input, H[l])
                                                          : STATUS_NUMERICAL;
        input = H[l];
    }
    memset(f, 0, pass->count * sizeof *f);
    if (pass->flips)
        memset(pass->flips, 0, pass->count * sizeof *pass->flips);
    /* The gradient flows back through the buffers of the values, which are no longer needed. */
    double *delta = NULL;
    if (status == STATUS_OK && gradient && hidden)
        delta = memory_new(pass->count * pass->stack->layer[hidden - 1].width, sizeof *delta);
    if (status == STATUS_OK && gradient && hidden && !delta)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = finish(pass, input, f, delta ? delta : gradient);
    double *from = delta;
    for (size_t l = hidden; status == STATUS_OK && gradient && l-- > 0;) {
        double *to = l > 0 ? H[l - 1] : gradient;
        status = backward(pass, l, from, to);
        from = to;
    }
    free(delta);
    for (size_t l = 0; H && l < hidden; l++) {
        free(H[l]);
        if (pass->slope)
            free(pass->slope[l]);
    }
    free(H);
    return status;
}

static enum status evaluate(struct pass *pass, const double *X, double *f, double *gradient) {
    if (gradient && pass->stack->layers > 1 &&
        !(pass->slope = memory_zero(pass->stack->layers, sizeof *pass->slope)))
        return STATUS_NUMERICAL;
    enum status status = run(pass, X, f, gradient);
    free(pass->slope);
    free(pass->block.memory);
    free(pass->z);
    free(pass->moved);
    return status;
}

enum status stack_evaluate(struct stack *stack, uint64_t replicate, size_t count, const double *X,
                           double *f, double *gradient) {
    return stack_evaluate_active(stack, replicate, count, X, f, gradient, NULL);
}

enum status stack_evaluate_active(struct stack *stack, uint64_t replicate, size_t count,
                                  const double *X, double *f, double *gradient,
                                  unsigned char *active) {
    struct pass pass = {.stack = stack, .replicate = replicate, .count = count, .active = active};
    return evaluate(&pass, X, f, gradient);
}

enum status stack_evaluate_moved(struct stack *stack, uint64_t replicate, size_t count,
                                 size_t group, const double *X, const unsigned char *active,
                                 double *f, double *flips) {
    struct pass pass = {.stack = stack,
                        .replicate = replicate,
                        .count = count,
                        .group = group,
                        .origin = active,
                        .flips = flips};
    return evaluate(&pass, X, f, NULL);
}
