/* SPDX-License-Identifier: MIT */
/* Both layers (c6) against trained networks, integration, and an independent sum of Ei. */
#include "early_stage.h"
#include "early_stage_network.h"

static struct network net;

/* One direction per class, e_0 and e_1, n/2 samples each; all neurons of sign s alive on class s
 * alone, with a = s |a| and b of random length. */
static void start(uint64_t *state) {
    net.m = 12, net.n = 6, net.d = 2;
    memset(net.X, 0, sizeof net.X);
    for (size_t i = 0; i < net.n; i++) {
        net.X[i * 2 + i % 2] = 1;
        net.y[i] = i % 2 ? -1 : 1;
    }
    for (size_t k = 0; k < net.m; k++) {
        net.a[k] = (k % 2 ? -1 : 1) * 0.3 * test_uniform(state);
        net.b[k * 2 + k % 2] = 0.3 * test_uniform(state);
        net.b[k * 2 + 1 - k % 2] = -0.1;
    }
}

static void test_aligned(enum loss loss, uint64_t *state) {
    double A[2] = {0, 0}, B[2] = {0, 0}, D[NETWORK_M], step = 0.1, f, drift;
    enum { STEPS = 400 };
    start(state);
    for (size_t k = 0; k < net.m; k++) {
        double a = fabs(net.a[k]), b = net.b[k * 2 + k % 2];
        A[k % 2] += (a + b) * (a + b) / 4;
        B[k % 2] += (a - b) * (a - b) / 4;
        D[k] = a * a - b * b;
    }
    for (size_t t = 0; t < STEPS; t++) {
        network_look(&net, loss);
        network_step(&net, loss, step, true, 0, NULL);
    }
    network_look(&net, loss);
    for (size_t c = 0; c < 2; c++) {
        early_stage_aligned(loss, 0.5, A[c], B[c], step, STEPS, &f, &drift);
        TEST_REL(f, net.z[c], 1e-12);
        for (size_t k = c; k < net.m; k += 2) {
            double a = net.a[k], b = net.b[k * 2 + c];
            TEST_ABS(a * a - b * b, D[k] * drift, 1e-13);
        }
        early_stage_aligned(loss, 0.5, A[c], 0, step, STEPS, &f, NULL);
        TEST(fabs(f - net.z[c]) > 1e-4); /* B matters */
    }
}

/* Ei(b) - Ei(a) = ln(b/a) + sum (b^k - a^k)/(k k!), in long double. */
static double ei(double a, double b) {
    long double sum = logl((long double)b / a), A = 1, B = 1;
    for (int k = 1; k < 4000; k++) {
        A *= (long double)a / k;
        B *= (long double)b / k;
        sum += (B - A) / k;
    }
    return (double)sum;
}

