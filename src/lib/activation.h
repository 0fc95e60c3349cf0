/* SPDX-License-Identifier: MIT */
/* Activations sigma: their values and first three derivatives on vectors, and Gaussian
 * expectations.
 *
 * Names: relu, erf (erf t), erf2 (erf(t/sqrt 2)), tanh, softplus (log(1+e^t)), step (1 if t > 0),
 * linear, square (t^2), he2 ((t^2-1)/sqrt 2), he3 ((t^3-3t)/sqrt 6), sin2 (sin 2t),
 * hermite:c0,c1,... (sum_k c_k He_k(t), He_k the monic Hermite polynomials of weight e^{-t^2/2}).
 *
 * At the kinks of relu and step (t = 0) the derivative is that from the left, 0; the point masses
 * of their higher derivatives are left out (see activation_smoothness).
 */
#ifndef TWOLAYER_ACTIVATION_H
#define TWOLAYER_ACTIVATION_H

#include "error.h"

#include <stddef.h>

#define ACTIVATION_NAMES                                                                           \
    "relu, erf, erf2, tanh, softplus, step, linear, square, he2, he3, sin2 or hermite:c0,c1,..."

enum activation_kind {
    ACTIVATION_RELU,
    ACTIVATION_ERF,
    ACTIVATION_ERF2,
    ACTIVATION_TANH,
    ACTIVATION_SOFTPLUS,
    ACTIVATION_STEP,
    ACTIVATION_SIN2,
    ACTIVATION_POLYNOMIAL /* linear, square, he2, he3, hermite: all are sum_j power[j] t^j */
};

enum { ACTIVATION_TERMS = 16 };

struct activation {
    enum activation_kind kind;
    size_t terms;                   /* of a polynomial */
    double power[ACTIVATION_TERMS]; /* coefficients of t^0, t^1, ... of a polynomial */
};

/* STATUS_USAGE if the name is none of the above, or has over ACTIVATION_TERMS coefficients. */
enum status activation_parse(struct activation *activation, const char *name);

/* The number of continuous-or-better derivatives in the sense of the Gaussian calculus used here:
 * 0 for step, 1 for relu (sigma' is a function, sigma'' has a point mass), 3 for all others. */
int activation_smoothness(const struct activation *activation);

/* The degree p of homogeneity, sigma(c t) = c^p sigma(t) for c > 0, of relu, linear (1) and square
 * (2); 0 of step, and of all others, which have none. */
int activation_degree(const char *name);

/* out[i] = sigma^(order)(z[i]), order 0..3. out may be z. */
void activation_apply(const struct activation *activation, int order, size_t n, const double *z,
                      double *out);

/* sigma^(order)(z) at one point. */
double activation_value(const struct activation *activation, int order, double z);

#endif
