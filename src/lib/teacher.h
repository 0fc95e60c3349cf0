/* SPDX-License-Identifier: MIT */
/* Teachers: where labels come from.
 *
 *   none          no labels
 *   linear        y = <beta, x>, beta a random unit vector
 *   index:LINK    y = s(<beta, x>), LINK a link (link.h)
 *   network:FILE  y = f(x) of a network, its activation given apart
 */
#ifndef TWOLAYER_TEACHER_H
#define TWOLAYER_TEACHER_H

#include "error.h"
#include "link.h"
#include "stack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct teacher {
    enum { TEACHER_NONE, TEACHER_INDEX, TEACHER_NETWORK } kind;
    struct link link; /* of an index teacher; linear is the polynomial z */
    double *beta;     /* d */
    size_t d;
    struct stack network;
};

/* Reads a teacher's name; the direction beta is that of the seed, uniform on the unit sphere.
 * STATUS_USAGE for an unknown name. Free by teacher_close. */
enum status teacher_open(struct teacher *teacher, const char *name, const char *activation,
                         size_t d, uint64_t seed);
void teacher_close(struct teacher *teacher);

/* Labels y (count) of the rows of X (count x d), without noise. */
enum status teacher_label(struct teacher *teacher, size_t count, const double *X, double *y);

#endif
