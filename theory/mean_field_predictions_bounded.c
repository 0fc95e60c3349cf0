/* SPDX-License-Identifier: MIT */
/* Predictions of mean_field.h: bounded neurons, by quadrature (R1, R7 to R10). */
#include "mean_field_predictions.h"

#include <stdlib.h>

#define AMPLITUDE REAL("amplitude", "1", 0, 1e6, "A", "length of the two coordinates of a sample")
#define SMALL_SAMPLES INTEGER("n", NULL, 1, 200, "N", "samples")
#define STRENGTH REAL("lambda", NULL, 1e-6, 1e6, "L", "strength of the entropy")
#define NODES(initial, high)                                                                       \
    INTEGER("nodes", initial, 3, high, "N", "nodes of the quadrature on an axis")
#define CERTIFICATE                                                                                \
    COLUMNS("optimum", "dual", "trace", "particles", "independent", "free_energy", "bound_energy")
#define CERTIFICATE_TEXT                                                                           \
    "optimum = L*, dual = D*: their difference certifies both, on these nodes (raise them until "  \
    "the values settle); trace = Tr V; M particles: M E|f_M - f*|^2/n -> particles = Tr[V (I + "   \
    "V/(n lambda))^-1]/n, independent = Tr V/n; M (A_M - L*) -> free_energy, at most "             \
    "bound_energy = Tr V/(2n). [derived; limits heuristic, R1, R7]"

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

PREDICTION(half_circle, "mean-field-half-circle",
           "bounded neurons, the problem of rank 2: optimum and particle laws",
           "<theta, x_i> = A (cos phi_i s + sin phi_i t), s, t ~ N(0,1), phi_i = (i + 1/2) pi/n, "
           "y_i = sin phi_i + cos(3 phi_i)/2. " CERTIFICATE_TEXT,
           PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND, NODES("81", 1000)), CERTIFICATE) {
    struct solved of = {0};
    enum status status = solve(mean_field_problem_half_circle(p[0].integer, p[1].real, p[2].real,
                                                              p[3].real, p[4].integer, &of.problem),
                               &of);
    if (status == STATUS_OK)
        certificate_row(sink, &of);
    return status;
}

PREDICTION(det_bounded, "mean-field-det-bounded",
           "bounded neurons on DET (at most 4 samples): optimum, particle laws",
           "mu_k = k^-2, `nodes`^n nodes. " CERTIFICATE_TEXT,
           PARAMETERS(INTEGER("n", NULL, 1, 4, "N", "samples"), MODES, STRENGTH, BOUND,
                      NODES("41", 1000)),
           CERTIFICATE) {
    struct solved of = {0};
    enum status status = solve(mean_field_problem_det(p[0].integer, p[1].integer, p[2].real,
                                                      p[3].real, p[4].integer, &of.problem),
                               &of);
    if (status == STATUS_OK)
        certificate_row(sink, &of);
    return status;
}

PREDICTION(single, "mean-field-single", "free energy of M bounded neurons on one sample, exactly",
           "exact = M (A_M - L*), -> law = (lambda/2) log(1 + V/lambda), between 0 and "
           "bound_energy = V/2; variance = Var <theta, x> under the prior. [derived, R7]",
           PARAMETERS(REAL("variance", NULL, 0, 1e6, "K", "prior variance of <theta, x>"),
                      REAL("y", NULL, -1e6, 1e6, "Y", "label"), STRENGTH, BOUND,
                      REAL("particles", NULL, 1, 1e9, "M", "particles"), NODES("161", 100000)),
           COLUMNS("exact", "law", "bound_energy", "optimum")) {
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

PREDICTION(sdca, "mean-field-sdca",
           "dual coordinate ascent on the problem of rank 2, exact inner loop",
           "scale = c = 1 + B^2/(n lambda) of the step; bound_gap = (1 - lambda/(B^2 + n "
           "lambda))^(n epochs) on E gap/gap at the start (random order); radius = exact local "
           "factor of the error per cyclic epoch. [derived, R8]",
           PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND,
                      REAL("epochs", "1", 0, 1e9, "E", "n coordinate steps each"),
                      NODES("81", 1000)),
           COLUMNS("scale", "bound_gap", "radius")) {
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

PREDICTION(pda, "mean-field-pda", "dual averaging on the problem of rank 2, exact inner loop",
           "t E[L - L*] -> last (last iterate), mixture (weights t); bound_gap = 2 G^2/(lambda "
           "(T+1)), G = B (B + max|y|), of the gap averaged with weights t. [derived, R9]",
           PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND,
                      REAL("steps", "1", 0, 1e15, "T", "samples seen"), NODES("81", 1000)),
           COLUMNS("last", "mixture", "bound_gap")) {
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

PREDICTION(flow, "mean-field-flow", "sharp rate of mean-field Langevin in one dimension",
           "<theta, x_i> = A cos phi_i s, s ~ N(0,1), y_i and phi_i as in mean-field-half-circle. "
           "L - L* falls like exp(-rate t), rate = 2 Lambda; poincare = spectral gap of mu*, "
           "without_interaction = 2 lambda poincare. Finite volumes, error O(nodes^-2); with a "
           "step, of the scheme with implicit diffusion and lagged drift. [derived, R10]",
           PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND, NODES("401", 1001),
                      REAL("step", "0", 0, 1e6, "T", "time step, 0: continuous")),
           COLUMNS("rate", "poincare", "without_interaction")) {
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

PREDICTIONS(mean_field_bounded_predictions, &predict_half_circle, &predict_det_bounded,
            &predict_single, &predict_sdca, &predict_pda, &predict_flow);
