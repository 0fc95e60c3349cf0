/* SPDX-License-Identifier: MIT */
/* Certificates by quadrature: duality, the identities of R2, the particle laws. */
#include "linalg.h"
#include "mean_field.h"
#include "test.h"

#define NEW_STATE(problem, state)                                                                  \
    struct mean_field_state state;                                                                 \
    TEST(mean_field_state_new((problem).n, &(state)) == STATUS_OK)

static double squares(size_t n, const double *a, const double *b) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/* KL(mu_g || nu) node by node. */
static double direct_divergence(const struct mean_field_problem *problem,
                                const struct mean_field_state *state) {
    double total = 0, sum = 0;
    for (size_t q = 0; q < problem->nodes; q++) {
        double log_ratio = -state->log_partition;
        for (size_t i = 0; i < problem->n; i++)
            log_ratio -= state->g[i] * problem->h[q * problem->n + i] /
                         ((double)problem->n * problem->lambda);
        total += problem->weight[q] * exp(log_ratio);
        sum += problem->weight[q] * exp(log_ratio) * log_ratio;
    }
    TEST_ABS(total, 1, 1e-13);
    return sum;
}

/* Derivatives of D by differences: n dD/dg = f - y - g; df/dg = -V/(n lambda). */
static void test_derivatives(const struct mean_field_problem *problem, uint64_t *state) {
    NEW_STATE(*problem, at);
    NEW_STATE(*problem, moved);
    const double step = 1e-5;
    size_t n = problem->n;
    for (size_t i = 0; i < n; i++)
        at.g[i] = test_uniform(state) - 0.5;
    mean_field_gibbs(problem, &at);
    TEST_ABS(at.divergence, direct_divergence(problem, &at), 1e-12);
    for (size_t i = 0; i < n; i++) {
        double values[2];
        double means[2][16];
        for (int side = 0; side < 2; side++) {
            memcpy(moved.g, at.g, n * sizeof *at.g);
            moved.g[i] += side ? step : -step;
            mean_field_gibbs(problem, &moved);
            values[side] = moved.dual;
            memcpy(means[side], moved.f, n * sizeof *moved.f);
        }
        TEST_ABS((double)n * (values[1] - values[0]) / (2 * step),
                 at.f[i] - problem->y[i] - at.g[i], 1e-8);
        for (size_t j = 0; j < n; j++)
            TEST_ABS((means[1][j] - means[0][j]) / (2 * step),
                     -at.V[i * n + j] / ((double)n * problem->lambda), 1e-6);
    }
    mean_field_state_free(&at);
    mean_field_state_free(&moved);
}

static void test_identities(const struct mean_field_problem *problem, uint64_t *state) {
    NEW_STATE(*problem, best);
    NEW_STATE(*problem, mu);
    NEW_STATE(*problem, proximal);
    size_t n = problem->n;
    double lambda = problem->lambda, twice = 2 * (double)n;
    TEST(mean_field_solve(problem, &best) == STATUS_OK);
    TEST_ABS(best.primal, best.dual, 1e-13);
    for (int trial = 0; trial < 5; trial++) {
        double residual = 0;
        for (size_t i = 0; i < n; i++)
            mu.g[i] = best.g[i] + 0.4 * (test_uniform(state) - 0.5);
        mean_field_gibbs(problem, &mu);
        for (size_t i = 0; i < n; i++) {
            proximal.g[i] = mu.f[i] - problem->y[i];
            residual += pow(proximal.g[i] - mu.g[i], 2);
        }
        mean_field_gibbs(problem, &proximal);
        double above = mu.primal - best.primal;
        double to_best = lambda * mean_field_divergence(problem, &mu, &best);
        double to_proximal = lambda * mean_field_divergence(problem, &mu, &proximal);
        TEST_ABS(mu.primal - mu.dual, residual / twice, 1e-13);
        TEST_ABS(mu.primal - proximal.dual, to_proximal, 1e-13);
        TEST_ABS(above, to_best + squares(n, mu.f, best.f) / twice, 1e-13);
        TEST_ABS(to_proximal - above, best.dual - proximal.dual, 1e-13);
        TEST(to_best <= above && above <= to_proximal);
    }
    mean_field_state_free(&best);
    mean_field_state_free(&mu);
    mean_field_state_free(&proximal);
}

