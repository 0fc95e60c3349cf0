/* SPDX-License-Identifier: MIT */
/* dual: dual averaging (PDA) and dual coordinate ascent (SDCA) for two-layer networks of infinite
 * width, with an exact inner loop or one of particles; each row carries its certificate. */
#include "dataset.h"
#include "local.h"
#include "method.h"
#include "options.h"
#include "random.h"
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"replicate",
                                      "step",
                                      "epochs",
                                      "primal",
                                      "dual",
                                      "gap",
                                      "optimum",
                                      "below",
                                      "above",
                                      "distance",
                                      "proximal",
                                      "particles_loss",
                                      "mixture",
                                      "error",
                                      "local",
                                      "local_reversed",
                                      "local_forgotten",
                                      "expected_gap",
                                      "gap_of_mean"};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct run {
    const char *method_name, *order, *scheme, *output;
    double lambda, gamma, bound, step, factor, near;
    uint64_t particles, inner, steps, log_every, nodes, seed, n;
    size_t samples, modes;
    double *X, *y, *mu, *work;
    struct langevin of;
    struct mean_field_reference to;
    struct method method;
    struct local local;
    struct results results;
};

/* ---- rows ---- */

static bool is_logged(const struct run *run, uint64_t t) {
    if (t == run->steps)
        return true;
    return run->log_every > 0 ? t % run->log_every == 0 : (t & (t - 1)) == 0;
}

static void put_row(struct run *run, uint64_t replicate, uint64_t t) {
    size_t n = run->to.problem.n;
    double loss = 0, square = 0, errors[3] = {NAN, NAN, NAN}, *e = run->work;
    struct mean_field_certificate c;
    double mixture = run->method.mixture && t > 0 ? method_mixture(&run->method, t) : NAN;
    memcpy(run->to.state.g, run->method.g, n * sizeof *run->to.state.g);
    mean_field_certify(&run->to, &c);
    for (size_t i = 0; i < n; i++) {
        double residual = run->method.f[i] - run->y[i];
        loss += residual * residual / (2 * (double)n);
        e[i] = run->method.g[i] - run->to.optimum.g[i];
        square += e[i] * e[i];
    }
    if (run->method.cyclic && t % n == 0)
        local_follow(&run->local, e, errors);
    const double row[COLUMNS] = {(double)replicate + 1,
                                 (double)t,
                                 (double)t / (double)n,
                                 c.primal,
                                 c.dual,
                                 c.residual,
                                 run->to.optimum.dual,
                                 c.below,
                                 c.above,
                                 c.distance,
                                 c.proximal,
                                 loss,
                                 mixture,
                                 sqrt(square),
                                 errors[0],
                                 errors[1],
                                 errors[2],
                                 run->near > 0 ? local_gap(&run->local) : NAN,
                                 run->near > 0 ? local_gap_of_mean(&run->local) : NAN};
    results_put(&run->results, row);
    /* The certificate has used the density of the problem. */
    if (!run->method.particles)
        mean_field_density(&run->to.problem, run->method.g, run->method.f);
}

/* ---- running ---- */

static enum status read_data(struct run *run, const char *path) {
    enum status status = dataset_read(path, &run->samples, &run->modes, &run->X, &run->y);
    if (status != STATUS_OK)
        return status;
    run->mu = mean_field_prior(run->modes, run->gamma);
    run->work = memory_zero(4 * run->samples, sizeof *run->work);
    return run->mu && run->work ? STATUS_OK : STATUS_NUMERICAL;
}

static enum status make_particles(struct run *run) {
    run->of = (struct langevin){.particles = run->particles,
                                .modes = run->modes,
                                .samples = run->samples,
                                .scheme = langevin_scheme_parse(run->scheme),
                                .lambda = run->lambda,
                                .bound = run->bound,
                                .step = run->step,
                                .X = run->X,
                                .y = run->y,
                                .mu = run->mu,
                                .seed = run->seed};
    return run->particles ? langevin_new(&run->of) : STATUS_OK;
}

static enum status prepare(struct run *run, const char *data) {
    struct method *method = &run->method;
    enum status status = read_data(run, data);
    if (status == STATUS_OK)
        status = mean_field_reference_new(run->samples, run->modes, run->X, run->mu, run->y,
                                          run->lambda, run->bound, run->nodes, &run->to);
    if (status == STATUS_OK)
        status = make_particles(run);
    if (status != STATUS_OK)
        return status;
    size_t n = run->samples;
    /* Of linear neurons, which are not bounded, the largest variance stands for B^2. */
    double square = run->bound * run->bound;
    for (size_t i = 0; run->to.problem.K && i < n; i++)
        square = fmax(square, run->to.problem.K[i * n + i]);
    *method = (struct method){
        .averaging = strcmp(run->method_name, "pda") == 0,
        .cyclic = strcmp(run->order, "cyclic") == 0,
        .scale = run->factor * mean_field_sdca_scale((double)n, run->lambda, sqrt(square)),
        .inner = run->inner,
        .seed = run->seed,
        .problem = &run->to.problem,
        .particles = run->particles ? &run->of : NULL,
        .g = run->work + n,
        .f = run->work + 2 * n,
        .sum = run->work + 3 * n,
    };
    run->local = (struct local){.optimum = &run->to.optimum,
                                .n = n,
                                .lambda = run->lambda,
                                .scale = method->scale,
                                .forgotten_scale = 1 + square / run->lambda};
    if (method->averaging && method->cyclic)
        return error_set(STATUS_USAGE, "found --method=pda --order=cyclic, expected random order");
    if (run->near > 0 && (method->averaging || method->cyclic))
        return error_set(STATUS_USAGE,
                         "found --near with --method=%s --order=%s, expected sdca in "
                         "random order",
                         run->method_name, run->order);
    if (method->averaging && !method->particles && !run->to.problem.K &&
        !(method->mixture = memory_new(run->to.problem.nodes, sizeof *method->mixture)))
        return STATUS_NUMERICAL;
    return local_new(&run->local);
}

