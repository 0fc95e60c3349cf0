/* SPDX-License-Identifier: MIT */
/* flow: mean-field Langevin in continuous time, for samples on one line: the Fokker-Planck equation
 * of the law of a neuron's coordinate along them, by finite volumes. */
#include "dataset.h"
#include "mean_field.h"
#include "options.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"time",  "primal",   "optimum", "below",
                                      "above", "distance", "excess",  "rate"};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct flow {
    const char *output;
    double lambda, gamma, bound, step;
    uint64_t nodes, steps, log_every;
    double width;
    struct mean_field_reference to;
    double *law, *target, *best, *ratio, *edge, *pivot; /* nodes each */
    double excess, time;                                /* of the last row */
    struct results results;
};

/* The density of mu_g at the nodes. */
static void gibbs(const struct flow *flow, const double *g, double *p) {
    mean_field_density(&flow->to.problem, g, flow->to.state.f);
    memcpy(p, flow->to.problem.p, flow->nodes * sizeof *p);
}

/* f of the law, and its proximal measure. */
static void look(struct flow *flow) {
    size_t n = flow->to.problem.n;
    double *f = flow->to.state.V; /* n of n x n are free */
    memset(f, 0, n * sizeof *f);
    for (size_t q = 0; q < flow->nodes; q++)
        for (size_t i = 0; i < n; i++)
            f[i] += flow->law[q] * flow->to.problem.h[q * n + i];
    for (size_t i = 0; i < n; i++)
        flow->to.state.g[i] = f[i] - flow->to.problem.y[i];
    gibbs(flow, flow->to.state.g, flow->target);
}

/* law+ = law + step lambda div(p grad(law+/p)), p the proximal measure of law: elimination for the
 * ratio law+/p. Between cells there is sqrt(p p')/width^2. */
static void advance(struct flow *flow) {
    size_t count = flow->nodes;
    double *p = flow->target, *r = flow->ratio, *edge = flow->edge, *pivot = flow->pivot;
    double b = flow->step * flow->lambda / (flow->width * flow->width);
    edge[0] = 0;
    for (size_t q = 0; q + 1 < count; q++)
        edge[q + 1] = b * sqrt(p[q] * p[q + 1]);
    for (size_t q = 0; q < count; q++) {
        double left = edge[q] / p[q], right = q + 1 < count ? edge[q + 1] / p[q] : 0;
        double scale = 1 + left + right - (q ? left * pivot[q - 1] : 0);
        pivot[q] = right / scale;
        r[q] = (flow->law[q] / p[q] + (q ? left * r[q - 1] : 0)) / scale;
    }
    for (size_t q = count - 1; q-- > 0;)
        r[q] += pivot[q] * r[q + 1];
    for (size_t q = 0; q < count; q++)
        flow->law[q] = r[q] * p[q];
}

/* KL(law || from), without cancellation near 0. */
static double divergence(size_t count, const double *law, const double *from) {
    double sum = 0;
    for (size_t q = 0; q < count; q++) {
        double change = (law[q] - from[q]) / from[q];
        sum += from[q] * ((1 + change) * log1p(change) - change);
    }
    return sum;
}

static void put_row(struct flow *flow, uint64_t t) {
    size_t n = flow->to.problem.n;
    double loss = 0, distance = 0, lambda = flow->lambda, time = (double)t * flow->step;
    for (size_t i = 0; i < n; i++) {
        double residual = flow->to.state.g[i];
        double error = residual + flow->to.problem.y[i] - flow->to.optimum.f[i];
        loss += residual * residual / (2 * (double)n);
        distance += error * error / (2 * (double)n);
    }
    double below = lambda * divergence(flow->nodes, flow->law, flow->best);
    double excess = below + distance;
    const double row[COLUMNS] = {
        time,
        loss + lambda * divergence(flow->nodes, flow->law, flow->to.problem.weight),
        flow->to.optimum.primal,
        below,
        lambda * divergence(flow->nodes, flow->law, flow->target),
        distance,
        excess,
        t > 0 ? log(flow->excess / excess) / (time - flow->time) : NAN};
    flow->excess = excess;
    flow->time = time;
    results_put(&flow->results, row);
}

