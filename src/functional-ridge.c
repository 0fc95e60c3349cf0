/* SPDX-License-Identifier: MIT */
/* functional-ridge: ridge regression on functional data with a fixed kernel: that of the prior's
 * linear neurons (functional kernel ridge regression), or of its bounded neurons, which then do not
 * move. */
#include "dataset.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "vector.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"lambda", "objective", "train", "test", "validation"};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct functional_ridge {
    const char *kernel, *lambdas, *output;
    double gamma, bound;
    uint64_t neurons, seed;
    double *lambda;
    size_t lambda_count, d, features;
    double *theta; /* neurons x d, of the prior; lazy */
    struct part {
        const char *path;
        size_t n;
        double *X, *y, *Z, *f; /* n x d, n, n x features, n */
    } train, others[2];        /* test, validation */
    double *coefficients;
    struct results results;
};

/* Z: features whose products are the kernel. */
static enum status make_features(const struct functional_ridge *r, struct part *part) {
    size_t n = part->n, d = r->d, P = r->features;
    part->Z = memory_new(n, P * sizeof *part->Z);
    part->f = memory_new(n, sizeof *part->f);
    if (!part->Z || !part->f)
        return STATUS_NUMERICAL;
    if (!r->theta) {
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < d; k++)
                part->Z[i * d + k] = part->X[i * d + k] * pow((double)k + 1, -r->gamma / 2);
        return STATUS_OK;
    }
    linalg_multiply_transposed(n, P, d, part->X, r->theta, false, part->Z);
    vector_tanh(n * P, part->Z, part->Z);
    for (size_t i = 0; i < n * P; i++)
        part->Z[i] *= r->bound / sqrt((double)P);
    return STATUS_OK;
}

static enum status draw_neurons(struct functional_ridge *r) {
    size_t P = r->neurons, d = r->d;
    r->features = d;
    if (strcmp(r->kernel, "linear") == 0)
        return STATUS_OK;
    r->features = P;
    r->theta = memory_new(P, d * sizeof *r->theta);
    if (!r->theta)
        return STATUS_NUMERICAL;
    random_gaussians(random_stream(r->seed, "neurons"), 0, 0, 0, P * d, r->theta);
    for (size_t j = 0; j < P; j++)
        for (size_t k = 0; k < d; k++)
            r->theta[j * d + k] *= pow((double)k + 1, -r->gamma / 2);
    return STATUS_OK;
}

static enum status read_other(const struct functional_ridge *r, struct part *part) {
    size_t d;
    if (!*part->path)
        return STATUS_OK;
    enum status status = dataset_read(part->path, &part->n, &d, &part->X, &part->y);
    if (status == STATUS_OK && d != r->d)
        status =
            error_set(STATUS_INPUT, "%s: found %zu columns x, expected %zu", part->path, d, r->d);
    return status == STATUS_OK ? make_features(r, part) : status;
}

static enum status read_all(struct functional_ridge *r) {
    enum status status =
        options_list("lambda", r->lambdas, DBL_MIN, DBL_MAX, &r->lambda, &r->lambda_count);
    if (status == STATUS_OK)
        status = dataset_read(r->train.path, &r->train.n, &r->d, &r->train.X, &r->train.y);
    if (status == STATUS_OK)
        status = draw_neurons(r);
    if (status == STATUS_OK)
        status = make_features(r, &r->train);
    if (status == STATUS_OK && !(r->coefficients = memory_new(r->features, sizeof(double))))
        status = STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < 2; i++)
        status = read_other(r, &r->others[i]);
    return status;
}

/* Mean square error, NaN without data. */
static double errors(const struct functional_ridge *r, const struct part *part) {
    double sum = 0;
    if (part->n == 0)
        return NAN;
    linalg_multiply_transposed(1, part->n, r->features, r->coefficients, part->Z, false, part->f);
    for (size_t i = 0; i < part->n; i++)
        sum += (part->f[i] - part->y[i]) * (part->f[i] - part->y[i]);
    return sum / (double)part->n;
}

static enum status run(struct functional_ridge *r) {
    enum status status = read_all(r);
    if (status == STATUS_OK)
        status = results_open(&r->results, r->output, COLUMNS, columns);
    for (size_t l = 0; status == STATUS_OK && l < r->lambda_count; l++) {
        double n = (double)r->train.n, lambda = r->lambda[l];
        status = linalg_ridge(r->train.n, r->features, r->train.Z, n * lambda, 1, r->train.y,
                              r->coefficients);
        double train = errors(r, &r->train);
        double norm = vector_dot(r->features, r->coefficients, r->coefficients);
        const double row[COLUMNS] = {lambda, (train + lambda * norm) / 2, train,
                                     errors(r, &r->others[0]), errors(r, &r->others[1])};
        results_put(&r->results, row);
    }
    return results_close(&r->results, status);
}

static void part_free(struct part *part) {
    free(part->X);
    free(part->y);
    free(part->Z);
    free(part->f);
}

int main(int argc, char **argv) {
    struct functional_ridge r = {0};
    const struct option options[] = {
        OPTION_CHOICE("kernel", r.kernel, "linear", "linear|lazy",
                      "<x, C x'>, or the mean of B^2 tanh<theta, x> tanh<theta, x'> over neurons"),
        OPTION_TEXT("lambda", r.lambdas, NULL, "L", "strength of the ridge, or a list"),
        OPTION_REAL("gamma", r.gamma, "2", 0, 100, "G", "prior variances k^-G, k = 1..K"),
        OPTION_REAL("bound", r.bound, "1", 1e-6, 1e6, "B", "of lazy"),
        OPTION_INTEGER("neurons", r.neurons, "1000", 1, 1e7, "P", "of the prior, of lazy"),
        OPTION_TEXT("test", r.others[0].path, "", "DATA",
                    "other data, of which rows give the mean square"),
        OPTION_TEXT("validation", r.others[1].path, "", "DATA", "more of the kind"),
        OPTION_SEED(r.seed),
        OPTION_OUTPUT(r.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "functional-ridge",
        .usage = "DATA",
        .purpose = "kernel ridge regression on functional data (rows of coefficients)",
        .details =
            "Minimises (1/n) sum (f - y)^2/2 + (lambda/2) |f|^2 in the kernel's norm, which "
            "of linear is the optimum of a wide network of linear neurons, lambda |f|^2/2 "
            "its divergence from the prior. A row a lambda: objective; train, test, validation: "
            "mean square errors (nan without data).",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK) {
        r.train.path = operands.items[0];
        status = run(&r);
    }
    part_free(&r.train);
    part_free(&r.others[0]);
    part_free(&r.others[1]);
    free(r.lambda);
    free(r.theta);
    free(r.coefficients);
    return error_exit("functional-ridge", status);
}
