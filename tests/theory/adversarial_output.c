/* SPDX-License-Identifier: MIT */
/* Exact laws at finite size (c1). */
#include "adversarial_sampler.h"

#include "adversarial.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>

enum { COUNT = 1024 };

/* The squared gradient norm by sampling: mean and variance; no step. */
static void check_gradient(gsl_rng *rng, const char *name, size_t k, double d, int n) {
    struct activation activation;
    struct adversarial_moments m;
    sampler_subject(name, &activation, &m);
    double expected = adversarial_gradient_mean(&m, d);
    double variance = adversarial_gradient_variance(&m, d, (double)k);
    struct mean square = {0}, spread = {0}, output = {0}, fourth = {0};
    for (int i = 0; i < n; i++) {
        struct sample sample;
        sampler_draw(rng, &activation, k, d, false, 0, NULL, &sample);
        double G2 = sample.G * sample.G;
        mean_add(&square, G2);
        mean_add(&spread, (G2 - expected) * (G2 - expected));
        mean_add(&output, sample.f * sample.f);
        mean_add(&fourth, pow(sample.f, 4) / (m.V * m.V) - 3);
    }
    TEST_MEAN(square, expected, 0);
    TEST_MEAN(spread, variance, 0);
    TEST_MEAN(output, m.V, 0);
    TEST_MEAN(fourth, adversarial_kurtosis(&m, (double)k), 0);
}

/* Measured elsewhere on networks drawn in full: variance of G^2 at d = 16, k = 8, excess kurtosis
 * at k = 32, with their standard errors. */
static void check_references(void) {
    static const struct {
        const char *name;
        double value, error;
    } variances[] = {{"relu", 0.0664, 0.0002}, {"erf", 0.0647, 0.0002}, {"he2", 2.586, 0.013}},
      kurtoses[] = {{"he2", 0.360, 0.031}, {"he3", 2.76, 0.12}};
    struct activation activation;
    struct adversarial_moments m;
    for (int i = 0; i < 3; i++) {
        sampler_subject(variances[i].name, &activation, &m);
        TEST_ABS(adversarial_gradient_variance(&m, 16, 8), variances[i].value,
                 4 * variances[i].error);
    }
    for (int i = 0; i < 2; i++) {
        sampler_subject(kurtoses[i].name, &activation, &m);
        TEST_ABS(adversarial_kurtosis(&m, 32), kurtoses[i].value, 4 * kurtoses[i].error);
    }
}

/* A linear network: G^2 ~ chi^2_d/d and f ~ N(0,1), for every k. */
static void check_linear(void) {
    struct activation activation;
    struct adversarial_moments m;
    sampler_subject("linear", &activation, &m);
    for (double d = 1; d < 1e6; d *= 3)
        for (double k = 1; k < 1e6; k *= 7) {
            TEST_REL(adversarial_gradient_mean(&m, d), 1.0, 1e-15);
            TEST_REL(adversarial_gradient_variance(&m, d, k), 2 / d, 1e-14);
        }
    TEST_ABS(adversarial_kurtosis(&m, 5), 0, 1e-15);
    TEST_ABS(adversarial_gradient_variance(&m, INFINITY, INFINITY), 0, 0);
}

/* ReLU given B active neurons is N(0, B/k). */
static void check_relu_law(double k) {
    static double density[COUNT], cumulative[COUNT];
    struct activation activation;
    TEST(activation_parse(&activation, "relu") == STATUS_OK);
    TEST(adversarial_output_law(&activation, k, 8, COUNT, density, cumulative) == STATUS_OK);
    for (size_t i = 0; i < COUNT; i += 7) {
        double x = 16 * (double)i / COUNT - 8, p = 0, P = 0;
        for (int B = 0; B <= (int)k; B++) {
            double weight = exp(gsl_sf_lnchoose((unsigned)k, (unsigned)B) - k * M_LN2);
            double sd = sqrt(B / k);
            p += B ? weight * gsl_ran_gaussian_pdf(x, sd) : 0;
            P += weight * (B ? gsl_cdf_gaussian_P(x, sd) : x > 0 ? 1 : 0);
        }
        TEST_ABS(density[i], p, 1e-8);
        TEST_ABS(cumulative[i], P, 1e-9);
    }
    TEST_ABS(cumulative[COUNT / 2], 0.5 + exp2(-k - 1), 1e-15); /* P(f <= 0) */
}

