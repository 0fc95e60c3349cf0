/* SPDX-License-Identifier: MIT */
/* Predictions of early_stage.h: both layers trained (c6), and which neurons live (c7). */
#include "early_stage_predictions.h"

#include <string.h>

#define F0 REAL("f0", NULL, 0, INFINITY, "F", "output at the start")
#define F1 REAL("f1", NULL, 0, INFINITY, "F", "output to reach")
#define PART_A REAL("A", NULL, 0, INFINITY, "A", "(1/4) sum (a + b)^2 at the start")
#define PART_B REAL("B", NULL, 0, INFINITY, "B", "(1/4) sum (a - b)^2 at the start")
#define PHI REAL("phi", NULL, 0, M_PI, "PHI", "angle between the two samples")

PREDICTION(hitting_time, "early-stage-hitting-time",
           "time at which the balanced flow reaches an output, both layers, one direction",
           "2 q T = Ei(f1) - Ei(f0) for exp, that + ln(f1/f0) for logistic, ln(f1 (1-f0)/(f0 "
           "(1-f1))) for square, inf for f1 >= 1. nan if f1 < f0. Two symmetric support vectors at "
           "the half-angle beta: q cos(beta) for q, margins for outputs. [derived, c6]",
           PARAMETERS(LOSS, F0, F1, Q), COLUMNS("time")) {
    return ROW(early_stage_hitting_time(loss_of(p), p[1].real, p[2].real, p[3].real));
}

PREDICTION(hitting_time_gd, "early-stage-hitting-time-gd",
           "the same under steps of gradient descent",
           "time = flow + defect, defect = step ((1/4) ln(f1/f0) + (1/2) ln(g(f1)/g(f0))) up to "
           "O(step^2), log f being linear inside the last step. [derived, c6]",
           PARAMETERS(LOSS, F0, F1, Q, STEP), COLUMNS("flow", "defect", "time")) {
    enum loss loss = loss_of(p);
    double flow = early_stage_hitting_time(loss, p[1].real, p[2].real, p[3].real);
    double defect = early_stage_hitting_defect(loss, p[1].real, p[2].real, p[4].real);
    return ROW(flow, defect, flow + defect);
}

PREDICTION(hitting_time_unbalanced, "early-stage-hitting-time-unbalanced",
           "the same flow from A - B with B > 0",
           "int df/(2 q g(f) sqrt(f^2 + 4AB)) from A - B to f1, A = (1/4) sum (a+b)^2, B = (1/4) "
           "sum (a-b)^2. [derived, c6]",
           PARAMETERS(LOSS, PART_A, PART_B,
                      REAL("f1", NULL, -INFINITY, INFINITY, "F", "output to reach"), Q),
           COLUMNS("time")) {
    double time;
    enum status status = early_stage_hitting_time_unbalanced(loss_of(p), p[1].real, p[2].real,
                                                             p[3].real, p[4].real, &time);
    return status == STATUS_OK ? ROW(time) : status;
}

PREDICTION(output, "early-stage-output",
           "output of the balanced flow at a time, both layers, one direction",
           "the inverse of early-stage-hitting-time, and the loss there. [derived, c6]",
           PARAMETERS(LOSS, F0, Q, TIME), COLUMNS("output", "loss_there")) {
    enum loss loss = loss_of(p);
    double f = early_stage_output(loss, p[1].real, p[2].real, p[3].real);
    return ROW(f, early_stage_loss(loss, f));
}

PREDICTION(aligned, "early-stage-aligned",
           "output after steps of gradient descent, both layers, one direction",
           "output = A - B with A <- A (1+G)^2, B <- B (1-G)^2, G = step q g(A - B); drift = prod "
           "(1 - G^2), the factor of every a^2 - b^2. Exact. [derived, c6]",
           PARAMETERS(LOSS, Q, PART_A, PART_B, STEP,
                      INTEGER("steps", NULL, 0, 1e9, "T", "number of steps")),
           COLUMNS("output", "drift")) {
    double f, drift;
    early_stage_aligned(loss_of(p), p[1].real, p[2].real, p[3].real, p[4].real, p[5].integer, &f,
                        &drift);
    return ROW(f, drift);
}

