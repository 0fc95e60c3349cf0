/* SPDX-License-Identifier: MIT */
/* The discretised Langevin process: stationary variances against iteration of the scheme, the trace
 * bias against closed forms and a second summation, distances against their definitions. */
#include "mean_field.h"
#include "test.h"

/* The variance of one mode of theta <- a theta + b xi after so many steps. */
static double iterated(double a, double b, int steps) {
    double variance = 0;
    for (int t = 0; t < steps; t++)
        variance = a * a * variance + b * b;
    return variance;
}

static void test_variances(void) {
    const double lambda = 0.3, h = 0.05, delta = h * lambda / 2;
    for (double mu = 1; mu > delta * 1.5; mu /= 2) {
        double S = 1 / (1 + h * lambda / mu), b = sqrt(2 * lambda * h);
        double r = exp(-lambda * h);
        TEST_REL(mean_field_variance(MEAN_FIELD_SEMI, mu, delta), iterated(S, S * b, 20000), 1e-12);
        TEST_REL(mean_field_variance(MEAN_FIELD_EXPL, mu, delta),
                 iterated(1 - h * lambda / mu, b, 20000), 1e-12);
        TEST_REL(mean_field_variance(MEAN_FIELD_EXP, mu, delta),
                 iterated(r, sqrt((1 - r * r) * mu), 20000), 1e-12);
    }
    TEST(isinf(mean_field_variance(MEAN_FIELD_EXPL, delta, delta)));
    TEST_REL(mean_field_variance(MEAN_FIELD_SEMI, 1e-3, 1e-3), 5e-4, 1e-15);
}

/* |1 - h lambda k^gamma| > 1, mode by mode. */
static void test_stability(uint64_t *state) {
    for (int trial = 0; trial < 200; trial++) {
        double lambda = exp(-4 * test_uniform(state)), h = exp(1 - 6 * test_uniform(state));
        double gamma = 1 + 2 * test_uniform(state), crossover, k = 1;
        while (fabs(1 - h * lambda * pow(k, gamma)) <= 1)
            k++;
        TEST_ABS(mean_field_first_unstable(lambda, h, gamma, &crossover), k, 0);
        TEST(k > crossover && k - 1 <= crossover * (1 + 1e-12));
        TEST(crossover < 1 ||
             isinf(mean_field_variance(MEAN_FIELD_EXPL, pow(k, -gamma), h * lambda / 2)));
    }
    /* h lambda k^2 = 2 is not above 2: the rounded product 0.1 * 0.05 * 400 is. */
    TEST_ABS(mean_field_first_unstable(0.05, 0.1, 2, NULL), 21, 0);
    TEST_ABS(mean_field_first_unstable(0.05, 100, 2, NULL), 1, 0);
    TEST_ABS(mean_field_first_unstable(2, 1.5, 0, NULL), 1, 0);
    TEST(isinf(mean_field_first_unstable(2, 0.5, 0, NULL)));
    TEST(isinf(mean_field_first_unstable(0, 1, 2, NULL)));
    TEST_REL(mean_field_first_unstable(1e-20, 1e-20, 2, NULL), M_SQRT2 * 1e20, 1e-15);
    TEST_REL(mean_field_first_unstable(1e-200, 1e-200, 2, NULL), M_SQRT2 * 1e200, 1e-12);
    /* 2^(1/80) 1e5 = 100870.19.. */
    TEST_ABS(mean_field_first_unstable(1e-200, 1e-200, 80, NULL), 100871, 0);
}

/* sum_k 1/(k^4 + 4 b^4) = pi (sinh 2 pi b + sin 2 pi b)/(8 b^3 (cosh 2 pi b - cos 2 pi b)) - 1/(8
 * b^4), [standard: partial fractions]; here 1/delta = 4 b^4. */
static double fourth_power(double delta) {
    double b = pow(4 * delta, -0.25), x = 2 * M_PI * b;
    double ratio = x > 40 ? 1 : (sinh(x) + sin(x)) / (cosh(x) - cos(x));
    return M_PI / (8 * b * b * b) * ratio - delta / 2;
}

/* Directly to N, then the integral of 1/(1/delta + x^gamma), in u = x/N = 1/v^{1/(gamma-1)}, and
 * f(N)/2 - f'(N)/12. */
