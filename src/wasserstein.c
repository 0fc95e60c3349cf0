/* SPDX-License-Identifier: MIT */
/* wasserstein: the optimal transport distance of two samples, or of a sample and a law, proved. */
#include "options.h"
#include "results.h"
#include "wasserstein/cloud.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wasserstein {
    const char *cost, *method, *law, *plan, *potentials, *output;
    double period, epsilon;
    bool with_labels;
    uint64_t sweeps, directions, seed;
    struct cloud from, to;
    struct transport_problem problem;
    struct transport transport;
    double error;
};

static const char *const columns[] = {"distance", "dual", "gap", "error", "n", "m", "d"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static bool is_method(const struct wasserstein *run, const char *name) {
    return strcmp(run->method, name) == 0;
}

static bool is_law(const struct wasserstein *run) {
    return *run->law != 0;
}

static bool is_torus(const struct wasserstein *run) {
    return strncmp(run->cost, "torus", 5) == 0;
}

/* ---- input ---- */

static enum transport_cost cost_of(const char *name) {
    static const char *const names[] = {"euclidean", "squared", "torus", "torus-squared"};
    size_t kind = 0;
    while (strcmp(names[kind], name) != 0)
        kind++;
    return (enum transport_cost)kind;
}

/* What cannot go together, said before any work. */
/* The tables are written one after the other: the last one would be all that is left. */
static enum status check_outputs(const struct wasserstein *run) {
    const char *path[] = {run->output, run->plan, run->potentials};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < i; j++)
            if (*path[i] && strcmp(path[i], "-") != 0 && strcmp(path[i], path[j]) == 0)
                return error_set(STATUS_USAGE, "found %s for two tables, expected one", path[i]);
    return STATUS_OK;
}

static enum status check_options(const struct wasserstein *run, const struct operands *operands) {
    if (operands->count != (is_law(run) ? 1 : 2))
        return error_set(STATUS_USAGE,
                         "found %zu samples, expected two, or one and --law (see --help)",
                         operands->count);
    if (is_law(run) && strcmp(run->cost, "euclidean") != 0)
        return error_set(STATUS_USAGE, "found --law with --cost=%s, expected euclidean", run->cost);
    if (is_law(run) && is_method(run, "sinkhorn"))
        return error_set(STATUS_USAGE, "found --law with --method=sinkhorn, expected another");
    if (is_law(run) && is_method(run, "sliced") && strcmp(run->law, "gaussian") != 0)
        return error_set(
            STATUS_USAGE,
            "found --law=%s with --method=sliced, expected gaussian, whose projections "
            "are gaussian",
            run->law);
    if (is_torus(run) && (is_method(run, "sliced") || is_method(run, "sorted")))
        return error_set(STATUS_USAGE,
                         "found --method=%s with --cost=%s, expected exact or "
                         "sinkhorn on a torus",
                         run->method, run->cost);
    if ((*run->plan || *run->potentials) && (is_law(run) || is_method(run, "sliced")))
        return error_set(STATUS_USAGE,
                         "found --plan or --potentials with --law or sliced, expected "
                         "two samples and another method");
    return check_outputs(run);
}

static enum status read_samples(struct wasserstein *run, const struct operands *operands) {
    enum status status = cloud_open(&run->from, operands->items[0], run->with_labels);
    if (status == STATUS_OK && !is_law(run))
        status = cloud_open(&run->to, operands->items[1], run->with_labels);
    if (status == STATUS_OK && !is_law(run))
        status = cloud_match(&run->from, &run->to);
    bool line = is_method(run, "sorted") || (is_law(run) && !is_method(run, "sliced"));
    if (status == STATUS_OK && line && run->from.d != 1)
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %zu dimensions, expected one for %s",
                           operands->items[0], run->from.dataset.table.header_line, run->from.d,
                           is_law(run) ? "the distance to a law" : "sorting");
    run->problem = (struct transport_problem){cloud_view(&run->from), cloud_view(&run->to),
                                              cost_of(run->cost), run->period};
    return status;
}

/* ---- solution ---- */

static enum status solve(struct wasserstein *run) {
    const struct transport_problem *problem = &run->problem;
    size_t done;
    run->error = 0;
    if (is_method(run, "sliced"))
        return transport_sliced(problem, is_law(run) ? run->law : NULL, run->directions, run->seed,
                                0, &run->transport, &run->error);
    if (is_law(run))
        return transport_law(&problem->from, run->law, &run->transport);
    if (is_method(run, "sinkhorn"))
        return transport_sinkhorn(problem, run->epsilon, run->sweeps, &run->transport, &done);
    if (problem->from.d == 1 && !is_torus(run))
        return transport_sorted(problem, &run->transport);
    return transport_exact(problem, &run->transport);
}

/* ---- output ---- */

static enum status write_plan(const struct wasserstein *run) {
    static const char *const names[] = {"from", "to", "mass", "cost"};
    struct table_writer *writer;
    enum status status = table_create(&writer, run->plan, 4, names);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < run->transport.moves; k++) {
        const struct transport_move *move = &run->transport.move[k];
        if (move->mass > 0)
            table_put_all(writer, 4,
                          (const double[]){(double)move->from + 1, (double)move->to + 1,
                                           (double)move->mass, (double)move->cost});
    }
    return table_close(writer);
}

