/* SPDX-License-Identifier: MIT */
/* The Gaussian process of an infinitely wide network (c8): the law of f at the displaced input
 *     x' = A x + B |x| e,   e a unit vector orthogonal to x, |x| = sqrt d,
 * given f(x) and grad f(x). Variables of the process are random features of two independent
 * Gaussians: with Z, xi ~ N(0,1),
 *     f(x) <-> psi(Z),  T = sqrt d <grad f, x/|x|> <-> Z psi'(Z),  sqrt d <grad f, e> <-> psi'(Z)
 * xi, f(x') <-> psi(A Z + B xi), covariances being expectations of products. Everything is in
 * Hermite coefficients, in which the part of f(x') that is not explained is a sum of squares: no
 * cancellation however small the displacement. [derived: adversarial.md, c8] */
#ifndef TWOLAYER_ADVERSARIAL_PROCESS_H
#define TWOLAYER_ADVERSARIAL_PROCESS_H

#include "activation.h"
#include "error.h"

/* Terms of the expansions: beyond, the coefficients of every smooth activation here are below 1e-15
 * at unit scale. */
enum { PROCESS_TERMS = 256 };

struct adversarial_process {
    struct activation activation;
    double radial[PROCESS_TERMS]; /* unit vector along Z psi'(Z) */
    double rest[PROCESS_TERMS];   /* unit vector along the part of psi orthogonal to it; or zero */
    double across[PROCESS_TERMS]; /* unit vector along psi' */
    double q, m;                  /* E Z^2 psi'^2, E psi'^2 */
    double value_radial; /* f(x) = value_radial X + value_rest N, X = T/sqrt q, N ~ N(0,1) */
    double value_rest;   /* 0 if psi is homogeneous, f and T being proportional */
};

/* f(x') = radial X + rest N + across Y + deviation N', with X and N as above, Y = sqrt(d/m) <grad
 * f, e> and N' ~ N(0,1) independent of the others. */
struct adversarial_process_law {
    double radial, rest, across, deviation;
};

/* Expands a smooth activation (STATUS_USAGE for step, relu and constants). */
enum status adversarial_process_start(struct adversarial_process *process,
                                      const struct activation *activation);

/* The law of f(x') at displacement (A, B). Coefficients to 1e-13, deviation to 1e-12 relative plus
 * 1e-15 absolute, both times sqrt(E psi(R Z)^2), R = hypot(A, B). */
enum status adversarial_process_at(const struct adversarial_process *process, double A, double B,
                                   struct adversarial_process_law *law);

#endif
