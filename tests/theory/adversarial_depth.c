/* SPDX-License-Identifier: MIT */
/* Depth (c9) and ReLU at infinite width (c8): a plain sum with textbook formulas, exactly solvable
 * cases, and values of separate implementations. */
#include "adversarial.h"
#include "test.h"

#include <gsl/gsl_cdf.h>

static double depth(double d, size_t layers, double s) {
    double success;
    TEST(adversarial_depth(d, layers, s, &success) == STATUS_OK);
    return success;
}

/* The law by its definition: a midpoint sum over the latitude, kernels and variance written
 * plainly (their cancellation is harmless at the size of tau used here), GSL's Student law. */
static double plain(double d, size_t layers, double s) {
    enum { POINTS = 400000 };
    double sum = 0, total = 0;
    for (int i = 0; i < POINTS; i++) {
        double phi = M_PI / 2 * (i + 0.5) / POINTS, weight = pow(cos(phi), d - 2);
        double A = 1 - s / sqrt(d) * sin(phi), B = s / sqrt(d) * cos(phi), R = hypot(A, B);
        double theta = acos(A / R), product = 1;
        for (size_t l = 0; l < layers; l++) {
            product *= 1 - theta / M_PI;
            theta = acos((sin(theta) + (M_PI - theta) * cos(theta)) / M_PI);
        }
        double cf = R * cos(theta) / 2, cg = B * product / 2;
        double v = R * R / 2 - 2 * cf * cf - 2 * cg * cg;
        double h = (2 * cf * sin(phi) - 2 * cg * cos(phi)) / sqrt(2 * fmax(v, 1e-300));
        sum += weight * gsl_cdf_tdist_Q(sqrt(d) * h, d);
        total += weight;
    }
    return sum / total;
}

/* Conditional Gaussians integrated over (f, chi) by Gauss-Legendre with SciPy, in a program apart
 * that uses neither the angle nor Student's law: all digits converged. */
static void test_separate(void) {
    static const double norm[] = {0.5, 1, 2, 4, 16};
    static const double eight[] = {0.331917858, 0.586936848, 0.853931501, 0.917701990, 0.854074067};
    static const double sixteen[] = {0.353611073, 0.625095606, 0.902280662, 0.986827966,
                                     0.964877641};
    for (int i = 0; i < 5; i++) {
        TEST_ABS(depth(8, 1, norm[i]), eight[i], 6e-10);
        TEST_ABS(depth(16, 1, norm[i]), sixteen[i], 6e-10);
    }
    static const size_t layers[] = {1, 4, 16, 32, 64, 128};
    static const double one[] = {.6776, .6632, .6074, .5389, .4239, .2691};
    static const double three[] = {.9964, .9923, .9438, .8029, .4971, .1967};
    for (int i = 0; i < 6; i++) {
        TEST_ABS(depth(1024, layers[i], 1), one[i], 6e-5);
        TEST_ABS(depth(1024, layers[i], 3), three[i], 6e-5);
    }
    static const double small[] = {.3160, .5130, .6792, .7058}, at[] = {0.5, 1, 2, 3};
    /* This one is printed with a last digit that a coarser quadrature got: .6792 and .7058 stand
     * for .67913 and .70567. */
    for (int i = 0; i < 4; i++)
        TEST_ABS(depth(16, 4, at[i]), small[i], 1.5e-4);
}

static void test_exact(void) {
    /* d = 1: the attack walks along the line; before the origin f keeps its sign, beyond it is
     * independent of what it was, for one layer. */
    TEST(depth(1, 1, 0.999) == 0 && depth(1, 7, 0.5) == 0);
    TEST_ABS(depth(1, 1, 1.001), 0.5, 1e-15);
    TEST_ABS(depth(1, 1, 30), 0.5, 1e-15);
    /* Two layers: f(x) and f(-x) have the correlation J1(pi/2) = 1/pi of the second kernel. */
    TEST_ABS(depth(1, 2, 5), acos(1 / M_PI) / M_PI, 1e-14);
    TEST(depth(10, 3, 0) == 0);
    /* Wide and large: the corrected Beta law of c4, error of order 1/d. */
    for (double d = 1e3; d < 1e9; d *= 10)
        for (double s = 0.01; s < 4; s *= 3)
            TEST_ABS(depth(d, 1, s), adversarial_relu_success(d, INFINITY, s), 1 / d + 1e-10);
    /* The effect of depth is a function of L/sqrt d. */
    TEST_ABS(depth(1e8, 10000, 1), depth(1e6, 1000, 1), 10 / sqrt(1e6));
}

