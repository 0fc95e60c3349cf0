/* SPDX-License-Identifier: MIT */
/* Counts (R4, R7) against integer arithmetic and the inequalities that define them; feature spikes
 * against an explicit matrix; calibrated thresholds and the width calculator against R9. */
#include "hermite.h"
#include "test.h"
#include "two_step.h"

extern void dgesvd_(const char *jobu, const char *jobvt, const int *m, const int *n, double *a,
                    const int *lda, double *s, double *u, const int *ldu, double *vt,
                    const int *ldvt, double *work, const int *lwork, int *info);

/* All exponents of two decimals: floor(j/(50 - i)) in integers. */
static void test_count(void) {
    for (int i = 0; i < 50; i++)
        for (int j = 0; j < 50; j++) {
            double ratio, alpha1 = i / 100.0, alpha2 = j / 100.0;
            double count = two_step_count(alpha1, alpha2, &ratio);
            TEST(count == j / (50 - i));
            TEST(two_step_undecided(ratio) == (j > 0 && j % (50 - i) == 0));
            TEST_ABS(ratio, j / (50.0 - i), 1e-12 * (1 + ratio));
            /* The new outliers are the k >= 1 that grow. */
            if (!two_step_undecided(ratio)) {
                TEST(count == 0 || two_step_exponent(alpha1, alpha2, (size_t)count) > 0);
                TEST(two_step_exponent(alpha1, alpha2, (size_t)count + 1) < 0);
            }
        }
    TEST(isnan(two_step_count(0.5, 0.1, NULL)) && isnan(two_step_count(0.1, 0.5, NULL)));
    TEST(isnan(two_step_count(-0.1, 0.1, NULL)) && isnan(two_step_count(NAN, 0.1, NULL)));
    TEST_REL(two_step_exponent(0.3, 0.45, 0), 0.45, 1e-15);
    TEST_REL(two_step_exponent(0.4, 0.3, 0), 0.4, 1e-15);
    TEST_REL(two_step_exponent(0.3, 0.45, 2), 0.05, 1e-14);
}

/* (l-1)/(2l) < alpha < l/(2l+2); borders are undecided, their next spike is not counted. */
static void test_feature_count(void) {
    for (int i = 0; i < 5000; i++) {
        double ratio, alpha = i / 10000.0, count = two_step_feature_count(alpha, &ratio);
        int l = 0;
        while ((l + 1) * i > 5000 * l) /* alpha > l/(2(l + 1)) */
            l++;
        TEST(count == l);
        TEST(two_step_undecided(ratio) == (5000 % (5000 - i) == 0));
    }
    double ratio;
    TEST(isnan(two_step_feature_count(0.5, &ratio)) && isnan(ratio));
}

/* sum_k c_k (c1 eta)^k (X beta)^k (a^k)^T on Gauss nodes: a row for each node, scaled by the root
 * of its weight, has the products of Gaussian vectors. */
static void test_features(size_t count) {
    enum { NODES = 12 };
    const double N = 2000, n = 3000, eta1 = 6, coefficient[] = {1, 0.5, 1.0 / 6};
    double A[NODES * NODES], s[NODES], work[1024], dummy, found[3], cosine, norm2;
    int size = NODES, one = 1, length = 1024, info;
    struct two_step problem;
    struct quadrature rule;
    TEST(two_step_open(&problem, "ie1", 0.2, 0.3, TWO_STEP_FRESH, TWO_STEP_ACTIVATION) ==
         STATUS_OK);
    TEST(hermite_rule(&rule, NODES) == STATUS_OK);
    two_step_alignment(&problem, &cosine, &norm2);
    for (int i = 0; i < NODES; i++)
        for (int j = 0; j < NODES; j++) {
            double sum = 0;
            for (size_t k = 1; k <= count; k++)
                sum += coefficient[k - 1] *
                       pow(eta1 * sqrt(norm2 / N) * rule.x[i] * rule.x[j], (double)k);
            A[i * NODES + j] = sqrt(rule.w[i] * rule.w[j] * n) * sum;
        }
    dgesvd_("N", "N", &size, &size, A, &size, s, &dummy, &one, &dummy, &one, work, &length, &info);
    TEST(info == 0);
    TEST(two_step_feature_spikes(&problem, N, n, eta1, count, found) == STATUS_OK);
    for (size_t i = 0; i < count; i++)
        TEST_ABS(found[i], s[i], 1e-12 * s[0]);
    TEST(two_step_feature_spikes(&problem, N, n, eta1, 4, found) == STATUS_USAGE);
    TEST(two_step_feature_spikes(&problem, N, n, eta1, 0, found) == STATUS_USAGE);
    quadrature_free(&rule);
}

/* On the line alpha2 = k (1/2 - alpha1) the calibrated spike k tends to its threshold kappa^{1/4}.
 * Corrections are of relative order eps ~ N^{alpha1 - 1/2} and eta1/eta2; the widths make both 1e-6
 * or less. */
static void test_calibration(const char *link, enum two_step_batch batch) {
    const double kappa = 2;
    struct two_step problem;
    struct two_step_layer layer;
    struct two_step_spikes spikes;
    double scale1, scale2;
    two_step_layer_gaussian(&layer);
    TEST(two_step_open(&problem, link, 0.3, 0.125, batch, TWO_STEP_ACTIVATION) == STATUS_OK);
    TEST(two_step_calibrate(&problem, kappa, &scale1, &scale2) == STATUS_OK);
    for (int k = 1; k <= 2; k++) {
        double alpha1 = k == 1 ? 0.1 : 0.3, alpha2 = k * (0.5 - alpha1), N = k == 1 ? 1e30 : 1e60;
        double eta1 = scale1 * pow(N, alpha1), eta2 = scale2 * pow(N, alpha2);
        TEST(two_step_spikes(&problem, &layer, N, N / kappa, eta1, eta2, 0, &spikes) == STATUS_OK);
        TEST_REL(spikes.theta[k], pow(kappa, 0.25), 1e-4);
    }
    struct two_step linear;
    TEST(two_step_open(&linear, "ie1", 0.3, 0.125, batch, "linear") == STATUS_OK);
    TEST(two_step_calibrate(&linear, kappa, &scale1, &scale2) == STATUS_USAGE);
}

int main(void) {
    test_count();
    test_feature_count();
    for (size_t count = 1; count <= 3; count++)
        test_features(count);
    for (int batch = 0; batch < 3; batch++) {
        test_calibration("ie1", (enum two_step_batch)batch);
        test_calibration("ie2", (enum two_step_batch)batch);
    }
    return test_end();
}
