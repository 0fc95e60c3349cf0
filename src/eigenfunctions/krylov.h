/* SPDX-License-Identifier: MIT */
/* The leading eigenpairs of a positive semidefinite matrix that is known by its products with
 * blocks of vectors: block Krylov space with full reorthogonalisation, so that a repeated
 * eigenvalue is found as often as the block is wide [standard: Golub Underwood 1977; Musco Musco
 * 2015]. */
#ifndef TWOLAYER_EIGENFUNCTIONS_KRYLOV_H
#define TWOLAYER_EIGENFUNCTIONS_KRYLOV_H

#include "error.h"

#include <stddef.h>

/* Rows of out (count x n): A times those of V. */
typedef enum status krylov_apply(void *context, size_t count, const double *V, double *out);

struct krylov {
    size_t count, blocks;         /* pairs; products with a block that it took */
    double *value, *residual, *U; /* descending; |A u - value u|; count x n, orthonormal rows */
};

/* The `count` largest (at most n), until each residual, which bounds the distance of the value from
 * an eigenvalue, is below tolerance times the largest value. A start of fixed bits: one matrix, one
 * result. If the matrix has a smaller rank, the rest is 0. STATUS_NUMERICAL without convergence in
 * 100 blocks, or memory. Free by krylov_free. */
enum status krylov_largest(krylov_apply *apply, void *context, size_t n, size_t count,
                           double tolerance, struct krylov *krylov);
void krylov_free(struct krylov *krylov);

#endif
