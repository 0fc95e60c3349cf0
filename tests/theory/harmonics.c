/* SPDX-License-Identifier: MIT */
/* Zonal harmonics: multiplicities, orthonormality, closed forms against quadrature, sums against
 * the arc-cosine kernel. */
#include "harmonics.h"
#include "kernel.h"
#include "test.h"

enum { COUNT = 60 };

static struct activation named(const char *name) {
    struct activation activation = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    return activation;
}

static double binomial(double n, double k) {
    double product = 1;
    for (double i = 1; i <= k; i++)
        product *= (n - k + i) / i;
    return product;
}

/* dim of harmonics = homogeneous polynomials of degree k less those of degree k - 2 */
static void test_multiplicity(void) {
    for (int d = 2; d <= 12; d++)
        for (int k = 0; k <= 15; k++)
            TEST_REL(harmonics_multiplicity(d, (size_t)k),
                     binomial(d + k - 1, k) - (k >= 2 ? binomial(d + k - 3, k - 2) : 0), 1e-13);
    TEST(harmonics_multiplicity(1, 0) == 1 && harmonics_multiplicity(1, 1) == 1);
    TEST(harmonics_multiplicity(1, 2) == 0 && harmonics_multiplicity(1, 7) == 0);
    TEST(harmonics_multiplicity(7, 5) == 378 && harmonics_multiplicity(60, 4) == 593835);
    TEST(isinf(harmonics_multiplicity(1e6, 100)));
}

struct polynomial {
    double d;
    size_t degree;
};

static double polynomial(double z, void *context) {
    const struct polynomial *of = context;
    double p = 1, before = 0;
    for (size_t k = 0; k < of->degree; k++) {
        double next = (z * p - (k ? harmonics_recurrence(of->d, k) * before : 0)) /
                      harmonics_recurrence(of->d, k + 1);
        before = p;
        p = next;
    }
    return p;
}

static void test_orthonormal(double d) {
    /* Products of high degrees reach beyond the nodes of a law with long tails. */
    size_t count = d < 50 ? COUNT : 20;
    double c[COUNT];
    for (size_t degree = 0; degree < count; degree += 6) {
        struct polynomial of = {d, degree};
        TEST(harmonics_expand(polynomial, &of, d, count, c) == STATUS_OK);
        for (size_t k = 0; k < count; k++)
            TEST_ABS(c[k], k == degree, 1e-12);
        /* p_k(sqrt d)^2 is the multiplicity */
        double end = isfinite(d) ? polynomial(sqrt(d), &of) : 0;
        if (isfinite(d))
            TEST_REL(end * end, harmonics_multiplicity(d, degree), 1e-10);
    }
}

static double plus(double z, void *context) {
    (void)context;
    return z > 0 ? z : 0;
}

static double sign(double z, void *context) {
    (void)context;
    return z > 0;
}

static void test_closed(double d) {
    double closed[COUNT], numeric[COUNT];
    struct activation relu = named("relu"), step = named("step");
    TEST(harmonics_coefficients(&relu, d, COUNT, closed) == STATUS_OK);
    TEST(harmonics_expand(plus, NULL, d, COUNT, numeric) == STATUS_OK);
    for (size_t k = 0; k < COUNT; k++)
        TEST_ABS(closed[k], numeric[k], 2e-14);
    TEST(harmonics_coefficients(&step, d, COUNT, closed) == STATUS_OK);
    TEST(harmonics_expand(sign, NULL, d, COUNT, numeric) == STATUS_OK);
    for (size_t k = 0; k < COUNT; k++)
        TEST_ABS(closed[k], numeric[k], 2e-14);
}

