/* SPDX-License-Identifier: MIT */
/* rate: the slope of log |measured| on log abscissa is the predicted exponent, up to margin.
 * limit: measured = a + b abscissa^-rate, and a is the predicted limit, up to margin; half of the
 * level goes to the question whether the points lie on that curve at all (the rate is seen).
 *
 * A series (`by` but for its first column, the abscissa) is fitted by itself. Where each point has
 * an error, it is weighted by it; where it has replicates, the fit is unweighted and the errors are
 * those of the means; else the scatter about the line gives the error. */
#include "judge.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>

/* The points of one series, transformed to lie on a line. */
struct curve {
    size_t count, row; /* row: the first of its rows */
    double *x, *y, *error, *dof;
    bool has_error;
};

static enum status curve_new(struct curve *curve, const struct sample *sample) {
    double *memory = memory_zero(4 * sample->points, sizeof *memory);
    *curve = (struct curve){.x = memory};
    if (!memory)
        return STATUS_NUMERICAL;
    curve->y = memory + sample->points;
    curve->error = curve->y + sample->points;
    curve->dof = curve->error + sample->points;
    return STATUS_OK;
}

/* Collects the points of a series. Rows without replicates and error lend their values alone. */
static enum status curve_fill(struct curve *curve, const struct sample *sample, size_t series) {
    bool single = !sample->error && sample->rows == sample->points;
    curve->count = 0;
    curve->has_error = !single;
    for (size_t p = 0; p < sample->points; p++) {
        if (sample->series[p] != series)
            continue;
        size_t i = curve->count++;
        if (i == 0)
            curve->row = sample->start[p];
        curve->x[i] = sample->abscissa[p];
        curve->y[i] = sample->measured[sample->start[p]];
        if (single)
            continue;
        struct estimate estimate;
        enum status status = estimate_make(&estimate, sample, p);
        if (status != STATUS_OK)
            return status;
        curve->y[i] = estimate.measured;
        curve->error[i] = estimate.error;
        curve->dof[i] = estimate.dof;
    }
    return STATUS_OK;
}

static enum status curve_logarithms(struct curve *curve) {
    for (size_t i = 0; i < curve->count; i++) {
        if (!(curve->x[i] > 0) || curve->y[i] == 0)
            return error_set(STATUS_INPUT,
                             "found the point (%g, %g) of a rate, expected a positive abscissa and "
                             "a value that is not 0",
                             curve->x[i], curve->y[i]);
        curve->error[i] /= fabs(curve->y[i]);
        curve->x[i] = log(curve->x[i]);
        curve->y[i] = log(fabs(curve->y[i]));
    }
    return STATUS_OK;
}

static enum status curve_powers(struct curve *curve, double rate) {
    for (size_t i = 0; i < curve->count; i++) {
        if (!(curve->x[i] > 0))
            return error_set(STATUS_INPUT, "found the abscissa %g of a limit, expected it positive",
                             curve->x[i]);
        curve->x[i] = pow(curve->x[i], -rate);
    }
    return STATUS_OK;
}

static enum status curve_line(const struct curve *curve, const struct sample *sample,
                              struct statistics_line *line) {
    if (!curve->has_error)
        return statistics_line_residual(line, curve->count, curve->x, curve->y);
    return statistics_line_known(line, curve->count, curve->x, curve->y, curve->error, curve->dof,
                                 sample->error != NULL);
}

static void judge_parameter(const struct sample *sample, const struct curve *curve, double value,
                            double error, double dof, double tail, struct judgement *judgement) {
    struct judgement candidate = judgement_none;
    candidate.measured = value;
    candidate.predicted = sample->predicted[curve->row];
    candidate.margin = sample->margin[curve->row];
    candidate.statistic =
        fmax(0, estimate_ratio(fabs(value - candidate.predicted) - candidate.margin, error));
    candidate.threshold = statistics_student_quantile(tail, dof);
    candidate.row = curve->row;
    judgement_decide(&candidate);
    judgement_raise(judgement, &candidate);
}

static enum status rate_series(const struct sample *sample, struct curve *curve, double level,
                               struct judgement *judgement) {
    struct statistics_line line;
    enum status status = curve_logarithms(curve);
    if (status == STATUS_OK)
        status = curve_line(curve, sample, &line);
    if (status == STATUS_OK)
        judge_parameter(sample, curve, line.slope, line.slope_error, line.slope_dof, level / 2,
                        judgement);
    return status;
}

static enum status limit_series(const struct sample *sample, struct curve *curve, double level,
                                struct judgement *judgement) {
    struct statistics_line line;
    enum status status = curve_powers(curve, sample->rate[curve->row]);
    if (status == STATUS_OK)
        status = curve_line(curve, sample, &line);
    if (status != STATUS_OK)
        return status;
    bool misfit_seen = curve->has_error && curve->count > 2;
    double share = misfit_seen ? level / 2 : level;
    judge_parameter(sample, curve, line.intercept, line.intercept_error, line.intercept_dof,
                    share / 2, judgement);
    if (!misfit_seen)
        return STATUS_OK;
    double tail =
        statistics_line_misfit(curve->count, curve->x, curve->y, curve->error, curve->dof);
    if (isnan(tail))
        return STATUS_INPUT; /* the message is that of the fit */
    struct judgement candidate = judgement_none;
    candidate.measured = line.intercept;
    candidate.predicted = sample->predicted[curve->row];
    candidate.margin = sample->margin[curve->row];
    candidate.statistic = statistics_normal_score(tail);
    candidate.threshold = statistics_normal_score(share);
    candidate.row = curve->row;
    candidate.note = "chi-square about the curve, as a normal score";
    judgement_decide(&candidate);
    judgement_raise(judgement, &candidate);
    return STATUS_OK;
}

static enum status judge_series(const struct sample *sample, double level,
                                struct judgement *judgement,
                                enum status (*judge)(const struct sample *, struct curve *, double,
                                                     struct judgement *)) {
    struct curve curve;
    *judgement = judgement_none;
    if (!sample->abscissa)
        return error_set(STATUS_INPUT,
                         "found no abscissa, expected a column of numbers first in `by`");
    enum status status = curve_new(&curve, sample);
    for (size_t s = 0; s < sample->series_count && status == STATUS_OK; s++) {
        status = curve_fill(&curve, sample, s);
        if (status == STATUS_OK)
            status = judge(sample, &curve, level / (double)sample->series_count, judgement);
    }
    free(curve.x);
    return status;
}

enum status judge_rate(const struct sample *sample, double level, struct judgement *judgement) {
    return judge_series(sample, level, judgement, rate_series);
}

enum status judge_limit(const struct sample *sample, double level, struct judgement *judgement) {
    return judge_series(sample, level, judgement, limit_series);
}
