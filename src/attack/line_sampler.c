/* SPDX-License-Identifier: MIT */
/* With z_l = w_l.x, c_l = a_l sigma'(z_l), S = sum c_l^2, s the standard deviation of a weight and
 * r = |x|: w_l = (z_l/r) x/r + p_l with p_l independent of z. The gradient is sum c_l w_l: its part
 * along x is sum c_l z_l / r, the rest is N(0, s^2 S I_{d-1}); and given that rest, each p_l along
 * a fixed direction of it is Gaussian around its share c_l/S of the gradient. So along the line
 *     w_l.v = alpha z_l + beta c_l + gamma xi_l,   xi_l iid N(0,1),
 * with the same three numbers for all neurons. */
#include "line.h"

#include "activation.h"
#include "random.h"
#include "sign.h"
#include "vector.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 15, CHUNK = 2048 };

struct state {
    size_t sample, loaded, count; /* the block that is held: first + 1, and its number of neurons */
    double radius;                /* of x, or NaN if rows must be looked at */
    double alpha, beta, gamma, turn; /* v carries the factor turn = -sgn(f) */
    double *z, *a, *c, *xi, *x;
    gsl_rng *rng;
};

static bool is_mutant(const struct line *line, const char *name) {
    return strcmp(line->mutant, name) == 0;
}

/* Holds the neurons first.. of the sample: z, a, c and xi. */
static void load(struct line *line, size_t first) {
    struct state *s = line->state;
    struct network *network = &line->stack->layer[0];
    if (s->loaded == first + 1)
        return;
    size_t rest = network->width - first, count = rest < BLOCK ? rest : BLOCK;
    uint64_t seed = network->law.seed;
    random_gaussians(random_stream(seed, "sampler z"), s->sample, 0, first, count, s->z);
    random_gaussians(random_stream(seed, "sampler xi"), s->sample, 0, first, count, s->xi);
    network_rows(network, s->sample, first, count, NULL, s->a, NULL);
    for (size_t l = 0; is_mutant(line, "signs") && l < count; l++)
        s->a[l] = fabs(s->a[l]);
    double scale = network_scale(&network->law) * s->radius;
    for (size_t l = 0; l < count; l++)
        s->z[l] *= scale;
    activation_apply(&line->stack->activation, 1, count, s->z, s->c);
    for (size_t l = 0; l < count; l++)
        s->c[l] *= s->a[l];
    s->loaded = first + 1;
    s->count = count;
}

struct sums {
    double f, S, T, cxi; /* sum a sigma(z), c^2, c z, c xi */
};

static struct sums add_up(struct line *line) {
    struct state *s = line->state;
    struct sums sums = {0};
    double value[CHUNK];
    for (size_t first = 0; first < line->stack->layer[0].width; first += BLOCK) {
        load(line, first);
        for (size_t at = 0; at < s->count; at += CHUNK) {
            size_t count = s->count - at < CHUNK ? s->count - at : CHUNK;
            activation_apply(&line->stack->activation, 0, count, s->z + at, value);
            sums.f += vector_dot(count, s->a + at, value);
        }
        sums.S += vector_dot(s->count, s->c, s->c);
        sums.T += vector_dot(s->count, s->c, s->z);
        sums.cxi += vector_dot(s->count, s->c, s->xi);
    }
    return sums;
}

/* |eta|_2^2 and |eta|_1 of the Gaussian vector eta of d-1 entries that the gradient off x is made
 * of; for a random direction, of the d-2 entries off that direction too. */
static void draw_rest(struct line *line, double *squares, double *absolutes) {
    struct state *s = line->state;
    size_t d = line->dataset->d;
    struct random_stream stream = random_stream(line->stack->layer[0].law.seed, "sampler rest");
    *squares = *absolutes = 0;
    if (line->direction == DIRECTION_SIGNS) {
        double eta[CHUNK];
        for (size_t first = 0; first < d - 1; first += CHUNK) {
            size_t count = d - 1 - first < CHUNK ? d - 1 - first : CHUNK;
            random_gaussians(stream, s->sample, 0, first, count, eta);
            *squares += vector_dot(count, eta, eta);
            for (size_t j = 0; j < count; j++)
                eta[j] = fabs(eta[j]);
            *absolutes += vector_sum(count, eta);
        }
        return;
    }
    size_t taken = line->direction == DIRECTION_RANDOM ? 2 : 1;
    random_gsl_seek(s->rng, stream, s->sample, 0);
    if (d > taken)
        *squares = gsl_ran_chisq(s->rng, (double)(d - taken));
}

