/* SPDX-License-Identifier: MIT */
/* empirical: replicates of a random sample held against its law, a grid, or a second sample. */
#include "empirical/methods.h"
#include "options.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct method {
    const char *name;
    enum status (*row)(struct empirical *e, uint64_t replicate, double *row);
    size_t drawn;            /* what `row` fills; the others are the same in all rows */
    const char *columns[12]; /* behind `replicate` */
};

enum { ROW = 12 };

static const struct method methods[] = {
    {"distance",
     empirical_distance,
     2,
     {"distance", "dual", "expected", "bobkov_ledoux", "asymptotic", "heat", "heat_cost", "dyadic",
      "shells", "cell", "variance_limit"}},
    {"proof",
     empirical_proof,
     8,
     {"distance", "dual", "excess", "slope", "pairing", "greedy", "entropic", "sorted"}},
    {"critic",
     empirical_critic,
     5,
     {"changes", "path_norm", "gap", "distance", "narrower", "expected_changes",
      "asymptotic_changes"}},
    {"heat", empirical_heat, 3, {"norm2", "plain", "expected"}},
    {"smoothing", empirical_smoothing, 2, {"moved", "cost"}},
};

struct run {
    const char *method, *power, *output;
    uint64_t n;
    struct empirical e;
    const struct method *chosen;
    double row[ROW];
    size_t columns;
};

static bool is(const char *text, const char *name) {
    return strcmp(text, name) == 0;
}

static bool is_method(const struct run *run, const char *name) {
    return is(run->method, name);
}

/* What cannot go together, said before any work. */
static enum status check_options(const struct run *run) {
    const struct empirical *e = &run->e;
    bool uniform = e->law.kind == WASSERSTEIN_UNIFORM, law = is(e->target, "law");
    bool euclidean = is(run->power, "1") && is(e->domain, "cube");
    bool distance = is_method(run, "distance");
    if (!uniform && (!(distance || is_method(run, "proof")) || !is(e->domain, "cube")))
        return error_set(STATUS_USAGE,
                         "found --law=%s with --method=%s --domain=%s, expected "
                         "uniform",
                         e->law_name, run->method, e->domain);
    if (!distance && (!euclidean || !is(e->target, "sample")))
        return error_set(STATUS_USAGE,
                         "found --power, --domain or --target with --method=%s, expected distance",
                         run->method);
    if (law && !euclidean)
        return error_set(STATUS_USAGE,
                         "found --target=law with --power=%s --domain=%s, expected "
                         "1 and cube",
                         run->power, e->domain);
    if (law && e->d > 1 && e->law.kind != WASSERSTEIN_GAUSSIAN)
        return error_set(STATUS_USAGE,
                         "found --target=law in %llu dimensions, expected one, or "
                         "--law=gaussian (sliced)",
                         (unsigned long long)e->d);
    if (is(e->target, "grid") != (e->grid > 0) || (e->grid > 0 && !uniform))
        return error_set(STATUS_USAGE,
                         "found --target=%s --grid=%llu --law=%s, expected both grid and its side, "
                         "of uniform, or neither",
                         e->target, (unsigned long long)e->grid, e->law_name);
    if (is_method(run, "critic") && e->d != 1)
        return error_set(STATUS_USAGE, "found --method=critic --d=%llu, expected 1",
                         (unsigned long long)e->d);
    if ((is_method(run, "heat") || is_method(run, "smoothing")) && e->time <= 0)
        return error_set(STATUS_USAGE, "found no --time, expected it with --method=%s",
                         run->method);
    return STATUS_OK;
}

/* Frequencies beyond which every term is below 1e-18 of the first: exp(-2 pi^2 k^2 t). */
static uint64_t modes_of(double time) {
    return (uint64_t)ceil(sqrt(42 / (2 * M_PI * M_PI * time)));
}

static enum status prepare(struct run *run) {
    struct empirical *e = &run->e;
    size_t work = 2;
    enum status status = wasserstein_law_parse(&e->law, e->law_name);
    if (status == STATUS_OK)
        status = check_options(run);
    if (status != STATUS_OK)
        return status;
    e->squared = is(run->power, "2");
    e->others = e->size ? e->size : e->points;
    if (e->grid) {
        double all = pow((double)e->grid, (double)e->d);
        if (all > 0x1p24)
            return error_set(STATUS_USAGE, "found a grid of %g points, expected at most 2^24", all);
        e->others = (size_t)all;
    }
    if (is_method(run, "heat")) {
        e->modes = modes_of(e->time);
        work = (e->modes + 1) * e->d;
    }
    e->A = memory_new(e->points, e->d * sizeof *e->A);
    e->B = memory_new(e->others, e->d * sizeof *e->B);
    e->work = memory_new(e->points + e->others, work * sizeof *e->work);
    if (!e->A || !e->B || !e->work)
        return STATUS_NUMERICAL;
    if (e->grid)
        empirical_grid(e);
    return STATUS_OK;
}

