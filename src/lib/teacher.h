/* Teachers: where labels come from.
 *
 *   none          no labels
 *   linear        y = <beta, x>, beta a random unit vector
 *   index:LINK    y = s(<beta, x>), LINK one of the centred links
 *                   ie1   sqrt 2 (sin z + cos z - e^{-1/2})
 *                   ie2   1.2 (cos 2z - e^{-2} + sin 3z - 3 e^{-9/2} z)
 *                   ie3   0.7 (sin z - (e^{3/2}/2) sin 2z)
 *                   even  1.5 (cos 2z - e^{-2})
 *                   or hermite:c0,c1,...  sum_k c_k He_k(z)
 *                 (ieK has information exponent K, E s(Z) = 0 for standard Gaussian Z)
 *   network:FILE  y = f(x) of a network, its activation given apart
 */
#ifndef TWOLAYER_TEACHER_H
#define TWOLAYER_TEACHER_H

#include "activation.h"
#include "error.h"
#include "stack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A link s: one of the named ones, or a polynomial. */
struct link {
    double (*function)(double z); /* or NULL: the polynomial */
    struct activation polynomial;
};

/* Reads a link's name (LINK above); STATUS_USAGE for an unknown one. */
enum status link_parse(struct link *link, const char *name);

/* s(z). */
double link_value(const struct link *link, double z);

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
