/* SPDX-License-Identifier: MIT */
/* Predictions of early_stage.h: the first layer trained: orthonormal data (c2, c3), bounds and
 * tails (c1, c4, c5, c8). */
#include "early_stage_predictions.h"

#define WIDTH INTEGER("m", NULL, 0, 1e9, "M", "width")
#define RATE                                                                                       \
    REAL("rate", NULL, 0, INFINITY, "R", "p_i/n, p_i the sum of a^2 that lives on the sample")
#define STEPS INTEGER("steps", NULL, 0, 1e15, "T", "number of steps")
#define BEFORE REAL("before", NULL, 0, INFINITY, "L", "loss (of the class) when t = 0")
#define GAMMA REAL("gamma", NULL, 0, 1, "G", "max margin of the class")

PREDICTION(width_law, "early-stage-width-law",
           "probability that every sample of orthonormal data is learnt",
           "probability = sum_j C(m,j) 2^-m (1-2^-j)^{n_+} (1-2^-(m-j))^{n_-}: every sample has a "
           "true-living neuron at the start. expected_unlearnt = n (3/4)^m, and the standard "
           "deviation of that number. Exact; Mode B if kappa <= 1. [derived, c2]",
           PARAMETERS(WIDTH, N_PLUS, N_MINUS),
           COLUMNS("probability", "expected_unlearnt", "deviation_unlearnt")) {
    double mean, variance, n_plus = WHOLE(1), n_minus = WHOLE(2);
    early_stage_unlearnt(WHOLE(0), n_plus, n_minus, &mean, &variance);
    return ROW(early_stage_width_law(p[0].integer, n_plus, n_minus), mean, sqrt(fmax(0, variance)));
}

PREDICTION(sufficient_width, "early-stage-sufficient-width",
           "width that learns every sample of orthonormal data with probability 1 - DELTA",
           "bound = log(n/delta)/log(4/3), by the union bound; exact = the smallest m whose "
           "early-stage-width-law is 1 - delta at least. [derived, c2]",
           PARAMETERS(N_PLUS, N_MINUS,
                      REAL("delta", NULL, 1e-300, 1, "P",
                           "probability that some sample is not learnt")),
           COLUMNS("bound", "exact")) {
    double n_plus = WHOLE(0), n_minus = WHOLE(1), delta = p[2].real;
    size_t width = early_stage_width(n_plus, n_minus, delta);
    return ROW(early_stage_width_bound(n_plus + n_minus, delta), width ? (double)width : NAN);
}

PREDICTION(plateau, "early-stage-plateau",
           "mean final loss on orthonormal data, and the unit it comes in",
           "mean_loss = l(0) (3/4)^m, quantum = l(0)/n for each sample never learnt. [derived, c2]",
           PARAMETERS(LOSS, WIDTH, SAMPLES), COLUMNS("mean_loss", "quantum")) {
    double mean, variance, start = early_stage_loss(loss_of(p), 0);
    early_stage_unlearnt(WHOLE(1), p[2].real, 0, &mean, &variance);
    return ROW(start * mean / p[2].real, start / p[2].real);
}

PREDICTION(margin, "early-stage-margin",
           "margin of one sample of orthonormal data in the gradient flow",
           "z(t) of z' = rate g(z), rate = p_i/n: logistic C - W_0(e^C), C = z0 + e^z0 + rate t; "
           "exp log(e^z0 + rate t); square 1 - (1-z0) e^{-rate t}. Mode I, no false-living "
           "neurons; without these it is also the lower bound U1 for orthogonally separable data "
           "and any step. [derived, c3, c5]",
           PARAMETERS(LOSS, Z0, RATE, TIME), COLUMNS("margin")) {
    return ROW(early_stage_margin(loss_of(p), p[1].real, p[2].real, p[3].real));
}

