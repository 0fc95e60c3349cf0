/* SPDX-License-Identifier: MIT */
/* features: replicates of random-features regression, risks exact given the draw. */
#include "expected.h"
#include "methods.h"
#include "options.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct features {
    const char *method, *law, *weights, *output;
    struct setting setting;
    uint64_t d, m, samples, draws, runs, epochs, n;
    double gamma, zeta;
    bool compare;
    struct results results;
    struct descending memory; /* of sgd */
};

enum { COLUMNS_MOST = 16 };

/* A method measures the first columns in each replicate; the others it expects, once. */
typedef enum status measure(struct features *f, uint64_t i, double *row);
typedef enum status expect(struct features *f, double *row);

static enum status ridge_row(struct features *f, uint64_t i, double *row) {
    return measure_ridge(&f->setting, i, &row[0], &row[1]);
}

static enum status sources_row(struct features *f, uint64_t i, double *row) {
    struct sources s;
    enum status status = measure_sources(&f->setting, i, f->draws, &s);
    if (status != STATUS_OK)
        return status;
    double noise = f->setting.noise;
    const double values[] = {s.bias2,
                             s.init,
                             s.samp,
                             s.init_samp,
                             noise * s.noise_samp,
                             noise * s.noise_init,
                             s.bias2 + s.init + s.samp + s.init_samp +
                                 noise * (s.noise_samp + s.noise_init)};
    memcpy(row, values, sizeof values);
    return STATUS_OK;
}

static enum status sgd_row(struct features *f, uint64_t i, double *row) {
    struct descent descent = {
        .gamma = f->gamma, .zeta = f->zeta, .epochs = f->epochs, .compare = f->compare};
    enum status status = f->memory.theta ? STATUS_OK : descending_new(&f->memory, &f->setting);
    if (status == STATUS_OK)
        status = measure_descent(&f->setting, i / f->runs, i, &f->memory, &descent);
    if (status != STATUS_OK)
        return status;
    row[0] = (double)(i / f->runs + 1);
    row[1] = descent.average;
    row[2] = descent.last;
    row[3] = descent.minimum_norm;
    return STATUS_OK;
}

static enum status radius_row(struct features *f, uint64_t i, double *row) {
    return measure_radius(&f->setting, i, &row[0], &row[1], &row[2]);
}

static enum status covariance_row(struct features *f, uint64_t i, double *row) {
    struct covariance c;
    enum status status = measure_covariance(&f->setting, i, &c);
    if (status != STATUS_OK)
        return status;
    row[0] = c.along;
    row[1] = c.across;
    return STATUS_OK;
}

static enum status ridge_expected(struct features *f, double *row) {
    struct double_descent_sources s;
    struct setting unit = f->setting;
    unit.noise = 1;
    enum status status = expect_sources(&unit, &s, &row[2]);
    row[0] = s.bias2 + s.init + s.samp + s.init_samp;
    row[1] = s.noise_samp + s.noise_init;
    return status;
}

static enum status sources_expected(struct features *f, double *row) {
    struct double_descent_sources s;
    enum status status = expect_sources(&f->setting, &s, &row[7]);
    const double values[] = {s.bias2,      s.init,       s.samp, s.init_samp,
                             s.noise_samp, s.noise_init, s.total};
    memcpy(row, values, sizeof values);
    return status;
}

static enum status sgd_expected(struct features *f, double *row) {
    return expect_sgd(&f->setting, f->gamma, f->zeta, &row[0], &row[1], &row[2]);
}

static enum status radius_expected(struct features *f, double *row) {
    row[0] = double_descent_radius((double)f->d);
    return STATUS_OK;
}

static enum status covariance_expected(struct features *f, double *row) {
    return expect_covariance(&f->setting, &row[0], &row[1]);
}

static const struct {
    const char *name;
    measure *measure;
    expect *expect;
    size_t measured, columns; /* measured: with the number of the replicate */
    const char *column[COLUMNS_MOST];
} methods[] = {
    {"ridge",
     ridge_row,
     ridge_expected,
     3,
     6,
     {"replicate", "signal_risk", "noise_factor", "expected_signal_risk", "expected_noise_factor",
      "off"}},
    {"sources",
     sources_row,
     sources_expected,
     8,
     16,
     {"replicate", "bias2", "init", "samp", "init_samp", "noise_samp", "noise_init", "total",
      "expected_bias2", "expected_init", "expected_samp", "expected_init_samp",
      "expected_noise_samp", "expected_noise_init", "expected_total", "off"}},
    {"sgd",
     sgd_row,
     sgd_expected,
     5,
     8,
     {"replicate", "draw", "average", "last", "minimum_norm", "expected_average", "expected_last",
      "zero_mean"}},
    {"radius",
     radius_row,
     radius_expected,
     4,
     5,
     {"replicate", "gauss", "sphere", "radii", "expected_ratio"}},
    {"covariance",
     covariance_row,
     covariance_expected,
     3,
     5,
     {"replicate", "along", "across", "expected_along", "expected_across"}},
};

