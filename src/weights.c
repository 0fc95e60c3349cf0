/* SPDX-License-Identifier: MIT */
/* weights: what one gradient step made of the law of a layer's weights. */
#include "dataset.h"
#include "function_space.h"
#include "law.h"
#include "linalg.h"
#include "network.h"
#include "options.h"
#include "results.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

static const char details[] =
    "The step is w <- w - eta sqrt(N) dL/dw of the mean loss (f-y)^2/2 over DATA, from w ~ N(0, "
    "I/d) and output weights a = xi/N with standard Gaussian xi (function-space.md). Columns: g2 "
    "= |g|^2 of g = (1/n) sum y x, gamma2 (squared cosine of v = g/|g| with the target; nan unless "
    "DATA is a recipe with an index teacher), a2 and a4 (means of xi^2 and xi^4), y2 (mean of "
    "y^2); theta, the strength of the spike, and q, the growth of the bulk, that theory expects "
    "of these; aspect = d/N; along (variance of sqrt(d) v.w), bulk and kurtosis (variance and "
    "kurtosis of the coordinates across v), outlier (largest eigenvalue of d W^T W/N), overlap and "
    "target (squared cosines of its eigenvector with v and with the target); and of relu m00, m02, "
    "m22, m11, orthogonal, the matrix elements of the kernel (1/N) sum sigma(w.x) sigma(w.x') "
    "between the radial mode, the linear harmonics along and across v and the quadratic one.\n\n"
    "With --degrees=L, of relu: row, column, element: the matrix between aligned harmonics of "
    "degree below L. With --values a row for each neuron: along, across (sqrt(d) times w along "
    "and across v), xi, theta, q, a2, gamma2.";

struct weights {
    const char *activation, *output;
    double eta;
    uint64_t degrees;
    bool values;
    struct activation sigma;
    size_t width, d, n;
    double *W, *xi, *v, *target; /* target: NULL if it is not known */
    double g2, gamma2, a2, a4, y2, theta, q;
};

/* ---- reading ---- */

static enum status read_network(struct weights *s, const char *path) {
    struct network network;
    enum status status = network_open(&network, path);
    if (status != STATUS_OK)
        return status;
    s->width = network.width;
    s->d = network.d;
    s->W = memory_new(s->width + 2, s->d * sizeof *s->W);
    s->xi = memory_new(s->width, sizeof *s->xi);
    if (!s->W || !s->xi)
        status = STATUS_NUMERICAL;
    else if (!network.has_output || s->d < 3)
        status = error_set(STATUS_INPUT, "%s: found %s, expected w1..wd, a with d >= 3", path,
                           s->d < 3 ? "less than three inputs" : "no column a");
    if (status == STATUS_OK) {
        network_rows(&network, 0, 0, s->width, s->W, s->xi, NULL);
        s->v = s->W + s->width * s->d;
    }
    for (size_t i = 0; status == STATUS_OK && i < s->width; i++) {
        double square = pow(s->xi[i] *= (double)s->width, 2);
        s->a2 += square / (double)s->width;
        s->a4 += square * square / (double)s->width;
    }
    network_close(&network);
    return status;
}

/* g = (1/n) sum y x into v, block by block. */
static enum status add_samples(struct weights *s, struct dataset *data) {
    enum { BLOCK = 1024 };
    double *X = memory_new(BLOCK, (s->d + 1) * sizeof *X), *y = X ? X + BLOCK * s->d : NULL;
    enum status status = X ? STATUS_OK : STATUS_NUMERICAL;
    memset(s->v, 0, s->d * sizeof *s->v);
    for (size_t first = 0; status == STATUS_OK && first < s->n; first += BLOCK) {
        size_t rows = s->n - first < BLOCK ? s->n - first : BLOCK;
        status = dataset_rows(data, first, rows, X, y);
        if (status == STATUS_OK) {
            linalg_multiply(1, s->d, rows, y, X, true, s->v);
            s->y2 += vector_dot(rows, y, y) / (double)s->n;
        }
    }
    for (size_t j = 0; j < s->d; j++)
        s->v[j] /= (double)s->n;
    free(X);
    return status;
}

static enum status read_data(struct weights *s, const char *path) {
    struct dataset data;
    enum status status = dataset_open(&data, path);
    if (status != STATUS_OK)
        return status;
    s->n = data.n;
    status = dataset_require_samples(&data, s->d, "the network has w");
    if (status == STATUS_OK)
        status = add_samples(s, &data);
    if (status == STATUS_OK && (s->g2 = vector_dot(s->d, s->v, s->v)) == 0)
        status = error_set(STATUS_INPUT, "%s: found (1/n) sum y x = 0, expected a direction", path);
    if (status == STATUS_OK && data.teacher.kind == TEACHER_INDEX) {
        s->target = s->v + s->d;
        memcpy(s->target, data.teacher.beta, s->d * sizeof *s->target);
    }
    s->gamma2 = s->target ? pow(vector_dot(s->d, s->v, s->target), 2) / s->g2 : NAN;
    for (size_t j = 0; j < s->d; j++)
        s->v[j] /= sqrt(s->g2);
    dataset_close(&data);
    return status;
}

