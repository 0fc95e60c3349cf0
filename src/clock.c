/* SPDX-License-Identifier: MIT */
/* clock: gradient descent on orthonormal samples, each by its own clock. */
#include "early_stage.h"
#include "network.h"
#include "options.h"
#include "provenance.h"
#include "results.h"
#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_VALUES = 1 << 18 };

struct clock {
    const char *loss_name, *log_at_text, *output;
    double step;
    uint64_t n, steps, replicates;
    bool samples;
    enum loss loss;
    struct network network;
    size_t *log_at, log_count;
    double *a, *factor, *row, *block, *column, *work; /* of a replicate */
    struct clock_sample sample;
    struct total *totals; /* log_count */
    struct results results;
};

/* Sums over the samples, at a logged step. */
struct total {
    double loss, unlearnt, false_pairs, inverse_mass, largest_clock;
};

static const char *const columns_of_steps[] = {
    "replicate", "step", "time", "loss", "unlearnt", "learnt", "limit", "false_pairs", "clock"};
static const char *const columns_of_samples[] = {
    "replicate", "step",        "sample",       "y",    "start",
    "margin",    "true_living", "false_living", "mass", "clock"};
enum { STEPS = sizeof columns_of_steps / sizeof *columns_of_steps };
enum { SAMPLES = sizeof columns_of_samples / sizeof *columns_of_samples };

/* ---- one sample ---- */

static void put_sample(struct clock *c, uint64_t replicate, size_t i, double y, double start,
                       const double *h) {
    const struct clock_sample *s = &c->sample;
    const double row[SAMPLES] = {
        (double)replicate,
        (double)c->steps,
        (double)(i + 1),
        y,
        start,
        early_stage_clock_margin(c->network.width, c->a, h, y, s->S),
        (double)s->true_living,
        (double)(s->false_living - s->dead),
        s->mass,
        s->S,
    };
    results_put(&c->results, row);
}

static void add(struct total *total, const struct clock_sample *s, double loss) {
    total->loss += loss;
    total->unlearnt += s->true_living == 0;
    total->false_pairs += (double)(s->false_living - s->dead);
    total->inverse_mass += 1 / s->mass;
    total->largest_clock = fmax(total->largest_clock, s->S);
}

/* All steps of sample i, whose preactivations at the start are h. */
static void run_sample(struct clock *c, uint64_t replicate, size_t i, const double *h) {
    double y = i % 2 ? -1 : 1, rate = c->step / (double)c->n;
    clock_sample_start(&c->sample, c->network.width, c->a, h, y);
    double start = clock_sample_margin(&c->sample);
    size_t log = 0;
    for (uint64_t t = 0;; t++) {
        while (log < c->log_count && c->log_at[log] == t)
            add(&c->totals[log++], &c->sample,
                early_stage_loss(c->loss, clock_sample_margin(&c->sample)));
        if (t == c->steps)
            break;
        clock_sample_step(&c->sample, c->loss, rate);
    }
    if (c->samples)
        put_sample(c, replicate, i, y, start, h);
}

/* ---- all samples ---- */

static void put_totals(struct clock *c, uint64_t replicate) {
    for (size_t l = 0; !c->samples && l < c->log_count; l++) {
        const struct total *total = &c->totals[l];
        const double row[STEPS] = {
            (double)replicate,          (double)c->log_at[l], (double)c->log_at[l] * c->step,
            total->loss / (double)c->n, total->unlearnt,      total->unlearnt == 0,
            total->inverse_mass,        total->false_pairs,   total->largest_clock};
        results_put(&c->results, row);
    }
}

/* Samples go by blocks, so that no width x n array is ever in memory. */
static enum status run_replicate(struct clock *c, uint64_t replicate) {
    size_t m = c->network.width, block = BLOCK_VALUES / m + 1;
    block = block < c->n ? block : c->n;
    network_rows(&c->network, replicate, 0, m, NULL, c->a, NULL);
    for (size_t k = 0; k < m; k++)
        c->factor[k] = network_row_factor(&c->network, replicate, k, c->row);
    memset(c->totals, 0, c->log_count * sizeof *c->totals);
    for (size_t first = 0; first < c->n; first += block) {
        size_t count = block < c->n - first ? block : c->n - first;
        for (size_t k = 0; k < m; k++)
            network_entries(&c->network, replicate, k, c->factor[k], first, count,
                            c->block + k * block);
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < m; k++)
                c->column[k] = c->block[k * block + i];
            run_sample(c, replicate, first + i, c->column);
        }
    }
    put_totals(c, replicate);
    for (size_t l = 0; l < c->log_count; l++)
        if (!isfinite(c->totals[l].loss))
            return error_set(STATUS_NUMERICAL,
                             "found the loss %g at step %zu, expected a finite one (a smaller "
                             "--step may help)",
                             c->totals[l].loss, c->log_at[l]);
    return STATUS_OK;
}

