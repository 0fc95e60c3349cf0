/* SPDX-License-Identifier: MIT */
/* The exact sectors (c4): the factor's singular values against the dense matrix on Gauss-Gegenbauer
 * nodes, the reduction of the closed-form kernel, the expansion in harmonics against the grid,
 * values computed elsewhere, trace, exact linear modes, first order, tail. */
#include "function_space.h"
#include "function_space_internal.h"
#include "gegenbauer.h"
#include "harmonics.h"
#include "linalg.h"
#include "test.h"

static const struct activation relu = {.kind = ACTIVATION_RELU};

/* T_{ll'} = a_l a_l' E_D (1 + theta t^2)^{1-m} p_{l-m} p_{l'-m}, as it stands in c4. */
static void dense(double d, double theta, size_t m, size_t degrees, size_t nodes, double *values) {
    double D = d + 2 * (double)m, *p = malloc(degrees * sizeof *p);
    double *T = calloc(degrees * degrees, sizeof *T);
    struct quadrature rule;
    TEST(gegenbauer_rule(&rule, D, nodes) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++) {
        double x = rule.x[i], stretch = 1 + theta * x * x;
        gegenbauer_polynomials(D, sqrt((1 + theta) / stretch) * x, degrees, p);
        for (size_t k = 0; k < degrees; k++)
            for (size_t l = 0; l < degrees; l++)
                T[k * degrees + l] += rule.w[i] * pow(stretch, 1 - (double)m) * p[k] * p[l];
    }
    for (size_t k = 0; k < degrees; k++) {
        double a;
        TEST(function_space_funk_hecke(&relu, d, k + m, &a) == STATUS_OK);
        for (size_t l = 0; l < degrees; l++) {
            T[k * degrees + l] *= a;
            T[l * degrees + k] *= a;
        }
    }
    TEST(linalg_eigenvalues(degrees, T, values) == STATUS_OK);
    quadrature_free(&rule);
    free(T);
    free(p);
}

static void test_routes(double d, double theta, size_t m, double direct_error) {
    enum { COUNT = 4, DEGREES = 80 };
    double found[COUNT], direct[COUNT], values[DEGREES];
    struct function_space_kernel kernel;
    TEST(function_space_kernel_find(&kernel, "relu") == STATUS_OK);
    TEST(function_space_spectrum(d, theta, m, COUNT, found) == STATUS_OK);
    dense(d, theta, m, DEGREES, 300, values);
    TEST(function_space_direct(&kernel, d, theta, m, COUNT, direct) == STATUS_OK);
    for (int k = 0; k < COUNT; k++) {
        /* the dense matrix has an absolute error of rounding times its largest element */
        TEST_ABS(found[k], values[DEGREES - 1 - k], 1e-11 * found[k] + 1e-14 * found[0]);
        TEST_ABS(found[k], direct[k], direct_error * found[0]);
    }
}

/* Ever the same from harmonics and from the grid, where both hold. */
static void test_grid(double d, double theta, size_t m, size_t degrees, size_t count) {
    struct function_space_factor factor;
    struct quadrature inputs;
    size_t found[2];
    double *s[2], *V;
    TEST(function_space_harmonic_factor(d, theta, m, degrees, &factor) == STATUS_OK);
    TEST(function_space_factor_svd(&factor, count, INFINITY, &found[0], &s[0], &V) == STATUS_OK);
    free(V);
    function_space_factor_free(&factor);
    TEST(function_space_rule(&inputs, d, theta, 0) == STATUS_OK);
    TEST(function_space_grid_factor(d, theta, m, &inputs, &factor) == STATUS_OK);
    TEST(function_space_factor_svd(&factor, count, INFINITY, &found[1], &s[1], &V) == STATUS_OK);
    for (size_t k = 0; k < count; k++)
        TEST_ABS(s[1][k], s[0][k], 1e-9 * s[0][k] + 1e-14 * s[0][0]);
    free(V);
    free(s[0]);
    free(s[1]);
    function_space_factor_free(&factor);
    quadrature_free(&inputs);
}

