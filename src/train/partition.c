/* SPDX-License-Identifier: MIT */
#include "partition.h"

#include "linalg.h"
#include "provenance.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- opening ---- */

static enum status check(const struct parameters *at, const struct objective *objective, size_t n,
                         const double *y) {
    if (objective->activation.kind != ACTIVATION_RELU || at->b)
        return error_set(STATUS_USAGE, "found another activation than relu or a bias, expected "
                                       "relu and no bias with --partition");
    if (objective->loss != LOSS_SQUARE && objective->loss != LOSS_LOGISTIC &&
        objective->loss != LOSS_EXP)
        return error_set(STATUS_USAGE, "found --partition with another loss, expected square, "
                                       "logistic or exp");
    for (size_t i = 0; i < n; i++)
        if (y[i] != 1 && y[i] != -1)
            return error_set(STATUS_INPUT,
                             "found the label %g of sample %zu, expected 1 or -1 with --partition",
                             y[i], i + 1);
    return STATUS_OK;
}

/* Samples, inner products, margin and kap of a class. */
static enum status class_open(const struct partition *p, struct partition_class *class,
                              double sign) {
    *class = (struct partition_class){.sign = sign, .gamma = NAN, .kap = {NAN, NAN}};
    class->samples = memory_new(p->n, sizeof *class->samples);
    for (size_t i = 0; class->samples && i < p->n; i++)
        if (p->y[i] == sign)
            class->samples[class->count++] = i;
    size_t count = class->count;
    double *rows = memory_new(count * p->d + 1, sizeof *rows);
    class->inner = memory_new(count * (count + 2) + 1, sizeof *class->inner);
    enum status status = class->samples && rows && class->inner ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && count > 0) {
        class->linear = class->inner + count * count;
        class->rival = class->linear + count;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < p->d; j++)
                rows[i * p->d + j] = sign * p->X[class->samples[i] * p->d + j];
        linalg_multiply_transposed(count, count, p->d, rows, rows, false, class->inner);
        early_stage_kap(count, class->inner, &class->kap[0], &class->kap[1]);
        status = early_stage_max_margin(count, p->d, rows, &class->gamma, NULL, NULL);
    }
    free(rows);
    return status;
}

/* Whether y_i y_j x_i.x_j >= 0 for all pairs, up to rounding. */
static enum status find_separable(struct partition *p) {
    double *row = memory_new(p->n, sizeof *row);
    if (!row)
        return STATUS_NUMERICAL;
    p->separable = true;
    for (size_t i = 0; p->separable && i < p->n; i++) {
        linalg_multiply_transposed(1, p->n, p->d, p->X + i * p->d, p->X, false, row);
        for (size_t j = 0; j < p->n; j++)
            p->separable = p->separable && p->y[i] * p->y[j] * row[j] >= -1e-14;
    }
    free(row);
    return STATUS_OK;
}

enum status partition_open(struct partition *p, const char *path, const struct parameters *at,
                           const struct objective *objective, size_t n, double *X, double *y) {
    size_t m = at->width;
    *p = (struct partition){
        .m = m, .n = n, .d = at->d, .loss = objective->loss, .first_only = !objective->second};
    p->X = X;
    p->y = y;
    enum status status = check(at, objective, n, y);
    p->H = memory_new(m * n + 4 * n + m, sizeof *p->H);
    p->active = memory_new(m * n, sizeof *p->active);
    if (status == STATUS_OK && (!p->H || !p->active))
        status = STATUS_NUMERICAL;
    if (status != STATUS_OK)
        return status;
    p->z = p->H + m * n;
    p->p = p->z + n;
    p->z_before = p->p + n;
    p->p_before = p->z_before + n;
    p->start = p->p_before + n;
    for (int c = 0; status == STATUS_OK && c < 2; c++)
        status = class_open(p, &p->classes[c], c ? -1 : 1);
    if (status == STATUS_OK && (p->classes[0].count == 0 || p->classes[1].count == 0))
        provenance_warn(
            "train",
            "found samples of one class only, expected both labels 1 and -1: neurons of the other "
            "sign can only die");
    if (status == STATUS_OK)
        status = find_separable(p);
    return status == STATUS_OK ? partition_create(p, path) : status;
}

