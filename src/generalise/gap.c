/* SPDX-License-Identifier: MIT */
/* The gap of a network after SGD on a sample, and every link of the chain that bounds it. */
#include "methods.h"
#include "random.h"
#include "statistics.h"
#include "transport.h"
#include "vector.h"
#include "wasserstein.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the samples of a replicate lie among its rows. */
struct places {
    size_t train, test, other, population;
};

static struct places places_of(const struct generalise *g) {
    return (struct places){0, g->samples, 2 * g->samples, 2 * g->samples + g->transport};
}

static double steps_of(const struct generalise *g) {
    return (double)(g->samples * g->epochs);
}

static double eta_of(const struct generalise *g) {
    bool over = strcmp(g->over, "sqrt-steps") == 0 && g->epochs > 0;
    return over ? g->step / sqrt(steps_of(g)) : g->step;
}

/* SGD: each step a sample drawn with replacement. */
static void train(struct generalise *g, uint64_t replicate) {
    struct random_stream stream = random_stream(g->seed, "order");
    size_t d = g->net.d, steps = g->samples * g->epochs, count;
    double eta = eta_of(g), u[256];
    for (size_t k = 0; k < steps; k += count) {
        count = steps - k < 256 ? steps - k : 256;
        random_uniforms(stream, replicate, 0, k, count, u);
        for (size_t i = 0; i < count; i++) {
            size_t sample = (size_t)(u[i] * (double)g->samples);
            walk_step(&g->net, g->loss, g->X + sample * d, g->y[sample], eta, NULL);
        }
    }
}

static double mean_of(size_t n, const double *values) {
    return vector_sum(n, values) / (double)n;
}

/* E|grad f - grad g|^2 and the largest |grad f|^2 over the population. Values of g go where the
 * losses were. */
static enum status look_at_slopes(struct generalise *g, size_t first, double *difference,
                                  double *steepest) {
    size_t d = g->net.d, n = g->population;
    *difference = *steepest = 0;
    enum status status =
        stack_evaluate(&g->data.teacher.network, 0, n, g->X + first * d, g->f, g->more);
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        const double *own = g->slopes + (first + i) * d, *other = g->more + i * d;
        double square = 0, apart = 0;
        for (size_t j = 0; j < d; j++) {
            square += own[j] * own[j];
            apart += (own[j] - other[j]) * (own[j] - other[j]);
        }
        *difference += apart / (double)n;
        *steepest = fmax(*steepest, square);
    }
    return status;
}

/* W1 between the training sample and the second one: of (x, y), or of x alone. */
static enum status distance_of(const struct generalise *g, const struct places *at, bool labels,
                               double *distance) {
    size_t d = g->net.d, all = d + labels, n = g->samples, m = g->transport;
    double *Z = memory_new(n + m, all * sizeof *Z);
    if (!Z)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < n + m; i++) {
        size_t row = i < n ? at->train + i : at->other + i - n;
        for (size_t j = 0; j < d; j++)
            Z[i * all + j] = g->X[row * d + j];
        if (labels)
            Z[i * all + d] = g->y[row];
    }
    const struct transport_problem problem = {
        {n, all, Z, NULL}, {m, all, Z + n * all, NULL}, TRANSPORT_EUCLIDEAN, 1};
    struct transport transport = {0};
    enum status status =
        all == 1 ? transport_sorted(&problem, &transport) : transport_exact(&problem, &transport);
    *distance = transport.primal;
    transport_free(&transport);
    free(Z);
    return status;
}

/* What is known before training: bounds of (E s^2)^{1/2} and, on every path, of s/2. */
static void put_before(const struct generalise *g, double *out) {
    const struct dataset_norms *law = &g->law;
    double d = (double)g->net.d, eta = eta_of(g), steps = steps_of(g);
    out[0] = wasserstein_moment_bound_epochs(d, eta, steps, g->start, law->rho);
    out[1] = wasserstein_moment_bound_epochs(d, eta, steps, g->start_mean, law->top) / 2;
    out[2] = g->map;
    out[3] = law->trace;
    out[4] = law->square;
    out[5] = law->half_width;
}

/* Losses of all samples of the replicate, with the gradients of f. */
static enum status evaluate(struct generalise *g, uint64_t replicate, const struct places *at) {
    generalise_draw(g, replicate);
    enum status status = dataset_rows(&g->data, replicate * g->rows, g->rows, g->X, g->y);
    for (size_t i = 0; status == STATUS_OK && i < g->transport; i++)
        g->y[at->other + i] += g->shift;
    if (status == STATUS_OK) {
        train(g, replicate);
        status = net_losses(&g->net, g->loss, g->rows, g->X, g->y, g->f, g->slopes);
    }
    return status;
}

/* The distances, where they are asked for, and the slopes. */
struct looks {
    double difference, steepest, distance, marginal;
};

static enum status look(struct generalise *g, const struct places *at, struct looks *looks) {
    *looks = (struct looks){.distance = NAN, .marginal = NAN};
    enum status status = look_at_slopes(g, at->population, &looks->difference, &looks->steepest);
    if (status == STATUS_OK && g->transport)
        status = distance_of(g, at, true, &looks->distance);
    if (status == STATUS_OK && g->transport)
        status = distance_of(g, at, false, &looks->marginal);
    return status;
}

enum status generalise_gap(struct generalise *g, uint64_t replicate) {
    enum { OWN = 15, BEFORE = 6 };
    struct places at = places_of(g);
    struct network_norms norms = {0};
    struct statistics_moments population = {0};
    struct looks looks;
    enum status status = evaluate(g, replicate, &at);
    if (status == STATUS_OK)
        status = net_norms(&g->net, &norms);
    if (status != STATUS_OK)
        return status;
    if (!isfinite(norms.first + norms.second))
        return error_set(STATUS_NUMERICAL,
                         "found weights that are not finite after training "
                         "(replicate %llu), expected a smaller --step",
                         (unsigned long long)replicate + 1);
    for (size_t i = 0; i < g->population; i++)
        statistics_moments_add(&population, g->f[at.population + i]);
    double trained = mean_of(g->samples, g->f + at.train);
    double tested = mean_of(g->samples, g->f + at.test);
    double other = g->transport ? mean_of(g->transport, g->f + at.other) : NAN;
    status = look(g, &at, &looks); /* the losses are not needed any more */
    double row[OWN + BEFORE] = {(double)(replicate + 1),
                                trained,
                                population.mean,
                                population.mean - trained,
                                population.mean - tested,
                                statistics_moments_variance(&population),
                                looks.difference,
                                sqrt(1 + looks.steepest),
                                norms.lambda,
                                norms.path,
                                wasserstein_lipschitz(fmin(norms.lambda, norms.path)),
                                norms.first + norms.second,
                                other - trained,
                                looks.distance,
                                looks.marginal};
    put_before(g, row + OWN);
    if (status == STATUS_OK)
        results_put(&g->results, row);
    return status;
}
