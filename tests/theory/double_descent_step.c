/* SPDX-License-Identifier: MIT */
/* Step sizes: closed forms, power iteration, the recursion itself, atoms with the moments of the
 * law, a simulation, and values of a separate implementation. */
#include "double_descent.h"
#include "double_descent_recursion.h"
#include "test.h"

static double threshold(size_t m, double exponent, struct double_descent_level *levels) {
    double_descent_spectrum(m, exponent, 1, 0, 1, levels);
    return double_descent_threshold(double_descent_spectrum_count(m, exponent, 0), levels);
}

static void test_threshold(void) {
    static struct double_descent_level levels[2000];
    for (size_t m = 1; m < 2000; m = 3 * m + 1)
        TEST_REL(threshold(m, 0, levels), 2 * (double)m / ((double)m + 2), 1e-14);
    TEST_ABS(threshold(50, 1, levels), 1.67857, 5.1e-6);
    TEST_ABS(threshold(100, 0.5, levels), 1.94052, 5.1e-6);
    for (double exponent = 0.3; exponent < 4; exponent *= 2) {
        double gamma = threshold(200, exponent, levels), sum = 0;
        for (int i = 0; i < 200; i++)
            sum += gamma * levels[i].lambda / (2 * (1 - gamma * levels[i].lambda));
        TEST_REL(sum, 1.0, 1e-12);
        TEST_ABS(double_descent_growth(200, levels, gamma, NULL), 1, 1e-12);
    }
    TEST(double_descent_growth(200, levels, 0, NULL) == 1);
    /* a feature without spread: z = mean, (1 - gamma lambda)^2 */
    struct double_descent_level fixed = {.lambda = 0.5, .count = 1, .mean = 0.5};
    TEST_REL(double_descent_threshold(1, &fixed), 4.0, 1e-14);
    TEST_REL(double_descent_growth(1, &fixed, 5, NULL), 1.5 * 1.5, 1e-13);
}

/* sum weights c(T) = rho^T by the recursion, and rho from its ratio at large T. */
static void test_growth(double exponent, double relative) {
    enum { m = 30, T = 3000 };
    struct double_descent_level levels[m];
    double weights[m], c[m], start = 0, gamma = relative * threshold(m, exponent, levels);
    double rho = double_descent_growth(m, levels, gamma, weights), before = 0, after = 0;
    for (int i = 0; i < m; i++) {
        c[i] = 1.0 + i % 3;
        start += weights[i] * c[i];
    }
    for (int t = 1; t <= T; t++) {
        double flow = 0, sum = 0;
        for (int i = 0; i < m; i++)
            c[i] /= t > 30 ? after : 1; /* as only the ratio is looked at from here on */
        for (int i = 0; i < m; i++)
            flow += levels[i].lambda * c[i];
        before = t > 30 ? 1 : after;
        after = 0;
        for (int i = 0; i < m; i++) {
            double x = gamma * levels[i].lambda;
            c[i] = (1 - 2 * x + 2 * x * x) * c[i] + gamma * x * flow;
            sum += weights[i] * c[i];
            after += c[i];
        }
        if (t == 30)
            TEST_REL(sum, pow(rho, 30) * start, 1e-12);
    }
    TEST_REL(after / before, rho, 1e-9);
}

/* A separate implementation's growth over 30 steps at 1.1 times the threshold. */
static void test_separate(void) {
    struct double_descent_level levels[100];
    const double rows[3][3] = {{20, 0, 1.8114}, {50, 1, 1.4399}, {100, 0.5, 1.1434}};
    for (int i = 0; i < 3; i++) {
        size_t m = (size_t)rows[i][0], count = double_descent_spectrum_count(m, rows[i][1], 0);
        double gamma = 1.1 * threshold(m, rows[i][1], levels);
        TEST_ABS(pow(double_descent_growth(count, levels, gamma, NULL), 30), rows[i][2], 5.1e-5);
    }
}

/* The operator's power iteration: without a mean it is the scalar equation; with one along an
 * eigenvector, that with its kurtosis; with a mean across, atoms with the Gaussian's moments. */
static void test_operator(void) {
    const double lambda[3] = {0.6, 0.3, 0.1}, none[3] = {0}, along[3] = {0.7, 0, 0};
    struct double_descent_level levels[3];
    double gamma;
    for (int i = 0; i < 3; i++)
        levels[i] = (struct double_descent_level){.lambda = lambda[i], .count = 1};
    TEST(double_descent_gaussian_threshold(3, lambda, none, &gamma) == STATUS_OK);
    TEST_REL(gamma, double_descent_threshold(3, levels), 1e-11);
    levels[0].mean = 0.49;
    TEST(double_descent_gaussian_threshold(3, lambda, along, &gamma) == STATUS_OK);
    TEST_REL(gamma, double_descent_threshold(3, levels), 1e-11);
    const double s = sqrt(3), nodes[6] = {-s, 0, 0, 0, 0, s};
    double mean[2] = {0.5, 0.3}, L[4] = {0.6, 0, 0.2, 0.4}, Z[72], atoms;
    for (int k = 0; k < 36; k++)
        for (int i = 0; i < 2; i++)
            Z[2 * k + i] = mean[i] + L[2 * i] * nodes[k % 6] + L[2 * i + 1] * nodes[k / 6];
    double a = mean[0] * mean[0] + L[0] * L[0], b = mean[0] * mean[1] + L[0] * L[2];
    double c = mean[1] * mean[1] + L[2] * L[2] + L[3] * L[3], angle = atan2(2 * b, a - c) / 2;
    double half = hypot((a - c) / 2, b), values[2] = {(a + c) / 2 + half, (a + c) / 2 - half};
    double rotated[2] = {cos(angle) * mean[0] + sin(angle) * mean[1],
                         cos(angle) * mean[1] - sin(angle) * mean[0]};
    TEST(double_descent_population_threshold(36, 2, Z, &atoms, NULL) == STATUS_OK);
    TEST(double_descent_gaussian_threshold(2, values, rotated, &gamma) == STATUS_OK);
    TEST_REL(gamma, atoms, 1e-11);
    double growth;
    TEST(double_descent_population_growth(36, 2, Z, atoms, 400, &growth, NULL) == STATUS_OK);
    TEST_REL(growth, 1.0, 1e-11);
    double nearby;
    for (double step = 0.3 * gamma; step < 1.5 * gamma; step += 0.2 * gamma) {
        TEST(double_descent_population_growth(36, 2, Z, step, 400, &growth, NULL) == STATUS_OK);
        TEST(double_descent_gaussian_growth(2, values, rotated, step, 400, &nearby) == STATUS_OK);
        TEST_REL(growth, nearby, 1e-11);
    }
}

