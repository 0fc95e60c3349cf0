/* SPDX-License-Identifier: MIT */
/* population: SGD on a finite population of samples, and its exact expectation. */
#include "population/population.h"
#include "options.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum status check_projection(const struct population *p) {
    const struct network *network = &p->network;
    if (!network->is_recipe || strcmp(network->law.weights, "gaussian") != 0)
        return error_set(STATUS_USAGE, "found other weights, expected the recipe of a network of "
                                       "gaussian weights, drawn anew in each replicate");
    if (network->width <= p->samples)
        return error_set(STATUS_USAGE, "found width %zu, expected more than the %llu samples",
                         network->width, (unsigned long long)p->samples);
    return STATUS_OK;
}

static enum status prepare(struct population *p, char *const *paths) {
    bool projection = strcmp(p->method, "projection") == 0;
    bool conditional = strcmp(p->method, "conditional") == 0, walks = !projection && !conditional;
    p->choice.samples = conditional ? 0 : p->samples;
    p->choice.law = strcmp(p->test, "law") == 0;
    p->choice.rest = strcmp(p->test, "rest") == 0;
    p->walk.shuffled = strcmp(p->order, "shuffled") == 0;
    p->walk.gamma = p->gamma;
    if (conditional && (p->samples == 0 || strcmp(p->test, "data") != 0))
        return error_set(STATUS_USAGE,
                         "found --samples=%llu --test=%s with conditional, expected "
                         "some samples and --test=data",
                         (unsigned long long)p->samples, p->test);
    if (walks && (p->gamma > 0) == (p->relative > 0))
        return error_set(STATUS_USAGE, "found --gamma=%g --relative=%g, expected one of them",
                         p->gamma, p->relative);
    if (p->relative > 0 && strcmp(p->method, "sgd") == 0)
        return error_set(STATUS_USAGE, "found --relative with sgd, expected --gamma");
    enum status status = network_open(&p->network, paths[0]);
    if (status == STATUS_OK)
        status = dataset_open(&p->dataset, paths[1]);
    if (status == STATUS_OK)
        status = dataset_require_samples(&p->dataset, p->network.d, "the network has w");
    if (status == STATUS_OK)
        status = options_steps("times", p->times, 1e9, &p->walk.times, &p->walk.count);
    if (status == STATUS_OK)
        status = projection ? check_projection(p)
                            : problem_open(&p->problem, &p->network, &p->dataset, &p->choice);
    return status;
}

static enum status run(struct population *p, char *const *paths) {
    static const struct {
        const char *name;
        enum status (*run)(struct population *p);
    } methods[] = {{"sgd", population_sgd},
                   {"threshold", population_threshold},
                   {"projection", population_projection},
                   {"conditional", population_conditional}};
    size_t method = 0;
    while (strcmp(methods[method].name, p->method) != 0)
        method++;
    enum status status = prepare(p, paths);
    if (status == STATUS_OK)
        status = methods[method].run(p);
    return results_close(&p->results, status);
}

static const char details[] =
    "Features z = sigma(S W x/sqrt d)/sqrt m of the NETWORK's weights; f = <theta, z> from "
    "theta = 0. Columns of sgd, a row a replicate and time: mean squared errors train (on "
    "the samples), test, average (test, of the mean of theta_0 .. theta_{t-1}); exact_NAME "
    "their expectations for samples drawn with replacement; descent_NAME gradient descent; "
    "volterra_NAME the homogenised dynamics; gaussian, zero_mean: what Gaussian features "
    "with independent noise would give the average at the last time (if all of DATA is "
    "trained on); uncrossed, independent (--rivals): the recursion with noise that does "
    "not know of "
    "theta, of its own size at each sample or of the mean at all; floor: the least test "
    "error. Divergence is a failure. threshold: growth of e^T P e in T steps, P the Perron "
    "matrix; "
    "expected: its mean, 1 at the threshold; gaussian, zero_mean: for Gaussian features; "
    "power: growth a step there by power iterations; "
    "trace: 2/tr Sigma; length: growth of |e|^2. projection, fresh Gaussian weights in "
    "each "
    "replicate, tested on the rows behind the samples: mse, chi = d m q/|theta|^2, of law "
    "chi^2 with `degrees` degrees of freedom; exact: mean of mse; without: a wrong one, "
    "1/(m-n) for 1/(m-n-1); linear: mse of ridgeless linear regression. conditional, one "
    "row: "
    "test risk of the minimum norm on N samples that is expected (floor + bias + variance) "
    "of Gaussian features with the moments of those of all DATA.";

int main(int argc, char **argv) {
    struct population p = {0};
    const struct option options[] = {
        OPTION_CHOICE("method", p.method, "sgd", "sgd|threshold|projection|conditional",
                      "errors of SGD and of the average of its iterates; the mean-square "
                      "threshold of the step, and the growth of the error; minimum norm on random "
                      "projections, or what theory expects of it"),
        OPTION_TEXT("activation", p.choice.activation, "relu", "A",
                    "fourier (cos and sin), or an activation: " ACTIVATION_NAMES),
        OPTION_REAL("scale", p.choice.scale, "1", DBL_MIN, DBL_MAX, "S",
                    "scale of the arguments: S w.x/sqrt d"),
        OPTION_INTEGER("samples", p.samples, "0", 0, 1e9, "N",
                       "train on the first N rows of DATA; 0 is all"),
        OPTION_CHOICE("test", p.test, "data", "data|rest|law",
                      "test on all rows of DATA; on those behind the samples; or exactly on their "
                      "law (relu, a linear teacher, without its noise)"),
        OPTION_FLAG("plain", p.plain, "sgd: leave out what theory expects"),
        OPTION_FLAG("rivals", p.rivals, "sgd: also what wrong theories of the noise expect"),
        OPTION_CHOICE("order", p.order, "replacement", "replacement|shuffled",
                      "how SGD draws samples"),
        OPTION_REAL("gamma", p.gamma, "0", 0, INFINITY, "G", "step"),
        OPTION_REAL("relative", p.relative, "0", 0, INFINITY, "R",
                    "threshold: the step in units of --unit instead"),
        OPTION_CHOICE("unit", p.unit, "threshold", "threshold|trace",
                      "the threshold itself, or 2/tr Sigma"),
        OPTION_REAL("zeta", p.walk.zeta, "0", 0, 1, "Z", "step t is of size G t^-Z"),
        OPTION_TEXT("times", p.times, "0", "LIST", "sgd: the numbers of steps to look at"),
        OPTION_INTEGER("steps", p.steps, "30", 1, 1e9, "T", "threshold: steps"),
        OPTION_INTEGER("n", p.n, NULL, 1, 0x1p32, "R", "replicates"),
        OPTION_SEED(p.walk.seed),
        OPTION_OUTPUT(p.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "population",
        .usage = "NETWORK DATA",
        .purpose = "SGD on the second layer over a finite population of samples, and what is exact",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&p, operands.items);
    free(p.walk.times);
    problem_free(&p.problem);
    network_close(&p.network);
    dataset_close(&p.dataset);
    return error_exit("population", status);
}
