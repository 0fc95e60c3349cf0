/* SPDX-License-Identifier: MIT */
/* Dual coordinate ascent and dual averaging with exact inner loop, against runs by quadrature. */
#include "mean_field.h"
#include "test.h"

#define NEW_STATE(problem, state)                                                                  \
    struct mean_field_state state;                                                                 \
    TEST(mean_field_state_new((problem).n, &(state)) == STATUS_OK)

/* One coordinate step of SDCA at the exact Gibbs measure. */
static void coordinate(const struct mean_field_problem *problem, struct mean_field_state *state,
                       size_t i, double c) {
    mean_field_gibbs(problem, state);
    state->g[i] += (state->f[i] - problem->y[i] - state->g[i]) / c;
}

/* From a small error e the cyclic map carries the vector, up to O(|e|). */
static void test_cyclic(size_t n, uint64_t *random) {
    const double lambda = 0.1, B = 2, c = mean_field_sdca_scale((double)n, lambda, B);
    struct mean_field_problem problem;
    TEST(mean_field_problem_half_circle(n, 1.5, lambda, B, 61, &problem) == STATUS_OK);
    NEW_STATE(problem, best);
    NEW_STATE(problem, run);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    double e[12], error = 0, norm = 0;
    for (size_t i = 0; i < n; i++) {
        e[i] = 1e-5 * (test_uniform(random) - 0.5);
        run.g[i] = best.g[i] + e[i];
    }
    for (int epoch = 0; epoch < 10; epoch++) {
        for (size_t i = 0; i < n; i++)
            coordinate(&problem, &run, i, c);
        mean_field_sdca_sweep(n, best.V, lambda, c, e);
    }
    for (size_t i = 0; i < n; i++) {
        error = fmax(error, fabs(run.g[i] - best.g[i] - e[i]));
        norm = fmax(norm, fabs(e[i]));
    }
    TEST(error < 1e-4 * norm);
    if (n ==
        6) { /* separate implementation, printed to three digits; the second: lambda for n lambda */
        double radius, wrong;
        TEST(mean_field_sdca_radius(n, best.V, lambda, c, &radius) == STATUS_OK);
        TEST(mean_field_sdca_radius(n, best.V, lambda, 1 + B * B / lambda, &wrong) == STATUS_OK);
        TEST_ABS(radius, .829, 6e-4);
        TEST_ABS(wrong, .973, 6e-4);
    }
    mean_field_state_free(&best);
    mean_field_state_free(&run);
    mean_field_problem_free(&problem);
}

/* Powers of the map shrink like its spectral radius. */
static void test_radius(void) {
    const double V[] = {1, 0.3, -0.2, 0.3, 2, 0.5, -0.2, 0.5, 1.5}, lambda = 0.2, c = 4;
    double radius, e[] = {1, -0.5, 0.3}, before = 0;
    TEST(mean_field_sdca_radius(3, V, lambda, c, &radius) == STATUS_OK);
    for (int epoch = 0; epoch < 400; epoch++) {
        if (epoch == 200)
            before = log(fabs(e[0]) + fabs(e[1]) + fabs(e[2]));
        mean_field_sdca_sweep(3, V, lambda, c, e);
    }
    TEST_ABS((log(fabs(e[0]) + fabs(e[1]) + fabs(e[2])) - before) / 200, log(radius), 1e-6);
}

/* The second moment of random steps, by all n^3 sequences of three. */
static void test_moments(void) {
    enum { N = 3 };
    const double V[] = {1, 0.3, -0.2, 0.3, 2, 0.5, -0.2, 0.5, 1.5}, lambda = 0.2, c = 4;
    double S[N * N], expected[N * N] = {0}, start[] = {1, -0.5, 0.3};
    for (int k = 0; k < N * N; k++)
        S[k] = start[k / N] * start[k % N];
    for (int sequence = 0; sequence < 27; sequence++) {
        double e[] = {1, -0.5, 0.3};
        for (int t = 0, code = sequence; t < 3; t++, code /= 3) {
            int i = code % 3;
            double sum = e[i];
            for (int j = 0; j < N; j++)
                sum += V[i * N + j] * e[j] / (N * lambda);
            e[i] -= sum / c;
        }
        for (int k = 0; k < N * N; k++)
            expected[k] += e[k / N] * e[k % N] / 27;
    }
    for (int t = 0; t < 3; t++)
        TEST(mean_field_sdca_moments(N, V, lambda, c, S) == STATUS_OK);
    for (int k = 0; k < N * N; k++)
        TEST_ABS(S[k], expected[k], 1e-14);
    const double unit[] = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    TEST_REL(mean_field_dual_gap(N, V, lambda, unit), (1 + 1 / (N * lambda)) / (2 * N), 1e-15);
}

/* Near the optimum D* - D is mean_field_dual_gap; the bound holds for the mean over all n choices
 * of the next coordinate, from anywhere. */
