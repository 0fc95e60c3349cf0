/* SPDX-License-Identifier: MIT */
/* Judging: is a sample what a theory says? Each kind of claim is one function of the sample and the
 * level (the probability of refuting a theory that holds); nothing here knows of files. */
#ifndef TWOLAYER_CHECK_JUDGE_H
#define TWOLAYER_CHECK_JUDGE_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* Rows in points: those of point p are start[p] .. start[p+1]-1. A point is a sample of replicates
 * of one quantity at one setting of the parameters; points of equal `series` differ in nothing but
 * the abscissa. Arrays have one number a row but where said; all numbers are finite, `predicted`
 * may be infinite. */
struct sample {
    size_t rows, points;
    const size_t *start; /* points + 1 */
    const double *measured, *predicted, *margin;
    const double *error;      /* NULL, or: each row is a point, with this standard error */
    const double *replicates; /* NULL, or the number of replicates behind each error */
    bool binomial;            /* each row is a point, the frequency of `replicates` trials */
    const double *rate;       /* of `limit` */
    const double *abscissa;   /* of each point, or NULL */
    const size_t *series;     /* of each point, in order of first appearance, or NULL */
    size_t series_count;
    bool averaged;     /* points are means to be tested, not values to be compared row by row */
    const char *shape; /* of `order`: increasing, decreasing, unimodal, valley; or NULL */
    /* of `law`: the distribution function at a point, or else a second sample: that of point p is
     * other[other_start[p]] .. other[other_start[p+1]-1] */
    double (*cdf)(void *context, size_t point, double x);
    void *context;
    const double *other;
    const size_t *other_start;
};

enum outcome {
    OUTCOME_PASSED,
    OUTCOME_REFUTED,
    OUTCOME_UNDECIDED /* the data cannot tell */
};

/* Numbers are those of the worst point. */
struct judgement {
    enum outcome outcome;
    double measured, predicted, margin, statistic, threshold;
    double tightness; /* of `bound`: predicted / measured; else NaN */
    double p;   /* p-value of the first point, uniform if the theory holds (exact and law, without a
                 * margin); else NaN */
    size_t row; /* its first row */
    double excess;    /* how near to refutation, for comparing: refuted beyond 1 */
    const char *note; /* which statistic it is, where a kind has two; else "" */
};

/* STATUS_INPUT (a sample that the kind cannot judge: too few replicates, say) or STATUS_NUMERICAL.
 */
typedef enum status judge_function(const struct sample *sample, double level,
                                   struct judgement *judgement);

struct kind {
    const char *name;
    judge_function *judge;
    bool row_by_row; /* without `by` and `error` each row is a point, and nothing is random */
    bool never_random;
};

/* NULL if there is none of that name. */
const struct kind *kind_find(const char *name);

/* The names, for messages. */
#define KIND_NAMES "identity, exact, exact-combined, match, law, rate, limit, bound, count or order"

judge_function judge_identity, judge_exact, judge_exact_combined, judge_match, judge_law,
    judge_rate, judge_limit, judge_bound, judge_count, judge_order;

/* ---- shared by the kinds -------------------------------------------------------------------- */

/* A point as a mean: the mean of measured - predicted over its rows, and its standard error. */
struct estimate {
    double measured, predicted, margin, difference, error, dof;
};

/* STATUS_INPUT if there is neither an error nor two replicates. */
enum status estimate_make(struct estimate *estimate, const struct sample *sample, size_t point);

/* distance/error, where 0/0 is 0. */
double estimate_ratio(double distance, double error);

/* Keeps the candidate if its excess is the largest so far (start from judgement_none). */
extern const struct judgement judgement_none;
void judgement_raise(struct judgement *worst, const struct judgement *candidate);

/* Fills in excess and outcome by the rule "refuted iff statistic > threshold". */
void judgement_decide(struct judgement *judgement);

#endif
