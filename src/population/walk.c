/* SPDX-License-Identifier: MIT */
#include "walk.h"

#include "double_descent.h"
#include "double_descent_recursion.h"
#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double train_error(const struct problem *p, const double *theta) {
    double sum = 0;
    for (size_t k = 0; k < p->n; k++) {
        double r = p->y[k] - vector_dot(p->m, p->Z + k * p->m, theta);
        sum += r * r;
    }
    return sum / (double)p->n;
}

/* Which sample step t (from 0) takes; order: n, kept from step to step. */
static size_t choose(const struct walk *w, uint64_t replicate, size_t n, size_t t, size_t *order) {
    struct random_stream stream = random_stream(w->seed, "order");
    double uniform;
    random_uniforms(stream, replicate, 0, t, 1, &uniform);
    if (!w->shuffled)
        return (size_t)(uniform * (double)n);
    /* A shuffle that goes along: place t of the epoch gets one of those that are left. */
    size_t at = t % n, pick = at + (size_t)(uniform * (double)(n - at)), sample = order[pick];
    order[pick] = order[at];
    order[at] = sample;
    return sample;
}

static void look(const struct problem *p, const double *theta, const double *sum, size_t t,
                 double *work, struct errors *errors, size_t at) {
    errors->test[at] = problem_risk(p, theta, work);
    errors->train[at] = p->whole ? errors->test[at] : train_error(p, theta);
    for (size_t i = 0; i < p->m; i++)
        work[2 * p->m + i] = t == 0 ? 0 : sum[i] / (double)t;
    errors->average[at] = problem_risk(p, work + 2 * p->m, work);
}

enum status walk_sgd(const struct problem *p, const struct walk *w, uint64_t replicate,
                     struct errors *errors, size_t *diverged) {
    size_t m = p->m, at = 0;
    double *theta = memory_zero(5 * m, sizeof *theta), *sum = theta ? theta + m : NULL;
    size_t *order = memory_new(p->n, sizeof *order);
    if (!theta || !order) {
        free(theta);
        free(order);
        return STATUS_NUMERICAL;
    }
    for (size_t k = 0; k < p->n; k++)
        order[k] = k;
    *diverged = 0;
    for (size_t t = 0; at < w->count && *diverged == 0; t++) {
        for (; at < w->count && w->times[at] == t; at++)
            look(p, theta, sum, t, sum + m, errors, at);
        const size_t k = choose(w, replicate, p->n, t, order);
        const double *z = p->Z + k * m;
        double move = (p->y[k] - vector_dot(m, z, theta)) *
                      double_descent_step_size(w->gamma, w->zeta, t + 1);
        vector_step(m, move, z, theta, sum);
        *diverged = isfinite(move) ? 0 : t + 1;
    }
    free(theta);
    free(order);
    return STATUS_OK;
}

enum status walk_exact(const struct problem *p, const struct walk *w, struct errors *errors) {
    struct double_descent_population population;
    enum status status =
        double_descent_population_start(&population, p->n, p->m, p->Z, p->y, NULL, true);
    if (status != STATUS_OK)
        return status;
    for (size_t at = 0, t = 0; at < w->count; at++) {
        for (; t < w->times[at]; t++)
            double_descent_population_step(&population,
                                           double_descent_step_size(w->gamma, w->zeta, t + 1));
        errors->train[at] = double_descent_population_loss(&population);
        errors->test[at] =
            p->floor + double_descent_population_error(&population, p->S, p->target, false);
        errors->average[at] =
            t == 0 ? errors->test[at]
                   : p->floor + double_descent_population_error(&population, p->S, p->target, true);
    }
    double_descent_population_free(&population);
    return STATUS_OK;
}

enum status walk_descent(const struct problem *p, const struct walk *w, struct errors *errors) {
    size_t m = p->m;
    double *theta = memory_zero(5 * m + p->n, sizeof *theta), *sum = theta ? theta + m : NULL;
    if (!theta)
        return STATUS_NUMERICAL;
    double *work = sum + m, *residual = work + 3 * m;
    for (size_t at = 0, t = 0; at < w->count; at++) {
        for (; t < w->times[at]; t++) {
            double step = double_descent_step_size(w->gamma, w->zeta, t + 1) / (double)p->n;
            linalg_multiply_transposed(1, p->n, m, theta, p->Z, false, residual);
            for (size_t k = 0; k < p->n; k++)
                residual[k] = step * (p->y[k] - residual[k]);
            for (size_t i = 0; i < m; i++)
                sum[i] += theta[i];
            linalg_multiply(1, m, p->n, residual, p->Z, true, theta);
        }
        look(p, theta, sum, t, work, errors, at);
    }
    free(theta);
    return STATUS_OK;
}

enum status walk_volterra(const struct problem *p, const struct walk *w, struct errors *errors) {
    enum status status =
        double_descent_volterra(p->n, p->m, p->Z, p->y, p->S, p->target, w->gamma, w->count,
                                w->times, errors->train, errors->test, NULL);
    for (size_t at = 0; status == STATUS_OK && at < w->count; at++)
        errors->test[at] += p->floor;
    return status;
}
