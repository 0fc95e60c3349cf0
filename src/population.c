/* SPDX-License-Identifier: MIT */
/* population: SGD on a finite population of samples, and its exact expectation. */
#include "conditional.h"
#include "double_descent.h"
#include "double_descent_recursion.h"
#include "linalg.h"
#include "methods.h"
#include "options.h"
#include "projection.h"
#include "random.h"
#include "results.h"
#include "vector.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct population {
    const char *method, *test, *order, *times, *unit, *output;
    struct problem_choice choice;
    uint64_t samples, steps, n;
    double gamma, relative;
    bool plain, rivals;
    struct walk walk;
    struct network network;
    struct dataset dataset;
    struct problem problem;
    struct results results;
};

/* ---- sgd: a row for each replicate and time ---- */

static const char *const columns_of_sgd[] = {
    "replicate",      "step",          "train",         "test",          "average",
    "exact_train",    "exact_test",    "exact_average", "descent_train", "descent_test",
    "volterra_train", "volterra_test", "gaussian",      "zero_mean",     "uncrossed",
    "independent",    "floor",         "minimum_norm"};
enum { SGD = sizeof columns_of_sgd / sizeof *columns_of_sgd };

static void place(double *memory, size_t count, struct errors *errors) {
    *errors = (struct errors){memory, memory + count, memory + 2 * count};
}

/* All that does not depend on the replicate. */
struct theories {
    struct errors exact, descent, volterra;
    double gaussian, zero_mean, uncrossed, independent;
};

static enum status find_theories(const struct population *p, struct theories *t) {
    const struct walk *walk = &p->walk;
    enum status status = walk_exact(&p->problem, walk, &t->exact);
    if (status == STATUS_OK)
        status = walk_descent(&p->problem, walk, &t->descent);
    if (status == STATUS_OK && walk->zeta == 0)
        status = walk_volterra(&p->problem, walk, &t->volterra);
    if (!p->problem.whole || walk->times[walk->count - 1] == 0)
        return status;
    if (status == STATUS_OK)
        status = walk_gaussian(&p->problem, walk, true, &t->gaussian);
    if (status == STATUS_OK)
        status = walk_gaussian(&p->problem, walk, false, &t->zero_mean);
    if (status == STATUS_OK && p->rivals)
        status = walk_rival(&p->problem, walk, false, &t->uncrossed);
    if (status == STATUS_OK && p->rivals)
        status = walk_rival(&p->problem, walk, true, &t->independent);
    return status;
}

/* The test risk of the minimum norm on the samples. */
static enum status find_minimum_norm(const struct problem *q, double *risk) {
    double *theta = memory_new(3 * q->m, sizeof *theta);
    enum status status =
        theta ? linalg_ridge(q->n, q->m, q->Z, 0, 1, q->y, theta) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        *risk = problem_risk(q, theta, theta + q->m);
    free(theta);
    return status;
}

static double mean_square(const struct problem *q) {
    return vector_dot(q->n * q->m, q->Z, q->Z) / (double)q->n;
}

static enum status diverged_at(const struct population *p, uint64_t replicate, size_t step) {
    return error_set(STATUS_NUMERICAL,
                     "found divergence at step %zu of replicate %llu with --gamma=%g, expected a "
                     "step below about %.4g, 2 over the mean square of the features",
                     step, (unsigned long long)replicate + 1, p->gamma,
                     2 / mean_square(&p->problem));
}

static enum status run_sgd(struct population *p) {
    size_t count = p->walk.count, diverged;
    double *memory = memory_new(12 * count, sizeof *memory);
    if (!memory)
        return STATUS_NUMERICAL;
    struct errors drawn;
    struct theories t;
    place(memory, count, &drawn);
    place(memory + 3 * count, count, &t.exact);
    place(memory + 6 * count, count, &t.descent);
    place(memory + 9 * count, count, &t.volterra);
    for (size_t i = 3 * count; i < 12 * count; i++)
        memory[i] = NAN;
    t.gaussian = t.zero_mean = t.uncrossed = t.independent = NAN;
    double minimum_norm;
    enum status status = find_minimum_norm(&p->problem, &minimum_norm);
    if (status == STATUS_OK && !p->plain)
        status = find_theories(p, &t);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        status = walk_sgd(&p->problem, &p->walk, r, &drawn, &diverged);
        if (status == STATUS_OK && diverged)
            status = diverged_at(p, r, diverged);
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            const double row[SGD] = {(double)(r + 1),     (double)p->walk.times[i],
                                     drawn.train[i],      drawn.test[i],
                                     drawn.average[i],    t.exact.train[i],
                                     t.exact.test[i],     t.exact.average[i],
                                     t.descent.train[i],  t.descent.test[i],
                                     t.volterra.train[i], t.volterra.test[i],
                                     t.gaussian,          t.zero_mean,
                                     t.uncrossed,         t.independent,
                                     p->problem.floor,    minimum_norm};
            results_put(&p->results, row);
        }
    }
    free(memory);
    return status;
}

/* ---- threshold: growth at the mean-square threshold, in the norm of the Perron matrix ---- */

enum { POWER_STEPS = 300 };
static const char *const columns_of_threshold[] = {"replicate", "step",     "threshold", "trace",
                                                   "power",     "growth",   "length",    "expected",
                                                   "gaussian",  "zero_mean"};
enum { THRESHOLD = sizeof columns_of_threshold / sizeof *columns_of_threshold };

