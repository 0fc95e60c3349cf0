/* SPDX-License-Identifier: MIT */
/* What train is told and has in memory. */
#ifndef TWOLAYER_TRAIN_H
#define TWOLAYER_TRAIN_H

#include "batch.h"
#include "dataset.h"
#include "error.h"
#include "gradient.h"
#include "moments.h"
#include "network.h"
#include "results.h"
#include "risk.h"
#include "samples.h"
#include "schedule.h"
#include "shortcut.h"
#include "watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct train {
    const char *method, *loss, *activation, *layers, *order, *average, *log, *output;
    const char *steps_text, *log_at_text;
    struct schedule schedule;
    double *log_at; /* the steps to log, or NULL */
    size_t log_at_count;
    uint64_t steps, batch, seed, log_every, replicates, replicate;
    bool stochastic, averaged, fresh_data, dense, shortcuts;
    struct network network;
    struct watch watch;
    struct shortcut shortcut;
    const char *log_names[5 + MOMENTS_COLUMNS + NORMS_COLUMNS];
    struct samples samples;    /* of gd */
    size_t n, d;               /* the rest is of sgd */
    double *X, *y;             /* all samples */
    double *batch_X, *batch_y; /* those of a step, so many: */
    size_t batch_count;
    struct objective objective;
    struct parameters at, gradient, mean;
    struct batches batches;
    struct results log_results;
    double ridge;
    bool wants_risk, wants_norms;
    struct risk risk;
    struct moments moments;
    const char *data; /* the first dataset */
};

/* ---- input.c ---- */

/* The network of a file into `network` and `at`, with room for the gradient and the mean. */
enum status train_read_network(struct train *train, const char *path);
/* The weights of this replicate. */
void train_draw_network(struct train *train);
/* The datasets of gd, or the one of sgd as a whole. */
enum status train_open_data(struct train *train, size_t count, char *const *paths);
/* A copy of all samples of the one dataset: *X (the caller frees it), with the labels behind it. */
enum status train_copy_samples(struct train *train, size_t *n, double **X);

/* ---- log.c ---- */

/* The columns of the log: step, loss, and what is asked for. */
enum status train_open_log(struct train *train);
/* Whether the state after so many steps is logged. */
bool train_is_logged(const struct train *train, uint64_t step);
/* Its row, if it is; STATUS_NUMERICAL for a loss that is not finite. */
enum status train_write_log(struct train *train, uint64_t step, double loss);
/* STATUS_NUMERICAL, with a threshold to go by where one is known. */
enum status train_report_divergence(const struct train *train, uint64_t step, double loss);

/* ---- descend.c ---- */

/* All steps of all replicates: fresh networks of the recipe, and with fresh_data fresh samples. */
enum status train_descend(struct train *train);

#endif
