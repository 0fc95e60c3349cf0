/* SPDX-License-Identifier: MIT */
/* The certificates of c4 and c5 at every step of trained networks, their mutants, and the tail they
 * lead to. */
#include "early_stage.h"
#include "early_stage_network.h"

static struct network net;

static void look_at_class(bool minus, enum loss loss, double *gamma, double *before,
                          double *worst) {
    static double rows[NETWORK_N * NETWORK_D];
    size_t count;
    network_class(&net, minus, &count, rows, NULL, NULL);
    TEST(early_stage_max_margin(count, net.d, rows, gamma, NULL, NULL) == STATUS_OK);
    *before = network_class_loss(&net, minus, loss, worst);
}

/* Lo and U2 of both classes for `steps` steps from here on. The greatest relative violations are
 * returned, those of the mutants gamma = 1 and half the mass of Lo by pointer. */
static double follow(enum loss loss, double step, size_t steps, bool settled, double *one,
                     double *half, double *tightness) {
    struct early_stage_census census;
    double worst = 0, gamma[2], before[2], largest[2], start = network_look(&net, loss);
    early_stage_count(net.m, net.n, net.H, net.a, net.y, NULL, &census);
    TEST(census.settled == settled);
    for (int c = 0; c < 2; c++)
        look_at_class(c, loss, &gamma[c], &before[c], &largest[c]);
    *one = *half = *tightness = 0;
    for (size_t t = 1; t <= steps; t++) {
        double time = (double)t * step;
        network_step(&net, loss, step, false, 0, NULL);
        double now = network_look(&net, loss);
        worst = fmax(worst, early_stage_lower(start, 1, step, time) / now - 1);
        for (int c = 0; c < 2; c++) {
            double unused, found = network_class_loss(&net, c, loss, &unused);
            double p = census.kind[c].whole_mass, living = census.kind[c].living_mass;
            double up = early_stage_upper(loss, before[c], largest[c], p, gamma[c], step, time);
            worst = fmax(worst, found / up - 1);
            up = early_stage_upper(loss, before[c], 0, p, 1, step, time);
            *one = fmax(*one, found / up - 1);
            if (settled) {
                worst = fmax(worst, early_stage_lower(before[c], living, step, time) / found - 1);
                *half =
                    fmax(*half, early_stage_lower(before[c], living / 2, step, time) / found - 1);
            }
            *tightness = fmax(*tightness, up / found);
        }
    }
    return worst;
}

/* Trains until settled; the steps that took. */
static size_t settle(enum loss loss, double step) {
    struct early_stage_census census = {.settled = false};
    size_t steps = 0;
    for (; !census.settled && steps < 20000; steps++) {
        network_look(&net, loss);
        early_stage_count(net.m, net.n, net.H, net.a, net.y, NULL, &census);
        if (!census.settled)
            network_step(&net, loss, step, false, 0, NULL);
    }
    TEST(census.settled);
    return steps;
}

static void test_classes(enum loss loss, double delta, double cross, uint64_t *state) {
    double one, half, tightness;
    net.m = 120, net.n = 24, net.d = 22;
    network_clusters(&net, delta, cross, state);
    network_start(&net, 0.05, state);
    TEST(follow(loss, 0.02, 40, false, &one, &half, &tightness) <= 1e-13);
    settle(loss, 0.02);
    TEST(follow(loss, 0.1, 800, true, &one, &half, &tightness) <= 1e-13);
    TEST(half > 0.2 || delta > 0.5);
    if (loss == LOSS_EXP && delta > 0.5) {
        TEST(one > 0.05);
        TEST(tightness < 1.2);
    }
}

/* U1 and the monotone partition, whatever the step; GD, or SGD with small batches. */
static void test_samples(enum loss loss, double step, size_t batch, uint64_t *state) {
    struct early_stage_census census;
    double z[NETWORK_N], p[NETWORK_N], before[NETWORK_N];
    static double H[NETWORK_M * NETWORK_N];
    size_t illegal = 0;
    net.m = 60, net.n = 24, net.d = 22;
    network_clusters(&net, 0.8, 0.5, state);
    network_start(&net, 1, state);
    network_look(&net, loss);
    early_stage_count(net.m, net.n, net.H, net.a, net.y, p, &census);
    memcpy(z, net.z, sizeof z);
    for (size_t t = 1; t <= 60; t++) {
        size_t samples[NETWORK_N];
        for (size_t i = 0; i < batch; i++)
            samples[i] = test_random(state) % net.n;
        memcpy(before, net.z, sizeof before);
        memcpy(H, net.H, sizeof H);
        network_step(&net, loss, step, false, batch, batch ? samples : NULL);
        double now = network_look(&net, loss);
        for (size_t i = 0; i < net.n; i++) {
            TEST(net.z[i] >= before[i] - 1e-14 * fmax(1, fabs(before[i])));
            for (size_t k = 0; k < net.m; k++) {
                bool was = H[k * net.n + i] > 0, is = net.H[k * net.n + i] > 0;
                illegal += was != is && is != (net.a[k] * net.y[i] > 0);
            }
        }
        if (!batch)
            TEST(now <=
                 early_stage_upper_samples(loss, net.n, z, p, step * (double)t) * (1 + 1e-13));
    }
    TEST(illegal == 0);
}

