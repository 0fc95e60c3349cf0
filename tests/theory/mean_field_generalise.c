/* SPDX-License-Identifier: MIT */
/* Complexities against random signs, the deterministic equivalent against its limits and runs of
 * ridge regression; Lyapunov's equation against iteration. */
#include "linalg.h"
#include "mean_field.h"
#include "test.h"

static double gaussian(uint64_t *random) {
    return sqrt(-2 * log(test_uniform(random))) * cos(2 * M_PI * test_uniform(random));
}

/* All 2^n signs: sup over KL <= m0 of (1/n) sum eps_i <m, x_i> is sqrt(2 m0) |C^{1/2} X^T eps|/n.
 */
static void test_complexity(uint64_t *random) {
    enum { N = 10, MODES = 5 };
    double z[N][MODES], trace = 0, square = 0, mean = 0;
    const double m0 = 0.7, cases = 1 << N;
    for (int i = 0; i < N; i++)
        for (int k = 0; k < MODES; k++) {
            z[i][k] = gaussian(random) / (k + 1);
            trace += z[i][k] * z[i][k] / N;
        }
    for (int signs = 0; signs < 1 << N; signs++) {
        double norm = 0;
        for (int k = 0; k < MODES; k++) {
            double sum = 0;
            for (int i = 0; i < N; i++)
                sum += signs >> i & 1 ? z[i][k] : -z[i][k];
            norm += sum * sum;
        }
        square += 2 * m0 * norm / (N * N) / cases;
        mean += sqrt(2 * m0 * norm) / N / cases;
    }
    TEST_REL(mean_field_complexity_linear(m0, N, trace), square, 1e-12);
    TEST(mean * mean < square);
    TEST_REL(mean_field_complexity_bound(3, 0.5, 16), 0.75, 1e-15);
}

/* The bound for tanh neurons: the supremum over mu of E eps-sum h - (KL - m0)/a, for any a > 0, by
 * Donsker and Varadhan, on one node set and all signs. */
static void test_bounded(void) {
    enum { N = 6 };
    const double m0 = 0.3, B = 2;
    struct mean_field_problem problem;
    TEST(mean_field_problem_half_circle(N, 1.5, 1, B, 41, &problem) == STATUS_OK);
    double mean = 0, bound = mean_field_complexity_bound(B, m0, N);
    double a = sqrt(2 * m0 * N) / B; /* where the proof takes it */
    for (int signs = 0; signs < 1 << N; signs++) {
        double partition = 0;
        for (size_t q = 0; q < problem.nodes; q++) {
            double sum = 0;
            for (size_t i = 0; i < N; i++)
                sum += (signs >> i & 1 ? 1 : -1) * problem.h[q * N + i];
            partition += problem.weight[q] * exp(a * sum / N);
        }
        mean += (m0 + log(partition)) / a / (1 << N); /* at least the supremum */
    }
    TEST(mean <= bound && mean > bound / 4);
    mean_field_problem_free(&problem);
}

/* Ridge regression on Gaussian data, many draws: E excess within 4.5 standard errors and an O(1/n)
 * bias of 4/n. */
