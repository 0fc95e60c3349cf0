/* SPDX-License-Identifier: MIT */
#include "lanczos.h"

#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void dbdsqr_(const char *, const int *, const int *, const int *, const int *, double *, double *,
             double *, const int *, double *, const int *, double *, const int *, double *, int *);

enum { STEPS_MOST = 1500, STEPS_FIRST = 12 };

/* The bases grow by doubling; B is upper bidiagonal: alpha on the diagonal, beta above. */
struct bases {
    size_t steps, room, rows, columns;
    double *U, *V; /* room x rows, room x columns */
    double *alpha, *beta;
    double *work; /* rows + columns */
};

/* ---- products ---- */

static void project(const struct operator* operator, double * y) {
    for (size_t i = 0; i < operator->q; i++) {
        const double *q = operator->Q + i * operator->rows;
        double along = vector_dot(operator->rows, q, y);
        for (size_t j = 0; j < operator->rows; j++)
            y[j] -= along * q[j];
    }
}

void operator_apply(const struct operator* operator, const double * x, double *y) {
    linalg_multiply_transposed(1, operator->rows, operator->columns, x, operator->A, false, y);
    project(operator, y);
}

void operator_apply_left(const struct operator* operator, const double * x, double *work,
                         double *y) {
    memcpy(work, x, operator->rows * sizeof * work);
    project(operator, work);
    linalg_multiply(1, operator->columns, operator->rows, work, operator->A, false, y);
}

/* ---- unit vectors ---- */

/* x without its parts along the `count` rows of Q, twice (once is not enough [standard: Kahan;
 * Parlett 1980]), then of length one; returns its length before. 0 if only rounding is
 * left: x is 0 then. */
static double orthonormalise(size_t count, size_t n, const double *Q, double *x) {
    double along[STEPS_MOST + 1], before = linalg_norm(n, x);
    for (int pass = 0; pass < 2 && count > 0; pass++) {
        linalg_multiply_transposed(1, count, n, x, Q, false, along);
        for (size_t i = 0; i < count; i++)
            along[i] = -along[i];
        linalg_multiply(1, n, count, along, Q, true, x);
    }
    double norm = linalg_norm(n, x);
    if (!(norm > 1e-13 * before))
        norm = 0;
    for (size_t j = 0; j < n; j++)
        x[j] = norm > 0 ? x[j] / norm : 0;
    return norm;
}

/* A unit vector across the rows of Q: draw number `index`; 0 if they span everything. */
static void direction_draw(uint64_t index, size_t count, size_t n, const double *Q, double *x) {
    random_gaussians(random_stream(1, "lanczos"), index, 0, 0, n, x);
    orthonormalise(count, n, Q, x);
}

/* ---- bases ---- */

static enum status bases_grow(struct bases *bases, size_t room) {
    double *U = memory_grow(bases->U, room * bases->rows, sizeof *U);
    bases->U = U ? U : bases->U;
    double *V = memory_grow(bases->V, (room + 1) * bases->columns, sizeof *V);
    bases->V = V ? V : bases->V;
    if (!U || !V)
        return STATUS_NUMERICAL;
    bases->room = room;
    return STATUS_OK;
}

static enum status bases_open(struct bases *bases, const struct operator* operator) {
    *bases = (struct bases){.rows = operator->rows, .columns = operator->columns };
    bases->work = memory_new(operator->rows + operator->columns, sizeof *bases->work);
    bases->alpha = memory_zero(2 * STEPS_MOST + 2, sizeof *bases->alpha);
    if (!bases->work || !bases->alpha)
        return STATUS_NUMERICAL;
    bases->beta = bases->alpha + STEPS_MOST + 1;
    enum status status = bases_grow(bases, 2 * STEPS_FIRST);
    if (status != STATUS_OK)
        return status;
    direction_draw(0, 0, bases->columns, bases->V, bases->V);
    return STATUS_OK;
}

static void bases_close(struct bases *bases) {
    free(bases->U);
    free(bases->V);
    free(bases->alpha);
    free(bases->work);
}

static enum status bases_step(struct bases *bases, const struct operator* operator) {
    size_t k = bases->steps;
    if (k == bases->room) {
        enum status status = bases_grow(bases, 2 * k);
        if (status != STATUS_OK)
            return status;
    }
    double *u = bases->U + k * bases->rows, *v = bases->V + k * bases->columns;
    operator_apply(operator, v, u);
    bases->alpha[k] = orthonormalise(k, bases->rows, bases->U, u);
    if (bases->alpha[k] == 0)
        direction_draw(2 * k + 1, k, bases->rows, bases->U, u);
    operator_apply_left(operator, u, bases->work, v + bases->columns);
    bases->beta[k] = orthonormalise(k + 1, bases->columns, bases->V, v + bases->columns);
    if (bases->beta[k] == 0) /* all that the start reaches is found: go on across it */
        direction_draw(2 * k + 2, k + 1, bases->columns, bases->V, v + bases->columns);
    bases->steps++;
    return STATUS_OK;
}