/* Known integrals: Legendre for d = 3, Hermite for d = infinity. */
static void test_known(void) {
    double c[8];
    struct activation step = named("step"), sine = named("sin2"), erf1 = named("erf"),
                      he3 = named("he3"), relu = named("relu");
    TEST(harmonics_coefficients(&step, 3, 4, c) == STATUS_OK);
    TEST_REL(c[1], sqrt(3) / 4, 1e-14);
    TEST_REL(c[3], -sqrt(7) / 16, 1e-14);
    TEST(harmonics_coefficients(&sine, INFINITY, 8, c) == STATUS_OK);
    TEST_REL(c[1], 2 * exp(-2), 1e-13);
    TEST_REL(c[3], -8 * exp(-2) / sqrt(6), 1e-13);
    TEST(c[0] == 0 && c[2] == 0);
    TEST(harmonics_coefficients(&erf1, INFINITY, 8, c) == STATUS_OK);
    TEST_REL(c[1], 2 / sqrt(3 * M_PI), 1e-13);
    /* On a sphere z^3 is of degrees 1 and 3: E z^4 = 3d/(d+2). */
    TEST(harmonics_coefficients(&he3, 10, 8, c) == STATUS_OK);
    TEST_REL(c[1], (3 * 10 / 12.0 - 3) / sqrt(6), 1e-12);
    TEST(c[3] != 0 && c[2] == 0 && c[5] == 0);
    /* One dimension: z = +-1. */
    TEST(harmonics_coefficients(&relu, 1, 8, c) == STATUS_OK);
    TEST(c[0] == 0.5 && c[1] == 0.5 && c[2] == 0);
    TEST(harmonics_coefficients(&relu, 0.5, 8, c) == STATUS_USAGE);
    TEST(harmonics_expand(plus, NULL, 5, 5000, c) == STATUS_USAGE);
    TEST(harmonics_expand(plus, NULL, 0.5, 8, c) == STATUS_USAGE);
}

/* relu on the sphere of dimension 60: a separate prototype's values to their digits. */
static void test_separate(void) {
    double c[7];
    struct activation relu = named("relu");
    TEST(harmonics_coefficients(&relu, 60, 7, c) == STATUS_OK);
    TEST_ABS(c[0] * c[0], 0.160486714, 5.1e-10);
    TEST_REL(c[1] * c[1] / 60, 1 / 240.0, 1e-14);
    TEST_ABS(c[2] * c[2] / 1829, 4.31299957e-5, 5.1e-14);
    TEST_ABS(c[4] * c[4] / harmonics_multiplicity(60, 4), 1.0867e-8, 5.1e-13);
    double tail = 0.5;
    for (int k = 0; k < 7; k++)
        tail -= c[k] * c[k];
    TEST_ABS(tail, 0.0022772744, 5.1e-11);
}

/* sum_k c_k^2 P_k(t) is the arc-cosine kernel, for every d by homogeneity. */
static void test_kernel(double d) {
    enum { TERMS = 2000 };
    static double c[TERMS];
    struct activation relu = named("relu");
    struct kernel kernel;
    TEST(harmonics_coefficients(&relu, d, TERMS, c) == STATUS_OK);
    TEST(kernel_find(&kernel, "relu") == STATUS_OK);
    for (double t = -0.9; t < 1; t += 0.3) {
        double sum = 0, left = 0.5, p = 1, before = 0, k11, k12, exact;
        for (size_t k = 0; k < TERMS; k++) {
            sum += c[k] * c[k] * p;
            left -= c[k] * c[k];
            /* Gegenbauer polynomials that are 1 at 1 */
            double x = (double)k, next = ((2 * x + d - 2) * t * p - x * before) / (x + d - 2);
            before = p;
            p = k == 0 ? t : next;
        }
        kernel.evaluate(1, t, 1, &exact, &k11, &k12);
        TEST_ABS(sum, exact, left + 1e-14);
    }
}

int main(void) {
    const double dimensions[] = {2, 3, 7, 60, 1000, INFINITY};
    test_multiplicity();
    for (int i = 0; i < 6; i++) {
        test_closed(dimensions[i]);
        test_orthonormal(dimensions[i]);
    }
    test_known();
    test_separate();
    test_kernel(3);
    test_kernel(8);
    return test_end();
}
