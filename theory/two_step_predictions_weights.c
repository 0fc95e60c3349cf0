/* SPDX-License-Identifier: MIT */
/* Predictions of two_step.h: the weights after two steps (R9, R10). */
#include "random_matrix.h"
#include "two_step_predictions.h"

#include <string.h>

#define ETA2 REAL("eta2", NULL, 0, 1e9, "E", "second step size")
#define SCALES                                                                                     \
    REAL("scale1", "1", 1e-9, 1e9, "S", "eta1 = scale1 N^alpha1"),                                 \
        REAL("scale2", "1", 1e-9, 1e9, "S", "eta2 = scale2 N^alpha2"),                             \
        REAL("inflation", "1", 0.01, 100, "F", "factor on the predicted edge")
#define WEIGHTS                                                                                    \
    LINK, NOISE, BATCH, WIDTH, DIMENSION, REAL("n", NULL, 1, 1e12, "N", "samples a step"), ETA1,   \
        ETA2, POLYNOMIAL, REAL("edge", "0", 0, 1e6, "E", "measured edge of the bulk"),             \
        REAL("g2", "1", 0, 1e12, "M", "mean of g^2"),                                              \
        REAL("g3", "0", -1e12, 1e12, "M", "mean of g^3"),                                          \
        REAL("g4", "3", 0, 1e12, "M", "mean of g^4"),                                              \
        REAL("g5", "0", -1e12, 1e12, "M", "mean of g^5"),                                          \
        REAL("g6", "15", 0, 1e12, "M", "mean of g^6")

/* The layer of the moments g2..g6: the Gaussian one, exactly, if they are its. */
static enum status take_layer(const struct two_step *problem, const union prediction_value *p,
                              struct two_step_layer *layer) {
    double moment[7] = {1, 0, p[0].real, p[1].real, p[2].real, p[3].real, p[4].real};
    two_step_layer_gaussian(layer);
    if (memcmp(moment + 2, layer->moment + 2, 5 * sizeof *moment) == 0)
        return STATUS_OK;
    if (problem->terms > 3)
        return error_set(STATUS_USAGE,
                         "found an activation of degree %zu with moments of the second layer, "
                         "expected a degree of at most 3",
                         problem->terms);
    return two_step_layer_moments(layer, 3, moment);
}

/* Of the parameters of two-step-spikes: what W_2 shows, and the strength above which it is out. */
static enum status find_spikes(const union prediction_value *p, struct two_step_spikes *spikes,
                               double *threshold, double *edge) {
    struct two_step problem;
    struct two_step_layer layer;
    double N = p[3].real, d = p[4].real, kappa = N / d;
    *edge = p[9].real > 0 ? p[9].real : 1 + sqrt(kappa);
    *threshold = two_step_threshold(kappa, *edge);
    enum status status = two_step_open(&problem, p[0].text, p[1].real, d / p[5].real,
                                       two_step_predict_batch(p[2].text), p[8].text);
    if (status == STATUS_OK)
        status = take_layer(&problem, p + 10, &layer);
    if (status == STATUS_OK)
        status = two_step_spikes(&problem, &layer, N, d, p[6].real, p[7].real, *edge, spikes);
    return status;
}

/* How many spikes are beyond the threshold, and the smallest |theta/threshold - 1|. */
static double count_out(const struct two_step_spikes *spikes, double threshold, double *nearest) {
    double count = 0;
    *nearest = INFINITY;
    for (size_t j = 0; j < spikes->count; j++) {
        count += spikes->theta[j] > threshold;
        *nearest = fmin(*nearest, fabs(spikes->theta[j] / threshold - 1));
    }
    return count;
}

PREDICTION(spikes, "two-step-spikes",
           "singular values and alignments of the weights after two steps",
           "Spikes in descending order: theta = strength, singular_value (of the edge if not out), "
           "right2 = <v^,v>^2, target2 = <v,beta*>^2, alignment = right2 target2 = <v^,beta*>^2, "
           "excess = theta over the threshold s_b kappa^{1/4}. edge = 0 is 1 + sqrt(kappa). "
           "g2..g6: means of g^2..g^6 of the realised second layer, g = a sqrt N; with others than "
           "the Gaussian ones the activation has degree 3 at most. [derived, R9]",
           PARAMETERS(WEIGHTS),
           COLUMNS("index", "theta", "singular_value", "right2", "target2", "alignment",
                   "excess")) {
    struct two_step_spikes spikes;
    double threshold, edge;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    for (size_t j = 0; status == STATUS_OK && j < spikes.count; j++)
        ROW((double)j, spikes.theta[j], spikes.singular[j], spikes.right2[j], spikes.target2[j],
            spikes.right2[j] * spikes.target2[j], spikes.theta[j] / threshold);
    return status;
}

