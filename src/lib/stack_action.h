/* SPDX-License-Identifier: MIT */
/* The Hessian of a two-layer network: its action on a vector, without the Hessian. */
#ifndef TWOLAYER_STACK_ACTION_H
#define TWOLAYER_STACK_ACTION_H

#include "stack.h"

/* Hv = sum_l a_l sigma''(z_l) (w_l.v) w_l at x (d) for v (d), of one replicate of a stack of one
 * layer. STATUS_USAGE for more layers or an activation without a second derivative. */
enum status stack_action(struct stack *stack, uint64_t replicate, const double *x, const double *v,
                         double *Hv);

#endif
