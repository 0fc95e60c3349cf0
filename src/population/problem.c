/* SPDX-License-Identifier: MIT */
#include "problem.h"

#include "activation.h"
#include "double_descent_moments.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 512 };

/* What is needed while the problem is built. */
struct builder {
    const struct problem_choice *choice;
    struct activation activation;
    bool fourier;
    size_t d, width, m; /* m: features */
    double *W;          /* width x d, scaled by scale/sqrt d */
    double *X, *H, *Z, *y;
};

static enum status builder_open(struct builder *b, const struct network *network,
                                const struct problem_choice *choice) {
    b->choice = choice;
    b->fourier = strcmp(choice->activation, "fourier") == 0;
    b->d = network->d;
    b->width = network->width;
    b->m = b->fourier ? 2 * b->width : b->width;
    size_t size = (b->width + BLOCK) * b->d + BLOCK * (b->width + b->m + 1);
    if (!(b->W = memory_new(size, sizeof *b->W)))
        return STATUS_NUMERICAL;
    b->X = b->W + b->width * b->d;
    b->H = b->X + BLOCK * b->d;
    b->Z = b->H + BLOCK * b->width;
    b->y = b->Z + BLOCK * b->m;
    network_rows(network, 0, 0, b->width, b->W, NULL, NULL);
    for (size_t i = 0; i < b->width * b->d; i++)
        b->W[i] *= choice->scale / sqrt((double)b->d);
    return b->fourier ? STATUS_OK : activation_parse(&b->activation, choice->activation);
}

/* Features and labels of rows first .. first+count-1, into Z and y of the builder. */
static enum status features(struct builder *b, struct dataset *dataset, size_t first,
                            size_t count) {
    enum status status = dataset_rows(dataset, first, count, b->X, b->y);
    if (status != STATUS_OK)
        return status;
    size_t w = b->width;
    double factor = 1 / sqrt((double)b->m);
    linalg_multiply_transposed(count, w, b->d, b->X, b->W, false, b->H);
    if (!b->fourier)
        activation_apply(&b->activation, 0, count * w, b->H, b->Z);
    for (size_t i = 0; b->fourier && i < count; i++) {
        vector_cos(w, b->H + i * w, b->Z + 2 * i * w);
        vector_sin(w, b->H + i * w, b->Z + 2 * i * w + w);
    }
    for (size_t i = 0; i < count * b->m; i++)
        b->Z[i] *= factor;
    return STATUS_OK;
}

/* Z and y of the first n rows. */
static enum status keep_samples(struct problem *p, struct builder *b, struct dataset *dataset) {
    enum status status = STATUS_OK;
    for (size_t first = 0; status == STATUS_OK && first < p->n; first += BLOCK) {
        size_t count = BLOCK < p->n - first ? BLOCK : p->n - first;
        status = features(b, dataset, first, count);
        if (status != STATUS_OK)
            break;
        memcpy(p->Z + first * b->m, b->Z, count * b->m * sizeof *p->Z);
        memcpy(p->y + first, b->y, count * sizeof *p->y);
    }
    return status;
}

/* Z Z^T = L L^T: in the basis V = L^-1 Z (n x m) of the row space the samples are L, which takes
 * the place of Z. */
static enum status find_basis(struct problem *p, double *V) {
    size_t n = p->n, m = p->m;
    double *G = memory_new(n, n * sizeof *G);
    enum status status = G ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        linalg_multiply_transposed(n, n, m, p->Z, p->Z, false, G);
        status = linalg_cholesky(n, G);
    }
    if (status == STATUS_OK) {
        memcpy(V, p->Z, n * m * sizeof *V);
        linalg_cholesky_half(n, G, m, V);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                p->Z[i * n + j] = j <= i ? G[j * n + i] : 0;
    }
    free(G);
    return status;
}

/* S = E z z^T, c = E z y (in target) and E y^2 (in floor) over all of the data, or those behind the
 * samples; of V z if there is a V. */
static enum status over_data(struct problem *p, struct builder *b, struct dataset *dataset,
                             const double *V) {
    size_t m = b->m, k = V ? p->n : m, all = dataset->n, skipped = b->choice->rest ? p->n : 0;
    double share = 1 / (double)(all - skipped);
    double *projected = V ? memory_new(BLOCK * k, sizeof *projected) : NULL;
    enum status status = V && !projected ? STATUS_NUMERICAL : STATUS_OK;
    for (size_t first = skipped, count; status == STATUS_OK && first < all; first += count) {
        bool kept = first < p->n;
        count = (kept ? p->n : all) - first;
        count = BLOCK < count ? BLOCK : count;
        const double *Z = kept ? p->Z + first * k : V ? projected : b->Z;
        if (kept)
            memcpy(b->y, p->y + first, count * sizeof *b->y);
        else
            status = features(b, dataset, first, count);
        if (V && !kept)
            linalg_multiply_transposed(count, k, m, b->Z, V, false, projected);
        linalg_gram_add(count, k, share, Z, p->S);
        for (size_t i = 0; i < count; i++)
            b->y[i] *= share;
        linalg_multiply(1, k, count, b->y, Z, true, p->target);
        p->floor += vector_dot(count, b->y, b->y) / share;
    }
    linalg_mirror(k, p->S);
    free(projected);
    return status;
}

