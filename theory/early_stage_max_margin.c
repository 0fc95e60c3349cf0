/* SPDX-License-Identifier: MIT */
/* Max margin through 0 as the nearest point of a convex hull (c5): Wolfe's algorithm on the matrix
 * of inner products. */
#include "early_stage.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The point sum_i lambda_i x_i over the corral, the rows in use, and room for its equations. */
struct search {
    size_t n, count;
    double *inner, *lambda, *image; /* n x n; n; inner lambda */
    size_t *corral;
    double *equations, *affine; /* count x count; count */
};

static enum status search_new(struct search *search, size_t n) {
    *search = (struct search){.n = n};
    search->inner = memory_zero(2 * n + 3, n * sizeof *search->inner);
    search->corral = memory_new(n, sizeof *search->corral);
    if (!search->inner || !search->corral)
        return STATUS_NUMERICAL;
    search->equations = search->inner + n * n;
    search->lambda = search->equations + n * n;
    search->image = search->lambda + n;
    search->affine = search->image + n;
    return STATUS_OK;
}

static void search_free(struct search *search) {
    free(search->inner);
    free(search->corral);
}

/* The nearest point of the affine hull of the corral: (inner + 1) mu = 1 up to scale, which is
 * positive definite as the rows of a corral are affinely independent. */
static enum status search_affine(struct search *search) {
    size_t count = search->count;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++)
            search->equations[i * count + j] =
                1 + search->inner[search->corral[i] * search->n + search->corral[j]];
        search->affine[i] = 1;
    }
    enum status status = linalg_cholesky(count, search->equations);
    if (status != STATUS_OK)
        return status;
    linalg_cholesky_solve(count, search->equations, 1, search->affine);
    for (size_t i = 0; i < count; i++)
        sum += search->affine[i];
    for (size_t i = 0; i < count; i++)
        search->affine[i] /= sum;
    return STATUS_OK;
}

/* Moves to the affine nearest point, dropping rows whose weight reaches 0 on the way. */
static enum status search_descend(struct search *search) {
    for (;;) {
        enum status status = search_affine(search);
        if (status != STATUS_OK)
            return status;
        double part = 1;
        size_t blocking = search->count;
        for (size_t i = 0; i < search->count; i++) {
            double from = search->lambda[search->corral[i]], to = search->affine[i];
            if (to <= 0 && from / (from - to) < part) {
                part = from / (from - to);
                blocking = i;
            }
        }
        for (size_t i = 0; i < search->count; i++) {
            double *lambda = &search->lambda[search->corral[i]];
            *lambda = fmax(0, *lambda + part * (search->affine[i] - *lambda));
        }
        if (blocking == search->count)
            return STATUS_OK;
        search->lambda[search->corral[blocking]] = 0;
        search->corral[blocking] = search->corral[--search->count];
    }
}

/* The squared length of the point; *worst the row that is least along it, *gap by how much less. */
static double search_examine(struct search *search, size_t *worst, double *gap) {
    size_t n = search->n;
    double square = 0;
    linalg_multiply(n, 1, n, search->inner, search->lambda, false, search->image);
    *worst = 0;
    for (size_t i = 0; i < n; i++) {
        square += search->lambda[i] * search->image[i];
        if (search->image[i] < search->image[*worst])
            *worst = i;
    }
    *gap = square - search->image[*worst];
    return square;
}

/* Ends when no row is less than the point's own length along it, to rounding; *square is then the
 * squared distance of the hull from 0. */
static enum status search_run(struct search *search, double *square) {
    size_t n = search->n;
    double scale = 0, gap, last = INFINITY;
    size_t worst = 0;
    for (size_t i = 0; i < n; i++) {
        scale = fmax(scale, search->inner[i * n + i]);
        if (search->inner[i * n + i] < search->inner[worst * n + worst])
            worst = i;
    }
    search->lambda[worst] = 1;
    search->corral[search->count++] = worst;
    for (;;) {
        *square = search_examine(search, &worst, &gap);
        if (gap <= 1e-14 * (double)(n + 8) * scale)
            return STATUS_OK;
        if (!(*square < last))
            break;
        last = *square;
        search->corral[search->count++] = worst;
        enum status status = search->lambda[worst] > 0 ? STATUS_NUMERICAL : search_descend(search);
        if (status != STATUS_OK)
            break;
    }
    return error_set(STATUS_NUMERICAL,
                     "found a nearest point with the gap %.2g, expected less than %.2g", gap,
                     1e-14 * (double)(n + 8) * scale);
}

enum status early_stage_max_margin(size_t n, size_t d, const double *X, double *gamma, double *w,
                                   double *multipliers) {
    struct search search;
    double square = 0;
    enum status status = search_new(&search, n);
    if (status == STATUS_OK) {
        linalg_multiply_transposed(n, n, d, X, X, false, search.inner);
        status = search_run(&search, &square);
    }
    if (status == STATUS_OK) {
        double scale = 0;
        for (size_t i = 0; i < n; i++)
            scale = fmax(scale, search.inner[i * n + i]);
        bool separable = square > 1e-14 * (double)(n + 8) * scale;
        *gamma = separable ? sqrt(square) : 0;
        for (size_t i = 0; i < n; i++)
            search.lambda[i] = separable ? search.lambda[i] / square : NAN;
        if (w)
            linalg_multiply(1, d, n, search.lambda, X, false, w);
        if (multipliers)
            memcpy(multipliers, search.lambda, n * sizeof *multipliers);
    }
    search_free(&search);
    return status;
}
