/* SPDX-License-Identifier: MIT */
/* Wrong theories of the noise in SGD over a population: methods.h. */
#include "walk.h"

#include "double_descent.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All in the eigenbasis of S = sum z z^T/n. */
struct rival {
    size_t n, m;
    double *Z;      /* n x m */
    double *lambda; /* m */
    double *C;      /* m x m: E e e^T */
    double *a;      /* m: sum_{s<t} E e_i(s) e_i(t) */
    double *noise;  /* n: squared error of theta* at each sample, or their mean */
    double *work;   /* n x m */
};

static void rival_free(struct rival *r) {
    free(r->Z);
    free(r->C);
}

static enum status rival_start(struct rival *r, const struct problem *p, bool apart) {
    size_t n = p->n, m = p->m;
    *r = (struct rival){.n = n, .m = m, .Z = memory_new(n, (2 * m + 1) * sizeof(double))};
    r->C = memory_zero((2 * m + 4) * m, sizeof *r->C);
    if (!r->Z || !r->C)
        return STATUS_NUMERICAL;
    r->work = r->Z + n * m;
    r->noise = r->work + n * m;
    double *V = r->C + m * m, *start = V + m * m;
    r->lambda = start + m;
    r->a = r->lambda + m;
    double *S = memory_new(m, m * sizeof *S);
    if (!S)
        return STATUS_NUMERICAL;
    memcpy(S, p->S, m * m * sizeof *S);
    enum status status = linalg_eigenvectors(m, S, 0, m - 1, r->lambda, V);
    free(S);
    if (status != STATUS_OK)
        return status;
    linalg_multiply_transposed(n, m, m, p->Z, V, false, r->Z);
    for (size_t k = 0; k < n; k++) {
        double off = p->y[k] - vector_dot(m, p->Z + k * m, p->target);
        r->noise[k] = apart ? p->floor : off * off;
    }
    for (size_t i = 0; i < m; i++)
        start[i] = vector_dot(m, V + i * m, p->target);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            r->C[i * m + j] = start[i] * start[j];
    return STATUS_OK;
}

/* C <- C - g (lambda_i + lambda_j) C + g^2 mean of z z^T (z^T C z + noise). */
static void rival_step(struct rival *r, double gamma) {
    size_t n = r->n, m = r->m;
    linalg_multiply(n, m, m, r->Z, r->C, false, r->work);
    for (size_t k = 0; k < n; k++) {
        double form = vector_dot(m, r->work + k * m, r->Z + k * m) + r->noise[k];
        double scale = sqrt(fmax(0, form));
        for (size_t j = 0; j < m; j++)
            r->work[k * m + j] = scale * r->Z[k * m + j];
    }
    for (size_t i = 0; i < m; i++) {
        r->a[i] = (1 - gamma * r->lambda[i]) * (r->a[i] + r->C[i * m + i]);
        for (size_t j = 0; j < m; j++)
            r->C[i * m + j] *= 1 - gamma * (r->lambda[i] + r->lambda[j]);
    }
    linalg_gram_add(n, m, gamma * gamma / (double)n, r->work, r->C);
    linalg_mirror(m, r->C);
}

enum status walk_rival(const struct problem *p, const struct walk *w, bool apart, double *average) {
    struct rival r;
    enum status status = rival_start(&r, p, apart);
    size_t steps = w->times[w->count - 1], m = p->m;
    double sum = 0;
    for (size_t t = 0; status == STATUS_OK && t < steps; t++) {
        for (size_t i = 0; i < m; i++)
            sum += r.lambda[i] * (r.C[i * m + i] + 2 * r.a[i]);
        rival_step(&r, double_descent_step_size(w->gamma, w->zeta, t + 1));
    }
    *average = p->floor + sum / ((double)steps * (double)steps);
    rival_free(&r);
    return status;
}
