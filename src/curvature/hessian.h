/* SPDX-License-Identifier: MIT */
/* The Hessian of a two-layer network at a point, and the ends of its spectrum. */
#ifndef TWOLAYER_CURVATURE_HESSIAN_H
#define TWOLAYER_CURVATURE_HESSIAN_H

#include "error.h"
#include "stack.h"

#include <stddef.h>
#include <stdint.h>

/* H (d x d, both triangles) = sum_l a_l sigma''(w_l.x + b_l) w_l w_l^T of a replicate. */
enum status hessian_form(struct stack *stack, uint64_t replicate, const double *x, double *H);

/* STATUS_NUMERICAL if an entry is not finite: LAPACK does not look for NaN or infinity, and may not
 * return from them. The sample (from 0) is for the message. */
enum status hessian_check(size_t d, const double *H, size_t sample);

/* Two eigenpairs at each end (d >= 4), values ascending: values (d; the first 4 count), vectors 4 x
 * d. */
enum status hessian_extremes(size_t d, const double *H, double *values, double *vectors);

#endif