/* What theory expects given the sample: |g|^2 = c1*^2 + Ey^2/alpha is known. */
static void expect(struct weights *s) {
    double width = (double)s->width, d = (double)s->d, alpha = (double)s->n / d;
    s->theta =
        s->a2 * function_space_spike(&s->sigma, sqrt(s->g2), 0, INFINITY, s->eta, width, d).theta;
    s->q = function_space_spike(&s->sigma, 0, s->y2, alpha, s->eta, width, d).bulk - 1;
}

/* ---- writing ---- */

static enum status write_moments(struct weights *s) {
    static const char *const columns[] = {"g2",       "gamma2",  "a2",      "a4",        "y2",
                                          "theta",    "q",       "aspect",  "along",     "bulk",
                                          "kurtosis", "outlier", "overlap", "target",    "m00",
                                          "m02",      "m22",     "m11",     "orthogonal"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct results results = {0};
    bool relu = s->sigma.kind == ACTIVATION_RELU;
    double outlier, cosine2[2] = {NAN, NAN}, T[9], d = (double)s->d;
    enum status status =
        law_outlier(s->width, s->d, s->W, s->target ? 2 : 1, s->v, &outlier, cosine2);
    law_turn(s->width, s->d, s->v, s->W);
    struct law_moments m = law_moments(s->width, s->d, s->W);
    if (status == STATUS_OK)
        status = law_elements(s->width, s->d, s->W, 3, T);
    if (status == STATUS_OK)
        status = results_open(&results, s->output, OWN, columns);
    if (status != STATUS_OK)
        return status;
    const double row[] = {s->g2,
                          s->gamma2,
                          s->a2,
                          s->a4,
                          s->y2,
                          s->theta,
                          s->q,
                          d / (double)s->width,
                          m.along,
                          m.bulk,
                          m.kurtosis,
                          outlier,
                          cosine2[0],
                          cosine2[1],
                          relu ? T[0] : NAN,
                          relu ? T[2] : NAN,
                          relu ? T[8] : NAN,
                          relu ? T[4] : NAN,
                          relu ? m.bulk / (4 * d) : NAN};
    results_put(&results, row);
    return results_close(&results, status);
}

static enum status write_elements(struct weights *s) {
    static const char *const columns[] = {"row", "column", "element", "theta", "q"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct results results = {0};
    double *T = memory_new(s->degrees, s->degrees * sizeof *T);
    law_turn(s->width, s->d, s->v, s->W);
    enum status status = T ? law_elements(s->width, s->d, s->W, s->degrees, T) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = results_open(&results, s->output, OWN, columns);
    for (size_t i = 0; status == STATUS_OK && i < s->degrees * s->degrees; i++) {
        const double row[] = {(double)(i / s->degrees), (double)(i % s->degrees), T[i], s->theta,
                              s->q};
        results_put(&results, row);
    }
    free(T);
    return results_close(&results, status);
}

static enum status write_values(struct weights *s) {
    static const char *const columns[] = {"along", "across", "xi", "theta", "q", "a2", "gamma2"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct results results;
    enum status status = results_open(&results, s->output, OWN, columns);
    law_turn(s->width, s->d, s->v, s->W);
    for (size_t i = 0; status == STATUS_OK && i < s->width; i++) {
        const double *w = s->W + i * s->d, root = sqrt((double)s->d);
        const double row[] = {root * w[0], root * w[1], s->xi[i], s->theta, s->q, s->a2, s->gamma2};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

static enum status run(struct weights *s, const struct operands *operands) {
    enum status status = activation_parse(&s->sigma, s->activation);
    if (status == STATUS_OK && s->values && s->degrees > 0)
        status = error_set(STATUS_USAGE, "found --values and --degrees, expected one of them");
    if (status == STATUS_OK && s->degrees > 0 && s->sigma.kind != ACTIVATION_RELU)
        status = error_set(STATUS_USAGE, "found --degrees with --activation=%s, expected relu",
                           s->activation);
    if (status == STATUS_OK)
        status = read_network(s, operands->items[0]);
    if (status == STATUS_OK)
        status = read_data(s, operands->items[1]);
    if (status != STATUS_OK)
        return status;
    expect(s);
    return s->values ? write_values(s) : s->degrees > 0 ? write_elements(s) : write_moments(s);
}

int main(int argc, char **argv) {
    struct weights s = {0};
    const struct option options[] = {
        OPTION_TEXT("activation", s.activation, "relu", "A", "activation: " ACTIVATION_NAMES),
        OPTION_REAL("eta", s.eta, NULL, 0, INFINITY, "E",
                    "size of the step: that of train over sqrt(N)"),
        OPTION_INTEGER("degrees", s.degrees, "0", 0, 200, "L", "write the matrix of this size"),
        OPTION_FLAG("values", s.values, "write a row a neuron"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "weights",
        .usage = "NETWORK DATA",
        .purpose = "the law of a layer's weights after one gradient step on DATA",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, &operands);
    free(s.W);
    free(s.xi);
    return error_exit("weights", status);
}
