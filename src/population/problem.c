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

/* S, c = E z y (in target) and E y^2 (in floor) over all of the data; Z and y of the first n. */
static enum status over_data(struct problem *p, struct builder *b, struct dataset *dataset) {
    size_t m = b->m, all = dataset->n, skipped = b->choice->rest ? p->n : 0;
    double share = 1 / (double)(all - skipped);
    enum status status = STATUS_OK;
    for (size_t first = 0; status == STATUS_OK && first < all; first += BLOCK) {
        size_t count = BLOCK < all - first ? BLOCK : all - first;
        status = features(b, dataset, first, count);
        if (status != STATUS_OK)
            break;
        size_t kept = first >= p->n ? 0 : count < p->n - first ? count : p->n - first;
        memcpy(p->Z + first * m, b->Z, kept * m * sizeof *p->Z);
        memcpy(p->y + first, b->y, kept * sizeof *p->y);
        if (b->choice->law && kept == 0)
            break;
        if (b->choice->law)
            continue;
        size_t from = first >= skipped ? 0 : count < skipped - first ? count : skipped - first;
        linalg_gram_add(count - from, m, share, b->Z + from * m, p->S);
        for (size_t i = from; i < count; i++)
            for (size_t j = 0; j < m; j++)
                p->target[j] += share * b->y[i] * b->Z[i * m + j];
        p->floor += share * vector_dot(count - from, b->y + from, b->y + from);
    }
    linalg_mirror(m, p->S);
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

/* Z Z^T = L L^T: in the basis V = L^-1 Z of the row space the samples are L, the moments V S V^T
 * and V c. */
static enum status rotate(struct problem *p) {
    size_t n = p->n, m = p->m;
    double *L = memory_new(n, (n + 2 * m) * sizeof *L), *V = L ? L + n * n : NULL;
    if (!L)
        return STATUS_NUMERICAL;
    double *VS = V + n * m;
    linalg_multiply_transposed(n, n, m, p->Z, p->Z, false, L);
    enum status status = linalg_cholesky(n, L);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            L[j * n + i] = L[i * n + j], L[i * n + j] = 0;
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        memcpy(V + i * m, p->Z + i * m, m * sizeof *V);
        for (size_t k = 0; k < i; k++)
            for (size_t j = 0; j < m; j++)
                V[i * m + j] -= L[i * n + k] * V[k * m + j];
        for (size_t j = 0; j < m; j++)
            V[i * m + j] /= L[i * n + i];
    }
    if (status == STATUS_OK) {
        linalg_multiply(n, m, m, V, p->S, false, VS);
        linalg_multiply_transposed(n, n, m, VS, V, false, p->S);
        linalg_multiply_transposed(1, n, m, p->target, V, false, VS);
        memcpy(p->target, VS, n * sizeof *VS);
        memcpy(p->Z, L, n * n * sizeof *L);
        p->m = n;
    }
    free(L);
    return status;
}

enum status problem_open(struct problem *p, struct network *network, struct dataset *dataset,
                         const struct problem_choice *choice) {
    struct builder b = {0};
    if (!dataset->has_label)
        return error_set(STATUS_INPUT, "%s: found no column y, expected labels",
                         dataset->table.path);
    if (network->d != dataset->d)
        return error_set(STATUS_INPUT, "%s: found x1..x%zu, expected x1..x%zu as the network has w",
                         dataset->table.path, dataset->d, network->d);
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
    if (status == STATUS_OK) {
        p->Z = memory_zero(p->n * (p->m + 1) + p->m * (p->m + 1), sizeof *p->Z);
        status = p->Z ? STATUS_OK : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        p->y = p->Z + p->n * p->m;
        p->S = p->y + p->n;
        p->target = p->S + p->m * p->m;
        status = over_data(p, &b, dataset);
    }
    if (status == STATUS_OK && choice->law)
        status = over_law(p, &b, dataset);
    if (status == STATUS_OK && p->m > p->n)
        status = rotate(p);
    if (status == STATUS_OK)
        status = complete_square(p);
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
