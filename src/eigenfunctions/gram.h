/* SPDX-License-Identifier: MIT */
/* Kernel matrices as operators: K/n of a sample, in full or by its products alone. */
#ifndef TWOLAYER_EIGENFUNCTIONS_GRAM_H
#define TWOLAYER_EIGENFUNCTIONS_GRAM_H

#include "activation.h"
#include "error.h"
#include "network.h"

#include <stdbool.h>
#include <stddef.h>

/* K_ij = k(x_i, x_j)/n of the closed form of `kernel`, or, with a network, of its neurons: (1/N)
 * sum sigma(w.x_i + b) sigma(w.x_j + b). */
struct gram {
    size_t n, d;
    const double *X;         /* n x d */
    const char *kernel;      /* of a closed form; X is stretched by the spike */
    struct network *network; /* or NULL */
    struct activation sigma; /* of the network */
    double *kept;            /* K, or NULL; start with NULL */
};

/* K (n x n), symmetric. Of a network it is summed neuron block by neuron block. */
enum status gram_form(const struct gram *gram, double *K);

/* Makes K once for all products that follow, if it is small enough (n <= 5000). */
enum status gram_keep(struct gram *gram);
void gram_forget(struct gram *gram);

/* out (count x n) = V K, V: count x n: by the K that is kept, else kernels by blocks of rows of K
 * above its diagonal, each made and forgotten; networks by blocks of neurons. Memory O(n count) and
 * a block. */
enum status gram_apply(const struct gram *gram, size_t count, const double *V, double *out);

/* C (rows x n), C_ij = k(z_i, x_j), not divided by n, for other inputs Z (rows x d). */
enum status gram_cross(const struct gram *gram, size_t rows, const double *Z, double *C);

#endif
