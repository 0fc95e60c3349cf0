/* SPDX-License-Identifier: MIT */
/* Statistics: each function against closed forms, sums over all cases, or a second algorithm. */
#include "statistics.h"
#include "test.h"

#include <gsl/gsl_fit.h>

static double gaussian(uint64_t *state) {
    double radius = sqrt(-2 * log(test_uniform(state)));
    return radius * cos(2 * acos(-1) * test_uniform(state));
}

static void test_moments(void) {
    uint64_t state = test_seed();
    struct statistics_moments whole = {0}, parts[3] = {{0}}, merged = {0};
    double values[1000];
    long double mean = 0, squares = 0;
    for (int i = 0; i < 1000; i++) {
        values[i] = 1e9 + test_uniform(&state);
        statistics_moments_add(&whole, values[i]);
        statistics_moments_add(&parts[i % 7 % 3], values[i]);
        mean += (long double)values[i] / 1000;
    }
    for (int i = 0; i < 1000; i++)
        squares += (values[i] - mean) * (values[i] - mean);
    for (int i = 0; i < 3; i++)
        statistics_moments_merge(&merged, &parts[i]);
    /* The deviations of 1e9 + u are known to 1e9 eps each: relative 2 sqrt(12) 1e-7 at most. */
    TEST(whole.count == 1000 && merged.count == 1000);
    TEST_REL(whole.mean, (double)mean, 3e-16);
    TEST_REL(merged.mean, (double)mean, 3e-16);
    TEST_REL(statistics_moments_variance(&whole), (double)(squares / 999), 1e-6);
    TEST_REL(statistics_moments_variance(&merged), (double)(squares / 999), 1e-6);
    TEST_REL(statistics_moments_error(&whole), sqrt((double)(squares / 999) / 1000), 1e-6);

    struct statistics_moments few = {0}, none = {0};
    TEST(isnan(statistics_moments_error(&few)));
    statistics_moments_merge(&few, &none);
    TEST(few.count == 0 && few.mean == 0);
    statistics_moments_add(&few, 3);
    TEST(few.mean == 3 && isnan(statistics_moments_variance(&few)));
    for (int i = 0; i < 9; i++)
        statistics_moments_add(&few, 0.1);
    TEST(few.mean == (3 + 0.9) / 10);
}

/* Student of 1 is Cauchy, of 2 algebraic; chi-square of 2 and 4, F of 2 are elementary. */
static void test_distributions(void) {
    const double t[] = {-3, 0, 0.5, 2, 40};
    for (int i = 0; i < 5; i++) {
        TEST_REL(statistics_student_tail(t[i], INFINITY), 0.5 * erfc(t[i] / sqrt(2)), 1e-13);
        TEST_REL(statistics_student_tail(t[i], 1), atan2(1, t[i]) / acos(-1), 1e-13);
        TEST_ABS(statistics_student_tail(t[i], 2), 0.5 - 0.5 * t[i] / sqrt(2 + t[i] * t[i]), 1e-15);
    }
    for (double tail = 1e-9; tail < 1; tail = tail < 0.1 ? tail * 10 : tail + 0.2)
        for (double dof = 1; dof < 1e7; dof *= 7.5)
            TEST_REL(statistics_student_tail(statistics_student_quantile(tail, dof), dof), tail,
                     1e-6);
    TEST_REL(statistics_student_quantile(0.025, INFINITY), 1.959963984540054, 1e-14);
    TEST(statistics_student_quantile(0, 3) == INFINITY && statistics_student_quantile(1, 3) < -1e9);
    TEST(isnan(statistics_student_tail(1, 0.5)) && isnan(statistics_student_quantile(2, 3)));
    TEST(statistics_student_tail(INFINITY, 3) == 0 && statistics_student_tail(-INFINITY, 3) == 1);
    TEST_REL(0.5 * erfc(statistics_normal_score(1e-20) / sqrt(2)), 1e-20, 1e-12);
    TEST(statistics_normal_score(0) > 36 && statistics_normal_score(0) < 38);
    TEST_REL(statistics_chi_square_tail(7, 2), exp(-3.5), 1e-13);
    TEST_REL(statistics_chi_square_tail(7, 4), exp(-3.5) * 4.5, 1e-13);
    TEST(statistics_chi_square_tail(INFINITY, 4) == 0 && isnan(statistics_chi_square_tail(1, 0)));
    TEST_REL(statistics_fisher_tail(3, 2, 5), pow(1 + 6 / 5.0, -2.5), 1e-13);
    TEST_REL(statistics_fisher_tail(3, 2, INFINITY), exp(-3), 1e-13);
    TEST(statistics_fisher_tail(INFINITY, 2, 5) == 0 && isnan(statistics_fisher_tail(1, 0, 5)));
}

