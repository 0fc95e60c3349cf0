/* SPDX-License-Identifier: MIT */
/* Hermite polynomials He_n of the weight e^{-x^2/2}, He_{n+1} = x He_n - n He_{n-1}, and the
 * moments and Gauss rules of the standard Gaussian Z. [standard] */
#ifndef TWOLAYER_HERMITE_H
#define TWOLAYER_HERMITE_H

#include "error.h"
#include "quadrature.h"

#include <stddef.h>

/* He_n(x), by the recursion. */
double hermite_value(size_t n, double x);

/* E Z^n: (n-1)!! for even n, 0 for odd n. */
double hermite_moment(size_t n);

/* The Gauss rule of `count` nodes: sum_i w_i f(x_i) = E f(Z) for polynomials f of degree up to
 * 2 count - 1. Frees by quadrature_free. */
enum status hermite_rule(struct quadrature *rule, size_t count);

#endif