static void test_gain(void) {
    double leading, law;
    static const double norm[] = {1, 2, 4}, product[] = {.9229, .852, .733},
                        average[] = {.9234, .8507, .7235};
    for (int i = 0; i < 3; i++) {
        TEST(adversarial_depth_gain(64, 2, norm[i], &leading, &law) == STATUS_OK);
        TEST_ABS(leading, product[i], 5.1e-4);
        TEST_ABS(law, average[i], 5.1e-5);
    }
    /* 1 - L s/(pi sqrt d) to first order; the rest is of order (s/sqrt d)^2. */
    for (size_t layers = 1; layers < 5; layers++) {
        double s = 1e-3, tau = s / sqrt(1e4);
        TEST(adversarial_depth_gain(1e4, layers, s, &leading, &law) == STATUS_OK);
        TEST_ABS((1 - law) / tau, (double)layers / M_PI, 20 * tau);
        TEST_ABS((1 - leading) / tau, (double)layers / M_PI, 20 * tau);
    }
    /* One dimension: |f| falls by s G exactly up to the origin, by |f| in the mean beyond. */
    TEST(adversarial_depth_gain(1, 1, 0.5, &leading, &law) == STATUS_OK);
    TEST_ABS(law, 1, 1e-15);
    TEST(adversarial_depth_gain(1, 1, 4, &leading, &law) == STATUS_OK);
    TEST_ABS(law, 0.25, 1e-15);
    /* Short and long steps keep their digits. One layer, u at angle a from x, tau = s/sqrt d small:
     * the deficit is tau E cos^3(a)/(pi E cos(a)), which at d = 2 (a uniform) is tau 2/(3 pi). */
    for (double s = 1e-12; s < 1e-7; s *= 10) {
        TEST(adversarial_depth_gain(1, 1, s, &leading, &law) == STATUS_OK);
        TEST_ABS(law, 1, 1e-15);
        for (double d = 2; d < 1e7; d *= 10) {
            TEST(adversarial_depth_gain(d, 1, s, &leading, &law) == STATUS_OK);
            TEST_ABS(law, 1, s / sqrt(d) + 2e-13);
        }
    }
    TEST(adversarial_depth_gain(1, 1, 1e9, &leading, &law) == STATUS_OK);
    TEST_REL(law, 1e-9, 1e-14);
}

int main(void) {
    static const double plain_cases[][3] = {{3, 1, 1},   {3, 1, 1.7}, {5, 3, 2},
                                            {8, 6, 0.8}, {12, 2, 9},  {2, 1, 1.5}};
    for (size_t i = 0; i < sizeof plain_cases / sizeof *plain_cases; i++) {
        double d = plain_cases[i][0], s = plain_cases[i][2];
        size_t layers = (size_t)plain_cases[i][1];
        /* Midpoint sum: second order in 4e-6, first order at the ends of a kink. */
        TEST_ABS(depth(d, layers, s), plain(d, layers, s), 1e-8);
    }
    test_separate();
    test_exact();
    test_gain();
    static const double narrow[] = {10, 3, 10};
    TEST_REL(adversarial_alive(3, narrow), 1023.0 / 1024 * 7 / 8 * 1023 / 1024, 1e-15);
    struct adversarial_moments moments = {.nbar = 2};
    TEST_REL(adversarial_deep_success(&moments, 3, 0.4), erf(0.8), 1e-15);
    double success, law;
    TEST(adversarial_depth(1.5, 1, 1, &success) == STATUS_USAGE && isnan(success));
    TEST(adversarial_depth(4, 0, 1, &success) == STATUS_USAGE);
    TEST(adversarial_depth(4, 1, -1, &success) == STATUS_USAGE);
    TEST(adversarial_depth_gain(4, 1, NAN, &success, &law) == STATUS_USAGE && isnan(law));
    return test_end();
}
