/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of two_step.h. */
#include "two_step_predictions.h"

#include "two_step.h"

#include <math.h>

#define R PREDICTION_REAL
#define I PREDICTION_INTEGER
#define C PREDICTION_CHOICE
#define T PREDICTION_TEXT
#define LINK T("link", NULL, "LINK", "ie1, ie2, ie3, even or hermite:c0,c1,..., centred")
#define NOISE R("noise", NULL, 0, 1e6, "S", "standard deviation of the label noise")
#define PHI R("phi", NULL, 1e-9, 1e9, "R", "d/n, dimension over samples a step")
#define KAPPA R("kappa", NULL, 1e-9, 1e9, "R", "N/d, width over dimension")
#define BATCH                                                                                      \
    C("batch", NULL, "fresh|reuse|naive",                                                          \
      "samples of the second step; naive is a wrong theory of reuse that takes the first update "  \
      "for exactly rank one")
#define PROBLEM LINK, NOISE, PHI, BATCH
#define ACTIVATION                                                                                 \
    T("activation", TWO_STEP_ACTIVATION, "ACTIVATION",                                             \
      "relu, erf, erf2, tanh, softplus, linear, square, he2, he3, sin2 or hermite:c0,c1,... of "   \
      "degree at most 7")
#define TERM I("k", NULL, 0, TWO_STEP_TERMS - 1, "K", "term of the expansion")
#define WIDTH R("width", NULL, 1, 1e12, "N", "width N")
#define DIMENSION R("d", NULL, 1, 1e12, "D", "dimension of the input")
#define EPS R("eps", "0", 0, 10, "E", "eta1/sqrt N: the residual is y - f_1; 0 takes y for it")
#define ETA1 R("eta1", NULL, 0, 1e9, "E", "first step size, for W + eta1 G (two-step.md)")
#define ETA2 R("eta2", NULL, 0, 1e9, "E", "second step size")
#define ALPHA1 R("alpha1", NULL, 0, 0.5, "A", "eta1 ~ N^alpha1, below 1/2")
#define ALPHA2 R("alpha2", NULL, 0, 0.5, "A", "eta2 ~ N^alpha2, below 1/2")
#define SCALES                                                                                     \
    R("scale1", "1", 1e-9, 1e9, "S", "eta1 = scale1 N^alpha1"),                                    \
        R("scale2", "1", 1e-9, 1e9, "S", "eta2 = scale2 N^alpha2"),                                \
        R("inflation", "1", 0.01, 100, "F", "factor on the predicted edge")
