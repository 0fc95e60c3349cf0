/* SPDX-License-Identifier: MIT */
/* What the predictions of early_stage.h compute. p[i] is the i-th parameter of the entry in
 * early_stage_predictions.c. */
#include "early_stage_predictions.h"

#include "early_stage.h"

#include <math.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status early_stage_predict_##name(const union prediction_value *p,                        \
                                           struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

/* Defines `loss` from the first parameter, or returns. */
#define LOSS                                                                                       \
    enum loss loss;                                                                                \
    if (loss_parse(&loss, p[0].text) != STATUS_OK)                                                 \
    return STATUS_USAGE

/* ---- orthonormal data (c2, c3) ---- */

PREDICT(width_law) {
    double mean, variance, n_plus = (double)p[1].integer, n_minus = (double)p[2].integer;
    early_stage_unlearnt((double)p[0].integer, n_plus, n_minus, &mean, &variance);
    ROW(early_stage_width_law(p[0].integer, n_plus, n_minus), mean, sqrt(fmax(0, variance)));
    return STATUS_OK;
}

PREDICT(sufficient_width) {
    double n_plus = (double)p[0].integer, n_minus = (double)p[1].integer, delta = p[2].real;
    size_t width = early_stage_width(n_plus, n_minus, delta);
    ROW(early_stage_width_bound(n_plus + n_minus, delta), width ? (double)width : NAN);
    return STATUS_OK;
}

PREDICT(plateau) {
    LOSS;
    double mean, variance, start = early_stage_loss(loss, 0);
    early_stage_unlearnt((double)p[1].integer, p[2].real, 0, &mean, &variance);
    ROW(start * mean / p[2].real, start / p[2].real);
    return STATUS_OK;
}

