/* SPDX-License-Identifier: MIT */
/* The closed forms of c4: elements against hypergeometric functions and sampled weights, the mixing
 * angle and its limit, Hermite elements, the case sigma = z^2 against its 65 features. */
#include "function_space.h"
#include "gegenbauer.h"
#include "harmonics.h"
#include "linalg.h"
#include "quadrature.h"
#include "test.h"

#include <gsl/gsl_sf_ellint.h>

static const struct activation relu = {.kind = ACTIVATION_RELU};

static double normal(uint64_t *state) {
    return sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
}

/* M22 by H = 2F1(1, 1/2; d/2; -theta) = (1+theta)^{-1/2} 2F1(1/2, d/2-1; d/2; theta/(1+theta)),
 * the latter by its series of positive terms. */
static void test_hypergeometric(double d, double theta) {
    struct function_space_elements e;
    double a0, a2;
    TEST(function_space_elements(d, theta, 0, &e) == STATUS_OK);
    TEST(function_space_funk_hecke(&relu, d, 0, &a0) == STATUS_OK);
    TEST(function_space_funk_hecke(&relu, d, 2, &a2) == STATUS_OK);
    double H = 0, term = 1 / sqrt(1 + theta);
    for (double k = 0; term > 1e-18 * H; k++) {
        H += term;
        term *= (0.5 + k) * (d / 2 - 1 + k) / ((d / 2 + k) * (k + 1)) * theta / (1 + theta);
    }
    double S2 = 2 * (d - 1) / (d * d * (d + 2));
    double X4 = (1 + theta) * (1 + theta) / theta * (1 / d - (1 - H) / theta);
    double square = X4 - 2 * (1 + theta) / (d * d) + (1 + theta / d) / (d * d);
    /* X4 has an error of eps (1 + theta)^2/theta^2, the result is at least S2 (1 + theta)/2 */
    TEST_REL(e.m22, a2 * a2 * square / S2, 1e-12 + 1e-15 * d * d * (1 + theta) / (theta * theta));
    TEST_REL(e.m00, a0 * a0 * (1 + theta / d), 1e-14);
    TEST_REL(e.m02, a0 * a2 * theta / d * sqrt((d - 1) * (d + 2) / 2), 1e-14);
}

/* The 2 x 2 block is the corner of the sector: its eigenvalues by the angle. */
static void test_angle(double d, double theta, double printed) {
    struct function_space_elements e;
    double angle, full;
    TEST(function_space_mixing(d, theta / d, &angle) == STATUS_OK);
    TEST_ABS(angle, printed, 5.1e-9);
    TEST(function_space_elements(d, theta, 0, &e) == STATUS_OK);
    double c = cos(angle), s = sin(angle);
    TEST_ABS((e.m22 - e.m00) * c * s + e.m02 * (c * c - s * s), 0, 1e-15);
    TEST((e.m00 - e.m22) * cos(2 * angle) + 2 * e.m02 * sin(2 * angle) > 0); /* the larger one */
    struct function_space_sector sector;
    TEST(function_space_sector(d, theta, 0, 3, INFINITY, &sector) == STATUS_OK);
    full = atan(fabs(sector.quadratic[0] / sector.radial[0]));
    TEST_REL(full, angle, 4e-3);
    double top = e.m00 * c * c + 2 * e.m02 * c * s + e.m22 * s * s;
    TEST(sector.eigenvalue[0] > top && sector.eigenvalue[0] < 1.01 * top);
    function_space_sector_free(&sector);
}

