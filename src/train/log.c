/* SPDX-License-Identifier: MIT */
#include "train.h"

#include "least_squares.h"

#include <math.h>
#include <string.h>

enum status train_report_divergence(const struct train *train, uint64_t step, double loss) {
    double threshold;
    bool linear = strcmp(train->layers, "second") == 0 && strcmp(train->loss, "square") == 0;
    if (linear && train->stochastic && train->batch == 1 &&
        least_squares_threshold(&train->at, &train->objective.activation, train->data,
                                &threshold) == STATUS_OK)
        return error_set(STATUS_NUMERICAL,
                         "found the loss %s at step %llu, expected a finite one (--step should be "
                         "below about %.3g, 2 over the mean square of the features)",
                         isnan(loss) ? "nan" : "inf", (unsigned long long)step, threshold);
    return error_set(STATUS_NUMERICAL, "found the loss %s at step %llu, expected a finite one (%s)",
                     isnan(loss) ? "nan" : "inf", (unsigned long long)step,
                     step > 0 ? "a smaller --step may help"
                              : "weights, data and labels are too large for it");
}

bool train_is_logged(const struct train *train, uint64_t step) {
    if (!train->log_at)
        return step % train->log_every == 0 || step == train->steps || train->watch.stopped;
    for (size_t i = 0; i < train->log_at_count; i++)
        if (train->log_at[i] == (double)step)
            return true;
    return train->watch.stopped;
}

enum status train_write_log(struct train *train, uint64_t step, double loss) {
    double risk, norms[NORMS_COLUMNS];
    enum status status = STATUS_OK;
    if (!isfinite(loss))
        return train_report_divergence(train, step, loss);
    struct table_writer *writer = train->log_results.writer;
    if (writer && train_is_logged(train, step)) {
        table_put(writer, (double)step);
        table_put(writer, loss);
        if (train->wants_risk) {
            status = risk_evaluate(&train->risk, &train->at, &risk);
            table_put(writer, risk);
        }
        if (train->wants_norms) {
            double moments[MOMENTS_COLUMNS];
            moments_put(&train->moments, &train->at, moments);
            table_put_all(writer, MOMENTS_COLUMNS, moments);
        }
        if (train->watch.gradients) {
            norms_row(&train->watch.norms, norms);
            table_put(writer, train->schedule.sum);
            table_put_all(writer, NORMS_COLUMNS, norms);
        }
        if (train->replicates > 1)
            table_put(writer, (double)train->replicate);
        results_end_row(&train->log_results);
    }
    return status;
}

enum status train_open_log(struct train *train) {
    const char **names = train->log_names;
    size_t count = 0;
    names[count++] = "step";
    names[count++] = "loss";
    if (train->wants_risk)
        names[count++] = "risk";
    if (train->wants_norms) {
        memcpy(names + count, moments_columns, sizeof *names * MOMENTS_COLUMNS);
        count += MOMENTS_COLUMNS;
    }
    if (train->watch.gradients) {
        names[count++] = "time";
        memcpy(names + count, norms_columns, sizeof norms_columns);
        count += NORMS_COLUMNS;
    }
    if (train->replicates > 1)
        names[count++] = "replicate";
    return results_open(&train->log_results, train->log, count, names);
}
