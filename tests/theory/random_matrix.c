/* The Marchenko-Pastur law against integrals of its density, its moments and its Stieltjes
 * transform; the spike against the secular equation that defines it. */
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

int main(void) {
    for (int i = 0; i < RATIOS; i++) {
        test_law(ratios[i]);
        test_rule(ratios[i]);
    }
    test_spike(2, 0.5);
    test_spike(3, 4);
    test_spike(1.4, 0.2);
    double left2, right2;
    TEST_REL(rectangular_spike(1, 4, &left2, &right2, NULL), 3.0, 1e-15);
    TEST(left2 == 0 && right2 == 0);
    struct quadrature rule;
    TEST(marchenko_pastur_rule(&rule, -1, 8) == STATUS_USAGE);
    TEST(isnan(marchenko_pastur_quantile(1, 2)) && isnan(marchenko_pastur_cumulative(0, 1)));
    TEST(isinf(marchenko_pastur_density(1, 0)) && marchenko_pastur_density(2, 0) == 0);
    return test_end();
}