/* g = 0, or the distance `near` from the optimum, in the direction of all ones. */
static void start(struct run *run, uint64_t replicate) {
    size_t n = run->samples;
    double *e = run->work;
    for (size_t i = 0; i < n; i++) {
        double near = run->to.optimum.g[i] + run->near / sqrt((double)n);
        run->method.g[i] = run->near > 0 ? near : 0;
        e[i] = run->method.g[i] - run->to.optimum.g[i];
    }
    method_start(&run->method, replicate);
    local_start(&run->local, e);
}

static enum status run_all(struct run *run, const char *data) {
    enum status status = prepare(run, data);
    if (status == STATUS_OK)
        status = results_open(&run->results, run->output, COLUMNS, columns);
    for (uint64_t r = 0; status == STATUS_OK && r < run->n; r++) {
        start(run, r);
        put_row(run, r, 0);
        for (uint64_t t = 1; status == STATUS_OK && t <= run->steps; t++) {
            method_step(&run->method, r, t);
            if (run->near > 0)
                status = local_step(&run->local);
            if (run->of.blown_mode || !isfinite(run->method.f[0]))
                status = error_set(STATUS_NUMERICAL,
                                   "found a number beyond 1e100 in mode %zu at step %llu, expected "
                                   "a stable --scheme (a smaller --step may help)",
                                   run->of.blown_mode, (unsigned long long)t);
            else if (status == STATUS_OK && is_logged(run, t))
                put_row(run, r, t);
        }
    }
    return results_close(&run->results, status);
}

static void release(struct run *run) {
    langevin_free(&run->of);
    mean_field_reference_free(&run->to);
    free(run->X);
    free(run->y);
    free(run->mu);
    free(run->work);
    free(run->method.mixture);
    local_free(&run->local);
}

int main(int argc, char **argv) {
    struct run run = {0};
    const struct option options[] = {
        OPTION_CHOICE("method", run.method_name, "sdca", "sdca|pda",
                      "coordinate ascent on the samples, or averaging over a stream of them"),
        OPTION_CHOICE("order", run.order, "random", "random|cyclic",
                      "samples drawn with replacement, or one after the other (sdca)"),
        OPTION_REAL("lambda", run.lambda, NULL, 1e-12, 1e12, "L", "strength of the entropy"),
        OPTION_REAL("gamma", run.gamma, "2", 0, 100, "G", "prior variances k^-G, k = 1..K"),
        OPTION_REAL("bound", run.bound, "0", 0, 1e6, "B",
                    "neurons B tanh <theta, x>; 0: <theta, x>"),
        OPTION_REAL("factor", run.factor, "1", 1e-6, 1e6, "F",
                    "sdca: divides by F (1 + B^2/(n lambda)), 1 being what theory asks for"),
        OPTION_REAL("near", run.near, "0", 0, 1e6, "S",
                    "start at this distance from the optimum; 0: at g = 0"),
        OPTION_INTEGER("steps", run.steps, NULL, 0, 1e12, "T", "steps, one sample each"),
        OPTION_INTEGER("log-every", run.log_every, "1", 0, 1e12, "E",
                       "a row each E steps; 0: at the powers of 2"),
        OPTION_INTEGER("nodes", run.nodes, "41", 3, 1000, "N",
                       "nodes an axis of the quadrature for bounded neurons"),
        OPTION_INTEGER("particles", run.particles, "0", 0, 1e8, "M",
                       "neurons of the inner loop; 0: exact, by quadrature"),
        OPTION_INTEGER("inner", run.inner, "1", 1, 1e9, "S", "steps of the particles a step"),
        OPTION_CHOICE("scheme", run.scheme, "pcn", LANGEVIN_SCHEMES,
                      "of the particles, as in langevin"),
        OPTION_REAL("step", run.step, "0.5", 1e-12, 1e6, "H", "of the particles, as in langevin"),
        OPTION_INTEGER("n", run.n, "1", 1, 1e9, "N", "replicates"),
        OPTION_SEED(run.seed),
        OPTION_OUTPUT(run.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "dual",
        .usage = "DATA",
        .purpose = "dual averaging and dual coordinate ascent of wide networks on functional data",
        .details =
            "Rows: replicate, step, epochs (n steps each). At the Gibbs measure of the dual vector "
            "g: "
            "primal L and dual D, which enclose the optimum; gap = |f - y - g|^2/(2n), their "
            "difference; below <= primal - optimum <= above, the entropy sandwich; distance = |f - "
            "f*|^2/(2n); proximal = D(f - y). particles_loss: of the particles. mixture: L of the "
            "mixture that pda returns. error: |g - g*|. local, local_reversed, local_forgotten: "
            "relative "
            "error of the linear map of cyclic epochs, from |e| < 1e-4 on, and of two wrong ones. "
            "expected_gap: the mean of optimum - dual in random order, to first "
            "order, and gap_of_mean, of the mean of g - g*, with --near.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run_all(&run, operands.items[0]);
    release(&run);
    return error_exit("dual", status);
}
