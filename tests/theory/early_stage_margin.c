/* SPDX-License-Identifier: MIT */
/* One sample by itself (c3): the closed forms against their equation, integration, the recursion of
 * gradient descent, and trained networks on orthonormal data. */
#include "early_stage.h"
#include "early_stage_network.h"

static const enum loss losses[] = {LOSS_SQUARE, LOSS_LOGISTIC, LOSS_EXP};

/* z' = g(z) from z0, over s. */
static double runge_kutta(enum loss loss, double z, double s, size_t steps) {
    double h = s / (double)steps;
    for (size_t t = 0; t < steps; t++) {
        double k1 = early_stage_slope(loss, z), k2 = early_stage_slope(loss, z + h / 2 * k1);
        double k3 = early_stage_slope(loss, z + h / 2 * k2),
               k4 = early_stage_slope(loss, z + h * k3);
        z += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return z;
}

static void test_flow(void) {
    static const double starts[] = {-1.5, -0.1, 0, 0.3, 0.9};
    static const double clocks[] = {1e-3, 0.5, 4};
    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < 5; i++)
            for (size_t j = 0; j < 3; j++)
                TEST_ABS(early_stage_margin(losses[l], starts[i], 0.25, 4 * clocks[j]),
                         runge_kutta(losses[l], starts[i], clocks[j], 4000), 1e-13);
}

/* z + e^z - z0 - e^z0 = s, in the form delta + e^z0 (e^delta - 1), at all sizes. */
static void test_implicit(void) {
    static const double starts[] = {-800, -40, -1, 0, 3, 40, 300, 705};
    static const double clocks[] = {1e-30, 1e-9, 1, 50, 1e5, 1e20, 1e300};
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 7; j++) {
            long double z0 = starts[i], s = clocks[j];
            long double gain = early_stage_margin(LOSS_LOGISTIC, starts[i], 1, clocks[j]) - z0;
            long double slope = 1 + expl(z0 + gain);
            long double error = (gain + expl(z0) * expm1l(gain) - s) / slope;
            TEST_ABS((double)error, 0, 4e-16 * fmax(fabs(starts[i]), (double)fabsl(z0 + gain)));
            gain = early_stage_margin(LOSS_EXP, starts[i], 1, clocks[j]) - z0;
            error = (expl(z0) * expm1l(gain) - s) / expl(z0 + gain);
            TEST_ABS((double)error, 0, 4e-16 * fmax(fabs(starts[i]), (double)fabsl(z0 + gain)));
        }
    TEST_REL(early_stage_margin(LOSS_LOGISTIC, 0, 1, 1e-30), 5e-31, 1e-15);
    TEST_REL(early_stage_margin(LOSS_LOGISTIC, 800, 1, 10), 800.0, 1e-15);
    for (size_t l = 0; l < 3; l++) {
        TEST_ABS(early_stage_margin(losses[l], 0.7, 0, INFINITY), 0.7, 0);
        TEST_ABS(early_stage_margin(losses[l], 0.7, INFINITY, 0), 0.7, 0);
        TEST(isnan(early_stage_margin(losses[l], 0.7, 1, -1)));
        double limit = early_stage_margin(losses[l], 0.7, 1, INFINITY);
        TEST_ABS(limit, losses[l] == LOSS_SQUARE ? 1 : INFINITY, 0);
    }
    TEST(isnan(early_stage_margin(LOSS_HUBER, 0, 1, 1)));
}

static void test_omega(void) {
    static const double at[] = {-700, -5, 0, 1, 29.9, 30.1, 100, 709, 1e5, 1e300};
    for (size_t i = 0; i < 10; i++) {
        long double w = early_stage_omega(at[i]), found = w + logl(w);
        TEST_ABS((double)found, at[i], 1e-15 * fmax(4, fabs(at[i])));
    }
    TEST_REL(early_stage_omega(1), 1.0, 1e-15);
    TEST_REL(early_stage_omega(40), 40 - log(40 - log(40 - log(40 - log(40 - log(36.4))))), 1e-7);
    TEST(early_stage_omega(-INFINITY) == 0 && isinf(early_stage_omega(INFINITY)));
}

