/* SPDX-License-Identifier: MIT */
/* Settled networks (c5b) against trained ones: one linear model a class, the bounds of the square
 * loss, and the time it takes to settle. */
#include "early_stage.h"
#include "early_stage_network.h"

static struct network net;

/* Steps until the census says settled. */
static size_t settle(enum loss loss, double step, size_t most, struct early_stage_census *census) {
    size_t steps = 0;
    for (;; steps++) {
        network_look(&net, loss);
        early_stage_count(net.m, net.n, net.H, net.a, net.y, NULL, census);
        if (census->settled || steps == most)
            break;
        network_step(&net, loss, step, false, 0, NULL);
    }
    TEST(census->settled);
    return steps;
}

static void start(size_t m, double delta, double cross, double kappa, uint64_t *state) {
    net.m = m, net.n = 24, net.d = 22;
    network_clusters(&net, delta, cross, state);
    network_start(&net, kappa, state);
}

static void test_linear(enum loss loss, double delta, uint64_t *state) {
    struct early_stage_census census;
    enum { STEPS = 100 };
    double z[2][NETWORK_N], wrong[2][NETWORK_N], inner[2][NETWORK_N * NETWORK_N], step = 0.1;
    size_t count[2];
    start(80, delta, 0.3, 0.05, state);
    settle(loss, 0.02, 20000, &census);
    for (int c = 0; c < 2; c++) {
        network_class(&net, c, &count[c], NULL, inner[c], z[c]);
        memcpy(wrong[c], z[c], sizeof z[c]);
    }
    for (size_t t = 0; t < STEPS; t++) {
        network_step(&net, loss, step, false, 0, NULL);
        network_look(&net, loss);
    }
    for (int c = 0; c < 2; c++) {
        double found[NETWORK_N], eigen[NETWORK_N], rate = step / (double)net.n;
        double p = census.kind[c].whole_mass, apart = 0;
        network_class(&net, c, &count[c], NULL, NULL, found);
        TEST(early_stage_settled_square(count[c], inner[c], rate * p, STEPS, z[c], eigen) ==
             STATUS_OK);
        TEST(early_stage_settled_run(loss, count[c], inner[c], rate * p, STEPS, z[c]) == STATUS_OK);
        TEST(early_stage_settled_run(loss, count[c], inner[c], rate * census.kind[c].mass, STEPS,
                                     wrong[c]) == STATUS_OK);
        for (size_t i = 0; i < count[c]; i++) {
            TEST_ABS(z[c][i], found[i], 1e-12);
            if (loss == LOSS_SQUARE)
                TEST_ABS(eigen[i], found[i], 1e-12);
            apart = fmax(apart, fabs(wrong[c][i] - found[i]));
        }
        TEST(apart > 1e-2); /* the mass of all neurons of the sign is not the rate */
    }
}

static double residual(int c) {
    double sum = 0;
    for (size_t i = 0; i < net.n; i++)
        if ((net.y[i] < 0) == c)
            sum += 1 - net.z[i];
    return sum / (double)net.n;
}

static double largest_margin(void) {
    double z = -INFINITY;
    for (size_t i = 0; i < net.n; i++)
        z = fmax(z, net.z[i]);
    return z;
}

/* From the start (upper bound, guaranteed time) and from settling (both bounds), square loss. */
static void test_square(double delta, double cross, bool settled, uint64_t *state) {
    struct early_stage_census census;
    double step = 0.02, least[2], largest[2], before[2], inner[NETWORK_N * NETWORK_N];
    double apart[2] = {0, 0};
    size_t count, steps = 0;
    start(80, delta, cross, 0.05, state);
    if (settled)
        settle(LOSS_SQUARE, step, 20000, &census);
    network_look(&net, LOSS_SQUARE);
    early_stage_count(net.m, net.n, net.H, net.a, net.y, NULL, &census);
    for (int c = 0; c < 2; c++) {
        network_class(&net, c, &count, NULL, inner, NULL);
        early_stage_kap(count, inner, &least[c], &largest[c]);
        TEST(least[c] > 0 && least[c] <= largest[c] && largest[c] <= 1);
        before[c] = residual(c);
    }
    double guaranteed = early_stage_guaranteed_time(
        largest_margin(), cross > 0 ? before[0] + before[1] : fmax(before[0], before[1]));
    for (; largest_margin() < 1 && steps < 2000; steps++) {
        for (int c = 0; c < 2; c++) {
            double p = census.kind[c].whole_mass, now = residual(c), t = (double)steps;
            double up = early_stage_residual(before[c], p, 0.5, least[c], step, t);
            double low = early_stage_residual(before[c], p, 0.5, largest[c], step, t);
            TEST(now <= up * (1 + 1e-12));
            TEST(!settled || now >= low * (1 - 1e-12));
            /* A rate off by a quarter breaks one side each. */
            up = early_stage_residual(before[c], 1.25 * p, 0.5, least[c], step, t);
            low = early_stage_residual(before[c], 0.8 * p, 0.5, largest[c], step, t);
            apart[0] = fmax(apart[0], now / up - 1);
            apart[1] = fmax(apart[1], 1 - now / low);
        }
        network_step(&net, LOSS_SQUARE, step, false, 0, NULL);
        network_look(&net, LOSS_SQUARE);
    }
    TEST((double)steps * step >= guaranteed);
    TEST(guaranteed > (cross > 0 ? 0.9 : 1.8));
    if (settled)
        TEST(apart[0] > 0.05 && apart[1] > 0.05);
}