static void test_bound(uint64_t *random) {
    enum { N = 6 };
    const double lambda = 0.02, B = 2, c = mean_field_sdca_scale(N, lambda, B);
    struct mean_field_problem problem;
    TEST(mean_field_problem_half_circle(N, 1.5, lambda, B, 61, &problem) == STATUS_OK);
    NEW_STATE(problem, best);
    NEW_STATE(problem, run);
    NEW_STATE(problem, next);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    for (int step = 0; step < 60; step++) {
        double mean = 0;
        mean_field_gibbs(&problem, &run);
        for (size_t i = 0; i < N; i++) {
            memcpy(next.g, run.g, N * sizeof *run.g);
            coordinate(&problem, &next, i, c);
            mean_field_gibbs(&problem, &next);
            mean += (best.dual - next.dual) / N;
        }
        TEST(mean <=
             (1 + 1e-12) * mean_field_sdca_bound(N, lambda, B, 1. / N) * (best.dual - run.dual));
        coordinate(&problem, &run, (size_t)(test_uniform(random) * N), c);
    }
    double S[N * N];
    for (size_t i = 0; i < N; i++)
        run.g[i] = best.g[i] + 1e-4 * (test_uniform(random) - 0.5);
    for (size_t k = 0; k < N * N; k++)
        S[k] = (run.g[k / N] - best.g[k / N]) * (run.g[k % N] - best.g[k % N]);
    mean_field_gibbs(&problem, &run);
    TEST_REL(best.dual - run.dual, mean_field_dual_gap(N, best.V, lambda, S), 1e-3);
    TEST_REL(12 * log1p(-0.02 / 4.24), log(mean_field_sdca_bound(12, 0.02, 2, 1)), 1e-13);
    TEST_ABS(log(mean_field_sdca_bound(12, 0.02, 2, 1)), -.0567377, 6e-8);
    mean_field_state_free(&best);
    mean_field_state_free(&run);
    mean_field_state_free(&next);
    mean_field_problem_free(&problem);
}

/* The mixture of Gibbs measures isn't one: its gap is taken by nodes, as lambda KL(mu || mu*) + |f
 * - f*|^2/(2n) (R2). */
struct averaging {
    const struct mean_field_problem *problem;
    const struct mean_field_state *best;
    double *density; /* of the mixture, weights t, at the nodes */
};

static double gap_of_density(const struct averaging *of, double total) {
    const struct mean_field_problem *problem = of->problem;
    double sum = 0, f[16] = {0};
    size_t n = problem->n;
    for (size_t q = 0; q < problem->nodes; q++) {
        double log_best = log(problem->weight[q]) - of->best->log_partition,
               p = of->density[q] / total;
        for (size_t i = 0; i < n; i++) {
            double h = problem->h[q * n + i];
            log_best -= of->best->g[i] * h / ((double)n * problem->lambda);
            f[i] += p * h;
        }
        sum += p * (log(p) - log_best) * problem->lambda;
    }
    for (size_t i = 0; i < n; i++)
        sum += pow(f[i] - of->best->f[i], 2) / (2 * (double)n);
    return sum;
}

/* T iterations of dual averaging, samples drawn uniformly; T times the gaps of the last iterate and
 * of the mixture. */
static void average(const struct averaging *of, int T, uint64_t *random, double gaps[2]) {
    const struct mean_field_problem *problem = of->problem;
    size_t n = problem->n;
    double acc[16] = {0}, scale = (double)n * problem->lambda, total = 0;
    NEW_STATE(*problem, run);
    memset(of->density, 0, problem->nodes * sizeof *of->density);
    for (int t = 1; t <= T; t++) {
        mean_field_gibbs(problem, &run);
        total += t;
        for (size_t q = 0; q < problem->nodes; q++) {
            double exponent = -run.log_partition;
            for (size_t i = 0; i < n; i++)
                exponent -= run.g[i] * problem->h[q * n + i] / scale;
            of->density[q] += t * problem->weight[q] * exp(exponent);
        }
        if (t == T)
            break;
        size_t i = (size_t)(test_uniform(random) * (double)n);
        acc[i] += t * (run.f[i] - problem->y[i]);
        for (size_t k = 0; k < n; k++) /* a = 2 acc/((t+1)(t+2)) = g/n */
            run.g[k] = (double)n * 2 * acc[k] / ((t + 1.) * (t + 2));
    }
    gaps[0] = T * (run.primal - of->best->primal);
    gaps[1] = T * gap_of_density(of, total);
    mean_field_state_free(&run);
}

static void test_averaging(uint64_t *random) {
    enum { N = 8, T = 200, RUNS = 200 };
    const double lambda = 0.25;
    struct mean_field_problem problem;
    TEST(mean_field_problem_half_circle(N, 1, lambda, 2, 81, &problem) == STATUS_OK);
    NEW_STATE(problem, best);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    double constants[2], sum[2] = {0}, square[2] = {0};
    TEST(mean_field_pda(N, best.V, best.g, lambda, constants, constants + 1) == STATUS_OK);
    TEST_ABS(constants[0], .36554, 6e-6); /* separate implementation */
    TEST_ABS(constants[1], .12214, 6e-6);
    mean_field_problem_free(&problem); /* the runs need fewer nodes: 1e-4 of the constants */
    TEST(mean_field_problem_half_circle(N, 1, lambda, 2, 21, &problem) == STATUS_OK);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    struct averaging of = {&problem, &best, memory_new(problem.nodes, sizeof(double))};
    for (int r = 0; r < RUNS; r++) {
        double gaps[2];
        average(&of, T, random, gaps);
        for (int k = 0; k < 2; k++) {
            sum[k] += gaps[k] / RUNS;
            square[k] += gaps[k] * gaps[k] / RUNS;
        }
    }
    for (int k = 0; k < 2; k++) { /* 4.5 standard errors and a finite T of 3 % */
        double error = sqrt((square[k] - sum[k] * sum[k]) / RUNS);
        TEST_ABS(sum[k], constants[k], 4.5 * error + 0.03 * constants[k]);
        TEST(error < 0.1 * constants[k]);
    }
    /* By convexity the mixture is below the average that the bound speaks of; |l'| < 4. */
    TEST(sum[1] / T < mean_field_pda_bound(2 * 4, lambda, T));
    free(of.density);
    mean_field_state_free(&best);
    mean_field_problem_free(&problem);
}

int main(void) {
    uint64_t random = test_seed();
    test_cyclic(6, &random);
    test_cyclic(12, &random);
    test_radius();
    test_moments();
    test_bound(&random);
    test_averaging(&random);
    return test_end();
}
