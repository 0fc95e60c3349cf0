/* SPDX-License-Identifier: MIT */
/* The second step's expansion (R5) against constants by hand and quadrature of its definition, and
 * the links against the closed forms of their Hermite coefficients. */
#include "hermite.h"
#include "test.h"
#include "two_step.h"

#include <complex.h>

static struct two_step open_problem(const char *link, double noise, double phi,
                                    enum two_step_batch batch, const char *activation) {
    struct two_step problem;
    TEST(two_step_open(&problem, link, noise, phi, batch, activation) == STATUS_OK);
    return problem;
}

/* E He_k(Z) e^{iwZ}/k! = (iw)^k e^{-w^2/2}/k!. */
static double complex wave(double w, size_t k) {
    double complex value = exp(-w * w / 2);
    for (size_t i = 1; i <= k; i++)
        value *= I * w / (double)i;
    return value;
}

static void test_links(void) {
    struct link link;
    for (size_t k = 0; k <= 12; k++) {
        double is0 = k == 0, is1 = k == 1;
        double expected[] = {
            M_SQRT2 * (cimag(wave(1, k)) + creal(wave(1, k)) - is0 * exp(-0.5)),
            1.2 * (creal(wave(2, k)) - is0 * exp(-2) + cimag(wave(3, k)) - is1 * 3 * exp(-4.5)),
            0.7 * (cimag(wave(1, k)) - 0.5 * exp(1.5) * cimag(wave(2, k))),
            1.5 * (creal(wave(2, k)) - is0 * exp(-2)), is1 * 2 - (k == 3) * 0.5};
        const char *names[] = {"ie1", "ie2", "ie3", "even", "hermite:0,2,0,-0.5"};
        for (int i = 0; i < 5; i++) {
            TEST(link_parse(&link, names[i]) == STATUS_OK);
            TEST_ABS(two_step_link_coefficient(&link, k), expected[i], 1e-14);
        }
    }
    /* Parseval; E s^2 of ie1 is 2 (1 - e^{-1}). */
    double sum = 0, factorial = 1;
    TEST(link_parse(&link, "ie2") == STATUS_OK);
    for (size_t k = 0; k <= 60; k++) {
        factorial *= k ? (double)k : 1;
        sum += factorial * pow(two_step_link_coefficient(&link, k), 2);
    }
    TEST_REL(two_step_link_square(&link), sum, 1e-12);
    TEST(two_step_information_exponent(&link) == 2);
    TEST(link_parse(&link, "ie3") == STATUS_OK && two_step_information_exponent(&link) == 3);
    TEST(link_parse(&link, "even") == STATUS_OK && two_step_information_exponent(&link) == 2);
    TEST(link_parse(&link, "ie1") == STATUS_OK && two_step_information_exponent(&link) == 1);
    TEST_REL(two_step_link_square(&link), 2 * (1 - exp(-1)), 1e-14);
    TEST(link_parse(&link, "hermite:0") == STATUS_OK && two_step_information_exponent(&link) == 0);
}

/* The default activation has mu_1 = mu_2 = mu_3 = 1, E sigma'^2 = 5/2, E sigma''sigma' = 2, E
 * sigma'''sigma'^2 = 5/2, E sigma'''sigma' = 1, v1 = 3/2. */
static void test_constants(void) {
    const double phi = 0.7, y = 1.3, xi = -0.4;
    struct two_step reuse = open_problem("ie1", 0.3, phi, TWO_STEP_REUSE, TWO_STEP_ACTIVATION);
    struct two_step fresh = open_problem("ie1", 0.3, phi, TWO_STEP_FRESH, TWO_STEP_ACTIVATION);
    struct two_step naive = open_problem("ie1", 0.3, phi, TWO_STEP_NAIVE, TWO_STEP_ACTIVATION);
    double ey2 = 2 * (1 - exp(-1)) + 0.09, zeta2 = phi * ey2 * 1.5;
    TEST(reuse.terms == 3 && reuse.orders == 4);
    TEST_REL(reuse.c1, 1.0, 1e-14);
    TEST_REL(reuse.v1, 1.5, 1e-14);
    TEST_REL(two_step_value(&reuse.q[0], y, xi), 1.0, 1e-14);
    TEST_REL(two_step_value(&reuse.q[1], y, xi), 2 * phi * y + xi, 1e-13);
    TEST_REL(two_step_value(&reuse.q[2], y, xi),
             (2.5 * phi * phi * y * y + 2 * phi * y * xi + xi * xi + zeta2) / 2, 1e-13);
    TEST_REL(two_step_value(&fresh.q[1], y, xi), xi, 1e-13);
    TEST_REL(two_step_value(&fresh.q[2], y, xi), (xi * xi + zeta2) / 2, 1e-13);
    TEST_REL(two_step_value(&naive.q[1], y, xi), xi + phi * y, 1e-13);
    TEST_REL(two_step_value(&naive.q[2], y, xi), pow(xi + phi * y, 2) / 2, 1e-13);
    TEST_REL(two_step_value(&reuse.f[1], y, xi), 2.5 * phi * y + xi, 1e-13);
    TEST_REL(two_step_value(&fresh.f[1], y, xi), xi, 1e-13);
    TEST_REL(two_step_slope(&reuse.q[2], y, xi), phi * y + xi, 1e-13);
}

/* sigma^(order) by hand of erf and of a polynomial of degree 5, He_1 + He_2/2 + He_5/10. */
static double by_hand(bool polynomial, int order, double u) {
    if (polynomial) {
        double He[] = {1, u, u * u - 1, u * u * u - 3 * u, pow(u, 4) - 6 * u * u + 3};
        double d[] = {He[1] + He[2] / 2 + (pow(u, 5) - 10 * u * u * u + 15 * u) / 10,
                      1 + He[1] + He[4] / 2,
                      1 + 2 * He[3],
                      6 * He[2],
                      12 * He[1],
                      12,
                      0};
        return d[order];
    }
    double e = 2 / sqrt(M_PI) * exp(-u * u);
    double d[] = {erf(u), e, -2 * u * e, (4 * u * u - 2) * e};
    return d[order];
}

