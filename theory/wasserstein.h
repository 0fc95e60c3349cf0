/* SPDX-License-Identifier: MIT */
/* wasserstein: generalisation bounds for two-layer networks from optimal transport (Nguwi,
 * Privault, arXiv 2604.06281). Statements, proofs and what is and isn't proved: wasserstein.md, by
 * the same section numbers.
 *
 *   symbol       here      meaning
 *   z = (x,y)              a data point in R^d, d = d_in + d_out
 *   mu, mu_n               its law, the empirical measure of n independent ones
 *   W1(mu,nu)              Wasserstein distance of order 1, Euclidean cost
 *   f(x)                   W2 s(W1 x), s the activation (Lipschitz constant 1 here)
 *   Lambda       lambda    ||W2|| ||W1||, spectral norms: a Lipschitz constant of f
 *   Lip                    sqrt(1 + Lambda^2): one of the loss |f(x) - y| (or huber) in z
 *   s_k          s         ||theta_k||_F^2, the squared norm of all weights after k steps
 *   eta          eta       step size
 *   theta(s)               the trace of the heat kernel on [0,1] (Neumann) or the circle
 *
 * A function that returns a double returns NaN where the quantity is not defined (arguments out of
 * range), and infinity where it is unbounded.
 */
#ifndef TWOLAYER_WASSERSTEIN_H
#define TWOLAYER_WASSERSTEIN_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- one dimension (W1, W9, W10) ---- */

/* A law on the line: uniform on [0,1], standard Gaussian, or Pareto, P(X > x) = x^-exponent on
 * [1, inf). */
struct wasserstein_law {
    enum { WASSERSTEIN_UNIFORM, WASSERSTEIN_GAUSSIAN, WASSERSTEIN_PARETO } kind;
    double exponent;
};

/* Reads "uniform", "gaussian" or "pareto:A", A > 0. STATUS_USAGE for another text. */
enum status wasserstein_law_parse(struct wasserstein_law *law, const char *text);

/* E W1(mu_n, mu) = (1/n) int E|Bin(n,F) - nF| dx, exact for every n: the mean deviation of a
 * binomial in closed form (de Moivre), integrated between its kinks. Relative error below 1e-12 for
 * n up to 1e6. inf for a Pareto law without mean. n is an integer >= 1. [standard: Bobkov & Ledoux
 * 2019; de Moivre 1730] */
double wasserstein_expected(const struct wasserstein_law *law, double n);

/* J1 = int sqrt(F(1-F)) dx: E W1 <= J1/sqrt n for every n, and sqrt(2/(pi n)) J1 as n grows. inf
 * for Pareto with exponent <= 2. [standard: Bobkov & Ledoux 2019; del Barrio, Gine & Matran 1999]
 */
double wasserstein_root_integral(const struct wasserstein_law *law);

/* E N = 1 + 2 sum_{i=1}^{n-1} C(n,i) (i/n)^i (1-i/n)^{n-i}: sign changes of t - F_n(t) on (0,1), n
 * uniform points; the worst critic of the sample is a network with N hinges and path norm 2N+1.
 * ~ sqrt(2 pi n). n is an integer >= 1. [derived: W10] */
double wasserstein_critic_changes(double n);

/* ---- many dimensions ---- */

/* W3: E W1(mu_n, mu) <= sqrt(d) min_K [2^-K + (1/2) sum_{k<=K} 2^-k min(2, sqrt((2^{dk}-1)/n))] for
 * every mu on [0,1]^d. *levels (or NULL): K. [derived] */
double wasserstein_dyadic_bound(double d, double n, double *levels);

/* The same, summed without the cap and in closed form: d = 1, 2, >= 3. [derived] */
double wasserstein_dyadic_closed(double d, double n);

/* W4: a bound of E W1(mu_n, N(0, I_d)) by dyadic shells, minimised over the size *size of the
 * innermost cube. [derived] */
double wasserstein_gaussian_bound(double d, double n, double *size);

/* W5: kappa in E W1(mu_n, mu) <= kappa (E|X|^q)^{1/q} n^{-1/d}, d >= 3, q > d/(d-1). [derived] */
double wasserstein_moment_constant(double d, double q);

