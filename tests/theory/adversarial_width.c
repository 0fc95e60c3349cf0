/* SPDX-License-Identifier: MIT */
/* Infinite width (c8): the process against closed kernels and its small-displacement limit, the
 * law against solvable cases, the expansion c5 at large d, and a separate program. */
#include "adversarial.h"
#include "adversarial_process.h"
#include "quadrature.h"
#include "sphere.h"
#include "test.h"

#include <gsl/gsl_cdf.h>

static struct activation named(const char *name) {
    struct activation activation = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    return activation;
}

static double width(const char *name, double d, double s) {
    struct activation activation = named(name);
    double success;
    TEST(adversarial_infinite_width(&activation, d, s, &success) == STATUS_OK);
    return success;
}

/* The covariances of f(x') with f(x), T, the gradient across, and with itself, erf in closed form:
 * K = (2/pi) asin(2 q12/sqrt((1 + 2 q11)(1 + 2 q22))), derivatives in q12 and in the scale of x. */
static void test_arcsine(void) {
    struct activation activation = named("erf");
    struct adversarial_process process;
    uint64_t state = test_seed();
    TEST(adversarial_process_start(&process, &activation) == STATUS_OK);
    for (int i = 0; i < 200; i++) {
        double size = exp(4 * test_uniform(&state) - 2);
        double A = size * (2 * test_uniform(&state) - 1), B = size * (2 * test_uniform(&state) - 1);
        double q = A * A + B * B, argument = 2 * A / sqrt(3 * (1 + 2 * q));
        double cf = 2 / M_PI * asin(argument), slope = 2 / M_PI / sqrt(1 - argument * argument);
        double cT = slope * argument / 3, cg = B * slope * 2 / sqrt(3 * (1 + 2 * q));
        double variance = 2 / M_PI * asin(2 * q / (1 + 2 * q));
        struct adversarial_process_law law;
        TEST(adversarial_process_at(&process, A, B, &law) == STATUS_OK);
        TEST_ABS(process.value_radial * law.radial + process.value_rest * law.rest, cf, 1e-13);
        TEST_ABS(sqrt(process.q) * law.radial, cT, 1e-13);
        TEST_ABS(sqrt(process.m) * law.across, cg, 1e-13);
        TEST_ABS(law.radial * law.radial + law.rest * law.rest + law.across * law.across +
                     law.deviation * law.deviation,
                 variance, 1e-12);
    }
}

/* The covariance of f(x) and f(x') and the variance of f(x') by quadrature over both Gaussians. */
static void test_kernel(const char *name, double A, double B) {
    const struct quadrature *rule = quadrature_gaussian();
    struct activation activation = named(name);
    struct adversarial_process process;
    struct adversarial_process_law law;
    double covariance = 0, variance = 0;
    TEST(adversarial_process_start(&process, &activation) == STATUS_OK);
    TEST(adversarial_process_at(&process, A, B, &law) == STATUS_OK);
    for (size_t i = 0; i < rule->count; i++)
        for (size_t j = 0; j < rule->count; j++) {
            double moved = activation_value(&activation, 0, A * rule->x[i] + B * rule->x[j]);
            double weight = rule->w[i] * rule->w[j];
            covariance += weight * moved * activation_value(&activation, 0, rule->x[i]);
            variance += weight * moved * moved;
        }
    TEST_ABS(process.value_radial * law.radial + process.value_rest * law.rest, covariance,
             1e-12 * (1 + variance));
    TEST_ABS(law.radial * law.radial + law.rest * law.rest + law.across * law.across +
                 law.deviation * law.deviation,
             variance, 1e-12 * (1 + variance));
}

static double expect(const double *x, const double *y) {
    const struct quadrature *rule = quadrature_gaussian();
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++)
        sum += rule->w[i] * x[i] * y[i];
    return sum;
}

/* As tau -> 0 the unexplained part is that of psi''(Z) (U Z + W xi)^2/2: given by moments of one
 * Gaussian, split by the degree in xi. */