static void test_hitting(void) {
    static const double ends[][2] = {{1e-300, 1e-3}, {1e-4, 0.1},    {1e-4, 6}, {0.3, 0.300001},
                                     {2, 2.5},       {1e-9, 1.5e-9}, {0.5, 600}};
    for (size_t i = 0; i < 7; i++) {
        double a = ends[i][0], b = ends[i][1], law = ei(a, b),
               log = (double)logl((long double)b / a);
        TEST_REL(early_stage_hitting_time(LOSS_EXP, a, b, 0.5), law, 5e-14);
        TEST_REL(early_stage_hitting_time(LOSS_LOGISTIC, a, b, 0.25), 2 * (law + log), 5e-14);
    }
    /* Beyond the range of e^x, Ei(709) and the rest by 60 digits of mpmath 1.2.1. */
    TEST_REL(early_stage_hitting_time(LOSS_EXP, 1, 709, 0.5), 1.1607943366572636e+305, 1e-13);
    TEST_REL(early_stage_hitting_time(LOSS_LOGISTIC, 0.1, 715, 1), 2.3218128351852856e+307, 1e-13);
    TEST_REL(early_stage_hitting_time(LOSS_EXP, 712, 712.5, 0.5), 1.5034332904894278e+306, 1e-12);
    TEST_REL(early_stage_hitting_time(LOSS_EXP, 698, 712.5, 0.5), 3.8251114052737532e+306, 1e-12);
    TEST(isinf(early_stage_hitting_time(LOSS_EXP, 720, 800, 0.5)));
    TEST(isinf(early_stage_hitting_time(LOSS_EXP, 1, INFINITY, 0.5)));
    double next = 1 + 1e-12; /* int e^f df/f over so little is e^f/f at its middle */
    TEST_REL(early_stage_hitting_time(LOSS_EXP, 1, next, 0.5), M_E * (next - 1), 1e-15);
    TEST_REL(early_stage_hitting_time(LOSS_SQUARE, 0.1, 0.5, 0.5), log(9), 1e-15);
    TEST(isinf(early_stage_hitting_time(LOSS_SQUARE, 0.1, 1, 0.5)));
    TEST(isinf(early_stage_hitting_time(LOSS_EXP, 0, 1, 0.5)));
    TEST(isnan(early_stage_hitting_time(LOSS_EXP, 2, 1, 0.5)));
    TEST(isnan(early_stage_hitting_time(LOSS_ABS, 1, 2, 0.5)));
    TEST(early_stage_hitting_time(LOSS_EXP, 2, 2, 0.5) == 0);
    /* Separate implementation, printed to three digits. */
    static const double at[] = {0.1, 1, 3, 6};
    static const double logistic[] = {13.918, 19.738, 28.876, 105.625};
    static const double exponential[] = {7.010, 10.528, 18.567, 94.623};
    for (size_t i = 0; i < 4; i++) {
        TEST_ABS(early_stage_hitting_time(LOSS_LOGISTIC, 1e-4, at[i], 0.5), logistic[i], 5e-4);
        TEST_ABS(early_stage_hitting_time(LOSS_EXP, 1e-4, at[i], 0.5), exponential[i], 5e-4);
    }
}

/* Steps f <- f (1 + step q g(f))^2 until f1, log f linear inside the last. */
static double steps_to(enum loss loss, double f0, double f1, double q, double step) {
    double f = f0, last = f0, time = 0;
    while (f < f1) {
        last = f;
        f *= pow(1 + step * q * early_stage_slope(loss, f), 2);
        time += step;
    }
    return time - step * log(f / f1) / log(f / last);
}

static void test_defect(enum loss loss, double f1, double q) {
    double flow = early_stage_hitting_time(loss, 1e-4, f1, q);
    for (double step = 0.008; step > 5e-4; step /= 4) {
        double defect = steps_to(loss, 1e-4, f1, q, step) - flow;
        TEST_ABS(early_stage_hitting_defect(loss, 1e-4, f1, step), defect, step * step);
    }
}

/* The steps of whole networks: two support vectors at the half-angle beta. */
static void test_support_vectors(double beta, double step) {
    double time = 0, last = 0;
    net.m = 2, net.n = 4, net.d = 4;
    memset(net.X, 0, sizeof net.X);
    memset(net.b, 0, sizeof net.b);
    for (size_t i = 0; i < 4; i++) {
        size_t c = i / 2;
        net.y[i] = c ? -1 : 1;
        net.X[i * 4 + 2 * c] = cos(beta);
        net.X[i * 4 + 2 * c + 1] = i % 2 ? sin(beta) : -sin(beta);
    }
    for (size_t c = 0; c < 2; c++) {
        net.a[c] = c ? -0.1 : 0.1;
        net.b[c * 4 + 2 * c] = 0.1;
    }
    network_look(&net, LOSS_EXP);
    double z0 = net.z[0], z1 = 4;
    while (net.z[0] < z1) {
        last = net.z[0];
        network_step(&net, LOSS_EXP, step, true, 0, NULL);
        network_look(&net, LOSS_EXP);
        time += step;
    }
    time -= step * log(net.z[0] / z1) / log(net.z[0] / last);
    double law = early_stage_hitting_time(LOSS_EXP, z0, z1, 0.5 * cos(beta)) +
                 early_stage_hitting_defect(LOSS_EXP, z0, z1, step);
    TEST_ABS(time, law, step * step);
    double mutant = early_stage_hitting_time(LOSS_EXP, z0, z1, 0.5 * cos(beta) * cos(beta));
    TEST(fabs(mutant - time) > 0.05 * time);
}

