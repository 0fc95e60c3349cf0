/* SPDX-License-Identifier: MIT */
/* Averaged SGD without W: values of a separate implementation, conservation laws, and a simulation
 * over W of the exact recursion given W. */
#include "double_descent.h"
#include "double_descent_named.h"
#include "double_descent_recursion.h"
#include "linalg.h"
#include "test.h"

static double total(const struct double_descent_constants *of, size_t d, size_t n, size_t m,
                    double gamma, double noise, bool zero_mean) {
    struct double_descent_sgd sgd;
    double unexplained;
    TEST(double_descent_closure_sgd(of, d, n, m, gamma, 0, noise, zero_mean, &sgd, &unexplained) ==
         STATUS_OK);
    return sgd.bias + sgd.variance + unexplained;
}

/* n = 3d, m = 2d, gamma = 1.5, tau^2 = 1/4, with the mean of the features and without. */
static void test_separate(void) {
    static const double rows[5][3] = {{10, .62104, .63331},
                                      {20, .60467, .61409},
                                      {40, .59553, .60291},
                                      {80, .59073, .59694},
                                      {160, .58827, .59387}};
    struct double_descent_constants relu = constants("relu");
    for (int i = 0; i < 5; i++) {
        size_t d = (size_t)rows[i][0];
        TEST_ABS(total(&relu, d, 3 * d, 2 * d, 1.5, 0.25, false), rows[i][1], 5.1e-6);
        TEST_ABS(total(&relu, d, 3 * d, 2 * d, 1.5, 0.25, true), rows[i][2], 5.1e-6);
    }
    /* Its simulation at d = 160, .58955(40), within .65/d: not the theory without the mean. */
    TEST_ABS(total(&relu, 160, 480, 320, 1.5, 0.25, false), 0.58955, 4 * 0.0004 + 0.65 / 160);
    /* Variance for total noise 1 at n = 200, d = 50, gamma = 1.5. */
    static const double variances[5][2] = {
        {60, .1229}, {100, .1169}, {200, .1082}, {400, .1021}, {1000, .0979}};
    for (int i = 0; i < 5; i++) {
        struct double_descent_sgd sgd;
        double unexplained;
        TEST(double_descent_closure_sgd(&relu, 50, 200, (size_t)variances[i][0], 1.5, 0, 0, false,
                                        &sgd, &unexplained) == STATUS_OK);
        TEST_ABS(sgd.variance / unexplained, variances[i][1], 5.1e-5);
    }
    /* Against the minimum norm: increments halve. */
    double value[5];
    for (size_t i = 0, d = 20; i < 5; i++, d *= 2)
        value[i] = total(&relu, d, 3 * d, 6 * d, 1.5, 0.25, false);
    for (int i = 0; i < 3; i++) {
        double ratio = (value[i + 2] - value[i + 1]) / (value[i + 1] - value[i]);
        TEST(ratio > 0.48 && ratio < 0.56);
    }
}

/* Sum of the eigenvalues: E sigma^2; explained + unexplained = 1; counts m (or the rank), and one
 * for the mean.
 */
static void test_sums(const char *name, size_t d, size_t m) {
    struct double_descent_constants of = constants(name);
    struct double_descent_level *levels;
    size_t count;
    double unexplained, trace = 0, number = 0, explained = 0, square = of.mu1 * of.mu1;
    TEST(double_descent_closure(&of, d, m, false, &count, &levels, &unexplained) == STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        trace += levels[i].count * levels[i].lambda;
        number += levels[i].count;
        explained += levels[i].lambda * levels[i].error;
    }
    TEST_REL(trace, of.mu0 * of.mu0 + square + of.star, 2 / (double)d);
    size_t rank = of.star > 0 || m < d ? m : d; /* linear features span no more than d */
    TEST_REL(number, (double)rank + (of.mu0 * of.mu0 > 0), 1e-14);
    TEST_REL(explained + unexplained, 1.0, 1e-12);
    free(levels);
}

/* Mean excess over f* given W, by the recursion of full matrices on Sigma of relu features with
 * their mean, averaged over the direction of the target (its components are uncorrelated) and W. */
enum { D = 20, M = 40, N = 60 };

static double given_w(uint64_t *state) {
    static double W[M * D], Sigma[M * M], V[M * M], lambda[M], mean[M], b[M * D], start[M];
    double radius[M], sum = 0;
    for (int i = 0; i < M * D; i++)
        W[i] = sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
    for (int i = 0; i < M; i++)
        radius[i] = linalg_norm(D, W + i * D);
    linalg_multiply_transposed(M, M, D, W, W, false, Sigma);
    for (int i = 0; i < M * M; i++) {
        double r = radius[i / M] * radius[i % M], t = fmax(-1, fmin(1, Sigma[i] / r));
        Sigma[i] = r * (sin(acos(t)) + (M_PI - acos(t)) * t) / (2 * M_PI * D * M);
    }
    TEST(linalg_eigenvectors(M, Sigma, 0, M - 1, lambda, V) == STATUS_OK);
    linalg_multiply(M, D, M, V, W, false, b);
    for (int k = 0; k < M; k++) {
        mean[k] = 0;
        for (int i = 0; i < M; i++)
            mean[k] += V[k * M + i] * radius[i] / sqrt(2 * M_PI * D * M);
    }
    /* A few directions e_j of the target stand for all: the weights of W are rotation invariant. */
    enum { DIRECTIONS = 4 };
    for (int j = 0; j < DIRECTIONS; j++) {
        double unexplained = 1, average, last;
        for (int k = 0; k < M; k++) {
            double along = b[k * D + j] / (2 * sqrt((double)D * M));
            start[k] = -along / lambda[k];
            unexplained -= along * along / lambda[k];
        }
        TEST(double_descent_gaussian_sgd(M, lambda, mean, start, 0.25 + unexplained, 1.5, 0, N,
                                         &average, &last) == STATUS_OK);
        sum += (average + unexplained) / DIRECTIONS;
    }
    return sum;
}

/* The closure is of order 1/d off: 1/d is allowed (.65/d is known). */
static void test_simulation(uint64_t *state) {
    enum { RUNS = 200 };
    struct double_descent_constants relu = constants("relu");
    double mean = 0, square = 0;
    for (int r = 0; r < RUNS; r++) {
        double value = given_w(state);
        mean += value / RUNS;
        square += value * value / RUNS;
    }
    double theory = total(&relu, D, N, M, 1.5, 0.25, false);
    TEST_ABS(mean, theory, 4 * sqrt((square - mean * mean) / RUNS) + theory / D);
}

int main(void) {
    uint64_t state = test_seed();
    test_separate();
    test_sums("relu", 100, 250);
    test_sums("relu", 100, 60);
    test_sums("erf", 100, 100);
    test_sums("linear", 80, 200);
    test_sums("he2", 80, 200);
    test_simulation(&state);
    return test_end();
}
