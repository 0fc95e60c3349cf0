/* SPDX-License-Identifier: MIT */
/* What the predictions of two_step.h compute. p[i] is the i-th parameter of the entry in
 * two_step_predictions.c. */
#include "random_matrix.h"
#include "two_step.h"
#include "two_step_predictions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status two_step_predict_##name(const union prediction_value *p,                           \
                                        struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

static enum two_step_batch batch(const char *name) {
    return strcmp(name, "fresh") == 0   ? TWO_STEP_FRESH
           : strcmp(name, "reuse") == 0 ? TWO_STEP_REUSE
                                        : TWO_STEP_NAIVE;
}

/* The parameters link, noise, phi, batch at p[0..3], and the activation. */
static enum status open_problem(struct two_step *problem, const union prediction_value *p,
                                const char *activation) {
    return two_step_open(problem, p[0].text, p[1].real, p[2].real, batch(p[3].text), activation);
}

/* Where the batch does not matter: link, noise, phi. */
static enum status open_first(struct two_step *problem, const union prediction_value *p,
                              const char *activation) {
    return two_step_open(problem, p[0].text, p[1].real, p[2].real, TWO_STEP_FRESH, activation);
}

/* The exponents alpha1 and alpha2 at p, below 1/2. */
static enum status check_exponents(const union prediction_value *p) {
    if (p[0].real < 0.5 && p[1].real < 0.5)
        return STATUS_OK;
    return error_set(STATUS_USAGE, "found exponents %g and %g, expected both below 1/2", p[0].real,
                     p[1].real);
}

static enum status population(struct two_step *problem, const union prediction_value *p,
                              const char *activation, double eps,
                              struct two_step_directions *directions) {
    struct two_step_layer layer;
    two_step_layer_gaussian(&layer);
    enum status status = open_problem(problem, p, activation);
    return status == STATUS_OK ? two_step_directions(problem, &layer, eps, directions) : status;
}

/* ---- one step ---- */

PREDICT(alignment) {
    struct two_step problem;
    double cosine, norm2;
    enum status status = open_first(&problem, p, TWO_STEP_ACTIVATION);
    if (status != STATUS_OK)
        return status;
    two_step_alignment(&problem, &cosine, &norm2);
    ROW(cosine, norm2);
    return STATUS_OK;
}

PREDICT(outlier) {
    double left2, right2, edge;
    double singular = rectangular_spike(p[0].real, p[1].real, &left2, &right2, &edge);
    ROW(singular, left2, right2, edge);
    return STATUS_OK;
}

PREDICT(one_step) {
    struct two_step problem;
    double cosine, norm2, left2, right2, edge;
    enum status status = open_first(&problem, p, p[5].text);
    if (status != STATUS_OK)
        return status;
    two_step_alignment(&problem, &cosine, &norm2);
    double theta = two_step_first_strength(&problem, p[4].real);
    double singular = rectangular_spike(theta, p[3].real, &left2, &right2, &edge);
    ROW(theta, singular, left2, right2, right2 * cosine * cosine, edge);
    return STATUS_OK;
}

PREDICT(bulk_edge) {
    double mean, deviation;
    rectangular_edge_law(p[0].real, p[1].real, &mean, &deviation);
    ROW(1 + sqrt(p[0].real / p[1].real), mean, deviation);
    return STATUS_OK;
}

PREDICT(link) {
    struct link link;
    enum status status = link_parse(&link, p[0].text);
    if (status == STATUS_OK)
        ROW(two_step_link_coefficient(&link, p[1].integer),
            (double)two_step_information_exponent(&link), two_step_link_square(&link));
    return status;
}

PREDICT(feature_count) {
    double ratio, count = two_step_feature_count(p[0].real, &ratio);
    if (isnan(ratio))
        return error_set(STATUS_USAGE, "found an exponent of %g, expected one below 1/2",
                         p[0].real);
    ROW(count, ratio, two_step_undecided(ratio));
    return STATUS_OK;
}

