/* SPDX-License-Identifier: MIT */
/* Gaussian moments: what the library gives (closed forms or Gauss-Legendre) against the trapezoidal
 * rule, which converges geometrically for analytic functions, with the C library's functions. */
#include "adversarial.h"

#include "test.h"

#include <stddef.h>

/* psi, psi', psi'', psi''' by the C library. */
struct jet {
    double a, b, c, e;
};

static struct jet jet_erf(double t) {
    double b = M_2_SQRTPI * exp(-t * t);
    return (struct jet){erf(t), b, -2 * t * b, (4 * t * t - 2) * b};
}
static struct jet jet_erf2(double t) {
    double b = M_2_SQRTPI * M_SQRT1_2 * exp(-t * t / 2);
    return (struct jet){erf(t * M_SQRT1_2), b, -t * b, (t * t - 1) * b};
}
static struct jet jet_tanh(double t) {
    double b = 1 / (cosh(t) * cosh(t));
    return (struct jet){tanh(t), b, -2 * tanh(t) * b, 2 * b * (2 - 3 * b)};
}
static struct jet jet_softplus(double t) {
    double b = 1 / (1 + exp(-t)), c = 1 / (2 + 2 * cosh(t));
    return (struct jet){log(1 + exp(t)), b, c, -c * tanh(t / 2)};
}
static struct jet jet_sin2(double t) {
    return (struct jet){sin(2 * t), 2 * cos(2 * t), -4 * sin(2 * t), -8 * cos(2 * t)};
}
static struct jet jet_linear(double t) {
    return (struct jet){t, 1, 0, 0};
}
static struct jet jet_he2(double t) {
    return (struct jet){(t * t - 1) / sqrt(2), sqrt(2) * t, sqrt(2), 0};
}
static struct jet jet_he3(double t) {
    double r = sqrt(6);
    return (struct jet){(t * t - 3) * t / r, 3 * (t * t - 1) / r, 6 * t / r, 6 / r};
}
static struct jet jet_mixed(double t) {
    return (struct jet){1 + t / 2 + (t * t - 1) / 4, (1 + t) / 2, 0.5, 0};
}

struct named {
    const char *name;
    struct jet (*jet)(double);
    double max_d2;
};

static const struct named subjects[] = {
    {"erf", jet_erf, 0.96788289807657340},   /* 4/sqrt(2 pi e) */
    {"erf2", jet_erf2, 0.48394144903828670}, /* sqrt(2/(pi e)) */
    {"tanh", jet_tanh, 0.76980035891950102}, /* 4/(3 sqrt 3) */
    {"softplus", jet_softplus, 0.25},
    {"sin2", jet_sin2, 4},
    {"linear", jet_linear, 0},
    {"he2", jet_he2, M_SQRT2},
    {"he3", jet_he3, INFINITY},
    {"hermite:1,0.5,0.25", jet_mixed, 0.5},
};

typedef double statistic(double z, struct jet j);

#define STATISTIC(name, value)                                                                     \
    static double name(double z, struct jet j) {                                                   \
        (void)z;                                                                                   \
        return value;                                                                              \
    }
STATISTIC(s_V, j.a *j.a)
STATISTIC(s_m, j.b *j.b)
STATISTIC(s_q, z *z *j.b *j.b)
STATISTIC(s_p, z *j.a *j.b)
STATISTIC(s_h2, j.c *j.c)
STATISTIC(s_b4, pow(j.b, 4))
STATISTIC(s_a4, pow(j.a, 4))
STATISTIC(s_zb4, pow(z *j.b, 4))
STATISTIC(s_z2b4, z *z *pow(j.b, 4))
STATISTIC(s_e1, z *j.b *j.c)
STATISTIC(s_cb, j.c *j.c *j.b *j.b)
STATISTIC(s_zcb3, z *j.c *pow(j.b, 3))
STATISTIC(s_cb4, j.c *j.c *pow(j.b, 4))
STATISTIC(s_z2c2, z *z *j.c *j.c)
STATISTIC(s_be, j.b *j.e)
STATISTIC(s_b3e, pow(j.b, 3) * j.e)
STATISTIC(s_ac, j.a *j.c)
STATISTIC(s_acb2, j.a *j.c *j.b *j.b)
STATISTIC(s_a2b2, j.a *j.a *j.b *j.b)

/* Step 1/32 on [-14, 14]: error e^{-2 pi 32 y} for a strip of half width y, which is 1.5 for the
 * poles of tanh. */
static double expect(const struct named *of, statistic *f) {
    double sum = 0;
    for (int i = -14 * 32; i <= 14 * 32; i++) {
        double z = i / 32.0;
        sum += exp(-z * z / 2) * f(z, of->jet(z));
    }
    return sum / 32 / sqrt(2 * M_PI);
}

