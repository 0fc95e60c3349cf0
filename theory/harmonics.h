/* SPDX-License-Identifier: MIT */
/* Zonal harmonics on spheres: expansions of functions of a scalar product.
 *
 * x and w uniform on the sphere of radius sqrt d in R^d, z = <w, x>/sqrt d: the law of z has
 * density proportional to (1 - z^2/d)^{(d-3)/2} on [-sqrt d, sqrt d], variance 1, and tends to
 * N(0,1). p_0, p_1, ... are its orthonormal polynomials,
 *
 *     z p_k = b_{k+1} p_{k+1} + b_k p_{k-1},  b_k^2 = d k (k+d-3)/((2k+d-2)(2k+d-4)),  b_1 = 1,
 *
 * p_k(sqrt d) = sqrt(N_k), N_k the dimension of the space of spherical harmonics of degree k; for
 * d = infinity they are the normalised Hermite polynomials. With c_k = E f(z) p_k(z),
 *
 *   - the operator g -> E_x f(<w, x>/sqrt d) g(x) has the eigenvalue c_k/sqrt(N_k) on degree k
 *     (Funk-Hecke), with multiplicity N_k;
 *   - the kernel E_w f(<w, x>/sqrt d) f(<w, x'>/sqrt d) has the eigenvalue c_k^2/N_k;
 *   - sum_k c_k^2 = E f(z)^2.
 * [standard: Mueller 1966; Atkinson Han 2012] */
#ifndef TWOLAYER_HARMONICS_H
#define TWOLAYER_HARMONICS_H

#include "activation.h"
#include "error.h"

#include <stddef.h>

/* N_k in dimension d >= 1 (real; in d = 1 there are degrees 0 and 1 only): infinite if it
 * overflows. An integer for integer d; relative error below k times the rounding unit. */
double harmonics_multiplicity(double d, size_t degree);

/* b_k, k >= 1. */
double harmonics_recurrence(double d, size_t k);

/* c[k] = E f(z) p_k(z) for k < count, d = 1 or d >= 2 (infinity too), by Gauss-Legendre panels in
 * the latitude with a border at z = 0, where f may have a kink or jump. Absolute error about 1e-15
 * times sqrt(E f^2) for f that is analytic near each half of the axis; count at most 4096. */
enum status harmonics_expand(double (*f)(double z, void *context), void *context, double d,
                             size_t count, double *c);

/* The same for an activation: closed form for relu and step, to a relative error of k times the
 * rounding unit and without limit on count; quadrature for the others, where coefficients below
 * 1e-15 of the norm, which are rounding, are set to 0, and those above the degree of a polynomial.
 */
enum status harmonics_coefficients(const struct activation *activation, double d, size_t count,
                                   double *c);

#endif