static double direct(double gamma, double delta, double N) {
    long double sum = 0;
    for (double k = 1; k < N; k++)
        sum += 1 / (1 / delta + pow(k, gamma));
    double t = pow(N, -gamma) / delta, f = 1 / (1 / delta + pow(N, gamma)), tail = 0;
    enum { CELLS = 20000 };
    for (int c = 0; c < CELLS; c++) { /* Gauss-Legendre of two nodes a cell */
        for (int node = -1; node <= 1; node += 2) {
            double v = (c + 0.5 + node / sqrt(12)) / CELLS;
            tail += 1 / (1 + t * pow(v, gamma / (gamma - 1))) / (2 * CELLS);
        }
    }
    tail *= pow(N, 1 - gamma) / (gamma - 1);
    return (double)sum + tail + f / 2 + f * f * gamma * pow(N, gamma - 1) / 12;
}

static void test_trace_bias(void) {
    for (double delta = 1e-12; delta < 1e7; delta *= 10) {
        double root = sqrt(delta);
        TEST_REL(mean_field_trace_bias(2, delta), (M_PI * root / tanh(M_PI / root) - delta) / 2,
                 delta > 10 ? 1e-15 * delta : 1e-13);
        if (delta < 1)
            TEST_REL(mean_field_trace_bias(4, delta), fourth_power(delta), 1e-13);
    }
    static const double gammas[] = {1.05, 1.5, 2.7, 3, 8.5, 40};
    for (int i = 0; i < 6; i++)
        for (double delta = 1e-8; delta < 1e4; delta *= 100)
            TEST_REL(mean_field_trace_bias(gammas[i], delta), direct(gammas[i], delta, 3e5), 1e-10);
    /* Across the border between summation and expansion. */
    for (double gamma = 1.1; gamma < 6; gamma += 0.7) {
        double border = pow(1000, -gamma), slope = 1 - 1 / gamma;
        double below = mean_field_trace_bias(gamma, border * (1 - 1e-9));
        double above = mean_field_trace_bias(gamma, border * (1 + 1e-9));
        TEST_ABS(above / below - 1, slope * 2e-9, 1e-11);
    }
    TEST_REL(mean_field_trace_bias(2, INFINITY), M_PI * M_PI / 6, 1e-14);
    TEST_REL(mean_field_trace_bias(1e6, 3), 0.75, 1e-14); /* mode 1 alone */
    TEST(isinf(mean_field_trace_bias(1, 1)) && mean_field_trace_bias(1, 0) == 0);
    TEST(isnan(mean_field_trace_bias(2, -1)));
}

/* The slope of the bias is 1 - 1/gamma, not the 1 of a finite dimension; the law's error is of
 * order delta^2. */
static void test_order(void) {
    static const double gammas[] = {1.5, 2, 3};
    for (int i = 0; i < 3; i++) {
        double gamma = gammas[i], low = mean_field_trace_bias(gamma, 1e-9);
        TEST_ABS(log10(mean_field_trace_bias(gamma, 1e-8) / low), 1 - 1 / gamma, 2e-3);
        for (double delta = 1e-5; delta < 2e-3; delta *= 10)
            TEST_ABS(mean_field_trace_bias(gamma, delta), mean_field_trace_bias_law(gamma, delta),
                     delta * delta);
    }
}

static void test_distances(void) {
    const double modes = 500, gamma = 1.7, delta = 3e-3;
    double trace = 0, wasserstein = 0, divergence = 0;
    for (double k = 1; k <= modes; k++) {
        double mu = pow(k, -gamma), v = mean_field_variance(MEAN_FIELD_SEMI, mu, delta);
        trace += mu - v;
        wasserstein += pow(sqrt(mu) - sqrt(v), 2);
        divergence += (v / mu - 1 - log(v / mu)) / 2; /* KL of N(0,v) and N(0,mu) */
    }
    struct mean_field_distance of = mean_field_distance(modes, gamma, delta);
    TEST_REL(of.trace, trace, 1e-12);
    TEST_REL(of.wasserstein2, wasserstein, 1e-12);
    TEST_REL(of.divergence, divergence, 1e-12);
    TEST(isnan(of.law));
    /* All modes of the trace; KL over its law is 1 + O(log^2 modes/modes). */
    of = mean_field_distance(1e6, 2, 5e-4);
    TEST_ABS(of.trace, mean_field_trace_bias(2, 5e-4), 1.01e-6);
    TEST_ABS(of.divergence / of.law, 1, 1e-4);
    TEST(mean_field_distance(2e6, 2, 5e-4).wasserstein2 < of.wasserstein2 + 1e-6);
    TEST(mean_field_distance(2e6, 2, 5e-4).divergence > 2 * of.divergence);
}

int main(void) {
    uint64_t state = test_seed();
    test_variances();
    test_stability(&state);
    test_trace_bias();
    test_order();
    test_distances();
    return test_end();
}