/* Orthonormal data without FL neurons: U1 is what happens, up to the defect of the steps (c3): a
 * part c max(1, ln(g0/g)) of the loss at most, c = step p_i/n, well below step/12 here. */
static void test_equality(enum loss loss, uint64_t *state) {
    double z[NETWORK_N], p[NETWORK_N], step = 0.02;
    network_start_true(&net, 60, 12, loss, state, p);
    memcpy(z, net.z, sizeof z);
    for (size_t t = 1; t <= 2000; t++) {
        network_step(&net, loss, step, false, 0, NULL);
        double now = network_look(&net, loss);
        double up = early_stage_upper_samples(loss, net.n, z, p, step * (double)t);
        TEST_ABS(now, up * (1 - step / 24), up * step / 24);
    }
}

/* Any data: the universal lower bound; and a partition that is not monotone. */
static void test_any_data(uint64_t *state) {
    double step = 0.1, least = 0;
    net.m = 60, net.n = 20, net.d = 8;
    network_random(&net, state);
    network_start(&net, 0.5, state);
    double start = network_look(&net, LOSS_EXP), before = start;
    for (size_t t = 1; t <= 1000; t++) {
        double z[NETWORK_N];
        memcpy(z, net.z, sizeof z);
        network_step(&net, LOSS_EXP, step, false, 0, NULL);
        double now = network_look(&net, LOSS_EXP);
        TEST(now <= before);
        TEST(now >= early_stage_lower(start, 1, step, step * (double)t));
        for (size_t i = 0; i < net.n; i++)
            least = fmin(least, net.z[i] - z[i]);
        before = now;
    }
    TEST(least < -1e-5);
}

/* The identity of c4 for each neuron, and the bound on their sum. */
static void test_drift(double step, uint64_t *state) {
    double D[NETWORK_M] = {0}, first[NETWORK_M], sum = 0;
    net.m = 30, net.n = 20, net.d = 8;
    network_random(&net, state);
    network_start(&net, 0.8, state);
    double start = network_look(&net, LOSS_LOGISTIC), end = start;
    for (size_t k = 0; k < net.m; k++)
        D[k] = net.a[k] * net.a[k] - test_dot(net.d, net.b + k * net.d, net.b + k * net.d);
    memcpy(first, D, sizeof D);
    for (size_t t = 0; t < (size_t)(40 / step); t++) {
        network_step(&net, LOSS_LOGISTIC, step, true, 0, NULL);
        end = network_look(&net, LOSS_LOGISTIC);
        for (size_t k = 0; k < net.m; k++) {
            const double *b = net.b + k * net.d, *db = net.db + k * net.d;
            double now = net.a[k] * net.a[k] - test_dot(net.d, b, b);
            double law = step * step * (net.da[k] * net.da[k] - test_dot(net.d, db, db));
            TEST_ABS(now - D[k], law, 1e-15);
            D[k] = now;
        }
    }
    for (size_t k = 0; k < net.m; k++)
        sum += fabs(D[k] - first[k]);
    double bound = early_stage_drift_bound(step, start, end);
    TEST(sum <= bound);
    TEST(sum >= bound / 20);
}

/* Two support vectors at the half-angle beta, growing steps. */
static void test_tail(double beta, double growth, double error) {
    double rho = cos(2 * beta), inner[] = {1, rho, rho, 1}, z[] = {0, 0}, time = 1, mass = 0.23;
    double first = 0, first_time = 0;
    while (time < 1e7) {
        double step = growth * time;
        TEST(early_stage_settled_run(LOSS_EXP, 2, inner, step * mass / 4, 1, z) == STATUS_OK);
        time += step;
        if (first_time == 0 && time > 1e4) {
            first_time = time;
            first = 1 / ((exp(-z[0]) + exp(-z[1])) / 4);
        }
    }
    double slope = (1 / ((exp(-z[0]) + exp(-z[1])) / 4) - first) / (time - first_time);
    TEST_REL(slope, early_stage_tail(cos(beta), mass, growth), error);
}