/* What the defect leaves is c^2 times a constant. */
static void test_defect(enum loss loss, double most) {
    double ratios[4];
    for (size_t i = 0; i < 4; i++) {
        double step = ldexp(0.4, -(int)i), rate = 0.1, c = step * rate, z = -0.2;
        size_t steps = (size_t)lround(2 / c);
        for (size_t t = 0; t < steps; t++)
            z += c * early_stage_slope(loss, z);
        double found = early_stage_margin_gd(loss, -0.2, rate, step, (double)steps);
        TEST(early_stage_margin_defect(loss, -0.2, rate, step, step * (double)steps) > 0);
        ratios[i] = (z - found) / (c * c);
        TEST(fabs(ratios[i]) <= most);
        TEST_REL(ratios[i], ratios[0], 0.1);
    }
    double z = -0.2;
    for (size_t t = 0; t < 500; t++)
        z += 0.07 * early_stage_slope(LOSS_SQUARE, z);
    TEST_ABS(early_stage_margin_gd(LOSS_SQUARE, -0.2, 0.07, 1, 500), z, 1e-12);
    /* To first order the defect of the square loss is that of the exact law. */
    double c = 1e-4, flow = early_stage_margin(LOSS_SQUARE, -0.2, 1, 2);
    double exact = early_stage_margin_gd(LOSS_SQUARE, -0.2, 1, c, 2 / c) - flow;
    TEST_REL(early_stage_margin_defect(LOSS_SQUARE, -0.2, 1, c, 2), exact, 2 * c);
}

/* Trained in full, with FL neurons, against the clock; orthonormal data, first layer. */
static void test_clock(enum loss loss, uint64_t *state) {
    static struct network net;
    enum { STEPS = 1500 };
    const double step = 2;
    double S[NETWORK_N] = {0}, h[NETWORK_N][NETWORK_M], worst = 0, mutant = 0;
    net.m = 100, net.n = 12, net.d = 20;
    network_orthonormal(&net);
    network_start(&net, 0.5, state);
    network_look(&net, loss);
    for (size_t i = 0; i < net.n; i++)
        for (size_t k = 0; k < net.m; k++)
            h[i][k] = net.H[k * net.n + i];
    for (size_t t = 0; t < STEPS; t++) {
        for (size_t i = 0; i < net.n; i++)
            S[i] += step / (double)net.n * early_stage_slope(loss, net.z[i]);
        network_step(&net, loss, step, false, 0, NULL);
        network_look(&net, loss);
        for (size_t i = 0; i < net.n; i++) {
            double alive = 0;
            for (size_t k = 0; k < net.m; k++) /* as if FL neurons did not die */
                if (h[i][k] > 0)
                    alive += net.y[i] * net.a[k] * (h[i][k] + net.y[i] * net.a[k] * S[i]);
            double clock = early_stage_clock_margin(net.m, net.a, h[i], net.y[i], S[i]);
            worst = fmax(worst, fabs(clock - net.z[i]) / fmax(1, fabs(net.z[i])));
            mutant = fmax(mutant, fabs(alive - net.z[i]));
        }
    }
    TEST_ABS(worst, 0, 50 * STEPS * 2.2e-16);
    TEST(mutant > 1e-2);
}

int main(void) {
    uint64_t state = test_seed();
    TEST_REL(early_stage_loss(LOSS_LOGISTIC, 0), M_LN2, 1e-15);
    TEST_REL(early_stage_slope(LOSS_LOGISTIC, 0), 0.5, 1e-15);
    TEST_REL(early_stage_slope(LOSS_EXP, 1), exp(-1), 1e-15);
    TEST_REL(early_stage_slope(LOSS_SQUARE, 0.25), 0.75, 1e-15);
    test_flow();
    test_implicit();
    test_omega();
    test_defect(LOSS_LOGISTIC, 0.02);
    test_defect(LOSS_EXP, 0.08);
    for (size_t l = 0; l < 3; l++)
        test_clock(losses[l], &state);
    return test_end();
}
