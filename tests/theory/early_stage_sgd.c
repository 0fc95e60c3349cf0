/* SPDX-License-Identifier: MIT */
/* The binomial mixture of c9 against all orders of two samples, and trained networks. */
#include "early_stage.h"
#include "early_stage_network.h"

static struct network net;

/* n = 2, batches of 1: each of the 2^T orders equally likely; the first sample's loss. */
static void test_orders(enum loss loss) {
    enum { STEPS = 10 };
    double sum = 0, step = 0.7, mass = 0.3;
    for (unsigned order = 0; order < 1u << STEPS; order++) {
        double z = 0.2;
        for (unsigned t = 0; t < STEPS; t++)
            if (order >> t & 1)
                z += step * mass * early_stage_slope(loss, z);
        sum += early_stage_loss(loss, z) / (1u << STEPS);
    }
    TEST_REL(early_stage_sgd(loss, 0.2, mass, 2, 1, step, STEPS), sum, 1e-12);
}

/* Whole networks on orthonormal data without FL neurons, batches of `batch` of n. */
static void test_networks(enum loss loss, size_t batch, uint64_t *state) {
    double p[NETWORK_N], law = 0, frozen = 0, step = 4;
    enum { STEPS = 40, RUNS = 1500 };
    struct mean found = {0};
    static struct network first;
    network_start_true(&net, 40, 6, loss, state, p);
    first = net;
    for (size_t i = 0; i < net.n; i++) {
        double n = (double)net.n, z = net.z[i];
        law += early_stage_sgd(loss, z, p[i], n, (double)batch, step, STEPS) / n;
        z = early_stage_margin_gd(loss, z, p[i] / n, step, STEPS);
        frozen += early_stage_loss(loss, z) / n;
    }
    for (size_t r = 0; r < RUNS; r++) {
        net = first;
        for (size_t t = 0; t < STEPS; t++) {
            size_t samples[NETWORK_N];
            for (size_t i = 0; i < net.n; i++)
                samples[i] = i;
            for (size_t i = 0; i < batch; i++) {
                size_t j = i + test_random(state) % (net.n - i), swap = samples[i];
                samples[i] = samples[j];
                samples[j] = swap;
            }
            network_step(&net, loss, step, false, batch, samples);
            network_look(&net, loss);
        }
        mean_add(&found, network_look(&net, loss));
    }
    TEST_MEAN(found, law, 0);
    if (batch == 1) /* gradient descent on the mean is something else */
        TEST(fabs(frozen - law) > 4 * mean_error(&found));
}

/* OS data: a mean over runs above the bound would break it. */
static void test_bound(uint64_t *state) {
    struct early_stage_census census;
    double p[NETWORK_N], law = 0;
    struct mean found = {0};
    static struct network first;
    net.m = 40, net.n = 12, net.d = 22;
    network_clusters(&net, 1.2, 0, state);
    network_start(&net, 0.5, state);
    network_look(&net, LOSS_LOGISTIC);
    early_stage_count(net.m, net.n, net.H, net.a, net.y, p, &census);
    first = net;
    for (size_t i = 0; i < net.n; i++)
        law += early_stage_sgd(LOSS_LOGISTIC, net.z[i], p[i], 12, 1, 1, 40) / 12;
    for (size_t r = 0; r < 100; r++) {
        net = first;
        for (size_t t = 0; t < 40; t++) {
            size_t sample = test_random(state) % net.n;
            network_step(&net, LOSS_LOGISTIC, 1, false, 1, &sample);
            network_look(&net, LOSS_LOGISTIC);
        }
        mean_add(&found, network_look(&net, LOSS_LOGISTIC));
    }
    TEST(found.sum / found.n <= law + 4 * mean_error(&found));
    TEST(found.sum / found.n > law / 20);
}

int main(void) {
    uint64_t state = test_seed();
    test_orders(LOSS_SQUARE);
    test_orders(LOSS_LOGISTIC);
    test_orders(LOSS_EXP);
    test_networks(LOSS_LOGISTIC, 1, &state);
    test_networks(LOSS_EXP, 1, &state);
    test_networks(LOSS_LOGISTIC, 3, &state);
    test_bound(&state);
    /* The whole of the samples in each batch: gradient descent. */
    double z = 0.1;
    for (size_t t = 0; t < 50; t++)
        z += 0.8 * 0.3 / 10 * early_stage_slope(LOSS_EXP, z);
    TEST_REL(early_stage_sgd(LOSS_EXP, 0.1, 0.3, 10, 10, 0.8, 50), exp(-z), 1e-13);
    TEST_REL(early_stage_sgd(LOSS_EXP, 0.1, 0.3, 10, 1, 0.8, 0), exp(-0.1), 1e-15);
    TEST(isnan(early_stage_sgd(LOSS_EXP, 0.1, 0.3, 10, 11, 0.8, 5)));
    return test_end();
}
