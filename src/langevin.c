/* SPDX-License-Identifier: MIT */
/* langevin: mean-field Langevin of particles on functional data: a network of M neurons, vectors of
 * K modes, descends the entropy-regularised loss by a scheme, and says what it is certified for. */
#include "langevin.h"
#include "dataset.h"
#include "langevin/particles.h"
#include "mean_field.h"
#include "options.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct run {
    const char *scheme, *reference, *unstable, *network, *resume, *output;
    double gamma;
    uint64_t particles, steps, burn, log_every, checkpoint, nodes, n;
    size_t d;
    double *X, *y, *mu;
    struct other { /* other data to look at: test, validation */
        const char *name, *path;
        size_t rows;
        double *X, *y, *f;
    } others[2];
    struct langevin of;
    struct mean_field_reference to; /* unless it is none */
    uint64_t begin, accepted_steps; /* steps done before; steps since the last row */
    double accepted;                /* sum of the rates of these */
    struct results results;
    size_t columns;
    const char *names[24];
};

/* ---- reading ---- */

static enum status read_other(const struct run *run, struct other *other) {
    size_t d;
    if (!*other->path)
        return STATUS_OK;
    enum status status = dataset_read(other->path, &other->rows, &d, &other->X, &other->y);
    if (status == STATUS_OK && d != run->d)
        status =
            error_set(STATUS_INPUT, "%s: found %zu modes, expected %zu", other->path, d, run->d);
    if (status == STATUS_OK && !(other->f = memory_new(other->rows, sizeof *other->f)))
        status = STATUS_NUMERICAL;
    return status;
}

/* ---- writing ---- */

static double half_square(size_t n, const double *f, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (f[i] - y[i]) * (f[i] - y[i]);
    return sum / (2 * (double)n);
}

/* The certificate of g = f - y of the particles. */
static void put_certificate(struct run *run) {
    struct mean_field_certificate c;
    for (size_t i = 0; i < run->of.samples; i++)
        run->to.state.g[i] = run->of.f[i] - run->y[i];
    mean_field_certify(&run->to, &c);
    const double values[] = {c.primal, c.dual, c.residual, c.below, c.above};
    table_put_all(run->results.writer, sizeof values / sizeof *values, values);
}

static enum status put_row(struct run *run, uint64_t replicate, uint64_t step) {
    const struct langevin *of = &run->of;
    enum status status = STATUS_OK;
    table_put(run->results.writer, (double)replicate + 1);
    table_put(run->results.writer, (double)step);
    table_put(run->results.writer, half_square(of->samples, of->f, run->y));
    table_put(run->results.writer,
              run->accepted_steps ? run->accepted / (double)run->accepted_steps : 1);
    table_put(run->results.writer, (double)of->blown_mode);
    run->accepted = 0;
    run->accepted_steps = 0;
    if (strcmp(run->reference, "none") != 0) {
        table_put(run->results.writer, run->to.optimum.primal);
        table_put(run->results.writer, 2 * half_square(of->samples, of->f, run->to.optimum.f));
    }
    if (strcmp(run->reference, "certificate") == 0)
        put_certificate(run);
    for (struct other *other = run->others; status == STATUS_OK && other < run->others + 2; other++)
        if (other->rows) {
            status = langevin_predict(of, other->rows, other->X, other->f);
            table_put(run->results.writer, 2 * half_square(other->rows, other->f, other->y));
        }
    results_end_row(&run->results);
    return status;
}

/* ---- running ---- */

static enum status report_blown(struct run *run, uint64_t replicate, uint64_t step) {
    if (strcmp(run->unstable, "report") == 0)
        return put_row(run, replicate, step);
    return error_set(
        STATUS_NUMERICAL,
        "found a number beyond 1e100 in mode %zu at step %llu, expected that --scheme=%s "
        "is stable (a smaller --step, or --scheme=semi or pcn, may help)",
        run->of.blown_mode, (unsigned long long)step, run->scheme);
}

