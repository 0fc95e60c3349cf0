/* SPDX-License-Identifier: MIT */
/* Langevin dynamics: stationary laws of independent particles, the Gibbs law of one, predictions.
 */
#include "langevin.h"
#include "test.h"

static const double X[] = {1, 0.5, -0.5, 2}, y[] = {0.5, -1}, mu[] = {1, 0.25}, g[] = {0.6, -0.3};

static struct langevin make(enum langevin_scheme scheme, double step, double bound,
                            size_t particles) {
    struct langevin of = {.particles = particles,
                          .modes = 2,
                          .samples = 2,
                          .scheme = scheme,
                          .lambda = 0.3,
                          .bound = bound,
                          .step = step,
                          .X = X,
                          .y = y,
                          .mu = mu,
                          .seed = test_seed()};
    TEST(langevin_new(&of) == STATUS_OK);
    langevin_draw(&of, 0);
    return of;
}

/* Linear neurons, given g: N(-C X^T g/(n lambda), C), of SEMI and EXPLICIT the variances mu/(1 +-
 * h lambda/(2 mu)); 20000 particles. */
static void test_independent(enum langevin_scheme scheme, double step, int steps) {
    struct langevin of = make(scheme, step, 0, 20000);
    for (int t = 1; t <= steps; t++)
        TEST(langevin_step(&of, 0, (uint64_t)t, g));
    for (size_t k = 0; k < 2; k++) {
        double mean = 0, square = 0, M = (double)of.particles;
        for (size_t j = 0; j < of.particles; j++) {
            mean += of.theta[2 * j + k] / M;
            square += of.theta[2 * j + k] * of.theta[2 * j + k] / M;
        }
        double delta = step * of.lambda / 2, variance = mu[k];
        variance = scheme == LANGEVIN_SEMI       ? variance / (1 + delta / variance)
                   : scheme == LANGEVIN_EXPLICIT ? variance / (1 - delta / variance)
                                                 : variance;
        double expected = -mu[k] * (X[k] * g[0] + X[2 + k] * g[1]) / (2 * of.lambda);
        TEST_ABS(mean, expected, 5 * sqrt(variance / M));
        TEST_ABS(square - mean * mean, variance, 5 * variance * sqrt(2 / M));
    }
    langevin_free(&of);
}

/* One interacting particle by pCN: density exp(-F(h(theta))/lambda) prior, its mean output by a sum
 * over the plane. */
static void test_single(void) {
    enum { REPLICATES = 4000, STEPS = 60, CELLS = 160 };
    struct langevin of = make(LANGEVIN_PCN, 0.6, 1.5, 1);
    double sum[2] = {0, 0}, square[2] = {0, 0}, weight = 0, mean[2] = {0, 0};
    for (uint64_t r = 0; r < REPLICATES; r++) {
        langevin_draw(&of, r);
        for (uint64_t t = 1; t <= STEPS; t++)
            langevin_step(&of, r, t, NULL);
        for (size_t i = 0; i < 2; i++) {
            sum[i] += of.f[i] / REPLICATES;
            square[i] += of.f[i] * of.f[i] / REPLICATES;
        }
    }
    for (int a = -CELLS; a <= CELLS; a++)
        for (int b = -CELLS; b <= CELLS; b++) {
            double u = 6. * a / CELLS, v = 6. * b / CELLS, theta[] = {u, 0.5 * v}, f[2], loss = 0;
            for (size_t i = 0; i < 2; i++) {
                f[i] = 1.5 * tanh(theta[0] * X[2 * i] + theta[1] * X[2 * i + 1]);
                loss += (f[i] - y[i]) * (f[i] - y[i]) / 4;
            }
            double p = exp(-u * u / 2 - v * v / 2 - loss / of.lambda);
            weight += p;
            for (size_t i = 0; i < 2; i++)
                mean[i] += p * f[i];
        }
    for (size_t i = 0; i < 2; i++)
        TEST_ABS(sum[i], mean[i] / weight, 5 * sqrt((square[i] - sum[i] * sum[i]) / REPLICATES));
    langevin_free(&of);
}

/* Predictions at the samples are f; blocks do not show. */
static void test_predict(void) {
    struct langevin of = make(LANGEVIN_SEMI, 0.1, 2, 300);
    double f[2], loss = 0;
    TEST(langevin_step(&of, 0, 1, NULL));
    TEST(langevin_predict(&of, 2, X, f) == STATUS_OK);
    for (size_t i = 0; i < 2; i++)
        TEST_ABS(f[i], of.f[i], 1e-14);
    for (size_t j = 0; j < of.particles; j++)
        loss += of.h[2 * j] / (double)of.particles;
    TEST_ABS(loss, of.f[0], 1e-14);
    langevin_free(&of);
}

int main(void) {
    test_independent(LANGEVIN_SEMI, 0.2, 600);
    test_independent(LANGEVIN_EXPLICIT, 0.2, 600);
    test_independent(LANGEVIN_EXPONENTIAL, 0.1, 300);
    test_independent(LANGEVIN_PCN, 0.7, 200);
    test_independent(LANGEVIN_WALK, 0.9, 400);
    test_single();
    test_predict();
    TEST(langevin_scheme_parse("pcn") == LANGEVIN_PCN &&
         langevin_scheme_parse("walk") == LANGEVIN_WALK &&
         langevin_scheme_parse("exponential") == LANGEVIN_EXPONENTIAL);
    return test_end();
}
