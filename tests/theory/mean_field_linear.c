/* SPDX-License-Identifier: MIT */
/* Linear neurons: dual formulas in samples against the primal problem in modes. */
#include "linalg.h"
#include "mean_field.h"
#include "test.h"

/* The primal problem on DET: A = C^{1/2} X^T X C^{1/2}/n + lambda I (modes x modes) by Cholesky;
 * m = C^{1/2} A^-1 C^{1/2} X^T y/n minimises (1/2n)|X m - y|^2 + (lambda/2) m^T C^-1 m. */
struct primal {
    double optimum, dimension, logdet;
};

static struct primal primal(size_t n, size_t modes, double lambda) {
    double *A = memory_zero(modes * modes, sizeof *A), *Z = memory_new(n * modes, sizeof *Z);
    double *m = memory_zero(modes, sizeof *m), *I = memory_zero(modes * modes, sizeof *I);
    struct primal of = {0, (double)modes, 0};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < modes; k++) {
            double mode = (double)k + 1, sample = (double)i + 1;
            Z[i * modes + k] = M_SQRT2 * pow(mode, -1.75) * cos((1.3 * mode + 0.7) * sample);
            m[k] += Z[i * modes + k] * sin(sample) / (double)n;
        }
    linalg_gram_add(n, modes, 1 / (double)n, Z, A);
    linalg_mirror(modes, A);
    for (size_t k = 0; k < modes; k++) {
        A[k * modes + k] += lambda;
        I[k * modes + k] = 1;
    }
    TEST(linalg_cholesky(modes, A) == STATUS_OK);
    linalg_cholesky_solve(modes, A, 1, m);
    linalg_cholesky_solve(modes, A, modes, I);
    for (size_t k = 0; k < modes; k++) {
        of.dimension -= lambda * I[k * modes + k];
        of.logdet += lambda / 2 * (2 * log(A[k * modes + k]) - log(lambda));
        of.optimum += lambda / 2 * m[k] * m[k];
    }
    for (size_t i = 0; i < n; i++) {
        double residual = -sin((double)i + 1);
        for (size_t k = 0; k < modes; k++)
            residual += Z[i * modes + k] * m[k];
        of.optimum += residual * residual / (2 * (double)n);
    }
    free(A), free(Z), free(m), free(I);
    return of;
}

static double det_linear(size_t n, size_t modes, double lambda, double *s) {
    double optimum = NAN;
    TEST(mean_field_det_linear(n, modes, lambda, s, &optimum) == STATUS_OK);
    return optimum;
}

static void test_optimum(void) {
    static const size_t sizes[][2] = {{1, 1}, {20, 16}, {20, 64}, {7, 300}, {40, 10}};
    double s[40];
    for (int c = 0; c < 5; c++)
        for (double lambda = 1e-3; lambda < 20; lambda *= 7) {
            size_t n = sizes[c][0], modes = sizes[c][1];
            struct primal of = primal(n, modes, lambda);
            double optimum = det_linear(n, modes, lambda, s);
            TEST_REL(optimum, of.optimum, 1e-12);
            TEST_REL(mean_field_effective_dimension(n, s), of.dimension, 1e-11);
            TEST_REL(mean_field_free_energy(n, s, lambda), of.logdet, 1e-11);
        }
    /* lambda far below the eigenvalues: the primal problem, regular while modes <= n, keeps its
     * digits, and K + n lambda does not. */
    for (int c = 0; c < 5; c++)
        for (double lambda = 1e-5; lambda > 1e-14 && sizes[c][1] <= sizes[c][0]; lambda /= 10) {
            size_t n = sizes[c][0], modes = sizes[c][1];
            struct primal of = primal(n, modes, lambda);
            TEST_REL(det_linear(n, modes, lambda, s), of.optimum, 1e-11);
            TEST_REL(mean_field_effective_dimension(n, s), of.dimension, 1e-11);
            TEST_REL(mean_field_free_energy(n, s, lambda), of.logdet, 1e-11);
        }
    /* 50 digits of mpmath 1.2.1. */
    TEST_REL(det_linear(3, 2, 1e-12, s), .15001692699384805, 1e-12);
    TEST_REL(mean_field_effective_dimension(3, s), 1.9999999999898189, 1e-14);
    TEST_REL(mean_field_free_energy(3, s, 1e-12), 2.655017675878444e-11, 1e-12);
    TEST_REL(det_linear(20, 16, 1e-12, s), .020272120626556123, 1e-11);
    /* Separate implementation, printed to ten or twelve digits. */
    TEST_ABS(det_linear(20, 16, 0.05, s), .246247472810, 6e-13);
    TEST_ABS(det_linear(20, 256, 0.05, s), .246178631292, 6e-13);
    TEST_ABS(det_linear(20, 64, 0.05, s), .246181567600, 6e-13);
    TEST_ABS(mean_field_effective_dimension(20, s), 2.1802464661, 6e-11);
    TEST_ABS(mean_field_free_energy(20, s, 0.05), .1177094173, 6e-11);
    TEST_ABS(mean_field_free_energy_bound(20, s, 0.05), .5550713347, 6e-11);
    TEST_ABS(mean_field_exponential_excess(20, s, 0.05, 0), .0545061617, 6e-11);
    TEST_ABS(mean_field_exponential_excess(20, s, 0.05, 0.05), .0783826036, 6e-11);
    TEST_ABS(s[19], 19.68067083, 6e-9);
    TEST(isinf(mean_field_exponential_excess(20, s, 0.05, 2 * atanh(1 / s[19]) * 1.001)));
}

/* The mean of particles under EXP is AR(1) in modes: iterate its covariance in one direction. */
static void test_exponential(void) {
    const double lambda = 0.2, tau = 0.3;
    for (double s = 0.1; s < 6; s += 0.7) {
        /* Along the eigenvector c of C^{1/2} G C^{1/2} = lambda s: c <- r c - (1-r) s c + noise. */
        double r = exp(-tau), a = r - (1 - r) * s, variance = 0;
        for (int t = 0; t < 5000; t++)
            variance = a * a * variance + (1 - r * r);
        TEST_REL(mean_field_exponential_excess(1, &s, lambda, tau), lambda * s * variance / 2,
                 1e-11);
    }
}

/* 0 <= L*_K - L*_K' <= the bound, which the tail of DET nearly meets. */
static void test_modes(void) {
    enum { N = 20 };
    const double lambda = 0.05;
    double s[N], fewer[N * N], more[N * N], y[N];
    for (size_t i = 0; i < N; i++)
        y[i] = mean_field_det_label(i + 1);
    for (size_t modes = 4; modes <= 256; modes *= 4) {
        double change = det_linear(N, modes, lambda, s) - det_linear(N, 4 * modes, lambda, s),
               bound;
        TEST(mean_field_det_kernel(N, modes, fewer) == STATUS_OK);
        TEST(mean_field_det_kernel(N, 4 * modes, more) == STATUS_OK);
        TEST(mean_field_modes_bound(N, fewer, more, y, lambda, &bound) == STATUS_OK);
        TEST(change >= -1e-15 && change <= bound + 1e-15);
        TEST(modes < 16 || change > 0.99 * bound);
    }
}

int main(void) {
    test_optimum();
    test_exponential();
    test_modes();
    return test_end();
}