static void test_ridge(double n_real, double lambda, double noise, uint64_t *random) {
    enum { MODES = 30, RUNS = 400 };
    size_t n = (size_t)n_real;
    double ev[MODES], b2[MODES], z[MODES], sum = 0, squares = 0;
    double *Z = memory_new(n * MODES, sizeof *Z);
    double A[MODES * MODES], c[MODES];
    for (int k = 0; k < MODES; k++) {
        ev[k] = pow(k + 1, -1.7);
        b2[k] = 1. / ((k + 1) * (k + 1));
    }
    for (int r = 0; r < RUNS; r++) { /* in C^{1/2} coordinates: |y - Z c|^2/n + lambda |c|^2 */
        memset(A, 0, sizeof A);
        memset(c, 0, sizeof c);
        for (size_t i = 0; i < n; i++) {
            double label = sqrt(noise) * gaussian(random);
            for (int k = 0; k < MODES; k++) {
                z[k] = sqrt(ev[k]) * gaussian(random);
                label += z[k] * sqrt(b2[k]);
            }
            for (int k = 0; k < MODES; k++)
                c[k] += z[k] * label / n_real;
            memcpy(Z + i * MODES, z, sizeof z);
        }
        linalg_gram_add(n, MODES, 1 / n_real, Z, A);
        linalg_mirror(MODES, A);
        for (int k = 0; k < MODES; k++)
            A[k * MODES + k] += lambda;
        TEST(linalg_cholesky(MODES, A) == STATUS_OK);
        linalg_cholesky_solve(MODES, A, 1, c);
        double excess = 0;
        for (int k = 0; k < MODES; k++)
            excess += ev[k] * pow(c[k] - sqrt(b2[k]), 2);
        sum += excess / RUNS;
        squares += excess * excess / RUNS;
    }
    double theory = mean_field_excess_risk(MODES, ev, b2, n_real, lambda, noise);
    double error = sqrt((squares - sum * sum) / RUNS);
    TEST_ABS(sum, theory, 4.5 * error + 4 / n_real * theory);
    TEST(error < 0.05 * theory);
    /* Many samples: kappa = lambda, and n = infinity leaves the bias alone. */
    TEST_REL(mean_field_effective_ridge(MODES, ev, 1e14, lambda), lambda, 1e-11);
    double bias = 0;
    for (int k = 0; k < MODES; k++)
        bias += ev[k] * b2[k] * pow(lambda / (ev[k] + lambda), 2);
    TEST_REL(mean_field_excess_risk(MODES, ev, b2, 1e14, lambda, 0), bias, 1e-10);
    free(Z);
}

/* One mode: kappa^2 + kappa (ev - lambda - ev/n) - lambda ev = 0. */
static void test_effective_ridge(void) {
    const double ev = 0.8, lambda = 0.05, n = 3;
    double half = (lambda + ev / n - ev) / 2;
    TEST_REL(mean_field_effective_ridge(1, &ev, n, lambda), half + sqrt(half * half + lambda * ev),
             1e-14);
}

/* The covariance of the particles' mean by iterating SEMI on DET. */
static void test_semi(void) {
    enum { N = 5, MODES = 8 };
    const double lambda = 0.1, h = 0.3;
    double X[N * MODES], mu[MODES], G[MODES * MODES] = {0}, B[MODES * MODES],
                                              P[MODES * MODES] = {0};
    double next[MODES * MODES], excess, trace = 0;
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < MODES; k++)
            X[i * MODES + k] = mean_field_det_feature(i + 1, k + 1);
    linalg_gram_add(N, MODES, 1. / N, X, G);
    linalg_mirror(MODES, G);
    for (size_t k = 0; k < MODES; k++) {
        mu[k] = pow((double)k + 1, -2);
        for (size_t l = 0; l < MODES; l++)
            B[k * MODES + l] = ((k == l) - h * G[k * MODES + l]) / (1 + h * lambda / mu[k]);
    }
    for (int t = 0; t < 4000; t++) {
        linalg_multiply(MODES, MODES, MODES, B, P, false, next);
        linalg_multiply_transposed(MODES, MODES, MODES, next, B, false, P);
        for (size_t k = 0; k < MODES; k++)
            P[k * MODES + k] += 2 * lambda * h / pow(1 + h * lambda / mu[k], 2);
    }
    for (size_t k = 0; k < MODES * MODES; k++)
        trace += G[k] * P[k] / 2;
    TEST(mean_field_semi_excess(N, MODES, X, mu, lambda, h, &excess) == STATUS_OK);
    TEST_REL(excess, trace, 1e-11);
    /* One mode, by hand: b = S (1 - h x^2). */
    const double x = 0.9, one = 1, S = 1 / (1 + h * lambda), b = S * (1 - h * x * x);
    TEST(mean_field_semi_excess(1, 1, &x, &one, lambda, h, &excess) == STATUS_OK);
    TEST_REL(excess, x * x / 2 * 2 * lambda * h * S * S / (1 - b * b), 1e-13);
    TEST(mean_field_semi_excess(1, 1, &x, &one, 1e-3, 4, &excess) == STATUS_OK);
    TEST(isinf(excess)); /* |b| > 1 */
}

int main(void) {
    uint64_t random = test_seed();
    test_complexity(&random);
    test_bounded();
    test_ridge(100, 0.003, 0.25, &random);
    test_ridge(40, 0.1, 0.04, &random);
    test_effective_ridge();
    test_semi();
    return test_end();
}
