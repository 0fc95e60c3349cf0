/* SPDX-License-Identifier: MIT */
/* Gradient norms at the start (c8) against integration, all labellings and drawn networks; the
 * frozen-pattern bound against quadrature and training. */
#include "adaptive.h"
#include "early_stage.h"
#include "early_stage_network.h"
#include "quadrature.h"

static struct network net;

static void inner_products(double *inner) {
    for (size_t i = 0; i < net.n; i++)
        for (size_t j = 0; j < net.n; j++)
            inner[i * net.n + j] = test_dot(net.d, net.X + i * net.d, net.X + j * net.d);
}

/* Two samples at the angle theta: P(both active) and d E relu relu = (1/pi) int cos cos, by
 * quadrature over the arc where both are active. */
static void test_kernels(double theta) {
    struct quadrature rule;
    double y[] = {1, 1}, inner[] = {1, cos(theta), cos(theta), 1}, both = 0, product = 0;
    TEST(quadrature_legendre(&rule, theta - M_PI / 2, M_PI / 2, 4, 20) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++) {
        both += rule.w[i] / (2 * M_PI);
        product += rule.w[i] * cos(rule.x[i]) * cos(rule.x[i] - theta) / M_PI;
    }
    quadrature_free(&rule);
    struct early_stage_gradient found = early_stage_gradient(LOSS_LOGISTIC, 2, inner, y, 0.3, 7);
    double scale = 0.25 / 4; /* (g0/n)^2 */
    TEST_REL(found.first, scale * (1 + 2 * cos(theta) * both), 1e-13);
    TEST_REL(found.second, 0.09 / 7 * scale * (1 + 2 * product), 1e-13);
}

/* The mean over all labellings is that of random labels; the lower bound holds for each. */
static void test_labellings(uint64_t *state) {
    double inner[64], y[8], first = 0, second = 0, lower = 0;
    net.m = 1, net.n = 8, net.d = 5;
    network_random(&net, state);
    inner_products(inner);
    for (unsigned c = 0; c < 256; c++) {
        for (size_t i = 0; i < 8; i++)
            y[i] = c >> i & 1 ? -1 : 1;
        struct early_stage_gradient of = early_stage_gradient(LOSS_LOGISTIC, 8, inner, y, 0.3, 5);
        TEST(of.first >= of.lower * (1 - 1e-13));
        first += of.first / 256;
        second += of.second / 256;
        lower += of.lower / 256;
    }
    struct early_stage_gradient law = early_stage_gradient_random(LOSS_LOGISTIC, 8, 0.3, 5);
    TEST_REL(law.first, first, 1e-13);
    TEST_REL(law.second, second, 1e-13);
    TEST_REL(law.lower, lower, 1e-13);
    TEST_REL(law.first, 1.0 / 64, 1e-15); /* 1/(8n) */
}

static void test_classes(void) {
    double inner[25], y[] = {1, 1, -1, -1, -1};
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < 5; j++)
            inner[i * 5 + j] = i == j ? 1 : y[i] == y[j] ? 0.6 : -0.1;
    struct early_stage_gradient matrix = early_stage_gradient(LOSS_EXP, 5, inner, y, 0.2, 9);
    struct early_stage_gradient classes =
        early_stage_gradient_classes(LOSS_EXP, 2, 3, 0.6, -0.1, 0.2, 9);
    TEST_REL(classes.first, matrix.first, 1e-14);
    TEST_REL(classes.second, matrix.second, 1e-14);
    TEST_REL(classes.lower, matrix.lower, 1e-14);
}

/* The mean over fresh networks of small kappa. */
static void test_networks(bool clusters, uint64_t *state) {
    static double inner[NETWORK_N * NETWORK_N];
    struct mean first = {0}, second = {0};
    double kappa = 1e-4;
    net.m = 50, net.n = 24, net.d = 22;
    if (clusters)
        network_clusters(&net, 0.8, 0.3, state);
    else
        network_random(&net, state);
    inner_products(inner);
    for (size_t r = 0; r < 400; r++) {
        network_start(&net, kappa, state);
        network_look(&net, LOSS_LOGISTIC);
        network_gradient(&net, LOSS_LOGISTIC, 0, NULL);
        mean_add(&first, test_dot(net.m * net.d, net.db, net.db));
        mean_add(&second, test_dot(net.m, net.da, net.da));
    }
    struct early_stage_gradient law =
        early_stage_gradient(LOSS_LOGISTIC, net.n, inner, net.y, kappa, (double)net.d);
    TEST_MEAN(first, law.first, 0);
    TEST_MEAN(second, law.second, 0);
}

struct frozen {
    double v, l2, g, kappa, density;
};

static double integrand(double s, void *context) {
    const struct frozen *of = context;
    double left = of->v - of->l2 * of->g * s - of->g * sqrt(of->density * of->g * s / of->kappa);
    return left > 0 ? left * left : 0;
}

static void test_frozen(double v, double l2, double g, double kappa, double d, double time) {
    struct frozen of = {v, l2, g, kappa, 2 / sqrt(M_PI) * exp(lgamma(d / 2) - lgamma((d - 1) / 2))};
    double sum, points[64];
    size_t count = 0;
    for (double s = time; count < 60; s /= 2)
        points[count++] = s;
    points[count++] = 0;
    TEST(adaptive_integrate(integrand, &of, count, points, 1e-13 * v * v * time, &sum) ==
         STATUS_OK);
    TEST_REL(early_stage_frozen_decrease(v, l2, g, kappa, d, time), sum, 1e-9);
}

/* Random labels: the loss of a wide network falls at least so much. */
static void test_training(uint64_t *state) {
    net.m = 120, net.n = 24, net.d = 10;
    network_random(&net, state);
    network_start(&net, 1, state);
    double before = network_look(&net, LOSS_LOGISTIC), step = 1e-3;
    network_gradient(&net, LOSS_LOGISTIC, 0, NULL);
    double v = sqrt(test_dot(net.m * net.d, net.db, net.db));
    for (size_t t = 1; t <= 1000; t++) {
        network_step(&net, LOSS_LOGISTIC, step, false, 0, NULL);
        double now = network_look(&net, LOSS_LOGISTIC), time = step * (double)t;
        TEST(before - now >= early_stage_frozen_decrease(v, 0.25, 1, 1, 10, time) * (1 - step));
    }
}

int main(void) {
    uint64_t state = test_seed();
    for (double theta = 0.1; theta < 3.1; theta += 0.25)
        test_kernels(theta);
    test_labellings(&state);
    test_classes();
    test_networks(true, &state);
    test_networks(false, &state);
    test_frozen(0.2, 0.25, 1, 0.5, 20, 1e-3);
    test_frozen(0.2, 0.25, 1, 0.5, 20, 10);
    test_frozen(0.5, 1, 0.5, 2, 3, 0.05);
    test_training(&state);
    TEST(early_stage_frozen_decrease(0, 0.25, 1, 1, 10, 3) == 0);
    TEST(isnan(early_stage_frozen_decrease(1, 0.25, 1, 0, 10, 3)));
    return test_end();
}