PREDICTION(
    spike, "two-step-spike", "one spike of two-step-spikes, by its rank",
    "For the rows of a table of singular values: index = 1 is the largest; position = singular "
    "value, alignment = <v^,beta*>^2. Beyond the spikes: theta = 0 at the edge. [derived, R9]",
    PARAMETERS(WEIGHTS, INTEGER("index", NULL, 1, 1e9, "K", "rank of the singular value")),
    COLUMNS("theta", "position", "alignment", "excess")) {
    struct two_step_spikes spikes;
    double threshold, edge;
    size_t j = p[15].integer - 1;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    if (status != STATUS_OK)
        return status;
    if (j >= spikes.count)
        return ROW(0, edge, 0, 0);
    return ROW(spikes.theta[j], spikes.singular[j], spikes.right2[j] * spikes.target2[j],
               spikes.theta[j] / threshold);
}

PREDICTION(expected, "two-step-expected", "number of outliers by two-step-spikes",
           "expected = spikes beyond the threshold, nearest = the smallest |theta_j/threshold - "
           "1|. [derived, R9]",
           PARAMETERS(WEIGHTS), COLUMNS("expected", "nearest")) {
    struct two_step_spikes spikes;
    double threshold, edge, nearest;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    if (status != STATUS_OK)
        return status;
    double count = count_out(&spikes, threshold, &nearest);
    return ROW(count, nearest);
}

PREDICTION(
    bulk_density, "two-step-bulk-density", "density of the singular values of the initial weights",
    "Of an N x d matrix of entries N(0, 1/d), N/d -> kappa >= 1. [standard: Marchenko Pastur 1967]",
    PARAMETERS(KAPPA, REAL("value", NULL, 0, 1e9, "S", "singular value")), COLUMNS("density")) {
    double kappa = p[0].real, s = p[1].real;
    return ROW(2 * s / kappa * marchenko_pastur_density(1 / kappa, s * s / kappa));
}

PREDICTION(
    edge, "two-step-edge", "edge of the bulk after two steps, from the remainder's measured norm",
    "sqrt((1 + sqrt kappa)^2 + (rho eta2/sqrt N)^2). rho is 2 to 3 for eps = eta1/sqrt N < 0.1, 4 "
    "to 6 at eps = 0.5 (default activation, n = 8 d). [form: derived, constant: measured, R10]",
    PARAMETERS(KAPPA, WIDTH, ETA2, REAL("rho", NULL, 0, 1e6, "RHO", "|R_2| sqrt N")),
    COLUMNS("edge")) {
    return ROW(two_step_edge(p[0].real, p[1].real, p[2].real, p[3].real));
}

PREDICTION(rows_edge, "two-step-rows-edge", "edge of the bulk after two steps, predicted",
           "Generalised Marchenko-Pastur edge of rows whose variance depends on g, Gaussian "
           "quantiles for g; rho = sqrt(edge^2 - (1 + sqrt kappa)^2) sqrt(N)/eta2. An order of "
           "magnitude: measured edges are up to 1.3 times higher. [derived, R10]",
           PARAMETERS(PROBLEM, WIDTH, DIMENSION, ETA1, ETA2, POLYNOMIAL), COLUMNS("edge", "rho")) {
    struct two_step problem;
    struct two_step_layer layer;
    struct two_step_rows rows;
    double edge, N = p[4].real, d = p[5].real, eta2 = p[7].real, bulk = 1 + sqrt(N / d);
    two_step_layer_gaussian(&layer);
    enum status status = two_step_predict_open(&problem, p, p[8].text);
    if (status == STATUS_OK)
        status = two_step_rows(&problem, &layer, N, p[6].real, eta2, &rows);
    if (status == STATUS_OK)
        status = two_step_rows_edge(&rows, d, NULL, &edge);
    return status == STATUS_OK ? ROW(edge, sqrt(fmax(0, (edge - bulk) * (edge + bulk)) * N) / eta2)
                               : status;
}

