/* SPDX-License-Identifier: MIT */
/* ReLU (c4, c4b): the exact law in solvable cases and against its density; the curvature against
 * the integrals that it is derived from, and against sampled networks. */
#include "adversarial_sampler.h"

#include "adversarial.h"
#include "quadrature.h"

/* P(|U_1| <= s/sqrt d) as a ratio of integrals of (1 - u^2)^{(d-3)/2} = cos^{d-2}. */
static double law_by_quadrature(double d, double s) {
    double part = 0, whole = 0, width = fmin(M_PI / 2, 40 / sqrt(d));
    double end = fmin(asin(s / sqrt(d)), width);
    struct quadrature rule;
    TEST(quadrature_legendre(&rule, 0, 1, 16, 20) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++) {
        double x = rule.x[i], w = rule.w[i];
        part += end * w * exp((d - 2) * log(cos(end * x)));
        whole += width * w * exp((d - 2) * log(cos(width * x)));
    }
    quadrature_free(&rule);
    return part / whole;
}

static void check_beta_law(void) {
    TEST_ABS(adversarial_beta_law(1, 0.99), 0, 0);
    TEST_ABS(adversarial_beta_law(1, 1), 1, 0);
    for (double s = 0.01; s < 1.4; s += 0.01)
        TEST_ABS(adversarial_beta_law(2, s), 2 / M_PI * asin(s / sqrt(2)), 1e-14);
    for (double s = 0.01; s < 1.73; s += 0.01)
        TEST_ABS(adversarial_beta_law(3, s), s / sqrt(3), 1e-14);
    for (double u = 0.01; u < 1; u += 0.01)
        TEST_ABS(adversarial_beta_law(7, u * sqrt(7)), u * (15 - u * u * (10 - 3 * u * u)) / 8,
                 1e-14);
    static const double dims[] = {4, 50, 99.5, 100, 137, 1000, 1e6, 1e9};
    for (size_t i = 0; i < sizeof dims / sizeof dims[0]; i++)
        for (double s = 0.01; s < fmin(8, sqrt(dims[i])); s *= 1.7)
            TEST_ABS(adversarial_beta_law(dims[i], s), law_by_quadrature(dims[i], s),
                     2e-14 + (dims[i] < 200 ? 2e-13 : 0) + dims[i] * 0x1p-53 * 0.2);
    /* d -> infinity: erf(s/sqrt 2) + 2 phi(s) s (s^2-3)/(4d). */
    for (double s = 0.1; s < 6; s += 0.1) {
        double first = exp(-s * s / 2) / sqrt(2 * M_PI) * s * (s * s - 3) / 2;
        TEST_ABS(adversarial_beta_law(1e9, s), erf(s / sqrt(2)) + first / 1e9, 1e-15);
        TEST_ABS(adversarial_beta_law(1e300, s), erf(s / sqrt(2)), 1e-15);
        TEST_ABS(adversarial_beta_law(INFINITY, s), erf(s / sqrt(2)), 4e-16);
    }
    for (double d = 2; d < 1e12; d *= 1.9) {
        TEST_ABS(adversarial_beta_law(d, sqrt(d)), 1, 0);
        TEST_ABS(adversarial_beta_law(d, 2 * sqrt(d)), 1, 0);
        TEST_ABS(adversarial_beta_law(d, nextafter(sqrt(d), 0)), 1, d < 4 ? 1e-7 : 1e-9);
        TEST_ABS(adversarial_beta_law(d, 0), 0, 0);
        TEST_ABS(adversarial_beta_law(d, -1), 0, 0);
        TEST_REL(adversarial_beta_law(d, 1e-5) / adversarial_beta_law(d, 1e-6), 10.0, 1e-9);
    }
    TEST(isnan(adversarial_beta_law(0.5, 1)));
    TEST(isnan(adversarial_beta_law(8, NAN)));
}

