#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>

/* C^T T C, C the lower factor that linalg_cholesky left in the upper triangle of A (row major), T
 * tridiagonal: diagonal t, off the diagonal -1/width^2. C: scratch and M: result, count x count. */
static void congruence(size_t count, const double *A, const double *t, double width, double *C,
                       double *TC, double *M) {
    double coupling = 1 / (width * width);
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            C[a * count + b] = b <= a ? A[b * count + a] : 0;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++) {
            double sum = t[a] * C[a * count + b];
            if (a > 0)
                sum -= coupling * C[(a - 1) * count + b];
            if (a + 1 < count)
                sum -= coupling * C[(a + 1) * count + b];
            TC[a * count + b] = sum;
        }
    linalg_multiply_left(count, count, count, C, TC, false, M);
}

/* log of the density of the optimum at each node, up to a constant. */
static void log_density(const struct mean_field_problem *problem,
                        const struct mean_field_state *state, double *log_p) {
    size_t n = problem->n;
    for (size_t q = 0; q < problem->nodes; q++) {
        log_p[q] = log(problem->weight[q]) - state->log_partition;
        for (size_t i = 0; i < n; i++)
            log_p[q] -= state->g[i] * problem->h[q * n + i] / ((double)n * problem->lambda);
    }
}

/* The second smallest eigenvalue of T A, A = alpha I + beta sum_i U_i U_i^T, U_i = sqrt(p) (h_i -
 * f_i); work: 4 nodes^2 + nodes. */
static enum status second_eigenvalue(const struct mean_field_problem *problem,
                                     const struct mean_field_state *state, const double *log_p,
                                     const double *t, double width, double alpha, double beta,
                                     double *work, double *value) {
    size_t count = problem->nodes, size = count * count, n = problem->n;
    double *A = work, *C = A + size, *TC = C + size, *M = TC + size, *w = M + size;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b <= a; b++) {
            double sum = 0, root = exp((log_p[a] + log_p[b]) / 2);
            for (size_t i = 0; i < n; i++)
                sum +=
                    (problem->h[a * n + i] - state->f[i]) * (problem->h[b * n + i] - state->f[i]);
            A[a * count + b] = A[b * count + a] = beta * root * sum + (a == b ? alpha : 0);
        }
    enum status status = linalg_cholesky(count, A);
    if (status != STATUS_OK)
        return status;
    congruence(count, A, t, width, C, TC, M);
    status = linalg_eigenvalues(count, M, w);
    *value = w[1];
    return status;
}

enum status mean_field_flow_rate(const struct mean_field_problem *problem,
                                 const struct mean_field_state *state, double width, double *rate,
                                 double *poincare) {
    size_t count = problem->nodes;
    double *work = memory_new(4 * count * count + 3 * count, sizeof *work);
    if (!work)
        return STATUS_NUMERICAL;
    double *log_p = work + 4 * count * count + count, *t = log_p + count;
    log_density(problem, state, log_p);
    for (size_t a = 0; a < count; a++) {
        double below = a > 0 ? exp((log_p[a - 1] - log_p[a]) / 2) : 0;
        double above = a + 1 < count ? exp((log_p[a + 1] - log_p[a]) / 2) : 0;
        t[a] = (below + above) / (width * width);
    }
    enum status status = second_eigenvalue(problem, state, log_p, t, width, problem->lambda,
                                           1 / (double)problem->n, work, rate);
    if (status == STATUS_OK)
        status = second_eigenvalue(problem, state, log_p, t, width, 1, 0, work, poincare);
    free(work);
    return status;
}
