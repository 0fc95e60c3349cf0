/* SPDX-License-Identifier: MIT */
/* What the program tells of the Hessian at its inputs: each method makes the rows of one sample. */
#ifndef TWOLAYER_CURVATURE_METHODS_H
#define TWOLAYER_CURVATURE_METHODS_H

#include "dataset.h"
#include "results.h"
#include "stack.h"

#include <stdbool.h>
#include <stdint.h>

struct curvature {
    const char *activation, *method, *radii, *output;
    bool fresh;
    uint64_t steps;
    double *radius;
    size_t radius_count;
    struct stack stack;
    struct dataset dataset;
    struct results results;
    double *H, *x, *g, *u, *Hu; /* d x d, and vectors of d */
    double *values, *vectors;   /* d, and 4 x d */
};

/* How the rows of one input are made, from x (numbered from 0) and, if it needs it, H there. */
struct curvature_method {
    const char *name;
    size_t columns;
    const char *const *names;
    bool hessian; /* needs it */
    enum status (*run)(struct curvature *c, size_t sample, uint64_t replicate);
};

/* extremes: the ends of the spectrum, and what H does to the gradient. spectrum: all eigenvalues.
 * lipschitz: the Lipschitz constant of the gradient on balls. action: what H does to the gradient,
 * by products alone. */
const struct curvature_method *curvature_method(const char *name);

#endif