PREDICT(feature_spikes) {
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

/* ---- directions and counts ---- */

PREDICT(direction) {
    struct two_step problem;
    struct two_step_directions b;
    enum status status = population(&problem, p, p[5].text, p[6].real, &b);
    if (status != STATUS_OK)
        return status;
    size_t k = p[4].integer;
    double none = problem.activation.kind == ACTIVATION_POLYNOMIAL ? 0 : NAN;
    if (k >= b.terms)
        ROW(none, none, none, NAN, none);
    else
        ROW(b.overlap[k], b.gram[k][k], b.with_beta[k], b.overlap[k] / sqrt(b.gram[k][k]),
            b.uncrossed[k]);
    return STATUS_OK;
}

PREDICT(gram) {
    struct two_step problem;
    struct two_step_directions b;
    enum status status = population(&problem, p, p[4].text, p[5].real, &b);
    for (size_t k = 0; status == STATUS_OK && k < b.terms; k++)
        for (size_t l = k; l < b.terms; l++)
            ROW((double)k, (double)l, b.gram[k][l]);
    return status;
}

PREDICT(expansion) {
    struct two_step problem;
    enum status status = open_problem(&problem, p, p[5].text);
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

PREDICT(count) {
    double ratio, count = two_step_count(p[0].real, p[1].real, &ratio);
    enum status status = check_exponents(p);
    if (status == STATUS_OK)
        ROW(count, 1 + count, ratio, two_step_undecided(ratio));
    return status;
}

PREDICT(exponent) {
    enum status status = check_exponents(p);
    if (status == STATUS_OK)
        ROW(two_step_exponent(p[0].real, p[1].real, p[2].integer));
    return status;
}

PREDICT(learnt) {
    struct two_step problem;
    size_t first = 0;
    double ratio;
    enum status status = check_exponents(p + 4);
    if (status == STATUS_OK)
        status = open_problem(&problem, p, p[6].text);
    if (status == STATUS_OK)
        status = two_step_first_learnt(&problem, &first);
    if (status != STATUS_OK)
        return status;
    two_step_count(p[4].real, p[5].real, &ratio);
    bool seen = first < problem.terms;
    ROW((double)two_step_information_exponent(&problem.link), seen ? (double)first : INFINITY,
        seen && (double)first <= ratio);
    return STATUS_OK;
}

PREDICT(layer) {
    struct two_step_layer layer;
    two_step_layer_gaussian(&layer);
    ROW(layer.factor[p[0].integer][p[0].integer]);
    return STATUS_OK;
}

/* ---- the weights after two steps ---- */

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
    enum status status =
        two_step_open(&problem, p[0].text, p[1].real, d / p[5].real, batch(p[2].text), p[8].text);
    if (status == STATUS_OK)
        status = take_layer(&problem, p + 10, &layer);
    if (status == STATUS_OK)
        status = two_step_spikes(&problem, &layer, N, d, p[6].real, p[7].real, *edge, spikes);
    return status;
}

PREDICT(spikes) {
    struct two_step_spikes spikes;
    double threshold, edge;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    for (size_t j = 0; status == STATUS_OK && j < spikes.count; j++)
        ROW((double)j, spikes.theta[j], spikes.singular[j], spikes.right2[j], spikes.target2[j],
            spikes.right2[j] * spikes.target2[j], spikes.theta[j] / threshold);
    return status;
}

PREDICT(spike) {
    struct two_step_spikes spikes;
    double threshold, edge;
    size_t j = p[15].integer - 1;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    if (status == STATUS_OK && j < spikes.count)
        ROW(spikes.theta[j], spikes.singular[j], spikes.right2[j] * spikes.target2[j],
            spikes.theta[j] / threshold);
    else if (status == STATUS_OK)
        ROW(0, edge, 0, 0);
    return status;
}

PREDICT(expected) {
    struct two_step_spikes spikes;
    double threshold, edge, count = 0, nearest = INFINITY;
    enum status status = find_spikes(p, &spikes, &threshold, &edge);
    for (size_t j = 0; status == STATUS_OK && j < spikes.count; j++) {
        count += spikes.theta[j] > threshold;
        nearest = fmin(nearest, fabs(spikes.theta[j] / threshold - 1));
    }
    if (status == STATUS_OK)
        ROW(count, nearest);
    return status;
}

PREDICT(bulk_density) {
    double kappa = p[0].real, s = p[1].real;
    ROW(2 * s / kappa * marchenko_pastur_density(1 / kappa, s * s / kappa));
    return STATUS_OK;
}

PREDICT(edge) {
    ROW(two_step_edge(p[0].real, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(rows_edge) {
    struct two_step problem;
    struct two_step_layer layer;
    struct two_step_rows rows;
    double edge, N = p[4].real, d = p[5].real, eta2 = p[7].real, bulk = 1 + sqrt(N / d);
    two_step_layer_gaussian(&layer);
    enum status status = open_problem(&problem, p, p[8].text);
    if (status == STATUS_OK)
        status = two_step_rows(&problem, &layer, N, p[6].real, eta2, &rows);
    if (status == STATUS_OK)
        status = two_step_rows_edge(&rows, d, NULL, &edge);
    if (status == STATUS_OK)
        ROW(edge, sqrt(fmax(0, (edge - bulk) * (edge + bulk)) * N) / eta2);
    return status;
}

/* The parameters kappa, alpha1, alpha2 at p and scale1, scale2, inflation at q. */
static struct two_step_phase phase_of(const union prediction_value *p,
                                      const union prediction_value *q) {
    return (struct two_step_phase){p[0].real, p[1].real, p[2].real,
                                   q[0].real, q[1].real, q[2].real};
}

PREDICT(phase) {
    struct two_step problem;
    struct two_step_phase phase = phase_of(p + 4, p + 9);
    struct two_step_spikes spikes;
    double edge;
    enum status status = check_exponents(p + 5);
    if (status == STATUS_OK)
        status = open_problem(&problem, p, p[8].text);
    if (status == STATUS_OK)
        status = two_step_phase_spikes(&problem, &phase, p[7].real, &spikes, &edge);
    if (status != STATUS_OK)
        return status;
    double threshold = two_step_threshold(phase.kappa, edge), nearest = INFINITY, out = 0, ratio;
    for (size_t j = 0; j < spikes.count; j++) {
        out += spikes.theta[j] > threshold;
        nearest = fmin(nearest, fabs(spikes.theta[j] / threshold - 1));
    }
    double most = (double)problem.terms - 1;
    double asymptotic = 1 + fmin(most, two_step_count(phase.alpha1, phase.alpha2, &ratio));
    ROW(out, asymptotic, two_step_undecided(ratio) && ratio <= most, nearest, edge, threshold,
        spikes.theta[0], spikes.count > 1 ? spikes.theta[1] : 0,
        spikes.count > 2 ? spikes.theta[2] : 0);
    return STATUS_OK;
}

PREDICT(calibration) {
    struct two_step problem;
    double scale1, scale2;
    enum status status = open_problem(&problem, p, p[5].text);
    if (status == STATUS_OK)
        status = two_step_calibrate(&problem, p[4].real, &scale1, &scale2);
    if (status == STATUS_OK)
        ROW(scale1, scale2);
    return status;
}

PREDICT(width) {
    struct two_step problem;
    struct two_step_phase phase = phase_of(p + 4, p + 12);
    double N;
    enum status status = check_exponents(p + 5);
    if (status == STATUS_OK)
        status = open_problem(&problem, p, p[11].text);
    if (status == STATUS_OK)
        status =
            two_step_width(&problem, &phase, p[7].integer, p[8].real, p[9].real, p[10].real, &N);
    if (status == STATUS_OK)
        ROW(N);
    return status;
}