void partition_close(struct partition *p) {
    for (int c = 0; c < 2; c++) {
        free(p->classes[c].samples);
        free(p->classes[c].inner);
    }
    free(p->H);
    free(p->active);
    free(p->X);
    *p = (struct partition){0};
}

/* ---- one look ---- */

static void find_margins(struct partition *p, const struct parameters *at) {
    linalg_multiply_transposed(p->m, p->n, p->d, at->W, p->X, false, p->H);
    memset(p->z, 0, p->n * sizeof *p->z);
    for (size_t k = 0; k < p->m; k++)
        for (size_t i = 0; i < p->n; i++)
            p->z[i] += at->a[k] * fmax(0, p->H[k * p->n + i]);
    for (size_t i = 0; i < p->n; i++)
        p->z[i] *= p->y[i];
}

static void find_losses(struct partition *p) {
    p->loss_now = 0;
    p->margin = -INFINITY;
    for (int c = 0; c < 2; c++) {
        struct partition_class *class = &p->classes[c];
        class->loss = class->worst = class->total = 0;
        for (size_t i = 0; i < class->count; i++) {
            double z = p->z[class->samples[i]], loss = early_stage_loss(p->loss, z);
            class->loss += loss / (double)p->n;
            class->total += (1 - z) / (double)p->n;
            class->worst = fmax(class->worst, loss);
            p->margin = fmax(p->margin, z);
        }
        p->loss_now += class->loss;
    }
}

/* Compares with the activity at the last look and keeps the new one: TL for ever, no new FL. */
static void find_transitions(struct partition *p, const struct parameters *at) {
    for (size_t k = 0; k < p->m; k++) {
        struct partition_class *class = &p->classes[at->a[k] < 0];
        for (size_t i = 0; i < p->n; i++) {
            bool now = p->H[k * p->n + i] > 0, *then = &p->active[k * p->n + i];
            bool same = (p->y[i] < 0) == (at->a[k] < 0);
            class->illegal += p->looked && (same ? *then && !now : now && !*then);
            *then = now;
        }
    }
}

static void restart(struct partition *p, const struct parameters *at) {
    memcpy(p->z_before, p->z, p->n * sizeof *p->z);
    memcpy(p->p_before, p->p, p->n * sizeof *p->p);
    p->restarted = p->step;
    p->was_settled = p->settled;
    p->time_before = p->time;
    p->loss_before = p->loss_now;
    p->largest = 0;
    p->mass_before = vector_dot(p->m, at->a, at->a);
    for (int c = 0; c < 2; c++) {
        struct partition_class *class = &p->classes[c];
        class->before = class->loss;
        class->worst_before = class->worst;
        class->total_before = class->total;
        class->kind_before = class->kind;
        for (size_t i = 0; i < class->count; i++)
            class->linear[i] = class->rival[i] = p->z[class->samples[i]];
    }
}

/* Moves the linear models of the classes on by the steps since the last look. */
static enum status move_models(struct partition *p, size_t steps) {
    enum status status = STATUS_OK;
    for (int c = 0; status == STATUS_OK && steps > 0 && c < 2; c++) {
        struct partition_class *class = &p->classes[c];
        double rate = p->rate / (double)p->n;
        if (class->count == 0 || !p->first_only || !p->full_batch)
            continue;
        status =
            early_stage_settled_run(p->loss, class->count, class->inner,
                                    rate * class->kind_before.whole_mass, steps, class->linear);
        if (status == STATUS_OK)
            status = early_stage_settled_run(p->loss, class->count, class->inner,
                                             rate * class->kind_before.mass, steps, class->rival);
    }
    return status;
}

