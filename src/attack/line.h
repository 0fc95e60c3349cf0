/* SPDX-License-Identifier: MIT */
/* An attack is a straight line x + t v through each sample, v its direction (of length 1 in the
 * attack's metric), t its norm. Two kinds of line give the same law: that of a network that is
 * evaluated (line_network.c), and that of a fresh random network that is never drawn
 * (line_sampler.c). */
#ifndef TWOLAYER_LINE_H
#define TWOLAYER_LINE_H

#include "dataset.h"
#include "error.h"
#include "stack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum direction {
    DIRECTION_GRADIENT, /* v = -sgn(f) g/|g|_2 */
    DIRECTION_SIGNS,    /* v = -sgn(f) sgn(g), one in the maximum norm */
    DIRECTION_RANDOM    /* v uniform on the unit sphere */
};

/* What is known of a sample before it moves. */
struct line_start {
    double before, gradient_norm; /* f(x), |grad f(x)|_2 */
    double slope;                 /* -sgn(f) <g, v>: f shrinks at this rate, to first order */
};

struct line {
    enum direction direction;
    bool fresh;         /* sample i meets replicate i of the network */
    uint64_t seed;      /* of random directions */
    const char *mutant; /* which wrong sampler, or "none" */
    struct stack *stack;
    struct dataset *dataset;
    size_t points; /* how many norms `move` will be asked for at once, about */
    size_t batch;  /* how many samples go well at once */
    /* Takes the samples first..first+count-1, count <= batch. */
    enum status (*start)(struct line *line, size_t first, size_t count, struct line_start *start);
    /* f(x + t v) at `points` values of t for each sample of the batch (t: count x points, row
     * major); flips: fraction of neurons whose activity changes, same shape, or NULL. */
    enum status (*move)(struct line *line, size_t points, const double *t, double *value,
                        double *flips);
    void (*close)(struct line *line);
    void *state;
};

/* A line through samples of an actual network (or stack), samples in batches when they share it. */
enum status line_network(struct line *line);

/* The moved inputs x + t v of the batch at one t each (count x d): only of a line_network. */
enum status line_network_inputs(struct line *line, const double *t, double *X);

/* The exact sampler: fresh networks of a recipe (Gaussian weights, one layer, no bias) whose
 * preactivations along the line have their exact joint law given |x|, in O(width + d) a sample.
 * STATUS_USAGE if the recipe is of another law, or the maximum norm is asked for off the axis.
 * [derived: theory/adversarial.md, c2] */
enum status line_sampler(struct line *line);

#endif
