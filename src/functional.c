/* SPDX-License-Identifier: MIT */
/* functional: what can be learnt of random functional data: replicates of the excess risk of the
 * optimum of linear neurons, or of the Rademacher complexity of networks near the prior. */
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns_of_risk[] = {"replicate", "excess"};
static const char *const columns_of_complexity[] = {"replicate", "linear", "bounded", "trace"};
enum { RISK = 2, COMPLEXITY = 4 };

struct functional {
    const char *method, *output;
    double lambda, gamma, decay, noise, divergence, bound;
    uint64_t samples, modes, neurons, seed, n;
    double *X, *y, *coefficients; /* samples x modes: times sqrt(mu); samples; modes */
    double *mu, *rho, *teacher; /* modes each: prior and input variances; b of beta = sqrt(mu) b */
    double *theta, *h;          /* neurons x modes (times 1/sqrt(mu)), neurons x samples */
    struct results results;
};

static enum status prepare(struct functional *f) {
    size_t n = f->samples, K = f->modes, P = f->bound > 0 ? f->neurons : 0;
    double squares = 0;
    f->X = memory_new(n, K * sizeof *f->X);
    f->y = memory_new(2 * n + 4 * K, sizeof *f->y);
    f->theta = memory_new(P + 1, (K + n) * sizeof *f->theta);
    if (!f->X || !f->y || !f->theta)
        return STATUS_NUMERICAL;
    f->coefficients = f->y + 2 * n;
    f->mu = f->coefficients + K;
    f->rho = f->mu + K;
    f->teacher = f->rho + K;
    f->h = f->theta + P * K;
    for (size_t k = 0; k < K; k++) {
        double order = (double)k + 1;
        f->mu[k] = pow(order, -f->gamma);
        f->rho[k] = pow(order, -f->decay);
        f->teacher[k] = 1 / order;
        squares += 1 / (order * order);
    }
    for (size_t k = 0; k < K; k++)
        f->teacher[k] /= sqrt(squares);
    random_gaussians(random_stream(f->seed, "neurons"), 0, 0, 0, P * K, f->theta);
    return STATUS_OK;
}

/* The samples of a replicate, in coordinates in which the prior is N(0, I): x_k sqrt(mu_k). */
static void draw(struct functional *f, uint64_t replicate) {
    size_t K = f->modes;
    random_gaussians(random_stream(f->seed, "data"), replicate, 0, 0, f->samples * K, f->X);
    for (size_t i = 0; i < f->samples; i++)
        for (size_t k = 0; k < K; k++)
            f->X[i * K + k] *= sqrt(f->rho[k] * f->mu[k]);
}

/* Labels <beta, x> and noise; the optimum is ridge regression with n lambda. */
static enum status put_risk(struct functional *f, uint64_t replicate) {
    size_t n = f->samples, K = f->modes;
    double *noise = f->y + n, excess = 0;
    linalg_multiply_transposed(1, n, K, f->teacher, f->X, false, f->y);
    random_gaussians(random_stream(f->seed, "noise"), replicate, 0, 0, n, noise);
    for (size_t i = 0; i < n; i++)
        f->y[i] += sqrt(f->noise) * noise[i];
    enum status status = linalg_ridge(n, K, f->X, (double)n * f->lambda, 1, f->y, f->coefficients);
    for (size_t k = 0; k < K; k++) {
        double error = f->coefficients[k] - f->teacher[k];
        excess += f->mu[k] * f->rho[k] * error * error;
    }
    const double row[RISK] = {(double)replicate + 1, excess};
    results_put(&f->results, row);
    return status;
}

/* (divergence + log mean exp(a s))/a, which at its least bounds (1/n) sum eps f(x) of all networks
 * with KL(law || prior) at most the divergence, s = (1/n) sum eps h(x) of neurons of the prior. */
static double tilt(const struct functional *f, const double *s, double log_a, double *work) {
    size_t P = f->neurons;
    double a = exp(log_a), highest = -INFINITY;
    for (size_t j = 0; j < P; j++)
        highest = fmax(highest, a * s[j]);
    for (size_t j = 0; j < P; j++)
        work[j] = a * s[j] - highest;
    vector_exp(P, work, work);
    return (f->divergence + highest + log(vector_sum(P, work) / (double)P)) / a;
}

