/* SPDX-License-Identifier: MIT */
/* The largest singular values of a matrix that is known by its products alone: Golub and Kahan's
 * bidiagonalisation with full reorthogonalisation [standard: Golub Kahan 1965, Larsen 1998]. */
#ifndef TWOLAYER_LANCZOS_H
#define TWOLAYER_LANCZOS_H

#include "error.h"

#include <stddef.h>

/* A (rows x columns), row major, with the span of the q rows of Q (q x rows, orthonormal) projected
 * out from the left: (I - Q^T Q) A. Q may be NULL. */
struct operator{
    size_t rows, columns, q;
    const double *A, *Q;
};

/* y (rows) = (I - Q^T Q) A x, and y (columns) = A^T (I - Q^T Q) x; work has rows numbers. */
void operator_apply(const struct operator* operator, const double * x, double *y);
void operator_apply_left(const struct operator* operator, const double * x, double *work,
                         double *y);

/* Singular triples, descending; residual[i] = |A^T u_i - s_i v_i| (A v_i = s_i u_i to rounding),
 * which bounds the distance of s_i from a singular value. */
struct triples {
    size_t count, steps;          /* steps: products with A that it took */
    double *s, *residual, *U, *V; /* count; count x rows; count x columns */
};

/* The `count` largest (at most min(rows, columns)), until each residual is below tolerance times
 * the largest value. A start vector of fixed bits: one matrix, one result. Copies of a
 * value that is exactly repeated can be missed, unless the matrix is so small or so degenerate that
 * the start reaches all it can first. STATUS_NUMERICAL without convergence in 1500 steps, or
 * memory. Free by triples_free. */
enum status lanczos_largest(const struct operator* operator, size_t count, double tolerance,
                            struct triples *triples);
void triples_free(struct triples *triples);

#endif