static void put_potentials(struct table_writer *writer, double side, const struct cloud *cloud,
                           const double *potential) {
    for (size_t i = 0; i < cloud->n; i++) {
        table_put_all(writer, 3, (const double[]){side, (double)i + 1, potential[i]});
        table_put_all(writer, cloud->d, cloud->X + i * cloud->d);
    }
}

static enum status write_potentials(const struct wasserstein *run) {
    size_t d = run->from.d;
    const char **names = memory_new(d + 3, sizeof *names + 32);
    if (!names)
        return STATUS_NUMERICAL;
    char *text = (char *)(names + d + 3);
    names[0] = "side";
    names[1] = "index";
    names[2] = "potential";
    for (size_t k = 0; k < d; k++, text += 32) {
        snprintf(text, 32, "x%zu", k + 1);
        names[3 + k] = k == run->from.dataset.d ? "y" : text;
    }
    struct table_writer *writer;
    enum status status = table_create(&writer, run->potentials, d + 3, names);
    free(names);
    if (status != STATUS_OK)
        return status;
    put_potentials(writer, 1, &run->from, run->transport.u);
    put_potentials(writer, 2, &run->to, run->transport.v);
    return table_close(writer);
}

static enum status write_result(const struct wasserstein *run) {
    const struct transport *transport = &run->transport;
    const double row[COLUMNS] = {transport->primal,   transport->dual,
                                 transport->gap,      run->error,
                                 (double)run->from.n, is_law(run) ? INFINITY : (double)run->to.n,
                                 (double)run->from.d};
    struct results results;
    enum status status = results_open(&results, run->output, COLUMNS, columns);
    if (status == STATUS_OK)
        results_put(&results, row);
    return results_close(&results, status);
}

static enum status measure(struct wasserstein *run, const struct operands *operands) {
    enum status status = check_options(run, operands);
    if (status == STATUS_OK)
        status = read_samples(run, operands);
    if (status == STATUS_OK)
        status = solve(run);
    if (status == STATUS_OK && *run->plan)
        status = write_plan(run);
    if (status == STATUS_OK && *run->potentials)
        status = write_potentials(run);
    return status == STATUS_OK ? write_result(run) : status;
}

static const char details[] =
    "A and B are datasets, values or recipes. Points weigh alike unless a column `weight` is "
    "there; "
    "weights count by their share, and both sums must be the same (1 without the column). Only "
    "x1..xd count unless --with-labels.\n"
    "distance: cost of the plan found, the mean of |x - y|, or of |x - y|^2 (no root). dual: value "
    "of potentials that have been checked against all pairs, which no plan can undercut; gap = "
    "distance - dual >= 0. Methods exact, sorted, sliced and --law refuse to print a gap above "
    "1e-9 "
    "of the distance (or above the rounding of the potentials, for samples that nearly agree). "
    "sinkhorn prints the interval [dual, distance], however wide. error: standard error of sliced "
    "over its directions.";

int main(int argc, char **argv) {
    struct wasserstein run = {0};
    const struct option options[] = {
        OPTION_CHOICE("cost", run.cost, "euclidean", "euclidean|squared|torus|torus-squared",
                      "|x-y|; its square; the same two on a torus"),
        OPTION_REAL("period", run.period, "1", 1e-300, 1e300, "L", "side of the torus"),
        OPTION_CHOICE("method", run.method, "exact", "exact|sorted|sinkhorn|sliced",
                      "shortest augmenting paths or the network simplex method (sorting in one "
                      "dimension); sorting; entropic bracket; mean over random directions"),
        OPTION_TEXT("law", run.law, "", "LAW",
                    "distance of A to a law on the line: uniform (on [0,1]), gaussian, pareto:A; "
                    "with sliced: gaussian in any dimension"),
        OPTION_FLAG("with-labels", run.with_labels, "y is one more coordinate"),
        OPTION_REAL("epsilon", run.epsilon, "0.01", 1e-300, 1e300, "E",
                    "regularisation of sinkhorn, in units of the cost"),
        OPTION_INTEGER("sweeps", run.sweeps, "1000", 1, 1e9, "T", "most sweeps of sinkhorn"),
        OPTION_INTEGER("directions", run.directions, "100", 1, 1e9, "P", "directions of sliced"),
        OPTION_TEXT("plan", run.plan, "", "FILE",
                    "also write the plan: from, to, mass, cost (rows numbered from 1)"),
        OPTION_TEXT("potentials", run.potentials, "", "FILE",
                    "also write the potentials: side (1: A, 2: B), index, potential, coordinates"),
        OPTION_SEED(run.seed),
        OPTION_OUTPUT(run.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "wasserstein",
        .usage = "A [B]",
        .purpose =
            "optimal transport distance of two samples, or of a sample and a law, with proof",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = measure(&run, &operands);
    transport_free(&run.transport);
    cloud_close(&run.from);
    cloud_close(&run.to);
    return error_exit("wasserstein", status);
}
