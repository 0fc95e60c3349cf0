/* SPDX-License-Identifier: MIT */
/* The other kinds of claims, calibrated as in check_means.c: law, rate, limit, bound, order,
 * identity, count, and what no kind can judge. */
#include "check_samples.h"
#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>

static double other[MOST];
static double power_of_beta;

static void draw_powers(void) {
    for (size_t i = 0; i < 60; i++) {
        measured[i] = pow(test_uniform(&state), 1 / power_of_beta);
        other[i] = pow(test_uniform(&state), 1 / power_of_beta);
    }
}

static double exponent;

/* Points with relative errors of 10 to 30 %, of a law whose logarithm is exactly normal. */
static void draw_powers_of_n(void) {
    for (size_t p = 0; p < 6; p++) {
        double relative = 0.1 + 0.04 * (double)p;
        measured[p] = 3 * pow(abscissa[p], exponent) * exp(relative * gaussian());
        error[p] = relative * measured[p];
    }
}

static double curvature;

static void draw_limit(void) {
    for (size_t p = 0; p < 6; p++) {
        error[p] = 0.1 + 0.05 * (double)(p % 3);
        measured[p] = shift + 2 / abscissa[p] + curvature * (double)(p % 2) + error[p] * gaussian();
    }
}

/* Six points of ten replicates with unequal spreads, of a power law: 1 % each. */
static void draw_replicates(void) {
    for (size_t i = 0; i < 60; i++) {
        double x = abscissa[i / 10];
        measured[i] = pow(x, exponent) * (1 + (0.01 + 0.01 * (double)(i / 10)) * gaussian());
    }
}

/* ---- law
 * ------------------------------------------------------------------------------------------ */

static double uniform_cdf(void *context, size_t point, double x) {
    (void)context;
    (void)point;
    return fmin(1, fmax(0, x));
}

