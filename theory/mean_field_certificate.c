/* SPDX-License-Identifier: MIT */
#include "mean_field.h"

#include <math.h>

double *mean_field_prior(size_t modes, double gamma) {
    double *mu = memory_new(modes, sizeof *mu);
    for (size_t k = 0; mu && k < modes; k++)
        mu[k] = pow((double)k + 1, -gamma);
    return mu;
}

enum status mean_field_reference_new(size_t n, size_t modes, const double *X, const double *mu,
                                     const double *y, double lambda, double bound, size_t per_axis,
                                     struct mean_field_reference *reference) {
    struct mean_field_state *const states[] = {&reference->optimum, &reference->state,
                                               &reference->other};
    enum status status =
        mean_field_problem_data(n, modes, X, mu, y, lambda, bound, per_axis, &reference->problem);
    for (size_t i = 0; status == STATUS_OK && i < 3; i++)
        status = mean_field_state_new(n, states[i]);
    return status == STATUS_OK ? mean_field_solve(&reference->problem, &reference->optimum)
                               : status;
}

void mean_field_reference_free(struct mean_field_reference *reference) {
    mean_field_problem_free(&reference->problem);
    mean_field_state_free(&reference->optimum);
    mean_field_state_free(&reference->state);
    mean_field_state_free(&reference->other);
}

void mean_field_certify(struct mean_field_reference *reference,
                        struct mean_field_certificate *certificate) {
    const struct mean_field_problem *problem = &reference->problem;
    struct mean_field_state *state = &reference->state, *other = &reference->other;
    size_t n = problem->n;
    double lambda = problem->lambda, residual = 0, distance = 0;
    mean_field_gibbs(problem, state);
    for (size_t i = 0; i < n; i++) {
        double gap = state->f[i] - problem->y[i] - state->g[i];
        double error = state->f[i] - reference->optimum.f[i];
        residual += gap * gap / (2 * (double)n);
        distance += error * error / (2 * (double)n);
        other->g[i] = state->f[i] - problem->y[i];
    }
    mean_field_gibbs(problem, other);
    *certificate = (struct mean_field_certificate){
        .primal = state->primal,
        .dual = state->dual,
        .residual = residual,
        .below = lambda * mean_field_divergence(problem, state, &reference->optimum),
        .above = lambda * mean_field_divergence(problem, state, other),
        .distance = distance,
        .proximal = other->dual,
    };
}
