/* SPDX-License-Identifier: MIT */
/* What one step does (c2): the mean gradient and the law of the weights against sampled steps, the
 * outlier against the spectrum of sampled matrices and the equation it solves. */
#include "function_space.h"
#include "linalg.h"
#include "quadrature.h"
#include "test.h"

static double normal(uint64_t *state) {
    return sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
}

/* y = z + h_2(z) + noise/2: c1* = 1, Ey^2 = 2.25, E y^2 z^2 = 3 + 5 + .25. */
static void test_gradient(int d, int n, int samples, uint64_t *state) {
    double sum = 0, square = 0, aligned = 0, *g = malloc((size_t)d * sizeof *g);
    for (int trial = 0; trial < samples; trial++) {
        double length = 0;
        for (int j = 0; j < d; j++)
            g[j] = 0;
        for (int i = 0; i < n; i++) {
            double z = normal(state), y = z + (z * z - 1) / sqrt(2) + normal(state) / 2;
            g[0] += y * z / n;
            for (int j = 1; j < d; j++)
                g[j] += y * normal(state) / n;
        }
        for (int j = 0; j < d; j++)
            length += g[j] * g[j];
        sum += length;
        square += length * length;
        aligned += g[0] * g[0];
    }
    free(g);
    double gamma2, expected = function_space_gradient(1, 2.25, 8.25, n, d, &gamma2);
    double mean = sum / samples, error = sqrt((square / samples - mean * mean) / samples);
    TEST_ABS(mean, expected, 4 * error);
    /* the aligned part has at most the error of the whole */
    TEST_ABS(aligned / samples, gamma2 * expected, 4 * error);
}

static void test_spike(const char *name, double c1, double variance) {
    struct activation activation;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    double d = 300, width = 700, step = 5, c1star = 0.8, ey2 = 1.3, alpha = 2.5, gamma2;
    struct function_space_spike spike =
        function_space_spike(&activation, c1star, ey2, alpha, step, width, d);
    /* the limit of the exact mean gradient: n = alpha d with d to infinity */
    double square = function_space_gradient(c1star, ey2, 3, alpha * 1e12, 1e12, &gamma2);
    double theta = d / width * step * step * c1 * c1 * square;
    TEST_ABS(spike.theta, theta, 1e-10 * theta);
    TEST_REL(spike.gamma2, gamma2, 1e-10);
    TEST_ABS(spike.bulk, 1 + step * step * variance * ey2 / (width * alpha), 1e-12);
    if (variance == 0)
        TEST(spike.bulk == 1);
    /* q = (theta/d)(1 - gamma^2) V'/c1^2 */
    if (c1 != 0)
        TEST_ABS(spike.bulk - 1, spike.theta / d * (1 - spike.gamma2) * variance / (c1 * c1),
                 1e-13);
}

/* Moved weights, drawn neuron by neuron: sqrt d times the coordinates along v and across. */
static void test_weights(uint64_t *state) {
    enum { D = 60, N = 240, NEURONS = 400 };
    double *x = malloc(N * D * sizeof *x), y[N], g[D] = {0}, length = 0, mean_y2 = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < D; j++)
            x[i * D + j] = normal(state);
        y[i] = x[i * D] + 0.5 * normal(state);
        mean_y2 += y[i] * y[i] / N;
        for (int j = 0; j < D; j++)
            g[j] += y[i] * x[i * D + j] / N;
    }
    for (int j = 0; j < D; j++)
        length += g[j] * g[j];
    /* eta^2/N = 1: theta = d c1^2 |g|^2, q = V' mean y^2/alpha, given this sample */
    double along = 0, across = 0, along2 = 0, across2 = 0;
    for (int k = 0; k < NEURONS; k++) {
        double w[D], xi = normal(state), move[D] = {0}, wv = 0, w2 = 0;
        for (int j = 0; j < D; j++)
            w[j] = normal(state) / sqrt(D);
        for (int i = 0; i < N; i++) {
            double z = 0;
            for (int j = 0; j < D; j++)
                z += w[j] * x[i * D + j];
            for (int j = 0; z > 0 && j < D; j++)
                move[j] += xi * y[i] * x[i * D + j] / N;
        }
        for (int j = 0; j < D; j++) {
            w[j] += move[j];
            wv += w[j] * g[j] / sqrt(length);
            w2 += w[j] * w[j];
        }
        double a = D * wv * wv, b = (w2 - wv * wv) * D / (D - 1);
        along += a / NEURONS;
        across += b / NEURONS;
        along2 += a * a / NEURONS;
        across2 += b * b / NEURONS;
    }
    free(x);
    double q = 0.25 * mean_y2 * D / N, theta = D * 0.25 * length;
    /* 4 standard errors; the split of sigma' at finite n moves both by O(1/sqrt n) of themselves */
    TEST_ABS(along, 1 + theta, 4 * sqrt((along2 - along * along) / NEURONS) + 0.1 * theta);
    TEST_ABS(across, 1 + q, 4 * sqrt((across2 - across * across) / NEURONS) + 0.1 * q);
    TEST(across - 1 > 0.5 * q); /* and q is seen */
}

