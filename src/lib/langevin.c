/* SPDX-License-Identifier: MIT */
#include "langevin.h"

#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Particles in a block: its rows of theta, noise and weights stay in the cache. */
enum { BLOCK = 128 };
static const double LIMIT = 1e100;

enum langevin_scheme langevin_scheme_parse(const char *name) {
    return strcmp(name, "semi") == 0          ? LANGEVIN_SEMI
           : strcmp(name, "exponential") == 0 ? LANGEVIN_EXPONENTIAL
           : strcmp(name, "explicit") == 0    ? LANGEVIN_EXPLICIT
           : strcmp(name, "pcn") == 0         ? LANGEVIN_PCN
                                              : LANGEVIN_WALK;
}

static void set_factors(struct langevin *of) {
    double h = of->step, lambda = of->lambda;
    for (size_t k = 0; k < of->modes; k++) {
        double mu = of->mu[k], S = 1 / (1 + h * lambda / mu), r = exp(-h);
        switch (of->scheme) {
        case LANGEVIN_SEMI:
            of->keep[k] = S;
            of->pull[k] = h * S;
            of->kick[k] = S * sqrt(2 * lambda * h);
            break;
        case LANGEVIN_EXPLICIT:
            of->keep[k] = 1 - h * lambda / mu;
            of->pull[k] = h;
            of->kick[k] = sqrt(2 * lambda * h);
            break;
        case LANGEVIN_EXPONENTIAL:
            of->keep[k] = r;
            of->pull[k] = -expm1(-h) * mu / lambda;
            of->kick[k] = sqrt(-expm1(-2 * h) * mu);
            break;
        case LANGEVIN_PCN:
        case LANGEVIN_WALK:
            of->keep[k] = of->scheme == LANGEVIN_PCN ? sqrt(1 - h * h) : 1;
            of->pull[k] = 0;
            of->kick[k] = h * sqrt(mu);
            break;
        }
    }
}

enum status langevin_new(struct langevin *of) {
    size_t M = of->particles, K = of->modes, n = of->samples;
    of->block = M < BLOCK ? M : BLOCK;
    of->theta = memory_new(M, (K + n) * sizeof *of->theta);
    of->f = memory_new(3 * (K + n), sizeof *of->f);
    of->work = memory_new(of->block, (2 * K + n + 2) * sizeof *of->work);
    if (!of->theta || !of->f || !of->work)
        return STATUS_NUMERICAL;
    of->h = of->theta + M * K;
    of->keep = of->f + 3 * n;
    of->pull = of->keep + K;
    of->kick = of->pull + K;
    of->noise = random_stream(of->seed, "langevin");
    of->uniforms = random_stream(of->seed, "acceptance");
    set_factors(of);
    return STATUS_OK;
}

void langevin_free(struct langevin *of) {
    free(of->theta);
    free(of->f);
    free(of->work);
    of->theta = of->f = of->work = NULL;
}

/* h (count x samples) of these particles. */
static void neurons(const struct langevin *of, size_t count, const double *theta, size_t samples,
                    const double *X, double *h) {
    linalg_multiply_transposed(count, samples, of->modes, theta, X, false, h);
    if (of->bound == 0)
        return;
    vector_tanh(count * samples, h, h);
    for (size_t i = 0; i < count * samples; i++)
        h[i] *= of->bound;
}

static void average(const struct langevin *of, double *f) {
    size_t n = of->samples;
    memset(f, 0, n * sizeof *f);
    for (size_t j = 0; j < of->particles; j++)
        for (size_t i = 0; i < n; i++)
            f[i] += of->h[j * n + i];
    for (size_t i = 0; i < n; i++)
        f[i] /= (double)of->particles;
}

static size_t block_at(const struct langevin *of, size_t first) {
    size_t left = of->particles - first;
    return left < of->block ? left : of->block;
}

void langevin_refresh(struct langevin *of) {
    for (size_t first = 0; first < of->particles; first += of->block)
        neurons(of, block_at(of, first), of->theta + first * of->modes, of->samples, of->X,
                of->h + first * of->samples);
    average(of, of->f);
}

/* Step t is row t, mode k of particle j its column j K + k; the prior is step 0. */
void langevin_draw(struct langevin *of, uint64_t replicate) {
    random_gaussians(of->noise, replicate, 0, 0, of->particles * of->modes, of->theta);
    for (size_t j = 0; j < of->particles; j++)
        for (size_t k = 0; k < of->modes; k++)
            of->theta[j * of->modes + k] *= sqrt(of->mu[k]);
    langevin_refresh(of);
}

enum status langevin_predict(const struct langevin *of, size_t count, const double *X, double *f) {
    double *h = memory_new(of->block, count * sizeof *h);
    if (!h)
        return STATUS_NUMERICAL;
    memset(f, 0, count * sizeof *f);
    for (size_t first = 0; first < of->particles; first += of->block) {
        size_t rows = block_at(of, first);
        neurons(of, rows, of->theta + first * of->modes, count, X, h);
        for (size_t j = 0; j < rows; j++)
            for (size_t i = 0; i < count; i++)
                f[i] += h[j * count + i] / (double)of->particles;
    }
    free(h);
    return STATUS_OK;
}

/* ---- schemes with a gradient ---- */

/* pull grad U of each particle of a block (rows x K), by the weights g_i h'(x_i)/n. */
static void gradients(const struct langevin *of, size_t first, size_t rows, const double *g,
                      double *weights, double *gradient) {
    size_t n = of->samples;
    const double *h = of->h + first * n;
    for (size_t j = 0; j < rows; j++)
        for (size_t i = 0; i < n; i++) {
            double value = h[j * n + i];
            weights[j * n + i] = g[i] * (of->bound - value * value / of->bound) / (double)n;
        }
    linalg_multiply(rows, of->modes, n, weights, of->X, false, gradient);
}

