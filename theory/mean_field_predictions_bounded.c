/* SPDX-License-Identifier: MIT */
/* What the predictions of mean_field.h for bounded neurons compute, by quadrature. p[i] is the i-th
 * parameter of the entry in mean_field_predictions.c. */
#include "mean_field.h"
#include "mean_field_predictions.h"

#include <math.h>
#include <stdlib.h>

#define PREDICT(name)                                                                              \
    enum status mean_field_predict_##name(const union prediction_value *p,                         \
                                          struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

/* A problem, its optimum and s. */
struct solved {
    struct mean_field_problem problem;
    struct mean_field_state state;
    double *s;
};

static void solved_free(struct solved *of) {
    mean_field_problem_free(&of->problem);
    mean_field_state_free(&of->state);
    free(of->s);
}

/* Solves of->problem, which was made with this status; on failure nothing is left to free. */
static enum status solve(enum status made, struct solved *of) {
    size_t n = of->problem.n;
    of->state = (struct mean_field_state){0};
    of->s = NULL;
    if (made == STATUS_OK)
        made = mean_field_state_new(n, &of->state);
    if (made == STATUS_OK && !(of->s = memory_new(n, sizeof *of->s)))
        made = STATUS_NUMERICAL;
    if (made == STATUS_OK)
        made = mean_field_solve(&of->problem, &of->state);
    if (made == STATUS_OK)
        made = mean_field_fluctuations(n, of->state.V, of->problem.lambda, of->s);
    if (made != STATUS_OK)
        solved_free(of);
    return made;
}

static void certificate_row(struct prediction_sink *sink, struct solved *of) {
    size_t n = of->problem.n;
    double lambda = of->problem.lambda, bound = mean_field_free_energy_bound(n, of->s, lambda);
    ROW(of->state.primal, of->state.dual, 2 * bound * (double)n,
        lambda * mean_field_effective_dimension(n, of->s), 2 * bound,
        mean_field_free_energy(n, of->s, lambda), bound);
    solved_free(of);
}

PREDICT(half_circle) {
    struct solved of = {0};
    enum status status = solve(mean_field_problem_half_circle(p[0].integer, p[1].real, p[2].real,
                                                              p[3].real, p[4].integer, &of.problem),
                               &of);
    if (status == STATUS_OK)
        certificate_row(sink, &of);
    return status;
}

PREDICT(det_bounded) {
    struct solved of = {0};
    enum status status = solve(mean_field_problem_det(p[0].integer, p[1].integer, p[2].real,
                                                      p[3].real, p[4].integer, &of.problem),
                               &of);
    if (status == STATUS_OK)
        certificate_row(sink, &of);
    return status;
}

PREDICT(single) {
    struct solved of = {0};
    double R = sqrt(p[0].real), y = p[1].real, lambda = p[2].real;
    enum status status =
        solve(mean_field_problem(1, 1, &R, &y, lambda, p[3].real, p[5].integer, &of.problem), &of);
    if (status != STATUS_OK)
        return status;
    ROW(mean_field_single_free_energy(&of.problem, &of.state, p[4].real),
        mean_field_free_energy(1, of.s, lambda), mean_field_free_energy_bound(1, of.s, lambda),
        of.state.primal);
    solved_free(&of);
    return STATUS_OK;
}

PREDICT(sdca) {
    struct solved of = {0};
    size_t n = p[0].integer;
    double lambda = p[2].real, B = p[3].real, radius = NAN;
    double c = mean_field_sdca_scale((double)n, lambda, B);
    enum status status = solve(
        mean_field_problem_half_circle(n, p[1].real, lambda, B, p[5].integer, &of.problem), &of);
    if (status != STATUS_OK)
        return status;
    status = mean_field_sdca_radius(n, of.state.V, lambda, c, &radius);
    if (status == STATUS_OK)
        ROW(c, mean_field_sdca_bound((double)n, lambda, B, p[4].real), radius);
    solved_free(&of);
    return status;
}

PREDICT(pda) {
    struct solved of = {0};
    size_t n = p[0].integer;
    double lambda = p[2].real, B = p[3].real, last, mixture, largest = 0;
    enum status status = solve(
        mean_field_problem_half_circle(n, p[1].real, lambda, B, p[5].integer, &of.problem), &of);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(of.problem.y[i]));
    status = mean_field_pda(n, of.state.V, of.state.g, lambda, &last, &mixture);
    if (status == STATUS_OK)
        ROW(last, mixture, mean_field_pda_bound(B * (B + largest), lambda, p[4].real));
    solved_free(&of);
    return status;
}

PREDICT(flow) {
    struct solved of = {0};
    double lambda = p[2].real, rate, poincare;
    size_t nodes = p[4].integer;
    enum status status = solve(
        mean_field_problem_line(p[0].integer, p[1].real, lambda, p[3].real, nodes, &of.problem),
        &of);
    if (status != STATUS_OK)
        return status;
    status = mean_field_flow_rate(&of.problem, &of.state, 16 / (double)(nodes - 1), p[5].real,
                                  &rate, &poincare);
    if (status == STATUS_OK)
        ROW(2 * rate, poincare, 2 * lambda * poincare);
    solved_free(&of);
    return status;
}