static void move_clocks(struct partition *p, size_t steps) {
    for (int c = 0; p->looked && c < 2; c++) {
        struct partition_class *class = &p->classes[c];
        double sum = 0;
        for (size_t i = 0; i < class->count; i++)
            sum += early_stage_slope(p->loss, p->z[class->samples[i]]) / (double)p->n;
        class->clock += steps == 1 ? p->rate * sum : steps > 1 ? NAN : 0;
    }
}

/* ---- a run ---- */

/* kappa tau of early_stage_settling_time, if all |b| are kappa |a|; NaN where it has no answer. */
static enum status find_settling(struct partition *p, const struct parameters *at) {
    double kappa = NAN, tau, *unit = NULL, *inner = NULL;
    p->settling = NAN;
    if (!p->separable || !p->first_only)
        return STATUS_OK;
    for (size_t k = 0; k < p->m; k++) {
        double ratio = linalg_norm(p->d, at->W + k * p->d) / fabs(at->a[k]);
        if (k > 0 && !(fabs(ratio - kappa) <= 1e-12 * kappa))
            return STATUS_OK;
        kappa = ratio;
    }
    unit = memory_new(p->m * p->n, sizeof *unit);
    inner = memory_new(p->n, p->n * sizeof *inner);
    enum status status = unit && inner ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        for (size_t k = 0; k < p->m; k++)
            for (size_t i = 0; i < p->n; i++)
                unit[k * p->n + i] = p->H[k * p->n + i] / (kappa * fabs(at->a[k]));
        linalg_multiply_transposed(p->n, p->n, p->d, p->X, p->X, false, inner);
        if (early_stage_settling_time(p->loss, p->m, p->n, unit, at->a, inner, p->y, &tau) ==
            STATUS_OK)
            p->settling = kappa * tau;
    }
    free(unit);
    free(inner);
    return status;
}

enum status partition_start(struct partition *p, const struct parameters *at) {
    p->time = p->largest = 0;
    p->last_loss = INFINITY;
    p->rises = 0;
    p->rise = INFINITY;
    p->looked = p->was_settled = false;
    p->rate = NAN;
    p->step = 0;
    memcpy(p->start, at->a, p->m * sizeof *at->a);
    for (int c = 0; c < 2; c++)
        p->classes[c].illegal = p->classes[c].clock = 0;
    find_margins(p, at);
    bool dead = true;
    for (size_t i = 0; i < p->m * p->n; i++)
        dead = dead && !(p->H[i] > 0);
    if (dead)
        provenance_warn(
            "train",
            "found no neuron that is active on a sample at the start, expected some: no gradient, "
            "nothing moves");
    return find_settling(p, at);
}

void partition_step(struct partition *p, double loss, double rate) {
    p->rises += loss > p->last_loss * (1 + 1e-14);
    p->last_loss = loss;
    p->time += rate;
    p->largest = fmax(p->largest, rate);
    p->rate = rate;
}

enum status partition_look(struct partition *p, const struct parameters *at, size_t step,
                           bool demand) {
    struct early_stage_census census;
    size_t steps = step - p->step;
    enum status status = move_models(p, steps);
    if (status != STATUS_OK)
        return status;
    move_clocks(p, steps);
    p->step = step;
    for (size_t i = 0; i < p->n; i++)
        p->p[i] = p->z[i]; /* kept there until the count */
    find_margins(p, at);
    for (size_t i = 0; p->looked && i < p->n; i++)
        p->rise = fmin(p->rise, p->z[i] - p->p[i]);
    find_losses(p);
    find_transitions(p, at);
    early_stage_count(p->m, p->n, p->H, at->a, p->y, p->p, &census);
    p->settled = census.settled;
    for (int c = 0; c < 2; c++)
        p->classes[c].kind = census.kind[c];
    bool now = p->restart_settled && p->settled && !p->was_settled;
    if (!p->looked || now || demand)
        restart(p, at);
    p->looked = true;
    return STATUS_OK;
}