static void test_limit_angle(void) {
    double angle, near, nearer, seen;
    const struct quadrature *rule = quadrature_gaussian();
    for (double tau = 1e-9; tau < 1.1; tau *= 10) {
        double J = 0;
        for (size_t i = 0; i < rule->count; i++)
            J += rule->w[i] / (1 + tau * rule->x[i] * rule->x[i]);
        TEST(function_space_mixing(INFINITY, tau, &angle) == STATUS_OK);
        TEST_REL(tan(2 * angle), 2 * sqrt(2) * tau / (3 + tau - J), 1e-13);
    }
    for (double tau = 0.01; tau < 200; tau *= 10) {
        TEST(function_space_mixing(INFINITY, tau, &angle) == STATUS_OK);
        TEST(function_space_mixing(1e4, tau, &near) == STATUS_OK);
        TEST(function_space_mixing(1e5, tau, &nearer) == STATUS_OK);
        TEST_REL(nearer + (nearer - near) / 9, angle, 1e-7); /* error c/d + O(1/d^2) */
        seen = fabs(nearer - angle);
        TEST(seen < 10 * angle / 1e5 && seen > 1e-9 * angle);
    }
    TEST(function_space_mixing(INFINITY, 1e12, &angle) == STATUS_OK);
    TEST_ABS(angle, 0.5 * atan(2 * sqrt(2)), 1e-6);
    TEST(function_space_mixing(INFINITY, 0, &angle) == STATUS_OK);
    TEST(angle == 0);
    TEST(function_space_mixing(1, 1, &angle) == STATUS_USAGE);
    TEST(function_space_mixing(10, -1, &angle) == STATUS_USAGE);
}

/* Elements of the scale mixture against sampled weights, F_l = |w| a_l p_l(t). */
static void test_mixture(double d, double theta, double q, uint64_t *state) {
    enum { SAMPLES = 40000 };
    double c[3], sum[4] = {0}, square[4] = {0}, p[3];
    TEST(harmonics_coefficients(&relu, d, 3, c) == STATUS_OK);
    for (int i = 0; i < SAMPLES; i++) {
        double xi = normal(state), along = sqrt(theta) * xi + normal(state), across = 0;
        for (int j = 1; j < d; j++)
            across += pow(normal(state), 2);
        double length2 = (along * along + (1 + q * xi * xi) * across) / d;
        gegenbauer_polynomials(d, along / sqrt(d * length2), 3, p);
        double F[3];
        for (size_t l = 0; l < 3; l++)
            F[l] = sqrt(length2) * c[l] / sqrt(harmonics_multiplicity(d, l)) * p[l];
        double values[] = {F[0] * F[0], F[0] * F[2], F[2] * F[2], F[1] * F[1]};
        for (int k = 0; k < 4; k++) {
            sum[k] += values[k] / SAMPLES;
            square[k] += values[k] * values[k] / SAMPLES;
        }
    }
    struct function_space_elements e;
    TEST(function_space_elements(d, theta, q, &e) == STATUS_OK);
    double expected[] = {e.m00, e.m02, e.m22, e.m11};
    for (int k = 0; k < 4; k++)
        TEST_ABS(sum[k], expected[k], 4 * sqrt((square[k] - sum[k] * sum[k]) / SAMPLES));
}

/* q -> 0 by the mixture's integral is the spiked Gaussian; a pure scale is homogeneous. */
static void test_mixture_limits(void) {
    struct function_space_elements a, b;
    for (double d = 3; d < 1e5; d *= 9)
        for (double theta = 0.1; theta < 101 * d; theta *= 30) {
            TEST(function_space_elements(d, theta, 0, &a) == STATUS_OK);
            TEST(function_space_elements(d, theta, 1e-13, &b) == STATUS_OK);
            TEST_REL(b.m22, a.m22, 1e-10 + 1e-15 * d * d);
        }
}

static void test_hermite(void) {
    const struct quadrature *rule = quadrature_gaussian();
    for (double theta = 0; theta < 3; theta += 0.7)
        for (unsigned k = 0; k < 9; k++)
            for (unsigned l = 0; l < 9; l++) {
                double sum = 0, scale = 0;
                for (size_t i = 0; i < rule->count; i++) {
                    double z = sqrt(1 + theta) * rule->x[i], h[9] = {1, z};
                    for (unsigned j = 1; j < 8; j++)
                        h[j + 1] = (z * h[j] - sqrt(j) * h[j - 1]) / sqrt(j + 1);
                    sum += rule->w[i] * h[k] * h[l];
                    scale += rule->w[i] * h[k] * h[k] + rule->w[i] * h[l] * h[l];
                }
                TEST_ABS(function_space_hermite(k, l, theta), sum, 1e-12 * scale);
            }
    TEST_REL(function_space_hermite(2, 2, 0.5), 1 + 1 + 0.375, 1e-14);
}

/* k = |x|^2 |x'|^2 + 2 (x.x')^2 of x = A u: the second moments of its 65 features at d = 8,
 * (sqrt 2 u_i u_j, |u|^2), by Isserlis; eigenvalues of the kernel are those of the matrix. */
