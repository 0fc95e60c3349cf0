/* SPDX-License-Identifier: MIT */
/* The Marchenko-Pastur law against integrals of its density, its moments and its Stieltjes
 * transform; the spike against the secular equation that defines it; edges of uneven rows by
 * minimisation. */
#include "random_matrix.h"
#include "test.h"

static const double ratios[] = {0.01, 0.3, 1, 2.5, 40};
enum { RATIOS = sizeof ratios / sizeof *ratios };

/* Integral of the density up to x by Gauss-Legendre in the angle that removes its square roots. */
static double mass_below(double ratio, double x) {
    double low, high, sum = 0;
    struct quadrature rule;
    marchenko_pastur_edges(ratio, &low, &high);
    double width = high - low;
    if (quadrature_legendre(&rule, 0, 2 * asin(sqrt((x - low) / width)), 40, 20) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++) {
        double half = sin(rule.x[i] / 2);
        sum += rule.w[i] * width / 2 * sin(rule.x[i]) *
               marchenko_pastur_density(ratio, low + width * half * half);
    }
    quadrature_free(&rule);
    return sum + fmax(0, 1 - 1 / ratio);
}

static void test_law(double ratio) {
    double low, high;
    marchenko_pastur_edges(ratio, &low, &high);
    for (int i = 1; i < 10; i++) {
        double x = low + (high - low) * i / 10;
        double cumulative = marchenko_pastur_cumulative(ratio, x);
        TEST_ABS(cumulative, mass_below(ratio, x), 1e-13 * (1 + 1 / sqrt(ratio)));
        /* The inverse: errors of the cumulative over the density. */
        TEST_ABS(marchenko_pastur_quantile(ratio, cumulative), x,
                 4e-15 * (1 + 1 / sqrt(ratio)) / marchenko_pastur_density(ratio, x) + 4e-16 * high);
    }
    TEST(marchenko_pastur_cumulative(ratio, high) == 1);
    TEST(marchenko_pastur_cumulative(ratio, -1) == 0);
    TEST(marchenko_pastur_density(ratio, high + 1) == 0);
    TEST_ABS(marchenko_pastur_cumulative(ratio, high * (1 - 1e-15)), 1, 1e-14);
    TEST_ABS(marchenko_pastur_quantile(ratio, fmax(0, 1 - 1 / ratio) / 2), ratio > 1 ? 0 : low,
             1e-15);
}

/* E x^k = sum_r ratio^r/(r+1) C(k,r) C(k-1,r), the Narayana numbers. */
static double narayana(double ratio, int k) {
    double sum = 0, term = 1;
    for (int r = 0; r < k; r++) {
        sum += term / (r + 1);
        term *= ratio * (k - r) * (k - 1 - r) / ((r + 1.0) * (r + 1.0));
    }
    return sum;
}

static void test_rule(double ratio) {
    struct quadrature rule;
    TEST(marchenko_pastur_rule(&rule, ratio, 8) == STATUS_OK);
    for (int k = 1; k < 16; k++) {
        double sum = 0;
        for (size_t i = 0; i < rule.count; i++)
            sum += rule.w[i] * pow(rule.x[i], k);
        TEST_REL(sum, narayana(ratio, k), 1e-13);
    }
    quadrature_free(&rule);
    /* m(-1) = E 1/(x+1) solves ratio m^2 + (2 - ratio) m - 1 = 0. */
    double transform = 0, b = 2 - ratio;
    TEST(marchenko_pastur_rule(&rule, ratio, 100) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++)
        transform += rule.w[i] / (1 + rule.x[i]);
    TEST_REL(transform, 2 / (b + sqrt(b * b + 4 * ratio)), 1e-12);
    quadrature_free(&rule);
}

/* E s/(s^2 - scale x) under the law. */
static double resolvent(double ratio, double scale, double s) {
    struct quadrature rule;
    double sum = 0;
    if (marchenko_pastur_rule(&rule, ratio, 200) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++)
        sum += rule.w[i] * s / (s * s - scale * rule.x[i]);
    quadrature_free(&rule);
    return sum;
}

/* The outlier solves theta^2 left(s) right(s) = 1, left and right the resolvents of W W^T and
 * W^T W; the squared overlaps are -2 left/(theta^2 (left right)') and the same with right. */
static void test_spike(double theta, double ratio) {
    double left2, right2, edge, h = 1e-5;
    double s = rectangular_spike(theta, ratio, &left2, &right2, &edge);
    double left = resolvent(ratio, 1, s), right = resolvent(1 / ratio, ratio, s);
    double slope = (resolvent(ratio, 1, s + h) * resolvent(1 / ratio, ratio, s + h) -
                    resolvent(ratio, 1, s - h) * resolvent(1 / ratio, ratio, s - h)) /
                   (2 * h);
    TEST_REL(theta * theta * left * right, 1.0, 1e-11);
    TEST_REL(left2, -2 * left / (theta * theta * slope), 1e-7);
    TEST_REL(right2, -2 * right / (theta * theta * slope), 1e-7);
    TEST(edge == 1 + sqrt(ratio) && s > edge);
}

