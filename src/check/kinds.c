/* SPDX-License-Identifier: MIT */
#include "judge.h"
#include "statistics.h"

#include <math.h>
#include <string.h>

static const struct kind kinds[] = {
    {"identity", judge_identity, true, true},
    {"exact", judge_exact, false, false},
    {"exact-combined", judge_exact_combined, false, false},
    {"match", judge_match, false, false},
    {"law", judge_law, false, false},
    {"rate", judge_rate, false, false},
    {"limit", judge_limit, false, false},
    {"bound", judge_bound, true, false},
    {"count", judge_count, true, true},
    {"order", judge_order, false, false},
};

const struct kind *kind_find(const char *name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

enum status estimate_make(struct estimate *estimate, const struct sample *sample, size_t point) {
    struct statistics_moments measured = {0}, predicted = {0}, difference = {0};
    size_t first = sample->start[point], end = sample->start[point + 1];
    for (size_t i = first; i < end; i++) {
        statistics_moments_add(&measured, sample->measured[i]);
        statistics_moments_add(&predicted, sample->predicted[i]);
        statistics_moments_add(&difference, sample->measured[i] - sample->predicted[i]);
    }
    *estimate = (struct estimate){
        .measured = measured.mean,
        .predicted = predicted.mean,
        .margin = sample->margin[first],
        .difference = difference.mean,
        .error = statistics_moments_error(&difference),
        .dof = difference.count - 1,
    };
    if (sample->error) {
        estimate->error = sample->error[first];
        estimate->dof = sample->replicates ? sample->replicates[first] - 1 : INFINITY;
    }
    if (isnan(estimate->error) || !(estimate->dof >= 1))
        return error_set(STATUS_INPUT,
                         "found a point of one replicate, expected at least two, or an error");
    if (!isfinite(estimate->difference))
        return error_set(STATUS_INPUT, "found an infinite prediction, expected a finite one");
    return STATUS_OK;
}

double estimate_ratio(double distance, double error) {
    return distance == 0 ? 0 : distance / error;
}

const struct judgement judgement_none = {
    .excess = -INFINITY, .tightness = NAN, .p = NAN, .note = ""};

void judgement_raise(struct judgement *worst, const struct judgement *candidate) {
    if (candidate->excess > worst->excess || !(worst->excess > -INFINITY))
        *worst = *candidate;
}

void judgement_decide(struct judgement *judgement) {
    double statistic = judgement->statistic, threshold = judgement->threshold;
    judgement->excess = threshold > 0           ? statistic / threshold
                        : statistic > threshold ? INFINITY
                                                : 0;
    judgement->outcome = statistic > threshold ? OUTCOME_REFUTED : OUTCOME_PASSED;
}
