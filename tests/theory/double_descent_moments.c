/* SPDX-License-Identifier: MIT */
/* Moments of random features given W: closed cases, and sampling. */
#include "double_descent_moments.h"
#include "activation.h"
#include "linalg.h"
#include "random.h"
#include "test.h"

#include <string.h>

static const double pi = 3.14159265358979323846;

/* Along one direction: w = (r, 0, ...): relu has E z^2 = r^2/(2 d m), and opposite weights
 * exclude each other. */
static void test_closed(void) {
    enum { D = 3, M = 4 };
    const double W[M * D] = {2, 0, 0, -1, 0, 0, 0, 3, 0, 1, 0, 0};
    double S[M * M], slope[M];
    TEST(double_descent_moments_cross("relu", D, M, W, M, W, S) == STATUS_OK);
    TEST_REL(S[0], 4. / (2 * D * M), 1e-14);
    TEST_ABS(S[1], 0, 1e-15);
    TEST_REL(S[2], 6 / (2 * pi * D * M), 1e-14);
    TEST_REL(S[3], 2. / (2 * D * M), 1e-14);
    for (int i = 0; i < M; i++)
        for (int j = 0; j < M; j++)
            TEST(S[i * M + j] == S[j * M + i]);
    TEST(double_descent_moments_slope("relu", D, M, W, slope) == STATUS_OK);
    TEST_REL(slope[2], 0.5 / sqrt(D * M), 1e-15);
    TEST(double_descent_moments_slope("tanh", D, M, W, slope) == STATUS_USAGE);
    TEST(double_descent_moments_cross("tanh", D, M, W, M, W, S) == STATUS_USAGE);
}

/* Means over samples within 5 standard errors, all entries. */
static void test_sampled(const char *name, uint64_t seed) {
    enum { D = 4, M = 3, P = 2, N = 40000 };
    double W[(M + P) * D], *V = W + M * D, S[M * P], slope[M];
    struct activation activation;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    random_gaussians(random_stream(seed, "weights"), 0, 0, 0, (M + P) * D, W);
    TEST(double_descent_moments_cross(name, D, M, W, P, V, S) == STATUS_OK);
    TEST(double_descent_moments_slope(name, D, M, W, slope) == STATUS_OK);
    double sum[M * (P + D)] = {0}, squares[M * (P + D)] = {0};
    for (int s = 0; s < N; s++) {
        double x[D], z[M + P];
        random_gaussians(random_stream(seed, "data"), 0, (uint64_t)s, 0, D, x);
        linalg_multiply_transposed(1, M + P, D, x, W, false, z);
        for (int i = 0; i < M + P; i++)
            z[i] = activation_value(&activation, 0, z[i] / sqrt(D)) / sqrt(i < M ? M : P);
        for (int i = 0; i < M; i++)
            for (int j = 0; j < P + D; j++) {
                double value = z[i] * (j < P ? z[M + j] : x[j - P]);
                sum[i * (P + D) + j] += value / N;
                squares[i * (P + D) + j] += value * value / N;
            }
    }
    for (int i = 0; i < M; i++)
        for (int j = 0; j < P + D; j++) {
            double mean = sum[i * (P + D) + j];
            double error = sqrt((squares[i * (P + D) + j] - mean * mean) / N);
            double expected = j < P ? S[i * P + j] : slope[i] * W[i * D + j - P];
            TEST_ABS(mean, expected, 5 * error);
        }
}

int main(void) {
    uint64_t state = test_seed();
    test_closed();
    const char *const names[] = {"relu", "erf", "erf2", "linear"};
    for (int i = 0; i < 4; i++)
        test_sampled(names[i], state + (uint64_t)i);
    return test_end();
}
