/* SPDX-License-Identifier: MIT */
/* Rates of the bias and the peak of the variance: direct sums, integrals, searches, and values of a
 * separate implementation. */
#include "double_descent.h"
#include "quadrature.h"
#include "test.h"

/* The supremum of (1 - e^-x)^2/x and the maximum of phi(x)/x, by scanning. */
static void test_constants(void) {
    double x = DOUBLE_DESCENT_BIAS_ARGUMENT, most = 0, peak = 0;
    TEST_REL(exp(x), 1 + 2 * x, 1e-15);
    TEST_REL(expm1(-x) * expm1(-x) / x, DOUBLE_DESCENT_BIAS_CONSTANT, 1e-15);
    for (double t = 0.01; t < 30; t += 0.001) {
        most = fmax(most, expm1(-t) * expm1(-t) / t);
        peak = fmax(peak, double_descent_variance_shape(t) / t);
    }
    TEST(most <= DOUBLE_DESCENT_BIAS_CONSTANT && most > DOUBLE_DESCENT_BIAS_CONSTANT - 1e-7);
    TEST(peak <= DOUBLE_DESCENT_PEAK_VALUE && peak > DOUBLE_DESCENT_PEAK_VALUE - 1e-7);
    x = DOUBLE_DESCENT_PEAK_ARGUMENT;
    TEST_REL(double_descent_variance_shape(x) / x, DOUBLE_DESCENT_PEAK_VALUE, 1e-15);
    double h = 1e-4, slope = double_descent_variance_shape(x + h) / (x + h) -
                             double_descent_variance_shape(x - h) / (x - h);
    TEST_ABS(slope / (2 * h), 0, 1e-9);
}

/* phi(x) = (1/x) int_0^x (1 - e^-u)^2 du, across the border of series and closed form. */
static void test_shape(void) {
    for (double x = 1e-6; x < 100; x *= 1.9) {
        struct quadrature rule;
        double sum = 0;
        TEST(quadrature_legendre(&rule, 0, x, 8, 20) == STATUS_OK);
        for (size_t i = 0; i < rule.count; i++)
            sum += rule.w[i] * expm1(-rule.x[i]) * expm1(-rule.x[i]);
        quadrature_free(&rule);
        TEST_REL(double_descent_variance_shape(x), sum / x, 1e-12);
    }
}

static double factor(double gamma, double zeta, double lambda, size_t n) {
    double product = 1, sum = 0;
    for (size_t t = 1; t <= n; t++) {
        sum += product / (double)n;
        product *= 1 - gamma * pow((double)t, -zeta) * lambda;
    }
    return sum;
}

static void test_factors(void) {
    for (double zeta = 0; zeta < 0.9; zeta += 0.3)
        for (double lambda = 1e-7; lambda < 4; lambda *= 9)
            for (size_t n = 1; n < 2000; n = 5 * n + 1) {
                double found;
                double_descent_bias_factors(0.8, zeta, n, 1, &lambda, &found);
                TEST_ABS(found, factor(0.8, zeta, lambda, n),
                         1e-12 * fmax(1, fabs(factor(0.8, zeta, lambda, n))));
            }
    double zero = 0, one;
    double_descent_bias_factors(1, 0, 100, 1, &zero, &one);
    TEST(one == 1);
}

/* The infinite sum against two million terms and an integral for the rest; a = 2, b = 1.05: the
 * rest is below 1e-12. */
static void test_power(double a, double b, double zeta, size_t n) {
    double bias, sum = 0;
    TEST(double_descent_bias_power(0.7, zeta, a, b, n, &bias) == STATUS_OK);
    for (size_t i = zeta == 0 ? 2000000 : 4000; i >= 1; i--) {
        double lambda = pow((double)i, -a), f;
        double_descent_bias_factors(0.7, zeta, n, 1, &lambda, &f);
        sum += pow((double)i, -a - b) * f * f;
    }
    /* beyond, f = 1 up to gamma n lambda */
    double last = (zeta == 0 ? 2000000 : 4000) + 0.5;
    sum += pow(last, 1 - a - b) / (a + b - 1);
    TEST_REL(bias, sum, zeta == 0 ? 1e-9 : 2e-6);
}

/* The limit of three local slopes (Aitken). */
static void test_slope(double b, double zeta, double error) {
    double value[4], slope[3];
    for (int k = 0; k < 4; k++)
        TEST(double_descent_bias_power(0.5, zeta, 2, b, (size_t)1000 << (2 * k), &value[k]) ==
             STATUS_OK);
    for (int k = 0; k < 3; k++)
        slope[k] = log(value[k + 1] / value[k]) / log(4);
    double last = slope[2] - slope[1], before = slope[1] - slope[0];
    TEST_ABS(slope[2] - last * last / (last - before), double_descent_bias_slope(zeta, 2, b),
             error);
}