/* Bounds and, where it is known, the value of the mean distance; nan where there is none. */
static void put_distance(const struct empirical *e, double *out) {
    double d = (double)e->d, n = (double)e->points, m = (double)e->others, unused;
    bool law = is(e->target, "law"), two = is(e->target, "sample"), torus = is(e->domain, "torus");
    bool uniform =
        e->law.kind == WASSERSTEIN_UNIFORM && !e->squared && !is(e->domain, "difference");
    double J1 = wasserstein_root_integral(&e->law);
    out[0] = law ? wasserstein_expected(&e->law, n) : NAN;
    out[1] = law ? J1 / sqrt(n) : NAN;
    out[2] = law ? sqrt(2 / (M_PI * n)) * J1 : NAN;
    out[3] = out[4] = out[5] = out[6] = NAN;
    if (uniform) {
        /* Two samples, smoothed alike: twice the bound of one of this size (wasserstein.md, W6). */
        double factor = two ? 2 : 1, size = two ? 4 / (1 / n + 1 / m) : n, time;
        out[3] = factor * wasserstein_heat_bound(d, size, torus, &time);
        out[4] = factor * sqrt(2 * time) * wasserstein_gaussian_norm(d);
        out[5] =
            wasserstein_dyadic_bound(d, n, NULL) + (two ? wasserstein_dyadic_bound(d, m, NULL) : 0);
    }
    if (e->law.kind == WASSERSTEIN_GAUSSIAN && !e->squared && (e->d == 1 || two))
        out[6] = wasserstein_gaussian_bound(d, n, &unused) +
                 (two ? wasserstein_gaussian_bound(d, m, &unused) : 0);
    out[7] = e->grid ? empirical_cell(d) : NAN;
    out[8] = wasserstein_variance_limit();
}

static void put_constants(struct run *run) {
    const struct empirical *e = &run->e;
    double *out = run->row + 1 + run->chosen->drawn;
    if (is_method(run, "distance"))
        put_distance(e, out);
    if (is_method(run, "critic")) {
        out[0] = wasserstein_critic_changes((double)e->points);
        out[1] = sqrt(2 * M_PI * (double)e->points);
    }
}

static enum status write_rows(struct run *run) {
    const char *names[ROW] = {"replicate"};
    struct results results;
    for (run->columns = 1; run->chosen->columns[run->columns - 1]; run->columns++)
        names[run->columns] = run->chosen->columns[run->columns - 1];
    enum status status = results_open(&results, run->output, run->columns, names);
    put_constants(run);
    for (uint64_t r = 0; status == STATUS_OK && r < run->n; r++) {
        run->row[0] = (double)(r + 1);
        status = run->chosen->row(&run->e, r, run->row + 1);
        results_put(&results, run->row);
    }
    return results_close(&results, status);
}

static const char details[] =
    "A row a replicate. distance: W1 (the mean squared distance with --power=2) of a sample "
    "of --points points to its target, and the dual value that proves it; expected: its exact "
    "mean (to the law), bobkov_ledoux, heat, dyadic and shells: bounds of the mean (W1, W6 with "
    "the part that smoothing costs, W3, W4 "
    "of wasserstein.md; of two samples, W3 and W4 their sums), asymptotic; cell: E|U - centre| in "
    "a unit "
    "cell. proof: the largest u_i + v_j - c_ij (excess) and slope of phi(x) = min_j |x - y_j| - "
    "v_j, "
    "the difference of its means over both samples (pairing), and what matching each point in turn "
    "(greedy), entropic transport (entropic) and, on the line, sorting give. critic: sign changes "
    "of t - F_n(t), the path norm of the network that attains W1, its gap, W1, and the gap without "
    "its last "
    "hinge (narrower). heat: squared "
    "norm in H^-1 of the sample smoothed for --time, and without the normalisation of the cosines "
    "(plain); expected. smoothing: mean distance that reflected Brownian motion of variance 2t "
    "moves --points uniform points, and its bound.";

int main(int argc, char **argv) {
    struct run run = {0};
    struct empirical *e = &run.e;
    const struct option options[] = {
        OPTION_CHOICE("method", run.method, "distance", "distance|proof|critic|heat|smoothing",
                      "what is told of a sample"),
        OPTION_TEXT("law", e->law_name, "uniform", "LAW",
                    "of the coordinates: uniform (on [0,1]), gaussian or pareto:A"),
        OPTION_INTEGER("d", e->d, "1", 1, 1000, "D", "dimension"),
        OPTION_INTEGER("points", e->points, NULL, 1, 1e7, "N", "points of the sample"),
        OPTION_CHOICE("target", e->target, "sample", "sample|grid|law",
                      "distance to a second sample, to the centres of --grid^d cells, or to the "
                      "law (in one dimension; of gaussian in more the sliced distance)"),
        OPTION_INTEGER("size", e->size, "0", 0, 1e7, "M",
                       "points of the second sample (0: as many)"),
        OPTION_INTEGER("grid", e->grid, "0", 0, 1e6, "Q", "cells a side"),
        OPTION_CHOICE("power", run.power, "1", "1|2", "of |x-y| that is the cost"),
        OPTION_CHOICE("domain", e->domain, "cube", "cube|torus|difference",
                      "distances in the cube, on the torus of side 1, or the first less the second "
                      "of the same points"),
        OPTION_INTEGER("directions", e->directions, "20", 1, 1e6, "P", "of the sliced distance"),
        OPTION_REAL("time", e->time, "0", 0, 100, "T", "of heat and smoothing"),
        OPTION_INTEGER("n", run.n, NULL, 1, 0x1p32, "R", "replicates"),
        OPTION_SEED(e->seed),
        OPTION_OUTPUT(run.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "empirical",
        .usage = "",
        .purpose = "replicates of a random sample held against its law, by optimal transport",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    run.chosen = methods;
    while (status == STATUS_OK && !is_method(&run, run.chosen->name))
        run.chosen++;
    if (status == STATUS_OK)
        status = prepare(&run);
    if (status == STATUS_OK)
        status = write_rows(&run);
    free(e->A);
    free(e->B);
    free(e->work);
    return error_exit("empirical", status);
}