static enum status prepare(struct features *f) {
    struct setting *s = &f->setting;
    s->d = f->d;
    s->m = f->m;
    s->samples = f->samples;
    s->sphere = strcmp(f->law, "sphere") == 0;
    s->sphere_weights = strcmp(f->weights, "sphere") == 0;
    bool sums = strcmp(f->method, "covariance") != 0;
    if (sums && s->samples == 0)
        return error_set(STATUS_USAGE, "found no --samples, expected the number of them");
    if (strcmp(f->method, "covariance") == 0 && s->m < 2)
        return error_set(STATUS_USAGE, "found --m=1, expected at least 2 features");
    bool homogeneous = strcmp(s->name, "relu") == 0 || strcmp(s->name, "linear") == 0;
    if (!homogeneous && (s->sphere || strcmp(f->method, "radius") == 0))
        return error_set(STATUS_USAGE,
                         "found --activation=%s, expected relu or linear, for which the exact risk "
                         "is known on the sphere, or --law=gaussian",
                         s->name);
    if (strcmp(f->method, "radius") == 0 && (s->sphere || s->m <= s->samples))
        return error_set(STATUS_USAGE,
                         "found --law=%s --m=%zu --samples=%zu, expected gaussian "
                         "and more features than samples",
                         f->law, s->m, s->samples);
    return activation_parse(&s->activation, s->name);
}

static enum status run(struct features *f) {
    size_t method = 0;
    while (strcmp(methods[method].name, f->method) != 0)
        method++;
    size_t columns = methods[method].columns;
    enum status status = prepare(f);
    if (status == STATUS_OK)
        status = results_open(&f->results, f->output, columns, methods[method].column);
    double row[COLUMNS_MOST];
    if (status == STATUS_OK)
        status = methods[method].expect(f, row + methods[method].measured);
    for (uint64_t i = 0; status == STATUS_OK && i < f->n; i++) {
        row[0] = (double)(i + 1);
        status = methods[method].measure(f, i, row + 1);
        results_put(&f->results, row);
    }
    return results_close(&f->results, status);
}

int main(int argc, char **argv) {
    struct features f = {0};
    struct setting *s = &f.setting;
    const struct option options[] = {
        OPTION_CHOICE("method", f.method, "ridge", "ridge|sources|sgd|radius|covariance",
                      "ridge or minimum norm; their six sources of error; SGD; inputs of different "
                      "norm; the covariance of the features"),
        OPTION_TEXT("activation", s->name, "relu", "A", "relu, linear, erf or erf2"),
        OPTION_CHOICE("law", f.law, "sphere", "sphere|gaussian", "law of the inputs"),
        OPTION_CHOICE("weights", f.weights, "sphere", "sphere|gaussian", "law of the weights"),
        OPTION_INTEGER("d", f.d, NULL, 1, 1e6, "D", "dimension of the inputs"),
        OPTION_INTEGER("m", f.m, NULL, 1, 1e6, "M", "number of features"),
        OPTION_INTEGER("samples", f.samples, "0", 0, 1e7, "S", "number of samples"),
        OPTION_REAL("ridge", s->ridge, "0", 0, INFINITY, "L",
                    "L in |y - Z theta|^2 + L |theta|^2; 0 is the minimum norm"),
        OPTION_REAL("noise", s->noise, "0", 0, INFINITY, "T", "variance of the noise on labels"),
        OPTION_INTEGER("draws", f.draws, "2", 2, 64, "K",
                       "sources: all pairs of K weights and K sets of inputs"),
        OPTION_REAL("gamma", f.gamma, "1", 0, INFINITY, "G", "step of SGD"),
        OPTION_REAL("zeta", f.zeta, "0", 0, 1, "Z", "step t is of size G t^-Z"),
        OPTION_INTEGER("epochs", f.epochs, "1", 1, 1e9, "E",
                       "passes over the samples, in a fresh order from the second on"),
        OPTION_INTEGER("runs", f.runs, "1", 1, 1e9, "R", "runs of SGD on the same weights"),
        OPTION_FLAG("compare", f.compare, "sgd: also the minimum norm on the same samples"),
        OPTION_INTEGER("n", f.n, NULL, 1, 0x1p26, "N", "replicates"),
        OPTION_SEED(s->seed),
        OPTION_OUTPUT(f.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "features",
        .usage = "",
        .purpose = "replicates of regression on random features z = sigma(W x/sqrt d)/sqrt m",
        .details =
            "Labels are a linear target of norm 1 and noise; risks are errors over the target, by "
            "exact moments of the features given the draw: no test sample. Columns of ridge: "
            "signal_risk (mean over the direction of the target, without noise), noise_factor "
            "(of the variance of the noise), off (its part through the samples alone). sources: "
            "bias2, init, samp, init_samp, noise_samp, noise_init, total. sgd: average (of theta_0 "
            ".. theta_{T-1}), last, minimum_norm (nan unless --compare), draw (number of the "
            "weights); divergence is a failure. radius: "
            "noise factors of Gaussian inputs (gauss), of the same directions on the sphere "
            "(sphere), the first from the second by the norms (radii). covariance: u^T Sigma u "
            "(along), mean eigenvalue across u, u = (1, ..., 1)/sqrt m. expected_NAME: what theory "
            "says of the mean; of ridge and sources for inputs and weights on the sphere, of sgd "
            "for one pass (zero_mean: a wrong theory, without the mean of the features).",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&f);
    descending_free(&f.memory);
    return error_exit("features", status);
}