static void test_output(enum loss loss, double most) {
    for (double f0 = 1e-8; f0 < most; f0 *= 30)
        for (double f1 = f0; f1 < most; f1 *= 1.7) {
            double time = early_stage_hitting_time(loss, f0, f1, 0.3);
            double condition =
                1 / fmin(1, early_stage_slope(loss, f1) / early_stage_slope(loss, f0));
            TEST_REL(early_stage_output(loss, f0, 0.3, time), f1,
                     1e-14 * fmin(1e9, condition) + 1e-13);
        }
    TEST(early_stage_output(loss, 0.5, 0.3, 0) == 0.5 && early_stage_output(loss, 0, 0.3, 9) == 0);
    TEST(isnan(early_stage_output(loss, -1, 0.3, 1)));
}

/* f' = 2 q g sqrt(f^2 + 4AB) by Runge-Kutta over the time of the quadrature. */
static void test_unbalanced(enum loss loss, double A, double B, double f1, double q) {
    double time, f = A - B;
    enum { STEPS = 20000 };
    TEST(early_stage_hitting_time_unbalanced(loss, A, B, f1, q, &time) == STATUS_OK);
    for (size_t t = 0; t < STEPS; t++) {
        double k[4], h = time / STEPS, at = f;
        for (size_t i = 0; i < 4; i++) {
            k[i] = 2 * q * early_stage_slope(loss, at) * sqrt(at * at + 4 * A * B);
            at = f + (i < 2 ? h / 2 : h) * k[i];
        }
        f += h / 6 * (k[0] + 2 * k[1] + 2 * k[2] + k[3]);
    }
    TEST_ABS(f, f1, 1e-10);
}

static void test_escape(void) {
    double step = 0.01, r = 0.4, f = 1e-6, target = 1e-3;
    size_t steps = 0;
    for (; f < target; steps++)
        f *= pow(1 + step * r, 2);
    TEST_ABS(early_stage_escape_time(r, 1e-6, target, step), step * (double)steps, step);
    TEST_REL(early_stage_escape_time(r, 1e-6, target, 0), log(1e3) / 0.8, 1e-14);
    TEST_REL(early_stage_escape_time(r, 1e-6, target, 1e-9), log(1e3) / 0.8, 1e-8);
    /* The balanced flow of one direction has rate q g0 while f is small. */
    TEST_REL(early_stage_hitting_time(LOSS_LOGISTIC, 1e-9, 1e-6, 0.5),
             early_stage_escape_time(0.25, 1e-9, 1e-6, 0), 1e-6);
}

