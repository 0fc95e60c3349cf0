/* SPDX-License-Identifier: MIT */
#include "gram.h"

#include "kernel_matrix.h"
#include "linalg.h"

#include <stdlib.h>
#include <string.h>

enum { TILE = 256, NUMBERS = 1 << 22 /* of a block of features */, KEPT = 5000 };

/* ---- networks ---- */

/* sigma(W x + b) of a block of neurons at rows of X, into F (neurons x rows). */
static void features(const struct gram *gram, const struct network_block *block, size_t neurons,
                     size_t rows, const double *X, double *F) {
    linalg_multiply_transposed(neurons, rows, gram->d, block->W, X, false, F);
    for (size_t l = 0; block->b && l < neurons; l++)
        for (size_t i = 0; i < rows; i++)
            F[l * rows + i] += block->b[l];
    activation_apply(&gram->sigma, 0, neurons * rows, F, F);
}

/* What is summed over blocks of neurons, of their features F (neurons x n): F^T F; (V F^T) F; and
 * G^T F with G those of other inputs. */
enum sum { SUM_GRAM, SUM_APPLY, SUM_CROSS };

struct stream {
    enum sum sum;
    size_t rows, count; /* of Z; of V */
    const double *Z, *V;
    double *out;
};

static void add_block(const struct gram *gram, const struct stream *s,
                      const struct network_block *block, size_t neurons, bool first, double *F) {
    size_t n = gram->n;
    double *G = F + neurons * n;
    features(gram, block, neurons, n, gram->X, F);
    switch (s->sum) {
    case SUM_GRAM:
        linalg_gram_add(neurons, n, 1, F, s->out);
        break;
    case SUM_APPLY:
        linalg_multiply_transposed(s->count, neurons, n, s->V, F, false, G);
        linalg_multiply(s->count, n, neurons, G, F, !first, s->out);
        break;
    case SUM_CROSS:
        features(gram, block, neurons, s->rows, s->Z, G);
        linalg_multiply_left(s->rows, n, neurons, G, F, !first, s->out);
        break;
    }
}

static enum status stream(const struct gram *gram, const struct stream *s) {
    size_t width = gram->network->width, numbers = gram->n + s->rows + s->count;
    size_t most = NUMBERS / numbers + 1;
    most = most < width ? most : width;
    struct network_block block = {0};
    double *F = memory_new(most, numbers * sizeof *F);
    enum status status = F ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < width; first += most) {
        size_t neurons = width - first < most ? width - first : most;
        status = network_block(gram->network, 0, first, neurons, &block);
        if (status == STATUS_OK)
            add_block(gram, s, &block, neurons, first == 0, F);
    }
    free(block.memory);
    free(F);
    return status;
}

static void scale(size_t count, double factor, double *x) {
    for (size_t i = 0; i < count; i++)
        x[i] *= factor;
}

/* ---- closed forms ---- */

static void transpose(size_t rows, size_t columns, const double *A, double *T) {
    for (size_t j = 0; j < columns; j++)
        for (size_t i = 0; i < rows; i++)
            T[j * rows + i] = A[i * columns + j];
}

/* Tiles of the upper triangle, each used for both sides of the diagonal; vectors are columns here.
 */
static enum status apply_kernel(const struct gram *gram, size_t count, const double *V,
                                double *out) {
    size_t n = gram->n, d = gram->d;
    double *K = memory_new(TILE * TILE + 2 * n * count, sizeof *K), factor = 1 / (double)n;
    if (!K)
        return STATUS_NUMERICAL;
    double *from = K + TILE * TILE, *to = from + n * count;
    enum status status = STATUS_OK;
    transpose(count, n, V, from);
    memset(to, 0, n * count * sizeof *to);
    for (size_t i = 0; status == STATUS_OK && i < n; i += TILE)
        for (size_t j = i; status == STATUS_OK && j < n; j += TILE) {
            size_t rows = n - i < TILE ? n - i : TILE, columns = n - j < TILE ? n - j : TILE;
            status = kernel_matrix(gram->kernel, d, rows, gram->X + i * d, columns, gram->X + j * d,
                                   factor, K);
            if (status != STATUS_OK)
                break;
            linalg_multiply(rows, count, columns, K, from + j * count, true, to + i * count);
            if (j > i)
                linalg_multiply_left(columns, count, rows, K, from + i * count, true,
                                     to + j * count);
        }
    transpose(n, count, to, out);
    free(K);
    return status;
}

/* ---- either ---- */

enum status gram_form(const struct gram *gram, double *K) {
    size_t n = gram->n;
    if (!gram->network)
        return kernel_matrix(gram->kernel, gram->d, n, gram->X, n, gram->X, 1 / (double)n, K);
    memset(K, 0, n * n * sizeof *K);
    enum status status = stream(gram, &(struct stream){.sum = SUM_GRAM, .out = K});
    linalg_mirror(n, K);
    scale(n * n, 1 / ((double)n * (double)gram->network->width), K);
    return status;
}

enum status gram_keep(struct gram *gram) {
    size_t n = gram->n;
    if (n > KEPT)
        return STATUS_OK;
    double *K = memory_new(n, n * sizeof *K);
    enum status status = K ? gram_form(gram, K) : STATUS_NUMERICAL;
    gram->kept = K;
    return status;
}

void gram_forget(struct gram *gram) {
    free(gram->kept);
    gram->kept = NULL;
}

enum status gram_apply(const struct gram *gram, size_t count, const double *V, double *out) {
    size_t n = gram->n;
    if (gram->kept) {
        linalg_multiply(count, n, n, V, gram->kept, false, out);
        return STATUS_OK;
    }
    if (!gram->network)
        return apply_kernel(gram, count, V, out);
    enum status status =
        stream(gram, &(struct stream){.sum = SUM_APPLY, .count = count, .V = V, .out = out});
    scale(n * count, 1 / ((double)n * (double)gram->network->width), out);
    return status;
}

enum status gram_cross(const struct gram *gram, size_t rows, const double *Z, double *C) {
    size_t n = gram->n;
    if (!gram->network)
        return kernel_matrix(gram->kernel, gram->d, rows, Z, n, gram->X, 1, C);
    enum status status =
        stream(gram, &(struct stream){.sum = SUM_CROSS, .rows = rows, .Z = Z, .out = C});
    scale(rows * n, 1 / (double)gram->network->width, C);
    return status;
}
