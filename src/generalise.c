/* SPDX-License-Identifier: MIT */
/* generalise: replicates of SGD on a two-layer relu network with a Lipschitz loss: norms of its
 * weights, its generalisation gap, and what bounds them. */
#include "generalise/methods.h"
#include "options.h"
#include "wasserstein.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns_of_moments[] = {
    "replicate", "steps",          "norm2",       "sum2",           "balance_of", "drift",
    "lambda",    "path",           "drift_bound", "losses",         "fuel",       "fuel_without",
    "euler",     "unmasked",       "excess",      "excess_without", "balance",    "sequential",
    "moment",    "moment_without", "naive"};
static const char *const columns_of_gap[] = {
    "replicate",  "train",    "population_loss", "gap",    "test_gap", "variance",
    "gradient2",  "lip_seen", "lambda",          "path",   "lip",      "norm2",
    "second_gap", "distance", "marginal",        "moment", "largest",  "map",
    "trace",      "square",   "half_width"};
static const char *const columns_of_test[] = {
    "replicate", "signed", "gap", "deviation", "skewness", "kurtosis", "deviation_of_labels"};
static const char *const columns_of_slopes[] = {"replicate", "steepest", "lambda", "lip"};

#define METHOD(name)                                                                               \
    {                                                                                              \
#name, columns_of_##name, sizeof columns_of_##name / sizeof *columns_of_##name,            \
            generalise_##name                                                                      \
    }
static const struct method {
    const char *name;
    const char *const *names;
    size_t columns;
    enum status (*run)(struct generalise *g, uint64_t replicate);
} methods[] = {METHOD(moments), METHOD(gap), METHOD(test), METHOD(slopes)};

void generalise_draw(struct generalise *g, uint64_t replicate) {
    network_rows(&g->source, replicate, 0, g->net.width, g->net.W, g->net.a, NULL);
}

static bool is_method(const struct generalise *g, const char *name) {
    return strcmp(g->method, name) == 0;
}

/* ---- input ---- */

static enum status read_network(struct generalise *g, const char *path) {
    enum status status = network_open(&g->source, path);
    if (status == STATUS_OK && (!g->source.has_output || g->source.has_bias))
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %s, expected columns w1..wd and a alone",
                           path, g->source.table.header_line,
                           g->source.has_bias ? "a column b" : "no column a");
    if (status == STATUS_OK)
        status = net_new(&g->net, g->source.width, g->source.d);
    if (status != STATUS_OK)
        return status;
    double variance = 0;
    if (g->source.is_recipe) {
        network_law_norms(&g->source.law, &g->start_mean, &variance);
    } else {
        struct network_norms norms;
        generalise_draw(g, 0);
        status = net_norms(&g->net, &norms);
        g->start_mean = norms.first + norms.second;
    }
    g->start = sqrt(g->start_mean * g->start_mean + variance);
    return status;
}

static enum status read_data(struct generalise *g, const char *path) {
    enum status status = dataset_open(&g->data, path);
    if (status == STATUS_OK)
        status = dataset_norms(&g->data, path, g->loss, g->population, &g->law);
    if (status == STATUS_OK)
        status = dataset_require_inputs(&g->data, g->source.d, "the network has w");
    if (status == STATUS_OK)
        g->map = wasserstein_map_lipschitz(g->law.teacher, g->law.half_width);
    return status;
}

static enum status allocate(struct generalise *g) {
    size_t d = g->net.d, needed = g->population;
    if (is_method(g, "gap"))
        g->rows = 2 * g->samples + g->transport + g->population;
    if (is_method(g, "test"))
        g->rows = g->samples;
    if (is_method(g, "moments"))
        g->rows = g->times[g->times_count - 1];
    needed = g->rows > needed ? g->rows : needed;
    g->X = memory_new(needed, (3 * d + 2) * sizeof *g->X);
    if (!g->X)
        return STATUS_NUMERICAL;
    g->y = g->X + needed * d;
    g->f = g->y + needed;
    g->slopes = g->f + needed;
    g->more = g->slopes + needed * d;
    return STATUS_OK;
}

static enum status prepare(struct generalise *g, const char *times, char *const *paths) {
    enum status status = options_steps("times", times, 0x1p30, &g->times, &g->times_count);
    if (status == STATUS_OK)
        status = loss_parse(&g->loss, g->loss_name);
    if (status == STATUS_OK)
        status = read_network(g, paths[0]);
    if (status == STATUS_OK)
        status = read_data(g, paths[1]);
    return status == STATUS_OK ? allocate(g) : status;
}