static void check_law(void) {
    static double density[COUNT], cumulative[COUNT];
    struct activation activation;
    struct adversarial_moments m;
    sampler_subject("linear", &activation, &m);
    TEST(adversarial_output_law(&activation, 1, 10, COUNT, density, cumulative) == STATUS_OK);
    for (size_t i = 0; i < COUNT; i++) {
        double x = 20 * (double)i / COUNT - 10;
        TEST_ABS(density[i], gsl_ran_gaussian_pdf(x, 1), 1e-14);
        TEST_ABS(cumulative[i], gsl_cdf_gaussian_P(x, 1), 1e-14);
    }
    /* The moments of the density are V and the exact kurtosis: the sum over the points is the
     * integral up to the transform's own error. */
    static const char *const names[] = {"erf", "tanh", "softplus", "he2", "sin2"};
    for (int a = 0; a < 5; a++) {
        double k = 48, half = a == 3 ? 16 : a == 2 ? 12 : 8, sums[3] = {0};
        sampler_subject(names[a], &activation, &m);
        TEST(adversarial_output_law(&activation, k, half, COUNT, density, NULL) == STATUS_OK);
        for (size_t i = 0; i < COUNT; i++) {
            double x = half * (2 * (double)i / COUNT - 1), w = density[i] * 2 * half / COUNT;
            sums[0] += w;
            sums[1] += w * x * x;
            sums[2] += w * pow(x, 4);
        }
        TEST_ABS(sums[0], 1, 1e-13);
        TEST_REL(sums[1], m.V, 1e-8);
        TEST_REL(sums[2], m.V * m.V * (3 + adversarial_kurtosis(&m, k)), 1e-6);
    }
}

static void check_refusals(void) {
    static double density[COUNT];
    struct activation step, erf_, relu;
    TEST(activation_parse(&step, "step") == STATUS_OK);
    TEST(activation_parse(&erf_, "erf") == STATUS_OK);
    TEST(activation_parse(&relu, "relu") == STATUS_OK);
    TEST(adversarial_output_law(&step, 16, 8, COUNT, density, NULL) == STATUS_USAGE);
    TEST(adversarial_output_law(&relu, 16, 8, COUNT - 1, density, NULL) == STATUS_USAGE);
    TEST(adversarial_output_law(&relu, 0.5, 8, COUNT, density, NULL) == STATUS_USAGE);
    TEST(adversarial_output_law(&relu, 16, -8, COUNT, density, NULL) == STATUS_USAGE);
    TEST(adversarial_output_law(&relu, 16.5, 8, COUNT, density, NULL) == STATUS_USAGE);
    TEST(adversarial_output_law(&relu, 16, 1e-4, COUNT, density, NULL) == STATUS_NUMERICAL);
    TEST(adversarial_output_law(&relu, NAN, 8, COUNT, density, NULL) == STATUS_USAGE);
    /* The density of erf(Z) is unbounded at +-1: no short series for one neuron. */
    TEST(adversarial_output_law(&erf_, 1, 8, COUNT, density, NULL) == STATUS_NUMERICAL);
}

int main(void) {
    gsl_rng *rng = sampler_rng();
    check_gradient(rng, "he2", 8, 16, 100000);
    check_gradient(rng, "erf", 8, 16, 100000);
    check_gradient(rng, "relu", 8, 16, 100000);
    check_gradient(rng, "softplus", 3, 2, 100000);
    check_gradient(rng, "he3", 32, 5, 50000);
    gsl_rng_free(rng);
    check_references();
    check_linear();
    check_relu_law(8);
    check_relu_law(16);
    check_relu_law(40);
    check_law();
    check_refusals();
    return test_end();
}