static void check(const struct named *of) {
    struct activation activation;
    struct adversarial_moments m;
    TEST(activation_parse(&activation, of->name) == STATUS_OK);
    TEST(adversarial_moments(&activation, &m) == STATUS_OK);
    double V = expect(of, s_V), mm = expect(of, s_m), q = expect(of, s_q), h2 = expect(of, s_h2);
    const double error = 2e-13;
    TEST_REL(m.V, V, error);
    TEST_REL(m.m, mm, error);
    TEST_REL(m.nbar, mm / V, error);
    TEST_REL(m.q, q, error);
    TEST_ABS(m.p, expect(of, s_p), error);
    TEST_ABS(m.h2, h2, error);
    TEST_ABS(m.v1, expect(of, s_b4) - mm * mm, error * 200);
    TEST_REL(m.psi4, expect(of, s_a4), error);
    TEST_REL(m.dpsi4, expect(of, s_zb4), error);
    TEST_ABS(m.cov, expect(of, s_z2b4) - mm * q, error * 2000);
    TEST_ABS(m.e1, expect(of, s_e1), error * 10);
    TEST_ABS(m.d2_2d1_2, expect(of, s_cb), error * 100);
    TEST_ABS(m.zd2d1_3, expect(of, s_zcb3), error * 1000);
    TEST_ABS(m.d2_2d1_4, expect(of, s_cb4), error * 1000);
    if (h2 > 0)
        TEST_REL(m.r, expect(of, s_z2c2) / h2, error);
    else
        TEST(isnan(m.r));
    TEST_ABS(m.d1d3, expect(of, s_be), error * 10);
    TEST_ABS(m.d1_3d3, expect(of, s_b3e), error * 100);
    TEST_ABS(m.dd2, expect(of, s_ac), error * 10);
    TEST_ABS(m.dd2d1_2, expect(of, s_acb2), error * 100);
    TEST_ABS(m.cs, expect(of, s_a2b2) - V * mm, error * 100);
    TEST_REL(m.max_d2, of->max_d2, 4e-16);
}

static struct adversarial_moments moments_of(const char *name) {
    struct activation activation;
    struct adversarial_moments m = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    TEST(adversarial_moments(&activation, &m) == STATUS_OK);
    return m;
}

/* Half of a standard Gaussian's moments; no smoothness. */
static void check_kinks(void) {
    struct adversarial_moments m = moments_of("relu");
    TEST_ABS(m.V, 0.5, 0);
    TEST_ABS(m.m, 0.5, 0);
    TEST_ABS(m.nbar, 1, 0);
    TEST_ABS(m.q, 0.5, 0);
    TEST_ABS(m.p, 0.5, 0);
    TEST_ABS(m.v1, 0.5 - 0.25, 0);
    TEST_ABS(m.psi4, 1.5, 0);
    TEST_ABS(m.dpsi4, 1.5, 0);
    TEST_ABS(m.cov, 0.5 - 0.25, 0);
    TEST_ABS(m.cs, 0.5 - 0.25, 0);
    const double undefined[] = {m.h2,   m.e1,     m.d2_2d1_2, m.zd2d1_3, m.d2_2d1_4, m.r,
                                m.d1d3, m.d1_3d3, m.dd2,      m.dd2d1_2, m.max_d2};
    for (size_t i = 0; i < sizeof undefined / sizeof undefined[0]; i++)
        TEST(isnan(undefined[i]));
    m = moments_of("step");
    TEST_ABS(m.V, 0.5, 0);
    TEST(isnan(m.m) && isnan(m.nbar) && isnan(m.q) && isnan(m.h2) && isnan(m.p) && isnan(m.cs));
}

/* Polynomials' coefficients are read off; relu's and erf's follow from their kernels
 * (sin theta + (pi - theta) cos theta)/(2 pi) and (2/pi) asin(2 rho/3) by their power series. */
static void check_hermite(void) {
    struct activation activation;
    TEST(activation_parse(&activation, "hermite:1,-2,0.5,0,0.25") == STATUS_OK);
    const double c[] = {1, -2, 0.5 * sqrt(2), 0, 0.25 * sqrt(24), 0, 0};
    for (size_t n = 0; n < 7; n++)
        TEST_ABS(adversarial_hermite(&activation, n), c[n], 1e-13);
    TEST(activation_parse(&activation, "relu") == STATUS_OK);
    const double relu[] = {1 / sqrt(2 * M_PI), 0.5, 0.5 / sqrt(M_PI), 0, -1 / sqrt(48 * M_PI)};
    for (size_t n = 0; n < 5; n++)
        TEST_ABS(adversarial_hermite(&activation, n), relu[n], 1e-14);
    TEST(activation_parse(&activation, "erf") == STATUS_OK);
    double term = 2 / M_PI * 2 / 3; /* of asin: (2j)!/(4^j j!^2 (2j+1)) x^{2j+1} */
    for (int j = 0; j < 15; j++) {
        double found = adversarial_hermite(&activation, (size_t)(2 * j + 1));
        TEST_ABS(found * found, term / (2 * j + 1), 1e-13);
        TEST_ABS(adversarial_hermite(&activation, (size_t)(2 * j)), 0, 1e-14);
        term *= (2 * j + 1) / (2.0 * j + 2) * 4 / 9;
    }
}

int main(void) {
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        check(&subjects[i]);
    check_kinks();
    check_hermite();
    return test_end();
}