static void test_census(void) {
    const double H[] = {1,  2, -1, 3,  /* a > 0: all of its class, and one of the other */
                        1,  0, -1, -2, /* a > 0: one of two */
                        -1, 0, 0,  0,  /* a > 0: dead */
                        -1, 0, 3,  1,  /* a < 0: both of its class */
                        5,  6, 7,  8}; /* a = 0 */
    const double a[] = {0.5, 1, 2, -3, 0}, y[] = {1, 1, -1, -1};
    struct early_stage_census census;
    double p[4];
    early_stage_count(5, 4, H, a, y, p, &census);
    const struct early_stage_kind *plus = &census.kind[0], *minus = &census.kind[1];
    TEST(plus->neurons == 3 && plus->living == 2 && plus->whole == 1 && plus->false_living == 1);
    TEST(plus->dead == 1 && plus->true_pairs == 3 && plus->false_pairs == 1);
    TEST(plus->mass == 5.25 && plus->living_mass == 1.25 && plus->whole_mass == 0.25);
    TEST(minus->neurons == 1 && minus->living == 1 && minus->whole == 1 && minus->dead == 0);
    TEST(minus->mass == 9 && minus->whole_mass == 9 && minus->false_pairs == 0);
    TEST(p[0] == 1.25 && p[1] == 0.25 && p[2] == 9 && p[3] == 9);
    TEST(!census.settled);
    early_stage_count(1, 4, H + 12, a + 3, y, NULL, &census);
    TEST(census.settled);
    early_stage_count(1, 4, H + 4, a + 1, y, NULL, &census);
    TEST(!census.settled);
}

/* From the first living sample to the whole class in time. */
static void test_activation(uint64_t *state) {
    double first[NETWORK_M], whole[NETWORK_M], g = INFINITY, inner[NETWORK_N * NETWORK_N];
    double c_in = INFINITY;
    size_t steps = 0, count;
    net.m = 60, net.n = 24, net.d = 22;
    network_clusters(&net, 0.8, 0, state);
    network_start(&net, 0.4, state);
    for (size_t k = 0; k < net.m; k++)
        first[k] = whole[k] = INFINITY;
    for (; steps < 3000; steps++) {
        network_look(&net, LOSS_LOGISTIC);
        for (size_t k = 0; k < net.m; k++) {
            size_t own = 0;
            for (size_t i = 0; i < net.n; i++)
                own += net.H[k * net.n + i] > 0 && net.a[k] * net.y[i] > 0;
            if (own)
                first[k] = fmin(first[k], (double)steps * 0.02);
            if (own == net.n / 2)
                whole[k] = fmin(whole[k], (double)steps * 0.02);
        }
        for (size_t i = 0; i < net.n; i++)
            g = fmin(g, early_stage_slope(LOSS_LOGISTIC, net.z[i]));
        network_step(&net, LOSS_LOGISTIC, 0.02, false, 0, NULL);
    }
    for (int c = 0; c < 2; c++) {
        network_class(&net, c, &count, NULL, inner, NULL);
        for (size_t i = 0; i < count * count; i++)
            c_in = fmin(c_in, inner[i]);
    }
    double bound = early_stage_activation_bound((double)net.n, 0.4, c_in, g), slowest = 0;
    for (size_t k = 0; k < net.m; k++)
        if (first[k] < INFINITY)
            slowest = fmax(slowest, whole[k] - first[k]);
    TEST(slowest > 0 && slowest <= bound + 0.02);
}

int main(void) {
    uint64_t state = test_seed();
    test_census();
    for (size_t i = 0; i < 3; i++) {
        static const double deltas[] = {0.3, 0.8, 1.2};
        test_classes(LOSS_EXP, deltas[i], 0.2 * (double)i, &state);
        test_classes(LOSS_LOGISTIC, deltas[i], 0.2 * (double)i, &state);
    }
    for (double step = 1; step < 1e6; step *= 300) {
        test_samples(LOSS_LOGISTIC, step, 0, &state);
        test_samples(LOSS_EXP, step, 0, &state);
        test_samples(LOSS_LOGISTIC, step, 4, &state);
    }
    test_equality(LOSS_SQUARE, &state);
    test_equality(LOSS_LOGISTIC, &state);
    test_equality(LOSS_EXP, &state);
    test_any_data(&state);
    test_drift(0.4, &state);
    test_drift(0.05, &state);
    test_tail(0.5, 0.002, 1e-6);
    test_tail(0.35, 0.1, 1e-4);
    test_activation(&state);
    /* Exactly solvable: one sample per class, x fixed, is c3's flow 1/L + p t. */
    double z = early_stage_margin(LOSS_EXP, 0.3, 0.25, 7);
    TEST_REL(early_stage_upper(LOSS_EXP, exp(-0.3), 1, 0.25, 1, 0, 7), exp(-z), 1e-14);
    TEST_REL(early_stage_lower(exp(-0.3), 0.25, 0, 7), exp(-z), 1e-14);
    TEST(isnan(early_stage_upper(LOSS_SQUARE, 1, 1, 1, 1, 0, 1)));
    TEST(isinf(early_stage_upper(LOSS_EXP, 1, 1, 1, 1, 2, 1)));
    return test_end();
}
