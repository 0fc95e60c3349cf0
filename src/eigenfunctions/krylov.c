/* SPDX-License-Identifier: MIT */
#include "krylov.h"

#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS_MOST = 100, MORE = 4 /* vectors of a block over the pairs wanted */ };

/* The space: `size` orthonormal rows of Q and their images AQ (room x n each). */
struct space {
    size_t n, width, size, room, blocks;
    double *Q, *AQ;
    double *block;         /* width x n: vectors to be added */
    double *T, *V, *value; /* the projected matrix, its leading eigenvectors and eigenvalues */
    double *overlap;       /* width x room */
};

static void space_free(struct space *s) {
    free(s->Q);
    free(s->AQ);
    free(s->block);
    free(s->T);
    *s = (struct space){0};
}

/* Room for at least `more` further rows. */
static enum status space_grow(struct space *s, size_t more) {
    if (s->size + more <= s->room)
        return STATUS_OK;
    size_t room = 2 * s->room + 4 * more, w = s->width;
    double *Q = memory_grow(s->Q, room, s->n * sizeof *Q);
    if (!Q)
        return STATUS_NUMERICAL;
    s->Q = Q;
    double *AQ = memory_grow(s->AQ, room, s->n * sizeof *AQ);
    if (!AQ)
        return STATUS_NUMERICAL;
    s->AQ = AQ;
    free(s->T);
    s->T = memory_new(room, (room + 2 * w + 1) * sizeof *s->T);
    if (!s->T)
        return STATUS_NUMERICAL;
    s->V = s->T + room * room;
    s->overlap = s->V + room * w;
    s->value = s->overlap + room * w;
    s->room = room;
    return STATUS_OK;
}

/* Rows of `rows` (count x n) made orthonormal and orthogonal to all of Q, and put behind it; those
 * that lie in its span up to rounding are left out. *added of them. */
static enum status space_add(struct space *s, size_t count, const double *rows, size_t *added) {
    size_t n = s->n, old = s->size;
    enum status status = space_grow(s, count);
    *added = 0;
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double *q = s->Q + s->size * n, before = 0, after = 0;
        memcpy(q, rows + k * n, n * sizeof *q);
        before = linalg_norm(n, q);
        for (int pass = 0; before > 0 && pass < 2 && s->size > 0; pass++) {
            linalg_multiply_transposed(1, s->size, n, q, s->Q, false, s->overlap);
            for (size_t i = 0; i < s->size; i++)
                s->overlap[i] = -s->overlap[i];
            linalg_multiply(1, n, s->size, s->overlap, s->Q, true, q);
        }
        after = linalg_norm(n, q);
        if (!(after > 1e-12 * before) || s->size == n)
            continue;
        for (size_t j = 0; j < n; j++)
            q[j] /= after;
        s->size++;
    }
    *added = s->size - old;
    return status;
}

/* Images of the last `added` rows. */
static enum status space_apply(struct space *s, size_t added, krylov_apply *apply, void *context) {
    size_t first = (s->size - added) * s->n;
    s->blocks++;
    return apply(context, added, s->Q + first, s->AQ + first);
}

/* The leading pairs within the space, with their residuals; descending. */
static enum status space_ritz(struct space *s, struct krylov *k) {
    size_t n = s->n, m = s->size, count = k->count < m ? k->count : m;
    linalg_multiply_transposed(m, m, n, s->Q, s->AQ, false, s->T);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < i; j++)
            s->T[i * m + j] = s->T[j * m + i] = (s->T[i * m + j] + s->T[j * m + i]) / 2;
    enum status status = linalg_eigenvectors(m, s->T, m - count, m - 1, s->value, s->V);
    if (status != STATUS_OK)
        return status;
    double *r = s->block;
    for (size_t i = 0; i < count; i++) {
        const double *v = s->V + (count - 1 - i) * m;
        double *u = k->U + i * n, value = s->value[count - 1 - i];
        linalg_multiply(1, n, m, v, s->Q, false, u);
        linalg_multiply(1, n, m, v, s->AQ, false, r);
        for (size_t j = 0; j < n; j++)
            r[j] -= value * u[j];
        k->value[i] = value;
        k->residual[i] = linalg_norm(n, r);
    }
    return STATUS_OK;
}

static bool converged(const struct krylov *k, double tolerance) {
    for (size_t i = 0; i < k->count; i++)
        if (!(k->residual[i] <= tolerance * k->value[0]))
            return false;
    return true;
}

static enum status space_new(struct space *s, size_t n, size_t width, struct krylov *k) {
    *s = (struct space){.n = n, .width = width};
    s->block = memory_new(n, width * sizeof *s->block);
    k->value = memory_zero(2 * k->count, sizeof *k->value);
    k->U = memory_zero(k->count, n * sizeof *k->U);
    if (!s->block || !k->value || !k->U)
        return STATUS_NUMERICAL;
    k->residual = k->value + k->count;
    return STATUS_OK;
}

enum status krylov_largest(krylov_apply *apply, void *context, size_t n, size_t count,
                           double tolerance, struct krylov *k) {
    struct space s;
    size_t width = count + MORE < n ? count + MORE : n, added = 0;
    *k = (struct krylov){.count = count < n ? count : n};
    enum status status = space_new(&s, n, width, k);
    for (size_t i = 0; status == STATUS_OK && i < width; i++)
        random_gaussians(random_stream(0, "start"), 0, i, 0, n, s.block + i * n);
    if (status == STATUS_OK)
        status = space_add(&s, width, s.block, &added);
    while (status == STATUS_OK) {
        status = space_apply(&s, added, apply, context);
        if (status == STATUS_OK)
            status = space_ritz(&s, k);
        if (status != STATUS_OK || converged(k, tolerance))
            break;
        memcpy(s.block, s.AQ + (s.size - added) * n, added * n * sizeof *s.block);
        status =
            s.blocks == BLOCKS_MOST
                ? error_set(STATUS_NUMERICAL,
                            "found no convergence of %zu eigenvalues in %zu products, expected "
                            "residuals below %g: ask for fewer, or a larger --tolerance",
                            k->count, s.blocks, tolerance)
                : space_add(&s, added, s.block, &added);
        if (status == STATUS_OK && added == 0)
            break; /* the space is invariant */
    }
    k->blocks = s.blocks;
    space_free(&s);
    if (status != STATUS_OK)
        krylov_free(k);
    return status;
}

void krylov_free(struct krylov *k) {
    free(k->value);
    free(k->U);
    *k = (struct krylov){0};
}
