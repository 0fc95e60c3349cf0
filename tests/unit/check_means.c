/* SPDX-License-Identifier: MIT */
/* The kinds of claims that test means (exact, exact-combined, match), calibrated: on samples that
 * obey the theory each refutes as often as its level says, and on samples that do not as often as
 * theory says of its power. */
#include "check_samples.h"
#include "statistics.h"

#include <gsl/gsl_cdf.h>

static double replicates[MOST];
static double probability;

static void draw_bits(void) {
    for (size_t i = 0; i < 200; i++)
        measured[i] = test_uniform(&state) < probability;
}

/* ---- exact
 * ---------------------------------------------------------------------------------------- */

/* P(|t| > threshold) of noncentral t: the normal tail averaged over quantiles of chi-square. */
static double student_power(double noncentrality, double threshold, double dof) {
    enum { NODES = 4000 };
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
        double s = sqrt(gsl_cdf_chisq_Pinv((i + 0.5) / NODES, dof) / dof);
        sum +=
            normal_tail(threshold * s - noncentrality) + normal_tail(threshold * s + noncentrality);
    }
    return sum / NODES;
}

static void test_exact(void) {
    struct sample sample = sample_new(1, 12);
    double threshold = gsl_cdf_tdist_Qinv(LEVEL / 2, 11);
    shift = 0;
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL);
    shift = 0.7;
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED),
              student_power(0.7 * sqrt(12), threshold, 11));
    /* Five points: 1 - (1 - level/5)^5. */
    sample = sample_new(5, 12);
    shift = 0;
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED),
              1 - pow(1 - LEVEL / 5, 5));
    /* A bias of the size of the margin: one side alone, and the other out of reach. */
    sample = sample_new(1, 12);
    for (int i = 0; i < 12; i++)
        margin[i] = 5;
    shift = 5;
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL / 2);
    /* An error that is given, known or of 12 replicates. */
    sample = sample_new(4, 1);
    sample.error = error;
    shift = 0;
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED),
              1 - pow(1 - LEVEL / 4, 4));
    for (int i = 0; i < 4; i++)
        replicates[i] = 12;
    sample.replicates = replicates;
    struct judgement judgement;
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST_REL(judgement.threshold, gsl_cdf_tdist_Qinv(LEVEL / 8, 11), 1e-12);
}

/* P(noncentral chi-square > x) = sum of Poisson weights times central tails. */
static double chi_square_power(double x, double dof, double noncentrality) {
    double sum = 0, weight = exp(-noncentrality / 2);
    for (int j = 0; j < 200; j++) {
        sum += weight * gsl_cdf_chisq_Q(x, dof + 2 * j);
        weight *= noncentrality / 2 / (j + 1);
    }
    return sum;
}

static void test_exact_combined(void) {
    struct sample sample = sample_new(20, 1);
    sample.error = error;
    shift = 0;
    double found = frequency(judge_exact_combined, &sample, draw_gaussians, OUTCOME_REFUTED);
    TEST(found <= LEVEL + allowance(LEVEL) && found >= LEVEL / 2 - allowance(LEVEL));
    /* Twenty points off by one standard error each: seen by the sum of squares, not by the worst.
     */
    shift = 1;
    double least = chi_square_power(gsl_cdf_chisq_Qinv(LEVEL / 2, 20), 20, 20);
    TEST(frequency(judge_exact_combined, &sample, draw_gaussians, OUTCOME_REFUTED) >=
         least - allowance(least));
    double z = gsl_cdf_ugaussian_Qinv(LEVEL / 40);
    TEST_RATE(frequency(judge_exact, &sample, draw_gaussians, OUTCOME_REFUTED),
              1 - pow(1 - normal_tail(z - 1) - normal_tail(z + 1), 20));
}

/* Bits: the exact binomial test; its rates are sums over all counts. */
static double binomial_power(int n, double truth, double theory) {
    double sum = 0;
    for (int k = 0; k <= n; k++) {
        double below = 0, above = 0, weight = 0;
        for (int j = 0; j <= n; j++) {
            double choose = lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1);
            double p = exp(choose + j * log(theory) + (n - j) * log(1 - theory));
            below += j <= k ? p : 0;
            above += j >= k ? p : 0;
            if (j == k)
                weight = exp(choose + j * log(truth) + (n - j) * log(1 - truth));
        }
        sum += fmin(below, above) < LEVEL / 2 ? weight : 0;
    }
    return sum;
}

