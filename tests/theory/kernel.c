/* SPDX-License-Identifier: MIT */
/* kernel: each closed form against two-dimensional quadrature of its definition, and the
 * derivatives against those of the quadrature by Stein's identity: with u = w.x, v = w.x' jointly
 * Gaussian, dk/dq12 = E sigma'(u) sigma'(v), and dk/dq11 = E sigma''(u) sigma(v)/2. */
#include "kernel.h"
#include "activation.h"
#include "quadrature.h"
#include "test.h"

/* E s^(i)(u) s^(j)(v) */
static double expect(const struct activation *a, int i, int j, double q11, double q12, double q22) {
    const struct quadrature *rule = quadrature_gaussian();
    double along = q12 / sqrt(q11), rest = sqrt(q22 - along * along), sum = 0;
    for (size_t m = 0; m < rule->count; m++)
        for (size_t n = 0; n < rule->count; n++)
            sum += rule->w[m] * rule->w[n] * activation_value(a, i, sqrt(q11) * rule->x[m]) *
                   activation_value(a, j, along * rule->x[m] + rest * rule->x[n]);
    return sum;
}

static void test_activation(const char *name, double error, bool smooth, uint64_t *state) {
    struct activation activation;
    struct kernel kernel;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    TEST(kernel_find(&kernel, name) == STATUS_OK);
    for (int trial = 0; trial < 4; trial++) {
        double q11 = 0.5 + test_uniform(state), q22 = 0.5 + test_uniform(state);
        double q12 = (1.8 * test_uniform(state) - 0.9) * sqrt(q11 * q22), k, k11, k12;
        kernel.evaluate(q11, q12, q22, &k, &k11, &k12);
        TEST_ABS(k, expect(&activation, 0, 0, q11, q12, q22), error);
        TEST_ABS(k12, expect(&activation, 1, 1, q11, q12, q22), error);
        if (smooth)
            TEST_ABS(k11, 0.5 * expect(&activation, 2, 0, q11, q12, q22), error);
        else /* positive homogeneity in x: 2 q11 k11 + q12 k12 = k */
            TEST_ABS(2 * q11 * k11 + q12 * k12, k, 1e-14);
    }
}

int main(void) {
    uint64_t state = test_seed();
    /* smooth integrands: rounding of 3e5 terms; the kinks of relu cross the panels of the rule,
     * whose error is then that of one panel: (1/20)^2/10 times the jump's share. */
    test_activation("erf", 1e-12, true, &state);
    test_activation("erf2", 1e-12, true, &state);
    test_activation("linear", 1e-12, true, &state);
    test_activation("square", 1e-11, true, &state);
    test_activation("he2", 1e-11, true, &state);
    test_activation("he3", 1e-11, true, &state);
    test_activation("relu", 3e-3, false, &state);
    struct kernel kernel;
    TEST(kernel_find(&kernel, "tanh") == STATUS_USAGE);
    double k, k11, k12;
    /* step: the orthant probability at 60 degrees is 1/3; derivatives by those of acos there */
    TEST(kernel_find(&kernel, "step") == STATUS_OK);
    kernel.evaluate(2, 0.5 * sqrt(6), 3, &k, &k11, &k12);
    TEST_ABS(k, 1. / 3, 1e-15);
    TEST_ABS(k12, 1 / (2 * M_PI * sqrt(6) * sqrt(0.75)), 1e-15);
    TEST_ABS(2 * 2 * k11 + 0.5 * sqrt(6) * k12, 0, 1e-15); /* homogeneous of degree 0 in x */
    TEST(kernel_find(&kernel, "relu") == STATUS_OK);
    /* nearly opposite inputs, at angle pi - a: a^3 (1/3 - a^2/30 + ...)/(2 pi); q12 = -1 + e has a
     * = sqrt(2e) (1 + e/12 + ...) */
    for (double e = 0x1p-10; e > 0x1p-50; e /= 8) {
        double a = 2 * asin(sqrt(e / 2));
        kernel.evaluate(1, -1 + e, 1, &k, &k11, &k12);
        TEST_REL(k, a * a * a * (1. / 3 - a * a / 30 + pow(a, 4) / 840) / (2 * M_PI), 1e-11);
        TEST_REL(k12, a / (2 * M_PI), 1e-14);
    }
    kernel.evaluate(1, 1 + 1e-15, 1, &k, &k11, &k12);
    TEST_ABS(k, 0.5, 1e-15);
    TEST_ABS(k12, 0.5, 1e-15);
    return test_end();
}