/* By golden sections in log a: it falls, then rises. */
static double supremum(const struct functional *f, const double *s, double *work) {
    const double golden = (sqrt(5) - 1) / 2;
    double low = -10, high = 20;
    while (high - low > 1e-6) {
        double left = high - golden * (high - low), right = low + golden * (high - low);
        if (tilt(f, s, left, work) < tilt(f, s, right, work))
            high = right;
        else
            low = left;
    }
    return tilt(f, s, low, work);
}

static enum status put_complexity(struct functional *f, uint64_t replicate) {
    size_t n = f->samples, K = f->modes, P = f->neurons;
    double *signs = f->y, *sum = f->coefficients, trace = 0, bounded = NAN;
    random_signs(random_stream(f->seed, "signs"), replicate, 0, 0, n, signs);
    for (size_t i = 0; i < n; i++)
        signs[i] /= (double)n;
    linalg_multiply(1, K, n, signs, f->X, false, sum);
    for (size_t k = 0; k < K; k++)
        trace += f->mu[k] * f->rho[k];
    if (f->bound > 0) {
        double *s = memory_new(P, 2 * sizeof *s);
        if (!s)
            return STATUS_NUMERICAL;
        linalg_multiply_transposed(P, n, K, f->theta, f->X, false, f->h);
        vector_tanh(P * n, f->h, f->h);
        linalg_multiply_transposed(1, P, n, signs, f->h, false, s);
        for (size_t j = 0; j < P; j++)
            s[j] *= f->bound;
        bounded = supremum(f, s, s + P);
        free(s);
    }
    const double row[COMPLEXITY] = {(double)replicate + 1,
                                    sqrt(2 * f->divergence) * linalg_norm(K, sum), bounded, trace};
    results_put(&f->results, row);
    return STATUS_OK;
}

static enum status run(struct functional *f) {
    bool risk = strcmp(f->method, "risk") == 0;
    enum status status = prepare(f);
    if (status == STATUS_OK)
        status = results_open(&f->results, f->output, risk ? RISK : COMPLEXITY,
                              risk ? columns_of_risk : columns_of_complexity);
    for (uint64_t r = 0; status == STATUS_OK && r < f->n; r++) {
        draw(f, r);
        status = risk ? put_risk(f, r) : put_complexity(f, r);
    }
    return results_close(&f->results, status);
}

int main(int argc, char **argv) {
    struct functional f = {0};
    const struct option options[] = {
        OPTION_CHOICE("method", f.method, "risk", "risk|complexity",
                      "excess risk of linear neurons, or Rademacher complexity"),
        OPTION_INTEGER("samples", f.samples, NULL, 1, 1e6, "N", "samples of a replicate"),
        OPTION_INTEGER("modes", f.modes, "256", 1, 1e6, "K", "modes, k = 1..K"),
        OPTION_REAL("gamma", f.gamma, "2", 0, 100, "G", "prior variances k^-G"),
        OPTION_REAL("decay", f.decay, "0.5", 0, 100, "A", "variances k^-A of the inputs"),
        OPTION_REAL("lambda", f.lambda, "0.01", 1e-12, 1e12, "L", "risk: strength of the entropy"),
        OPTION_REAL("noise", f.noise, "0", 0, INFINITY, "S", "risk: variance of the label noise"),
        OPTION_REAL("divergence", f.divergence, "1", 0, 1e6, "M", "complexity: KL at most"),
        OPTION_REAL("bound", f.bound, "0", 0, 1e6, "B",
                    "complexity: of B tanh <theta, x>, too (0: no)"),
        OPTION_INTEGER("neurons", f.neurons, "2000", 1, 1e8, "P",
                       "of the prior, for its mean over them"),
        OPTION_INTEGER("n", f.n, NULL, 1, 1e9, "N", "replicates"),
        OPTION_SEED(f.seed),
        OPTION_OUTPUT(f.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "functional",
        .usage = "",
        .purpose = "excess risk and complexity of wide networks on Gaussian functional data",
        .details =
            "A row a replicate. risk: labels <beta, x> + noise, beta_k = k^(-G/2)/(k |1/k|); "
            "excess "
            "= E (<m*, x> - <beta, x>)^2 of the optimum m*. complexity: the supremum of (1/n) sum "
            "eps f(x) over KL(law || prior) <= M, of linear neurons exactly, of bounded ones by "
            "duality and a mean over P neurons; trace = E<x, C x>.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&f);
    free(f.X);
    free(f.y);
    free(f.theta);
    return error_exit("functional", status);
}