static void test_quadratic(double theta) {
    enum { D = 8, F = D * D + 1 };
    double *T = calloc(F * F, sizeof *T), values[F], C[D];
    for (int i = 0; i < D; i++)
        C[i] = (i == 0 ? 1 + theta : 1) / D;
    for (int a = 0; a < F; a++)
        for (int b = 0; b < F; b++)
            for (int k = 0; k < (a == F - 1 ? D : 1); k++)
                for (int l = 0; l < (b == F - 1 ? D : 1); l++) {
                    int i = a == F - 1 ? k : a / D, j = a == F - 1 ? k : a % D;
                    int m = b == F - 1 ? l : b / D, n = b == F - 1 ? l : b % D;
                    double scale = (a == F - 1 ? 1 : sqrt(2)) * (b == F - 1 ? 1 : sqrt(2));
                    T[a * F + b] +=
                        scale * ((i == j && m == n) * C[i] * C[m] +
                                 ((i == m && j == n) + (i == n && j == m)) * C[i] * C[j]);
                }
    TEST(linalg_eigenvalues(F, T, values) == STATUS_OK);
    struct function_space_quadratic o = function_space_quadratic(D, theta);
    double expected[F] = {o.top, o.second};
    int count = 2;
    while (count < 2 + D - 1)
        expected[count++] = o.mixed;
    while (count < 2 + D - 1 + D * (D - 1) / 2 - 1)
        expected[count++] = o.traceless;
    TEST(count == D * (D + 1) / 2);
    for (int i = 0; i < count; i++) { /* descending */
        int best = i;
        for (int j = i; j < count; j++)
            best = expected[j] > expected[best] ? j : best;
        double value = expected[best];
        expected[best] = expected[i];
        TEST_ABS(values[F - 1 - i], value, 1e-13 * o.top);
    }
    TEST_ABS(o.m00 + o.m22, o.top + o.second, 1e-13 * o.top);
    TEST_REL(tan(2 * o.angle), 2 * o.m02 / (o.m00 - o.m22), 1e-9);
    free(T);
}

static void test_tail(void) {
    for (double theta = 0; theta < 1e7; theta = 0.1 + 5 * theta)
        for (double d = 3; d < 40; d += 9) {
            double K = gsl_sf_ellint_Kcomp(sqrt(theta / (1 + theta)), GSL_PREC_DOUBLE);
            TEST_REL(function_space_tail(d, theta), pow(2 / M_PI * K, d + 2) / sqrt(1 + theta),
                     1e-11 + 1e-15 * d * theta);
        }
    TEST(isinf(function_space_tail(1e5, 1e7)));
    /* (2/pi) K = 1 + k/4 + 9 k^2/64 + ..., k = theta/(1 + theta): the next term is below 1e-15 */
    double d = 1e9, k = 1e-8 / (1 + 1e-8);
    TEST_REL(log(function_space_tail(d, 1e-8)),
             (d + 2) * log1p(k / 4 + 9 * k * k / 64) - 0.5 * log1p(1e-8), 1e-14);
    TEST_REL(function_space_tail(1e5, 1e-4),
             exp((1e5 + 2) * (1e-4 / 4 - 1e-8 * 9 / 64) - 0.5 * (1e-4 - 0.5e-8)), 1e-6);
}

int main(void) {
    uint64_t state = test_seed();
    for (double d = 3; d < 200; d *= 4)
        for (double theta = 0.5; theta < 100 * d; theta *= 7)
            test_hypergeometric(d, theta);
    test_angle(10, 1, .06184046);
    test_angle(10, 3, .15826159);
    test_angle(10, 10, .33554114);
    test_angle(20, 20, .34371009);
    test_angle(50, 50, .34820527);
    test_angle(100, 100, .34962721);
    test_limit_angle();
    test_mixture(6, 4, 0.5, &state);
    test_mixture(12, 30, 2, &state);
    test_mixture(5, 3, 0, &state);
    test_mixture_limits();
    test_hermite();
    test_quadratic(0.5);
    test_quadratic(1.5);
    test_quadratic(16.1);
    TEST_REL(function_space_quadratic(8, 16).angle, M_PI / 4, 1e-15);
    test_tail();
    return test_end();
}