static double quadratic(size_t m, const double *P, const double *e, double *work) {
    linalg_multiply(1, m, m, e, P, false, work);
    return vector_dot(m, e, work);
}

/* Growth of e^T P e and |e|^2 in `steps` steps from a random direction. */
static void grow(const struct population *p, const double *P, double step, uint64_t replicate,
                 double *e, double *growth, double *length) {
    size_t m = p->problem.m, n = p->problem.n;
    random_gaussians(random_stream(p->walk.seed, "start"), replicate, 0, 0, m, e);
    double before = quadratic(m, P, e, e + m), start = vector_dot(m, e, e);
    for (uint64_t t = 0; t < p->steps; t++) {
        double uniform;
        random_uniforms(random_stream(p->walk.seed, "order"), replicate, 0, t, 1, &uniform);
        const double *z = p->problem.Z + (size_t)(uniform * (double)n) * m;
        double along = step * vector_dot(m, z, e);
        for (size_t i = 0; i < m; i++)
            e[i] -= along * z[i];
    }
    *growth = quadratic(m, P, e, e + m) / before;
    *length = vector_dot(m, e, e) / start;
}

/* What is expected of `steps` steps of this size: exactly, with the Perron matrix P, and of
 * Gaussian features with and without the mean. */
struct growths {
    double exact, gaussian, zero_mean;
};

static enum status find_growths(const struct population *p, double step, double *P,
                                struct growths *growths) {
    double steps = (double)p->steps, rho, gaussian, zero_mean;
    enum status status = double_descent_population_growth(p->problem.n, p->problem.m, p->problem.Z,
                                                          step, POWER_STEPS, &rho, P);
    if (status == STATUS_OK)
        status = gaussian_growth(&p->problem, true, step, POWER_STEPS, &gaussian);
    if (status == STATUS_OK)
        status = gaussian_growth(&p->problem, false, step, POWER_STEPS, &zero_mean);
    if (status == STATUS_OK)
        *growths = (struct growths){pow(rho, steps), pow(gaussian, steps), pow(zero_mean, steps)};
    return status;
}

static enum status run_threshold(struct population *p) {
    const struct problem *q = &p->problem;
    size_t m = q->m;
    double *P = memory_new(m, (m + 2) * sizeof *P), threshold, power;
    struct growths expected;
    if (!P)
        return STATUS_NUMERICAL;
    enum status status = double_descent_population_threshold(q->n, m, q->Z, &threshold, NULL);
    if (status == STATUS_OK)
        status =
            double_descent_population_growth(q->n, m, q->Z, threshold, POWER_STEPS, &power, NULL);
    double trace = mean_square(q);
    double unit = strcmp(p->unit, "trace") == 0 ? 2 / trace : threshold;
    double step = p->relative > 0 ? p->relative * unit : p->gamma;
    if (status == STATUS_OK)
        status = find_growths(p, step, P, &expected);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        double growth, length;
        grow(p, P, step, r, P + m * m, &growth, &length);
        const double row[THRESHOLD] = {
            (double)(r + 1), step,   threshold,      2 / trace,         power,
            growth,          length, expected.exact, expected.gaussian, expected.zero_mean};
        results_put(&p->results, row);
    }
    free(P);
    return status;
}

/* ---- projection: minimum norm on random projections ---- */

static const char *const columns_of_projection[] = {"replicate", "mse",     "chi",   "exact",
                                                    "without",   "degrees", "linear"};
enum { PROJECTION = sizeof columns_of_projection / sizeof *columns_of_projection };

static enum status run_projection(struct population *p) {
    struct projection projection;
    double n = (double)p->samples, m = (double)p->network.width;
    enum status status = projection_open(&projection, &p->dataset, p->samples);
    double exact =
        double_descent_projection(n, m, projection.linear, projection.q, projection.across);
    double without = projection.linear + projection.across * projection.q / (m - n);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        double mse, chi;
        status = projection_measure(&projection, &p->network, r, &mse, &chi);
        const double row[PROJECTION] = {(double)(r + 1),  mse, chi, exact, without, m - n + 1,
                                        projection.linear};
        results_put(&p->results, row);
    }
    projection_free(&projection);
    return status;
}

/* ---- conditional: what Gaussian features of the same moments would give ---- */

static const char *const columns_of_conditional[] = {"features", "expected", "bias", "variance",
                                                     "floor"};
enum { CONDITIONAL = sizeof columns_of_conditional / sizeof *columns_of_conditional };

static enum status run_conditional(struct population *p) {
    double bias, variance, floor = p->problem.floor;
    enum status status = conditional_risk(&p->problem, (double)p->samples, &bias, &variance);
    const double row[CONDITIONAL] = {(double)p->problem.m, floor + bias + variance, bias, variance,
                                     floor};
    if (status == STATUS_OK) {
        results_put(&p->results, row);
    }
    return status;
}

/* ---- all of it ---- */

static const struct {
    const char *name;
    enum status (*run)(struct population *p);
    size_t columns;
    const char *const *column;
} methods[] = {{"sgd", run_sgd, SGD, columns_of_sgd},
               {"threshold", run_threshold, THRESHOLD, columns_of_threshold},
               {"projection", run_projection, PROJECTION, columns_of_projection},
               {"conditional", run_conditional, CONDITIONAL, columns_of_conditional}};

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
    size_t method = 0;
    while (strcmp(methods[method].name, p->method) != 0)
        method++;
    enum status status = prepare(p, paths);
    if (status == STATUS_OK)
        status =
            results_open(&p->results, p->output, methods[method].columns, methods[method].column);
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