/* E (xi + shift)_+^n */
static double plus_moment(double shift, int n) {
    struct quadrature rule;
    double sum = 0;
    TEST(quadrature_legendre(&rule, fmax(-shift, -13), 13, 40, 20) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++)
        sum += rule.w[i] * gsl_ran_gaussian_pdf(rule.x[i], 1) * pow(rule.x[i] + shift, n);
    quadrature_free(&rule);
    return sum;
}

/* A pre-activation with density phi(0) near 0 that moves by tau (xi + b rho) on the active side
 * (b = +-1), by tau xi on the other: flips, mean and variance of what the pattern changes. */
static void check_integrals(void) {
    const double phi0 = gsl_ran_gaussian_pdf(0, 1);
    for (double rho = 0.01; rho < 12; rho *= 1.6) {
        double K = phi0 / (2 * rho) * (plus_moment(rho, 2) - plus_moment(-rho, 2));
        TEST_REL(adversarial_relu_curvature(rho), K, 1e-11);
        double d = 1e4, k = 2 * d / (rho * rho), s = 0.7, tau = s / sqrt(d);
        TEST_REL(adversarial_relu_gain(d, k, s), 1 - tau * K, 1e-13);
        double flips =
            phi0 * tau * ((plus_moment(rho, 1) + plus_moment(-rho, 1)) / 2 + plus_moment(0, 1));
        TEST_REL(adversarial_relu_flips(d, k, s), flips, 1e-12);
        double variance = phi0 / 3 * pow(tau, 3) *
                          ((plus_moment(rho, 3) + plus_moment(-rho, 3)) / 2 + plus_moment(0, 3));
        TEST_REL(adversarial_relu_residual(d, k, s), variance, 1e-12);
    }
    /* Both ends: 1/pi (1 + rho^2/6), phi(0) (rho + 1/rho)/2. */
    TEST_ABS(adversarial_relu_curvature(0), 1 / M_PI, 1e-16);
    for (double rho = 1e-300; rho < 1e-4; rho *= 1e7)
        TEST_REL(adversarial_relu_curvature(rho), (1 + rho * rho / 6) / M_PI, 1e-15);
    for (double rho = 1e3; rho < 1e150; rho *= 1e5)
        TEST_REL(adversarial_relu_curvature(rho), phi0 / 2 * (rho + 1 / rho), 1e-15);
    TEST(isnan(adversarial_relu_curvature(-1)) && isnan(adversarial_relu_curvature(NAN)));
    /* Infinite width. */
    TEST_REL(adversarial_relu_residual(100, INFINITY, 1), 2 / (3 * M_PI) * 1e-3, 1e-14);
    TEST_REL(adversarial_relu_flips(100, INFINITY, 1), 0.1 / M_PI, 1e-14);
    TEST_REL(adversarial_relu_gradient_change(100, 10), 0.25, 1e-15);
}

