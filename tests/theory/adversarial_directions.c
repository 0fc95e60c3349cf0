/* SPDX-License-Identifier: MIT */
/* The l-infinity step and random directions (c7). */
#include "adversarial_sampler.h"

#include "adversarial.h"

/* The relative gain of the l-infinity step for ReLU is 1 - (t/sqrt d) K(sqrt(2/pi) rho), measured;
 * the success follows from it. */
static void check_linf_gain(gsl_rng *rng, const struct activation *relu,
                            const struct adversarial_moments *m, size_t k, double d) {
    static const double s[] = {0.5, 1};
    struct mean gain[2] = {0}, success[2] = {0};
    for (int i = 0; i < 4000; i++) {
        struct sample sample;
        sampler_draw(rng, relu, k, d, true, 2, s, &sample);
        for (int j = 0; j < 2; j++) {
            double won = copysign(1, sample.f) * (sample.f - sample.after[j]);
            mean_add(&gain[j], won / (s[j] * sample.slope));
            mean_add(&success[j], sample.f * sample.after[j] <= 0);
        }
    }
    for (int j = 0; j < 2; j++) {
        double rho = sqrt(2 * d / (double)k), size = fmin(d, (double)k), eps = s[j] / sqrt(d);
        double expected = 1 - eps * adversarial_relu_curvature(sqrt(2 / M_PI) * rho);
        TEST_MEAN(gain[j], expected, s[j] * s[j] / (4 * size));
        double P = adversarial_linf_success(relu, m, d, (double)k, eps);
        TEST_REL(P, erf(s[j] / sqrt(M_PI) * expected), 1e-14);
        TEST_MEAN(success[j], P, 1 / size);
    }
}

static void check_linf(gsl_rng *rng) {
    struct activation activation;
    struct adversarial_moments m;
    /* Per unit of l2 norm the sign vector is sqrt(2/pi) times as good as the gradient. */
    sampler_subject("tanh", &activation, &m);
    for (double eps = 0.001; eps < 0.2; eps *= 1.5)
        TEST_REL(adversarial_linf_success(&activation, &m, 400, 77, eps),
                 adversarial_success_limit(&m, eps * 20 * sqrt(2 / M_PI)), 1e-14);
    /* Measured elsewhere for ReLU, d = k = 256, 60000 networks. */
    static const double s[] = {0.5, 1, 2}, measured[] = {.3040, .5612, .8730};
    sampler_subject("relu", &activation, &m);
    for (int j = 0; j < 3; j++) {
        double P = measured[j];
        TEST_ABS(adversarial_linf_success(&activation, &m, 256, 256, s[j] / 16), P,
                 4 * sqrt(P * (1 - P) / 6e4));
        TEST_REL(adversarial_linf_success(&activation, &m, 256, INFINITY, s[j] / 16),
                 erf(s[j] / sqrt(M_PI)), 1e-14);
    }
    check_linf_gain(rng, &activation, &m, 64, 1024);
    check_linf_gain(rng, &activation, &m, 256, 256);
    sampler_subject("step", &activation, &m);
    TEST(isnan(adversarial_linf_success(&activation, &m, 256, 256, 0.1)));
}

static double random_success(const char *name, double d, double s) {
    struct activation activation;
    double success = NAN;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    TEST(adversarial_random_success(&activation, d, s, &success) == STATUS_OK);
    return success;
}

/* Kernels in closed form: Z' = Z + tau xi has variance v = 1 + tau^2 and covariance 1 with Z. */
static void check_random(void) {
    const double d = 100;
    for (double tau = 0.01; tau < 30; tau *= 2.3) {
        double s = tau * 10, v = 1 + tau * tau, theta = atan(tau);
        double error = 4e-14 / tau; /* of arccos near 1 */
        TEST_REL(random_success("linear", d, s), theta / M_PI, 1e-12);
        TEST_ABS(random_success("he2", d, s), acos(1 / sqrt((3 * v * v - 2 * v + 1) / 2)) / M_PI,
                 error);
        TEST_ABS(random_success("square", d, s), acos((v + 2) / (3 * v)) / M_PI, error);
        double erf_kernel =
            asin(2 / sqrt(3 * (1 + 2 * v))) / sqrt(asin(2.0 / 3) * asin(2 * v / (1 + 2 * v)));
        TEST_ABS(random_success("erf", d, s), acos(erf_kernel) / M_PI, error + 1e-11);
        double sin_kernel =
            (exp(-2 * (v - 1)) - exp(-2 * (v + 3))) / sqrt((1 - exp(-8)) * (1 - exp(-8 * v)));
        TEST_ABS(random_success("sin2", d, s), acos(sin_kernel) / M_PI, error + 1e-11);
        double relu_kernel = (sin(theta) + (M_PI - theta) * cos(theta)) / M_PI;
        TEST_ABS(random_success("relu", d, s), acos(relu_kernel) / M_PI, error);
        TEST_ABS(random_success("step", d, s), acos((M_PI - theta) / M_PI) / M_PI, error);
    }
    /* Small steps: sqrt(nbar) tau/pi with all digits. */
    static const char *const names[] = {"relu", "erf", "tanh", "softplus", "he3"};
    for (int i = 0; i < 5; i++) {
        struct activation activation;
        struct adversarial_moments m;
        sampler_subject(names[i], &activation, &m);
        /* Softplus is not centred: its output's mean square, not variance, is in nbar. */
        double slope = random_success(names[i], d, 1e-6) / (1e-7 / M_PI);
        TEST_REL(slope, sqrt(m.nbar), 1e-6);
        TEST_ABS(random_success(names[i], d, 0), 0, 0);
    }
    /* Measured elsewhere: ReLU, d = k = 256, 60000 networks. */
    static const double s[] = {1, 4, 16}, measured[] = {.0201, .0764, .2283};
    for (int j = 0; j < 3; j++)
        TEST_ABS(random_success("relu", 256, s[j]), measured[j],
                 4 * sqrt(measured[j] * (1 - measured[j]) / 6e4));
    struct activation activation;
    double success;
    TEST(activation_parse(&activation, "erf") == STATUS_OK);
    TEST(adversarial_random_success(&activation, 4, 201, &success) == STATUS_USAGE);
    TEST(adversarial_random_success(&activation, 0, 1, &success) == STATUS_USAGE);
    TEST(adversarial_random_success(&activation, 4, NAN, &success) == STATUS_USAGE);
    TEST(activation_parse(&activation, "hermite:0") == STATUS_OK);
    TEST(adversarial_random_success(&activation, 4, 1, &success) == STATUS_USAGE);
}

int main(void) {
    gsl_rng *rng = sampler_rng();
    check_linf(rng);
    gsl_rng_free(rng);
    check_random();
    return test_end();
}
