/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of early_stage.h. */
#include "early_stage_predictions.h"

#include <math.h>

#define REAL PREDICTION_REAL
#define INTEGER PREDICTION_INTEGER
#define CHOICE PREDICTION_CHOICE
#define LOSS CHOICE("loss", NULL, "square|logistic|exp", "(1-z)^2/2, log(1 + e^-z) or e^-z")
#define WIDTH INTEGER("m", NULL, 0, 1e9, "M", "width")
#define N_PLUS INTEGER("n-plus", NULL, 0, 1e15, "N", "samples of the first class")
#define N_MINUS INTEGER("n-minus", NULL, 0, 1e15, "N", "samples of the second class")
#define SAMPLES REAL("n", NULL, 1, INFINITY, "N", "number of samples")
#define DIMENSION REAL("d", NULL, 1, INFINITY, "D", "dimension of the input")
#define Z0 REAL("z0", NULL, -INFINITY, INFINITY, "Z", "margin at the start")
#define RATE                                                                                       \
    REAL("rate", NULL, 0, INFINITY, "R", "p_i/n, p_i the sum of a^2 that lives on the sample")
#define TIME REAL("time", NULL, 0, INFINITY, "T", "time, step times steps")
#define STEP REAL("step", NULL, 0, INFINITY, "E", "step of gradient descent")
#define STEPS INTEGER("steps", NULL, 0, 1e15, "T", "number of steps")
#define BEFORE REAL("before", NULL, 0, INFINITY, "L", "loss (of the class) when t = 0")
#define MASS REAL("mass", NULL, 0, INFINITY, "P", "sum of a^2 over the neurons that count")
#define GAMMA REAL("gamma", NULL, 0, 1, "G", "max margin of the class")
#define F0 REAL("f0", NULL, 0, INFINITY, "F", "output at the start")
#define F1 REAL("f1", NULL, 0, INFINITY, "F", "output to reach")
#define Q REAL("q", NULL, 0, 1, "Q", "part of the samples in the class")
#define PART_A REAL("A", NULL, 0, INFINITY, "A", "(1/4) sum (a + b)^2 at the start")
#define PART_B REAL("B", NULL, 0, INFINITY, "B", "(1/4) sum (a - b)^2 at the start")
#define KAPPA REAL("kappa", NULL, 0, INFINITY, "K", "|b|/|a| at the start")
#define PHI REAL("phi", NULL, 0, M_PI, "PHI", "angle between the two samples")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction early_stage_predictions[] = {
    {"early-stage-width-law", "probability that every sample of orthonormal data is learnt",
     "probability = sum_j C(m,j) 2^-m (1-2^-j)^{n_+} (1-2^-(m-j))^{n_-}: every sample has a "
     "true-living neuron at the start. expected_unlearnt = n (3/4)^m, and the standard deviation "
     "of that number. Exact; Mode B if kappa <= 1. [derived, c2]",
     PARAMETERS(WIDTH, N_PLUS, N_MINUS),
     COLUMNS("probability", "expected_unlearnt", "deviation_unlearnt"),
     early_stage_predict_width_law},
    {"early-stage-sufficient-width",
     "width that learns every sample of orthonormal data with probability 1 - DELTA",
     "bound = log(n/delta)/log(4/3), by the union bound; exact = the smallest m whose "
     "early-stage-width-law is 1 - delta at least. [derived, c2]",
     PARAMETERS(N_PLUS, N_MINUS,
                REAL("delta", NULL, 1e-300, 1, "P", "probability that some sample is not learnt")),
     COLUMNS("bound", "exact"), early_stage_predict_sufficient_width},
    {"early-stage-plateau", "mean final loss on orthonormal data, and the unit it comes in",
     "mean_loss = l(0) (3/4)^m, quantum = l(0)/n for each sample never learnt. [derived, c2]",
     PARAMETERS(LOSS, WIDTH, SAMPLES), COLUMNS("mean_loss", "quantum"),
     early_stage_predict_plateau},
    {"early-stage-margin", "margin of one sample of orthonormal data in the gradient flow",
     "z(t) of z' = rate g(z), rate = p_i/n: logistic C - W_0(e^C), C = z0 + e^z0 + rate t; exp "
     "log(e^z0 + rate t); square 1 - (1-z0) e^{-rate t}. Mode I, no false-living neurons; without "
     "these it is also the lower bound U1 for orthogonally separable data and any step. [derived, "
     "c3, c5]",
     PARAMETERS(LOSS, Z0, RATE, TIME), COLUMNS("margin"), early_stage_predict_margin},
    {"early-stage-margin-gd", "margin of one sample after steps of gradient descent",
     "margin = the flow's plus defect, defect = (c/2) g(z) ln(g(z0)/g(z)), c = rate * step, up to "
     "O(c^2); square: margin exact, 1 - (1-z0)(1-c)^steps. [derived, c3]",
     PARAMETERS(LOSS, Z0, RATE, STEP, STEPS), COLUMNS("flow", "defect", "margin"),
     early_stage_predict_margin_gd},
    {"early-stage-sample-loss",
     "upper bound U1 on the loss of one sample, orthogonally separable data",
     "l(z(t)), z(t) as in early-stage-margin; the bound on L is the mean over the samples. Any "
     "step. [derived, c5]",
     PARAMETERS(LOSS, Z0, RATE, TIME), COLUMNS("upper"), early_stage_predict_sample_loss},
    {"early-stage-tail-orthonormal", "limit of t L(t) on orthonormal data once all is learnt",
     "sum_i 1/p_i, its mean n E[m/B | B > 0], B ~ Bin(m, 1/4), about 4n; exp and logistic, Mode I. "
     "[derived, c3]",
     PARAMETERS(WIDTH, SAMPLES), COLUMNS("limit"), early_stage_predict_tail_orthonormal},
    {"early-stage-drift-bound", "bound on the drift of a^2 - |b|^2 under gradient descent",
     "2 step (before - after) bounds sum_k |D_k(T) - D_k(0)|, D_k = a_k^2 - |b_k|^2, before and "
     "after the losses, if each step lowers the loss by (step/2)|grad|^2 at least. [derived, c4]",
     PARAMETERS(STEP, REAL("before", NULL, 0, INFINITY, "L", "loss at the start"),
                REAL("after", NULL, 0, INFINITY, "L", "loss at the end")),
     COLUMNS("bound"), early_stage_predict_drift_bound},
    {"early-stage-upper", "upper bound U2 on the loss of a class, orthogonally separable data",
     "1/(1/before + r^2 (1 - step mass before/2) mass gamma^2 t); r = 1 for exp, (1 - "
     "e^-worst)/worst for logistic. inf if step * mass * before >= 2, nan for square. Mode I. "
     "[derived, c5]",
     PARAMETERS(LOSS, BEFORE,
                REAL("worst", NULL, 0, INFINITY, "L",
                     "largest loss of a sample of the class at the same time"),
                MASS, GAMMA, STEP, TIME),
     COLUMNS("upper"), early_stage_predict_upper},
    {"early-stage-lower", "lower bound Lo on the loss, exp and logistic",
     "1/(1/before + mass t (e^x - 1)/x), x = step mass before; step 0 is the flow. Any data with "
     "mass = sum a^2; a class of orthogonally separable data with its living mass once no "
     "false-living neuron is left. Mode I. [derived, c5]",
     PARAMETERS(BEFORE, MASS, STEP, TIME), COLUMNS("lower"), early_stage_predict_lower},
    {"early-stage-tail", "limit of the slope d(1/L_c)/dt, first layer trained",
     "flow = gamma^2 mass; slope = growth/log(1 + growth) times that, for the growing steps growth "
     "* t. exp and logistic; limit = its inverse, that of t L_c in the flow. [derived, c5]",
     PARAMETERS(GAMMA, MASS, REAL("growth", "0", 0, INFINITY, "S", "step divided by the time")),
     COLUMNS("flow", "slope", "limit"), early_stage_predict_tail},
    {"early-stage-tail-both", "tail of the loss of a class, both layers trained",
     "slope = 2 norm gamma^2, the limit of d(1/L_c)/dt, norm = |sum a_k b_k| at that time; loss = "
     "1/(2 gamma t log t), whose corrections are of order 1/log t. [derived, heuristic, c6]",
     PARAMETERS(GAMMA, REAL("norm", NULL, 0, INFINITY, "W", "norm of sum a_k b_k over the class"),
                TIME),
     COLUMNS("slope", "loss"), early_stage_predict_tail_both},
    {"early-stage-residual",
     "bounds on the mean residual of a class, square loss, orthogonally separable data",
     "R_c (1 - step mass q kap)^steps: upper with the least, lower with the largest over j of the "
     "mean of rho_ij over i; flow is e^{-mass q least t}. lower once settled; until a margin of "
     "the class reaches 1. [derived, c5b, c8]",
     PARAMETERS(
         REAL("residual", NULL, 0, INFINITY, "R", "(1/n) sum of 1 - z over the class at the start"),
         MASS, Q, REAL("least", NULL, 0, 1, "K", "least mean inner product in the class"),
         REAL("largest", NULL, 0, 1, "K", "largest mean inner product in the class"), STEP, STEPS),
     COLUMNS("lower", "upper", "flow"), early_stage_predict_residual},
    {"early-stage-guaranteed-time", "time before which no margin reaches 1, square loss",
     "(1 - z)/residual, z the largest margin at the start, residual the mean of 1 - z "
     "(orthogonally separable data) or sqrt(2 L) (any data). Mode I. [derived, c8]",
     PARAMETERS(REAL("z", NULL, -INFINITY, INFINITY, "Z", "largest margin at the start"),
                REAL("residual", NULL, 0, INFINITY, "R", "mean residual at the start")),
     COLUMNS("time"), early_stage_predict_guaranteed_time},
    {"early-stage-activation-bound",
     "time by which a neuron that is alive is active on its whole class",
     "n kappa/(inner g), at the latest; orthogonally separable data, Mode I. Loose. [derived, c1]",
     PARAMETERS(SAMPLES, KAPPA,
                REAL("inner", NULL, 0, 1, "RHO", "least inner product in the class"),
                REAL("slope", NULL, 0, INFINITY, "G", "least g(z) until then")),
     COLUMNS("time"), early_stage_predict_activation_bound},
    {"early-stage-hitting-time",
     "time at which the balanced flow reaches an output, both layers, one direction",
     "2 q T = Ei(f1) - Ei(f0) for exp, that + ln(f1/f0) for logistic, ln(f1 (1-f0)/(f0 (1-f1))) "
     "for square, inf for f1 >= 1. nan if f1 < f0. Two symmetric support vectors at the half-angle "
     "beta: q cos(beta) for q, margins for outputs. [derived, c6]",
     PARAMETERS(LOSS, F0, F1, Q), COLUMNS("time"), early_stage_predict_hitting_time},
    {"early-stage-hitting-time-gd", "the same under steps of gradient descent",
     "time = flow + defect, defect = step ((1/4) ln(f1/f0) + (1/2) ln(g(f1)/g(f0))) up to "
     "O(step^2), log f being linear inside the last step. [derived, c6]",
     PARAMETERS(LOSS, F0, F1, Q, STEP), COLUMNS("flow", "defect", "time"),
     early_stage_predict_hitting_time_gd},
    {"early-stage-hitting-time-unbalanced", "the same flow from A - B with B > 0",
     "int df/(2 q g(f) sqrt(f^2 + 4AB)) from A - B to f1, A = (1/4) sum (a+b)^2, B = (1/4) sum "
     "(a-b)^2. [derived, c6]",
     PARAMETERS(LOSS, PART_A, PART_B, REAL("f1", NULL, -INFINITY, INFINITY, "F", "output to reach"),
                Q),
     COLUMNS("time"), early_stage_predict_hitting_time_unbalanced},
    {"early-stage-output", "output of the balanced flow at a time, both layers, one direction",
     "the inverse of early-stage-hitting-time, and the loss there. [derived, c6]",
     PARAMETERS(LOSS, F0, Q, TIME), COLUMNS("output", "loss_there"), early_stage_predict_output},
    {"early-stage-aligned", "output after steps of gradient descent, both layers, one direction",
     "output = A - B with A <- A (1+G)^2, B <- B (1-G)^2, G = step q g(A - B); drift = prod (1 - "
     "G^2), the factor of every a^2 - b^2. Exact. [derived, c6]",
     PARAMETERS(LOSS, Q, PART_A, PART_B, STEP,
                INTEGER("steps", NULL, 0, 1e9, "T", "number of steps")),
     COLUMNS("output", "drift"), early_stage_predict_aligned},
    {"early-stage-escape", "time of escape from a small start, both layers trained",
     "time = ln(f1/f0)/(2 rate); with steps step ln(f1/f0)/(2 ln(1 + step rate)); slope = its "
     "derivative in ln(1/eps) for weights of size eps, step/ln(1 + step rate). [derived, c6]",
     PARAMETERS(REAL("rate", NULL, 0, INFINITY, "R", "norm of (g0/n) sum y x over the class"), F0,
                F1, REAL("step", "0", 0, INFINITY, "E", "step; 0 is the flow")),
     COLUMNS("time", "slope"), early_stage_predict_escape},
    {"early-stage-alignment", "a living neuron before the escape",
     "both layers: a = a0 ch + b0 sh, along = b0 ch + a0 sh of rate * t; first layer: along = b0 + "
     "a0 rate t. across stays. cosine = along/|b|. [derived, c6]",
     PARAMETERS(
         REAL("a", NULL, -INFINITY, INFINITY, "A", "output weight at the start, times the label"),
         REAL("along", NULL, -INFINITY, INFINITY, "B", "part of b along the mean input"),
         REAL("across", NULL, 0, INFINITY, "B", "norm of the rest of b"),
         REAL("rate", NULL, 0, INFINITY, "R", "norm of (g0/n) sum y x over the class"), TIME,
         CHOICE("layers", "both", "both|first", "layers that are trained")),
     COLUMNS("output_weight", "along_now", "cosine"), early_stage_predict_alignment},
    {"early-stage-flip",
     "probability that a false-living neuron has changed sign, both layers, d = 2",
     "(2/pi) arccos(coth(tau)/kappa), 0 if coth tau > kappa; tau = int G dt; samples e1, e2, "
     "neurons that are false-living only. [derived, c7]",
     PARAMETERS(KAPPA, REAL("tau", NULL, 0, INFINITY, "TAU", "clock, int G dt")),
     COLUMNS("probability"), early_stage_predict_flip},
    {"early-stage-death", "clock at which a false-living neuron dies or changes sign, both layers",
     "dies at artanh(beta/|a|) with |a| = amplitude = sqrt(a^2 - beta^2), or changes sign at "
     "artanh(|a|/beta); the other is inf. [derived, c7]",
     PARAMETERS(REAL("a", NULL, -INFINITY, INFINITY, "A", "output weight at the start"),
                REAL("beta", NULL, 0, INFINITY, "B", "part of b along the direction")),
     COLUMNS("death", "flip", "amplitude"), early_stage_predict_death},
    {"early-stage-partition", "fractions of living and dead neurons, one sample of each class",
     "living = 1/4 + phi/(2 pi), dead = 3/4 - phi/(2 pi) in the end; at the start true-living 1/2, "
     "only false-living phi/(2 pi), dead 1/2 - phi/(2 pi); reborn = phi/(2 pi) - 1/4. phi from "
     "pi/2 to pi, else nan. Mode I, step to 0. [derived, c7]",
     PARAMETERS(PHI),
     COLUMNS("living", "dead", "start_true", "start_false", "start_dead", "reborn"),
     early_stage_predict_partition},
    {"early-stage-partition-bias",
     "by how much the living of early-stage-partition may be more with steps",
     "(step g0/(2 kappa)) |cot phi|/(2 pi). [derived, c7]", PARAMETERS(LOSS, PHI, KAPPA, STEP),
     COLUMNS("bias"), early_stage_predict_partition_bias},
    {"early-stage-gradient",
     "mean squared gradient norms at the start, two classes of equal correlations",
     "first = (g0/n)^2 y'H y, second = (kappa^2/d)(g0/n)^2 y'K y with the arc-cosine kernels H, K; "
     "lower = (g0^2/4)|(1/n) sum y x|^2. kappa to 0, every width. [derived, c8]",
     PARAMETERS(
         LOSS, N_PLUS, N_MINUS, REAL("inner", NULL, -1, 1, "RHO", "inner product in a class"),
         REAL("cross", NULL, -1, 1, "RHO", "inner product of two classes"), KAPPA, DIMENSION),
     COLUMNS("first", "second", "lower"), early_stage_predict_gradient},
    {"early-stage-gradient-random", "mean squared gradient norms at the start with random labels",
     "first = g0^2/(2n), second = (kappa^2/d) first, lower = g0^2/(4n); any data. [derived, c8]",
     PARAMETERS(LOSS, SAMPLES, KAPPA, DIMENSION), COLUMNS("first", "second", "lower"),
     early_stage_predict_gradient_random},
    {"early-stage-frozen-decrease",
     "decrease of the loss that a frozen activation pattern guarantees",
     "int_0^t (v - l2 g s - g sqrt(dens g s/kappa))_+^2 ds, dens = 2 Gamma(d/2)/(sqrt(pi) "
     "Gamma((d-1)/2)); any data, in the mean over wide networks. Nearly vacuous. [derived, c8]",
     PARAMETERS(REAL("gradient", NULL, 0, INFINITY, "V", "norm of the gradient at the start"),
                REAL("curvature", NULL, 0, INFINITY, "L2", "sup of l''"),
                REAL("slope", NULL, 0, INFINITY, "G", "sup of g"), KAPPA,
                REAL("d", NULL, 2, INFINITY, "D", "dimension of the input"), TIME),
     COLUMNS("decrease"), early_stage_predict_frozen_decrease},
    {"early-stage-sgd", "mean loss of one sample of orthonormal data under SGD",
     "mean_loss = sum_k Bin(steps, batch/n)(k) l(zeta(k)), zeta <- zeta + (step mass/batch) "
     "g(zeta); "
     "exact. [derived, c9]",
     PARAMETERS(LOSS, Z0, MASS, INTEGER("n", NULL, 1, 1e9, "N", "number of samples"),
                INTEGER("batch", "1", 1, 1e9, "B", "samples a step, without repetition"), STEP,
                INTEGER("steps", NULL, 0, 1e7, "T", "number of steps")),
     COLUMNS("mean_loss"), early_stage_predict_sgd},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
