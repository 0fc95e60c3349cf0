/* Stacks: networks of several layers, h_0 = x, h_{l+1} = sigma(W_l h_l + b_l), f = a.h_L, a that of
 * the last layer; one layer is the two-layer network of the papers. */
#ifndef TWOLAYER_STACK_H
#define TWOLAYER_STACK_H

#include "activation.h"
#include "error.h"
#include "network.h"

#include <stddef.h>
#include <stdint.h>

struct stack {
    size_t layers;
    struct network *layer;
    struct activation activation;
};

/* Opens the layers from files and checks that they fit: layer l+1 has as many w columns as layer l
 * has rows (STATUS_INPUT), and the last has a. Free by stack_close. */
enum status stack_open(struct stack *stack, size_t layers, char *const *paths,
                       const char *activation);
void stack_close(struct stack *stack);

/* Values f (count) and, if gradient is not NULL, gradients (count x d) of one replicate at the rows
 * of X (count x d). Rows come in groups of `group` (count is a multiple); flips (count), if not
 * NULL, gets the fraction of neurons of the last layer that are active (w.h + b > 0) at one of the
 * row and the first row of its group and not at the other. Neurons go by in blocks: memory is
 * O(count (d + widths of the hidden layers)), never width x d. STATUS_NUMERICAL without memory. */
enum status stack_evaluate(struct stack *stack, uint64_t replicate, size_t count, size_t group,
                           const double *X, double *f, double *gradient, double *flips);

#endif
