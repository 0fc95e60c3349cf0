/* SPDX-License-Identifier: MIT */
/* Predictions of two_step.h: the first step (R2 to R4), directions and counts (R5 to R8). */
#include "two_step_predictions.h"
#include "random_matrix.h"

#include <string.h>

#define TERM INTEGER("k", NULL, 0, TWO_STEP_TERMS - 1, "K", "term of the expansion")
#define EPS REAL("eps", "0", 0, 10, "E", "eta1/sqrt N: the residual is y - f_1; 0 takes y for it")

enum two_step_batch two_step_predict_batch(const char *name) {
    return strcmp(name, "fresh") == 0   ? TWO_STEP_FRESH
           : strcmp(name, "reuse") == 0 ? TWO_STEP_REUSE
                                        : TWO_STEP_NAIVE;
}

enum status two_step_predict_open(struct two_step *problem, const union prediction_value *p,
                                  const char *activation) {
    return two_step_open(problem, p[0].text, p[1].real, p[2].real,
                         two_step_predict_batch(p[3].text), activation);
}

enum status two_step_predict_exponents(const union prediction_value *p) {
    if (p[0].real < 0.5 && p[1].real < 0.5)
        return STATUS_OK;
    return error_set(STATUS_USAGE, "found exponents %g and %g, expected both below 1/2", p[0].real,
                     p[1].real);
}

/* Where the batch does not matter: link, noise, phi. */
static enum status open_first(struct two_step *problem, const union prediction_value *p,
                              const char *activation) {
    return two_step_open(problem, p[0].text, p[1].real, p[2].real, TWO_STEP_FRESH, activation);
}

static enum status population(struct two_step *problem, const union prediction_value *p,
                              const char *activation, double eps,
                              struct two_step_directions *directions) {
    struct two_step_layer layer;
    two_step_layer_gaussian(&layer);
    enum status status = two_step_predict_open(problem, p, activation);
    return status == STATUS_OK ? two_step_directions(problem, &layer, eps, directions) : status;
}

PREDICTION(alignment, "two-step-alignment",
           "alignment of the first step's direction with the target",
           "beta = X^T y/n: cosine = cos(beta, beta*) = c*_1/sqrt(c*_1^2 + phi E2), norm2 = "
           "|beta|^2 = c*_1^2 + phi E2; c*_1 = E z s(z), E2 = E s^2 + noise^2. [standard, R2]",
           PARAMETERS(LINK, NOISE, PHI), COLUMNS("cosine", "norm2")) {
    struct two_step problem;
    double cosine, norm2;
    enum status status = open_first(&problem, p, TWO_STEP_ACTIVATION);
    if (status != STATUS_OK)
        return status;
    two_step_alignment(&problem, &cosine, &norm2);
    return ROW(cosine, norm2);
}

PREDICTION(outlier, "two-step-outlier",
           "singular value and overlaps of a spiked rectangular matrix",
           "N x d matrix of entries N(0, 1/d), kappa = N/d, plus theta u v^T. theta > kappa^{1/4}: "
           "singular_value = sqrt((1 + theta^2)(kappa + theta^2))/theta, left2 = <u^,u>^2 = 1 - "
           "kappa(1 + theta^2)/(theta^2(theta^2 + kappa)), right2 = <v^,v>^2 = 1 - (kappa + "
           "theta^2)/(theta^2(theta^2 + 1)); else edge = 1 + sqrt(kappa) and 0, 0. [standard: "
           "Benaych-Georges Nadakuditi 2012, R3]",
           PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "strength of the spike"), KAPPA),
           COLUMNS("singular_value", "left2", "right2", "edge")) {
    double left2, right2, edge;
    double singular = rectangular_spike(p[0].real, p[1].real, &left2, &right2, &edge);
    return ROW(singular, left2, right2, edge);
}

PREDICTION(one_step, "two-step-one-step", "the spike of the weights after one step, alpha1 = 0",
           "theta = eta1 c1 sqrt(c*_1^2 + phi E2) and its outlier (two-step-outlier); target2 = "
           "<v^, beta*>^2 = right2 cos(beta, beta*)^2. [standard, R3]",
           PARAMETERS(LINK, NOISE, PHI, KAPPA, ETA1, POLYNOMIAL),
           COLUMNS("theta", "singular_value", "left2", "right2", "target2", "edge")) {
    struct two_step problem;
    double cosine, norm2, left2, right2, edge;
    enum status status = open_first(&problem, p, p[5].text);
    if (status != STATUS_OK)
        return status;
    two_step_alignment(&problem, &cosine, &norm2);
    double theta = two_step_first_strength(&problem, p[4].real);
    double singular = rectangular_spike(theta, p[3].real, &left2, &right2, &edge);
    return ROW(theta, singular, left2, right2, right2 * cosine * cosine, edge);
}