static enum status run(struct generalise *g, const char *output) {
    const struct method *method = methods;
    while (!is_method(g, method->name))
        method++;
    enum status status = results_open(&g->results, output, method->columns, method->names);
    for (uint64_t r = 0; status == STATUS_OK && r < g->n; r++)
        status = method->run(g, r);
    return results_close(&g->results, status);
}

static const char details[] =
    "NETWORK: a recipe, of which each replicate is a fresh draw, or values to start from. DATA: a "
    "recipe of --law=box with a relu network for teacher; its n does not count. Symbols as in "
    "wasserstein.md.\n"
    "moments, one pass, a row a replicate and time: norm2 = |theta|^2 = s, sum2 = (|W| + |a|)^2, "
    "balance_of = |a|^2 - |W|^2 and its drift with a bound, lambda, path; losses, the sum of 4 eta "
    "l, and what it is at most (fuel), the worst violation so far of Euler's identity (euler), M1 "
    "(excess) and of the law of the balance (balance), each with a rival that is wrong (unmasked, "
    "excess_without, sequential, fuel_without); moment and naive: bounds of (E s^2)^{1/2} and E "
    "sum2; moment_without: without the losses.\n"
    "gap, after SGD on the sample with replacement: gap = population_loss - train; test_gap, that "
    "of an independent sample of the same size; variance of the loss, gradient2 = E|grad f - grad "
    "g|^2, lip_seen <= lip <= Lipschitz constants of the loss; second_gap, of a second sample of "
    "--transport points (labels moved by --shift) whose W1 is distance (of x alone: marginal); "
    "before training: moment and largest, bounds of (E s^2)^{1/2} and of s/2, map, the Lipschitz "
    "constant of a map from the cube to the law, trace of its covariance, square = E|x|^2, "
    "half_width "
    "of the noise.\n"
    "test, weights of the first replicate: signed and absolute gap of fresh samples; deviation, "
    "skewness and kurtosis of the loss in the population.\n"
    "slopes: the steepest difference of the loss between 400 pairs of points.";

int main(int argc, char **argv) {
    struct generalise g = {0};
    const char *times, *output;
    const struct option options[] = {
        OPTION_CHOICE("method", g.method, "gap", "moments|gap|test|slopes", "what is told"),
        OPTION_CHOICE("loss", g.loss_name, "abs", "abs|huber", "|f-y| or sqrt(1+(f-y)^2)-1"),
        OPTION_REAL("step", g.step, "0", 0, 100, "E", "step size"),
        OPTION_CHOICE("over", g.over, "1", "1|sqrt-steps", "gap: what the step size is divided by"),
        OPTION_TEXT("times", times, "0", "LIST", "moments: the numbers of steps to look at"),
        OPTION_INTEGER("samples", g.samples, "100", 1, 1e7, "N", "gap and test: size of a sample"),
        OPTION_INTEGER("epochs", g.epochs, "0", 0, 1e6, "E", "gap: steps over samples"),
        OPTION_INTEGER("population", g.population, "65536", 2, 1e8, "P",
                       "fresh samples that stand for the law, each time"),
        OPTION_INTEGER("transport", g.transport, "0", 0, 1e6, "M",
                       "gap: points of the second sample; 0: no distances"),
        OPTION_REAL("shift", g.shift, "0", -1e6, 1e6, "S", "gap: added to its labels"),
        OPTION_INTEGER("outputs", g.outputs, "1", 1, 100, "K", "slopes: outputs of the network"),
        OPTION_INTEGER("n", g.n, NULL, 1, 0x1p32, "R", "replicates"),
        OPTION_SEED(g.seed),
        OPTION_OUTPUT(output),
        OPTION_END,
    };
    const struct program program = {
        .name = "generalise",
        .usage = "NETWORK DATA",
        .purpose = "replicates of SGD with a Lipschitz loss: norms, generalisation gap and bounds",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = prepare(&g, times, operands.items);
    if (status == STATUS_OK)
        status = run(&g, output);
    free(g.times);
    free(g.X);
    net_free(&g.net);
    network_close(&g.source);
    dataset_close(&g.data);
    return error_exit("generalise", status);
}