/* The parameters kappa, alpha1, alpha2 at p and scale1, scale2, inflation at q. */
static struct two_step_phase phase_of(const union prediction_value *p,
                                      const union prediction_value *q) {
    return (struct two_step_phase){p[0].real, p[1].real, p[2].real,
                                   q[0].real, q[1].real, q[2].real};
}

PREDICTION(
    phase, "two-step-phase", "finite-size phase diagram of the number of outliers",
    "spikes = outliers by R9 with the predicted edge at eta_i = scale_i N^alpha_i; asymptotic = 1 "
    "+ floor(alpha2/(1/2 - alpha1)), at most the degree of the activation; nearest = the smallest "
    "|theta_j/threshold - 1|; undecided: an integer ratio within the cap. [derived, R9, R10]",
    PARAMETERS(PROBLEM, KAPPA, ALPHA1, ALPHA2, WIDTH, POLYNOMIAL, SCALES),
    COLUMNS("spikes", "asymptotic", "undecided", "nearest", "edge", "threshold", "theta0", "theta1",
            "theta2")) {
    struct two_step problem;
    struct two_step_phase phase = phase_of(p + 4, p + 9);
    struct two_step_spikes spikes;
    double edge;
    enum status status = two_step_predict_exponents(p + 5);
    if (status == STATUS_OK)
        status = two_step_predict_open(&problem, p, p[8].text);
    if (status == STATUS_OK)
        status = two_step_phase_spikes(&problem, &phase, p[7].real, &spikes, &edge);
    if (status != STATUS_OK)
        return status;
    double threshold = two_step_threshold(phase.kappa, edge), nearest, ratio;
    double out = count_out(&spikes, threshold, &nearest);
    double most = (double)problem.terms - 1;
    double asymptotic = 1 + fmin(most, two_step_count(phase.alpha1, phase.alpha2, &ratio));
    return ROW(out, asymptotic, two_step_undecided(ratio) && ratio <= most, nearest, edge,
               threshold, spikes.theta[0], spikes.count > 1 ? spikes.theta[1] : 0,
               spikes.count > 2 ? spikes.theta[2] : 0);
}

PREDICTION(calibration, "two-step-calibration",
           "prefactors that put the finite-size thresholds on the asymptotic lines",
           "scale1 = C_1/C_2, scale2 = C_2/C_1^2, C_k = q^_k dist(b_k, span(b_0..))/kappa^{1/4}: "
           "to leading order spikes 1 and 2 come out at alpha2 = k (1/2 - alpha1). [derived, R7]",
           PARAMETERS(PROBLEM, KAPPA, POLYNOMIAL), COLUMNS("scale1", "scale2")) {
    struct two_step problem;
    double scale1, scale2;
    enum status status = two_step_predict_open(&problem, p, p[5].text);
    if (status == STATUS_OK)
        status = two_step_calibrate(&problem, p[4].real, &scale1, &scale2);
    return status == STATUS_OK ? ROW(scale1, scale2) : status;
}

PREDICTION(width, "two-step-width", "how big the width must be for an outlier to be seen",
           "The smallest N from low to high at which `spikes` outliers exceed the threshold by (1 "
           "+ margin), by R9 with the predicted edge; inf if there is none. [derived, R9, R10]",
           PARAMETERS(PROBLEM, KAPPA, ALPHA1, ALPHA2,
                      INTEGER("spikes", NULL, 1, TWO_STEP_TERMS, "K", "outliers"),
                      REAL("margin", "0.1", 0, 10, "M", "relative margin over the threshold"),
                      REAL("low", "100", 1, 1e12, "N", "smallest width"),
                      REAL("high", "1e6", 1, 1e12, "N", "largest width"), POLYNOMIAL, SCALES),
           COLUMNS("width")) {
    struct two_step problem;
    struct two_step_phase phase = phase_of(p + 4, p + 12);
    double N;
    enum status status = two_step_predict_exponents(p + 5);
    if (status == STATUS_OK)
        status = two_step_predict_open(&problem, p, p[11].text);
    if (status == STATUS_OK)
        status =
            two_step_width(&problem, &phase, p[7].integer, p[8].real, p[9].real, p[10].real, &N);
    return status == STATUS_OK ? ROW(N) : status;
}

PREDICTIONS(two_step_weights_predictions, &predict_spikes, &predict_spike, &predict_expected,
            &predict_bulk_density, &predict_edge, &predict_rows_edge, &predict_phase,
            &predict_calibration, &predict_width);