PREDICTION(
    bulk_edge, "two-step-bulk-edge", "largest singular value of the initial weights at finite size",
    "Mean and standard deviation by the Tracy-Widom law: edge - 1.2065 w and 1.2680 w, w = (sqrt N "
    "+ sqrt d)(N^{-1/2} + d^{-1/2})^{1/3}/(2 d (1 + sqrt kappa)). [standard: Johnstone 2001, R3]",
    PARAMETERS(WIDTH, DIMENSION), COLUMNS("edge", "mean", "deviation")) {
    double mean, deviation;
    rectangular_edge_law(p[0].real, p[1].real, &mean, &deviation);
    return ROW(1 + sqrt(p[0].real / p[1].real), mean, deviation);
}

PREDICTION(link, "two-step-link", "Hermite coefficient and information exponent of a link",
           "coefficient = E s(z) He_k(z)/k!, exponent = the smallest k >= 1 where it is not 0 (0: "
           "none), square = E s^2. [standard]",
           PARAMETERS(LINK, INTEGER("k", NULL, 0, 40, "K", "degree")),
           COLUMNS("coefficient", "exponent", "square")) {
    struct link link;
    enum status status = link_parse(&link, p[0].text);
    return status == STATUS_OK
               ? ROW(two_step_link_coefficient(&link, p[1].integer),
                     (double)two_step_information_exponent(&link), two_step_link_square(&link))
               : status;
}

PREDICTION(
    feature_count, "two-step-feature-count",
    "number of spikes of the feature matrix after one step",
    "The l with (l-1)/(2l) < alpha < l/(2l+2), on fresh data; ratio = 1/(1 - 2 alpha). undecided: "
    "an integer ratio, spike l + 1 is of the bulk's order. [standard: Moniri et al. 2023, R4]",
    PARAMETERS(REAL("alpha", NULL, 0, 0.5, "A", "eta1 ~ N^alpha, below 1/2")),
    COLUMNS("count", "ratio", "undecided")) {
    double ratio, count = two_step_feature_count(p[0].real, &ratio);
    if (isnan(ratio))
        return error_set(STATUS_USAGE, "found an exponent of %g, expected one below 1/2",
                         p[0].real);
    return ROW(count, ratio, two_step_undecided(ratio));
}

PREDICTION(
    feature_spikes, "two-step-feature-spikes",
    "spikes of the feature matrix after one step, over sqrt N",
    "Singular values of sum_{k<=count} c_k (c1 eta1)^k (X beta)^k (a^k)^T over sqrt N, without the "
    "bulk's share (measured ones are 12 to 25 per cent higher). [standard: Moniri et al. 2023, R4]",
    PARAMETERS(LINK, NOISE, PHI, WIDTH, REAL("n", NULL, 1, 1e12, "N", "fresh samples"), ETA1,
               INTEGER("count", NULL, 1, TWO_STEP_DEGREE, "L", "number of spikes"), POLYNOMIAL),
    COLUMNS("index", "singular_value")) {
    struct two_step problem;
    double singular[TWO_STEP_DEGREE];
    enum status status = open_first(&problem, p, p[7].text);
    if (status == STATUS_OK)
        status = two_step_feature_spikes(&problem, p[3].real, p[4].real, p[5].real, p[6].integer,
                                         singular);
    for (size_t i = 0; status == STATUS_OK && i < p[6].integer; i++)
        ROW((double)i, singular[i]);
    return status;
}

PREDICTION(direction, "two-step-direction",
           "direction b_k that the second step adds: overlap, norm",
           "b_k = X^T h_k/n, h_k = r q_k: overlap = <beta*, b_k>, norm2 = |b_k|^2, with_beta = "
           "<beta, b_k>, cosine = overlap/|b_k|, as n, d, N grow; uncrossed: norm2 without 2 phi E "
           "dH E yH, wrong for a reused batch. With eps = 0 the residual r is y; not for use in "
           "two-step-spikes, which has its own. k beyond the degree of the activation: 0; beyond "
           "what is known of it: nan. [derived, R5, R6]",
           PARAMETERS(PROBLEM, TERM, POLYNOMIAL, EPS),
           COLUMNS("overlap", "norm2", "with_beta", "cosine", "uncrossed")) {
    struct two_step problem;
    struct two_step_directions b;
    enum status status = population(&problem, p, p[5].text, p[6].real, &b);
    if (status != STATUS_OK)
        return status;
    size_t k = p[4].integer;
    double none = problem.activation.kind == ACTIVATION_POLYNOMIAL ? 0 : NAN;
    if (k >= b.terms)
        return ROW(none, none, none, NAN, none);
    return ROW(b.overlap[k], b.gram[k][k], b.with_beta[k], b.overlap[k] / sqrt(b.gram[k][k]),
               b.uncrossed[k]);
}