/* The mode of the largest number, a NaN counting most. */
static size_t largest_mode(size_t count, size_t modes, const double *theta) {
    size_t best = 0;
    double most = -1;
    for (size_t i = 0; i < count; i++) {
        double size = isnan(theta[i]) ? INFINITY : fabs(theta[i]);
        if (size > most) {
            most = size;
            best = i % modes;
        }
    }
    return best + 1;
}

/* One particle. */
static void move(size_t modes, const double *restrict keep, const double *restrict pull,
                 const double *restrict kick, const double *restrict gradient,
                 const double *restrict noise, double *restrict theta) {
    for (size_t k = 0; k < modes; k++)
        theta[k] = keep[k] * theta[k] - pull[k] * gradient[k] + kick[k] * noise[k];
}

static bool drift(struct langevin *of, uint64_t replicate, uint64_t t, const double *g) {
    size_t K = of->modes, n = of->samples;
    double *noise = of->work, *gradient = noise + of->block * K;
    double *weights = gradient + of->block * K, *scaled = of->f + 2 * n;
    bool linear = of->bound == 0;
    for (size_t i = 0; linear && i < n; i++)
        scaled[i] = g[i] / (double)n;
    if (linear) /* the same for all particles */
        linalg_multiply(1, K, n, scaled, of->X, false, gradient);
    for (size_t first = 0; first < of->particles; first += of->block) {
        size_t rows = block_at(of, first);
        double *theta = of->theta + first * K;
        random_gaussians(of->noise, replicate, t, first * K, rows * K, noise);
        if (!linear)
            gradients(of, first, rows, g, weights, gradient);
        for (size_t j = 0; j < rows; j++)
            move(K, of->keep, of->pull, of->kick, gradient + (linear ? 0 : j * K), noise + j * K,
                 theta + j * K);
        if (!(vector_dot(rows * K, theta, theta) < LIMIT * LIMIT)) {
            of->blown_mode = largest_mode(rows * K, K, theta);
            return false;
        }
        neurons(of, rows, theta, n, of->X, of->h + first * n);
    }
    of->accepted = (double)of->particles;
    average(of, of->f);
    return true;
}

/* ---- schemes that accept or refuse ---- */

/* minus log of the prior, up to a constant */
static double prior(const struct langevin *of, const double *theta) {
    double sum = 0;
    for (size_t k = 0; k < of->modes; k++)
        sum += theta[k] * theta[k] / (2 * of->mu[k]);
    return sum;
}

/* How much the log density of the target rises with neuron h -> other, other things equal. */
static double rise(const struct langevin *of, const double *g, const double *h,
                   const double *other) {
    double n = (double)of->samples, M = (double)of->particles, sum = 0;
    for (size_t i = 0; i < of->samples; i++) {
        double change = other[i] - h[i];
        sum += g ? g[i] * change : change * (of->f[i] - of->y[i] + change / (2 * M));
    }
    return -sum / (n * of->lambda);
}

static void propose(struct langevin *of, size_t first, size_t rows, uint64_t replicate, uint64_t t,
                    double *proposal, double *other) {
    size_t K = of->modes;
    const double *theta = of->theta + first * K;
    random_gaussians(of->noise, replicate, t, first * K, rows * K, proposal);
    for (size_t j = 0; j < rows; j++)
        for (size_t k = 0; k < K; k++)
            proposal[j * K + k] =
                of->keep[k] * theta[j * K + k] + of->kick[k] * proposal[j * K + k];
    neurons(of, rows, proposal, of->samples, of->X, other);
}

/* The proposals of a block do not depend on f, the decisions do, one after the other. */
static void accept(struct langevin *of, uint64_t replicate, uint64_t t, const double *g) {
    size_t K = of->modes, n = of->samples;
    double *proposal = of->work, *others = proposal + of->block * K, *u = others + of->block * n;
    of->accepted = 0;
    for (size_t first = 0; first < of->particles; first += of->block) {
        size_t rows = block_at(of, first);
        propose(of, first, rows, replicate, t, proposal, others);
        random_uniforms(of->uniforms, replicate, t, first, rows, u);
        for (size_t j = 0; j < rows; j++) {
            double *theta = of->theta + (first + j) * K, *h = of->h + (first + j) * n;
            const double *to = proposal + j * K, *other = others + j * n;
            double log_ratio = rise(of, g, h, other);
            if (of->scheme == LANGEVIN_WALK)
                log_ratio += prior(of, theta) - prior(of, to);
            if (log(u[j]) >= log_ratio)
                continue;
            of->accepted++;
            for (size_t i = 0; i < n; i++)
                of->f[i] += (other[i] - h[i]) / (double)of->particles;
            memcpy(theta, to, K * sizeof *theta);
            memcpy(h, other, n * sizeof *h);
        }
    }
    average(of, of->f); /* what rounding left over in the sums */
}

bool langevin_step(struct langevin *of, uint64_t replicate, uint64_t t, const double *g) {
    size_t n = of->samples;
    double *residual = of->f + n;
    of->blown_mode = 0;
    if (of->scheme == LANGEVIN_PCN || of->scheme == LANGEVIN_WALK) {
        accept(of, replicate, t, g);
        return true;
    }
    for (size_t i = 0; !g && i < n; i++)
        residual[i] = of->f[i] - of->y[i];
    return drift(of, replicate, t, g ? g : residual);
}
