/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>

/* T in sqrt(p) phi: t on the diagonal, -coupling beside it. */
struct diffusion {
    size_t count;
    double coupling, *t, *log_p;
};

/* log of the density of the optimum at each node, up to a constant, and T. */
static void diffusion_at(const struct mean_field_problem *problem,
                         const struct mean_field_state *state, double width, struct diffusion *of) {
    size_t n = problem->n;
    for (size_t a = 0; a < of->count; a++) {
        of->log_p[a] = log(problem->weight[a]) - state->log_partition;
        for (size_t i = 0; i < n; i++)
            of->log_p[a] -= state->g[i] * problem->h[a * n + i] / ((double)n * problem->lambda);
    }
    of->coupling = 1 / (width * width);
    for (size_t a = 0; a < of->count; a++) {
        double below = a > 0 ? exp((of->log_p[a - 1] - of->log_p[a]) / 2) : 0;
        double above = a + 1 < of->count ? exp((of->log_p[a + 1] - of->log_p[a]) / 2) : 0;
        of->t[a] = (below + above) * of->coupling;
    }
}

/* TC = T C, all count x count. */
static void apply(const struct diffusion *of, const double *C, double *TC) {
    size_t count = of->count;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++) {
            double sum = of->t[a] * C[a * count + b];
            if (a > 0)
                sum -= of->coupling * C[(a - 1) * count + b];
            if (a + 1 < count)
                sum -= of->coupling * C[(a + 1) * count + b];
            TC[a * count + b] = sum;
        }
}

/* X <- (I + factor T)^-1 X by elimination, row by row; ratio: count. */
static void damp(const struct diffusion *of, double factor, double *X, double *ratio) {
    size_t count = of->count;
    double beside = factor * of->coupling;
    for (size_t a = 0; a < count; a++) {
        double pivot = 1 + factor * of->t[a] - (a ? beside * ratio[a - 1] : 0);
        ratio[a] = beside / pivot;
        for (size_t b = 0; b < count; b++)
            X[a * count + b] =
                (X[a * count + b] + (a ? beside * X[(a - 1) * count + b] : 0)) / pivot;
    }
    for (size_t a = count - 1; a-- > 0;)
        for (size_t b = 0; b < count; b++)
            X[a * count + b] += ratio[a] * X[(a + 1) * count + b];
}

/* The lowest nonzero and the largest eigenvalue of (I + factor T)^-1 T A, A = alpha I + beta sum_i
 * U_i U_i^T, U_i = sqrt(p) (h_i - f_i): those of C^T (I + factor T)^-1 T C, A = C C^T. work: 4
 * count^2 + count. */
static enum status extremes(const struct mean_field_problem *problem,
                            const struct mean_field_state *state, const struct diffusion *of,
                            double factor, double alpha, double beta, double *work, double *low,
                            double *high) {
    size_t count = of->count, size = count * count, n = problem->n;
    double *A = work, *C = A + size, *TC = C + size, *M = TC + size, *w = M + size;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b <= a; b++) {
            double sum = 0, root = exp((of->log_p[a] + of->log_p[b]) / 2);
            for (size_t i = 0; i < n; i++)
                sum +=
                    (problem->h[a * n + i] - state->f[i]) * (problem->h[b * n + i] - state->f[i]);
            A[a * count + b] = A[b * count + a] = beta * root * sum + (a == b ? alpha : 0);
        }
    enum status status = linalg_cholesky(count, A);
    if (status != STATUS_OK)
        return status;
    for (size_t a = 0; a < count; a++) /* the factor is where A's upper triangle was */
        for (size_t b = 0; b < count; b++)
            C[a * count + b] = b <= a ? A[b * count + a] : 0;
    apply(of, C, TC);
    damp(of, factor, TC, w);
    linalg_multiply_left(count, count, count, C, TC, false, M);
    status = linalg_eigenvalues(count, M, w);
    *low = w[1];
    *high = w[count - 1];
    return status;
}

enum status mean_field_flow_rate(const struct mean_field_problem *problem,
                                 const struct mean_field_state *state, double width, double step,
                                 double *rate, double *poincare) {
    size_t count = problem->nodes;
    double *work = memory_new(4 * count * count + 3 * count, sizeof *work), high;
    if (!work)
        return STATUS_NUMERICAL;
    struct diffusion of = {count, 0, work + 4 * count * count + count, NULL};
    of.log_p = of.t + count;
    diffusion_at(problem, state, width, &of);
    enum status status = extremes(problem, state, &of, step * problem->lambda, problem->lambda,
                                  1 / (double)problem->n, work, rate, &high);
    if (step > 0) /* the factors of a step lie between 1 - step high and 1 - step low */
        *rate = -log(fmax(fabs(1 - step * *rate), fabs(1 - step * high))) / step;
    if (status == STATUS_OK)
        status = extremes(problem, state, &of, 0, 1, 0, work, poincare, &high);
    free(work);
    return status;
}