static enum status make_problem(struct flow *flow, const char *path) {
    size_t n, d;
    double *X, *y, *mu = NULL;
    enum status status = dataset_read(path, &n, &d, &X, &y);
    if (status == STATUS_OK && !(mu = mean_field_prior(d, flow->gamma)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = mean_field_reference_new(n, d, X, mu, y, flow->lambda, flow->bound, flow->nodes,
                                          &flow->to);
    if (status == STATUS_OK && flow->to.problem.nodes != flow->nodes)
        status = error_set(STATUS_INPUT,
                           "%s: found samples that are not on one line, expected rank 1", path);
    free(X);
    free(y);
    free(mu);
    return status;
}

static enum status prepare(struct flow *flow, const char *path) {
    enum status status = make_problem(flow, path);
    if (status == STATUS_OK && !(flow->law = memory_new(flow->nodes, 6 * sizeof *flow->law)))
        status = STATUS_NUMERICAL;
    if (status != STATUS_OK)
        return status;
    double **const parts[] = {&flow->target, &flow->best, &flow->ratio, &flow->edge, &flow->pivot};
    for (size_t k = 0; k < 5; k++)
        *parts[k] = flow->law + (k + 1) * flow->nodes;
    memcpy(flow->law, flow->to.problem.weight, flow->nodes * sizeof *flow->law);
    gibbs(flow, flow->to.optimum.g, flow->best);
    flow->width = 16 / (double)(flow->nodes - 1);
    return STATUS_OK;
}

static enum status run(struct flow *flow, const char *path) {
    enum status status = prepare(flow, path);
    if (status == STATUS_OK)
        status = results_open(&flow->results, flow->output, COLUMNS, columns);
    for (uint64_t t = 0; status == STATUS_OK && t <= flow->steps; t++) {
        look(flow);
        if (!isfinite(flow->to.state.g[0]))
            status = error_set(STATUS_NUMERICAL,
                               "found f = %g at step %llu, expected a finite one (a smaller --step "
                               "may help)",
                               flow->to.state.g[0], (unsigned long long)t);
        else if (t % flow->log_every == 0 || t == flow->steps)
            put_row(flow, t);
        advance(flow);
    }
    return results_close(&flow->results, status);
}

int main(int argc, char **argv) {
    struct flow flow = {0};
    const struct option options[] = {
        OPTION_REAL("lambda", flow.lambda, NULL, 1e-6, 1e6, "L", "strength of the entropy"),
        OPTION_REAL("gamma", flow.gamma, "2", 0, 100, "G", "prior variances k^-G, k = 1..K"),
        OPTION_REAL("bound", flow.bound, NULL, 1e-6, 1e6, "B", "neurons B tanh <theta, x>"),
        OPTION_INTEGER("nodes", flow.nodes, "401", 3, 1e6, "N", "cells on [-8, 8]"),
        OPTION_REAL("step", flow.step, NULL, 1e-12, 1e6, "DT", "time step"),
        OPTION_INTEGER("steps", flow.steps, NULL, 1, 1e12, "T", "steps"),
        OPTION_INTEGER("log-every", flow.log_every, "1", 1, 1e12, "E", "a row each E steps"),
        OPTION_OUTPUT(flow.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "flow",
        .usage = "DATA",
        .purpose = "mean-field Langevin in continuous time for samples of rank 1, from the prior",
        .details =
            "Diffusion implicit, drift from the law at the start of a step. Rows: time, "
            "primal L, optimum L*; below <= L - L* <= above, the entropy sandwich (lambda KL to "
            "the optimum, to the proximal measure); distance |f - f*|^2/(2n); excess = below + "
            "distance, which is L - L*; rate at which its logarithm fell since the last row.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&flow, operands.items[0]);
    mean_field_reference_free(&flow.to);
    free(flow.law);
    return error_exit("flow", status);
}