/* P(X <= s), X ~ Binomial(20, p), term by term. */
static double binomial_sum(int s, double p) {
    double sum = 0;
    for (int i = 0; i <= s; i++)
        sum += exp(lgamma(21) - lgamma(i + 1) - lgamma(21 - i)) * pow(p, i) * pow(1 - p, 20 - i);
    return sum;
}

static void test_binomial(void) {
    double low[21], high[21];
    for (int s = 0; s <= 20; s++) {
        /* 21 terms of relative error some 40 eps each (lgamma to 42) */
        TEST_REL(statistics_binomial_below(s, 20, 0.3), binomial_sum(s, 0.3), 1e-13);
        TEST_REL(statistics_binomial_above(s, 20, 0.3), binomial_sum(20 - s, 0.7), 1e-13);
        statistics_binomial_interval(s, 20, 0.1, &low[s], &high[s]);
        if (s > 0)
            TEST_REL(binomial_sum(20 - s, 1 - low[s]), 0.05, 1e-10);
        if (s < 20)
            TEST_REL(binomial_sum(s, high[s]), 0.05, 1e-10);
    }
    TEST(low[0] == 0 && high[20] == 1);
    for (double p = 0.01; p < 1; p += 0.07) {
        double missed = 0;
        for (int s = 0; s <= 20; s++)
            if (p < low[s] || p > high[s])
                missed += binomial_sum(s, p) - (s ? binomial_sum(s - 1, p) : 0);
        TEST(missed <= 0.1 + 1e-12);
    }
    TEST(statistics_binomial_below(-1, 5, 0.5) == 0 && statistics_binomial_below(5, 5, 0.5) == 1);
    TEST(statistics_binomial_above(0, 5, 0.5) == 1 && isnan(statistics_binomial_below(1, 5, 2)));
    statistics_binomial_interval(6, 5, 0.1, &low[0], &high[0]);
    TEST(isnan(low[0]) && isnan(high[0]));
}

/* The standard error of the median of n Gaussians is sqrt(pi/2)/sqrt(n) (1 + O(1/n)); of its
 * estimate over 500 samples the mean is compared, with the error that it shows, plus the 2 % by
 * which an order statistic distance of four standard errors is off the slope at n = 1001. */
static void test_quantile(void) {
    double sorted[1001], error;
    const double four[] = {1, 2, 3, 5};
    TEST(statistics_quantile(4, four, 0.5, &error) == 2.5);
    TEST(statistics_quantile(4, four, 0, &error) == 1 && error == 0);
    TEST(statistics_quantile(4, four, 1, &error) == 5);
    TEST(statistics_quantile(1, four, 0.5, &error) == 1 && isnan(error));
    TEST(isnan(statistics_quantile(0, four, 0.5, &error)));
    uint64_t state = test_seed();
    struct statistics_moments errors = {0}, medians = {0};
    for (int r = 0; r < 500; r++) {
        for (int i = 0; i < 1001; i++)
            sorted[i] = gaussian(&state);
        statistics_sort(1001, sorted);
        int unsorted = 0;
        for (int i = 1; i < 1001; i++)
            unsorted += sorted[i - 1] > sorted[i];
        TEST(unsorted == 0);
        statistics_moments_add(&medians, statistics_quantile(1001, sorted, 0.5, &error));
        statistics_moments_add(&errors, error);
    }
    double expected = sqrt(acos(-1) / 2 / 1001);
    TEST_ABS(errors.mean, expected, 0.02 * expected + 4 * statistics_moments_error(&errors));
    /* sd of an sd estimate: 1/sqrt(2 * 499) */
    TEST_ABS(sqrt(statistics_moments_variance(&medians)), expected, 4 * expected / sqrt(998));
    TEST_ABS(medians.mean, 0, 4 * expected / sqrt(500));
}