static bool is_logged(const struct run *run, uint64_t t) {
    return t >= run->burn && ((t - run->burn) % run->log_every == 0 || t == run->steps);
}

static enum status run_replicate(struct run *run, uint64_t replicate) {
    enum status status = STATUS_OK;
    struct langevin *of = &run->of;
    if (*run->resume) {
        status = particles_read(&run->of, run->resume, &run->begin);
        langevin_refresh(of);
    } else {
        langevin_draw(of, replicate);
    }
    if (status == STATUS_OK && run->begin == 0 && is_logged(run, 0))
        status = put_row(run, replicate, 0);
    for (uint64_t t = run->begin + 1; status == STATUS_OK && t <= run->steps; t++) {
        if (!langevin_step(of, replicate, t, NULL))
            return report_blown(run, replicate, t);
        run->accepted += of->accepted / (double)of->particles;
        run->accepted_steps++;
        if (is_logged(run, t))
            status = put_row(run, replicate, t);
        if (status == STATUS_OK && run->checkpoint && t % run->checkpoint == 0 && t < run->steps)
            status = particles_write(&run->of, run->network, t);
    }
    return status;
}

static void name_columns(struct run *run) {
    static const char *const base[] = {"replicate", "step", "loss", "accepted", "blown_mode"};
    static const char *const optimum[] = {"optimum", "distance"};
    static const char *const certificate[] = {"primal", "dual", "gap", "below", "above"};
    size_t count = 0;
    for (size_t i = 0; i < 5; i++)
        run->names[count++] = base[i];
    for (size_t i = 0; strcmp(run->reference, "none") != 0 && i < 2; i++)
        run->names[count++] = optimum[i];
    for (size_t i = 0; strcmp(run->reference, "certificate") == 0 && i < 5; i++)
        run->names[count++] = certificate[i];
    for (size_t i = 0; i < 2; i++)
        if (run->others[i].rows)
            run->names[count++] = run->others[i].name;
    run->columns = count;
}

