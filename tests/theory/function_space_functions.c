/* SPDX-License-Identifier: MIT */
/* Named harmonics, the matrix of the aligned sector, its top eigenfunction, Funk-Hecke by
 * quadrature, and the inflation of a finite sample: each against another route. */
#include "function_space_internal.h"
#include "linalg.h"
#include "test.h"

static const struct activation relu = {.kind = ACTIVATION_RELU};

static double normal(uint64_t *state) {
    return sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
}

/* Orthonormal over the sphere: means of products over random directions, 5 standard errors of a
 * product of fourth-degree harmonics (variance below 40). */
static void test_harmonics(size_t d, uint64_t *state) {
    enum { H = FUNCTION_SPACE_HARMONICS, DRAWS = 40000 };
    double v[16], frame[3 * 16], x[16], Y[H], mean[H][H] = {{0}};
    for (size_t j = 0; j < d; j++)
        v[j] = normal(state);
    TEST(function_space_frame(d, v, frame) == STATUS_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = 0;
            for (size_t k = 0; k < d; k++)
                sum += frame[i * d + k] * frame[j * d + k];
            TEST_ABS(sum, i == j, 1e-14);
        }
    for (size_t n = 0; n < DRAWS; n++) {
        double square = 0;
        for (size_t j = 0; j < d; j++) {
            x[j] = normal(state);
            square += x[j] * x[j];
        }
        for (size_t j = 0; j < d; j++)
            x[j] *= sqrt((double)d / square);
        function_space_harmonics(d, 1, frame, x, Y);
        for (size_t i = 0; i < H; i++)
            for (size_t j = 0; j < H; j++)
                mean[i][j] += Y[i] * Y[j] / DRAWS;
    }
    for (size_t i = 0; i < H; i++)
        for (size_t j = 0; j < H; j++)
            TEST_ABS(mean[i][j], i == j, 5 * sqrt(40.0 / DRAWS));
    /* Homogeneous of the degree asked for; 0 at 0. */
    double once[H], twice[H], zero[16] = {0};
    function_space_harmonics(d, 2, frame, x, once);
    for (size_t j = 0; j < d; j++)
        x[j] *= 3;
    function_space_harmonics(d, 2, frame, x, twice);
    for (size_t i = 0; i < H; i++)
        TEST_REL(twice[i], 9 * once[i], 1e-13);
    function_space_harmonics(d, 1, frame, zero, once);
    for (size_t i = 0; i < H; i++)
        TEST(once[i] == 0);
}

/* The corner of the matrix are the closed forms; its eigenvalues those of the sector. */
static void test_matrix(double d, double theta) {
    enum { L = 60 };
    double T[L * L], values[L], spectrum[4];
    struct function_space_elements e;
    TEST(function_space_matrix(d, theta, L, T) == STATUS_OK);
    TEST(function_space_elements(d, theta, 0, &e) == STATUS_OK);
    TEST_REL(T[0], e.m00, 1e-12);
    TEST_REL(T[2], e.m02, 1e-12);
    TEST_REL(T[2 * L + 2], e.m22, 1e-12);
    TEST_REL(T[L + 1], e.m11, 1e-14);
    for (size_t i = 0; i < L; i++)
        for (size_t j = 0; j < L; j++)
            TEST((i + j) % 2 == 0 ? T[i * L + j] == T[j * L + i] : T[i * L + j] == 0);
    TEST(linalg_eigenvalues(L, T, values) == STATUS_OK);
    TEST(function_space_spectrum(d, theta, 0, 4, spectrum) == STATUS_OK);
    for (size_t k = 0; k < 4; k++)
        TEST_ABS(values[L - 1 - k], spectrum[k], 1e-10 * spectrum[0]);
}

/* Its mean square is 1, and its parts on the radial mode and the quadratic harmonic are those of
 * the eigenvector in the basis of harmonics. */
static void test_top(double d, double theta) {
    struct quadrature top, rule;
    struct function_space_sector sector;
    TEST(function_space_top(d, theta, &top) == STATUS_OK);
    TEST(function_space_rule(&rule, d, theta, 0) == STATUS_OK);
    TEST(function_space_sector(d, theta, 0, 1, INFINITY, &sector) == STATUS_OK);
    double square = 0, radial = 0, quadratic = 0;
    for (size_t i = 0; i < top.count; i++) {
        double psi = top.w[i], t = top.x[i];
        TEST(psi > 0 && t > 0 && t < 1);
        square += rule.w[i] * psi * psi;
        radial += rule.w[i] * psi;
        quadratic += rule.w[i] * psi * function_space_aligned(d, 0, 2, t, sqrt(1 - t * t));
    }
    TEST_ABS(square, 1, 1e-12);
    TEST_ABS(radial, fabs(sector.radial[0]), 1e-8);
    TEST_ABS(quadratic, fabs(sector.quadratic[0]), 1e-8);
    function_space_sector_free(&sector);
    quadrature_free(&top);
    quadrature_free(&rule);
}

/* Noise enters the equivalent by the inflation alone. */
static void test_inflation(double d, double theta, double n, double ridge) {
    struct function_space_modes modes;
    TEST(function_space_modes(d, theta, 0.9, n, ridge, &modes) == STATUS_OK);
    double with = function_space_eigenlearning(&modes, n, ridge, 2);
    double without = function_space_eigenlearning(&modes, n, ridge, 0);
    TEST_REL(function_space_inflation(&modes, n, ridge), (with - without) / 4, 1e-12);
    function_space_modes_free(&modes);
}

int main(void) {
    uint64_t state = test_seed();
    double v[3] = {0}, frame[9], closed, integral;
    test_harmonics(3, &state);
    test_harmonics(10, &state);
    TEST(function_space_frame(3, v, frame) == STATUS_INPUT);
    TEST(function_space_frame(2, (double[]){1, 0}, frame) == STATUS_INPUT);
    test_matrix(10, 2);
    test_matrix(50, 10);
    test_top(20, 2);
    test_top(20, 20);
    test_top(60, 180);
    test_inflation(15, 0, 150, 0.01);
    test_inflation(15, 40, 60, 0.01);
    for (size_t l = 0; l <= 12; l++)
        for (double d = 5; d <= 30; d += 5) {
            TEST(function_space_funk_hecke(&relu, d, l, &closed) == STATUS_OK);
            TEST(function_space_funk_hecke_quadrature(&relu, d, l, &integral) == STATUS_OK);
            TEST_ABS(integral, closed, 1e-14);
        }
    return test_end();
}
