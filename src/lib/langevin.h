/* SPDX-License-Identifier: MIT */
/* Langevin dynamics of particles: M neurons theta_j, vectors of K modes, under a prior N(0, C), C =
 * diag mu, for f = (1/M) sum_j h_j, h_j = <theta_j, x> (linear) or B tanh <theta_j, x> (bounded).
 * A step of a scheme is, mode by mode,
 *
 *     theta <- keep theta - pull grad U + kick xi,   grad U = (1/n) sum_i g_i grad h(x_i)
 *
 *                 keep                  pull                  kick
 *   SEMI          S = 1/(1+h lambda/mu) h S                   S sqrt(2 lambda h)
 *   EXPLICIT      1 - h lambda/mu       h                     sqrt(2 lambda h)
 *   EXPONENTIAL   r = exp(-h)           (1-r) mu/lambda       sqrt((1-r^2) mu)
 *   PCN, WALK     sqrt(1-h^2), 1        0                     h sqrt(mu)
 *
 * with h the step (of EXPONENTIAL the time in units of 1/lambda). PCN and WALK propose this and
 * accept or refuse it; the target of PCN is exact for every step. WALK is the random walk, whose
 * acceptance falls with the number of modes. [standard: Cotter Roberts Stuart White 2013]
 *
 * What is drawn has addresses (replicate; step; particle and mode), so that a run can
 * be continued from its particles with the same bits. */
#ifndef TWOLAYER_LANGEVIN_H
#define TWOLAYER_LANGEVIN_H

#include "error.h"
#include "random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LANGEVIN_SCHEMES "semi|exponential|explicit|pcn|walk"

enum langevin_scheme {
    LANGEVIN_SEMI,
    LANGEVIN_EXPONENTIAL,
    LANGEVIN_EXPLICIT,
    LANGEVIN_PCN,
    LANGEVIN_WALK
};

/* Of one of LANGEVIN_SCHEMES. */
enum langevin_scheme langevin_scheme_parse(const char *name);

struct langevin {
    size_t particles, modes, samples; /* M, K, n */
    enum langevin_scheme scheme;
    double lambda, bound, step; /* bound = 0: linear neurons */
    const double *X, *y, *mu;   /* the caller's: n x K, n, K */
    uint64_t seed;
    double *theta, *h, *f; /* M x K, M x n, n: f = mean of h */
    double accepted;       /* proposals that PCN or WALK accepted in the last step, of M */
    size_t blown_mode;     /* 1, 2, ...: where langevin_step found a number beyond 1e100; or 0 */
    double *keep, *pull, *kick; /* K each */
    double *work;               /* the rest is scratch */
    size_t block;
    struct random_stream noise, uniforms;
};

/* Takes sizes, scheme, numbers, X, y, mu and seed from *of, and allocates the rest. Free by
 * langevin_free. */
enum status langevin_new(struct langevin *of);
void langevin_free(struct langevin *of);

/* All particles from the prior; or from theta as it is (h and f are then brought up to date). */
void langevin_draw(struct langevin *of, uint64_t replicate);
void langevin_refresh(struct langevin *of);

/* Step t = 1, 2, ... of all particles. With g (n) they are independent, with the invariant law mu_g
 * = exp(-(1/(n lambda)) sum g_i h(x_i)) prior; with g = NULL they interact, g = f - y: mean-field
 * Langevin, or, with PCN, the Gibbs law of M particles, exp(-(M/lambda) |f - y|^2/(2n)), particle
 * by particle. Returns false, with blown_mode set, if a number went beyond 1e100. */
bool langevin_step(struct langevin *of, uint64_t replicate, uint64_t t, const double *g);

/* The mean of the neurons, f (count), at other inputs X (count x K). */
enum status langevin_predict(const struct langevin *of, size_t count, const double *X, double *f);

#endif
