/* SPDX-License-Identifier: MIT */
/* Exact recursions of SGD on given features: Gaussian with a mean, a finite population, many epochs
 * with replacement (R3, R5, R9 of double-descent.md; symbols: double_descent.h). Matrices are row
 * major. */
#ifndef TWOLAYER_DOUBLE_DESCENT_RECURSION_H
#define TWOLAYER_DOUBLE_DESCENT_RECURSION_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- Gaussian features with a mean (R3) ----
 * In the eigenbasis of Sigma = E z z^T: lambda (m), mean = E z (m), so that z is Gaussian with
 * covariance diag lambda - mean mean^T. */

/* Excess of theta_bar and of theta_n after n samples, start = theta_0 - theta* (m), label noise
 * independent of z. O(n m^2). STATUS_NUMERICAL without memory. [derived] */
enum status double_descent_gaussian_sgd(size_t m, const double *lambda, const double *mean,
                                        const double *start, double noise, double gamma,
                                        double zeta, size_t n, double *average, double *last);

/* Mean-square threshold of a constant step: 1/gamma is the spectral radius of L^-1 M, L(C) = Sigma
 * C
 * + C Sigma, M(C) = E[z z^T C z z^T], by power iteration from the identity to a relative change of
 * 1e-13. STATUS_NUMERICAL if that is not reached. [derived] */
enum status double_descent_gaussian_threshold(size_t m, const double *lambda, const double *mean,
                                              double *gamma);

/* The growth of E |e_t|^2 per step, by `steps` >= 1 power iterations from the identity. [derived]
 */
enum status double_descent_gaussian_growth(size_t m, const double *lambda, const double *mean,
                                           double gamma, size_t steps, double *growth);

/* ---- a finite population (R5, R9) ---- */

/* The same threshold for samples drawn with replacement from the rows of Z (atoms x m, of rank m);
 * P, if not NULL: the Perron matrix (m x m, trace 1) of C -> E[(I - gamma z z^T) C (I - gamma z
 * z^T)] there, for which E e_t^T P e_t = e_0^T P e_0. [derived] */
enum status double_descent_population_threshold(size_t atoms, size_t m, const double *Z,
                                                double *gamma, double *P);

/* Growth of E |e_t|^2 per step on the row space of Z: the spectral radius rho of C -> E[(I - gamma
 * z z^T) C (I - gamma z z^T)] there, by `steps` >= 1 power iterations from the identity. P, if not
 * NULL: the Perron matrix (m x m, trace 1), for which E e_t^T P e_t = rho^t e_0^T P e_0. [derived]
 */
enum status double_descent_population_growth(size_t atoms, size_t m, const double *Z, double gamma,
                                             size_t steps, double *growth, double *P);

/* E u_t u_t^T, u = (theta, -1), for SGD with replacement on a population of `atoms` samples
 * (z_k, y_k): one pass over a large population (the real images, say) or many epochs on a training
 * set, exactly. */
struct double_descent_population {
    size_t atoms, m, steps; /* steps done */
    double *samples;        /* atoms x (m+1): rows (z_k, y_k) */
    double *second;         /* m x (m+1): Z^T samples/atoms */
    double *U;              /* (m+1) x (m+1) */
    double *cross, *sum;    /* E u_t (sum_{s<t} u_s)^T and E of the square; NULL without average */
    double *losses;         /* atoms: E (y_k - <theta_t, z_k>)^2 at the last loss or step */
    double *work;
};

/* Starts from theta0 (m; NULL: 0). Copies Z (atoms x m) and y. Free by
 * double_descent_population_free. STATUS_NUMERICAL without memory. */
enum status double_descent_population_start(struct double_descent_population *population,
                                            size_t atoms, size_t m, const double *Z,
                                            const double *y, const double *theta0, bool average);
void double_descent_population_free(struct double_descent_population *population);

/* theta <- theta + gamma (y_k - <theta, z_k>) z_k, k uniform. O(atoms m^2). [derived] */
void double_descent_population_step(struct double_descent_population *population, double gamma);

/* E (1/atoms) sum_k (y_k - <theta_t, z_k>)^2; fills losses. [derived] */
double double_descent_population_loss(struct double_descent_population *population);

/* E (theta_t - target)^T S (theta_t - target), S m x m symmetric; or of the average of theta_0 ..
 * theta_{t-1}. [derived] */
double double_descent_population_error(const struct double_descent_population *population,
                                       const double *S, const double *target, bool average);

/* ---- Volterra (R9) ---- */

/* The homogenised dynamics of the same with a constant step from theta = 0, up to O(1/n): losses on
 * the n samples (train) and errors in S around target (test), at steps[0] <= steps[1] <= ...
 * *threshold, if not NULL: 2/tr(Z^T Z/n), the leading order of the stable steps. [standard:
 * Paquette et al. 2021; derived: the discretisation] */
enum status double_descent_volterra(size_t n, size_t m, const double *Z, const double *y,
                                    const double *S, const double *target, double gamma,
                                    size_t count, const size_t *steps, double *train, double *test,
                                    double *threshold);

#endif
