/* SPDX-License-Identifier: MIT */
/* identity, bound and count: what must hold in every row. */
#include "judge.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct judgement row_judge(const struct sample *sample, size_t row, double statistic) {
    struct judgement candidate = judgement_none;
    candidate.measured = sample->measured[row];
    candidate.predicted = sample->predicted[row];
    candidate.margin = candidate.threshold = sample->margin[row];
    candidate.statistic = statistic;
    candidate.row = row;
    judgement_decide(&candidate);
    return candidate;
}

/* |measured - predicted| <= margin. */
enum status judge_identity(const struct sample *sample, double level, struct judgement *judgement) {
    (void)level;
    *judgement = judgement_none;
    for (size_t i = 0; i < sample->rows; i++) {
        struct judgement candidate =
            row_judge(sample, i, fabs(sample->measured[i] - sample->predicted[i]));
        judgement_raise(judgement, &candidate);
    }
    return STATUS_OK;
}

/* measured <= predicted + margin; or the mean of a point, up to its one-sided error. The worst is
 * the tightest. */
enum status judge_bound(const struct sample *sample, double level, struct judgement *judgement) {
    *judgement = judgement_none;
    if (!sample->averaged) {
        for (size_t i = 0; i < sample->rows; i++) {
            struct judgement candidate =
                row_judge(sample, i, sample->measured[i] - sample->predicted[i]);
            candidate.excess = candidate.statistic - candidate.threshold;
            judgement_raise(judgement, &candidate);
        }
    }
    for (size_t p = 0; sample->averaged && p < sample->points; p++) {
        struct estimate estimate;
        enum status status = estimate_make(&estimate, sample, p);
        if (status != STATUS_OK)
            return status;
        struct judgement candidate = row_judge(sample, sample->start[p], 0);
        candidate.measured = estimate.measured;
        candidate.predicted = estimate.predicted;
        candidate.statistic = estimate_ratio(estimate.difference - estimate.margin, estimate.error);
        candidate.threshold =
            statistics_student_quantile(level / (double)sample->points, estimate.dof);
        judgement_decide(&candidate);
        judgement_raise(judgement, &candidate);
    }
    judgement->tightness = judgement->predicted / judgement->measured;
    return STATUS_OK;
}

/* The most frequent of the values (sorted here); of several, the farthest from the prediction. */
static double mode_find(size_t n, double *values, double predicted) {
    size_t most = 0;
    double mode = NAN;
    statistics_sort(n, values);
    for (size_t first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && values[next] == values[first];)
            next++;
        size_t count = next - first;
        if (count > most ||
            (count == most && fabs(values[first] - predicted) > fabs(mode - predicted)))
            mode = values[first];
        most = count > most ? count : most;
    }
    return mode;
}

/* The predicted integer up to margin (0 if none is given) in every row; with `by`, the most
 * frequent value of each point. */
enum status judge_count(const struct sample *sample, double level, struct judgement *judgement) {
    (void)level;
    *judgement = judgement_none;
    for (size_t i = 0; i < sample->rows; i++)
        if (sample->measured[i] != floor(sample->measured[i]))
            return error_set(STATUS_INPUT, "found %g measured of a count, expected an integer",
                             sample->measured[i]);
    double *values = memory_new(sample->rows, sizeof *values);
    if (!values)
        return STATUS_NUMERICAL;
    memcpy(values, sample->measured, sample->rows * sizeof *values);
    for (size_t p = 0; p < sample->points; p++) {
        size_t first = sample->start[p], n = sample->start[p + 1] - first;
        double mode = mode_find(n, values + first, sample->predicted[first]);
        struct judgement candidate =
            row_judge(sample, first, fabs(mode - sample->predicted[first]));
        candidate.measured = mode;
        judgement_raise(judgement, &candidate);
    }
    free(values);
    return STATUS_OK;
}
