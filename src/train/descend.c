/* SPDX-License-Identifier: MIT */
#include "train.h"

#include <math.h>
#include <string.h>

static enum status watch(struct train *train, uint64_t step, double loss, double rate) {
    if (train->shortcuts && watch_looks(&train->watch, step, train_is_logged(train, step)))
        shortcut_write(&train->shortcut, &train->at);
    const struct watch_step seen = {.at = &train->at,
                                    .gradient = &train->gradient,
                                    .step = step,
                                    .loss = train->stochastic ? NAN : loss,
                                    .rate = rate,
                                    .logged = train_is_logged(train, step),
                                    .last = step == train->steps,
                                    .replicate = (double)train->replicate};
    return watch_see(&train->watch, &seen);
}

/* The samples of the next step of sgd, gathered into one place. */
static size_t gather(struct train *train) {
    const size_t *samples;
    size_t count;
    batches_next(&train->batches, &samples, &count);
    for (size_t i = 0; i < count; i++) {
        memcpy(train->batch_X + i * train->d, train->X + samples[i] * train->d,
               train->d * sizeof *train->X);
        train->batch_y[i] = train->y[samples[i]];
    }
    return count;
}

/* Loss and (if wanted) gradient of gd on the dataset of a step. */
static enum status evaluate_all(struct train *train, uint64_t step, double *loss,
                                struct parameters *gradient) {
    struct dataset *dataset = samples_of_step(&train->samples, step);
    enum status status = STATUS_OK;
    /* Of the last loss without a log only finiteness counts: one block of samples will do. */
    size_t n = gradient || *train->log || dataset->n < train->samples.block ? dataset->n
                                                                            : train->samples.block;
    *loss = 0;
    if (gradient)
        memset(gradient->W, 0, gradient->count * sizeof *gradient->W);
    for (size_t first = 0; status == STATUS_OK && first < n; first += train->samples.block) {
        size_t left = n - first;
        size_t rows = left < train->samples.block ? left : train->samples.block;
        const double *X, *y;
        status = samples_rows(&train->samples, dataset, first, rows, &X, &y);
        if (status == STATUS_OK)
            status = objective_add(&train->objective, &train->at, n, rows, X, y, loss, gradient);
    }
    return status;
}

/* At step t = 1, 2, ...; of the last parameters, over all samples, t = steps + 1. */
static enum status evaluate(struct train *train, uint64_t t, double *loss,
                            struct parameters *gradient) {
    if (!train->stochastic)
        return evaluate_all(train, t, loss, gradient);
    if (t > train->steps)
        return objective_evaluate(&train->objective, &train->at, train->n, train->X, train->y, loss,
                                  gradient);
    train->batch_count = gather(train);
    return objective_evaluate(&train->objective, &train->at, train->batch_count, train->batch_X,
                              train->batch_y, loss, gradient);
}

/* theta_{t} = theta_{t-1} - step gradient; the mean is that of theta_0 .. theta_{T-1}, the tail
 * that of the later half of these. */
static enum status descend(struct train *train) {
    uint64_t skipped = strcmp(train->average, "tail") == 0 ? train->steps / 2 : 0;
    double *theta = train->at.W, *mean = train->mean.W, *gradient = train->gradient.W, loss;
    enum status status = STATUS_OK;
    if (train->steps == 0 && !*train->log && !*train->watch.partition_path)
        return STATUS_OK; /* a copy, for which the loss need not be finite */
    train->schedule.sum = 0;
    train->schedule.width = (double)train->at.width;
    for (uint64_t t = 1; status == STATUS_OK && t <= train->steps; t++) {
        bool shorter = train->shortcuts && shortcut_take(&train->shortcut, &train->at, t, &loss);
        if (!shorter)
            status = evaluate(train, t, &loss, &train->gradient);
        double rate = schedule_step(&train->schedule, t);
        if (status == STATUS_OK)
            status = watch(train, t - 1, loss, rate);
        if (status == STATUS_OK)
            status = train_write_log(train, t - 1, loss);
        if (train->watch.stopped)
            return status;
        if (train->wants_norms)
            moments_step(&train->moments, &train->at, train->objective.loss, rate,
                         train->batch_count, train->batch_X, train->batch_y);
        for (size_t i = 0; train->averaged && t > skipped && i < train->at.count; i++)
            mean[i] += (theta[i] - mean[i]) / (double)(t - skipped);
        for (size_t i = 0; !shorter && i < train->at.count; i++)
            theta[i] -= rate * gradient[i];
        if (shorter)
            shortcut_step(&train->shortcut, &train->at, rate, t);
        train->schedule.sum += rate;
    }
    if (train->shortcuts)
        shortcut_write(&train->shortcut, &train->at);
    if (status == STATUS_OK)
        status = evaluate(train, train->steps + 1, &loss,
                          train->watch.gradients ? &train->gradient : NULL);
    if (status == STATUS_OK && !isfinite(loss))
        return train_report_divergence(train, train->steps, loss);
    if (status == STATUS_OK)
        status = watch(train, train->steps, loss, 0);
    return status == STATUS_OK ? train_write_log(train, train->steps, loss) : status;
}

enum status train_descend(struct train *train) {
    struct dataset *dataset = train->stochastic ? NULL : &train->samples.dataset[0];
    uint64_t seed = dataset ? dataset->law.seed : 0;
    enum status status = STATUS_OK;
    for (uint64_t r = 0; status == STATUS_OK && r < train->replicates; r++) {
        train->replicate = r;
        if (r > 0)
            train_draw_network(train);
        if (r > 0 && train->stochastic)
            batches_restart(&train->batches, r);
        shortcut_start(&train->shortcut);
        if (train->fresh_data)
            dataset->law.seed = seed + (r << 40);
        if (train->averaged)
            memset(train->mean.W, 0, train->mean.count * sizeof *train->mean.W);
        if (train->wants_norms)
            moments_start(&train->moments, &train->at);
        status = watch_start(&train->watch, &train->at);
        if (status == STATUS_OK)
            status = descend(train);
    }
    return status;
}
