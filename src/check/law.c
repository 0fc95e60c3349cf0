/* SPDX-License-Identifier: MIT */
/* law: each point's sample follows the predicted distribution, or has that of a second sample
 * (Kolmogorov-Smirnov). measured and predicted are the two distribution functions where they are
 * farthest apart; the statistic is -log10 p, the threshold that of the level over the points. */
#include "judge.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum status against_law(const struct sample *sample, size_t point, size_t n,
                               const double *sorted, struct statistics_distance *distance,
                               double *p) {
    double *cdf = memory_new(n, sizeof *cdf);
    if (!cdf)
        return STATUS_NUMERICAL;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        cdf[i] = sample->cdf(sample->context, point, sorted[i]);
        if (!(cdf[i] >= 0 && cdf[i] <= 1))
            status =
                error_set(STATUS_INPUT, "found the distribution function %g at %g, expected 0 to 1",
                          cdf[i], sorted[i]);
    }
    if (status == STATUS_OK) {
        *distance = statistics_ks_distance(n, sorted, cdf);
        *p = statistics_ks_tail(n, distance->distance);
    }
    free(cdf);
    return status;
}

static enum status against_sample(const struct sample *sample, size_t point, size_t n,
                                  const double *sorted, struct statistics_distance *distance,
                                  double *p) {
    size_t first = sample->other_start[point], m = sample->other_start[point + 1] - first;
    double *other = memory_new(m, sizeof *other);
    if (!other)
        return STATUS_NUMERICAL;
    memcpy(other, sample->other + first, m * sizeof *other);
    statistics_sort(m, other);
    *distance = statistics_ks_distance_two(n, sorted, m, other);
    enum status status = statistics_ks_tail_two(n, sorted, m, other, p);
    free(other);
    return status;
}

static enum status judge_point(const struct sample *sample, double level, size_t point,
                               double *sorted, struct judgement *judgement) {
    double first_p = judgement->p;
    size_t first = sample->start[point], n = sample->start[point + 1] - first;
    struct statistics_distance distance = {0, 0, 0, 0};
    double p = NAN;
    memcpy(sorted, sample->measured + first, n * sizeof *sorted);
    statistics_sort(n, sorted);
    enum status status =
        (sample->cdf ? against_law : against_sample)(sample, point, n, sorted, &distance, &p);
    if (status != STATUS_OK)
        return status;
    struct judgement candidate = judgement_none;
    candidate.measured = distance.empirical;
    candidate.predicted = distance.other;
    candidate.margin = 0;
    candidate.statistic = p < 1 ? -log10(p) : 0;
    candidate.threshold = -log10(level / (double)sample->points);
    candidate.row = first;
    judgement_decide(&candidate);
    judgement_raise(judgement, &candidate);
    judgement->p = point == 0 && sample->cdf ? p : first_p;
    return STATUS_OK;
}

enum status judge_law(const struct sample *sample, double level, struct judgement *judgement) {
    *judgement = judgement_none;
    if (sample->error)
        return error_set(STATUS_INPUT, "found an error with a law, expected single values");
    double *sorted = memory_new(sample->rows, sizeof *sorted);
    enum status status = sorted ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t p = 0; p < sample->points && status == STATUS_OK; p++)
        status = judge_point(sample, level, p, sorted, judgement);
    free(sorted);
    return status;
}