/* E over (u, zeta) of h D^k by the trapezoid rule. */
static double mean(const struct two_step *problem, bool polynomial, int a, int b, size_t k,
                   double y, double xi) {
    const double step = 0.1;
    double sum = 0, t = sqrt(problem->t2 * problem->v1);
    for (int i = -110; i <= 110; i++)
        for (int j = -110; j <= 110; j++) {
            double u = i * step, slope = by_hand(polynomial, 1, u);
            double D = problem->c1 * xi + t * j * step;
            if (problem->batch == TWO_STEP_REUSE)
                D += slope * problem->phi * y;
            double h = by_hand(polynomial, a, u) * (b ? by_hand(polynomial, b, u) : 1);
            sum += exp(-(i * i + j * j) * step * step / 2) * h * pow(D, (double)k);
        }
    return sum * step * step / (2 * M_PI);
}

static void test_definition(bool polynomial, enum two_step_batch batch, uint64_t *state) {
    const char *activation = polynomial ? "hermite:0,1,0.5,0,0,0.1" : "erf";
    struct two_step problem = open_problem("ie2", 0.2, 0.4, batch, activation);
    TEST(problem.terms == (polynomial ? 5 : 3));
    double factorial = 1;
    for (size_t k = 0; k < problem.terms; k++) {
        double y = 4 * test_uniform(state) - 2, xi = 2 * test_uniform(state) - 1;
        factorial *= k ? (double)k : 1;
        double expected = mean(&problem, polynomial, (int)k + 1, 0, k, y, xi) / factorial;
        TEST_ABS(two_step_value(&problem.q[k], y, xi), expected, 1e-11 * (1 + fabs(expected)));
        if (k > 0) {
            expected = mean(&problem, polynomial, (int)k, 0, k, y, xi) / factorial;
            TEST_ABS(two_step_value(&problem.f[k], y, xi), expected, 1e-11 * (1 + fabs(expected)));
        }
        struct two_step_polynomial product;
        two_step_expand(&problem, k + 1, 2, k + 1, &product);
        expected = mean(&problem, polynomial, (int)k + 1, 2, k + 1, y, xi);
        TEST_ABS(two_step_value(&product, y, xi), expected, 1e-11 * (1 + fabs(expected)));
        double h = 1e-5, difference = two_step_value(&product, y, xi + h);
        difference -= two_step_value(&product, y, xi - h);
        TEST_ABS(two_step_slope(&product, y, xi), difference / (2 * h),
                 1e-7 * (1 + fabs(expected)));
    }
}

static void test_refusals(void) {
    struct two_step problem;
    TEST(two_step_open(&problem, "ie4", 0, 1, TWO_STEP_FRESH, "erf") == STATUS_USAGE);
    TEST(two_step_open(&problem, "hermite:1,1", 0, 1, TWO_STEP_FRESH, "erf") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", -1, 1, TWO_STEP_FRESH, "erf") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", 0, 0, TWO_STEP_FRESH, "erf") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", 0, NAN, TWO_STEP_FRESH, "erf") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", 0, 1, TWO_STEP_FRESH, "step") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", 0, 1, TWO_STEP_FRESH, "hermite:3") == STATUS_USAGE);
    TEST(two_step_open(&problem, "ie1", 0, 1, TWO_STEP_FRESH, "hermite:0,1,0,0,0,0,0,0,1") ==
         STATUS_USAGE);
    struct two_step relu = open_problem("ie1", 0, 1, TWO_STEP_REUSE, "relu");
    TEST(relu.terms == 1 && relu.orders == 2);
    TEST_REL(relu.c1, 0.5, 1e-14);
    TEST_REL(relu.v1, 0.25, 1e-14);
    struct two_step linear = open_problem("ie1", 0, 1, TWO_STEP_REUSE, "hermite:0,1,0,0");
    TEST(linear.terms == 1 && linear.v1 == 0);
}

static void test_rule(void) {
    struct quadrature rule;
    for (size_t count = 1; count <= 16; count++) {
        TEST(hermite_rule(&rule, count) == STATUS_OK);
        for (size_t k = 0; k < 2 * count; k++) {
            double sum = 0, scale = 0;
            for (size_t i = 0; i < count; i++) {
                sum += rule.w[i] * pow(rule.x[i], (double)k);
                scale += rule.w[i] * pow(fabs(rule.x[i]), (double)k);
            }
            /* E Z^{2m} = 2^m Gamma(m + 1/2)/sqrt pi */
            double m = (double)k / 2;
            double expected = k % 2 ? 0 : pow(2, m) * tgamma(m + 0.5) / sqrt(M_PI);
            TEST_ABS(sum, expected, 1e-12 * scale);
            TEST_ABS(hermite_moment(k), expected, 1e-12 * expected);
        }
        quadrature_free(&rule);
    }
    TEST(hermite_rule(&rule, 0) == STATUS_NUMERICAL);
    TEST(hermite_value(0, 2) == 1 && hermite_value(1, 2) == 2 && hermite_value(4, 2) == -5);
}

int main(void) {
    uint64_t state = test_seed();
    test_links();
    test_constants();
    for (int polynomial = 0; polynomial < 2; polynomial++) {
        test_definition(polynomial, TWO_STEP_FRESH, &state);
        test_definition(polynomial, TWO_STEP_REUSE, &state);
    }
    test_refusals();
    test_rule();
    return test_end();
}
