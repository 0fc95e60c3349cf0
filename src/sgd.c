/* SPDX-License-Identifier: MIT */
/* sgd: replicates of one-pass averaged SGD on features of a given covariance. */
#include "linalg.h"
#include "model.h"
#include "options.h"
#include "replicate.h"
#include "results.h"
#include "rival.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sgd {
    const char *method, *features, *covariance, *output;
    double exponent, decay, signal, noise, gamma, relative, zeta;
    uint64_t d, m, steps, n, seed;
    struct model model;
    struct double_descent_level *levels;
    double *work;
    struct results results;
};

static const char *const columns_of_risk[] = {"replicate",
                                              "bias",
                                              "variance",
                                              "total",
                                              "after",
                                              "last",
                                              "B1",
                                              "V1",
                                              "V2",
                                              "V3",
                                              "variance_x",
                                              "bias_cross",
                                              "variance_cross",
                                              "mixed_bias_cross",
                                              "mixed_cross",
                                              "crossed",
                                              "exact_bias",
                                              "exact_variance",
                                              "exact_total",
                                              "exact_last",
                                              "exact_B1",
                                              "exact_V1",
                                              "exact_V2",
                                              "exact_V3",
                                              "exact_bias_x",
                                              "exact_variance_x",
                                              "level_V2",
                                              "level_V3",
                                              "flat_bias",
                                              "flat_variance",
                                              "flat_last",
                                              "apart_bias",
                                              "apart_variance"};
static const char *const columns_of_growth[] = {
    "replicate", "growth", "length", "diverged", "exact", "step", "threshold", "constant_norm"};
enum { RISK = sizeof columns_of_risk / sizeof *columns_of_risk };
enum { GROWTH = sizeof columns_of_growth / sizeof *columns_of_growth };

/* ---- the two methods: each writes one row a replicate ---- */

static void put_risk(const struct sgd *s, uint64_t i, const struct replicate *r,
                     const struct double_descent_sgd *exact, const struct double_descent_sgd *level,
                     const struct rival *flat, const struct rival *apart) {
    const double row[RISK] = {(double)(i + 1),
                              r->bias,
                              r->variance,
                              r->total,
                              r->after,
                              r->last,
                              r->B1,
                              r->V1,
                              r->V2,
                              r->V3,
                              r->variance_x,
                              r->bias_cross,
                              r->variance_cross,
                              r->mixed_bias_cross,
                              r->mixed_cross,
                              r->crossed,
                              exact->bias,
                              exact->variance,
                              exact->bias + exact->variance,
                              exact->last_bias + exact->last_variance,
                              exact->B1,
                              exact->V1,
                              exact->V2,
                              exact->V3,
                              exact->bias_x,
                              exact->variance_x,
                              level->V2,
                              level->V3,
                              flat->bias,
                              flat->variance,
                              flat->last,
                              apart->bias,
                              apart->variance};
    results_put(&s->results, row);
}

static enum status run_risk(struct sgd *s) {
    const struct model *model = &s->model;
    struct double_descent_sgd exact, level;
    double noise = s->noise + model->unexplained;
    enum status status = double_descent_sgd(model->m, s->levels, model->lambda1, model->lambda2,
                                            noise, model->gamma, model->zeta, model->steps, &exact);
    /* A wrong Sigma~ for comparison: all directions alike. */
    if (status == STATUS_OK)
        status = double_descent_sgd(model->m, s->levels, model->lambda2, model->lambda2, noise,
                                    model->gamma, model->zeta, model->steps, &level);
    struct rival flat, apart;
    if (status == STATUS_OK)
        status = rival_risks(model, false, true, &flat);
    if (status == STATUS_OK)
        status = rival_risks(model, true, false, &apart);
    if (status == STATUS_OK)
        replicate_means(model, s->work);
    for (uint64_t i = 0; status == STATUS_OK && i < s->n; i++) {
        struct replicate r;
        replicate_run(model, s->work, s->seed, i, s->work + 2 * s->m, &r);
        if (r.diverged) {
            status = error_set(STATUS_NUMERICAL,
                               "found divergence at step %zu of replicate %llu with --gamma=%g, "
                               "expected a step below the mean-square threshold %.4g",
                               r.diverged, (unsigned long long)i + 1, model->gamma,
                               double_descent_threshold(model->m, s->levels));
            break;
        }
        put_risk(s, i, &r, &exact, &level, &flat, &apart);
    }
    return status;
}

static enum status run_growth(struct sgd *s) {
    const struct model *model = &s->model;
    size_t m = model->m;
    double *weights = memory_new(m, 2 * sizeof *weights), *end = weights ? weights + m : NULL;
    if (!weights)
        return STATUS_NUMERICAL;
    double steps = (double)model->steps, before = 0, length = 0;
    double rho = double_descent_growth(m, s->levels, model->gamma, weights);
    double constant = double_descent_growth_constant_norm((double)m, model->gamma);
    for (size_t i = 0; i < m; i++) {
        weights[i] = model->constant_norm ? 1 : weights[i];
        before += weights[i] * s->levels[i].error;
        length += s->levels[i].error;
    }
    for (uint64_t r = 0; r < s->n; r++) {
        size_t diverged = replicate_error(model, s->seed, r, s->work, end);
        double after = 0, square = 0;
        for (size_t i = 0; i < m; i++) {
            after += weights[i] * end[i] * end[i];
            square += end[i] * end[i];
        }
        const double row[GROWTH] = {(double)(r + 1),
                                    after / before,
                                    square / length,
                                    (double)diverged,
                                    pow(rho, steps),
                                    model->gamma,
                                    double_descent_threshold(m, s->levels),
                                    pow(constant, steps)};
        results_put(&s->results, row);
    }
    free(weights);
    return STATUS_OK;
}