/* Computed elsewhere by other code, digits as printed there. */
static void test_references(void) {
    static const struct {
        double d, theta;
        size_t m, index;
        double value;
    } rows[] = {
        {10, 1, 0, 0, 1.847245299e-1},    {10, 1, 0, 2, 3.545908451e-3},
        {10, 1, 1, 1, 2.313805806e-3},    {10, 1, 2, 0, 1.300069956e-3},
        {10, 10, 0, 0, 3.746974612e-1},   {10, 10, 0, 2, 1.484892658e-2},
        {20, 20, 1, 1, 3.016491184e-3},   {50, 50, 2, 0, 4.243712902e-5},
        {100, 1, 0, 2, 5.876032204e-5},   {100, 100, 0, 0, 3.627344679e-1},
        {100, 100, 2, 0, 1.070605113e-5}, {10, 20, 0, 3, 3.79132959e-4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double values[4];
        TEST(function_space_spectrum(rows[i].d, rows[i].theta, rows[i].m, 4, values) == STATUS_OK);
        TEST_REL(values[rows[i].index], rows[i].value, 5.1e-10 * (i == 11 ? 10 : 1));
    }
}

/* The trace (1 + theta/d)/2 less the eigenvalues of degrees below 40: positive, and at most the
 * largest growth of a tail, function_space_tail, times what is left at theta = 0. */
static void test_trace(double d, double theta) {
    double left = (1 + theta / d) / 2, isotropic = 0.25, values[24], a;
    for (size_t m = 0; m < 40; m++) {
        size_t count = (40 - m) / 2 + (m < 2); /* even degrees m..38, the linear mode */
        TEST(function_space_spectrum(d, theta, m, count, values) == STATUS_OK);
        for (size_t k = 0; k < count; k++)
            left -= harmonics_multiplicity(d - 1, m) * values[k];
    }
    for (size_t l = 0; l < 40; l += 2) {
        TEST(function_space_funk_hecke(&relu, d, l, &a) == STATUS_OK);
        isotropic -= harmonics_multiplicity(d, l) * a * a;
    }
    TEST(left > isotropic && left < function_space_tail(d, theta) * isotropic);
}

static void test_isotropic(void) {
    double values[3], a[5];
    for (double d = 3; d < 1e6; d *= 7) {
        for (size_t l = 0; l < 5; l++)
            TEST(function_space_funk_hecke(&relu, d, l, &a[l]) == STATUS_OK);
        TEST_REL(a[1], 0.5 / sqrt(d), 1e-13);
        TEST(function_space_spectrum(d, 0, 0, 3, values) == STATUS_OK);
        TEST_REL(values[0], a[0] * a[0], 1e-12);
        TEST_REL(values[1], 0.25 / d, 1e-12);
        TEST_REL(values[2], a[2] * a[2], 1e-12);
        TEST(function_space_spectrum(d, 0, 3, 1, values) == STATUS_OK);
        TEST_REL(values[0], a[4] * a[4], 1e-12);
    }
    /* a_0, a_2 by their gamma functions at d = 10 */
    double Z = sqrt(10) * tgamma(5) / (sqrt(M_PI) * tgamma(4.5));
    TEST(function_space_funk_hecke(&relu, 10, 0, &a[0]) == STATUS_OK);
    TEST(function_space_funk_hecke(&relu, 10, 2, &a[2]) == STATUS_OK);
    TEST_REL(a[0], Z / 9, 1e-14);
    TEST_REL(a[2], Z * tgamma(4.5) / (4 * tgamma(6.5)), 1e-14);
}

/* The slope of each eigenvalue at theta = 0; the second order is of order theta. */
static void test_first_order(double d, size_t degree, size_t m, size_t index) {
    double delta = function_space_first_order(d, degree, m, 1), before, rest[2], values[3];
    TEST(function_space_spectrum(d, 0, m, 3, values) == STATUS_OK);
    before = values[index];
    for (int i = 0; i < 2; i++) {
        double theta = i ? 1e-3 : 1e-4;
        TEST(function_space_spectrum(d, theta, m, 3, values) == STATUS_OK);
        rest[i] = (values[index] / before - 1) / theta - delta;
    }
    TEST_ABS(rest[0], 0, 3e-3);
    if (fabs(rest[1]) > 1e-6) /* the linear modes have none */
        TEST_REL(rest[1] / rest[0], 10.0, 2e-2);
}

/* The limit with error C/(l + (d-2)/2)^2: extrapolated from l = 30 and 50. */
static void test_tail(double d, double theta) {
    double values[30], ratio[2];
    TEST(function_space_spectrum(d, theta, 0, 28, values) == STATUS_OK);
    for (int i = 0; i < 2; i++) {
        size_t l = i ? 50 : 30;
        double a;
        TEST(function_space_funk_hecke(&relu, d, l, &a) == STATUS_OK);
        ratio[i] = values[l / 2 + 1] / (a * a); /* behind degree 0 and the linear mode */
    }
    double x = 1 / pow(30 + (d - 2) / 2, 2), y = 1 / pow(50 + (d - 2) / 2, 2);
    TEST_REL((ratio[1] * x - ratio[0] * y) / (x - y), function_space_tail(d, theta), 1e-5);
}

static void test_extremes(void) {
    /* theta = 100 d: to the limit operator as 1/d, and linear modes exact */
    struct function_space_kernel kernel;
    double limit[4], values[2][4];
    TEST(function_space_kernel_find(&kernel, "relu") == STATUS_OK);
    TEST(function_space_limit(&kernel, 100, 4, limit) == STATUS_OK);
    TEST(function_space_spectrum(1e4, 1e6, 0, 4, values[0]) == STATUS_OK);
    TEST(function_space_spectrum(1e5, 1e7, 0, 4, values[1]) == STATUS_OK);
    for (int k = 0; k < 4; k++) {
        double extrapolated = values[1][k] + (values[1][k] - values[0][k]) / 9;
        TEST_REL(extrapolated, limit[k], 1e-8);
    }
    TEST_REL(values[1][1], (1 + 1e7) / 4e5, 1e-15);
    struct function_space_sector sector;
    TEST(function_space_sector(3, 1e12, 0, 3, INFINITY, &sector) == STATUS_NUMERICAL);
    TEST(function_space_sector(1, 1, 0, 3, INFINITY, &sector) == STATUS_USAGE);
    TEST(function_space_sector(5, NAN, 0, 3, INFINITY, &sector) == STATUS_USAGE);
    TEST(function_space_spectrum(2, 200, 1, 4, values[0]) == STATUS_OK);
    TEST_REL(values[0][0], 0.125, 1e-15);
    TEST(function_space_spectrum(1e9, 1, 100, 2, values[0]) == STATUS_OK);
    TEST(values[0][0] == 0 && values[0][1] == 0); /* underflow */
}

int main(void) {
    test_routes(10, 1, 0, 1e-10);
    test_routes(10, 20, 1, 1e-7);
    test_routes(6, 3, 2, 1e-6);
    test_routes(7, 4, 0, 1e-7);
    test_grid(30, 60, 0, 250, 6);
    test_grid(30, 60, 3, 250, 6);
    test_grid(100, 20, 1, 150, 5);
    test_references();
    test_trace(6, 2);
    test_isotropic();
    test_first_order(20, 0, 0, 0);
    test_first_order(20, 1, 0, 1);
    test_first_order(20, 1, 1, 0);
    test_first_order(20, 2, 0, 2);
    test_first_order(20, 2, 1, 1);
    test_first_order(20, 2, 2, 0);
    test_first_order(7, 4, 2, 1);
    test_tail(4, 1);
    test_tail(4, 4);
    test_tail(6, 1);
    test_tail(5, 2);
    test_extremes();
    return test_end();
}