/* Constant norm: eight points on the circle have the moments of the uniform law up to order 7. */
static void test_constant_norm(void) {
    double Z[16], gamma, growth;
    for (int k = 0; k < 8; k++) {
        Z[2 * k] = cos(k * M_PI / 4 + 0.1);
        Z[2 * k + 1] = sin(k * M_PI / 4 + 0.1);
    }
    TEST(double_descent_population_threshold(8, 2, Z, &gamma, NULL) == STATUS_OK);
    TEST_REL(gamma, 2.0, 1e-12);
    for (double g = 0.3; g < 3; g += 0.4) {
        TEST(double_descent_population_growth(8, 2, Z, g, 200, &growth, NULL) == STATUS_OK);
        TEST_REL(growth, double_descent_growth_constant_norm(2, g), 1e-12);
    }
    TEST(double_descent_growth_constant_norm(7, 2) == 1);
    double flat[4] = {1, 2, 2, 4};
    TEST(double_descent_population_threshold(2, 2, flat, &gamma, NULL) == STATUS_NUMERICAL);
}

/* The Perron matrix: E e'^T P e' = rho e^T P e for every e, by going through the samples. */
static void test_perron(uint64_t *state) {
    enum { atoms = 7, m = 3 };
    double Z[atoms * m], P[m * m], threshold = 0, rho;
    for (int i = 0; i < atoms * m; i++)
        Z[i] = 2 * test_uniform(state) - 1;
    for (int trial = -1; trial < 4; trial++) {
        double gamma = trial * 0.4 * threshold;
        if (trial < 0) {
            TEST(double_descent_population_threshold(atoms, m, Z, &threshold, P) == STATUS_OK);
            gamma = threshold;
            rho = 1;
        } else {
            TEST(double_descent_population_growth(atoms, m, Z, gamma, 4000, &rho, P) == STATUS_OK);
        }
        TEST_REL(P[0] + P[4] + P[8], 1.0, 1e-12);
        double e[m] = {0.3, -1.2, 0.7}, before = 0, after = 0;
        for (int k = -1; k < atoms; k++) {
            double next[m], along = 0, sum = 0;
            for (int i = 0; k >= 0 && i < m; i++)
                along += Z[k * m + i] * e[i];
            for (int i = 0; i < m; i++)
                next[i] = e[i] - (k >= 0 ? gamma * along * Z[k * m + i] : 0);
            for (int i = 0; i < m * m; i++)
                sum += next[i / m] * P[i] * next[i % m];
            if (k < 0)
                before = sum;
            else
                after += sum / atoms;
        }
        TEST_REL(after, rho * before, 1e-9);
    }
}

/* Almost every path: a separate implementation, and a simulation of the logarithm. */
static void test_typical(uint64_t *state) {
    TEST_ABS(double_descent_threshold_typical(10), 1.7985, 6e-4);
    TEST_ABS(double_descent_threshold_typical(20), 1.8632, 3e-4);
    TEST_ABS(double_descent_threshold_typical(100), 1.9633, 3e-4);
    TEST_ABS(double_descent_growth_typical(10, double_descent_threshold_typical(10)), 0, 1e-12);
    TEST(isnan(double_descent_growth_typical(2, 1)));
    enum { RUNS = 200000 };
    const double ms[] = {3, 6, 25}, gammas[] = {2.5, 1.2, 1.9};
    for (int j = 0; j < 3; j++) {
        double mean = 0, square = 0;
        for (int r = 0; r < RUNS; r++) {
            double first = 0, rest = 0;
            for (int i = 0; i < (int)ms[j]; i++) {
                double g =
                    sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
                rest += i ? g * g / ms[j] : 0;
                first = i ? first : g * g / ms[j];
            }
            double value = log((1 - gammas[j] * first) * (1 - gammas[j] * first) +
                               gammas[j] * gammas[j] * first * rest);
            mean += value / RUNS;
            square += value * value / RUNS;
        }
        TEST_ABS(double_descent_growth_typical(ms[j], gammas[j]), mean,
                 4 * sqrt((square - mean * mean) / RUNS));
    }
}

int main(void) {
    uint64_t state = test_seed();
    test_threshold();
    test_growth(0.5, 0.9);
    test_growth(1, 1.1);
    test_growth(2, 1.5);
    test_separate();
    test_operator();
    test_constant_norm();
    test_perron(&state);
    test_typical(&state);
    return test_end();
}
