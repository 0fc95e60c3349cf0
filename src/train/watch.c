/* SPDX-License-Identifier: MIT */
#include "watch.h"

#include "options.h"

#include <stdlib.h>

static bool wants_partition(const struct watch *watch) {
    return *watch->partition_path;
}

static bool wants_neurons(const struct watch *watch) {
    return *watch->neurons_path;
}

enum status watch_check(const struct watch *watch) {
    if ((wants_neurons(watch) || watch->until_settled || *watch->restart_at_text) &&
        !wants_partition(watch))
        return error_set(STATUS_USAGE, "found --neurons, --restart-at or --until-settled without "
                                       "--partition, expected it");
    return STATUS_OK;
}

enum status watch_open(struct watch *watch, const struct parameters *at,
                       const struct objective *objective, bool full_batch, size_t n, double *X,
                       double *y) {
    enum status status = STATUS_OK;
    if (*watch->restart_at_text)
        status = options_list("restart-at", watch->restart_at_text, 0, 0x1p53, &watch->restart_at,
                              &watch->restart_count);
    if (status == STATUS_OK && watch->gradients)
        status = norms_open(&watch->norms, at->width);
    if (status == STATUS_OK && wants_partition(watch))
        status = partition_open(&watch->partition, watch->partition_path, at, objective, n, X, y);
    watch->partition.full_batch = full_batch;
    watch->partition.restart_settled = watch->restart_settled;
    if (status == STATUS_OK && wants_neurons(watch))
        status = neurons_open(&watch->neurons, watch->neurons_path, &watch->partition);
    return status;
}

enum status watch_close(struct watch *watch, enum status status) {
    status = results_close(&watch->partition.results, status);
    status = results_close(&watch->neurons.results, status);
    free(watch->restart_at);
    norms_close(&watch->norms);
    neurons_close(&watch->neurons);
    partition_close(&watch->partition);
    return status;
}

enum status watch_start(struct watch *watch, const struct parameters *at) {
    watch->stopped = false;
    if (watch->gradients)
        norms_start(&watch->norms, at);
    return wants_partition(watch) ? partition_start(&watch->partition, at) : STATUS_OK;
}

static bool restarts(const struct watch *watch, uint64_t step) {
    for (size_t i = 0; i < watch->restart_count; i++)
        if (watch->restart_at[i] == (double)step)
            return true;
    return false;
}

static bool sees_neurons(const struct watch *watch, uint64_t step, bool last) {
    uint64_t every = watch->neurons_every;
    return wants_neurons(watch) && (last || (every > 0 ? step % every == 0 : step == 0));
}

bool watch_looks(const struct watch *watch, uint64_t step, bool logged) {
    return wants_partition(watch) && (logged || watch->until_settled || restarts(watch, step) ||
                                      sees_neurons(watch, step, false) ||
                                      (watch->look_every > 0 && step % watch->look_every == 0));
}

enum status watch_see(struct watch *watch, const struct watch_step *step) {
    bool neurons = sees_neurons(watch, step->step, step->last);
    if (watch->gradients)
        norms_step(&watch->norms, step->at, step->gradient, step->loss, step->rate);
    if (!wants_partition(watch))
        return STATUS_OK;
    enum status status = STATUS_OK;
    if (neurons || watch_looks(watch, step->step, step->logged))
        status =
            partition_look(&watch->partition, step->at, step->step, restarts(watch, step->step));
    watch->stopped = watch->until_settled && watch->partition.settled;
    if (status == STATUS_OK && (step->logged || watch->stopped))
        partition_write(&watch->partition, step->at, step->replicate);
    if (status == STATUS_OK && (neurons || (wants_neurons(watch) && watch->stopped)))
        neurons_write(&watch->neurons, step->at, step->replicate);
    partition_step(&watch->partition, step->loss, step->rate);
    return status;
}