/* Sets alpha, beta, gamma for a direction with a part `along` x of length one, of norm `across` off
 * it, and product `product` with the gradient off it. */
static void set_line(const struct line *line, const struct sums *sums, double scale, double along,
                     double across, double product) {
    struct state *s = line->state;
    s->alpha = along / s->radius;
    s->gamma = scale * across;
    if (is_mutant(line, "drift"))
        product = 0;
    if (is_mutant(line, "projection")) {
        s->beta = sums->S > 0 ? product / sums->S : 0;
        return;
    }
    s->beta = sums->S > 0 ? (product - s->gamma * sums->cxi) / sums->S : 0;
}

static enum status look_at(struct line *line, size_t sample) {
    struct state *s = line->state;
    s->sample = sample;
    s->loaded = 0;
    s->radius = dataset_radius(line->dataset);
    if (isnan(s->radius)) {
        enum status status = dataset_rows(line->dataset, sample, 1, s->x, NULL);
        s->radius = sqrt(vector_dot(line->dataset->d, s->x, s->x));
        return status;
    }
    return STATUS_OK;
}

/* The gradient of a sample by its two parts: along x, and across it. */
struct parts {
    double along, across, scale, absolutes;
};

static double aim_at_random(struct line *line, const struct sums *sums, struct parts *parts) {
    struct state *s = line->state;
    size_t d = line->dataset->d;
    double g[2] = {0};
    random_gaussians(random_stream(line->seed, "direction"), 0, s->sample, 0, 1, g);
    random_gsl_seek(s->rng, random_stream(line->seed, "direction rest"), 0, s->sample);
    if (d > 1)
        g[1] = sqrt(gsl_ran_chisq(s->rng, (double)(d - 1)));
    double length = hypot(g[0], g[1]), along = g[0] / length, across = g[1] / length;
    /* The gradient across x meets a fixed direction in one Gaussian number. */
    double meet = d > 1 ? parts->scale * sums->cxi : 0;
    parts->across = hypot(parts->across, meet);
    set_line(line, sums, parts->scale, along, across, across * meet);
    s->turn = 1;
    return -sign_of(sums->f) * (along * parts->along + across * meet);
}

/* Sets the line for the direction asked for and returns its slope. */
static double aim(struct line *line, const struct sums *sums, struct parts *parts) {
    struct state *s = line->state;
    s->turn = -sign_of(sums->f);
    if (line->direction == DIRECTION_RANDOM)
        return aim_at_random(line, sums, parts);
    if (line->direction == DIRECTION_SIGNS) {
        double product = parts->scale * sqrt(sums->S) * parts->absolutes;
        set_line(line, sums, parts->scale, sign_of(parts->along),
                 sqrt((double)line->dataset->d - 1), product);
        return sums->f != 0 ? fabs(parts->along) + product : 0;
    }
    double norm = hypot(parts->along, parts->across);
    if (norm == 0) {
        set_line(line, sums, 0, 0, 0, 0);
        return 0;
    }
    set_line(line, sums, parts->scale, parts->along / norm, parts->across / norm,
             parts->across * parts->across / norm);
    return sums->f != 0 ? norm : 0;
}

static enum status start(struct line *line, size_t first, size_t count, struct line_start *out) {
    struct state *s = line->state;
    enum status status = look_at(line, first);
    if (status != STATUS_OK || count == 0)
        return status;
    if (s->radius == 0)
        return error_set(STATUS_INPUT, "found the zero vector as sample %zu, expected |x| > 0",
                         first + 1);
    struct sums sums = add_up(line);
    double squares;
    struct parts parts = {.along = is_mutant(line, "along") ? 0 : sums.T / s->radius,
                          .scale = network_scale(&line->stack->layer[0].law)};
    draw_rest(line, &squares, &parts.absolutes);
    parts.across = parts.scale * sqrt(sums.S * squares);
    out->slope = aim(line, &sums, &parts);
    out->before = sums.f;
    out->gradient_norm = hypot(parts.along, parts.across);
    return STATUS_OK;
}

