#include "mean_field.h"

void mean_field_certify(const struct mean_field_problem *problem,
                        const struct mean_field_state *optimum, struct mean_field_state *state,
                        struct mean_field_state *other,
                        struct mean_field_certificate *certificate) {
    size_t n = problem->n;
    double lambda = problem->lambda, residual = 0, distance = 0;
    mean_field_gibbs(problem, state);
    for (size_t i = 0; i < n; i++) {
        double gap = state->f[i] - problem->y[i] - state->g[i];
        double error = state->f[i] - optimum->f[i];
        residual += gap * gap / (2 * (double)n);
        distance += error * error / (2 * (double)n);
        other->g[i] = state->f[i] - problem->y[i];
    }
    mean_field_gibbs(problem, other);
    *certificate = (struct mean_field_certificate){
        .primal = state->primal,
        .dual = state->dual,
        .residual = residual,
        .below = lambda * mean_field_divergence(problem, state, optimum),
        .above = lambda * mean_field_divergence(problem, state, other),
        .distance = distance,
        .proximal = other->dual,
    };
}
