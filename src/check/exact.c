/* SPDX-License-Identifier: MIT */
/* exact: |mean - predicted| <= margin + t SE at each point: the margin is a bias that is allowed
 * for. match: the confidence interval of the mean lies within margin of the prediction (two
 * one-sided tests); refuted if it lies outside altogether, undecided between. Both rest on one
 * score, (|difference| - margin)/SE, judged at the level over the points. */
#include "judge.h"
#include "statistics.h"

#include <math.h>

/* A score in units of t of dof degrees of freedom: above 0 outside of the margin. */
struct score {
    double value, dof;
};

/* All rows 0 or 1, and one prediction of their probability: then the t of the mean is a poor guide
 * near 0 and 1 (no failures: no error at all), and the binomial law is known. */
static bool is_binary(const struct sample *sample, size_t point) {
    size_t first = sample->start[point];
    if (sample->error || !(sample->predicted[first] >= 0 && sample->predicted[first] <= 1))
        return false;
    for (size_t i = first; i < sample->start[point + 1]; i++)
        if ((sample->measured[i] != 0 && sample->measured[i] != 1) ||
            sample->predicted[i] != sample->predicted[first])
            return false;
    return true;
}

static double clamp(double p) {
    return fmin(1, fmax(0, p));
}

/* The normal score of the exact tail: beyond the end of the interval that the frequency passes, or,
 * within, minus that towards the nearer end. */
static struct score score_binary(const struct estimate *estimate, double trials) {
    double successes = round(estimate->measured * trials);
    double low = clamp(estimate->predicted - estimate->margin);
    double high = clamp(estimate->predicted + estimate->margin);
    double frequency = successes / trials, score;
    if (frequency > high)
        score =
            fmax(0, statistics_normal_score(statistics_binomial_above(successes, trials, high)));
    else if (frequency < low)
        score = fmax(0, statistics_normal_score(statistics_binomial_below(successes, trials, low)));
    else { /* an end at 0 or 1 cannot be passed */
        double above = low > 0 ? statistics_binomial_above(successes, trials, low) : 0;
        double below = high < 1 ? statistics_binomial_below(successes, trials, high) : 0;
        score = -fmax(0, statistics_normal_score(fmax(above, below)));
    }
    return (struct score){score, INFINITY};
}

static struct score score_make(const struct sample *sample, size_t point,
                               const struct estimate *estimate) {
    size_t first = sample->start[point], rows = sample->start[point + 1] - first;
    if (sample->binomial)
        return score_binary(estimate, sample->replicates[first]);
    if (is_binary(sample, point))
        return score_binary(estimate, (double)rows);
    double distance = fabs(estimate->difference) - estimate->margin;
    return (struct score){estimate_ratio(distance, estimate->error), estimate->dof};
}

static struct judgement candidate_make(const struct estimate *estimate, const struct score *score,
                                       double tail, size_t row) {
    struct judgement candidate = judgement_none;
    candidate.measured = estimate->measured;
    candidate.predicted = estimate->predicted;
    candidate.margin = estimate->margin;
    candidate.statistic = score->value;
    candidate.threshold = statistics_student_quantile(tail, score->dof);
    candidate.row = row;
    return candidate;
}

/* Two-sided; frequencies are discrete, so that theirs are not uniform. */
static double p_value(const struct sample *sample, size_t point, const struct estimate *estimate,
                      const struct score *score) {
    if (estimate->margin != 0 || sample->binomial || is_binary(sample, point))
        return NAN;
    return 2 * statistics_student_tail(score->value, score->dof);
}

static enum status judge_points(const struct sample *sample, double level,
                                struct judgement *judgement, double *chi_square) {
    double tail = level / (double)sample->points / 2, first = NAN;
    *judgement = judgement_none;
    *chi_square = 0;
    for (size_t p = 0; p < sample->points; p++) {
        struct estimate estimate;
        enum status status = estimate_make(&estimate, sample, p);
        if (status != STATUS_OK)
            return status;
        struct score score = score_make(sample, p, &estimate);
        if (p == 0)
            first = p_value(sample, p, &estimate, &score);
        score.value = fmax(0, score.value);
        /* The normal score of the same tail: its square is chi-square of 1 whatever the dof. */
        double z = statistics_normal_score(statistics_student_tail(score.value, score.dof));
        *chi_square += z * z;
        struct judgement candidate = candidate_make(&estimate, &score, tail, sample->start[p]);
        judgement_decide(&candidate);
        judgement_raise(judgement, &candidate);
    }
    judgement->p = first;
    return STATUS_OK;
}

enum status judge_exact(const struct sample *sample, double level, struct judgement *judgement) {
    double unused;
    return judge_points(sample, level, judgement, &unused);
}

/* Half of the level each for the worst point and for the sum of squares, which sees many small
 * deviations. The points must be independent. */
enum status judge_exact_combined(const struct sample *sample, double level,
                                 struct judgement *judgement) {
    double chi_square;
    enum status status = judge_points(sample, level / 2, judgement, &chi_square);
    if (status != STATUS_OK || judgement->outcome == OUTCOME_REFUTED)
        return status;
    double tail = statistics_chi_square_tail(chi_square, (double)sample->points);
    if (tail < level / 2) {
        judgement->statistic = statistics_normal_score(tail);
        judgement->threshold = statistics_normal_score(level / 2);
        judgement->note = "chi-square over the points, as a normal score";
        judgement_decide(judgement);
    }
    return STATUS_OK;
}

enum status judge_match(const struct sample *sample, double level, struct judgement *judgement) {
    double tail = level / (double)sample->points / 2;
    *judgement = judgement_none;
    for (size_t p = 0; p < sample->points; p++) {
        struct estimate estimate;
        enum status status = estimate_make(&estimate, sample, p);
        if (status != STATUS_OK)
            return status;
        struct score score = score_make(sample, p, &estimate);
        struct judgement candidate = candidate_make(&estimate, &score, tail, sample->start[p]);
        judgement_decide(&candidate);
        if (candidate.outcome == OUTCOME_PASSED && candidate.statistic > -candidate.threshold)
            candidate.outcome = OUTCOME_UNDECIDED;
        judgement_raise(judgement, &candidate);
    }
    return STATUS_OK;
}
