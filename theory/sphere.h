/* SPDX-License-Identifier: MIT */
/* Directions that are uniform on the sphere, and probabilities of half-spaces given the direction.
 *
 * The latitude phi of a uniform direction on S^{n-1} (its first coordinate is sin phi) has density
 * Gamma(n/2)/(sqrt pi Gamma((n-1)/2)) cos^{n-2} phi on [-pi/2, pi/2]; for n = 1 it is +-pi/2. */
#ifndef TWOLAYER_SPHERE_H
#define TWOLAYER_SPHERE_H

#include "error.h"

/* The density of the latitude, real n >= 2. Relative error below 1e-13 for n up to 1e12. [standard]
 */
double sphere_density(double n, double latitude);

/* Beyond this latitude (at most pi/2) lies a mass below 1e-17. */
double sphere_limit(double n);

/* P(t > x) for Student's t with n >= 1 degrees of freedom, not necessarily an integer. Absolute
 * error below 1e-13. [standard] */
double student_tail(double n, double x);

/* A Gaussian half-space whose mean and deviation depend on the direction (its latitude, given by
 * sine and cosine): mean and deviation >= 0 are homogeneous of degree 1 in the radius. */
typedef void sphere_side(double sine, double cosine, void *context, double *mean,
                         double *deviation);

/* 2 P(X_1 > 0, |X| mean + deviation N < 0) for X ~ N(0, I_n), N ~ N(0,1) independent: given the
 * latitude N/|X| is Student's t over sqrt n, so this is 2 E_{phi>0} P(t_n > sqrt n mean/deviation).
 * The step where the mean changes sign is searched for and resolved however narrow it is; a mean of
 * 0 without deviation counts as < 0. n = 1 or n >= 2. Absolute error 1e-11. [derived] */
enum status sphere_half(double n, sphere_side *side, void *context, double *probability);

#endif