PREDICT(margin) {
    LOSS;
    ROW(early_stage_margin(loss, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(margin_gd) {
    LOSS;
    double z0 = p[1].real, rate = p[2].real, step = p[3].real, steps = (double)p[4].integer;
    ROW(early_stage_margin(loss, z0, rate, step * steps),
        early_stage_margin_defect(loss, z0, rate, step, step * steps),
        early_stage_margin_gd(loss, z0, rate, step, steps));
    return STATUS_OK;
}

PREDICT(sample_loss) {
    LOSS;
    ROW(early_stage_loss(loss, early_stage_margin(loss, p[1].real, p[2].real, p[3].real)));
    return STATUS_OK;
}

PREDICT(tail_orthonormal) {
    ROW(early_stage_tail_orthonormal(p[0].integer, p[1].real));
    return STATUS_OK;
}

/* ---- bounds and tails (c1, c4, c5, c8) ---- */

PREDICT(drift_bound) {
    ROW(early_stage_drift_bound(p[0].real, p[1].real, p[2].real));
    return STATUS_OK;
}

PREDICT(upper) {
    LOSS;
    ROW(early_stage_upper(loss, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, p[6].real));
    return STATUS_OK;
}

PREDICT(lower) {
    ROW(early_stage_lower(p[0].real, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(tail) {
    double flow = early_stage_tail(p[0].real, p[1].real, 0);
    ROW(flow, early_stage_tail(p[0].real, p[1].real, p[2].real), 1 / flow);
    return STATUS_OK;
}

PREDICT(tail_both) {
    ROW(early_stage_tail_both(p[1].real, p[0].real),
        early_stage_tail_both_loss(p[0].real, p[2].real));
    return STATUS_OK;
}

PREDICT(residual) {
    double before = p[0].real, mass = p[1].real, q = p[2].real, step = p[5].real;
    double steps = (double)p[6].integer;
    ROW(early_stage_residual(before, mass, q, p[4].real, step, steps),
        early_stage_residual(before, mass, q, p[3].real, step, steps),
        before * exp(-mass * q * p[3].real * step * steps));
    return STATUS_OK;
}

PREDICT(guaranteed_time) {
    ROW(early_stage_guaranteed_time(p[0].real, p[1].real));
    return STATUS_OK;
}

PREDICT(activation_bound) {
    ROW(early_stage_activation_bound(p[0].real, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

/* ---- both layers (c6) ---- */

PREDICT(hitting_time) {
    LOSS;
    ROW(early_stage_hitting_time(loss, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(hitting_time_gd) {
    LOSS;
    double flow = early_stage_hitting_time(loss, p[1].real, p[2].real, p[3].real);
    double defect = early_stage_hitting_defect(loss, p[1].real, p[2].real, p[4].real);
    ROW(flow, defect, flow + defect);
    return STATUS_OK;
}

PREDICT(hitting_time_unbalanced) {
    LOSS;
    double time;
    enum status status = early_stage_hitting_time_unbalanced(loss, p[1].real, p[2].real, p[3].real,
                                                             p[4].real, &time);
    if (status == STATUS_OK)
        ROW(time);
    return status;
}

PREDICT(output) {
    LOSS;
    double f = early_stage_output(loss, p[1].real, p[2].real, p[3].real);
    ROW(f, early_stage_loss(loss, f));
    return STATUS_OK;
}

PREDICT(aligned) {
    LOSS;
    double f, drift;
    early_stage_aligned(loss, p[1].real, p[2].real, p[3].real, p[4].real, p[5].integer, &f, &drift);
    ROW(f, drift);
    return STATUS_OK;
}

PREDICT(escape) {
    double rate = p[0].real, step = p[3].real;
    ROW(early_stage_escape_time(rate, p[1].real, p[2].real, step),
        step > 0 ? step / log1p(step * rate) : 1 / rate);
    return STATUS_OK;
}

PREDICT(alignment) {
    struct early_stage_neuron start = {p[0].real, p[1].real, p[2].real};
    bool both = strcmp(p[5].text, "both") == 0;
    struct early_stage_neuron now = early_stage_align(start, p[3].real, p[4].real, both);
    ROW(now.a, now.along, now.along / hypot(now.along, now.across));
    return STATUS_OK;
}

/* ---- partition (c7) ---- */

PREDICT(flip) {
    ROW(early_stage_flip(p[0].real, p[1].real));
    return STATUS_OK;
}

PREDICT(death) {
    double a = fabs(p[0].real), beta = p[1].real;
    ROW(early_stage_death(a, beta), early_stage_sign_flip(a, beta),
        a > beta ? sqrt((a - beta) * (a + beta)) : NAN);
    return STATUS_OK;
}

PREDICT(partition) {
    struct early_stage_fractions of = early_stage_partition(p[0].real);
    ROW(of.living, of.dead, of.start_true, of.start_false, of.start_dead, of.reborn);
    return STATUS_OK;
}

PREDICT(partition_bias) {
    LOSS;
    ROW(early_stage_partition_bias(loss, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

/* ---- the start, SGD (c8, c9) ---- */

PREDICT(gradient) {
    LOSS;
    struct early_stage_gradient of =
        early_stage_gradient_classes(loss, (double)p[1].integer, (double)p[2].integer, p[3].real,
                                     p[4].real, p[5].real, p[6].real);
    ROW(of.first, of.second, of.lower);
    return STATUS_OK;
}

PREDICT(gradient_random) {
    LOSS;
    struct early_stage_gradient of =
        early_stage_gradient_random(loss, p[1].real, p[2].real, p[3].real);
    ROW(of.first, of.second, of.lower);
    return STATUS_OK;
}

PREDICT(frozen_decrease) {
    ROW(early_stage_frozen_decrease(p[0].real, p[1].real, p[2].real, p[3].real, p[4].real,
                                    p[5].real));
    return STATUS_OK;
}

PREDICT(sgd) {
    LOSS;
    ROW(early_stage_sgd(loss, p[1].real, p[2].real, (double)p[3].integer, (double)p[4].integer,
                        p[5].real, p[6].integer));
    return STATUS_OK;
}