/* ---- all of it ---- */

static enum status prepare(struct sgd *s) {
    struct model *model = &s->model;
    bool relu = strcmp(s->covariance, "relu") == 0;
    if (relu && s->d == 0)
        return error_set(STATUS_USAGE, "found no --d, expected the dimension of the inputs");
    model->constant_norm = strcmp(s->features, "constant-norm") == 0;
    if (model->constant_norm && (relu || s->exponent != 0))
        return error_set(STATUS_USAGE, "found --features=constant-norm with another covariance, "
                                       "expected --covariance=power --exponent=0");
    enum status status = relu ? model_relu(model, s->d, s->m, s->signal, s->seed)
                              : model_power(model, s->m, s->exponent, s->decay, s->signal);
    if (status != STATUS_OK)
        return status;
    s->levels = model_levels(model);
    s->work = memory_new(2 * s->m + replicate_work(s->m), sizeof *s->work);
    if (!s->levels || !s->work)
        return STATUS_NUMERICAL;
    model->noise = sqrt(s->noise + model->unexplained);
    model->steps = s->steps;
    model->zeta = s->zeta;
    double unit = double_descent_threshold(s->m, s->levels);
    model->gamma = s->relative > 0 ? s->relative * unit : s->gamma;
    if ((s->relative > 0) == (s->gamma > 0))
        return error_set(STATUS_USAGE, "found --gamma=%g --relative=%g, expected one of them",
                         s->gamma, s->relative);
    return STATUS_OK;
}

static enum status run(struct sgd *s) {
    bool growth = strcmp(s->method, "growth") == 0;
    enum status status = prepare(s);
    if (status == STATUS_OK)
        status = results_open(&s->results, s->output, growth ? GROWTH : RISK,
                              growth ? columns_of_growth : columns_of_risk);
    if (status == STATUS_OK)
        status = growth ? run_growth(s) : run_risk(s);
    return results_close(&s->results, status);
}

int main(int argc, char **argv) {
    struct sgd s = {0};
    const struct option options[] = {
        OPTION_CHOICE("method", s.method, "risk", "risk|growth",
                      "excess risks and their parts after all steps; or the growth of the error "
                      "without noise"),
        OPTION_CHOICE("features", s.features, "gaussian", "gaussian|constant-norm",
                      "law of the features: Gaussian, or isotropic of norm 1"),
        OPTION_CHOICE("covariance", s.covariance, "power", "power|relu",
                      "of the features: eigenvalues of trace 1 like i^-A; or that of M relu "
                      "features of weights drawn from the seed"),
        OPTION_INTEGER("m", s.m, NULL, 1, 1e6, "M", "number of features"),
        OPTION_INTEGER("d", s.d, "0", 0, 1e6, "D", "dimension of the inputs of relu"),
        OPTION_REAL("exponent", s.exponent, "0", 0, 100, "A", "eigenvalues like i^-A"),
        OPTION_REAL("decay", s.decay, "0", 0, 100, "B", "squares of theta* like i^-B"),
        OPTION_REAL("signal", s.signal, "1", 0, INFINITY, "S",
                    "sum of the squares of theta*; of relu that of the linear target"),
        OPTION_REAL("noise", s.noise, "0", 0, INFINITY, "T",
                    "variance of the noise on labels; of relu, what no theta explains of the "
                    "target adds to it, as noise of its own"),
        OPTION_REAL("gamma", s.gamma, "0", 0, INFINITY, "G", "step"),
        OPTION_REAL("relative", s.relative, "0", 0, INFINITY, "R",
                    "or the step in units of the mean-square threshold"),
        OPTION_REAL("zeta", s.zeta, "0", 0, 1, "Z", "step t is of size G t^-Z"),
        OPTION_INTEGER("steps", s.steps, NULL, 1, 1e9, "T", "samples, one step each"),
        OPTION_INTEGER("n", s.n, NULL, 1, 0x1p32, "N", "replicates"),
        OPTION_SEED(s.seed),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "sgd",
        .usage = "",
        .purpose =
            "replicates of one-pass averaged SGD for y = <theta*, z> + noise, from theta = 0",
        .details =
            "A row a replicate. Excess risks |theta - theta*|^2_Sigma. risk: of the mean of "
            "theta_0 .. theta_{T-1} its parts without noise (bias) and from noise alone "
            "(variance), total; after: of the mean of theta_1 .. theta_T; last: of theta_T; B1, "
            "V1, V2, V3, variance_x, and scalar products of what is orthogonal on average "
            "(bias_cross, variance_cross, crossed) or not (mixed_cross, mixed_bias_cross); "
            "exact_NAME: the exact expectation of Gaussian features; wrong ones: level_NAME "
            "without "
            "the mean direction, flat_NAME without the kurtosis, apart_NAME without the "
            "correlation "
            "of iterates. growth: the weighted "
            "squared error over its start, whose mean is exact; length: the plain one; "
            "constant_norm: its mean for features of norm 1; step, threshold; diverged: the step "
            "at which a number was no longer finite, or 0. Divergence of risk is a failure.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s);
    model_free(&s.model);
    free(s.levels);
    free(s.work);
    return error_exit("sgd", status);
}
