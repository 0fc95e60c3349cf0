/* SPDX-License-Identifier: MIT */
/* Learning curves (c7, c7b): the effective ridge and the errors against sampled ridge regressions,
 * the two equivalents against each other and a sum over 10^6 degrees without a spike, values
 * computed elsewhere. */
#include "function_space.h"
#include "function_space_internal.h"
#include "linalg.h"
#include "test.h"

static double normal(uint64_t *state) {
    return sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
}

static double conditional(double d, double theta, double gamma, double n, double ridge) {
    double mse = NAN;
    TEST(function_space_conditional(d, theta, gamma, n, ridge, 0.3, &mse) == STATUS_OK);
    return mse;
}

static double eigenlearning(double d, double theta, double gamma, double n, double ridge) {
    struct function_space_modes modes;
    TEST(function_space_modes(d, theta, gamma, n, ridge, &modes) == STATUS_OK);
    double mse = function_space_eigenlearning(&modes, n, ridge, 0.3);
    /* finitely many features tend to the kernel as 1/width */
    double wide = function_space_random_features(&modes, n, 1e6 * n, ridge, 0.3);
    TEST_REL(wide, mse, 1e-4);
    TEST(function_space_random_features(&modes, n, INFINITY, ridge, 0.3) == mse);
    function_space_modes_free(&modes);
    return mse;
}

/* Rows x (n x d) on the sphere of radius sqrt d, scaled along e_1 by sqrt(1 + theta), and labels of
 * Y_1(beta.x) + Y_2(beta.x) + noise. */
static void sample(int n, int d, double theta, double gamma, double noise, double *x, double *y,
                   uint64_t *state) {
    for (int i = 0; i < n; i++) {
        double norm = 0, *row = x + i * d;
        for (int j = 0; j < d; j++) {
            row[j] = normal(state);
            norm += row[j] * row[j];
        }
        double b = (gamma * row[0] + sqrt(1 - gamma * gamma) * row[1]) / sqrt(norm);
        double D = d;
        y[i] = sqrt(D) * b + (b * b - 1 / D) / sqrt(2 * (D - 1) / (D * D * (D + 2))) +
               noise * normal(state);
        for (int j = 0; j < d; j++)
            row[j] *= sqrt(D / norm) * (j == 0 ? sqrt(1 + theta) : 1);
    }
}

/* One ridge regression: its mean squared error on fresh noisy labels. */
static double regression(int n, int test, int d, double theta, double gamma, double ridge,
                         uint64_t *state) {
    int all = n + test;
    double *x = malloc((size_t)(all * d) * sizeof *x), *y = malloc((size_t)all * sizeof *y);
    double *K = malloc((size_t)(n * n) * sizeof *K), *alpha = malloc((size_t)n * sizeof *alpha);
    struct function_space_kernel kernel;
    TEST(function_space_kernel_find(&kernel, "relu") == STATUS_OK);
    sample(n, d, theta, gamma, 0.3, x, y, state);
    sample(test, d, theta, gamma, 0.3, x + n * d, y + n, state);
    double *G = malloc((size_t)(all * n) * sizeof *G), *q = malloc((size_t)all * sizeof *q);
    linalg_multiply_transposed((size_t)all, (size_t)n, (size_t)d, x, x, false, G);
    for (int i = 0; i < all; i++) {
        q[i] = 0;
        for (int j = 0; j < d; j++)
            q[i] += x[i * d + j] * x[i * d + j] / d;
    }
    for (int i = 0; i < all; i++)
        for (int j = 0; j < n; j++)
            G[i * n + j] = function_space_kernel_value(&kernel, q[i], G[i * n + j] / d, q[j]);
    for (int i = 0; i < n; i++) {
        alpha[i] = y[i];
        for (int j = 0; j < n; j++)
            K[i * n + j] = G[i * n + j] + (i == j) * ridge;
    }
    TEST(linalg_cholesky((size_t)n, K) == STATUS_OK);
    linalg_cholesky_solve((size_t)n, K, 1, alpha);
    double sum = 0;
    for (int i = n; i < all; i++) {
        double f = 0;
        for (int j = 0; j < n; j++)
            f += G[i * n + j] * alpha[j];
        sum += (f - y[i]) * (f - y[i]) / test;
    }
    free(x);
    free(y);
    free(K);
    free(alpha);
    free(G);
    free(q);
    return sum;
}