/* The same moments over the law of the data, without noise. */
static enum status over_law(struct problem *p, struct builder *b, struct dataset *dataset) {
    const char *law = dataset->is_recipe ? dataset->law.law : "",
               *activation = b->choice->activation;
    bool known = strcmp(law, "gaussian") == 0 || strcmp(law, "sphere") == 0;
    bool homogeneous = strcmp(activation, "relu") == 0 || strcmp(activation, "linear") == 0;
    if (!known || !homogeneous || strcmp(dataset->law.teacher, "linear") != 0)
        return error_set(STATUS_USAGE,
                         "found --test=law for other data or features, expected a recipe of law "
                         "gaussian or sphere with a linear teacher, and relu or linear");
    for (size_t i = 0; i < b->width * b->d; i++)
        b->W[i] *= sqrt((double)b->d);
    enum status status =
        double_descent_moments_cross(activation, b->d, b->m, b->W, b->m, b->W, p->S);
    if (status == STATUS_OK)
        status = double_descent_moments_slope(activation, b->d, b->m, b->W, p->target);
    for (size_t i = 0; status == STATUS_OK && i < b->m; i++)
        p->target[i] *= vector_dot(b->d, b->W + i * b->d, dataset->teacher.beta);
    p->floor = 1;
    return status;
}

/* target = S^-1 c, floor -= c^T target: the best theta and its risk. */
static enum status complete_square(struct problem *p) {
    size_t m = p->m;
    double *factor = memory_new(m, (m + 1) * sizeof *factor), *c = factor ? factor + m * m : NULL;
    if (!factor)
        return STATUS_NUMERICAL;
    memcpy(factor, p->S, m * m * sizeof *factor);
    memcpy(c, p->target, m * sizeof *c);
    enum status status = linalg_cholesky(m, factor);
    if (status == STATUS_OK) {
        linalg_cholesky_solve(m, factor, 1, p->target);
        p->floor -= vector_dot(m, c, p->target);
    }
    free(factor);
    return status;
}

/* V S V^T and V c. */
static enum status rotate(struct problem *p, const double *V) {
    size_t n = p->n, m = p->m;
    double *VS = memory_new(n, m * sizeof *VS);
    if (!VS)
        return STATUS_NUMERICAL;
    linalg_multiply(n, m, m, V, p->S, false, VS);
    linalg_multiply_transposed(n, n, m, VS, V, false, p->S);
    linalg_multiply_transposed(1, n, m, p->target, V, false, VS);
    memcpy(p->target, VS, n * sizeof *VS);
    free(VS);
    return STATUS_OK;
}

/* Samples and moments; with more features than samples, both in the row space. */
static enum status fill(struct problem *p, struct builder *b, struct dataset *dataset) {
    bool wide = p->m > p->n;
    size_t k = wide && !b->choice->law ? p->n : p->m;
    double *V = wide ? memory_new(p->n, p->m * sizeof *V) : NULL;
    p->Z = memory_zero(p->n * (p->m + 1) + k * (k + 1), sizeof *p->Z);
    enum status status = p->Z && (V || !wide) ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        p->y = p->Z + p->n * p->m;
        p->S = p->y + p->n;
        p->target = p->S + k * k;
        status = keep_samples(p, b, dataset);
    }
    if (status == STATUS_OK && wide)
        status = find_basis(p, V);
    if (status == STATUS_OK)
        status = b->choice->law ? over_law(p, b, dataset) : over_data(p, b, dataset, V);
    if (status == STATUS_OK && wide && b->choice->law)
        status = rotate(p, V);
    if (wide)
        p->m = p->n;
    free(V);
    return status == STATUS_OK ? complete_square(p) : status;
}

enum status problem_open(struct problem *p, struct network *network, struct dataset *dataset,
                         const struct problem_choice *choice) {
    struct builder b = {0};
    if (choice->samples > dataset->n)
        return error_set(STATUS_USAGE, "found --samples=%zu, expected at most the %zu of %s",
                         choice->samples, dataset->n, dataset->table.path);
    if (choice->rest && (choice->samples == 0 || choice->samples == dataset->n))
        return error_set(STATUS_USAGE,
                         "found --test=rest without rows behind the samples, expected "
                         "fewer --samples than rows");
    enum status status = builder_open(&b, network, choice);
    p->n = choice->samples ? choice->samples : dataset->n;
    p->m = b.m;
    p->whole = p->n == dataset->n && !choice->law;
    if (status == STATUS_OK)
        status = fill(p, &b, dataset);
    free(b.W);
    return status;
}

void problem_free(struct problem *problem) {
    free(problem->Z);
    problem->Z = NULL;
}

double problem_risk(const struct problem *p, const double *theta, double *work) {
    double *off = work + p->m;
    for (size_t i = 0; i < p->m; i++)
        off[i] = theta[i] - p->target[i];
    linalg_multiply(1, p->m, p->m, off, p->S, false, work);
    return p->floor + vector_dot(p->m, off, work);
}

double problem_mean_square(const struct problem *p) {
    return vector_dot(p->n * p->m, p->Z, p->Z) / (double)p->n;
}