#define WEIGHTS                                                                                    \
    LINK, NOISE, BATCH, WIDTH, DIMENSION, R("n", NULL, 1, 1e12, "N", "samples a step"), ETA1,      \
        ETA2, ACTIVATION, R("edge", "0", 0, 1e6, "E", "measured edge of the bulk"),                \
        R("g2", "1", 0, 1e12, "M", "mean of g^2"), R("g3", "0", -1e12, 1e12, "M", "mean of g^3"),  \
        R("g4", "3", 0, 1e12, "M", "mean of g^4"), R("g5", "0", -1e12, 1e12, "M", "mean of g^5"),  \
        R("g6", "15", 0, 1e12, "M", "mean of g^6")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction two_step_predictions[] = {
    {"two-step-alignment", "alignment of the first step's direction with the target",
     "beta = X^T y/n: cosine = cos(beta, beta*) = c*_1/sqrt(c*_1^2 + phi E2), norm2 = |beta|^2 = "
     "c*_1^2 + phi E2; c*_1 = E z s(z), E2 = E s^2 + noise^2. [standard, R2]",
     PARAMETERS(LINK, NOISE, PHI), COLUMNS("cosine", "norm2"), two_step_predict_alignment},
    {"two-step-outlier", "singular value and overlaps of a spiked rectangular matrix",
     "N x d matrix of entries N(0, 1/d), kappa = N/d, plus theta u v^T. theta > kappa^{1/4}: "
     "singular_value = sqrt((1 + theta^2)(kappa + theta^2))/theta, left2 = <u^,u>^2 = 1 - "
     "kappa(1 + theta^2)/(theta^2(theta^2 + kappa)), right2 = <v^,v>^2 = 1 - (kappa + "
     "theta^2)/(theta^2(theta^2 + 1)); else edge = 1 + sqrt(kappa) and 0, 0. [standard: "
     "Benaych-Georges Nadakuditi 2012, R3]",
     PARAMETERS(R("theta", NULL, 0, INFINITY, "T", "strength of the spike"), KAPPA),
     COLUMNS("singular_value", "left2", "right2", "edge"), two_step_predict_outlier},
    {"two-step-direction", "direction b_k that the second step adds: overlap, norm",
     "b_k = X^T h_k/n, h_k = r q_k: overlap = <beta*, b_k>, norm2 = |b_k|^2, with_beta = <beta, "
     "b_k>, cosine = overlap/|b_k|, as n, d, N grow; uncrossed: norm2 without 2 phi E dH E yH, wrong "
     "for a reused batch. With eps = 0 the residual r is y; not for use "
     "in two-step-spikes, which has its own. k beyond the degree of the activation: 0; beyond what "
     "is known of it: nan. [derived, R5, R6]",
     PARAMETERS(PROBLEM, TERM, ACTIVATION, EPS), COLUMNS("overlap", "norm2", "with_beta", "cosine", "uncrossed"),
     two_step_predict_direction},
    {"two-step-gram", "scalar products of the second step's directions",
     "gram = <b_k, b_l> for every k <= l. [derived, R6]", PARAMETERS(PROBLEM, ACTIVATION, EPS),
     COLUMNS("k", "l", "gram"), two_step_predict_gram},
    {"two-step-expansion", "the polynomial q_k(y, xi) of the second step's expansion",
     "q_k = E[sigma^(k+1)(u) D^k]/k!, D = sigma'(u) phi y [reuse] + c1 xi + zeta: a row for each "
     "coefficient. xi = <x, beta> - phi y [reuse] or <x, beta> [fresh]. [derived, R5]",
     PARAMETERS(PROBLEM, TERM, ACTIVATION), COLUMNS("power_y", "power_xi", "coefficient"),
     two_step_predict_expansion},
    {"two-step-link", "Hermite coefficient and information exponent of a link",
     "coefficient = E s(z) He_k(z)/k!, exponent = the smallest k >= 1 where it is not 0 (0: none), "
     "square = E s^2. [standard]",
     PARAMETERS(LINK, I("k", NULL, 0, 40, "K", "degree")),
     COLUMNS("coefficient", "exponent", "square"), two_step_predict_link},
    {"two-step-one-step", "the spike of the weights after one step, alpha1 = 0",
     "theta = eta1 c1 sqrt(c*_1^2 + phi E2) and its outlier (two-step-outlier); target2 = "
     "<v^, beta*>^2 = right2 cos(beta, beta*)^2. [standard, R3]",
     PARAMETERS(LINK, NOISE, PHI, KAPPA, ETA1, ACTIVATION),
     COLUMNS("theta", "singular_value", "left2", "right2", "target2", "edge"),
     two_step_predict_one_step},
    {"two-step-bulk-edge", "largest singular value of the initial weights at finite size",
     "Mean and standard deviation by the Tracy-Widom law: edge - 1.2065 w and 1.2680 w, w = (sqrt "
     "N "
     "+ sqrt d)(N^{-1/2} + d^{-1/2})^{1/3}/(2 d (1 + sqrt kappa)). [standard: Johnstone 2001, R3]",
     PARAMETERS(WIDTH, DIMENSION), COLUMNS("edge", "mean", "deviation"),
     two_step_predict_bulk_edge},
    {"two-step-count", "number of outliers of the weights after two steps",
     "new = floor(ratio), ratio = alpha2/(1/2 - alpha1); total = 1 + new counts the step-one "
     "spike, "
     "too. No cap by the degree of the activation. On an integer ratio >= 1 the last spike is of "
     "order one and constants decide: new is still the formula's, with it, and undecided is 1; "
     "ratios within 1e-9 of an integer count as that. [exponents: paper; R7]",
     PARAMETERS(ALPHA1, ALPHA2), COLUMNS("new", "total", "ratio", "undecided"),
     two_step_predict_count},
    {"two-step-exponent", "power of N by which the k-th spike grows",
     "max(alpha1, alpha2) for k = 0, alpha2 - k (1/2 - alpha1) for k >= 1. [paper, R7]",
     PARAMETERS(ALPHA1, ALPHA2, TERM), COLUMNS("exponent"), two_step_predict_exponent},
    {"two-step-feature-count", "number of spikes of the feature matrix after one step",
     "The l with (l-1)/(2l) < alpha < l/(2l+2), on fresh data; ratio = 1/(1 - 2 alpha). undecided: "
     "an integer ratio, spike l + 1 is of the bulk's order. [standard: Moniri et al. 2023, R4]",
     PARAMETERS(R("alpha", NULL, 0, 0.5, "A", "eta1 ~ N^alpha, below 1/2")),
     COLUMNS("count", "ratio", "undecided"), two_step_predict_feature_count},
    {"two-step-feature-spikes", "spikes of the feature matrix after one step, over sqrt N",
     "Singular values of sum_{k<=count} c_k (c1 eta1)^k (X beta)^k (a^k)^T over sqrt N, without "
     "the "
     "bulk's share (measured ones are 12 to 25 per cent higher). [standard: Moniri et al. 2023, "
     "R4]",
     PARAMETERS(LINK, NOISE, PHI, WIDTH, R("n", NULL, 1, 1e12, "N", "fresh samples"), ETA1,
                I("count", NULL, 1, TWO_STEP_DEGREE, "L", "number of spikes"), ACTIVATION),
     COLUMNS("index", "singular_value"), two_step_predict_feature_spikes},
    {"two-step-learnt", "does the second step learn the target's direction?",
     "first = the smallest k with <beta*, b_k> not 0 (inf: none), information_exponent of the "
     "link, "
     "learnt = 1 if first <= ratio of two-step-count. [claim: paper; conditions: derived, R8]",
     PARAMETERS(PROBLEM, ALPHA1, ALPHA2, ACTIVATION),
     COLUMNS("information_exponent", "first", "learnt"), two_step_predict_learnt},
    {"two-step-layer", "distance of g^{k+1} from the lower powers, g Gaussian",
     "1, sqrt 3, sqrt 6, sqrt 30, sqrt 120, ...: the constants of the spikes. [derived, R7]",
     PARAMETERS(TERM), COLUMNS("distance"), two_step_predict_layer},
    {"two-step-spikes", "singular values and alignments of the weights after two steps",
     "Spikes in descending order: theta = strength, singular_value (of the edge if not out), "
     "right2 "
     "= <v^,v>^2, target2 = <v,beta*>^2, alignment = right2 target2 = <v^,beta*>^2, excess = theta "
     "over the threshold s_b kappa^{1/4}. edge = 0 is 1 + sqrt(kappa). g2..g6: means of g^2..g^6 "
     "of the realised second layer, g = a sqrt N; with others than the Gaussian ones the "
     "activation has degree 3 at most. [derived, R9]",
     PARAMETERS(WEIGHTS),
     COLUMNS("index", "theta", "singular_value", "right2", "target2", "alignment", "excess"),
     two_step_predict_spikes},
    {"two-step-spike", "one spike of two-step-spikes, by its rank",
     "For the rows of a table of singular values: index = 1 is the largest; position = singular "
     "value, alignment = <v^,beta*>^2. Beyond the spikes: theta = 0 at the edge. [derived, R9]",
     PARAMETERS(WEIGHTS, I("index", NULL, 1, 1e9, "K", "rank of the singular value")),
     COLUMNS("theta", "position", "alignment", "excess"), two_step_predict_spike},
    {"two-step-expected", "number of outliers by two-step-spikes",
     "expected = spikes beyond the threshold, nearest = the smallest |theta_j/threshold - 1|. "
     "[derived, R9]",
     PARAMETERS(WEIGHTS), COLUMNS("expected", "nearest"), two_step_predict_expected},
    {"two-step-bulk-density", "density of the singular values of the initial weights",
     "Of an N x d matrix of entries N(0, 1/d), N/d -> kappa >= 1. [standard: Marchenko Pastur "
     "1967]",
     PARAMETERS(KAPPA, R("value", NULL, 0, 1e9, "S", "singular value")), COLUMNS("density"),
     two_step_predict_bulk_density},
    {"two-step-edge", "edge of the bulk after two steps, from the remainder's measured norm",
     "sqrt((1 + sqrt kappa)^2 + (rho eta2/sqrt N)^2). rho is 2 to 3 for eps = eta1/sqrt N < 0.1, 4 "
     "to 6 at eps = 0.5 (default activation, n = 8 d). [form: derived, constant: measured, R10]",
     PARAMETERS(KAPPA, WIDTH, ETA2, R("rho", NULL, 0, 1e6, "RHO", "|R_2| sqrt N")), COLUMNS("edge"),
     two_step_predict_edge},
    {"two-step-rows-edge", "edge of the bulk after two steps, predicted",
     "Generalised Marchenko-Pastur edge of rows whose variance depends on g, Gaussian quantiles "
     "for "
     "g; rho = sqrt(edge^2 - (1 + sqrt kappa)^2) sqrt(N)/eta2. An order of magnitude: measured "
     "edges are up to 1.3 times higher. [derived, R10]",
     PARAMETERS(PROBLEM, WIDTH, DIMENSION, ETA1, ETA2, ACTIVATION), COLUMNS("edge", "rho"),
     two_step_predict_rows_edge},
    {"two-step-phase", "finite-size phase diagram of the number of outliers",
     "spikes = outliers by R9 with the predicted edge at eta_i = scale_i N^alpha_i; asymptotic = 1 "
     "+ "
     "floor(alpha2/(1/2 - alpha1)), at most the degree of the activation; nearest = the smallest "
     "|theta_j/threshold - 1|; undecided: an integer ratio within the cap. [derived, R9, R10]",
     PARAMETERS(PROBLEM, KAPPA, ALPHA1, ALPHA2, WIDTH, ACTIVATION, SCALES),
     COLUMNS("spikes", "asymptotic", "undecided", "nearest", "edge", "threshold", "theta0",
             "theta1", "theta2"),
     two_step_predict_phase},
    {"two-step-calibration",
     "prefactors that put the finite-size thresholds on the asymptotic lines",
     "scale1 = C_1/C_2, scale2 = C_2/C_1^2, C_k = q^_k dist(b_k, span(b_0..))/kappa^{1/4}: to "
     "leading order spikes 1 and 2 come out at alpha2 = k (1/2 - alpha1). [derived, R7]",
     PARAMETERS(PROBLEM, KAPPA, ACTIVATION), COLUMNS("scale1", "scale2"),
     two_step_predict_calibration},
    {"two-step-width", "how big the width must be for an outlier to be seen",
     "The smallest N from low to high at which `spikes` outliers exceed the threshold by (1 + "
     "margin), by R9 with the predicted edge; inf if there is none. [derived, R9, R10]",
     PARAMETERS(PROBLEM, KAPPA, ALPHA1, ALPHA2,
                I("spikes", NULL, 1, TWO_STEP_TERMS, "K", "outliers"),
                R("margin", "0.1", 0, 10, "M", "relative margin over the threshold"),
                R("low", "100", 1, 1e12, "N", "smallest width"),
                R("high", "1e6", 1, 1e12, "N", "largest width"), ACTIVATION, SCALES),
     COLUMNS("width"), two_step_predict_width},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
