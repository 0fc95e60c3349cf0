/* SPDX-License-Identifier: MIT */
/* Limit laws of random matrices, shared by the papers.
 *
 * Marchenko-Pastur: the law of the eigenvalues of X^T X/n, X an n x p matrix of independent
 * standard entries, p/n -> ratio > 0:
 *     density sqrt((high - x)(x - low))/(2 pi ratio x) on [low, high] = [(1 -+ sqrt ratio)^2],
 *     and an atom of mass 1 - 1/ratio at 0 if ratio > 1. Mean 1, variance ratio.
 * [standard: Marchenko Pastur 1967; Bai Silverstein 2010, chapter 3]
 */
#ifndef TWOLAYER_RANDOM_MATRIX_H
#define TWOLAYER_RANDOM_MATRIX_H

#include "error.h"
#include "quadrature.h"

#include <stddef.h>

/* Mean and standard deviation of the Tracy-Widom law of real symmetric matrices: the largest
 * eigenvalue at an edge where x(z) = x* + x''(z - z*)^2/2 has mean about
 * x* + TRACY_WIDOM_MEAN (x''/2)^{1/3} n^{-2/3}. [standard: Bornemann 2010] */
#define TRACY_WIDOM_MEAN (-1.2065335745820)
#define TRACY_WIDOM_DEVIATION 1.2680340284

/* (1 - sqrt ratio)^2 and (1 + sqrt ratio)^2. */
void marchenko_pastur_edges(double ratio, double *low, double *high);

/* The density at x, without the atom; 0 outside the edges, infinite at x = 0 for ratio = 1. */
double marchenko_pastur_density(double ratio, double x);

/* P(eigenvalue <= x), the atom counted from x = 0 on. Closed form; absolute error below
 * 1e-15 (1 + 1/sqrt ratio). */
double marchenko_pastur_cumulative(double ratio, double x);

/* The x at which the cumulative reaches probability (in [0, 1]; 0 within the atom). Bisection to
 * the last bit; NaN outside [0, 1]. */
double marchenko_pastur_quantile(double ratio, double probability);

/* The Gauss rule of `count` nodes for the law, atom included: exact for polynomials of degree
 * 2 count - 1, geometrically convergent for functions analytic near [low, high] (and near 0 if
 * ratio > 1). The law's Jacobi matrix has diagonal 1, 1+ratio, 1+ratio, ... and off-diagonal
 * sqrt ratio; nodes and weights are its eigenvalues and squared first components [standard:
 * Golub Welsch 1969; derived: Jacobi matrix, see adversarial.md]. Frees by quadrature_free. */
enum status marchenko_pastur_rule(struct quadrature *rule, double ratio, size_t count);

/* ---- spiked rectangular matrices ----
 * W + theta u v^T, |u| = |v| = 1, W an N x d matrix of independent entries of variance 1/d,
 * N/d -> ratio. The bulk of singular values ends at 1 + sqrt ratio. */

/* The largest singular value and the squared overlaps of its singular vectors with u and v:
 *     theta > ratio^{1/4}:  sqrt((1+theta^2)(ratio+theta^2))/theta,
 *         left2  = 1 - ratio (1+theta^2)/(theta^2 (theta^2+ratio)),
 *         right2 = 1 - (ratio+theta^2)/(theta^2 (theta^2+1));
 *     else the edge 1 + sqrt ratio and 0, 0.
 * left2, right2, edge may be NULL. theta may be infinite; NaN for ratio <= 0.
 * [standard: Benaych-Georges Nadakuditi 2012] */
double rectangular_spike(double theta, double ratio, double *left2, double *right2, double *edge);

/* The theta whose largest singular value is this one: theta^2 is the larger root of
 * t^2 + (1 + ratio - s^2) t + ratio = 0. NaN below the edge. [standard: the inverse] */
double rectangular_spike_strength(double singular_value, double ratio);

/* Mean and standard deviation of the largest singular value without a spike at finite N and d:
 * edge + w TW, w = (sqrt N + sqrt d)(N^{-1/2} + d^{-1/2})^{1/3}/(2 d (1 + sqrt ratio)), TW the
 * Tracy-Widom law of real matrices. [standard: Johnstone 2001] */
void rectangular_edge_law(double N, double d, double *mean, double *deviation);

/* The edge of a matrix whose rows have entries of variance variance[i]/d (not negative), weight[i]
 * rows of each kind (NULL: one), i < count: squared, the minimum over 0 < z < 1/max variance of
 *     1/z + (1/d) sum_i weight[i] variance[i]/(1 - variance[i] z).
 * 0 if all variances are 0. Relative error below 1e-13. [standard: Silverstein Choi 1995] */
double rectangular_row_edge(size_t count, const double *variance, const double *weight, double d);

#endif
