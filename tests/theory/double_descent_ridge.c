/* SPDX-License-Identifier: MIT */
/* Mei and Montanari's polynomials, the deterministic equivalent, the fixed point they come from,
 * and the equivalent as it is usually written, in extended precision. */
#include "double_descent.h"
#include "double_descent_named.h"
#include "test.h"

static struct double_descent_equivalent last;

static void risk(const struct double_descent_constants *of, double psi1, double psi2, double lambda,
                 double noise, double *bias, double *variance) {
    struct double_descent_kernel kernel;
    struct double_descent_sources s;
    TEST(double_descent_limit_kernel(of, 1, &kernel) == STATUS_OK);
    double_descent_ridge(&kernel, psi2, psi1, psi2 * lambda, noise, &last, &s);
    double_descent_kernel_free(&kernel);
    *bias = s.bias2 + s.init + s.samp + s.init_samp;
    *variance = s.noise_samp + s.noise_init;
    TEST_REL(s.total, *bias + *variance, 1e-14);
}

static void test_constants(void) {
    struct double_descent_constants relu = constants("relu"), erf1 = constants("erf"),
                                    linear = constants("linear"), he3 = constants("he3"),
                                    step = constants("step"), tanh1 = constants("tanh"),
                                    square = constants("square");
    TEST_REL(relu.mu0, 1 / sqrt(2 * M_PI), 1e-14);
    TEST_REL(relu.mu1, 0.5, 1e-14);
    TEST_REL(relu.star, 0.25 - 1 / (2 * M_PI), 1e-14);
    TEST_REL(step.star, 0.25 - 1 / (2 * M_PI), 1e-14);
    TEST_REL(erf1.mu1, 2 / sqrt(3 * M_PI), 1e-13);
    TEST_REL(erf1.star + erf1.mu1 * erf1.mu1, 2 / M_PI * asin(2 / 3.0), 1e-13);
    TEST(erf1.mu0 == 0 && linear.star == 0 && he3.mu1 == 0);
    TEST_REL(linear.mu1, 1.0, 1e-14);
    TEST_REL(he3.star, 1.0, 1e-13);
    TEST_REL(square.mu0, 1.0, 1e-13);
    TEST_REL(square.star, 2.0, 1e-13);
    /* E tanh^2 by a lattice sum */
    double sum = 0;
    for (int i = -2600; i <= 2600; i++)
        sum += 0.005 * exp(-i * i * 1.25e-5) / sqrt(2 * M_PI) * pow(tanh(i * 0.005), 2);
    TEST_REL(tanh1.mu1 * tanh1.mu1 + tanh1.star, sum, 1e-12);
    double lambda1, lambda2;
    double_descent_covariance(&relu, 20, &lambda1, &lambda2);
    TEST_REL(lambda1, (0.5 + 19 / (2 * M_PI)) / 20, 1e-14);
    TEST_REL(lambda2, (0.5 - 1 / (2 * M_PI)) / 20, 1e-14);
}

/* A separate prototype's values, ten digits. */
static void test_separate(void) {
    static const double rows[][5] = {
        {.5, 3, 0, .8099738649, .2000000000},  {6, 3, 0, .1726269344, 1.3223087223},
        {2, 3, .1, .3986866063, .1850497792},  {3, 3, .01, .2826195883, .7952664633},
        {10, 2, .5, .5560375752, .0456826028},
    };
    struct double_descent_constants relu = constants("relu");
    for (int i = 0; i < 5; i++) {
        double bias, variance;
        risk(&relu, rows[i][0], rows[i][1], rows[i][2], 1, &bias, &variance);
        TEST_ABS(bias, rows[i][3], 5.1e-11);
        TEST_ABS(variance, rows[i][4], 5.1e-11);
    }
}

/* The fixed point in (nu_1, nu_2) itself, damped; chi = -y1 y2 = -mu*^2/nu. */
static void test_fixed_point(const char *name, double psi1, double psi2, double lambda) {
    struct double_descent_constants of = constants(name);
    double z2 = of.mu1 * of.mu1 / of.star, s = sqrt(psi1 * psi2 * lambda / of.star);
    double y1 = 1, y2 = 1, bias, variance;
    for (int i = 0; i < 20000; i++) {
        double next1 = psi1 / (s + y2 + z2 * y2 / (1 + z2 * y1 * y2));
        double next2 = psi2 / (s + y1 + z2 * y1 / (1 + z2 * y1 * y2));
        y1 = (y1 + next1) / 2;
        y2 = (y2 + next2) / 2;
    }
    risk(&of, psi1, psi2, lambda, 1, &bias, &variance);
    TEST_REL(last.nu, of.star / (y1 * y2), 1e-10);
}

/* The polynomials against the equivalent, away from where they cancel. */
static void test_polynomials(uint64_t *state) {
    static const char *names[] = {"relu", "erf", "tanh", "softplus", "step", "sin2", "he2", "he3"};
    struct double_descent_constants all[8];
    for (int i = 0; i < 8; i++)
        all[i] = constants(names[i]);
    for (int i = 0; i < 400; i++) {
        struct double_descent_constants of = all[i % 8];
        double psi1 = exp(4 * test_uniform(state) - 2), psi2 = exp(4 * test_uniform(state) - 2);
        double lambda = i % 3 == 0 ? 0 : exp(6 * test_uniform(state) - 5);
        double b, v, bias, variance;
        if (fabs(log(psi1 / psi2)) < 0.1)
            psi1 *= 1.3;
        risk(&of, psi1, psi2, lambda, 0.7, &b, &v);
        double_descent_mei_montanari(&of, psi1, psi2, lambda, 1, 0.7, &bias, &variance);
        TEST_REL(b, bias, 1e-8);
        TEST_REL(v, variance, 1e-8);
    }
}