PREDICTION(margin_gd, "early-stage-margin-gd",
           "margin of one sample after steps of gradient descent",
           "margin = the flow's plus defect, defect = (c/2) g(z) ln(g(z0)/g(z)), c = rate * step, "
           "up to O(c^2); square: margin exact, 1 - (1-z0)(1-c)^steps. [derived, c3]",
           PARAMETERS(LOSS, Z0, RATE, STEP, STEPS), COLUMNS("flow", "defect", "margin")) {
    enum loss loss = loss_of(p);
    double z0 = p[1].real, rate = p[2].real, step = p[3].real, steps = WHOLE(4);
    return ROW(early_stage_margin(loss, z0, rate, step * steps),
               early_stage_margin_defect(loss, z0, rate, step, step * steps),
               early_stage_margin_gd(loss, z0, rate, step, steps));
}

PREDICTION(sample_loss, "early-stage-sample-loss",
           "upper bound U1 on the loss of one sample, orthogonally separable data",
           "l(z(t)), z(t) as in early-stage-margin; the bound on L is the mean over the samples. "
           "Any step. [derived, c5]",
           PARAMETERS(LOSS, Z0, RATE, TIME), COLUMNS("upper")) {
    enum loss loss = loss_of(p);
    return ROW(early_stage_loss(loss, early_stage_margin(loss, p[1].real, p[2].real, p[3].real)));
}

PREDICTION(tail_orthonormal, "early-stage-tail-orthonormal",
           "limit of t L(t) on orthonormal data once all is learnt",
           "sum_i 1/p_i, its mean n E[m/B | B > 0], B ~ Bin(m, 1/4), about 4n; exp and logistic, "
           "Mode I. [derived, c3]",
           PARAMETERS(WIDTH, SAMPLES), COLUMNS("limit")) {
    return ROW(early_stage_tail_orthonormal(p[0].integer, p[1].real));
}

PREDICTION(
    drift_bound, "early-stage-drift-bound",
    "bound on the drift of a^2 - |b|^2 under gradient descent",
    "2 step (before - after) bounds sum_k |D_k(T) - D_k(0)|, D_k = a_k^2 - |b_k|^2, before and "
    "after the losses, if each step lowers the loss by (step/2)|grad|^2 at least. [derived, c4]",
    PARAMETERS(STEP, REAL("before", NULL, 0, INFINITY, "L", "loss at the start"),
               REAL("after", NULL, 0, INFINITY, "L", "loss at the end")),
    COLUMNS("bound")) {
    return ROW(early_stage_drift_bound(p[0].real, p[1].real, p[2].real));
}

PREDICTION(upper, "early-stage-upper",
           "upper bound U2 on the loss of a class, orthogonally separable data",
           "1/(1/before + r^2 (1 - step mass before/2) mass gamma^2 t); r = 1 for exp, (1 - "
           "e^-worst)/worst for logistic. inf if step * mass * before >= 2, nan for square. Mode "
           "I. [derived, c5]",
           PARAMETERS(LOSS, BEFORE,
                      REAL("worst", NULL, 0, INFINITY, "L",
                           "largest loss of a sample of the class at the same time"),
                      MASS, GAMMA, STEP, TIME),
           COLUMNS("upper")) {
    return ROW(early_stage_upper(loss_of(p), p[1].real, p[2].real, p[3].real, p[4].real, p[5].real,
                                 p[6].real));
}

PREDICTION(lower, "early-stage-lower", "lower bound Lo on the loss, exp and logistic",
           "1/(1/before + mass t (e^x - 1)/x), x = step mass before; step 0 is the flow. Any data "
           "with mass = sum a^2; a class of orthogonally separable data with its living mass once "
           "no false-living neuron is left. Mode I. [derived, c5]",
           PARAMETERS(BEFORE, MASS, STEP, TIME), COLUMNS("lower")) {
    return ROW(early_stage_lower(p[0].real, p[1].real, p[2].real, p[3].real));
}