/* Nearly an equality: two samples close to each other, one margin near 1 and the other near 0. */
static void test_guaranteed(void) {
    const double half = 0.05, step = 1e-4;
    double time = 0;
    net.m = 1, net.n = 2, net.d = 2;
    for (size_t i = 0; i < 2; i++) {
        net.X[i * 2] = cos(half);
        net.X[i * 2 + 1] = i ? -sin(half) : sin(half);
        net.y[i] = 1;
    }
    net.a[0] = 1;
    net.b[0] = (0.9 + 0.01) / 2 / cos(half);
    net.b[1] = (0.9 - 0.01) / 2 / sin(half);
    network_look(&net, LOSS_SQUARE);
    double law = early_stage_guaranteed_time(largest_margin(), residual(0));
    for (; largest_margin() < 1; time += step) {
        network_step(&net, LOSS_SQUARE, step, false, 0, NULL);
        network_look(&net, LOSS_SQUARE);
    }
    TEST(time >= law && time < 1.15 * law);
}

static double simulated_settling(double kappa, double step, const struct network *directions) {
    struct early_stage_census census;
    net = *directions;
    for (size_t i = 0; i < net.m * net.d; i++)
        net.b[i] *= kappa;
    return (double)settle(LOSS_LOGISTIC, step * kappa, 200000, &census) * step;
}

static void test_settling(double delta, double cross, uint64_t *state) {
    static struct network directions;
    static double H[NETWORK_M * NETWORK_N], inner[NETWORK_N * NETWORK_N];
    double tau;
    start(40, delta, cross, 1, state);
    network_look(&net, LOSS_LOGISTIC);
    directions = net;
    for (size_t i = 0; i < net.m * net.n; i++)
        H[i] = net.H[i] * sqrt(40.0);
    for (size_t i = 0; i < net.n; i++)
        for (size_t j = 0; j < net.n; j++)
            inner[i * net.n + j] = test_dot(net.d, net.X + i * net.d, net.X + j * net.d);
    TEST(early_stage_settling_time(LOSS_LOGISTIC, net.m, net.n, H, net.a, inner, net.y, &tau) ==
         STATUS_OK);
    TEST(isfinite(tau) && tau > 1);
    /* t0/kappa = tau + O(kappa), up to a step of each event. */
    double step = 0.02, far = simulated_settling(0.02, step, &directions) - tau;
    double near = simulated_settling(0.002, step, &directions) - tau;
    TEST_ABS(near, 0, 2 * step + 0.0025 * tau);
    TEST(fabs(far) < 0.1 * tau);
    inner[1] = 0.9, inner[net.n] = 0.9; /* samples of two classes at an acute angle */
    TEST(early_stage_settling_time(LOSS_LOGISTIC, net.m, net.n, H, net.a, inner, net.y, &tau) ==
         STATUS_INPUT);
}

/* By hand. Two samples of one class at 60 degrees, speed g0/n = 1/4 of a logistic loss: a neuron
 * with h = (1, -1) gains 1/8 on the second per unit of time: 8. */
static void test_by_hand(void) {
    const double inner[] = {1, 0.5, 0.5, 1}, apart[] = {1, 0, 0, 1}, y[] = {1, 1}, s[] = {1, -1};
    const double H[] = {1, -1, -1, 3};
    double tau;
    /* The second is FL on the second sample with 3, which falls by 1/4: 12. */
    TEST(early_stage_settling_time(LOSS_LOGISTIC, 2, 2, H, s, inner, y, &tau) == STATUS_OK);
    TEST_REL(tau, 12.0, 1e-15);
    TEST(early_stage_settling_time(LOSS_LOGISTIC, 1, 2, H, s, inner, y, &tau) == STATUS_OK);
    TEST_REL(tau, 8.0, 1e-15);
    TEST(early_stage_settling_time(LOSS_LOGISTIC, 1, 2, H, s, apart, y, &tau) == STATUS_OK);
    TEST(isinf(tau));
    /* Rebirth: classes at 120 degrees; FL with (-1, 3): falls by 1/4 on the second sample and gains
     * 1/8 on the first, which comes to life at 8. With both active each pushes (1/4)(3/2): the
     * second, at 1, dies 8/3 later. */
    const double across[] = {1, -0.5, -0.5, 1}, signs[] = {1, -1}, reborn[] = {-1, 3};
    TEST(early_stage_settling_time(LOSS_LOGISTIC, 1, 2, reborn, s, across, signs, &tau) ==
         STATUS_OK);
    TEST_REL(tau, 8 + 8.0 / 3, 1e-15);
}

int main(void) {
    uint64_t state = test_seed();
    static const enum loss losses[] = {LOSS_SQUARE, LOSS_LOGISTIC, LOSS_EXP};
    for (size_t l = 0; l < 3; l++) {
        test_linear(losses[l], 0.3, &state);
        test_linear(losses[l], 1.2, &state);
    }
    for (int settled = 0; settled < 2; settled++) {
        test_square(0.3, 0, settled, &state);
        test_square(0.8, 0.3, settled, &state);
    }
    test_guaranteed();
    test_by_hand();
    test_settling(0.5, 0, &state);
    test_settling(0.8, 0.4, &state);
    return test_end();
}
