/* SPDX-License-Identifier: MIT */
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
 * of X (count x d). Neurons go by in blocks: memory is O(count (d + widths of the hidden layers)),
 * never width x d. STATUS_NUMERICAL without memory. */
enum status stack_evaluate(struct stack *stack, uint64_t replicate, size_t count, const double *X,
                           double *f, double *gradient);

/* The same, and which neurons of the last layer are active: their activity (w.h + b > 0) goes to
 * active (count x width). */
enum status stack_evaluate_active(struct stack *stack, uint64_t replicate, size_t count,
                                  const double *X, double *f, double *gradient,
                                  unsigned char *active);

/* Values f (count) at points that moved from others: rows of X come in groups of `group`, group i
 * from the point whose activity is row i of `active`. flips (count) gets the fraction of neurons of
 * the last layer that are active at one of the two and not at the other. */
enum status stack_evaluate_moved(struct stack *stack, uint64_t replicate, size_t count,
                                 size_t group, const double *X, const unsigned char *active,
                                 double *f, double *flips);

#endif
