/* SPDX-License-Identifier: MIT */
/* Links: functions of one variable, for labels y = s(<beta, x>).
 *
 *   ie1   sqrt 2 (sin z + cos z - e^{-1/2})
 *   ie2   1.2 (cos 2z - e^{-2} + sin 3z - 3 e^{-9/2} z)
 *   ie3   0.7 (sin z - (e^{3/2}/2) sin 2z)
 *   even  1.5 (cos 2z - e^{-2})
 *   hermite:c0,c1,...  sum_k c_k He_k(z)
 *
 * (ieK has information exponent K; E s(Z) = 0 for the named ones, Z standard Gaussian.)
 */
#ifndef TWOLAYER_LINK_H
#define TWOLAYER_LINK_H

#include "activation.h"
#include "error.h"

struct link {
    double (*function)(double z); /* or NULL: the polynomial */
    struct activation polynomial;
};

/* Reads a link's name; STATUS_USAGE for an unknown one. */
enum status link_parse(struct link *link, const char *name);

/* s(z). */
double link_value(const struct link *link, double z);

#endif
