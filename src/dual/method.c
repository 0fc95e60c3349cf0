/* SPDX-License-Identifier: MIT */
#include "method.h"

#include <math.h>
#include <string.h>

/* The outputs of mu_g, after step t. */
static void look(struct method *method, uint64_t replicate, uint64_t t) {
    struct langevin *particles = method->particles;
    if (!particles) {
        mean_field_density(method->problem, method->g, method->f);
        return;
    }
    for (uint64_t s = 1; t > 0 && s <= method->inner; s++)
        langevin_step(particles, replicate, (t - 1) * method->inner + s, method->g);
    memcpy(method->f, particles->f, method->problem->n * sizeof *method->f);
}

void method_start(struct method *method, uint64_t replicate) {
    size_t n = method->problem->n;
    memset(method->sum, 0, n * sizeof *method->sum);
    if (method->mixture)
        memset(method->mixture, 0, method->problem->nodes * sizeof *method->mixture);
    if (method->particles)
        langevin_draw(method->particles, replicate);
    look(method, replicate, 0);
}

static size_t choose(const struct method *method, uint64_t replicate, uint64_t t) {
    size_t n = method->problem->n;
    double u;
    if (method->cyclic)
        return (t - 1) % n;
    random_uniforms(random_stream(method->seed, "coordinates"), replicate, 0, t, 1, &u);
    return (size_t)(u * (double)n);
}

void method_step(struct method *method, uint64_t replicate, uint64_t t) {
    size_t n = method->problem->n, i = choose(method, replicate, t);
    double slope = method->f[i] - method->problem->y[i], time = (double)t;
    if (method->averaging) {
        for (size_t q = 0; method->mixture && q < method->problem->nodes; q++)
            method->mixture[q] += time * method->problem->p[q];
        method->sum[i] += time * slope;
        for (size_t j = 0; j < n; j++)
            method->g[j] = (double)n * 2 * method->sum[j] / ((time + 1) * (time + 2));
    } else {
        method->g[i] += (slope - method->g[i]) / method->scale;
    }
    look(method, replicate, t);
}

double method_mixture(const struct method *method, uint64_t t) {
    const struct mean_field_problem *problem = method->problem;
    double scale = 2 / ((double)t * ((double)t + 1)), divergence = 0, loss = 0;
    for (size_t q = 0; q < problem->nodes; q++) {
        double p = scale * method->mixture[q];
        divergence += p > 0 ? p * log(p / problem->weight[q]) : 0;
    }
    for (size_t i = 0; i < problem->n; i++) {
        double f = 0;
        for (size_t q = 0; q < problem->nodes; q++)
            f += scale * method->mixture[q] * problem->h[q * problem->n + i];
        loss += (f - problem->y[i]) * (f - problem->y[i]);
    }
    return loss / (2 * (double)problem->n) + problem->lambda * divergence;
}
