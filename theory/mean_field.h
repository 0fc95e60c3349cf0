/* mean-field: two-layer networks in the mean-field regime on functional data (Nishikawa, Suzuki,
 * Nitanda, Wu, NeurIPS 2022). Statements, derivations and what is and isn't proved: mean-field.md,
 * by the same numbers R1 to R12.
 *
 *   f_mu(x) = E_{theta ~ mu} h_theta(x),   theta and x in L2[0,1], as coefficients of modes k
 *   L(mu) = (1/n) sum_i (f_mu(x_i) - y_i)^2/2 + lambda KL(mu || nu),   nu = N(0, C),  C = diag mu_k
 *   h_theta(x) = <theta, x> (linear) or B tanh <theta, x> (bounded)
 *
 *   symbol      here        meaning
 *   mu_k        mu          prior variance of mode k, k^-gamma, k = 1, 2, ...
 *   lambda      lambda      strength of the entropy
 *   K           K           Gram matrix of the prior, K_ij = <x_i, C x_j> (n x n)
 *   s_i         s           eigenvalues of K/(n lambda) (linear) or V/(n lambda) (bounded)
 *   N           effective_dimension   sum s/(1+s)
 *   mu*, f*     f           the optimum and its outputs f*(x_i)
 *   g           g           dual vector; at the optimum f* - y
 *   V           V           covariance of h(x_i), h(x_j) under mu* (n x n)
 *   J           j           I + V/(n lambda), its eigenvalues
 *   M           M           number of particles
 *   h           h           step of the unpreconditioned Langevin process
 *   tau         tau         lambda h, step of the preconditioned one (another number)
 *   delta       delta       h lambda/2
 *
 * A function that returns a double returns NaN where the quantity is not defined, and infinity
 * where it is unbounded.
 */
#ifndef TWOLAYER_MEAN_FIELD_H
#define TWOLAYER_MEAN_FIELD_H

#include "error.h"

#include <stddef.h>

/* ---- functional data (R12) -------------------------------------------------------------------
 */

/* The Ornstein-Uhlenbeck process on [0,1], covariance exp(-theta |s-t|): eigenvalue j = 0, 1, ...
 * (descending) is 2 theta/(w^2 + theta^2), w the one root of w = j pi + 2 atan(theta/w), that is of
 *     theta cos(w/2) = w sin(w/2) (even j),   w cos(w/2) = -theta sin(w/2) (odd j)
 * in (j pi, (j+1) pi]; theta = 0: 1, 0, 0, ... Relative error a few eps, by bisection.
 * [standard: Karhunen Loeve; derived: the joint form] */
double mean_field_ou_root(double theta, size_t j);
double mean_field_ou_eigenvalue(double theta, size_t j);

/* ---- the discretised Langevin process (R4, R5) -------------------------------------------------
 * S = 1/(1 + h lambda/mu_k) mode by mode, U = (1/n) sum_i l_i, xi standard Gaussian:
 *   SEMI  theta <- S (theta - h grad U + sqrt(2 lambda h) xi)
 *   EXPL  theta <- theta - h (grad U + lambda theta/mu) + sqrt(2 lambda h) xi
 *   EXP   theta <- r theta - (1-r)/lambda C grad U + sqrt(1-r^2) C^{1/2} xi,  r = e^-tau */
enum mean_field_scheme { MEAN_FIELD_SEMI, MEAN_FIELD_EXPL, MEAN_FIELD_EXP };

/* Stationary variance of a mode, linear neurons, infinitely many particles:
 *   SEMI mu/(1 + delta/mu),  EXPL mu/(1 - delta/mu) (infinity for mu <= delta),  EXP mu.
 * [derived] */
double mean_field_variance(enum mean_field_scheme scheme, double mu, double delta);

/* The first mode k = 1, 2, ... with h lambda k^gamma > 2, which EXPL blows up; equality to a
 * relative 1e-12 does not count, because h and lambda are rounded. Infinity if there is none;
 * *crossover (may be NULL) gets (2/(h lambda))^{1/gamma}. [derived] */
double mean_field_first_unstable(double lambda, double h, double gamma, double *crossover);

/* sum_{k>=1} (mu_k - v_k) = sum_k mu_k delta/(mu_k + delta) for SEMI, mu_k = k^-gamma, all modes:
 * the trace of the covariance that the step loses. gamma = 2:
 * (pi sqrt(delta) coth(pi/sqrt(delta)) - delta)/2. Relative error below 1e-13; infinity for
 * gamma <= 1. [derived] */
double mean_field_trace_bias(double gamma, double delta);

/* Its limit for delta -> 0, delta^{1-1/gamma} (pi/gamma)/sin(pi/gamma) - delta/2: the weak order of
 * the scheme is 1 - 1/gamma. Error O(delta^2), for even gamma exponentially small. [derived] */
double mean_field_trace_bias_law(double gamma, double delta);

/* The distance of SEMI's stationary law from nu, modes k = 1..modes (linear neurons, up to the
 * mean): trace bias, W2^2, KL(stationary || nu), and the law (modes log modes + modes (log delta -
 * 3)/2) that KL follows for gamma = 2 (else NaN). KL diverges, the others converge. O(modes).
 * [derived; standard: Feldman Hajek] */
struct mean_field_distance {
    double trace, wasserstein2, divergence, law;
};
struct mean_field_distance mean_field_distance(double modes, double gamma, double delta);

/* ---- linear neurons (R3, R6, R7) --------------------------------------------------------------
 */

/* The seed-free problem DET: samples i = 1..n, modes k = 1, 2, ..., mu_k = k^-2,
 * x_ik = k^{-3/4} sqrt 2 cos(1.3 i k + 0.7 i), y_i = sin i; and its K (n x n). */
double mean_field_det_feature(size_t i, size_t k);
double mean_field_det_label(size_t i);
enum status mean_field_det_kernel(size_t n, size_t modes, double *K);

/* mu* = N(m*, C), the covariance being the prior's, with m* = C X^T (K + n lambda I)^-1 y:
 * functional kernel ridge regression. Writes s (n, ascending) and the optimum L* = (lambda/2) y^T
 * (K + n lambda I)^-1 y; K (n x n) is destroyed. [derived] */
enum status mean_field_linear(size_t n, double *K, const double *y, double lambda, double *s,
                              double *optimum);

/* N = sum s/(1+s): Tr K (K + n lambda)^-1. */
double mean_field_effective_dimension(size_t n, const double *s);

/* lim M (A_M - L*) = (lambda/2) sum log(1 + s), A_M the free energy of M particles
 * -(lambda/M) log E exp(-(M/lambda) F); equal for every M for linear neurons. The bound
 * (lambda/2) sum s holds for every M. [derived; heuristic for bounded neurons] */
double mean_field_free_energy(size_t n, const double *s, double lambda);
double mean_field_free_energy_bound(size_t n, const double *s, double lambda);

/* M E |X(mbar - m*)|^2/(2n) of M particles, linear neurons, stationary EXP:
 * (lambda/2) sum s/((1+s)(1 - tanh(tau/2) s)); infinity if it is not stable. tau = 0: lambda N/2,
 * the error of the M-particle Gibbs law. [derived] */
double mean_field_exponential_excess(size_t n, const double *s, double lambda, double tau);

#endif