static void test_bits(void) {
    struct sample sample = sample_new(1, 200);
    for (int i = 0; i < 200; i++)
        predicted[i] = 0.99;
    probability = 0.99;
    TEST_RATE(frequency(judge_exact, &sample, draw_bits, OUTCOME_REFUTED),
              binomial_power(200, 0.99, 0.99));
    probability = 0.96;
    TEST_RATE(frequency(judge_exact, &sample, draw_bits, OUTCOME_REFUTED),
              binomial_power(200, 0.96, 0.99));
    /* All ones: no spread at all, and yet no reason to refute .999; but one to refute .97. */
    struct judgement judgement;
    for (int i = 0; i < 200; i++) {
        measured[i] = 1;
        predicted[i] = 0.999;
    }
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    for (int i = 0; i < 200; i++)
        predicted[i] = 0.97;
    TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_REFUTED);
    /* .97^200 = 2.3e-3 is the tail that all ones leave */
    TEST_REL(normal_tail(judgement.statistic), pow(0.97, 200), 1e-12);
    /* Equivalence: all ones exclude p <= .92 (.92^200 = 6e-8) but not p <= .99. */
    for (int i = 0; i < 200; i++)
        margin[i] = 0.02;
    TEST(judge_match(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_UNDECIDED); /* .99^200 = .13 */
    for (int i = 0; i < 200; i++)
        margin[i] = 0.05;
    TEST(judge_match(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST(judgement.outcome == OUTCOME_PASSED);
    TEST_REL(normal_tail(-judgement.statistic), pow(0.92, 200), 1e-12);
    /* What is impossible never happens, and what is certain always: neither is refuted, but by one
     * exception. */
    for (int certain = 0; certain <= 1; certain++) {
        for (int i = 0; i < 200; i++) {
            measured[i] = predicted[i] = certain;
            margin[i] = 0;
        }
        TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
        TEST(judgement.outcome == OUTCOME_PASSED && judgement.statistic == 0);
        measured[7] = 1 - certain;
        TEST(judge_exact(&sample, LEVEL, &judgement) == STATUS_OK);
        TEST(judgement.outcome == OUTCOME_REFUTED);
    }
    /* A half within [.25, .65]: the end that is nearer in probability is .65. */
    for (int i = 0; i < 200; i++) {
        measured[i] = i % 2;
        predicted[i] = 0.45;
        margin[i] = 0.2;
    }
    TEST(judge_match(&sample, LEVEL, &judgement) == STATUS_OK);
    TEST_REL(normal_tail(-judgement.statistic), statistics_binomial_below(100, 200, 0.65), 1e-12);
}

/* A frequency of n trials is judged as its bits are. */
static void test_frequencies(void) {
    for (int ones = 150; ones <= 200; ones += 10) {
        struct judgement bits, mean;
        struct sample sample = sample_new(1, 200);
        for (int i = 0; i < 200; i++) {
            measured[i] = i < ones;
            predicted[i] = 0.9;
        }
        if (!TEST(judge_exact(&sample, LEVEL, &bits) == STATUS_OK))
            printf("    %d ones: %s\n", ones, error_message());
        sample = sample_new(1, 1);
        measured[0] = ones / 200.0;
        predicted[0] = 0.9;
        error[0] = 0;
        replicates[0] = 200;
        sample.error = error;
        sample.replicates = replicates;
        sample.binomial = true;
        TEST(judge_exact(&sample, LEVEL, &mean) == STATUS_OK);
        TEST(mean.outcome == bits.outcome && mean.statistic == bits.statistic);
    }
}

/* ---- match
 * ---------------------------------------------------------------------------------------- */

static void test_match(void) {
    struct sample sample = sample_new(1, 1);
    double t = gsl_cdf_ugaussian_Qinv(LEVEL / 2);
    sample.error = error;
    margin[0] = 3;
    shift = 0; /* the theory is right: passes if |Z| <= 3 - t */
    TEST_RATE(frequency(judge_match, &sample, draw_gaussians, OUTCOME_PASSED),
              1 - 2 * normal_tail(3 - t));
    shift = 3; /* at the margin: wrongly passed, wrongly refuted */
    TEST_RATE(frequency(judge_match, &sample, draw_gaussians, OUTCOME_PASSED), LEVEL / 2);
    TEST_RATE(frequency(judge_match, &sample, draw_gaussians, OUTCOME_REFUTED), LEVEL / 2);
    shift = 6;
    TEST_RATE(frequency(judge_match, &sample, draw_gaussians, OUTCOME_REFUTED), normal_tail(t - 3));
    margin[0] = 1; /* no power: never passed */
    shift = 0;
    TEST(frequency(judge_match, &sample, draw_gaussians, OUTCOME_PASSED) == 0);
}

int main(void) {
    test_exact();
    test_exact_combined();
    test_bits();
    test_frequencies();
    test_match();
    return test_end();
}