/* The strength is the inverse of the outlier, also near the threshold and far above it. */
static void test_strength(double ratio) {
    double root = pow(ratio, 0.25), edge = 1 + sqrt(ratio);
    for (double excess = 1e-4; excess < 1e12; excess *= 10) {
        double theta = root * (1 + excess), left2, right2;
        double s = rectangular_spike(theta, ratio, &left2, &right2, NULL);
        /* s - edge is of second order in the excess: its rounding comes back as eps/excess. */
        TEST_REL(rectangular_spike_strength(s, ratio), theta, 1e-15 * (4 + 4 / excess));
        TEST(left2 > 0 && left2 <= 1 && right2 > 0 && right2 <= 1);
    }
    /* Just above the threshold the overlaps are 4 excess over (1 + root^2) and (1 + 1/root^2). */
    double left2, right2;
    rectangular_spike(root * (1 + 1e-9), ratio, &left2, &right2, NULL);
    TEST_REL(left2, 4e-9 / (1 + root * root), 1e-6);
    TEST_REL(right2, 4e-9 / (1 + 1 / (root * root)), 1e-6);
    TEST_REL(rectangular_spike_strength(edge, ratio), root, 1e-7);
    TEST(isnan(rectangular_spike_strength(0.999 * edge, ratio)));
    TEST(isinf(rectangular_spike(INFINITY, ratio, &left2, &right2, NULL)) && left2 == 1);
}

static double row_function(size_t count, const double *variance, double d, double z) {
    double sum = 1 / z;
    for (size_t i = 0; i < count; i++)
        sum += variance[i] / (1 - variance[i] * z) / d;
    return sum;
}

/* Uniform rows are Marchenko-Pastur; others by golden section; weights are repeated rows. */
static void test_rows(void) {
    enum { ROWS = 300 };
    const double golden = (sqrt(5) - 1) / 2, d = 170;
    double variance[ROWS], kinds[3] = {0.5, 2, 3}, weight[3] = {100, 150, 50};
    for (int i = 0; i < ROWS; i++)
        variance[i] = 2.5;
    TEST_REL(rectangular_row_edge(ROWS, variance, NULL, d), sqrt(2.5) * (1 + sqrt(ROWS / d)),
             1e-14);
    for (int i = 0; i < ROWS; i++)
        variance[i] = i < 100 ? 0.5 : i < 250 ? 2 : 3;
    double low = 0.01, high = 1 / 3.0 - 1e-6, edge = rectangular_row_edge(ROWS, variance, NULL, d);
    while (high - low > 1e-9) {
        double a = high - golden * (high - low), b = low + golden * (high - low);
        *(row_function(ROWS, variance, d, a) < row_function(ROWS, variance, d, b) ? &high : &low) =
            row_function(ROWS, variance, d, a) < row_function(ROWS, variance, d, b) ? b : a;
    }
    TEST_REL(edge * edge, row_function(ROWS, variance, d, low), 1e-13);
    TEST_REL(rectangular_row_edge(3, kinds, weight, d), edge, 1e-14);
    double zero[2] = {0, 0};
    TEST(rectangular_row_edge(2, zero, NULL, d) == 0);
    /* Separate implementation, printed to four digits. */
    double mean, deviation;
    rectangular_edge_law(1000, 250, &mean, &deviation);
    TEST_ABS(mean, 2.9826, 5.1e-5);
    TEST_ABS(deviation, 0.0183, 5.1e-5);
}

int main(void) {
    for (int i = 0; i < RATIOS; i++) {
        test_law(ratios[i]);
        test_rule(ratios[i]);
    }
    test_spike(2, 0.5);
    test_spike(3, 4);
    test_spike(1.4, 0.2);
    test_strength(0.3);
    test_strength(2);
    test_rows();
    double left2, right2;
    TEST(isnan(rectangular_spike(2, 0, &left2, &right2, NULL)) && isnan(left2));
    TEST_REL(rectangular_spike(1, 4, &left2, &right2, NULL), 3.0, 1e-15);
    TEST(left2 == 0 && right2 == 0);
    struct quadrature rule;
    TEST(marchenko_pastur_rule(&rule, -1, 8) == STATUS_USAGE);
    TEST(isnan(marchenko_pastur_quantile(1, 2)) && isnan(marchenko_pastur_cumulative(0, 1)));
    TEST(isinf(marchenko_pastur_density(1, 0)) && marchenko_pastur_density(2, 0) == 0);
    return test_end();
}
