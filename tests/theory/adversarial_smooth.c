/* SPDX-License-Identifier: MIT */
/* Smooth activations (c3, c4b, c5): exactly solvable cases, sampled networks, and measurements made
 * elsewhere with independent code. */
#include "adversarial_sampler.h"

#include "adversarial.h"

static void check_linear(void) {
    struct activation linear;
    struct adversarial_moments m;
    sampler_subject("linear", &linear, &m);
    for (double s = 0.1; s < 4; s += 0.1) {
        double A_d, A_k, mean, square, d = 1e6;
        adversarial_smooth_coefficients(&m, s, &A_d, &A_k);
        /* The exact law of a linear network is that of ReLU; its difference at two sizes. */
        double exact = 2 * d * (adversarial_beta_law(d, s) - adversarial_beta_law(2 * d, s));
        TEST_ABS(A_d, exact, 10 / d + 1e-9);
        TEST_ABS(A_k, 0, 1e-15);
        adversarial_residual(&linear, &m, 10, 20, s, &mean, &square);
        TEST_ABS(mean, 0, 0);
        TEST_ABS(square, 0, 0);
    }
}

/* With the moments of ReLU and no curvature the expansion is that of |f|/G, whose exact law does
 * not depend on k: kurtosis, spread of G and their correlation cancel at every s. */
static void check_linearised_relu(void) {
    struct activation relu;
    struct adversarial_moments m;
    sampler_subject("relu", &relu, &m);
    m.d1d3 = m.d1_3d3 = m.dd2 = m.dd2d1_2 = m.e1 = 0;
    for (double s = 0.1; s < 4; s += 0.1) {
        double A_d, A_k, d = 1e6;
        adversarial_smooth_coefficients(&m, s, &A_d, &A_k);
        double exact = 2 * d * (adversarial_beta_law(d, s) - adversarial_beta_law(2 * d, s));
        TEST_ABS(A_d, exact, 10 / d + 1e-9);
        TEST_ABS(A_k, 0, 1e-15);
    }
}

/* Success, and mean and mean square of the residual, of sampled networks. */
static void check_networks(gsl_rng *rng, const char *name, size_t k, double d, int n) {
    static const double s[] = {0.5, 1, 1.5};
    struct activation activation;
    struct adversarial_moments m;
    sampler_subject(name, &activation, &m);
    struct mean success[3] = {0}, mean[3] = {0}, square[3] = {0};
    for (int i = 0; i < n; i++) {
        struct sample sample;
        sampler_draw(rng, &activation, k, d, false, 3, s, &sample);
        double sign = copysign(1, sample.f);
        for (int j = 0; j < 3; j++) {
            double r = sign * (sample.after[j] - sample.f) + s[j] * sample.G;
            mean_add(&success[j], sample.f * sample.after[j] <= 0);
            mean_add(&mean[j], r);
            mean_add(&square[j], r * r);
        }
    }
    double size = fmin(d, (double)k);
    for (int j = 0; j < 3; j++) {
        double first, second;
        adversarial_residual(&activation, &m, d, (double)k, s[j], &first, &second);
        TEST_MEAN(success[j], adversarial_smooth_success(&m, d, (double)k, s[j]),
                  4 / (size * size));
        /* Both up to a factor 1 + O(1/d + 1/k). */
        TEST_MEAN(mean[j], first, 12 / size * fabs(first) + 12 / (size * size));
        TEST_MEAN(square[j], second, 12 / size * second);
    }
}

static void check_references(void) {
    static const struct {
        const char *name;
        double d, k, n, s, value;
    } cases[] = {
        {"erf", 64, 64, 4e5, .5, .4143},          {"erf", 64, 64, 4e5, 1, .7213},
        {"erf", 64, 64, 4e5, 1.5, .8919},         {"erf", 64, 64, 4e5, 2, .9653},
        {"tanh", 1024, 32, 6e5, .5, .4103},       {"tanh", 1024, 32, 6e5, 1, .7154},
        {"tanh", 1024, 32, 6e5, 1.5, .8881},      {"tanh", 1024, 32, 6e5, 2, .9628},
        {"softplus", 128, 128, 4e5, .5, .21972},  {"softplus", 128, 128, 4e5, 1, .42288},
        {"softplus", 128, 128, 4e5, 1.5, .59808}, {"softplus", 128, 128, 4e5, 2, .73504},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct activation activation;
        struct adversarial_moments m;
        sampler_subject(cases[i].name, &activation, &m);
        double size = fmin(cases[i].d, cases[i].k), P = cases[i].value;
        TEST_ABS(adversarial_success(&activation, &m, cases[i].d, cases[i].k, cases[i].s), P,
                 4 * sqrt(P * (1 - P) / cases[i].n) + 4 / (size * size));
    }
}

/* The laws without a size, and what is undefined. */
static void check_limits(void) {
    static const char *const names[] = {"relu", "erf", "tanh", "softplus", "he2", "he3", "sin2"};
    struct activation activation;
    struct adversarial_moments m;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        sampler_subject(names[i], &activation, &m);
        for (double gamma = 1e-12; gamma < 1; gamma *= 3) {
            double s = adversarial_minimal_norm(&m, gamma);
            TEST_REL(erfc(s * sqrt(m.m / (2 * m.V))), gamma, 1e-13 / sqrt(gamma) + 1e-12);
            TEST_ABS(adversarial_success_limit(&m, s), 1 - gamma, 1e-14);
        }
        /* A fixed step eta has length eta sqrt m. */
        TEST_REL(adversarial_success_fixed_step(&m, -0.7),
                 adversarial_success_limit(&m, 0.7 * sqrt(m.m)), 1e-14);
        TEST_ABS(adversarial_success(&activation, &m, 1e12, 1e12, 0.8),
                 adversarial_success_limit(&m, 0.8), 1e-6);
        if (i > 0)
            TEST_ABS(adversarial_success(&activation, &m, 1, 1, 50), 1, 1e-12);
    }
    sampler_subject("erf", &activation, &m);
    TEST_ABS(adversarial_minimal_norm(&m, 0.5) * sqrt(m.nbar), 0.67448975019608174, 1e-14);
    TEST(isinf(adversarial_minimal_norm(&m, 0)));
    TEST(isnan(adversarial_minimal_norm(&m, 1.5)));
    TEST_ABS(adversarial_success(&activation, &m, 1, 1, 0.01), 0, 0.01); /* clamped */
    double mean, square;
    sampler_subject("step", &activation, &m);
    TEST(isnan(adversarial_success(&activation, &m, 100, 100, 1)));
    TEST(isnan(adversarial_success_limit(&m, 1)));
    adversarial_residual(&activation, &m, 100, 100, 1, &mean, &square);
    TEST(isnan(mean) && isnan(square));
    sampler_subject("relu", &activation, &m);
    TEST(isnan(adversarial_smooth_success(&m, 100, 100, 1)));
}

int main(void) {
    gsl_rng *rng = sampler_rng();
    check_linear();
    check_linearised_relu();
    check_networks(rng, "erf", 64, 64, 60000);
    check_networks(rng, "erf", 256, 256, 20000);
    check_networks(rng, "he2", 300, 300, 10000);
    check_networks(rng, "softplus", 48, 200, 60000);
    check_networks(rng, "tanh", 64, 1000, 40000);
    check_networks(rng, "tanh", 1000, 64, 10000);
    gsl_rng_free(rng);
    check_references();
    check_limits();
    return test_end();
}
