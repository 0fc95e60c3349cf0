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

struct teacher {
    enum { TEACHER_NONE, TEACHER_INDEX, TEACHER_NETWORK } kind;
    double (*link)(double z);     /* of an index teacher, or NULL: the polynomial */
    struct activation polynomial; /* hermite:... and linear */
    double *beta;                 /* d */
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