/* Bias and variance from nu by Upsilon as it is usually written, in long double. */
static void usual(const struct double_descent_constants *of, double psi1, double psi2,
                  long double nu, double *bias, double *variance) {
    long double square = (long double)of->mu1 * of->mu1, n = psi2, p = psi1;
    long double df1 = square / (square + nu) + of->star / nu;
    long double df2 = square * square / ((square + nu) * (square + nu));
    long double T = square / ((square + nu) * (square + nu)) + of->star / (nu * nu);
    long double ratio = 1 - df1 / p;
    long double upsilon = p / n * ((1 - ratio) * (1 - ratio) + ratio * ratio * df2 / (p - df2));
    long double chi = T / (p - df2), spread = (square + nu) * (square + nu);
    *bias = (double)(nu * nu * (1 / spread + chi * square / spread) / (1 - upsilon));
    *variance = (double)(upsilon / (1 - upsilon));
}

static void test_usual(void) {
    struct double_descent_constants of = constants("relu");
    double b, v, bias, variance;
    for (double psi1 = 0.3; psi1 < 20; psi1 *= 1.7)
        for (double lambda = 1e-5; lambda < 10; lambda *= 30) {
            risk(&of, psi1, 3, lambda, 1, &b, &v);
            usual(&of, psi1, 3, last.nu, &bias, &variance);
            TEST_REL(b, bias, 1e-11);
            TEST_REL(v, variance, 1e-11);
        }
}

/* At and beside the threshold the noise of the ridgeless solution is n/(m-n) or m/(n-m) with a
 * difference that is exact. */
static void test_threshold(void) {
    struct double_descent_constants of = constants("relu");
    double b, v, before = 0;
    risk(&of, 3, 3, 0, 1, &b, &v);
    TEST(isinf(b) && isinf(v) && b > 0 && v > 0);
    for (double gap = 0.5; gap > 1e-12; gap /= 8) {
        risk(&of, 3 - gap, 3, 0, 1, &b, &v);
        double below = 3 - gap;
        TEST_REL(v, below / (3 - below), 1e-13);
        risk(&of, 3 + gap, 3, 0, 1, &b, &v);
        double above = 3 + gap;
        TEST_REL(v - last.amplify_samp, 3 / (above - 3), 1e-12);
        TEST(v > before);
        before = v;
    }
    /* With a ridge at n = p: delta = n - df1 solves delta^2 = ridge p/nu, and the amplification
     * tends to n/(2 delta). */
    risk(&of, 3, 3, 1e-14, 1, &b, &v);
    double delta = sqrt(9e-14 / last.nu);
    TEST_REL(last.free_n, delta, 1e-10);
    TEST_REL(v, 3 / (2 * delta), 1e-4);
    /* lambda -> 0 is continuous away from it */
    double b0, v0;
    risk(&of, 5, 3, 0, 1, &b0, &v0);
    risk(&of, 5, 3, 1e-13, 1, &b, &v);
    TEST_REL(b, b0, 1e-9);
    TEST_REL(v, v0, 1e-9);
}

static void test_limits(void) {
    struct double_descent_constants relu = constants("relu"), linear = constants("linear"),
                                    he2 = constants("he2");
    double b, v, b2, v2;
    /* Rank d: ordinary least squares beyond it, the pole at n = d. */
    risk(&linear, 7, 3, 0, 1, &b, &v);
    TEST(b == 0);
    TEST_REL(v, 1 / (3.0 - 1), 1e-14);
    risk(&linear, 7, 1, 0, 1, &b, &v);
    TEST(b == 0 && isinf(v));
    risk(&linear, 0.5, 3, 0, 1, &b, &v);
    /* m < d random projections: (1 - m/d) of the target is lost and acts as noise. */
    TEST_REL(b, 0.5 * (1 + 0.5 / 2.5), 1e-12);
    /* No linear part: nothing of the target is learnt. */
    risk(&he2, 5, 3, 0.3, 1, &b, &v);
    TEST_REL(b, 1 + v, 1e-12);
    risk(&relu, INFINITY, 3, 0.2, 1, &b, &v);
    risk(&relu, 1e9, 3, 0.2, 1, &b2, &v2);
    TEST_REL(b2, b, 1e-8);
    TEST_REL(v2, v, 1e-8);
    risk(&relu, 5, 3, INFINITY, 1, &b, &v);
    TEST(b == 1 && v == 0);
    risk(&relu, 5, 3, 1e9, 1, &b, &v);
    TEST_REL(b, 1.0, 1e-8);
    risk(&relu, 0, 3, 0.1, 1, &b, &v);
    TEST(b == 1 && v == 0);
    risk(&relu, 3, 0, 0.1, 1, &b, &v);
    TEST(b == 1 && v == 0);
}

int main(void) {
    uint64_t state = test_seed();
    test_constants();
    test_separate();
    test_fixed_point("relu", 2, 3, 0.1);
    test_fixed_point("tanh", 6, 1, 0.02);
    test_fixed_point("erf", 0.5, 4, 1);
    test_polynomials(&state);
    test_usual();
    test_threshold();
    test_limits();
    return test_end();
}
