/* SPDX-License-Identifier: MIT */
#include "quadrature.h"

#include "test.h"

/* Gauss-Legendre of n nodes a panel is exact for degree 2n - 1. */
static void test_legendre(void) {
    uint64_t state = test_seed();
    for (int trial = 0; trial < 200; trial++) {
        size_t order = 1 + test_random(&state) % 20, panels = 1 + test_random(&state) % 5;
        double low = 2 * test_uniform(&state) - 1, high = low + 2 * test_uniform(&state);
        struct quadrature rule;
        TEST(quadrature_legendre(&rule, low, high, panels, order) == STATUS_OK);
        TEST(rule.count == order * panels);
        for (size_t degree = 0; degree < 2 * order; degree++) {
            double sum = 0, n = (double)degree + 1, size = pow(fmax(fabs(low), fabs(high)), n);
            for (size_t i = 0; i < rule.count; i++)
                sum += rule.w[i] * pow(rule.x[i], (double)degree);
            double expected = (pow(high, n) - pow(low, n)) / n;
            TEST_ABS(sum, expected, 1e-14 * (size * 2 + fabs(high - low)) * (double)order);
        }
        quadrature_free(&rule);
        TEST(rule.x == NULL && rule.w == NULL && rule.count == 0);
    }
}

/* Degree 2n is not exact: int_{-1}^1 (P_2)^2 = 2/5 needs more than its own two nodes. */
static void test_order(void) {
    struct quadrature rule;
    double sum = 0;
    TEST(quadrature_legendre(&rule, -1, 1, 1, 2) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++)
        sum += rule.w[i] * pow((3 * rule.x[i] * rule.x[i] - 1) / 2, 2);
    TEST_ABS(sum, 0, 1e-15);
    quadrature_free(&rule);
}

static double expect(double (*f)(double, double), double parameter) {
    const struct quadrature *rule = quadrature_gaussian();
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++)
        sum += rule->w[i] * f(rule->x[i], parameter);
    return sum;
}

static double cosine(double z, double a) {
    return cos(a * z);
}
static double power(double z, double n) {
    return pow(z, n);
}
static double absolute(double z, double n) {
    return pow(fabs(z), n);
}
static double step(double z, double n) {
    return z > 0 ? pow(z, n) : 0;
}
static double square_exponential(double z, double a) {
    return exp(-a * z * z);
}

static void test_gaussian(void) {
    TEST(quadrature_gaussian() == quadrature_gaussian());
    TEST(quadrature_gaussian()->count == 520);
    double moment = 1;
    for (int n = 0; n <= 30; n += 2) {
        TEST_REL(expect(power, n), moment, 1e-13);
        TEST_REL(expect(step, n), moment / 2, 1e-13);
        moment *= n + 1;
    }
    TEST_REL(expect(absolute, 1), sqrt(2 / M_PI), 1e-14);
    TEST_REL(expect(absolute, 3), 2 * sqrt(2 / M_PI), 1e-14);
    TEST_ABS(expect(power, 3), 0, 1e-14);
    for (double a = 0.5; a < 13; a += 0.5) {
        TEST_ABS(expect(cosine, a), exp(-a * a / 2), 1e-14);
        TEST_REL(expect(square_exponential, a), 1 / sqrt(1 + 2 * a), 1e-14);
    }
}

int main(void) {
    test_legendre();
    test_order();
    test_gaussian();
    return test_end();
}