/* Sampled regressions; `rival`: what they must refute. */
static void test_simulation(int n, int d, double theta, double gamma, double ridge, int seeds,
                            double expected, double rival, uint64_t *state) {
    double sum = 0, square = 0;
    for (int i = 0; i < seeds; i++) {
        double mse = regression(n, 400, d, theta, gamma, ridge, state);
        sum += mse / seeds;
        square += mse * mse / seeds;
    }
    double error = sqrt((square - sum * sum) / seeds);
    TEST_ABS(sum, expected, 4 * error);
    TEST(fabs(sum - rival) > 4 * error);
}

static void test_references(void) {
    /* computed elsewhere by other code, digits as printed there */
    TEST_ABS(eigenlearning(15, 0, 1, 150, 0.01), .3759, 5.1e-5);
    TEST_ABS(eigenlearning(15, 0, 1, 800, 0.01), .1109, 5.1e-5);
    TEST_ABS(eigenlearning(15, 40, .9, 60, 0.01), .3704, 5.1e-5);
    TEST_ABS(eigenlearning(30, 90, .9, 120, 0.1), .3744, 5.1e-5);
    TEST_ABS(conditional(15, 40, .9, 60, 0.01), .40086, 5.1e-6);
    TEST_ABS(conditional(15, 40, .9, 400, 0.01), .14663, 5.1e-6);
    TEST_ABS(conditional(60, 180, .9, 240, 0.1), .37494, 5.1e-6);
    struct function_space_modes modes;
    TEST(function_space_modes(15, 0, 1, 300, 0.01, &modes) == STATUS_OK);
    TEST_ABS(function_space_random_features(&modes, 300, 600, 0.01, 0.3), .22937, 5.1e-6);
    function_space_modes_free(&modes);
}

/* The list of modes: total multiplicity times eigenvalue, and the target's weight. */
static void test_modes(double d, double theta, double gamma) {
    struct function_space_modes modes;
    TEST(function_space_modes(d, theta, gamma, 5 * d, 0.1, &modes) == STATUS_OK);
    double target = modes.target_tail, trace = modes.tail;
    for (size_t i = 0; i < modes.count; i++) {
        target += modes.target2[i];
        trace += modes.eigenvalue[i] * modes.multiplicity[i];
        TEST(modes.eigenvalue[i] > 0 && modes.target2[i] >= 0);
    }
    TEST_ABS(target, 2, 1e-9);
    TEST_REL(trace, (1 + theta / d) / 2, 1e-9);
    TEST(modes.target_tail < 1e-4 && modes.tail < 0.2 * trace);
    function_space_modes_free(&modes);
    double A[3];
    function_space_target(d, gamma, A);
    TEST_REL(A[0] * A[0] + A[1] * A[1] + A[2] * A[2], 1.0, 1e-13);
}

/* No spike, d < 10: n = Z(kappa) and the error at ridge 0 by a sum over the first 10^6 even
 * degrees, a_{l+2}/a_l = -(l-1)/(l+d+1), N_{l+1}/N_l = (2l+d)(l+d-2)/((2l+d-2)(l+1)). What is
 * beyond has the trace int (lambda N)(v) dl/2 ~ lambda N v/6. kappa = lambda_degree. */
