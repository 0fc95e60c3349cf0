/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status mean_field_state_new(size_t n, struct mean_field_state *state) {
    memset(state, 0, sizeof *state);
    state->g = memory_zero(2 * n + n * n, sizeof *state->g);
    if (!state->g)
        return STATUS_NUMERICAL;
    state->f = state->g + n;
    state->V = state->f + n;
    return STATUS_OK;
}

void mean_field_state_free(struct mean_field_state *state) {
    free(state->g);
    memset(state, 0, sizeof *state);
}

/* Linear neurons: mu_g is N(-C X^T g/(n lambda), C). */
static double density_linear(const struct mean_field_problem *problem, const double *g, double *f) {
    size_t n = problem->n;
    double scale = (double)n * problem->lambda, sum = 0;
    linalg_multiply(1, n, n, g, problem->K, false, f);
    for (size_t i = 0; i < n; i++) {
        sum += g[i] * f[i];
        f[i] /= -scale;
    }
    return sum / (2 * scale * scale);
}

/* The largest exponent is taken out. */
double mean_field_density(const struct mean_field_problem *problem, const double *g, double *f) {
    size_t n = problem->n, nodes = problem->nodes;
    double scale = -1 / ((double)n * problem->lambda), highest = -INFINITY, *p = problem->p;
    if (problem->K)
        return density_linear(problem, g, f);
    linalg_multiply_transposed(1, nodes, n, g, problem->h, false, p);
    for (size_t q = 0; q < nodes; q++)
        highest = fmax(highest, p[q] *= scale);
    for (size_t q = 0; q < nodes; q++)
        p[q] -= highest;
    vector_exp(nodes, p, p);
    for (size_t q = 0; q < nodes; q++)
        p[q] *= problem->weight[q];
    double total = vector_sum(nodes, p);
    for (size_t q = 0; q < nodes; q++)
        p[q] /= total;
    linalg_multiply(1, n, nodes, p, problem->h, false, f);
    return log(total) + highest;
}

/* f, V and log_partition of the Gibbs measure. */
static void integrate(const struct mean_field_problem *problem, struct mean_field_state *state) {
    size_t n = problem->n;
    state->log_partition = mean_field_density(problem, state->g, state->f);
    if (problem->K) {
        memcpy(state->V, problem->K, n * n * sizeof *state->V);
        return;
    }
    memset(state->V, 0, n * n * sizeof *state->V);
    for (size_t q = 0; q < problem->nodes; q++) {
        const double *h = problem->h + q * n;
        for (size_t i = 0; i < n; i++) {
            double part = problem->p[q] * (h[i] - state->f[i]);
            for (size_t j = 0; j <= i; j++)
                state->V[i * n + j] += part * (h[j] - state->f[j]);
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            state->V[j * n + i] = state->V[i * n + j];
}

void mean_field_gibbs(const struct mean_field_problem *problem, struct mean_field_state *state) {
    size_t n = problem->n;
    double conjugate = 0, error = 0, along = 0;
    integrate(problem, state);
    for (size_t i = 0; i < n; i++) {
        double y = problem->y[i], g = state->g[i], residual = state->f[i] - y;
        conjugate += (g * g / 2 + g * y) / (double)n;
        error += residual * residual / (2 * (double)n);
        along += g * state->f[i] / (double)n;
    }
    state->divergence = -state->log_partition - along / problem->lambda;
    state->primal = error + problem->lambda * state->divergence;
    state->dual = -conjugate - problem->lambda * state->log_partition;
}

/* The step (I + V/(n lambda))^-1 (f - y - g) of Newton's method on D, behind the n^2 of work; the
 * largest component of f - y - g. */
static double newton(const struct mean_field_problem *problem, const struct mean_field_state *from,
                     double *work) {
    size_t n = problem->n;
    double *A = work, *step = work + n * n, largest = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            A[i * n + j] = from->V[i * n + j] / ((double)n * problem->lambda) + (i == j);
        step[i] = from->f[i] - problem->y[i] - from->g[i];
        largest = fmax(largest, fabs(step[i]));
    }
    if (linalg_cholesky(n, A) != STATUS_OK)
        return NAN;
    linalg_cholesky_solve(n, A, 1, step);
    return largest;
}

enum status mean_field_solve(const struct mean_field_problem *problem,
                             struct mean_field_state *state) {
    enum { ITERATIONS = 200 };
    size_t n = problem->n;
    double *work = memory_new(n * n + 2 * n, sizeof *work), largest = NAN, unit = 1 + problem->B;
    if (!work)
        return STATUS_NUMERICAL;
    double *step = work + n * n, *start = step + n;
    memset(state->g, 0, n * sizeof *state->g);
    mean_field_gibbs(problem, state);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        double before = state->dual, size = 1;
        largest = newton(problem, state, work);
        if (!(largest > 1e-14 * unit))
            break;
        memcpy(start, state->g, n * sizeof *start);
        for (; size > 1e-10; size /= 2) { /* a full step may overshoot: D must not fall */
            for (size_t i = 0; i < n; i++)
                state->g[i] = start[i] + size * step[i];
            mean_field_gibbs(problem, state);
            if (state->dual >= before - 1e-15 * (1 + fabs(before) + problem->lambda))
                break;
        }
        if (size <= 1e-10)
            break;
    }
    free(work);
    if (largest < 1e-11 * unit)
        return STATUS_OK;
    return error_set(STATUS_NUMERICAL, "found a dual residual of %.2g, expected at most %.2g",
                     largest, 1e-11 * unit);
}

double mean_field_divergence(const struct mean_field_problem *problem,
                             const struct mean_field_state *of,
                             const struct mean_field_state *from) {
    double sum = from->log_partition - of->log_partition;
    for (size_t i = 0; i < problem->n; i++)
        sum -= (of->g[i] - from->g[i]) * of->f[i] / ((double)problem->n * problem->lambda);
    return sum;
}

enum status mean_field_fluctuations(size_t n, const double *V, double lambda, double *s) {
    double *copy = memory_new(n * n, sizeof *copy);
    if (!copy)
        return STATUS_NUMERICAL;
    for (size_t k = 0; k < n * n; k++)
        copy[k] = V[k] / ((double)n * lambda);
    enum status status = linalg_eigenvalues(n, copy, s);
    free(copy);
    return status;
}

double mean_field_single_free_energy(const struct mean_field_problem *problem,
                                     const struct mean_field_state *state, double M) {
    enum { CELLS = 400 };
    const double range = 8; /* standard deviations of q */
    double lambda = problem->lambda, sum = 0, total = 0;
    for (int c = -CELLS; c <= CELLS; c++) {
        double z = range * c / CELLS, q = z / sqrt(lambda * M), real = 0, imaginary = 0;
        for (size_t a = 0; a < problem->nodes; a++) {
            double h = problem->h[a];
            double p = problem->weight[a] * exp(-state->g[0] * h / lambda - state->log_partition);
            real += p * cos(q * (h - state->f[0]));
            imaginary += p * sin(q * (h - state->f[0]));
        }
        double density = exp(-z * z / 2);
        total += density;
        sum += density * pow(hypot(real, imaginary), M) * cos(M * atan2(imaginary, real));
    }
    return -lambda * log(sum / total);
}