/* Sampled networks: the law of |f|/G exactly, the rest up to s^2/(4 min(d,k)) relative. */
static void check_networks(gsl_rng *rng, size_t k, double d, int n) {
    static const double s[] = {0.5, 1, 2};
    struct activation relu;
    struct adversarial_moments m;
    sampler_subject("relu", &relu, &m);
    struct mean law[3] = {0}, gain[3] = {0}, flips[3] = {0}, residual[3] = {0}, corrected[3] = {0};
    for (int i = 0; i < n; i++) {
        struct sample sample;
        sampler_draw(rng, &relu, k, d, false, 3, s, &sample);
        double size = fabs(sample.f), sign = copysign(1, sample.f);
        for (int j = 0; j < 3 && sample.G > 0; j++) {
            double won = sign * (sample.f - sample.after[j]);
            bool linear = size <= s[j] * sample.G;
            mean_add(&law[j], linear);
            mean_add(&gain[j], won / (s[j] * sample.G));
            mean_add(&flips[j], sample.flips[j]);
            mean_add(&residual[j], s[j] * sample.G - won);
            /* The exact law of the linear part is a control variate. */
            mean_add(&corrected[j], (won >= size) - (double)linear);
        }
    }
    double size = fmin(d, (double)k);
    for (int j = 0; j < 3; j++) {
        double margin = s[j] * s[j] / (4 * size), P = adversarial_beta_law(d, s[j]);
        double K = 1 - adversarial_relu_gain(d, (double)k, s[j]);
        TEST_MEAN(law[j], P, 0);
        if (s[j] * s[j] > size / 16)
            continue;
        TEST_MEAN(gain[j], 1 - K, margin);
        TEST_MEAN(flips[j], adversarial_relu_flips(d, (double)k, s[j]),
                  4 * margin * mean_value(&flips[j]));
        TEST_MEAN(corrected[j], adversarial_relu_success(d, (double)k, s[j]) - P, 0.25 / size);
        double mean, square;
        adversarial_residual(&relu, &m, d, (double)k, s[j], &mean, &square);
        TEST_MEAN(residual[j], mean, margin * s[j]);
        TEST_ABS(square, mean * mean + adversarial_relu_residual(d, (double)k, s[j]), 1e-16);
        /* A variance of n values that are nearly Gaussian: relative error sqrt(3/n) and better. */
        double variance = mean_error(&residual[j]) * mean_error(&residual[j]) * residual[j].n;
        TEST_REL(variance, adversarial_relu_residual(d, (double)k, s[j]),
                 4 * sqrt(3.0 / n) + 6 * s[j] * s[j] / size + 3 / sqrt(size));
    }
}

/* Measured elsewhere, independent code, with standard errors. */
static void check_references(void) {
    static const struct {
        double d, k, s, value, error;
    } gains[] = {{64, 64, .5, .9746, .0002},     {64, 64, 1, .9487, .0002},
                 {1024, 128, 1, .9734, .0001},   {1024, 128, 2, .9469, .0001},
                 {1024, 16384, 1, .9900, .0001}, {1024, 16384, 2, .9798, .0001},
                 {1024, 16384, 3, .9696, .0001}, {400, 100, 1, .96811, .00015},
                 {400, 400, 1, .97938, .00008},  {400, 3200, 1, .98342, .0001}},
      successes[] = {{1024, 128, .5, .37797, .00009},
                     {1024, 128, 1, .66926, .00015},
                     {1024, 128, 1.5, .84997, .00017},
                     {1024, 128, 2, .94167, .00015}},
      flips[] = {{1024, 128, 1, .02990, .00001},
                 {1024, 1024, 1, .01423, .00001},
                 {1024, 16384, 1, .01026, .00001}};
    for (size_t i = 0; i < sizeof gains / sizeof gains[0]; i++)
        TEST_ABS(adversarial_relu_gain(gains[i].d, gains[i].k, gains[i].s), gains[i].value,
                 4 * gains[i].error + gains[i].s * gains[i].s / (4 * fmin(gains[i].d, gains[i].k)));
    for (size_t i = 0; i < sizeof successes / sizeof successes[0]; i++)
        TEST_ABS(adversarial_relu_success(successes[i].d, successes[i].k, successes[i].s),
                 successes[i].value, 4 * successes[i].error);
    for (size_t i = 0; i < sizeof flips / sizeof flips[0]; i++)
        TEST_ABS(adversarial_relu_flips(flips[i].d, flips[i].k, flips[i].s), flips[i].value,
                 4 * flips[i].error + flips[i].value / fmin(flips[i].d, flips[i].k));
}

int main(void) {
    gsl_rng *rng = sampler_rng();
    check_beta_law();
    check_integrals();
    check_networks(rng, 8, 8, 40000);
    check_networks(rng, 128, 512, 20000);
    check_networks(rng, 1024, 256, 4000);
    gsl_rng_free(rng);
    check_references();
    return test_end();
}
