/* SPDX-License-Identifier: MIT */
/* gegenbauer: the rule against the moments of the law, the polynomials against orthonormality and
 * Legendre's and Chebyshev's. */
#include "gegenbauer.h"
#include "harmonics.h"
#include "test.h"

#include <gsl/gsl_sf_legendre.h>

/* E t^{2k} = (2k-1)!!/(d (d+2) ... (d+2k-2)). */
static void test_moments(double d) {
    struct quadrature rule;
    TEST(gegenbauer_rule(&rule, d, 12) == STATUS_OK);
    double expected = 1;
    for (int k = 0; k < 12; k++) {
        double even = 0, odd = 0;
        for (size_t i = 0; i < rule.count; i++) {
            even += rule.w[i] * pow(rule.x[i], 2 * k);
            odd += rule.w[i] * pow(rule.x[i], 2 * k + 1);
        }
        /* rounding: each node is known to some eps, raised to 2k */
        TEST_ABS(even, expected, (2 * k + 4) * 4e-16 * expected + 1e-16);
        TEST_ABS(odd, 0, 1e-15);
        expected *= (2 * k + 1) / (d + 2 * k);
    }
    quadrature_free(&rule);
}

static void test_orthonormal(double d) {
    enum { COUNT = 20 };
    struct quadrature rule;
    double p[COUNT], P[COUNT], gram[COUNT][COUNT] = {{0}};
    TEST(gegenbauer_rule(&rule, d, COUNT) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++) {
        gegenbauer_polynomials(d, rule.x[i], COUNT, p);
        gegenbauer_ratios(d, rule.x[i], COUNT, P);
        for (size_t k = 0; k < COUNT; k++) {
            /* p_k(1)^2 is the number of harmonics of degree k */
            TEST_ABS(p[k], P[k] * sqrt(harmonics_multiplicity(d, k)),
                     1e-12 * sqrt(harmonics_multiplicity(d, k)));
            for (size_t l = 0; l < COUNT; l++)
                gram[k][l] += rule.w[i] * p[k] * p[l];
        }
    }
    for (size_t k = 0; k < COUNT; k++)
        for (size_t l = 0; l < COUNT; l++)
            TEST_ABS(gram[k][l], k == l, 2e-12);
    quadrature_free(&rule);
}

int main(void) {
    static const double dimensions[] = {2, 3, 7, 40, 1e5};
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++) {
        test_moments(dimensions[i]);
        test_orthonormal(dimensions[i]);
    }
    double P[30], t = 0.37;
    gegenbauer_ratios(3, t, 30, P);
    for (int k = 0; k < 30; k++)
        TEST_ABS(P[k], gsl_sf_legendre_Pl(k, t), 1e-14);
    gegenbauer_ratios(2, t, 30, P);
    for (int k = 0; k < 30; k++)
        TEST_ABS(P[k], cos(k * acos(t)), 1e-13);
    struct quadrature rule;
    TEST(gegenbauer_rule(&rule, 1.5, 4) == STATUS_USAGE);
    TEST(gegenbauer_rule(&rule, 4, 0) == STATUS_USAGE);
    return test_end();
}
