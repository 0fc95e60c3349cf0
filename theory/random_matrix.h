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

/* A rank-one spike theta u v^T (|u| = |v| = 1) added to an N x d matrix of independent entries of
 * variance 1/d, N/d -> ratio. Above the threshold theta > ratio^{1/4} the largest singular value is
 * sqrt((1+theta^2)(ratio+theta^2))/theta, with squared overlaps of its singular vectors
 *     left with u:  1 - ratio (1+theta^2)/(theta^2 (theta^2+ratio)),
 *     right with v: 1 - (ratio+theta^2)/(theta^2 (theta^2+1));
 * below it the edge 1 + sqrt ratio and 0, 0. left2, right2, edge may be NULL.
 * [standard: Benaych-Georges Nadakuditi 2012] */
double rectangular_spike(double theta, double ratio, double *left2, double *right2, double *edge);

#endif
