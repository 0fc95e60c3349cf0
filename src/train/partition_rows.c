/* SPDX-License-Identifier: MIT */
/* The rows of a look: what is counted, and the certificates (early-stage.md c5, c5b). */
#include "partition.h"

#include <math.h>

static const char *const columns[] = {"step",
                                      "time",
                                      "class",
                                      "samples",
                                      "separable",
                                      "settled",
                                      "loss",
                                      "margin_least",
                                      "margin_largest",
                                      "neurons",
                                      "living",
                                      "whole",
                                      "false_living",
                                      "dead",
                                      "true_pairs",
                                      "false_pairs",
                                      "mass",
                                      "living_mass",
                                      "whole_mass",
                                      "turned",
                                      "unlearnt",
                                      "silent",
                                      "flat",
                                      "flat_loss",
                                      "illegal",
                                      "rise",
                                      "restart",
                                      "since",
                                      "steps_since",
                                      "largest_step",
                                      "before",
                                      "worst_before",
                                      "mass_before",
                                      "living_before",
                                      "whole_before",
                                      "gamma",
                                      "upper1",
                                      "upper2",
                                      "lower",
                                      "total",
                                      "total_upper",
                                      "total_lower",
                                      "rises",
                                      "holds",
                                      "behind",
                                      "residual",
                                      "residual_before",
                                      "kap_least",
                                      "kap_largest",
                                      "residual_upper",
                                      "residual_lower",
                                      "linear_error",
                                      "rival_error",
                                      "clock",
                                      "settling",
                                      "replicate"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum status partition_create(struct partition *p, const char *path) {
    return results_open(&p->results, path, COLUMNS, columns);
}

/* The class's part of U1: of every sample its bound; *behind of them are above it. */
static double upper_samples(const struct partition *p, const struct partition_class *class,
                            double *behind) {
    double sum = 0, time = p->time - p->time_before;
    *behind = 0;
    for (size_t l = 0; l < class->count; l++) {
        size_t i = class->samples[l];
        double z = early_stage_margin(p->loss, p->z_before[i], p->p_before[i] / (double)p->n, time);
        sum += early_stage_loss(p->loss, z);
        *behind += p->z[i] < z - 1e-11 * (1 + fabs(z));
    }
    return sum / (double)p->n;
}

struct bounds {
    double upper1, behind, upper2, lower, total_lower, residual_upper, residual_lower;
};

static struct bounds find_bounds(const struct partition *p, const struct partition_class *class) {
    const struct early_stage_kind *kind = &class->kind_before;
    double time = p->time - p->time_before, n = (double)p->n, q = (double)class->count / n;
    double steps = (double)(p->step - p->restarted), nan = NAN;
    struct bounds none = {nan, nan, nan, nan, nan, nan, nan}, found;
    if (!p->first_only || !p->full_batch || class->count == 0)
        return none;
    bool exponential = p->loss != LOSS_SQUARE, alone = p->classes[0].kind_before.false_pairs == 0 &&
                                                       p->classes[1].kind_before.false_pairs == 0;
    bool even = steps == 0 || fabs(p->largest * steps - time) <= 1e-9 * time;
    found = (struct bounds){
        .upper2 = early_stage_upper(p->loss, class->before, class->worst_before, kind->whole_mass,
                                    class->gamma, p->largest, time),
        .lower = exponential && alone
                     ? early_stage_lower(class->before, kind->living_mass, p->largest, time)
                     : nan,
        .total_lower = exponential && p->rises == 0
                           ? early_stage_lower(p->loss_before, p->mass_before, p->largest, time)
                           : nan,
        .residual_upper = exponential || !even
                              ? nan
                              : early_stage_residual(class->total_before, kind->whole_mass, q,
                                                     class->kap[0], p->largest, steps),
        .residual_lower = exponential || !even || !p->was_settled
                              ? nan
                              : early_stage_residual(class->total_before, kind->whole_mass, q,
                                                     class->kap[1], p->largest, steps),
    };
    found.upper1 = upper_samples(p, class, &found.behind);
    return found;
}

/* Up to rounding; what is NaN says nothing. The bounds of the square loss hold until z = 1. */
static bool all_hold(const struct partition *p, const struct partition_class *class,
                     const struct bounds *bounds, double total_upper) {
    const double room = 1e-11;
    bool below = !(class->loss > bounds->upper1 * (1 + room)) &&
                 !(class->loss > bounds->upper2 * (1 + room)) &&
                 !(p->loss_now > total_upper * (1 + room)) &&
                 !(class->total > bounds->residual_upper * (1 + room));
    bool above = !(class->loss < bounds->lower * (1 - room)) &&
                 !(p->loss_now < bounds->total_lower * (1 - room)) &&
                 !(class->total < bounds->residual_lower * (1 - room));
    return (below && above) || (p->loss == LOSS_SQUARE && p->margin >= 1);
}

struct margins {
    double least, largest, unlearnt, silent, flat, flat_loss, linear_error, rival_error;
};

static struct margins find_extremes(const struct partition *p,
                                    const struct partition_class *class) {
    struct margins found = {.least = INFINITY, .largest = -INFINITY};
    for (size_t l = 0; l < class->count; l++) {
        size_t i = class->samples[l], on = 0;
        double z = p->z[i];
        for (size_t k = 0; k < p->m; k++)
            on += p->active[k * p->n + i];
        found.least = fmin(found.least, z);
        found.largest = fmax(found.largest, z);
        found.unlearnt += p->p[i] == 0;
        found.silent += on == 0;
        found.flat += z <= 0;
        found.flat_loss += z <= 0 ? early_stage_loss(p->loss, z) / (double)p->n : 0;
        found.linear_error = fmax(found.linear_error, fabs(z - class->linear[l]));
        found.rival_error = fmax(found.rival_error, fabs(z - class->rival[l]));
    }
    return found;
}

static double count_turned(const struct partition *p, const struct parameters *at, double sign) {
    double turned = 0;
    for (size_t k = 0; k < p->m; k++)
        turned += p->start[k] * sign > 0 && at->a[k] * sign < 0;
    return turned;
}

static void write_class(struct partition *p, const struct parameters *at,
                        const struct partition_class *class, const struct bounds *bounds,
                        double total_upper, double replicate) {
    const struct early_stage_kind *kind = &class->kind, *before = &class->kind_before;
    struct margins z = find_extremes(p, class);
    const double row[COLUMNS] = {
        (double)p->step,
        p->time,
        class->sign,
        (double)class->count,
        (double)p->separable,
        (double)p->settled,
        class->loss,
        z.least,
        z.largest,
        (double)kind->neurons,
        (double)kind->living,
        (double)kind->whole,
        (double)kind->false_living,
        (double)kind->dead,
        (double)kind->true_pairs,
        (double)kind->false_pairs,
        kind->mass,
        kind->living_mass,
        kind->whole_mass,
        count_turned(p, at, class->sign),
        z.unlearnt,
        z.silent,
        z.flat,
        z.flat_loss,
        class->illegal,
        p->rise,
        p->time_before,
        p->time - p->time_before,
        (double)(p->step - p->restarted),
        p->largest,
        class->before,
        class->worst_before,
        before->mass,
        before->living_mass,
        before->whole_mass,
        class->gamma,
        bounds->upper1,
        bounds->upper2,
        bounds->lower,
        p->loss_now,
        total_upper,
        bounds->total_lower,
        (double)p->rises,
        (double)all_hold(p, class, bounds, total_upper),
        bounds->behind,
        class->total,
        class->total_before,
        class->kap[0],
        class->kap[1],
        bounds->residual_upper,
        bounds->residual_lower,
        z.linear_error,
        z.rival_error,
        class->clock,
        p->settling,
        replicate,
    };
    results_put(&p->results, row);
}

void partition_write(struct partition *p, const struct parameters *at, double replicate) {
    struct bounds bounds[2];
    for (int c = 0; c < 2; c++)
        bounds[c] = find_bounds(p, &p->classes[c]);
    double total_upper = 0; /* per class the better of U1 and U2 */
    for (int c = 0; c < 2; c++)
        if (p->classes[c].count > 0)
            total_upper += fmin(bounds[c].upper1, bounds[c].upper2);
    for (int c = 0; c < 2; c++)
        write_class(p, at, &p->classes[c], &bounds[c], total_upper, replicate);
}