static void test_spikeless(double d, int degree) {
    enum { TERMS = 1000000 };
    static long double lambda[TERMS], copies[TERMS];
    long double half = (d - 2) / 2.0L, a2, N = 1, trace = d / (4.0L * d);
    a2 = expl(lgammal(d / 2.0L) - lgammal((d - 1) / 2.0L)) / ((d - 1) * sqrtl(acosl(-1)));
    a2 *= a2 * d;
    for (int k = 0; k < TERMS; k++) {
        long double l = 2.0L * k, ratio = (l - 1) / (l + d + 1);
        lambda[k] = a2;
        copies[k] = N;
        trace += a2 * N;
        a2 *= ratio * ratio;
        N = k == 0
                ? (d + 2) * (d - 1) / 2
                : N * (l + 2 + half) / (l + half) * (l + d - 2) * (l + d - 1) / ((l + 1) * (l + 2));
    }
    long double left = lambda[TERMS - 1] * copies[TERMS - 1] * (2.0L * TERMS - 1 + half) / 6;
    TEST_REL((double)(trace + left), 0.5, 1e-13); /* E relu^2 */
    long double kappa = lambda[degree / 2], linear = 1 / (1 + 4 * d * kappa);
    long double Z = left / kappa + d * linear, Q = d * linear * linear;
    for (int k = 0; k < TERMS; k++) {
        long double L = lambda[k] / (lambda[k] + kappa);
        Z += copies[k] * L;
        Q += copies[k] * L * L;
    }
    long double missed = kappa / (lambda[1] + kappa);
    long double mse = Z / (Z - Q) * ((1 - linear) * (1 - linear) + missed * missed + 0.09L);
    TEST_REL(eigenlearning(d, 0, 0.3, (double)Z, 0), (double)mse, 1e-9);
}

/* Eigenvalues v^{-(d+2)} of v^{d-2} copies: n/(n - Q) tends to (d+2)/(d-1), to 1/n^{2/(d-1)}. */
static void test_many_samples(void) {
    struct function_space_modes modes;
    TEST(function_space_modes(3, 0, 1, 1e14, 0, &modes) == STATUS_OK);
    TEST_REL(function_space_inflation(&modes, 1e14, 0), 2.5, 1e-12);
    function_space_modes_free(&modes);
    /* a spike needs sectors, and says at once when they are too many */
    TEST(function_space_modes(3, 30, 1, 1e4, 0, &modes) == STATUS_NUMERICAL);
}

int main(void) {
    uint64_t state = test_seed();
    test_references();
    test_modes(15, 40, 0.9);
    test_modes(300, 900, -0.3);
    test_modes(5, 1, 1);
    for (double d = 3; d < 10; d += 2) {
        test_spikeless(d, 60);
        test_spikeless(d, 5000);
    }
    test_many_samples();
    /* no spike: x given t is no less Gaussian-like than x, whatever v */
    static const double cases[][4] = {
        {15, .4, 150, .01}, {6, 1, 40, .1}, {40, .7, 300, .5}, {3, 0, 60, .1}};
    for (size_t i = 0; i < 4; i++) {
        const double *c = cases[i];
        TEST_REL(conditional(c[0], 0, c[1], c[2], c[3]), eigenlearning(c[0], 0, c[1], c[2], c[3]),
                 2e-7);
    }
    /* v and -v are one spike; a huge ridge leaves f = 0 */
    TEST_REL(conditional(12, 9, .6, 50, .1), conditional(12, 9, -.6, 50, .1), 1e-9);
    TEST_REL(eigenlearning(12, 9, .6, 50, 1e9), 2.09, 1e-6);
    TEST_REL(conditional(12, 9, .6, 50, 1e9), 2.09, 1e-6);
    test_simulation(80, 10, 0, 1, 0.05, 40, eigenlearning(10, 0, 1, 80, 0.05),
                    1.3 * eigenlearning(10, 0, 1, 80, 0.05), &state);
    test_simulation(60, 15, 40, 0.9, 0.01, 260, conditional(15, 40, 0.9, 60, 0.01),
                    eigenlearning(15, 40, 0.9, 60, 0.01), &state);
    double mse;
    struct function_space_modes modes;
    TEST(function_space_conditional(15, 1, 0.5, 10, 0, 0.3, &mse) == STATUS_USAGE);
    TEST(function_space_conditional(15, 1, 1.5, 10, 1, 0.3, &mse) == STATUS_USAGE);
    TEST(function_space_modes(15, -1, 0.5, 10, 1, &modes) == STATUS_USAGE);
    return test_end();
}