static double second_order(const struct activation *activation, double U, double W) {
    const struct quadrature *rule = quadrature_gaussian();
    enum { POINTS = 520 };
    static double value[POINTS], radial[POINTS], first[POINTS], curved[POINTS], zero[POINTS];
    TEST(rule->count == POINTS);
    for (size_t i = 0; i < POINTS; i++) {
        double z = rule->x[i], second = activation_value(activation, 2, z);
        value[i] = activation_value(activation, 0, z);
        first[i] = activation_value(activation, 1, z);
        radial[i] = z * first[i];
        curved[i] = z * second;
        zero[i] = second * (U * U * z * z + W * W) / 2;
    }
    double along = expect(value, radial) / expect(radial, radial);
    for (size_t i = 0; i < POINTS; i++)
        value[i] -= along * radial[i];
    double rest = expect(value, value), project = expect(zero, radial);
    double lost = expect(zero, zero) - project * project / expect(radial, radial);
    if (rest > 1e-20)
        lost -= pow(expect(zero, value), 2) / rest;
    double slope = expect(first, curved);
    lost += U * U * W * W * (expect(curved, curved) - slope * slope / expect(first, first));
    for (size_t i = 0; i < POINTS; i++)
        curved[i] = activation_value(activation, 2, rule->x[i]);
    return lost + pow(W, 4) / 2 * expect(curved, curved);
}

static void test_small(const char *name) {
    struct activation activation = named(name);
    struct adversarial_process process;
    struct adversarial_process_law law;
    TEST(adversarial_process_start(&process, &activation) == STATUS_OK);
    for (double U = -0.9; U < 1; U += 0.3)
        for (double tau = 1e-3; tau > 1e-6; tau /= 10) {
            double W = sqrt(1 - U * U);
            TEST(adversarial_process_at(&process, 1 - tau * U, -tau * W, &law) == STATUS_OK);
            /* Third order in tau, and rounding of 1e-15 in the deviation. */
            double limit = sqrt(second_order(&activation, U, W));
            TEST_ABS(law.deviation / (tau * tau), limit, 30 * tau * limit + 1e-15 / (tau * tau));
        }
}

/* he2: f(x') = (A^2 (Z^2-1) + 2AB Z xi + B^2 (xi^2-1) + A^2+B^2-1)/sqrt 2; all but the third term
 * is known. */
static void test_he2(void) {
    struct activation activation = named("he2");
    struct adversarial_process process;
    struct adversarial_process_law law;
    TEST(adversarial_process_start(&process, &activation) == STATUS_OK);
    for (double B = 1e-6; B < 100; B *= 10)
        for (double A = -2; A < 3; A += 0.7) {
            TEST(adversarial_process_at(&process, A, B, &law) == STATUS_OK);
            TEST_ABS(law.deviation, B * B, 1e-13 * B * B + 1e-14 * (1 + A * A + B * B));
        }
}

/* d = 1: three values of a Gaussian process on a line; P(three signs) is elementary. */
static double orthant(double c12, double c13, double c23) {
    return 0.125 + (asin(c12) + asin(c13) + asin(c23)) / (4 * M_PI);
}

static double line_erf(double s) {
    double V = 2 / M_PI * asin(2.0 / 3), sum = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
        /* T = f' in the direction of x has the given sign; the step goes against it. */
        double A = 1 - sign * s, argument = 2 * A / sqrt(3 * (1 + 2 * A * A));
        double slope = 2 / M_PI / sqrt(1 - argument * argument);
        double variance = 2 / M_PI * asin(2 * A * A / (1 + 2 * A * A));
        double p = 2 / M_PI / sqrt(1 - 4.0 / 9) * 2.0 / 9;
        double q = 4 / M_PI / pow(5, 1.5); /* E Z^2 (4/pi) e^{-2 Z^2} */
        double cfT = sign * p / sqrt(V * q);
        double cff = 2 / M_PI * asin(argument) / sqrt(V * variance);
        double cTf = sign * slope * argument / 3 / sqrt(q * variance);
        sum += orthant(cfT, -cff, -cTf);
    }
    return 2 * sum;
}

static void test_exact(void) {
    for (double s = 1e-3; s < 40; s *= 2.9) {
        TEST_ABS(width("erf", 1, s), line_erf(s), 1e-11);
        /* A linear network: the Beta law; in three dimensions U is uniform, in two an arcsine. */
        TEST_ABS(width("linear", 3, s), fmin(1, s / sqrt(3)), 1e-11);
        TEST_ABS(width("hermite:0,-2", 2, s), 2 / M_PI * asin(fmin(1, s / sqrt(2))), 1e-11);
        TEST_ABS(width("linear", 50, s), adversarial_beta_law(50, s), 1e-11);
        TEST_ABS(width("linear", 1e6, s), adversarial_beta_law(1e6, s), 1e-10);
        double relu;
        TEST(adversarial_depth(9, 1, s, &relu) == STATUS_OK);
        TEST(width("relu", 9, s) == relu);
    }
    TEST(width("erf", 5, 0) == 0);
    /* A scale changes nothing; a polynomial by its name or its coefficients neither. */
    TEST_ABS(width("he3", 6, 1.3), width("hermite:0,0,0,-5", 6, 1.3), 1e-10);
    TEST_ABS(width("square", 6, 1.3), width("hermite:3,0,3", 6, 1.3), 1e-10);
}