PREDICTION(
    escape, "early-stage-escape", "time of escape from a small start, both layers trained",
    "time = ln(f1/f0)/(2 rate); with steps step ln(f1/f0)/(2 ln(1 + step rate)); slope = its "
    "derivative in ln(1/eps) for weights of size eps, step/ln(1 + step rate). [derived, c6]",
    PARAMETERS(REAL("rate", NULL, 0, INFINITY, "R", "norm of (g0/n) sum y x over the class"), F0,
               F1, REAL("step", "0", 0, INFINITY, "E", "step; 0 is the flow")),
    COLUMNS("time", "slope")) {
    double rate = p[0].real, step = p[3].real;
    return ROW(early_stage_escape_time(rate, p[1].real, p[2].real, step),
               step > 0 ? step / log1p(step * rate) : 1 / rate);
}

PREDICTION(alignment, "early-stage-alignment", "a living neuron before the escape",
           "both layers: a = a0 ch + b0 sh, along = b0 ch + a0 sh of rate * t; first layer: along "
           "= b0 + a0 rate t. across stays. cosine = along/|b|. [derived, c6]",
           PARAMETERS(REAL("a", NULL, -INFINITY, INFINITY, "A",
                           "output weight at the start, times the label"),
                      REAL("along", NULL, -INFINITY, INFINITY, "B",
                           "part of b along the mean input"),
                      REAL("across", NULL, 0, INFINITY, "B", "norm of the rest of b"),
                      REAL("rate", NULL, 0, INFINITY, "R", "norm of (g0/n) sum y x over the class"),
                      TIME, CHOICE("layers", "both", "both|first", "layers that are trained")),
           COLUMNS("output_weight", "along_now", "cosine")) {
    struct early_stage_neuron start = {p[0].real, p[1].real, p[2].real};
    bool both = strcmp(p[5].text, "both") == 0;
    struct early_stage_neuron now = early_stage_align(start, p[3].real, p[4].real, both);
    return ROW(now.a, now.along, now.along / hypot(now.along, now.across));
}

PREDICTION(flip, "early-stage-flip",
           "probability that a false-living neuron has changed sign, both layers, d = 2",
           "(2/pi) arccos(coth(tau)/kappa), 0 if coth tau > kappa; tau = int G dt; samples e1, e2, "
           "neurons that are false-living only. [derived, c7]",
           PARAMETERS(KAPPA, REAL("tau", NULL, 0, INFINITY, "TAU", "clock, int G dt")),
           COLUMNS("probability")) {
    return ROW(early_stage_flip(p[0].real, p[1].real));
}

PREDICTION(death, "early-stage-death",
           "clock at which a false-living neuron dies or changes sign, both layers",
           "dies at artanh(beta/|a|) with |a| = amplitude = sqrt(a^2 - beta^2), or changes sign at "
           "artanh(|a|/beta); the other is inf. [derived, c7]",
           PARAMETERS(REAL("a", NULL, -INFINITY, INFINITY, "A", "output weight at the start"),
                      REAL("beta", NULL, 0, INFINITY, "B", "part of b along the direction")),
           COLUMNS("death", "flip", "amplitude")) {
    double a = fabs(p[0].real), beta = p[1].real;
    return ROW(early_stage_death(a, beta), early_stage_sign_flip(a, beta),
               a > beta ? sqrt((a - beta) * (a + beta)) : NAN);
}

PREDICTION(partition, "early-stage-partition",
           "fractions of living and dead neurons, one sample of each class",
           "living = 1/4 + phi/(2 pi), dead = 3/4 - phi/(2 pi) in the end; at the start "
           "true-living 1/2, only false-living phi/(2 pi), dead 1/2 - phi/(2 pi); reborn = phi/(2 "
           "pi) - 1/4. phi from pi/2 to pi, else nan. Mode I, step to 0. [derived, c7]",
           PARAMETERS(PHI),
           COLUMNS("living", "dead", "start_true", "start_false", "start_dead", "reborn")) {
    struct early_stage_fractions of = early_stage_partition(p[0].real);
    return ROW(of.living, of.dead, of.start_true, of.start_false, of.start_dead, of.reborn);
}

PREDICTION(partition_bias, "early-stage-partition-bias",
           "by how much the living of early-stage-partition may be more with steps",
           "(step g0/(2 kappa)) |cot phi|/(2 pi). [derived, c7]",
           PARAMETERS(LOSS, PHI, KAPPA, STEP), COLUMNS("bias")) {
    return ROW(early_stage_partition_bias(loss_of(p), p[1].real, p[2].real, p[3].real));
}

PREDICTIONS(early_stage_both_predictions, &predict_hitting_time, &predict_hitting_time_gd,
            &predict_hitting_time_unbalanced, &predict_output, &predict_aligned, &predict_escape,
            &predict_alignment, &predict_flip, &predict_death, &predict_partition,
            &predict_partition_bias);