static void test_lines(void) {
    const double x[] = {1, 2, 4, 7, 11}, y[] = {1.1, 1.7, 4.4, 6.2, 11.9};
    const double error[] = {0.1, 0.2, 0.15, 0.3, 0.4}, same[] = {2, 2, 2, 2, 2};
    double weight[5], c0, c1, c00, c01, c11, chi;
    struct statistics_line line;
    for (int i = 0; i < 5; i++)
        weight[i] = 1 / (error[i] * error[i]);
    TEST(statistics_line_residual(&line, 5, x, y) == STATUS_OK);
    gsl_fit_linear(x, 1, y, 1, 5, &c0, &c1, &c00, &c01, &c11, &chi);
    TEST_REL(line.slope, c1, 1e-13);
    TEST_REL(line.intercept_error, sqrt(c00), 1e-13);
    TEST(line.slope_dof == 3);
    /* Unweighted with equal errors: the covariance of ordinary least squares, scaled. */
    TEST(statistics_line_known(&line, 5, x, y, same, NULL, 0) == STATUS_OK);
    TEST_REL(line.slope, c1, 1e-13);
    TEST_REL(line.intercept, c0, 1e-12);
    TEST_REL(line.slope_error, 2 * sqrt(c11 / (chi / 3)), 1e-13);
    TEST_REL(line.intercept_error, 2 * sqrt(c00 / (chi / 3)), 1e-13);
    TEST(isinf(line.slope_dof));
    gsl_fit_wlinear(x, 1, weight, 1, y, 1, 5, &c0, &c1, &c00, &c01, &c11, &chi);
    TEST(statistics_line_known(&line, 5, x, y, error, NULL, 1) == STATUS_OK);
    TEST_REL(line.slope, c1, 1e-13);
    TEST_REL(line.intercept, c0, 1e-12);
    TEST_REL(line.slope_error, sqrt(c11), 1e-13);
    TEST_REL(line.intercept_error, sqrt(c00), 1e-13);
    TEST_REL(statistics_line_misfit(5, x, y, error, NULL), statistics_chi_square_tail(chi, 3),
             1e-12);
    /* Two points: slope is a difference, whose Welch dof are known. */
    const double dof[] = {4, 9};
    TEST(statistics_line_known(&line, 2, x, y, error, dof, 0) == STATUS_OK);
    TEST_REL(line.slope_error, sqrt(0.01 + 0.04), 1e-14);
    TEST_REL(line.slope_dof, 0.05 * 0.05 / (0.01 * 0.01 / 4 + 0.04 * 0.04 / 9), 1e-13);
    TEST(statistics_line_residual(&line, 2, x, y) == STATUS_INPUT);
    TEST(statistics_line_residual(&line, 5, same, y) == STATUS_INPUT);
    TEST(statistics_line_known(&line, 1, x, y, error, NULL, 1) == STATUS_INPUT);
    TEST(statistics_line_known(&line, 2, x, y, (double[]){0, 1}, NULL, 1) == STATUS_INPUT);
    TEST(statistics_line_known(&line, 2, x, y, (double[]){0, 1}, NULL, 0) == STATUS_OK);
    TEST(isnan(statistics_line_misfit(2, x, y, error, NULL)));
}

/* Points on a line with errors estimated from few replicates of unequal spread: the misfit is
 * refuted at its level. 3.3 standard errors of the rate is a 99.9 % interval. */
static void test_misfit_level(void) {
    enum { RUNS = 4000, POINTS = 5, REPLICATES = 10 };
    uint64_t state = test_seed() + 1;
    double x[POINTS], y[POINTS], error[POINTS], dof[POINTS];
    int refuted = 0;
    for (int r = 0; r < RUNS; r++) {
        for (int p = 0; p < POINTS; p++) {
            struct statistics_moments moments = {0};
            for (int i = 0; i < REPLICATES; i++)
                statistics_moments_add(&moments, 2 - p + (1 + p) * gaussian(&state));
            x[p] = p;
            y[p] = moments.mean;
            error[p] = statistics_moments_error(&moments);
            dof[p] = REPLICATES - 1;
        }
        refuted += statistics_line_misfit(POINTS, x, y, error, dof) < 0.05;
    }
    TEST_ABS(refuted / (double)RUNS, 0.05, 3.3 * sqrt(0.05 * 0.95 / RUNS));
}

int main(void) {
    test_moments();
    test_distributions();
    test_binomial();
    test_quantile();
    test_lines();
    test_misfit_level();
    return test_end();
}