/* The largest eigenvalue of a sampled d W^T W/N. */
static void test_outlier(int d, int n, double theta, uint64_t *state) {
    size_t size = (size_t)d;
    double overlap, expected = function_space_outlier(theta, (double)d / n, &overlap);
    double sum = 0, square = 0, share = 0;
    enum { TRIALS = 12 };
    for (int trial = 0; trial < TRIALS; trial++) {
        double *W = malloc((size_t)(n * d) * sizeof *W), *S = calloc(size * size, sizeof *S);
        double value, *V = malloc(size * sizeof *V);
        for (int i = 0; i < n * d; i++)
            W[i] = normal(state) * (i % d == 0 ? sqrt(1 + theta) : 1);
        linalg_gram_add((size_t)n, size, 1.0 / n, W, S);
        linalg_mirror(size, S);
        TEST(linalg_eigenvectors(size, S, size - 1, size - 1, &value, V) == STATUS_OK);
        sum += value / TRIALS;
        square += value * value / TRIALS;
        share += V[0] * V[0] / TRIALS;
        free(W);
        free(S);
        free(V);
    }
    /* finite size: relative O(1/d) */
    TEST_ABS(sum, expected, 4 * sqrt((square - sum * sum) / TRIALS) + 3 * expected / d);
    if (theta > 2 * sqrt((double)d / n))
        TEST_ABS(share, overlap, 0.05);
}

int main(void) {
    uint64_t state = test_seed();
    test_gradient(2, 3, 60000, &state);
    test_gradient(40, 20, 1500, &state);
    test_spike("relu", 0.5, 0.25);
    test_spike("erf2", 1 / sqrt(M_PI), 2 / (M_PI * sqrt(3)) - 1 / M_PI);
    test_spike("linear", 1, 0);
    test_spike("he2", 0, 2);
    test_spike("he3", 0, 3); /* sigma' = sqrt 3 h_2 */
    test_weights(&state);
    struct activation step;
    TEST(activation_parse(&step, "step") == STATUS_OK);
    struct function_space_spike spike = function_space_spike(&step, 1, 1, 1, 1, 100, 100);
    TEST(isnan(spike.theta) && isnan(spike.bulk));
    TEST_REL(spike.gamma2, 0.5, 1e-15);
    test_outlier(100, 400, 3, &state);
    test_outlier(100, 50, 6, &state);
    test_outlier(100, 400, 0.2, &state);
    /* continuous at the threshold, overlap 0 there; theta -> infinity */
    double overlap;
    TEST_REL(function_space_outlier(0.5 + 1e-12, 0.25, &overlap), 2.25, 1e-11);
    TEST_ABS(overlap, 0, 1e-11);
    TEST_REL(function_space_outlier(1e12, 0.25, &overlap), 1e12 + 1.25, 1e-15);
    TEST_REL(overlap, 1.0, 1e-12);
    /* kurtosis: 3 E(1 + q xi^2)^2/(E(1 + q xi^2))^2 by quadrature */
    const struct quadrature *rule = quadrature_gaussian();
    for (double q = 0; q < 20; q = 0.3 + 2 * q) {
        double second = 0, fourth = 0;
        for (size_t i = 0; i < rule->count; i++) {
            double variance = 1 + q * rule->x[i] * rule->x[i];
            second += rule->w[i] * variance;
            fourth += rule->w[i] * 3 * variance * variance;
        }
        TEST_REL(function_space_kurtosis(q), fourth / (second * second), 1e-12);
    }
    return test_end();
}
