/* SPDX-License-Identifier: MIT */
/* What an attack does along its line, beyond one step. */
#ifndef TWOLAYER_SEARCH_H
#define TWOLAYER_SEARCH_H

#include "line.h"

/* The smallest norm t <= limit at which the output changes sign, for each of the count samples that
 * the line holds; infinity if there is none. Steps of a quarter from the norm that a linear f
 * needs, then false position (Illinois) to a relative 1e-12: a first change of sign and back
 * between two steps is not seen. value: f there (or at the limit). */
enum status search_norm(struct line *line, size_t count, const struct line_start *start,
                        double limit, double *norm, double *value);

/* What many steps find on the sphere of radius `norm` around one sample. */
struct projected {
    double after;  /* f at the last step */
    double single; /* f after the first, which is the single step */
    double order2; /* norm^3 |P H u|^2/(2 G): what they differ by, to leading order; NaN if f is not
                      smooth. P takes off the part along the gradient's direction u. */
};

/* Projected gradient descent on |f| with infinite step: x + delta, delta <- -sgn(f(x)) norm u(x +
 * delta), `steps` times from delta = 0. Of a line_network of a single-sample batch. */
enum status search_projected(struct line *line, size_t sample, double norm, uint64_t steps,
                             struct projected *found);

#endif