PREDICTION(gram, "two-step-gram", "scalar products of the second step's directions",
           "gram = <b_k, b_l> for every k <= l. [derived, R6]",
           PARAMETERS(PROBLEM, POLYNOMIAL, EPS), COLUMNS("k", "l", "gram")) {
    struct two_step problem;
    struct two_step_directions b;
    enum status status = population(&problem, p, p[4].text, p[5].real, &b);
    for (size_t k = 0; status == STATUS_OK && k < b.terms; k++)
        for (size_t l = k; l < b.terms; l++)
            ROW((double)k, (double)l, b.gram[k][l]);
    return status;
}

PREDICTION(expansion, "two-step-expansion",
           "the polynomial q_k(y, xi) of the second step's expansion",
           "q_k = E[sigma^(k+1)(u) D^k]/k!, D = sigma'(u) phi y [reuse] + c1 xi + zeta: a row for "
           "each coefficient. xi = <x, beta> - phi y [reuse] or <x, beta> [fresh]. [derived, R5]",
           PARAMETERS(PROBLEM, TERM, POLYNOMIAL), COLUMNS("power_y", "power_xi", "coefficient")) {
    struct two_step problem;
    enum status status = two_step_predict_open(&problem, p, p[5].text);
    size_t k = p[4].integer;
    if (status == STATUS_OK && k >= problem.terms)
        status =
            error_set(STATUS_USAGE, "found k = %zu, expected less than %zu for this activation", k,
                      problem.terms);
    for (size_t i = 0; status == STATUS_OK && i <= k; i++)
        for (size_t j = 0; i + j <= k; j++)
            ROW((double)i, (double)j, problem.q[k].c[i][j]);
    return status;
}

PREDICTION(count, "two-step-count", "number of outliers of the weights after two steps",
           "new = floor(ratio), ratio = alpha2/(1/2 - alpha1); total = 1 + new counts the step-one "
           "spike, too. No cap by the degree of the activation. On an integer ratio >= 1 the last "
           "spike is of order one and constants decide: new is still the formula's, with it, and "
           "undecided is 1; ratios within 1e-9 of an integer count as that. [exponents: paper; R7]",
           PARAMETERS(ALPHA1, ALPHA2), COLUMNS("new", "total", "ratio", "undecided")) {
    double ratio, count = two_step_count(p[0].real, p[1].real, &ratio);
    enum status status = two_step_predict_exponents(p);
    return status == STATUS_OK ? ROW(count, 1 + count, ratio, two_step_undecided(ratio)) : status;
}

PREDICTION(exponent, "two-step-exponent", "power of N by which the k-th spike grows",
           "max(alpha1, alpha2) for k = 0, alpha2 - k (1/2 - alpha1) for k >= 1. [paper, R7]",
           PARAMETERS(ALPHA1, ALPHA2, TERM), COLUMNS("exponent")) {
    enum status status = two_step_predict_exponents(p);
    return status == STATUS_OK ? ROW(two_step_exponent(p[0].real, p[1].real, p[2].integer))
                               : status;
}

PREDICTION(
    learnt, "two-step-learnt", "does the second step learn the target's direction?",
    "first = the smallest k with <beta*, b_k> not 0 (inf: none), information_exponent of the link, "
    "learnt = 1 if first <= ratio of two-step-count. [claim: paper; conditions: derived, R8]",
    PARAMETERS(PROBLEM, ALPHA1, ALPHA2, POLYNOMIAL),
    COLUMNS("information_exponent", "first", "learnt")) {
    struct two_step problem;
    size_t first = 0;
    double ratio;
    enum status status = two_step_predict_exponents(p + 4);
    if (status == STATUS_OK)
        status = two_step_predict_open(&problem, p, p[6].text);
    if (status == STATUS_OK)
        status = two_step_first_learnt(&problem, &first);
    if (status != STATUS_OK)
        return status;
    two_step_count(p[4].real, p[5].real, &ratio);
    bool seen = first < problem.terms;
    return ROW((double)two_step_information_exponent(&problem.link),
               seen ? (double)first : INFINITY, seen && (double)first <= ratio);
}

PREDICTION(layer, "two-step-layer", "distance of g^{k+1} from the lower powers, g Gaussian",
           "1, sqrt 3, sqrt 6, sqrt 30, sqrt 120, ...: the constants of the spikes. [derived, R7]",
           PARAMETERS(TERM), COLUMNS("distance")) {
    struct two_step_layer layer;
    two_step_layer_gaussian(&layer);
    return ROW(layer.factor[p[0].integer][p[0].integer]);
}

PREDICTIONS(two_step_predictions, &predict_alignment, &predict_outlier, &predict_one_step,
            &predict_bulk_edge, &predict_link, &predict_feature_count, &predict_feature_spikes,
            &predict_direction, &predict_gram, &predict_expansion, &predict_count,
            &predict_exponent, &predict_learnt, &predict_layer);