/* The supremum over the eigenvalue at fixed n, by scanning: to the order that is kept, and below
 * the bound that holds for every n. */
static void test_sharp(void) {
    for (size_t n = 1; n <= 2000; n = n * 3 / 2 + 1) {
        double most = 0, size = (double)n, bound = DOUBLE_DESCENT_BIAS_CONSTANT / (0.5 * size);
        for (int i = 0; i < 20000; i++) {
            double lambda = 2 * fmin(1, 10 / size) * (i + 1) / 20000, f;
            double_descent_bias_factors(0.5, 0, n, 1, &lambda, &f);
            most = fmax(most, lambda * f * f);
        }
        TEST(most < bound * (1 + 1.46 / size));
        TEST_REL(double_descent_bias_supremum(0.5, size), most, 1 / (size * size) + 1e-7);
    }
}

static void test_bound(void) {
    struct double_descent_level levels[60];
    for (double exponent = 0.5; exponent < 3; exponent += 0.5)
        for (size_t n = 10; n < 3000; n *= 6) {
            double_descent_spectrum(60, exponent, 1, 0.5, 2, levels);
            struct double_descent_sgd sgd;
            TEST(double_descent_sgd(60, levels, 0, 0, 0.3, 0.25, 0, n, &sgd) == STATUS_OK);
            double bound = double_descent_bach_moulines(60, levels, 0.3, 0.25, (double)n);
            TEST(sgd.bias + sgd.variance < bound);
        }
    TEST(isnan(double_descent_bach_moulines(60, levels, 0.3, 1, 100)));
    /* one feature of lambda 1: R^2 = 3 */
    struct double_descent_level one = {.lambda = 1, .count = 1, .error = 4};
    TEST_REL(double_descent_bach_moulines(1, &one, 9, 1 / 12.0, 10),
             pow(3 / (1 - 0.5) + 2 * sqrt(12), 2) / 10, 1e-14);
}

/* The search against every m with a stable step, m > product/(1 - product/2). */
static void test_every_m(size_t n, double gamma, double rho) {
    double argmax, height, most = 0, where = 0;
    for (double m = 1; m < 2.0 * (double)n; m++) {
        struct double_descent_level level = {.lambda = rho / m, .count = m};
        struct double_descent_sgd sgd;
        TEST(double_descent_sgd(1, &level, 0, 0, 1, gamma, 0, n, &sgd) == STATUS_OK);
        if (gamma < double_descent_threshold(1, &level) && sgd.variance > most) {
            most = sgd.variance;
            where = m;
        }
    }
    TEST(double_descent_variance_argmax(n, gamma, rho, true, &argmax, &height) == STATUS_OK);
    TEST(argmax == where && height == most);
}

/* A separate implementation's integers and heights. */
static void test_argmax(void) {
    static const double rows[4][5] = {{.05, 26, 26, .0096782, 5.1e-8},
                                      {.1, 53, 51, .0196560, 5.1e-8},
                                      {.3, 158, 145, .0629180, 5.1e-8},
                                      {.6, 317, 263, .1403473, 5.1e-8}};
    for (int i = 0; i < 4; i++) {
        double argmax, height, peak, value;
        double_descent_variance_peak(1000, rows[i][0], 1, &peak, &value);
        TEST_REL(peak, 1000 * rows[i][0] / 1.8926178, 1e-7);
        TEST_REL(value, 0.1905693 * rows[i][0], 1e-6);
        TEST(double_descent_variance_argmax(1000, rows[i][0], 1, false, &argmax, &height) ==
             STATUS_OK);
        TEST(argmax == rows[i][1] && fabs(argmax - peak) <= 1);
        TEST_REL(height, value, 1e-3);
        TEST(double_descent_variance_argmax(1000, rows[i][0], 1, true, &argmax, &height) ==
             STATUS_OK);
        TEST(argmax == rows[i][2]);
        TEST_ABS(height, rows[i][3], rows[i][4]);
    }
    test_every_m(300, 0.4, 1.5);
    test_every_m(200, 1.5, 1);
    double argmax, height;
    TEST(double_descent_variance_argmax(300, 2.5, 1, true, &argmax, &height) == STATUS_OK);
    TEST(isnan(argmax) && isinf(height));
}

int main(void) {
    test_constants();
    test_shape();
    test_factors();
    test_power(2, 1.05, 0, 4000);
    test_power(1.5, 0.5, 0, 500);
    test_power(2, 1.5, 0.4, 300);
    test_slope(1.05, 0, 3e-3);
    test_slope(1.5, 0.3, 3e-3);
    test_slope(2, 0.6, 3e-3);
    TEST_REL(double_descent_bias_slope(0.2, 1, 5), -1.6, 1e-14);
    test_sharp();
    test_bound();
    test_argmax();
    return test_end();
}
