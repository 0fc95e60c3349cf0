/* SPDX-License-Identifier: MIT */
/* Kernels (c1): every activation against two-dimensional quadrature of its definition; the two
 * ends rho = 1 and q = 0; K1, k_theta(x, x') = k_0(Ax, Ax'); what is refused. */
#include "activation.h"
#include "function_space.h"
#include "quadrature.h"
#include "test.h"

static double expect(const struct activation *a, double q11, double q12, double q22) {
    const struct quadrature *rule = quadrature_gaussian();
    double along = q12 / sqrt(q11), rest = sqrt(q22 - along * along), sum = 0;
    for (size_t m = 0; m < rule->count; m++) {
        double inner = 0;
        for (size_t n = 0; n < rule->count; n++)
            inner += rule->w[n] * activation_value(a, 0, along * rule->x[m] + rest * rule->x[n]);
        sum += rule->w[m] * activation_value(a, 0, sqrt(q11) * rule->x[m]) * inner;
    }
    return sum;
}

static double kernel(const char *name, double q11, double q12, double q22) {
    double value = NAN;
    TEST(function_space_kernel(name, q11, q12, q22, &value) == STATUS_OK);
    return value;
}

static void test_definition(const char *name, double error, uint64_t *state) {
    struct activation activation;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    for (int trial = 0; trial < 3; trial++) {
        double q11 = 0.3 + 2 * test_uniform(state), q22 = 0.3 + 2 * test_uniform(state);
        double q12 = (1.9 * test_uniform(state) - 0.95) * sqrt(q11 * q22);
        double value = kernel(name, q11, q12, q22);
        double scale = sqrt(expect(&activation, q11, 0.999 * q11, q11) *
                            expect(&activation, q22, 0.999 * q22, q22));
        TEST_ABS(value, expect(&activation, q11, q12, q22), error * scale);
        TEST_ABS(value, kernel(name, q22, q12, q11), 1e-12 * scale);
        /* rho = 1: E sigma(u)^2; rho = -1 */
        const struct quadrature *rule = quadrature_gaussian();
        double same = 0, other = 0;
        for (size_t i = 0; i < rule->count; i++) {
            double u = activation_value(&activation, 0, sqrt(q11) * rule->x[i]);
            same += rule->w[i] * u * u;
            other += rule->w[i] * u * activation_value(&activation, 0, -sqrt(q11) * rule->x[i]);
        }
        TEST_ABS(kernel(name, q11, q11, q11), same, 1e-12 * same);
        TEST_ABS(kernel(name, q11, -q11, q11), other, 1e-12 * same);
        /* q22 = 0: sigma(0) E sigma(u) */
        double mean = 0;
        for (size_t i = 0; i < rule->count; i++)
            mean += rule->w[i] * activation_value(&activation, 0, sqrt(q11) * rule->x[i]);
        TEST_ABS(kernel(name, q11, 0, 0), activation_value(&activation, 0, 0) * mean,
                 1e-12 * (1 + same));
    }
}

/* K1 in d = 20, theta = 0, 3, 60, by the vectors themselves. */
static void test_equivalence(const char *name, double theta, uint64_t *state) {
    enum { D = 20 };
    double x[2][D], Ax[2][D], v[D], norm = 0, s[2] = {0}, q[3] = {0}, Q[3] = {0};
    for (int j = 0; j < D; j++) {
        v[j] = test_uniform(state) - 0.5;
        norm += v[j] * v[j];
        for (int i = 0; i < 2; i++)
            x[i][j] = 4 * test_uniform(state) - 2;
    }
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < D; j++)
            s[i] += v[j] * x[i][j] / sqrt(norm);
    for (int j = 0; j < D; j++)
        for (int i = 0; i < 2; i++)
            Ax[i][j] = x[i][j] + (sqrt(1 + theta) - 1) * s[i] * v[j] / sqrt(norm);
    for (int j = 0; j < D; j++)
        for (int k = 0; k < 3; k++) {
            q[k] += x[k / 2][j] * x[(k + 1) / 2][j] / D;
            Q[k] += Ax[k / 2][j] * Ax[(k + 1) / 2][j] / D;
        }
    for (int k = 0; k < 3; k++)
        q[k] += theta * s[k / 2] * s[(k + 1) / 2] / D;
    double scale = sqrt(kernel(name, Q[0], Q[0], Q[0]) * kernel(name, Q[2], Q[2], Q[2]));
    TEST_ABS(kernel(name, q[0], q[1], q[2]), kernel(name, Q[0], Q[1], Q[2]), 1e-11 * scale);
}

static void test_mehler(void) {
    /* q11 = q22 = 1: sum mu_k^2 q12^k; erf2: mu_{2j+1} in closed form */
    double sum = 0, q12 = 0.6;
    for (int j = 0; j < 60; j++) {
        double log_mu = lgamma(2 * j + 1) - lgamma(j + 1) - (2 * j + 0.5) * log(2) -
                        0.5 * lgamma(2 * j + 2) + 0.5 * log(2 / M_PI);
        sum += exp(2 * log_mu) * pow(q12, 2 * j + 1);
    }
    TEST_ABS(kernel("erf2", 1, q12, 1), sum, 1e-14);
    /* He_k are orthogonal with norm k! */
    TEST_ABS(kernel("hermite:0.5,0,0,2,0,1", 1, q12, 1),
             0.25 + 4 * 6 * pow(q12, 3) + 120 * pow(q12, 5), 1e-12);
}

int main(void) {
    uint64_t state = test_seed();
    static const char *names[] = {"erf",    "erf2", "tanh", "softplus", "linear",
                                  "square", "he2",  "he3",  "sin2",     "hermite:1,-0.5,0.2,0.1"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        test_definition(names[i], 1e-11, &state);
        for (double theta = 0; theta < 100; theta = 3 + 19 * theta)
            test_equivalence(names[i], theta, &state);
    }
    /* kinks and jumps cross the panels of the reference, of width 1 with 20 nodes */
    test_definition("relu", 3e-3, &state);
    test_definition("step", 3e-2, &state);
    test_mehler();
    /* tanh at large q is nearly a sign: (2/pi) asin rho + O(1/q) */
    TEST_ABS(kernel("tanh", 1e8, 0.5e8, 1e8), 2 / M_PI * asin(0.5), 1e-6);
    TEST(fabs(kernel("tanh", 1e4, 0.5e4, 1e4) - 2 / M_PI * asin(0.5)) > 1e-6);
    /* softplus(t) - t/2 is even, so k(q12) - k(-q12) = q12/2, at large and small q alike */
    TEST_REL(kernel("softplus", 1e4, 5e3, 2e4) - kernel("softplus", 1e4, -5e3, 2e4), 2500 * 2 / 2.0,
             1e-8);
    TEST_ABS(kernel("softplus", 1, 0.3, 2) - kernel("softplus", 1, -0.3, 2), 0.15, 1e-11);
    double value;
    TEST(function_space_kernel("relu", 1, 1.1, 1, &value) == STATUS_USAGE);
    TEST(function_space_kernel("relu", -1, 0, 1, &value) == STATUS_USAGE);
    TEST(function_space_kernel("relu", INFINITY, 0, 1, &value) == STATUS_USAGE);
    TEST(function_space_kernel("swish", 1, 0, 1, &value) == STATUS_USAGE);
    struct function_space_kernel closed;
    TEST(function_space_kernel_find(&closed, "tanh") == STATUS_USAGE);
    return test_end();
}