static void test_law(void) {
    struct sample sample = sample_new(2, 30);
    sample.cdf = uniform_cdf;
    power_of_beta = 1;
    TEST_RATE(frequency(judge_law, &sample, draw_powers, OUTCOME_REFUTED),
              1 - pow(1 - LEVEL / 2, 2));
    /* One value: refuted if in the outer level/2 of either end; for U^(1/a) that has probability
     * (level/2)^a + 1 - (1-level/2)^a. */
    sample = sample_new(1, 1);
    sample.cdf = uniform_cdf;
    power_of_beta = 9;
    TEST_RATE(frequency(judge_law, &sample, draw_powers, OUTCOME_REFUTED),
              pow(LEVEL / 2, 9) + 1 - pow(1 - LEVEL / 2, 9));
    /* Two samples: at most the level; and {x < all others} has probability 2/C(8,4) = 1/35. */
    static const size_t other_start[] = {0, 4};
    sample = sample_new(1, 4);
    sample.other = other;
    sample.other_start = other_start;
    power_of_beta = 3;
    TEST_RATE(frequency(judge_law, &sample, draw_powers, OUTCOME_REFUTED), 1 / 35.0);

    struct judgement judgement;
    sample = sample_new(1, 2);
    sample.cdf = uniform_cdf;
    measured[0] = 0.9;
    measured[1] = 0.7;
    TEST(judge_law(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.measured == 0 && judgement.predicted == 0.7);
    sample.error = error;
    TEST(judge_law(&sample, LEVEL, &judgement) == STATUS_INPUT);
}

static double broken_cdf(void *context, size_t point, double x) {
    (void)context;
    (void)point;
    return x > 0.8 ? NAN : 2 * x;
}

static void test_law_broken(void) {
    struct judgement judgement;
    struct sample sample = sample_new(1, 1);
    sample.cdf = broken_cdf;
    measured[0] = 0.9;
    TEST(judge_law(&sample, LEVEL, &judgement) == STATUS_INPUT);
    measured[0] = 0.6;
    TEST(judge_law(&sample, LEVEL, &judgement) == STATUS_INPUT);
    measured[0] = 0.3;
    TEST(judge_law(&sample, LEVEL, &judgement) == STATUS_OK);
}

/* ---- rate and limit
 * ------------------------------------------------------------------------------- */

/* Standard error of the weighted slope: gsl_fit_wlinear on the logarithms. */
static double slope_error(void) {
    double x[6], y[6] = {0}, weight[6], c0, c1, c00, c01, c11, chi;
    for (size_t p = 0; p < 6; p++) {
        x[p] = log((double)p + 1);
        weight[p] = pow(0.1 + 0.04 * (double)p, -2);
    }
    gsl_fit_wlinear(x, 1, weight, 1, y, 1, 6, &c0, &c1, &c00, &c01, &c11, &chi);
    return sqrt(c11);
}

static void test_rate(void) {
    struct sample sample = sample_new(6, 1);
    double z = gsl_cdf_ugaussian_Qinv(LEVEL / 2);
    for (int p = 0; p < 6; p++)
        predicted[p] = -0.5;
    sample.error = error;
    exponent = -0.5;
    TEST_RATE(frequency(judge_rate, &sample, draw_powers_of_n, OUTCOME_REFUTED), LEVEL);
    exponent = -0.8;
    double effect = 0.3 / slope_error();
    TEST_RATE(frequency(judge_rate, &sample, draw_powers_of_n, OUTCOME_REFUTED),
              normal_tail(z - effect) + normal_tail(z + effect));
    /* Without errors the scatter about the line is the error; here it is not quite of one size. */
    sample.error = NULL;
    exponent = -0.5;
    TEST_ABS(frequency(judge_rate, &sample, draw_powers_of_n, OUTCOME_REFUTED), LEVEL, 0.03);
    /* Replicates: the degrees of freedom are approximate. */
    sample = sample_new(6, 10);
    for (int i = 0; i < 60; i++)
        predicted[i] = -0.5;
    TEST_RATE(frequency(judge_rate, &sample, draw_replicates, OUTCOME_REFUTED), LEVEL);
    struct judgement judgement;
    abscissa[0] = 0;
    TEST(judge_rate(&sample, LEVEL, &judgement) == STATUS_INPUT);
    sample.abscissa = NULL;
    TEST(judge_rate(&sample, LEVEL, &judgement) == STATUS_INPUT);
}

/* Two series with exponents -1 and -2, without noise; the wrong one is found. */
static void test_rate_series(void) {
    struct sample sample = sample_new(6, 1);
    struct judgement judgement;
    sample.series_count = 2;
    for (size_t p = 0; p < 6; p++) {
        series[p] = p % 2;
        abscissa[p] = (double)(1 + p / 2);
        predicted[p] = p % 2 ? -2 : -1;
        measured[p] = -5 * pow(abscissa[p], predicted[p]);
        margin[p] = 1e-14;
    }
    TEST(judge_rate(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    for (size_t p = 0; p < 6; p++)
        predicted[p] = -1;
    TEST(judge_rate(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED);
    TEST_REL(judgement.measured, -2.0, 1e-14);
    TEST(judgement.row == 1);
}

static void test_limit(void) {
    struct sample sample = sample_new(6, 1);
    sample.error = error;
    shift = curvature = 0;
    /* Two independent tests, half of the level each. */
    TEST_RATE(frequency(judge_limit, &sample, draw_limit, OUTCOME_REFUTED),
              1 - pow(1 - LEVEL / 2, 2));
    shift = 5; /* out of reach of chance */
    TEST(frequency(judge_limit, &sample, draw_limit, OUTCOME_REFUTED) == 1);
    shift = 0;
    curvature = 3; /* no such curve: seen by the misfit */
    TEST(frequency(judge_limit, &sample, draw_limit, OUTCOME_REFUTED) == 1);
    /* Exactly a + b n^-2, errors small: the right rate passes, rate 1 does not. */
    struct judgement judgement;
    for (size_t p = 0; p < 6; p++) {
        measured[p] = 7 + 2 / (abscissa[p] * abscissa[p]);
        predicted[p] = 7;
        error[p] = 1e-6;
        rate[p] = 2;
    }
    TEST(judge_limit(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    TEST_REL(judgement.measured, 7.0, 1e-14);
    rate[0] = 1;
    TEST(judge_limit(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED);
}

/* ---- bound and order
 * ------------------------------------------------------------------------------ */

static void test_bound(void) {
    struct sample sample = sample_new(1, 12);
    shift = 0; /* at equality, the worst case */
    TEST_RATE(frequency(judge_bound, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL);
    shift = -1;
    TEST(frequency(judge_bound, &sample, draw_gaussians, OUTCOME_REFUTED) < 1e-3);
    sample = sample_new(1, 1);
    sample.error = error;
    shift = 2;
    TEST_RATE(frequency(judge_bound, &sample, draw_gaussians, OUTCOME_REFUTED),
              normal_tail(gsl_cdf_ugaussian_Qinv(LEVEL) - 2));
    /* Row by row, nothing random: the largest is the tightest. */
    struct judgement judgement;
    sample = sample_new(3, 1);
    sample.averaged = false;
    measured[0] = 1, measured[1] = 2, measured[2] = 4;
    predicted[0] = 2, predicted[1] = 2.5, predicted[2] = INFINITY;
    TEST(judge_bound(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED && judgement.row == 1 && judgement.tightness == 1.25);
    predicted[0] = 0.5;
    TEST(judge_bound(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED && judgement.row == 0 && judgement.statistic == 0.5);
    margin[0] = 0.5;
    TEST(judge_bound(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
}

static void test_order(void) {
    struct sample sample = sample_new(2, 1);
    sample.error = error;
    sample.shape = "increasing";
    shift = 0; /* equal: the worst case */
    TEST_RATE(frequency(judge_order, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL);
    sample = sample_new(2, 6);
    sample.shape = "decreasing";
    TEST_RATE(frequency(judge_order, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL);
    sample.shape = NULL; /* measured < predicted, each point by itself */
    TEST_RATE(frequency(judge_order, &sample, draw_gaussians, OUTCOME_REFUTED),
              1 - pow(1 - LEVEL / 2, 2));
}

static enum outcome shape_outcome(const char *shape, const double *values, size_t count) {
    struct judgement judgement;
    struct sample sample = sample_new(count, 1);
    sample.shape = shape;
    for (size_t i = 0; i < count; i++) {
        measured[count - 1 - i] = values[i];
        abscissa[count - 1 - i] = (double)i; /* the rows are in no order */
    }
    TEST(judge_order(&sample, LEVEL, &judgement) == STATUS_OK);
    return judgement.outcome;
}

static void test_shapes(void) {
    const double up[] = {1, 2, 2, 5}, hill[] = {1, 3, 2, 0}, dip[] = {3, 1, 2, 4},
                 w[] = {3, 1, 2, 1};
    const struct {
        const char *shape;
        enum outcome up, hill, dip, w;
    } table[] = {
        {"increasing", OUTCOME_PASSED, OUTCOME_REFUTED, OUTCOME_REFUTED, OUTCOME_REFUTED},
        {"decreasing", OUTCOME_REFUTED, OUTCOME_REFUTED, OUTCOME_REFUTED, OUTCOME_REFUTED},
        {"unimodal", OUTCOME_PASSED, OUTCOME_PASSED, OUTCOME_REFUTED, OUTCOME_REFUTED},
        {"valley", OUTCOME_PASSED, OUTCOME_REFUTED, OUTCOME_PASSED, OUTCOME_REFUTED},
    };
    for (size_t i = 0; i < 4; i++) {
        TEST(shape_outcome(table[i].shape, up, 4) == table[i].up);
        TEST(shape_outcome(table[i].shape, hill, 4) == table[i].hill);
        TEST(shape_outcome(table[i].shape, dip, 4) == table[i].dip);
        TEST(shape_outcome(table[i].shape, w, 4) == table[i].w);
    }
    struct judgement judgement;
    struct sample sample = sample_new(1, 1);
    sample.shape = "increasing";
    TEST(judge_order(&sample, LEVEL, &judgement) == STATUS_INPUT);
    sample = sample_new(2, 1);
    sample.shape = "increasing";
    sample.abscissa = NULL;
    TEST(judge_order(&sample, LEVEL, &judgement) == STATUS_INPUT);
}

/* ---- identity, count, and what no kind can judge
 * --------------------------------------------------- */

static void test_identity(void) {
    struct judgement judgement;
    struct sample sample = sample_new(3, 1);
    for (int i = 0; i < 3; i++) {
        measured[i] = i + 1e-9 * i;
        predicted[i] = i;
        margin[i] = 3e-9;
    }
    TEST(judge_identity(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED && judgement.row == 2 && judgement.threshold == 3e-9);
    margin[1] = 0.5e-9;
    TEST(judge_identity(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED && judgement.row == 1);
    predicted[0] = INFINITY;
    TEST(judge_identity(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED && judgement.row == 0);
}

static void test_count(void) {
    struct judgement judgement;
    const double counts[] = {2, 2, 3, 2, 1, 3, 3, 4};
    struct sample sample = sample_new(2, 4); /* modes 2 and 3 */
    memcpy(measured, counts, sizeof counts);
    for (int i = 0; i < 8; i++)
        predicted[i] = i < 4 ? 2 : 3;
    TEST(judge_count(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    measured[4] = 4; /* 3 and 4 tie: the worse counts */
    TEST(judge_count(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED && judgement.measured == 4 && judgement.row == 4);
    TEST(measured[4] == 4 && measured[5] == 3); /* the sample is as it was */
    sample = sample_new(8, 1);                  /* each row */
    for (int i = 0; i < 8; i++)
        predicted[i] = 3;
    TEST(judge_count(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED);
    for (int i = 0; i < 8; i++)
        margin[i] = 1;
    TEST(judge_count(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    measured[5] = 2.5;
    TEST(judge_count(&sample, LEVEL, &judgement) == STATUS_INPUT);
}

static void test_unfit(void) {
    static judge_function *const averaging[] = {judge_exact, judge_exact_combined, judge_match,
                                                judge_bound};
    struct judgement judgement;
    for (size_t i = 0; i < 4; i++) {
        struct sample sample = sample_new(2, 1); /* one replicate, no error */
        TEST(averaging[i](&sample, LEVEL, &judgement) == STATUS_INPUT);
        sample.error = error;
        TEST(averaging[i](&sample, LEVEL, &judgement) == STATUS_OK);
        predicted[1] = INFINITY;
        TEST(averaging[i](&sample, LEVEL, &judgement) == STATUS_INPUT);
    }
    /* Three replicates are two degrees of freedom. */
    struct sample sample = sample_new(1, 3);
    measured[0] = 1, measured[1] = 2, measured[2] = 6;
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST_REL(judgement.threshold, gsl_cdf_tdist_Qinv(LEVEL / 2, 2), 1e-12);
    TEST_REL(judgement.statistic, 3 / sqrt(7 / 3.0), 1e-14); /* variance 7 */
    /* No spread: equal is right, unequal is wrong. */
    measured[0] = measured[1] = measured[2] = predicted[0] = predicted[1] = predicted[2] = 0.3;
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED && judgement.statistic == 0);
    measured[0] = measured[1] = measured[2] = 0.4;
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED);
    TEST(kind_find("exact")->judge == judge_exact && kind_find("exactly") == NULL);
}

int main(void) {
    test_law();
    test_law_broken();
    test_rate();
    test_rate_series();
    test_limit();
    test_bound();
    test_order();
    test_shapes();
    test_identity();
    test_count();
    test_unfit();
    return test_end();
}
