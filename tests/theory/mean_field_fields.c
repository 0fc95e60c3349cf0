/* SPDX-License-Identifier: MIT */
/* Karhunen-Loeve spectra against Fredholm determinants, traces and covariances. */
#include "mean_field.h"
#include "test.h"

/* det(1 - K/eigenvalue), K = exp(-theta|s-t|), up to a positive factor and with w^2 = 2
 * theta/eigenvalue - theta^2: cos w + (theta^2 - w^2)/(2 theta w) sin w, by Gelfand and Yaglom. */
static double determinant(double theta, double eigenvalue) {
    double w = sqrt(2 * theta / eigenvalue - theta * theta);
    return cos(w) + (theta * theta - w * w) * sin(w) / (2 * theta * w);
}

static void test_ou(void) {
    /* Separate implementation, printed to eight digits. */
    static const double printed[] = {.57465522, .19547062, .07852461, .03977829, .02356334};
    for (size_t j = 0; j < 5; j++)
        TEST_ABS(mean_field_ou_eigenvalue(2, j), printed[j], 6e-9);
    static const double thetas[] = {0.03, 0.7, 2, 9, 60};
    for (int i = 0; i < 5; i++) {
        double theta = thetas[i], trace = 0, squares = 0;
        enum { COUNT = 20000 };
        for (size_t j = 0; j < COUNT; j++) {
            double eigenvalue = mean_field_ou_eigenvalue(theta, j);
            double below = determinant(theta, eigenvalue * (1 - 1e-10));
            double above = determinant(theta, eigenvalue * (1 + 1e-10));
            if (j < 1000)
                TEST(below * above < 0);
            trace += eigenvalue;
            squares += eigenvalue * eigenvalue;
        }
        /* Tail 2 theta sum 1/(w^2 + theta^2), w = j pi + O(1/j); both traces in closed form. */
        trace += 2 * theta / (M_PI * M_PI * (COUNT - 0.5));
        squares += 4 * theta * theta / (3 * pow(M_PI, 4) * pow(COUNT - 0.5, 3));
        TEST_ABS(trace, 1, theta * theta / COUNT / COUNT + 1e-13);
        /* The closed form itself cancels for small theta. */
        TEST_ABS(squares, (2 * theta - 1 + exp(-2 * theta)) / (2 * theta * theta),
                 1e-13 + 2.3e-16 / (theta * theta));
    }
}

static void test_ou_limits(void) {
    /* theta -> 0: 1 - theta/3, the rest 2 theta/(j pi)^2; theta -> infinity: 2/theta. */
    TEST_ABS(mean_field_ou_eigenvalue(1e-6, 0), 1 - 1e-6 / 3, 1e-12);
    TEST_REL(mean_field_ou_eigenvalue(1e-9, 3), 2e-9 / (9 * M_PI * M_PI), 1e-8);
    TEST_REL(mean_field_ou_eigenvalue(1e9, 4), 2e-9, 1e-15);
    TEST(mean_field_ou_eigenvalue(0, 0) == 1 && mean_field_ou_eigenvalue(0, 1) == 0);
    TEST(mean_field_ou_eigenvalue(INFINITY, 0) == 0 && isnan(mean_field_ou_eigenvalue(-1, 0)));
    TEST_REL(mean_field_ou_root(INFINITY, 2), 3 * M_PI, 1e-15);
    for (size_t j = 0; j < 100; j++) { /* by parity */
        double theta = 5, w = mean_field_ou_root(theta, j), c = cos(w / 2), s = sin(w / 2);
        TEST_ABS(j % 2 ? w * c + theta * s : theta * c - w * s, 0, 1e-13 * (1 + w));
        TEST(w > M_PI * (double)j && w < M_PI * (double)(j + 1));
    }
}

static void test_brownian(void) {
    double motion = 0, bridge = 0, covariance = 0;
    enum { COUNT = 100000 };
    for (size_t j = 0; j < COUNT; j++) {
        double eigenvalue = mean_field_brownian_eigenvalue(j), w = 1 / sqrt(eigenvalue);
        motion += eigenvalue;
        bridge += mean_field_bridge_eigenvalue(j);
        covariance += eigenvalue * 2 * sin(0.3 * w) * sin(0.7 * w); /* min(0.3, 0.7) */
    }
    TEST_ABS(motion + 1 / (M_PI * M_PI * COUNT), 0.5, 1e-12);
    TEST_ABS(bridge + 1 / (M_PI * M_PI * (COUNT + 0.5)), 1. / 6, 1e-12);
    TEST_ABS(covariance, 0.3, 1e-6);
}

/* The series against the closed form, within the bound of what it leaves out. */
static void test_matern(void) {
    static const double places[][2] = {{0.3, 0.3}, {0, 1}, {0.2, 0.9}, {1, 1}, {0.5, 0.1}};
    for (int c = 0; c < 5; c++)
        for (double kappa = 0.5; kappa < 50; kappa *= 3)
            for (size_t modes = 256; modes <= 4096; modes *= 4) {
                double s = places[c][0], t = places[c][1], sum = 0;
                for (size_t k = 0; k < modes; k++) {
                    double wave = M_PI * (double)k;
                    sum += (k ? 2 : 1) * cos(wave * s) * cos(wave * t) *
                           mean_field_matern_eigenvalue(kappa, 1, k);
                }
                TEST_ABS(sum, mean_field_matern_covariance(kappa, s, t),
                         mean_field_matern_tail((double)modes));
            }
    TEST_ABS(mean_field_matern_covariance(3, 0.3, 0.3), 0.19761871736226674, 1e-16);
    TEST_REL(mean_field_matern_covariance(3, 0, 1), 1 / (3 * sinh(3)), 1e-14);
    TEST_REL(mean_field_matern_covariance(2000, 0.5, 0.5), 1. / 4000, 1e-14);
    TEST_REL(mean_field_matern_eigenvalue(2, 1.5, 1), pow(4 + M_PI * M_PI, -1.5), 1e-15);
    TEST(isnan(mean_field_matern_covariance(3, -0.1, 0.5)));
}

/* Every mode's own DCT-II coefficient on the midpoints, squared. */
static void test_aliasing(void) {
    enum { POINTS = 16, MODES = 100 };
    for (size_t k = 0; k < POINTS; k++) {
        double variance = 0;
        for (size_t j = 0; j < MODES; j++) {
            double coefficient = 0;
            for (int i = 0; i < POINTS; i++) {
                double t = M_PI * (i + 0.5) / POINTS;
                coefficient += (j ? M_SQRT2 : 1) * cos(t * (double)j) * (k ? M_SQRT2 : 1) *
                               cos(t * (double)k) / POINTS;
            }
            variance += coefficient * coefficient * mean_field_matern_eigenvalue(3, 1, j);
        }
        TEST_REL(mean_field_alias_variance(3, 1, MODES, POINTS, k), variance, 1e-12);
    }
    /* As many modes as points: nothing to fold; fewer: nothing at all. */
    TEST_REL(mean_field_alias_variance(3, 1, 16, 16, 5), mean_field_matern_eigenvalue(3, 1, 5),
             1e-15);
    TEST(mean_field_alias_variance(3, 1, 4, 16, 5) == 0);
}

int main(void) {
    test_brownian();
    test_matern();
    test_aliasing();
    test_ou();
    test_ou_limits();
    return test_end();
}
