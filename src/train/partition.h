/* SPDX-License-Identifier: MIT */
/* The neuron partition of a relu network on labels +-1 while it is trained (early-stage.md), with
 * what it proves about the loss: a row a look and class. */
#ifndef TWOLAYER_PARTITION_H
#define TWOLAYER_PARTITION_H

#include "early_stage.h"
#include "gradient.h"
#include "results.h"

#include <stdbool.h>
#include <stddef.h>

/* What --help says of its columns. */
#define PARTITION_DETAILS                                                                          \
    "The partition is that of relu networks without bias on labels +-1. TL: a neuron of the "      \
    "sign of a sample that is active on it, FL: one of the other sign. neurons, living (TL on"     \
    " some sample), whole (on all of the class), false_living, dead (active on none), and "        \
    "their masses, sums of a^2, are of the sign of the class; turned: whose a changed sign. "      \
    "unlearnt: samples without a TL neuron; silent: without any; flat: with a margin of at "       \
    "most 0. settled: no FL, all living are whole. illegal: transitions that orthogonally "        \
    "separable data (separable = 1) exclude. rise: the least change of a margin between "          \
    "looks. upper1, upper2, lower: bounds on the loss of the class (U1, U2, Lo), total_upper,"     \
    " total_lower on that of all, from `restart` on; theorems if separable = 1, with the "         \
    "first layer trained by gd (total_lower: on any data while rises = 0); holds: whether all"     \
    " do; behind: samples whose own bound of U1 does not. residual: mean of 1 - z with its "       \
    "bounds, square loss, until some z is 1. linear_error: distance from one linear model a "      \
    "class since the restart; rival_error: with the mass of all neurons. clock: sum of step "      \
    "times the mean slope of the class, if each step is looked at; settling: predicted time "      \
    "to settle to leading order in |w|/|a|. A row of nan says nothing."

/* What is known of a class, and what it was when the certificates were last restarted. */
struct partition_class {
    double sign;
    size_t count, *samples;    /* where its samples are */
    double *inner;             /* count x count */
    double gamma;              /* max margin, NaN without samples */
    double kap[2];             /* early_stage_kap */
    double loss, worst, total; /* L_c, the largest loss of a sample, sum of 1 - z over n */
    double before, worst_before, total_before;
    struct early_stage_kind kind, kind_before;
    double *linear, *rival; /* margins by one linear model from the restart: with p_c, with all */
    double illegal;         /* transitions that the theory forbids, since the start */
    double clock;           /* int G_c dt */
};

struct partition {
    size_t m, n, d;
    enum loss loss;
    bool first_only, full_batch; /* the certificates are theorems on these alone */
    bool restart_settled, separable, settled, was_settled; /* was: at the restart */
    double *X, *y;
    double *H, *z, *p;                   /* m x n, n, n: of the last look */
    double *z_before, *p_before, *start; /* at the restart; a at the start */
    bool *active;                        /* m x n: of the last look */
    struct partition_class classes[2];
    size_t step, restarted; /* of the last look, of the restart */
    double rate;            /* of the steps since the last look, NaN if they differ */
    bool looked;
    double time, time_before, largest; /* of the steps since the restart */
    double margin;                     /* the largest */
    double loss_now, loss_before, last_loss;
    double mass_before; /* sum of a^2 */
    size_t rises;       /* steps that raised the loss */
    double rise;        /* the least change of a margin between looks */
    double settling;    /* predicted time to settle as |b|/|a| -> 0 */
    struct results results;
};

/* Takes the samples X (n x d, owned from now on) and labels y, and opens the table `path`.
 * STATUS_INPUT for labels other than +-1; STATUS_USAGE for other losses than square, logistic and
 * exp, for another activation than relu, and with a bias. Free by partition_close. */
enum status partition_open(struct partition *partition, const char *path,
                           const struct parameters *at, const struct objective *objective, size_t n,
                           double *X, double *y);
void partition_close(struct partition *partition);

/* Starts a run from these parameters. */
enum status partition_start(struct partition *partition, const struct parameters *at);

/* Before each step: the mean loss of all samples (NaN if it is not known), and the step's size. */
void partition_step(struct partition *partition, double loss, double rate);

/* After `step` steps: takes the census, and restarts the certificates at the first look, where they
 * are told to by settling, and on demand. */
enum status partition_look(struct partition *partition, const struct parameters *at, size_t step,
                           bool demand);

/* Opens the table (called by partition_open), and appends the rows of the last look. */
enum status partition_create(struct partition *partition, const char *path);
void partition_write(struct partition *partition, const struct parameters *at, double replicate);

#endif
