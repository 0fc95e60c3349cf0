/* SPDX-License-Identifier: MIT */
/* Elementwise functions and sums of long vectors, fast and with the same bits on every x86-64
 * machine: SLEEF's deterministic functions (1 ulp; tanh, sin, cos and asin 3.5), and sums over a
 * fixed tree of eight lanes. out may be x. */
#ifndef TWOLAYER_VECTOR_H
#define TWOLAYER_VECTOR_H

#include <stddef.h>

void vector_exp(size_t n, const double *x, double *out);
void vector_log1p(size_t n, const double *x, double *out);
void vector_tanh(size_t n, const double *x, double *out);
void vector_erf(size_t n, const double *x, double *out);
void vector_sin(size_t n, const double *x, double *out);
void vector_cos(size_t n, const double *x, double *out);
void vector_asin(size_t n, const double *x, double *out);

/* sqrt(1 - x^2) + x (pi - acos x), |x| <= 1, to 8 ulp of 1: what two half planes whose normals have
 * the cosine x share. [standard: Cho and Saul 2009] */
void vector_arccosine(size_t n, const double *x, double *out);

/* sum_i x_i and sum_i x_i y_i: eight partial sums, combined in a fixed order. */
double vector_sum(size_t n, const double *x);
double vector_dot(size_t n, const double *x, const double *y);

/* One step of an averaged iteration: sum += x, then x += along z. None overlaps another. */
void vector_step(size_t n, double along, const double *z, double *x, double *sum);

#endif
