/* SPDX-License-Identifier: MIT */
/* The coefficient A_d of the expansion in 1/d (c5) against the law at infinite width and finite
 * dimension (c8), which is derived without it: d (P_infinity(d) - limit) = A_d + B/d + C/d^2 + ...,
 * extrapolated from d, 2d and 4d. For ReLU, whose expansion is in powers of d^{-1/2}, the two laws
 * agree to O(1/d). */
#include "adversarial.h"

#include "test.h"

static void subject(const char *name, struct activation *activation,
                    struct adversarial_moments *m) {
    TEST(activation_parse(activation, name) == STATUS_OK);
    TEST(adversarial_moments(activation, m) == STATUS_OK);
}

static void check_smooth(const char *name, double s) {
    struct activation activation;
    struct adversarial_moments m;
    double A_d, A_k, slope[3];
    subject(name, &activation, &m);
    adversarial_smooth_coefficients(&m, s, &A_d, &A_k);
    for (int i = 0; i < 3; i++) {
        double d = 40 * exp2(i), P;
        TEST(adversarial_infinite_width(&activation, d, s, &P) == STATUS_OK);
        slope[i] = d * (P - adversarial_success_limit(&m, s));
    }
    double first = 2 * slope[1] - slope[0], second = 2 * slope[2] - slope[1];
    double limit = (4 * second - first) / 3;
    /* The law's error of 1e-6, times the weights of the extrapolation; and the next term, which
     * the last step of the extrapolation bounds. */
    double error = 1e-6 * 160 * (8 + 4 + 4 + 1) / 3 + fabs(limit - second);
    TEST_ABS(A_d, limit, error);
    TEST(error < 0.02);
}

static void check_relu(double s) {
    struct activation relu;
    struct adversarial_moments m;
    subject("relu", &relu, &m);
    for (double d = 100; d < 1e6; d *= 10) {
        double P;
        TEST(adversarial_infinite_width(&relu, d, s, &P) == STATUS_OK);
        TEST_ABS(adversarial_success(&relu, &m, d, INFINITY, s), P, 0.5 / d + 1e-6);
    }
}

int main(void) {
    static const char *const names[] = {"erf", "tanh", "softplus", "he2"};
    for (int i = 0; i < 4; i++) {
        check_smooth(names[i], 0.7);
        check_smooth(names[i], 1.5);
    }
    check_relu(0.5);
    check_relu(1);
    check_relu(2);
    return test_end();
}