/* All steps alone unless --log-at says otherwise. */
static enum status read_log_at(struct clock *c) {
    if (*c->log_at_text)
        return options_steps("log-at", c->log_at_text, (double)c->steps, &c->log_at, &c->log_count);
    c->log_at = memory_new(1, sizeof *c->log_at);
    if (!c->log_at)
        return STATUS_NUMERICAL;
    c->log_at[c->log_count++] = c->steps;
    return STATUS_OK;
}

static enum status prepare(struct clock *c, const char *path) {
    enum status status = loss_parse(&c->loss, c->loss_name);
    if (c->step == 0 && c->steps > 0)
        provenance_warn("clock", "found --step=0, expected another one: nothing moves");
    if (status == STATUS_OK)
        status = read_log_at(c);
    if (status == STATUS_OK)
        status = network_open(&c->network, path);
    if (status != STATUS_OK)
        return status;
    const struct network *network = &c->network;
    if (network->d < c->n)
        return error_set(STATUS_USAGE,
                         "found --n=%llu with %zu inputs in %s, expected at most one "
                         "sample an input",
                         (unsigned long long)c->n, network->d, path);
    if (!network->has_output || network->has_bias)
        return error_set(STATUS_INPUT, "%s: found %s, expected w1..wd and a alone", path,
                         network->has_bias ? "a bias b" : "no column a");
    if (!network->is_recipe && c->replicates > 1)
        return error_set(STATUS_USAGE, "found --replicates with values in %s, expected a recipe",
                         path);
    size_t m = network->width, block = BLOCK_VALUES / m + 1;
    block = block < c->n ? block : c->n;
    c->work = memory_new(m * (block + 6) + network->d, sizeof *c->work);
    c->totals = memory_new(c->log_count, sizeof *c->totals);
    if (!c->work || !c->totals)
        return STATUS_NUMERICAL;
    c->block = c->work;
    c->a = c->block + m * block;
    c->factor = c->a + m;
    c->column = c->factor + m;
    c->sample = (struct clock_sample){
        .death = c->column + m, .h = c->column + 2 * m, .a = c->column + 3 * m};
    c->row = c->column + 4 * m;
    return STATUS_OK;
}

static enum status run(struct clock *c, const char *path) {
    enum status status = prepare(c, path);
    if (status == STATUS_OK)
        status = results_open(&c->results, c->output, c->samples ? SAMPLES : STEPS,
                              c->samples ? columns_of_samples : columns_of_steps);
    for (uint64_t r = 0; status == STATUS_OK && r < c->replicates; r++)
        status = run_replicate(c, r);
    return results_close(&c->results, status);
}

int main(int argc, char **argv) {
    struct clock c = {0};
    const struct option options[] = {
        OPTION_INTEGER("n", c.n, NULL, 1, 0x1p31, "N", "number of samples"),
        OPTION_CHOICE("loss", c.loss_name, "logistic", "square|logistic|exp",
                      "(1-z)^2/2, log(1+exp(-z)) or exp(-z) of the margin z = y f"),
        OPTION_REAL("step", c.step, "1", 0, INFINITY, "E", "step size"),
        OPTION_INTEGER("steps", c.steps, NULL, 0, 1e12, "T", "number of steps"),
        OPTION_TEXT("log-at", c.log_at_text, "", "LIST",
                    "numbers of steps to write a row for (else all of them alone)"),
        OPTION_FLAG("samples", c.samples, "write a row a sample at the end instead"),
        OPTION_INTEGER("replicates", c.replicates, "1", 1, 0x1p32, "R",
                       "fresh networks of the recipe, one after another"),
        OPTION_OUTPUT(c.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "clock",
        .usage = "NETWORK",
        .purpose = "gradient descent of a relu network's first layer on orthonormal samples, each "
                   "by its own clock",
        .details =
            "The samples are e_1 .. e_N, labels 1 and -1 in turn, as generate data "
            "--law=orthonormal. Nothing but sample i moves the preactivations at sample i, so "
            "that its margin is a function of S_i, the sum of step/N times the slope: the same "
            "numbers as train --layers=first, in O(width N) to start and O(N) a step. unlearnt: "
            "samples without a true-living neuron; learnt: whether there is none; limit: the sum "
            "of 1/p_i, to which time * loss tends (exp and logistic); false_pairs: false-living "
            "neurons left; clock: the largest S. Of samples: mass p_i.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&c, operands.items[0]);
    network_close(&c.network);
    free(c.log_at);
    free(c.totals);
    free(c.work);
    return error_exit("clock", status);
}