/* c5 with k = infinity; the next term is of order 1/d^2. */
static void test_large(void) {
    static const char *names[] = {"erf", "tanh", "softplus", "he2", "square", "sin2", "erf2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct activation activation = named(names[i]);
        struct adversarial_moments moments;
        TEST(adversarial_moments(&activation, &moments) == STATUS_OK);
        for (double d = 1e4; d < 2e6; d *= 100)
            for (double s = 1e-3; s < 5; s *= 4)
                TEST_ABS(width(names[i], d, s),
                         adversarial_smooth_success(&moments, d, INFINITY, s),
                         (i == 5 ? 3000 : 60) / (d * d) + 1e-9);
    }
}

/* Integrals over (f, T, chi) by Gauss-Legendre with SciPy, arcsine kernels and Sigma^-1, in a
 * program apart: all digits converged. */
static void test_separate(void) {
    static const double norm[] = {0.5, 1, 2, 4, 8, 32};
    static const double four[] = {0.341246633, 0.602808021, 0.855328299,
                                  0.923187890, 0.930440180, 0.931412261};
    static const double sixteen[] = {0.401298980, 0.701828933, 0.952947992,
                                     0.998733078, 0.999659195, 0.999371675};
    for (int i = 0; i < 6; i++) {
        TEST_ABS(width("erf", 4, norm[i]), four[i], 6e-10);
        TEST_ABS(width("erf", 16, norm[i]), sixteen[i], 6e-10);
    }
}

static void test_student(void) {
    /* n = 1, 2, 4: elementary; any n: GSL's law by another route where that is exact. */
    for (double x = -20; x < 20; x += 0.37) {
        TEST_ABS(student_tail(1, x), 0.5 - atan(x) / M_PI, 1e-14);
        TEST_ABS(student_tail(2, x), 0.5 - x / (2 * sqrt(2 + x * x)), 1e-14);
        double u = x / sqrt(4 + x * x);
        TEST_ABS(student_tail(4, x), 0.5 - 0.75 * (u - u * u * u / 3), 1e-14);
        TEST_ABS(student_tail(9999, x), student_tail(10001, x), 1e-8);
        TEST_ABS(student_tail(1e15, x), gsl_cdf_ugaussian_Q(x), 1e-13);
    }
    struct quadrature rule;
    for (double n = 2; n < 1e9; n *= 3.3) {
        TEST(quadrature_legendre(&rule, -sphere_limit(n), sphere_limit(n), 20, 20) == STATUS_OK);
        double sum = 0, second = 0;
        for (size_t i = 0; i < rule.count; i++) {
            sum += rule.w[i] * sphere_density(n, rule.x[i]);
            second += rule.w[i] * sphere_density(n, rule.x[i]) * pow(sin(rule.x[i]), 2);
        }
        quadrature_free(&rule);
        TEST_REL(sum, 1.0, n > 3 ? 1e-12 : 1e-3);
        TEST_REL(second, 1 / n, n > 3 ? 1e-12 : 1e-3);
    }
}

int main(void) {
    test_student();
    test_arcsine();
    test_kernel("tanh", 0.5, -2.5);
    test_kernel("tanh", -1, 0.3);
    test_kernel("softplus", 0.9, -4);
    test_kernel("hermite:0.3,1,0.2", -2, 0.7);
    test_kernel("sin2", 1.2, -0.4);
    test_small("erf");
    test_small("tanh");
    test_small("softplus");
    test_small("sin2");
    test_small("square");
    test_he2();
    test_exact();
    test_large();
    test_separate();
    struct activation step = named("step"), constant = named("hermite:2"), erf_ = named("erf");
    double success;
    TEST(adversarial_infinite_width(&step, 4, 1, &success) == STATUS_USAGE && isnan(success));
    TEST(adversarial_infinite_width(&constant, 4, 1, &success) == STATUS_USAGE);
    TEST(adversarial_infinite_width(&erf_, 1.5, 1, &success) == STATUS_USAGE);
    TEST(adversarial_infinite_width(&erf_, 4, -1, &success) == STATUS_USAGE);
    return test_end();
}