/* ---- singular values of the bidiagonal matrix ---- */

/* B = P diag(s) Q^T: P and Q^T as LAPACK has them, column major k x k, s descending. */
static enum status decompose(const struct bases *bases, double *s, double *P, double *Qt) {
    int k = (int)bases->steps, none = 0, one = 1, info = 0;
    double *work = memory_new(5 * bases->steps, sizeof *work), *e = work + 4 * bases->steps, unused;
    if (!work)
        return STATUS_NUMERICAL;
    memset(P, 0, bases->steps * bases->steps * sizeof *P);
    memset(Qt, 0, bases->steps * bases->steps * sizeof *Qt);
    for (size_t i = 0; i < bases->steps; i++)
        P[i * bases->steps + i] = Qt[i * bases->steps + i] = 1;
    memcpy(s, bases->alpha, bases->steps * sizeof *s);
    memcpy(e, bases->beta, bases->steps * sizeof *e);
    dbdsqr_("U", &k, &k, &k, &none, s, e, Qt, &k, P, &k, &unused, &one, work, &info);
    free(work);
    return info ? error_set(STATUS_NUMERICAL, "found no convergence of the singular values (%d)",
                            info)
                : STATUS_OK;
}

/* Whether the first `count` are good enough; the residuals are beta_k |P_ki|. */
static bool converged(const struct bases *bases, size_t count, double tolerance, const double *s,
                      const double *P) {
    size_t k = bases->steps;
    if (k < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!(bases->beta[k - 1] * fabs(P[i * k + k - 1]) <= tolerance * s[0]))
            return false;
    return true;
}

static enum status take(const struct bases *bases, size_t count, const double *s, const double *P,
                        const double *Qt, struct triples *t) {
    size_t k = bases->steps, rows = bases->rows, columns = bases->columns;
    *t = (struct triples){.count = count, .steps = 2 * k};
    t->s = memory_new(count, (2 + rows + columns) * sizeof *t->s);
    double *first = memory_new(count * k, sizeof *first);
    if (!t->s || !first) {
        free(first);
        return STATUS_NUMERICAL;
    }
    t->residual = t->s + count;
    t->U = t->residual + count;
    t->V = t->U + count * rows;
    for (size_t i = 0; i < count; i++) {
        t->s[i] = s[i];
        t->residual[i] = bases->beta[k - 1] * fabs(P[i * k + k - 1]);
        for (size_t j = 0; j < k; j++)
            first[i * k + j] = Qt[j * k + i];
    }
    linalg_multiply(count, rows, k, P, bases->U, false, t->U);
    linalg_multiply(count, columns, k, first, bases->V, false, t->V);
    free(first);
    return STATUS_OK;
}

/* Steps until the values are there, looked at after every fifth part more, but not where the start
 * has just reached its last: its residuals are 0 whatever lies across. */
static enum status iterate(struct bases *bases, const struct operator* operator, size_t count,
                           double tolerance, struct triples *triples) {
    size_t most = 1 + (operator->rows < operator->columns ? operator->rows : operator->columns);
    size_t look = STEPS_FIRST < most ? STEPS_FIRST : most;
    most = most < STEPS_MOST ? most : STEPS_MOST;
    for (;;) {
        enum status status = STATUS_OK;
        while (status == STATUS_OK &&
               (bases->steps < look || (bases->steps < most && bases->beta[bases->steps - 1] == 0)))
            status = bases_step(bases, operator);
        size_t k = bases->steps;
        double *s = status == STATUS_OK ? memory_new(k * (2 * k + 1), sizeof *s) : NULL;
        status = status == STATUS_OK && !s ? STATUS_NUMERICAL : status;
        if (status == STATUS_OK)
            status = decompose(bases, s, s + k, s + k + k * k);
        bool done = status == STATUS_OK && converged(bases, count, tolerance, s, s + k);
        if (done)
            status = take(bases, count, s, s + k, s + k + k * k, triples);
        else if (status == STATUS_OK && k == most)
            status = error_set(STATUS_NUMERICAL,
                               "found no convergence of the largest %zu singular values in %zu "
                               "steps, expected it (--method=dense does without)",
                               count, k);
        free(s);
        if (done || status != STATUS_OK)
            return status;
        look = look + look / 5 + 1 < most ? look + look / 5 + 1 : most;
    }
}

enum status lanczos_largest(const struct operator* operator, size_t count, double tolerance,
                            struct triples *triples) {
    struct bases bases;
    *triples = (struct triples){0};
    size_t rank = operator->rows<operator->columns ? operator->rows : operator->columns;
    enum status status = bases_open(&bases, operator);
    if (status == STATUS_OK)
        status = iterate(&bases, operator, count<rank ? count : rank, tolerance, triples);
    bases_close(&bases);
    return status;
}

void triples_free(struct triples *triples) {
    free(triples->s);
    *triples = (struct triples){0};
}
