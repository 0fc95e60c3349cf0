/* SPDX-License-Identifier: MIT */
/* SGD with replacement, homogenised (R9): a deterministic recursion in the singular basis of Z. */
#include "double_descent_recursion.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>

/* Singular values below this part of the largest, squared, count as 0. */
static const double RANK = 1e-13;

/* Z = sum_j s_j u_j v_j^T, and everything that the recursions need in this basis. */
struct basis {
    size_t rank;
    double *V;             /* rank x m, rows v_j */
    double *h;             /* s_j^2/n */
    double *fit;           /* minimum-norm coefficients <u_j, y>/s_j */
    double *rho;           /* <u_j, y - Z theta>^2 */
    double *mean, *v;      /* coefficients of gradient descent, variance around them */
    double *S;             /* rank x rank: V S V^T */
    double *linear;        /* V S target */
    double rest, constant; /* |y - U U^T y|^2, target^T S target */
};

static void basis_free(struct basis *of) {
    free(of->V);
    free(of->h);
    free(of->S);
    *of = (struct basis){0};
}

static enum status basis_allocate(struct basis *of, size_t m, size_t rank) {
    of->V = memory_new(rank * m, sizeof *of->V);
    of->h = memory_zero(6 * rank, sizeof *of->h);
    of->S = memory_new(rank * rank, sizeof *of->S);
    of->fit = of->h + rank;
    of->rho = of->fit + rank;
    of->mean = of->rho + rank;
    of->v = of->mean + rank;
    of->linear = of->v + rank;
    if (of->V && of->h && of->S)
        return STATUS_OK;
    basis_free(of);
    return STATUS_NUMERICAL;
}

/* h, V, fit, rho and rest from the eigenvectors of the smaller Gram matrix. Directions that Z does
 * not reach, which come first, stay 0. */
static enum status decompose(struct basis *of, size_t n, size_t m, const double *Z,
                             const double *y) {
    bool wide = m > n;
    size_t r = wide ? n : m;
    double *gram = memory_zero(r * r, sizeof *gram), *E = memory_new(r * r, sizeof *E);
    enum status status = gram && E ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && wide)
        linalg_multiply_transposed(n, n, m, Z, Z, false, gram);
    if (status == STATUS_OK && !wide) {
        linalg_gram_add(n, m, 1, Z, gram);
        linalg_mirror(m, gram);
    }
    if (status == STATUS_OK)
        status = linalg_eigenvectors(r, gram, 0, r - 1, of->h, E);
    if (status == STATUS_OK && wide)
        linalg_multiply(n, m, n, E, Z, false, of->V); /* rows s_j v_j */
    for (size_t i = 0; status == STATUS_OK && !wide && i < r * m; i++)
        of->V[i] = E[i];
    free(gram);
    of->rest = 0;
    for (size_t k = 0; k < n; k++)
        of->rest += y[k] * y[k];
    for (size_t j = 0; status == STATUS_OK && j < r; j++) {
        double along = 0, s = sqrt(fmax(0, of->h[j]));
        bool reached = of->h[j] > RANK * of->h[r - 1];
        for (size_t i = 0; wide && i < m; i++)
            of->V[j * m + i] *= reached ? 1 / s : 0;
        for (size_t k = 0; k < n; k++) {
            double u = wide ? E[j * n + k] : 0;
            for (size_t i = 0; !wide && i < m; i++)
                u += Z[k * m + i] * E[j * m + i] / s;
            along += u * y[k];
        }
        of->h[j] = reached ? of->h[j] / (double)n : 0;
        of->fit[j] = reached ? along / s : 0;
        of->rho[j] = reached ? along * along : 0;
        of->rest -= of->rho[j];
    }
    of->rest = fmax(0, of->rest);
    free(E);
    return status;
}

/* S, linear and constant. room: rank x m. */
static void project(struct basis *of, size_t m, const double *S, const double *target,
                    double *room) {
    linalg_multiply(of->rank, m, m, of->V, S, false, room);
    linalg_multiply_transposed(of->rank, of->rank, m, room, of->V, false, of->S);
    linalg_multiply_transposed(1, of->rank, m, target, room, false, of->linear);
    of->constant = 0;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            of->constant += target[i] * S[i * m + j] * target[j];
}

static double test_error(const struct basis *of) {
    double sum = of->constant;
    for (size_t i = 0; i < of->rank; i++) {
        sum += of->S[i * of->rank + i] * of->v[i] - 2 * of->mean[i] * of->linear[i];
        for (size_t j = 0; j < of->rank; j++)
            sum += of->mean[i] * of->S[i * of->rank + j] * of->mean[j];
    }
    return sum;
}

static double train_loss(const struct basis *of, size_t n) {
    double sum = of->rest;
    for (size_t j = 0; j < of->rank; j++)
        sum += of->rho[j];
    return sum / (double)n;
}

static void step(struct basis *of, size_t n, double gamma) {
    double loss = train_loss(of, n);
    for (size_t j = 0; j < of->rank; j++) {
        double x = gamma * of->h[j];
        of->rho[j] = (1 - 2 * x) * of->rho[j] + x * x * (double)n * loss;
        of->v[j] = (1 - x) * (1 - x) * of->v[j] + gamma * x * loss;
        of->mean[j] += x * (of->fit[j] - of->mean[j]);
    }
}

enum status double_descent_volterra(size_t n, size_t m, const double *Z, const double *y,
                                    const double *S, const double *target, double gamma,
                                    size_t count, const size_t *steps, double *train, double *test,
                                    double *threshold) {
    struct basis of = {.rank = m < n ? m : n};
    double *room = memory_new(of.rank * m, sizeof *room), trace = 0;
    enum status status = room ? basis_allocate(&of, m, of.rank) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = decompose(&of, n, m, Z, y);
    if (status == STATUS_OK) {
        project(&of, m, S, target, room);
        for (size_t i = 0, t = 0; i < count; i++) {
            for (; t < steps[i]; t++)
                step(&of, n, gamma);
            train[i] = train_loss(&of, n);
            test[i] = test_error(&of);
        }
        for (size_t j = 0; j < of.rank; j++)
            trace += of.h[j];
        if (threshold)
            *threshold = 2 / trace;
    }
    basis_free(&of);
    free(room);
    return status;
}