/* Small networks on one class: directions and outputs against steps. */
static void test_alignment(bool both, uint64_t *state) {
    double mean[4] = {0}, along, across = 0, small = both ? 1e-5 : 1;
    net.m = 1, net.n = 5, net.d = 4;
    network_random(&net, state);
    for (size_t i = 0; i < net.n; i++) {
        net.y[i] = 1;
        net.X[i * 4] = fabs(net.X[i * 4]) + 2; /* all active */
        test_unit(4, net.X + i * 4);
        for (size_t j = 0; j < 4; j++)
            mean[j] += net.X[i * 4 + j] / (double)net.n;
    }
    double length = sqrt(test_dot(4, mean, mean)), rate = 0.5 * length;
    const double b[] = {3, 0.4, -0.3, 0.2};
    double scale = both ? small : 1e-3;
    net.a[0] = both ? 0.7 * small : 1e-3;
    for (size_t j = 0; j < 4; j++)
        net.b[j] = scale * b[j];
    along = test_dot(4, net.b, mean) / length;
    across = sqrt(test_dot(4, net.b, net.b) - along * along);
    struct early_stage_neuron law = {net.a[0], along, across};
    enum { STEPS = 3000 };
    double time = 3, step = time / STEPS;
    for (size_t t = 0; t < STEPS; t++) {
        network_look(&net, LOSS_LOGISTIC);
        network_step(&net, LOSS_LOGISTIC, step, both, 0, NULL);
    }
    law = early_stage_align(law, rate, time, both);
    along = test_dot(4, net.b, mean) / length;
    across = sqrt(test_dot(4, net.b, net.b) - along * along);
    /* Euler: relative (rate t) step rate/2; the output is of order 1e-9 or 1e-5. */
    TEST_REL(law.a, net.a[0], 2 * step);
    TEST_REL(law.along, along, 2 * step);
    TEST_REL(law.across, across, 2 * step);
}

/* d(1/L)/dt = 2 |w| gamma^2 exactly for one direction and exp, by differences. */
static void test_tail(double q) {
    double time = 1e5, h = 10, f = early_stage_output(LOSS_EXP, 0.1, q, time);
    double more = early_stage_output(LOSS_EXP, 0.1, q, time + h);
    double less = early_stage_output(LOSS_EXP, 0.1, q, time - h);
    TEST_REL((exp(more) - exp(less)) / (2 * h * q), early_stage_tail_both(f, 1), 1e-6);
    /* L = q e^-f ~ 1/(2 t log t), with corrections of order log log t/log t. */
    TEST_REL(q * exp(-f), early_stage_tail_both_loss(1, time), 2 * log(log(time)) / log(time));
    double later = early_stage_output(LOSS_EXP, 0.1, q, 1e12);
    TEST_REL(q * exp(-later), early_stage_tail_both_loss(1, 1e12), 0.15);
    TEST(isnan(early_stage_tail_both_loss(1, 0.5)));
}

int main(void) {
    uint64_t state = test_seed();
    test_aligned(LOSS_LOGISTIC, &state);
    test_aligned(LOSS_EXP, &state);
    test_hitting();
    test_defect(LOSS_EXP, 3, 0.5);
    test_defect(LOSS_EXP, 6, 0.25);
    test_defect(LOSS_LOGISTIC, 6, 0.5);
    test_defect(LOSS_SQUARE, 0.9, 0.5);
    test_support_vectors(0.5, 0.004);
    test_output(LOSS_EXP, 20);
    test_output(LOSS_LOGISTIC, 20);
    test_output(LOSS_SQUARE, 0.999);
    test_unbalanced(LOSS_LOGISTIC, 0.0284, 0.0115, 3, 0.5);
    test_unbalanced(LOSS_EXP, 0.01, 0.4, 2, 0.3);
    test_unbalanced(LOSS_SQUARE, 0.2, 0.2, 0.9, 0.5);
    double time;
    TEST(early_stage_hitting_time_unbalanced(LOSS_EXP, 0.01, 1e-14, 2, 0.5, &time) == STATUS_OK);
    TEST_REL(time, early_stage_hitting_time(LOSS_EXP, 0.01 - 1e-14, 2, 0.5), 1e-9);
    TEST(early_stage_hitting_time_unbalanced(LOSS_EXP, 1, 0.5, 0.4, 0.5, &time) == STATUS_USAGE);
    TEST(early_stage_hitting_time_unbalanced(LOSS_SQUARE, 1, 0.5, 1, 0.5, &time) == STATUS_OK);
    TEST(isinf(time));
    test_escape();
    test_alignment(true, &state);
    test_alignment(false, &state);
    test_tail(0.5);
    return test_end();
}
