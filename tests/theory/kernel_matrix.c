/* SPDX-License-Identifier: MIT */
/* Kernel matrices against the kernel of each pair (kernel.h); zero rows, equal rows, the spike. */
#include "kernel_matrix.h"
#include "kernel.h"
#include "test.h"

static const char *const names[] = {"relu",   "step",   "erf", "erf2",
                                    "linear", "square", "he2", "he3"};

enum { D = 7, N = 13, M = 9 };

static void draw(uint64_t *state, size_t count, double *x) {
    for (size_t i = 0; i < count; i++)
        x[i] = 4 * test_uniform(state) - 2;
}

static double dot(const double *x, const double *y) {
    double sum = 0;
    for (size_t j = 0; j < D; j++)
        sum += x[j] * y[j] / D;
    return sum;
}

/* The pair's value, and its scale sqrt(k(x, x) k(y, y)) and more for the cancelling he2, he3. */
static double pair(const char *name, const double *x, const double *y, double *scale) {
    struct kernel kernel;
    double k, k11, k12, a = dot(x, x), b = dot(x, y), c = dot(y, y);
    TEST(kernel_find(&kernel, name) == STATUS_OK);
    kernel.evaluate(a, b, c, &k, &k11, &k12);
    *scale = pow((1 + a) * (1 + c), 1.5);
    return k;
}

static void test_kernel(const char *name, uint64_t *state) {
    double X[N * D], Y[M * D], K[N * M], S[N * N], diagonal[N], scale;
    draw(state, N * D, X);
    draw(state, M * D, Y);
    TEST(kernel_matrix(name, D, N, X, M, Y, 0.25, K) == STATUS_OK);
    TEST(kernel_matrix(name, D, N, X, N, X, 3, S) == STATUS_OK);
    TEST(kernel_diagonal(name, D, N, X, diagonal) == STATUS_OK);
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < M; j++) {
            double k = pair(name, X + i * D, Y + j * D, &scale);
            TEST_ABS(K[i * M + j], 0.25 * k, 1e-15 * scale);
        }
        for (size_t j = 0; j < N; j++) {
            double k = pair(name, X + i * D, X + j * D, &scale);
            /* kernel.h has a cosine of 1 - eps for that of x with itself */
            double error = strcmp(name, "step") == 0 && i == j ? 1e-8 : 3e-15 * scale;
            TEST_ABS(S[i * N + j], 3 * k, error);
            TEST(S[i * N + j] == S[j * N + i]);
        }
        TEST_ABS(diagonal[i], S[i * N + i] / 3, 1e-15 * (1 + fabs(diagonal[i])));
    }
}

/* sigma(0) = 0 of relu and step; equal rows have equal entries. */
static void test_degenerate(const char *name, uint64_t *state) {
    double X[4 * D] = {0}, K[16], diagonal[4];
    draw(state, D, X + D);
    memcpy(X + 2 * D, X + D, D * sizeof *X);
    for (size_t j = 0; j < D; j++)
        X[3 * D + j] = -X[D + j];
    TEST(kernel_matrix(name, D, 4, X, 4, X, 1, K) == STATUS_OK);
    TEST(kernel_diagonal(name, D, 4, X, diagonal) == STATUS_OK);
    for (size_t i = 0; i < 16; i++)
        TEST(isfinite(K[i]));
    TEST_ABS(K[1 * 4 + 2], K[1 * 4 + 1], 1e-8 * (1 + fabs(K[5])));
    bool homogeneous = strcmp(name, "relu") == 0 || strcmp(name, "step") == 0;
    for (size_t j = 0; homogeneous && j < 4; j++)
        TEST(K[j] == 0 && K[4 * j] == 0);
    if (homogeneous) {
        TEST(diagonal[0] == 0);
        TEST_ABS(K[1 * 4 + 3], 0, 1e-8 * K[5]); /* opposite: no weight sees both */
    }
}

/* k_theta(x, y) at q's with the spike is k_0 of the stretched rows. */
static void test_stretch(uint64_t *state) {
    double X[2 * D], A[2 * D], v[D], K[4], theta = 5, k, k11, k12;
    draw(state, 2 * D, X);
    draw(state, D, v);
    double length = sqrt(D * dot(v, v));
    for (size_t j = 0; j < D; j++)
        v[j] /= length;
    memcpy(A, X, sizeof A);
    kernel_stretch(D, 2, v, theta, A);
    double s = D * dot(v, X), t = D * dot(v, X + D);
    double a = dot(X, X) + theta * s * s / D, b = dot(X, X + D) + theta * s * t / D;
    double c = dot(X + D, X + D) + theta * t * t / D;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct kernel kernel;
        TEST(kernel_find(&kernel, names[i]) == STATUS_OK);
        kernel.evaluate(a, b, c, &k, &k11, &k12);
        TEST(kernel_matrix(names[i], D, 2, A, 2, A, 1, K) == STATUS_OK);
        TEST_ABS(K[1], k, 1e-14 * pow((1 + a) * (1 + c), 1.5));
    }
}

int main(void) {
    uint64_t state = test_seed();
    double x = 1, K;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        test_kernel(names[i], &state);
        test_degenerate(names[i], &state);
    }
    test_stretch(&state);
    TEST(kernel_matrix("tanh", 1, 1, &x, 1, &x, 1, &K) == STATUS_USAGE);
    TEST(kernel_diagonal("tanh", 1, 1, &x, &K) == STATUS_USAGE);
    return test_end();
}
