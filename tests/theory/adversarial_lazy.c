/* SPDX-License-Identifier: MIT */
/* The closed form of c10 against Gauss quadrature of the Marchenko-Pastur law, an exactly solvable
 * case, and values of a separate implementation. */
#include "adversarial.h"
#include "random_matrix.h"
#include "test.h"

/* I_j = E alpha x/(lambda + k1 alpha x)^j: the eigenvalues of X^T X/d are alpha times those of
 * X^T X/n, of ratio d/n = 1/alpha. */
static double integral(double alpha, double lambda, double k1, int power) {
    struct quadrature rule;
    double sum = 0;
    if (marchenko_pastur_rule(&rule, 1 / alpha, 150) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++)
        sum += rule.w[i] * alpha * rule.x[i] / pow(lambda + k1 * alpha * rule.x[i], power);
    quadrature_free(&rule);
    return sum;
}

static double lazy(const char *name, double alpha, bool prior) {
    struct activation activation;
    return activation_parse(&activation, name) == STATUS_OK
               ? adversarial_lazy_gradient(&activation, alpha, prior)
               : NAN;
}

static void test_quadrature(const char *name, double V, double m, double k1) {
    static const double alphas[] = {0.01, 0.5, 0.9, 1, 1.1, 2, 30};
    for (size_t i = 0; i < sizeof alphas / sizeof *alphas; i++) {
        double I1 = integral(alphas[i], V - k1, k1, 1), I2 = integral(alphas[i], V - k1, k1, 2);
        TEST_REL(lazy(name, alphas[i], false), k1 * k1 * I2, 1e-11);
        TEST_REL(lazy(name, alphas[i], true), m - k1 * k1 * I1 + k1 * k1 * I2, 1e-11);
    }
}

int main(void) {
    /* erf: kernel (2/pi) asin(2 rho/3). sin2: kernel e^-4 sinh(4 rho). */
    test_quadrature("erf", 2 / M_PI * asin(2.0 / 3), 4 / (M_PI * sqrt(5)), 4 / (3 * M_PI));
    test_quadrature("sin2", -expm1(-8) / 2, 2 * (1 + exp(-8)), 4 * exp(-4));
    test_quadrature("hermite:0,1,0,0.2", 1 + 6 * 0.04, 1 + 18 * 0.04, 1);
    /* Separate implementation, printed to five digits. */
    TEST_ABS(lazy("erf", 0.5, false), 0.58226, 5e-6);
    TEST_ABS(lazy("erf", 1, false), 1.18282, 5e-6);
    TEST_ABS(lazy("erf", 2, false), 0.73233, 5e-6);
    TEST_ABS(lazy("erf", 1.09, false), 1.2008, 5e-5);
    TEST_ABS(lazy("erf", 0.5, true) - lazy("erf", 0.5, false), 0.38736, 5e-6);
    TEST_ABS(lazy("erf", 2, true) - lazy("erf", 2, false), 0.17916, 5e-6);
    /* A linear network is least squares without ridge: the trace of an inverse Wishart matrix. */
    TEST_REL(lazy("linear", 3, false), 1.0 / 2, 1e-12);
    TEST_REL(lazy("linear", 0.25, false), 0.25 / 0.75, 1e-12);
    TEST(isinf(lazy("linear", 1, false)));
    /* No linear component: nothing is learnt of a linear kernel. */
    TEST_REL(lazy("he3", 0.7, true), 3.0, 1e-12);
    TEST_ABS(lazy("he3", 0.7, false), 0, 1e-20);
    TEST(isnan(lazy("relu", 1, false)) && isnan(lazy("softplus", 1, false)));
    TEST(isnan(lazy("he2", 1, false)) && isnan(lazy("erf", -1, false)));
    return test_end();
}