/* theta(s) - 1 on one coordinate: sum_{j>=1} exp(-2 pi^2 j^2 s) for the cube, 2 sum_{j>=1} exp(-8
 * pi^2 j^2 s) for the torus; s > 0. Relative error 1e-14. [standard: heat kernel] */
double wasserstein_theta(double s, bool torus);

/* int_t^inf (theta(s)^d - 1) ds, t > 0. Relative error 1e-12. [standard: heat kernel] */
double wasserstein_heat_integral(double d, double t, bool torus);

/* E|N_d| = sqrt 2 Gamma((d+1)/2)/Gamma(d/2). [standard] */
double wasserstein_gaussian_norm(double d);

/* W6: E W1(mu_n, uniform on [0,1]^d) <= min_t sqrt(2t) E|N_d| + sqrt((2/n) int_t^inf (theta^d-1)).
 * *time: the minimiser, 0 if the infimum is there (d = 1). 1 <= d <= 1000, 1 <= n <= 1e15. Relative
 * error 1e-10. [derived] */
double wasserstein_heat_bound(double d, double n, bool torus, double *time);

/* W7: the coefficient of ln(n)/n in E W2^2 on a surface of unit area: 1/(4 pi) for one sample
 * against the law, 1/(2 pi) for two. [standard: Ambrosio, Stra & Trevisan 2019] */
double wasserstein_matching_slope(bool two);

/* W8: R = lim_{t->0} sum_{lambda>0} exp(-t lambda)/lambda + ln(t)/(4 pi) over the Laplacian
 * spectrum of the unit torus or (Neumann) the unit square; 2(R_square - R_torus) is the difference
 * of n E W2^2 between the two for two samples. [standard, heuristic: Caracciolo et al. 2014,
 * Benedetto et al. 2021] */
double wasserstein_laplacian(bool torus);

/* Efron-Stein: n Var W1(mu_n, mu) <= tr Cov; of the uniform law on the line the limit is 7/60 -
 * pi/32. [derived; standard: Shepp 1982] */
double wasserstein_variance_limit(void);

/* ---- networks (c1-c4) ---- */

/* L1: sqrt(1 + lambda^2). [derived] */
double wasserstein_lipschitz(double lambda);

/* Lip of the map of uniforms to data x = 2u - 1, y = g(x) + noise (2v - 1), g G-Lipschitz:
 * 2 sigma_max [[1,0],[G,noise]]. [derived] */
double wasserstein_map_lipschitz(double G, double noise);

/* E|x|^p of x uniform on [-1,1]^d, p = 1, 2, 4. [derived] */
double wasserstein_cube_moment(double d, int p);

/* M2: bounds of the squared norm of the weights, (E s_k^2)^{1/2}, after `steps` SGD steps on fresh
 * x uniform on [-1,1]^d, from `start` = (E s_0^2)^{1/2}; `loss` = (E rho(|y|)^2)^{1/2}. The closed
 * form A^k b_0 + 4 eta R (A^k - 1)/(A - 1), A = ||1 + eta^2 |x|^2||_2. [derived] */
double wasserstein_moment_bound(double d, double eta, double steps, double start, double loss);

/* The same for samples that are used more than once: A = 1 + eta^2 radius2, |x|^2 <= radius2
 * surely. With the largest rho(|y|) for `loss` it bounds s_k itself on every path. [derived] */
double wasserstein_moment_bound_epochs(double radius2, double eta, double steps, double start,
                                       double loss);

/* M0: the bound that ignores homogeneity, start (E (1 + eta|x|)^2)^steps of E u_k^2, u = ||W1||_F +
 * ||W2||_F. [derived] */
double wasserstein_naive_bound(double d, double eta, double steps, double start);

/* B: sqrt(E Lip^2) sqrt((E W1)^2 + tr Cov/n), whatever the training algorithm. [derived] */
double wasserstein_gap_bound(double lip2, double distance, double trace, double n);

/* R: 4 B sqrt(E|x|^2/n), the expected largest gap over path norms up to B, ReLU, scalar output
 * without biases. [derived] */
double wasserstein_path_bound(double B, double square, double n);

#endif