static enum status prepare(struct run *run, const char *data) {
    struct langevin *of = &run->of;
    if (of->step > 1 && (strcmp(run->scheme, "pcn") == 0))
        return error_set(STATUS_USAGE, "found --step=%g, expected at most 1 with --scheme=pcn",
                         of->step);
    if (run->n > 1 && (*run->resume || *run->network))
        return error_set(STATUS_USAGE, "found --n=%llu with --network or --resume, expected --n=1",
                         (unsigned long long)run->n);
    if (run->checkpoint && !*run->network)
        return error_set(STATUS_USAGE, "found --checkpoint without --network, expected its file");
    enum status status = dataset_read(data, &of->samples, &run->d, &run->X, &run->y);
    for (size_t i = 0; status == STATUS_OK && i < 2; i++)
        status = read_other(run, &run->others[i]);
    if (status == STATUS_OK && !(run->mu = mean_field_prior(run->d, run->gamma)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK && strcmp(run->reference, "none") != 0)
        status = mean_field_reference_new(of->samples, run->d, run->X, run->mu, run->y, of->lambda,
                                          of->bound, run->nodes, &run->to);
    of->particles = run->particles;
    of->modes = run->d;
    of->scheme = langevin_scheme_parse(run->scheme);
    of->X = run->X;
    of->y = run->y;
    of->mu = run->mu;
    return status == STATUS_OK ? langevin_new(of) : status;
}

static enum status run_all(struct run *run, const char *data) {
    enum status status = prepare(run, data);
    name_columns(run);
    if (status == STATUS_OK)
        status = results_open(&run->results, run->output, run->columns, run->names);
    for (uint64_t r = 0; status == STATUS_OK && r < run->n; r++)
        status = run_replicate(run, r);
    if (status == STATUS_OK && *run->network)
        status = particles_write(&run->of, run->network, run->steps);
    return results_close(&run->results, status);
}

static void release(struct run *run) {
    langevin_free(&run->of);
    mean_field_reference_free(&run->to);
    free(run->X);
    free(run->y);
    free(run->mu);
    for (size_t i = 0; i < 2; i++) {
        free(run->others[i].X);
        free(run->others[i].y);
        free(run->others[i].f);
    }
}

int main(int argc, char **argv) {
    struct run run = {.others = {{.name = "test"}, {.name = "validation"}}};
    const struct option options[] = {
        OPTION_CHOICE("scheme", run.scheme, "semi", LANGEVIN_SCHEMES,
                      "semi-implicit, exponential or explicit Euler steps; or proposals that keep "
                      "the prior (pcn, exact) or do not (walk), accepted or refused"),
        OPTION_REAL("step", run.of.step, NULL, 1e-12, 1e6, "H",
                    "step: time of semi and explicit, lambda times time of exponential, size of a "
                    "proposal (at most 1 of pcn)"),
        OPTION_REAL("lambda", run.of.lambda, NULL, 1e-12, 1e12, "L", "strength of the entropy"),
        OPTION_REAL("gamma", run.gamma, "2", 0, 100, "G", "prior variances k^-G, k = 1..K"),
        OPTION_REAL("bound", run.of.bound, "0", 0, 1e6, "B",
                    "neurons B tanh <theta, x>; 0: <theta, x>"),
        OPTION_INTEGER("particles", run.particles, NULL, 1, 1e8, "M", "number of neurons"),
        OPTION_INTEGER("steps", run.steps, NULL, 0, 1e12, "T", "steps in all"),
        OPTION_INTEGER("burn", run.burn, "0", 0, 1e12, "T", "no rows before this step"),
        OPTION_INTEGER("log-every", run.log_every, "1", 1, 1e12, "E", "a row each E steps"),
        OPTION_CHOICE("reference", run.reference, "none", "none|optimum|certificate",
                      "compare with the optimum; with the certificate of the particles, too"),
        OPTION_INTEGER("nodes", run.nodes, "41", 3, 1000, "N",
                       "nodes an axis of the quadrature for these with bounded neurons"),
        OPTION_TEXT("test", run.others[0].path, "", "DATA",
                    "other data, of which rows give the mean square"),
        OPTION_TEXT("validation", run.others[1].path, "", "DATA", "more of the kind"),
        OPTION_TEXT("network", run.network, "", "FILE", "where the particles go in the end"),
        OPTION_INTEGER("checkpoint", run.checkpoint, "0", 0, 1e12, "E",
                       "write them each E steps, too"),
        OPTION_TEXT("resume", run.resume, "", "FILE", "go on from these particles"),
        OPTION_CHOICE("unstable", run.unstable, "fail", "fail|report",
                      "a number beyond 1e100 is an error, or ends the replicate"),
        OPTION_INTEGER("n", run.n, "1", 1, 1e9, "N", "replicates"),
        OPTION_SEED(run.of.seed),
        OPTION_OUTPUT(run.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "langevin",
        .usage = "DATA",
        .purpose = "mean-field Langevin of M neurons on functional data (rows of coefficients)",
        .details =
            "Minimises (1/n) sum (f - y)^2/2 + lambda KL(law of neurons || prior). Rows: "
            "replicate, step, loss (1/2 mean square), accepted (rate since the last row), "
            "blown_mode (the mode that went beyond 1e100 at this step, or 0). optimum: L*; "
            "distance: |f - f*|^2/n. Certificate of g = f - y: primal = L(mu_g) and dual = D(g) "
            "enclose L*, gap = their difference; below <= primal - L* <= above. test, validation: "
            "mean "
            "square error there. A run that is resumed gives the same bits as one that was not "
            "stopped.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run_all(&run, operands.items[0]);
    release(&run);
    return error_exit("langevin", status);
}