PREDICTION(
    tail, "early-stage-tail", "limit of the slope d(1/L_c)/dt, first layer trained",
    "flow = gamma^2 mass; slope = growth/log(1 + growth) times that, for the growing steps growth "
    "* t. exp and logistic; limit = its inverse, that of t L_c in the flow. [derived, c5]",
    PARAMETERS(GAMMA, MASS, REAL("growth", "0", 0, INFINITY, "S", "step divided by the time")),
    COLUMNS("flow", "slope", "limit")) {
    double flow = early_stage_tail(p[0].real, p[1].real, 0);
    return ROW(flow, early_stage_tail(p[0].real, p[1].real, p[2].real), 1 / flow);
}

PREDICTION(
    tail_both, "early-stage-tail-both", "tail of the loss of a class, both layers trained",
    "slope = 2 norm gamma^2, the limit of d(1/L_c)/dt, norm = |sum a_k b_k| at that time; loss = "
    "1/(2 gamma t log t), whose corrections are of order 1/log t. [derived, heuristic, c6]",
    PARAMETERS(GAMMA, REAL("norm", NULL, 0, INFINITY, "W", "norm of sum a_k b_k over the class"),
               TIME),
    COLUMNS("slope", "loss")) {
    return ROW(early_stage_tail_both(p[1].real, p[0].real),
               early_stage_tail_both_loss(p[0].real, p[2].real));
}

PREDICTION(residual, "early-stage-residual",
           "bounds on the mean residual of a class, square loss, orthogonally separable data",
           "R_c (1 - step mass q kap)^steps: upper with the least, lower with the largest over j "
           "of the mean of rho_ij over i; flow is e^{-mass q least t}. lower once settled; until a "
           "margin of the class reaches 1. [derived, c5b, c8]",
           PARAMETERS(REAL("residual", NULL, 0, INFINITY, "R",
                           "(1/n) sum of 1 - z over the class at the start"),
                      MASS, Q,
                      REAL("least", NULL, 0, 1, "K", "least mean inner product in the class"),
                      REAL("largest", NULL, 0, 1, "K", "largest mean inner product in the class"),
                      STEP, STEPS),
           COLUMNS("lower", "upper", "flow")) {
    double before = p[0].real, mass = p[1].real, q = p[2].real, step = p[5].real;
    double steps = WHOLE(6);
    return ROW(early_stage_residual(before, mass, q, p[4].real, step, steps),
               early_stage_residual(before, mass, q, p[3].real, step, steps),
               before * exp(-mass * q * p[3].real * step * steps));
}

PREDICTION(guaranteed_time, "early-stage-guaranteed-time",
           "time before which no margin reaches 1, square loss",
           "(1 - z)/residual, z the largest margin at the start, residual the mean of 1 - z "
           "(orthogonally separable data) or sqrt(2 L) (any data). Mode I. [derived, c8]",
           PARAMETERS(REAL("z", NULL, -INFINITY, INFINITY, "Z", "largest margin at the start"),
                      REAL("residual", NULL, 0, INFINITY, "R", "mean residual at the start")),
           COLUMNS("time")) {
    return ROW(early_stage_guaranteed_time(p[0].real, p[1].real));
}

PREDICTION(
    activation_bound, "early-stage-activation-bound",
    "time by which a neuron that is alive is active on its whole class",
    "n kappa/(inner g), at the latest; orthogonally separable data, Mode I. Loose. [derived, c1]",
    PARAMETERS(SAMPLES, KAPPA, REAL("inner", NULL, 0, 1, "RHO", "least inner product in the class"),
               REAL("slope", NULL, 0, INFINITY, "G", "least g(z) until then")),
    COLUMNS("time")) {
    return ROW(early_stage_activation_bound(p[0].real, p[1].real, p[2].real, p[3].real));
}

PREDICTIONS(early_stage_predictions, &predict_width_law, &predict_sufficient_width,
            &predict_plateau, &predict_margin, &predict_margin_gd, &predict_sample_loss,
            &predict_tail_orthonormal, &predict_drift_bound, &predict_upper, &predict_lower,
            &predict_tail, &predict_tail_both, &predict_residual, &predict_guaranteed_time,
            &predict_activation_bound);