/* Adds a chunk's part of f(x + t v), and of the number of neurons that flip. */
static void add_chunk(const struct line *line, size_t at, size_t count, double t, double *value,
                      double *flips) {
    const struct state *s = line->state;
    double moved[CHUNK], alpha = t * s->alpha, beta = t * s->beta, gamma = t * s->gamma;
    const double *z = s->z + at, *c = s->c + at, *xi = s->xi + at;
    size_t differ = 0;
    for (size_t l = 0; l < count; l++) {
        moved[l] = z[l] + (alpha * z[l] + (beta * c[l] + gamma * xi[l]));
        differ += (moved[l] > 0) != (z[l] > 0);
    }
    activation_apply(&line->stack->activation, 0, count, moved, moved);
    *value += vector_dot(count, s->a + at, moved);
    *flips += (double)differ;
}

static enum status move(struct line *line, size_t points, const double *t, double *value,
                        double *flips) {
    struct state *s = line->state;
    double width = (double)line->stack->layer[0].width;
    for (size_t p = 0; p < points; p++)
        value[p] = 0;
    for (size_t p = 0; flips && p < points; p++)
        flips[p] = 0;
    for (size_t first = 0; first < line->stack->layer[0].width; first += BLOCK) {
        load(line, first);
        for (size_t at = 0; at < s->count; at += CHUNK) {
            size_t count = s->count - at < CHUNK ? s->count - at : CHUNK;
            for (size_t p = 0; p < points; p++) {
                double differ = 0;
                add_chunk(line, at, count, s->turn * t[p], &value[p], &differ);
                if (flips)
                    flips[p] += differ / width;
            }
        }
    }
    return STATUS_OK;
}

static void close_line(struct line *line) {
    struct state *s = line->state;
    free(s->z);
    free(s->a);
    free(s->c);
    free(s->xi);
    free(s->x);
    if (s->rng)
        gsl_rng_free(s->rng);
    free(s);
}

enum status line_sampler(struct line *line) {
    const struct network *network = &line->stack->layer[0];
    if (line->stack->layers != 1 || !network->is_recipe ||
        strcmp(network->law.weights, "gaussian") != 0)
        return error_set(STATUS_USAGE,
                         "found a network of values, of several layers or not Gaussian; "
                         "--sampler expected one recipe of Gaussian weights");
    if (line->direction == DIRECTION_SIGNS &&
        !(line->dataset->is_recipe && strcmp(line->dataset->law.law, "axis") == 0))
        return error_set(
            STATUS_USAGE,
            "found inputs off the axis, --sampler --metric=linf expected "
            "the recipe of a dataset with --law=axis (the maximum norm is not rotation "
            "invariant)");
    struct state *s = memory_zero(1, sizeof *s);
    if (!s)
        return STATUS_NUMERICAL;
    line->state = s;
    line->batch = 1;
    line->start = start;
    line->move = move;
    line->close = close_line;
    size_t room = network->width < BLOCK ? network->width : BLOCK;
    s->z = memory_new(room, sizeof *s->z);
    s->a = memory_new(room, sizeof *s->a);
    s->c = memory_new(room, sizeof *s->c);
    s->xi = memory_new(room, sizeof *s->xi);
    s->x = line->dataset->is_recipe && !isnan(dataset_radius(line->dataset))
               ? NULL
               : memory_new(line->dataset->d, sizeof *s->x);
    s->rng = random_gsl(random_stream(0, "sampler"), 0, 0);
    bool looks = isnan(dataset_radius(line->dataset));
    return s->z && s->a && s->c && s->xi && s->rng && (s->x || !looks) ? STATUS_OK
                                                                       : STATUS_NUMERICAL;
}
