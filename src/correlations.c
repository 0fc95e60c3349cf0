/* SPDX-License-Identifier: MIT */
/* correlations: the signed inner products of labelled unit vectors, and what they say of training
 * before it starts. */
#include "dataset.h"
#include "early_stage.h"
#include "linalg.h"
#include "options.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>

struct correlations {
    const char *loss_name, *output;
    double kappa;
    uint64_t bins;
    enum loss loss;
    size_t n, d;
    double *X, *y, *inner; /* n x d, n, n x n */
    struct results results;
};

static const char *const columns_of_summary[] = {
    "n",      "d",      "positive", "negative",       "separable",      "wrong",
    "least",  "within", "across",   "gamma_positive", "gamma_negative", "first",
    "second", "lower",  "random"};
static const char *const columns_of_bins[] = {"low", "high", "within", "across"};
enum { SUMMARY = sizeof columns_of_summary / sizeof *columns_of_summary };
enum { BINS = sizeof columns_of_bins / sizeof *columns_of_bins };

static enum status read_data(struct correlations *c, const char *path) {
    enum status status = dataset_read(path, &c->n, &c->d, &c->X, &c->y);
    if (status == STATUS_OK && !(c->inner = memory_new(c->n, c->n * sizeof *c->inner)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        linalg_multiply_transposed(c->n, c->n, c->d, c->X, c->X, false, c->inner);
    for (size_t i = 0; status == STATUS_OK && i < c->n; i++) {
        double square = c->inner[i * c->n + i];
        if (c->y[i] != 1 && c->y[i] != -1)
            status = error_set(STATUS_INPUT,
                               "%s: found the label %g of sample %zu, expected 1 or "
                               "-1",
                               path, c->y[i], i + 1);
        else if (!(fabs(square - 1) < 1e-9))
            status = error_set(STATUS_INPUT,
                               "%s: found sample %zu of length %g, expected 1 (generate data has "
                               "--normalise=unit)",
                               path, i + 1, sqrt(square));
    }
    return status;
}

/* The max margin of the samples of one label; NaN if there are none. */
static enum status find_gamma(const struct correlations *c, double label, double *gamma) {
    double *rows = memory_new(c->n * c->d, sizeof *rows);
    size_t count = 0;
    *gamma = NAN;
    if (!rows)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < c->n; i++)
        if (c->y[i] == label) {
            for (size_t j = 0; j < c->d; j++)
                rows[count * c->d + j] = label * c->X[i * c->d + j];
            count++;
        }
    enum status status =
        count > 0 ? early_stage_max_margin(count, c->d, rows, gamma, NULL, NULL) : STATUS_OK;
    free(rows);
    return status;
}

static enum status write_summary(struct correlations *c) {
    double wrong = 0, least = INFINITY, sum[2] = {0, 0}, pairs[2] = {0, 0}, gamma[2], positive = 0;
    for (size_t i = 0; i < c->n; i++) {
        positive += c->y[i] > 0;
        for (size_t j = 0; j < i; j++) {
            double rho = c->y[i] * c->y[j] * c->inner[i * c->n + j];
            int across = c->y[i] != c->y[j];
            wrong += rho < -1e-14;
            least = fmin(least, rho);
            sum[across] += rho;
            pairs[across]++;
        }
    }
    enum status status = find_gamma(c, 1, &gamma[0]);
    if (status == STATUS_OK)
        status = find_gamma(c, -1, &gamma[1]);
    struct early_stage_gradient start =
        early_stage_gradient(c->loss, c->n, c->inner, c->y, c->kappa, (double)c->d);
    struct early_stage_gradient random =
        early_stage_gradient_random(c->loss, (double)c->n, c->kappa, (double)c->d);
    const double row[SUMMARY] = {(double)c->n,
                                 (double)c->d,
                                 positive,
                                 (double)c->n - positive,
                                 wrong == 0,
                                 wrong / (pairs[0] + pairs[1]),
                                 least,
                                 sum[0] / pairs[0],
                                 sum[1] / pairs[1],
                                 gamma[0],
                                 gamma[1],
                                 start.first,
                                 start.second,
                                 start.lower,
                                 random.first};
    results_put(&c->results, row);
    return status;
}

/* Densities of the signed inner products of pairs in a class, and across, on [-1, 1]. */
static enum status write_bins(struct correlations *c) {
    double *count = memory_zero(2 * c->bins, sizeof *count), pairs[2] = {0, 0};
    double width = 2 / (double)c->bins;
    if (!count)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < i; j++) {
            double rho = c->y[i] * c->y[j] * c->inner[i * c->n + j];
            size_t across = c->y[i] != c->y[j], bin = (size_t)fmax(0, (rho + 1) / width);
            count[across * c->bins + (bin < c->bins ? bin : c->bins - 1)]++;
            pairs[across]++;
        }
    for (size_t b = 0; b < c->bins; b++) {
        const double row[BINS] = {(double)b * width - 1, (double)(b + 1) * width - 1,
                                  count[b] / (pairs[0] * width),
                                  count[c->bins + b] / (pairs[1] * width)};
        results_put(&c->results, row);
    }
    free(count);
    return STATUS_OK;
}

static enum status run(struct correlations *c, const char *path) {
    enum status status = loss_parse(&c->loss, c->loss_name);
    if (status == STATUS_OK)
        status = read_data(c, path);
    if (status == STATUS_OK)
        status = results_open(&c->results, c->output, c->bins ? BINS : SUMMARY,
                              c->bins ? columns_of_bins : columns_of_summary);
    if (status == STATUS_OK)
        status = c->bins ? write_bins(c) : write_summary(c);
    return results_close(&c->results, status);
}

int main(int argc, char **argv) {
    struct correlations c = {0};
    const struct option options[] = {
        OPTION_CHOICE("loss", c.loss_name, "logistic", "square|logistic|exp",
                      "(f-y)^2/2, log(1+exp(-y f)) or exp(-y f)"),
        OPTION_REAL("kappa", c.kappa, "0", 0, INFINITY, "K", "|b|/|a| of the network"),
        OPTION_INTEGER("histogram", c.bins, "0", 0, 1e6, "B",
                       "write densities over B bins of [-1, 1] instead"),
        OPTION_OUTPUT(c.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "correlations",
        .usage = "DATA",
        .purpose = "signed inner products y_i y_j x_i.x_j of labelled unit vectors, and what they "
                   "say of a relu network before it is trained",
        .details =
            "separable: none is below 0 (orthogonally separable data); wrong: the part of pairs "
            "that are; least; within, across: means over the pairs of one class, and of two; "
            "gamma: max margins of the classes through 0; first, second: mean squared norms of "
            "the loss's gradient by the first and second layer at the start, over fresh networks "
            "with sum a^2 = 1, as kappa -> 0; lower: a lower bound of first; random: first with "
            "random labels.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&c, operands.items[0]);
    free(c.X);
    free(c.y);
    free(c.inner);
    return error_exit("correlations", status);
}
