/* SPDX-License-Identifier: MIT */
/* Problems from samples as they are, and what a dual vector certifies. */
#include "mean_field.h"
#include "test.h"

#define NEW_STATE(problem, state)                                                                  \
    struct mean_field_state state;                                                                 \
    TEST(mean_field_state_new((problem).n, &(state)) == STATUS_OK)

enum { N = 5 };

/* The half circle as samples of three modes, the first without a prior to speak of. */
static void test_half_circle(void) {
    const double mu[] = {0.5, 2, 0.25}, amplitude = 1.3, lambda = 0.1, B = 1.7;
    double X[3 * N], y[N];
    struct mean_field_problem named, given;
    for (size_t i = 0; i < N; i++) {
        double angle = M_PI * ((double)i + 0.5) / N;
        X[3 * i] = 0;
        X[3 * i + 1] = amplitude * cos(angle) / sqrt(mu[1]);
        X[3 * i + 2] = amplitude * sin(angle) / sqrt(mu[2]);
        y[i] = sin(angle) + 0.5 * cos(3 * angle);
    }
    TEST(mean_field_problem_half_circle(N, amplitude, lambda, B, 61, &named) == STATUS_OK);
    TEST(mean_field_problem_data(N, 3, X, mu, y, lambda, B, 61, &given) == STATUS_OK);
    TEST(given.nodes == 61 * 61);
    NEW_STATE(named, first);
    NEW_STATE(given, second);
    TEST(mean_field_solve(&named, &first) == STATUS_OK);
    TEST(mean_field_solve(&given, &second) == STATUS_OK);
    TEST_ABS(first.primal, second.primal, 1e-10); /* two grids, turned against each other */
    for (size_t i = 0; i < N; i++)
        TEST_ABS(first.f[i], second.f[i], 1e-7);
    mean_field_state_free(&first);
    mean_field_state_free(&second);
    mean_field_problem_free(&named);
    mean_field_problem_free(&given);
}

/* Linear neurons: the optimum of kernel ridge regression; the identities of R1 and R2 at any g. */
static void test_linear(uint64_t *state) {
    enum { MODES = 7 };
    const double lambda = 0.3;
    double X[N * MODES], mu[MODES], y[N], K[N * N], s[N], optimum;
    struct mean_field_reference reference = {0};
    struct mean_field_certificate c;
    for (size_t k = 0; k < MODES; k++)
        mu[k] = test_uniform(state);
    for (size_t i = 0; i < N; i++) {
        y[i] = test_uniform(state) - 0.5;
        for (size_t k = 0; k < MODES; k++)
            X[i * MODES + k] = 2 * test_uniform(state) - 1;
    }
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            K[i * N + j] = 0;
            for (size_t k = 0; k < MODES; k++)
                K[i * N + j] += mu[k] * X[i * MODES + k] * X[j * MODES + k];
        }
    TEST(mean_field_linear(N, K, y, lambda, s, &optimum) == STATUS_OK);
    TEST(mean_field_reference_new(N, MODES, X, mu, y, lambda, 0, 3, &reference) == STATUS_OK);
    const struct mean_field_state *best = &reference.optimum, *at = &reference.state;
    TEST_ABS(best->primal, optimum, 1e-14);
    TEST_ABS(best->dual, optimum, 1e-14);
    for (size_t i = 0; i < N; i++)
        at->g[i] = 2 * test_uniform(state) - 1;
    mean_field_certify(&reference, &c);
    TEST_ABS(c.primal - c.dual, c.residual, 1e-14);
    TEST_ABS(c.primal - optimum, c.below + c.distance, 1e-14);
    TEST_ABS(c.above - (c.primal - optimum), optimum - c.proximal, 1e-13);
    TEST(c.dual < optimum && optimum < c.primal && c.below < c.primal - optimum);
    /* KL of two Gaussians of the same covariance: half the squared distance of their means. */
    double square = 0;
    for (size_t k = 0; k < MODES; k++) {
        double shift = 0;
        for (size_t i = 0; i < N; i++)
            shift += X[i * MODES + k] * (at->g[i] - best->g[i]) / (N * lambda);
        square += mu[k] * shift * shift / 2;
    }
    TEST_ABS(c.below, lambda * square, 1e-13);
    mean_field_reference_free(&reference);
}

/* Bounded neurons in three dimensions: the density is that of the Gibbs measure, and certifies. */
static void test_bounded(void) {
    const double X[] = {1, 0, 0, 0.5, 1, 0, 0.2, -0.4, 1.5}, y[] = {0.5, -1, 0.3};
    double *mu = mean_field_prior(3, 1);
    struct mean_field_reference reference = {0};
    const struct mean_field_problem *problem = &reference.problem;
    struct mean_field_certificate c;
    TEST(mu && mu[0] == 1 && mu[1] == 0.5);
    TEST(mean_field_reference_new(3, 3, X, mu, y, 0.2, 1.5, 31, &reference) == STATUS_OK);
    double *g = reference.state.g, best = reference.optimum.primal;
    g[0] = 0.4;
    g[2] = -0.8;
    mean_field_certify(&reference, &c);
    TEST_ABS(c.primal - c.dual, c.residual, 1e-13);
    TEST_ABS(c.primal - best, c.below + c.distance, 1e-13);
    TEST_ABS(c.above - (c.primal - best), reference.optimum.dual - c.proximal, 1e-13);
    double f[3], total = 0, partition = 0, log_partition = mean_field_density(problem, g, f);
    for (size_t q = 0; q < problem->nodes; q++) {
        const double *h = problem->h + 3 * q;
        double p = problem->weight[q] * exp(-(g[0] * h[0] + g[2] * h[2]) / (3 * 0.2));
        partition += p;
        total += problem->p[q];
        TEST_ABS(problem->p[q], p * exp(-log_partition), 1e-14);
    }
    TEST_ABS(total, 1, 1e-13);
    TEST_ABS(log_partition, log(partition), 1e-13);
    mean_field_reference_free(&reference);
    free(mu);
}

static void test_rank(void) {
    double X[36] = {0}, mu[] = {1, 1, 1, 1, 1, 1}, y[6] = {0};
    struct mean_field_problem problem;
    for (size_t i = 0; i < 6; i++)
        X[7 * i] = 1;
    TEST(mean_field_problem_data(6, 6, X, mu, y, 1, 1, 3, &problem) == STATUS_USAGE);
    mean_field_problem_free(&problem);
    TEST(mean_field_problem_data(6, 6, X, mu, y, 1, 0, 3, &problem) == STATUS_OK);
    mean_field_problem_free(&problem);
    /* Four of them are allowed. */
    TEST(mean_field_problem_data(4, 6, X, mu, y, 1, 1, 3, &problem) == STATUS_OK);
    TEST(problem.nodes == 81);
    mean_field_problem_free(&problem);
}

int main(void) {
    uint64_t state = test_seed();
    test_half_circle();
    test_linear(&state);
    test_bounded();
    test_rank();
    return test_end();
}