/* Separate implementations, printed to ten and more digits. */
static void test_printed(void) {
    struct mean_field_problem problem;
    double s[12];
    TEST(mean_field_problem_half_circle(12, 1.5, 0.02, 2, 121, &problem) == STATUS_OK);
    NEW_STATE(problem, state);
    TEST(mean_field_solve(&problem, &state) == STATUS_OK);
    TEST_ABS(state.primal, .0272542467535, 1e-13);
    TEST(mean_field_fluctuations(12, state.V, 0.02, s) == STATUS_OK);
    TEST_ABS(mean_field_free_energy_bound(12, s, 0.02) * 24, 25.169656916, 1e-8);
    mean_field_state_free(&state);
    mean_field_problem_free(&problem);

    TEST(mean_field_problem_det(3, 64, 0.1, 1.5, 61, &problem) == STATUS_OK);
    TEST(mean_field_state_new(3, &state) == STATUS_OK);
    TEST(mean_field_solve(&problem, &state) == STATUS_OK);
    TEST_ABS(state.primal, .137394992672, 2e-12);
    TEST_ABS(state.f[0], .50522663, 6e-9);
    TEST_ABS(state.f[1], .38148488, 6e-9);
    TEST_ABS(state.f[2], -.34993409, 6e-9);
    TEST(mean_field_fluctuations(3, state.V, 0.1, s) == STATUS_OK);
    TEST_ABS(0.1 * mean_field_effective_dimension(3, s), .1517697782, 6e-10);
    TEST_ABS(mean_field_free_energy(3, s, 0.1), .1470588945, 6e-10);
    mean_field_state_free(&state);
    mean_field_problem_free(&problem);

    TEST(mean_field_problem_half_circle(6, 1, 0.2, 2, 81, &problem) == STATUS_OK);
    TEST(mean_field_state_new(6, &state) == STATUS_OK);
    TEST(mean_field_solve(&problem, &state) == STATUS_OK);
    TEST(mean_field_fluctuations(6, state.V, 0.2, s) == STATUS_OK);
    TEST_ABS(0.2 * mean_field_effective_dimension(6, s), .33933252, 6e-9);
    TEST_ABS(2 * mean_field_free_energy_bound(6, s, 0.2), 1.37707, 6e-6);
    mean_field_state_free(&state);
    mean_field_problem_free(&problem);
}

/* Small B tanh(R u/B) is R u: the linear formulas. */
static void test_linear_limit(void) {
    const double R[] = {1, 0.3, -0.4, 0.8}, y[] = {0.7, -0.2}, lambda = 0.3, B = 300;
    double scaled[4], K[4], s[2], optimum;
    struct mean_field_problem problem;
    for (int k = 0; k < 4; k++)
        scaled[k] = R[k] / B;
    linalg_multiply_transposed(2, 2, 2, R, R, false, K);
    TEST(mean_field_linear(2, K, y, lambda, s, &optimum) == STATUS_OK);
    TEST(mean_field_problem(2, 2, scaled, y, lambda, B, 81, &problem) == STATUS_OK);
    NEW_STATE(problem, state);
    TEST(mean_field_solve(&problem, &state) == STATUS_OK);
    TEST_REL(state.primal, optimum, 1e-4);
    double fluctuations[2];
    TEST(mean_field_fluctuations(2, state.V, lambda, fluctuations) == STATUS_OK);
    TEST_REL(fluctuations[0], s[0], 1e-4);
    TEST_REL(fluctuations[1], s[1], 1e-4);
    mean_field_state_free(&state);
    mean_field_problem_free(&problem);
    TEST(mean_field_problem(2, 2, scaled, y, lambda, B, 10000, &problem) == STATUS_USAGE);
}

/* n = 1: exact free energies against direct quadrature for one and two particles, the bounds, the
 * limit, and values of a separate implementation. */
static void test_single(void) {
    const double R[] = {sqrt(1.3)}, y[] = {0.8}, lambda = 0.1;
    static const double printed[] = {.111094, .115222, .104928, NAN,    .100842,
                                     NAN,     .100082, NAN,     .099899};
    struct mean_field_problem problem;
    double s, pair[2] = {0, 0}, before = 0;
    TEST(mean_field_problem(1, 1, R, y, lambda, 1.5, 161, &problem) == STATUS_OK);
    NEW_STATE(problem, best);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    TEST(mean_field_fluctuations(1, best.V, lambda, &s) == STATUS_OK);
    for (size_t a = 0; a < problem.nodes; a++) {
        pair[0] += problem.weight[a] * exp(-pow(problem.h[a] - y[0], 2) / (2 * lambda));
        for (size_t b = 0; b < problem.nodes; b++)
            pair[1] += problem.weight[a] * problem.weight[b] *
                       exp(-pow((problem.h[a] + problem.h[b]) / 2 - y[0], 2) / lambda);
    }
    for (int M = 1; M <= 2; M++)
        TEST_ABS(mean_field_single_free_energy(&problem, &best, M),
                 -lambda * log(pair[M - 1]) - M * best.primal, 1e-12);
    double law = mean_field_free_energy(1, &s, lambda);
    for (int k = 0; k <= 8; k++) {
        double M = ldexp(1, k), found = mean_field_single_free_energy(&problem, &best, M);
        TEST(isnan(printed[k]) || fabs(found - printed[k]) < 6e-7);
        TEST(found >= 0 && found <= mean_field_free_energy_bound(1, &s, lambda));
        if (k == 8) /* M times what is left converges */
            TEST_REL(M * (found - law), before, 5e-3);
        before = M * (found - law);
    }
    TEST_ABS(law, .0998386, 6e-8);
    mean_field_state_free(&best);
    mean_field_problem_free(&problem);
}

int main(void) {
    test_single();
    uint64_t state = test_seed();
    struct mean_field_problem problem;
    TEST(mean_field_problem_half_circle(12, 1.5, 0.02, 2, 81, &problem) == STATUS_OK);
    test_derivatives(&problem, &state);
    test_identities(&problem, &state);
    mean_field_problem_free(&problem);
    TEST(mean_field_problem_det(2, 20, 0.1, 1, 61, &problem) == STATUS_OK);
    test_identities(&problem, &state);
    mean_field_problem_free(&problem);
    test_printed();
    test_linear_limit();
    return test_end();
}
