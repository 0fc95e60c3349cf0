/* SPDX-License-Identifier: MIT */
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

/* ---- functional data (R12) ---- */

/* The Ornstein-Uhlenbeck process on [0,1], covariance exp(-theta |s-t|): eigenvalue j = 0, 1, ...
 * (descending) is 2 theta/(w^2 + theta^2), w the one root of w = j pi + 2 atan(theta/w), that is of
 *     theta cos(w/2) = w sin(w/2) (even j),   w cos(w/2) = -theta sin(w/2) (odd j)
 * in (j pi, (j+1) pi]; theta = 0: 1, 0, 0, ... Relative error a few eps, by bisection.
 * [standard: Karhunen Loeve; derived: the joint form] */
double mean_field_ou_root(double theta, size_t j);
double mean_field_ou_eigenvalue(double theta, size_t j);

/* Eigenvalue j = 0, 1, ... of Brownian motion, ((j + 1/2) pi)^-2, and of the bridge, ((j + 1)
 * pi)^-2: traces 1/2 and 1/6. [standard] */
double mean_field_brownian_eigenvalue(size_t j);
double mean_field_bridge_eigenvalue(size_t j);

/* Matern field with Neumann ends, phi_0 = 1, phi_k = sqrt 2 cos(pi k t): rho_k = (kappa^2 + (pi
 * k)^2)^-s, k = 0, 1, ... For s = 1 its covariance at (s, t) is cosh(kappa min) cosh(kappa (1 -
 * max))/(kappa sinh kappa), and K modes leave out at most 2/(pi^2 (K - 1/2)). [standard; tail:
 * derived] */
double mean_field_matern_eigenvalue(double kappa, double s, size_t k);
double mean_field_matern_covariance(double kappa, double s, double t);
double mean_field_matern_tail(double modes);

/* Variance of the DCT-II coefficient k < points of that field (modes k < modes) on midpoints
 * (i + 1/2)/points: sum over the modes 2 m points -+ k. [derived] */
double mean_field_alias_variance(double kappa, double s, size_t modes, size_t points, size_t k);

/* ---- the discretised Langevin process (R4, R5) ----
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

/* ---- linear neurons (R3, R6, R7) ---- */

/* The seed-free problem DET: samples i = 1..n, modes k = 1, 2, ..., mu_k = k^-2,
 * x_ik = k^{-3/4} sqrt 2 cos(1.3 i k + 0.7 i), y_i = sin i; and its K (n x n). */
double mean_field_det_feature(size_t i, size_t k);
double mean_field_det_label(size_t i);
enum status mean_field_det_kernel(size_t n, size_t modes, double *K);

/* The optimum L* = (lambda/2) y^T (K + n lambda I)^-1 y from the eigenvalues s (n) of K and its
 * eigenvectors, the rows of V (n x n); s is divided by n lambda. [derived R3] */
double mean_field_optimum(size_t n, const double *V, const double *y, double lambda, double *s);

/* mu* = N(m*, C), the covariance being the prior's, with m* = C X^T (K + n lambda I)^-1 y:
 * functional kernel ridge regression. Writes s (n, ascending) and the optimum L* = (lambda/2) y^T
 * (K + n lambda I)^-1 y; K (n x n) is destroyed. [derived] */
enum status mean_field_linear(size_t n, double *K, const double *y, double lambda, double *s,
                              double *optimum);

/* The same for DET: s (n, ascending) and the optimum, for any lambda > 0 to about n eps. */
enum status mean_field_det_linear(size_t n, size_t modes, double lambda, double *s,
                                  double *optimum);

/* Of two kernels (n x n), `more` having more modes: L*_K - L*_more lies between 0 and (lambda/2)
 * al^T (more - K) al, al = (K + n lambda)^-1 y. [derived] */
enum status mean_field_modes_bound(size_t n, const double *K, const double *more, const double *y,
                                   double lambda, double *bound);

/* N = sum s/(1+s): Tr K (K + n lambda)^-1. [standard: Caponnetto De Vito 2007] */
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

/* The same for SEMI by the discrete Lyapunov equation P = B P B^T + 2 lambda h S^2, B = S (I - h
 * G), G = X^T X/n, X n x modes: Tr(G P)/2; infinity if B has an eigenvalue beyond 1. O(modes^3).
 * [derived] */
enum status mean_field_semi_excess(size_t n, size_t modes, const double *X, const double *mu,
                                   double lambda, double h, double *excess);

/* Prior variances k^-gamma, k = 1..modes; the caller frees. */
double *mean_field_prior(size_t modes, double gamma);

/* ---- bounded neurons by quadrature (R1, R2, R7) ---- */

/* h_i(u) = B tanh(R u)_i at the nodes of the trapezoid rule on [-8, 8]^rank, u ~ N(0, I). */
struct mean_field_problem {
    size_t n, nodes;
    double lambda, B;       /* B = 0: linear neurons */
    double *weight, *h, *y; /* nodes, nodes x n, n */
    double *p;              /* nodes: what mean_field_density wrote last */
    double *K;              /* of linear neurons, without nodes: the kernel (n x n); else NULL */
};

/* The rule converges geometrically in per_axis. STATUS_USAGE beyond 1e8 values of h. The caller
 * frees by mean_field_problem_free. [standard: Trefethen Weideman 2014] */
enum status mean_field_problem(size_t n, size_t rank, const double *R, const double *y,
                               double lambda, double B, size_t per_axis,
                               struct mean_field_problem *problem);

/* Rank 2, functions of any number of modes: rows amplitude (cos phi_i, sin phi_i), phi_i = (i +
 * 1/2) pi/n, y_i = sin phi_i + cos(3 phi_i)/2, i = 0..n-1. */
enum status mean_field_problem_half_circle(size_t n, double amplitude, double lambda, double B,
                                           size_t per_axis, struct mean_field_problem *problem);

/* DET, rank n, R the Cholesky factor of K: per_axis^n nodes. */
enum status mean_field_problem_det(size_t n, size_t modes, double lambda, double B, size_t per_axis,
                                   struct mean_field_problem *problem);

/* Rank 1, for mean_field_flow_rate: the first axis of the half circle alone, with its y. */
enum status mean_field_problem_line(size_t n, double amplitude, double lambda, double B,
                                    size_t per_axis, struct mean_field_problem *problem);

/* Samples as they are, X n x modes, prior variances mu: linear neurons (bound = 0) by their kernel
 * K = X diag(mu) X^T, for which all below is exact; bounded ones by quadrature, for kernels of rank
 * at most 4 (pivots above 1e-12 of the trace). STATUS_USAGE for a larger rank. */
enum status mean_field_problem_data(size_t n, size_t modes, const double *X, const double *mu,
                                    const double *y, double lambda, double bound, size_t per_axis,
                                    struct mean_field_problem *problem);
void mean_field_problem_free(struct mean_field_problem *problem);

/* The Gibbs measure mu_g = exp(-g.h/(n lambda)) nu/exp(log_partition) of a dual vector g. */
struct mean_field_state {
    double *g, *f, *V;                /* n, n, n x n: means and covariances of h under mu_g */
    double log_partition, divergence; /* KL(mu_g || nu) */
    double primal, dual; /* L(mu_g), D(g) = -sum (g^2/2 + g y)/n - lambda log_partition */
};

/* The density of mu_g at the nodes, into problem->p (none of linear neurons), its means f (n);
 * returns log_partition. Much cheaper than mean_field_gibbs. */
double mean_field_density(const struct mean_field_problem *problem, const double *g, double *f);

enum status mean_field_state_new(size_t n, struct mean_field_state *state);
void mean_field_state_free(struct mean_field_state *state);

/* From state->g all the rest. L(mu_g) - D(g) = |f - y - g|^2/(2n). [standard: Fenchel; derived] */
void mean_field_gibbs(const struct mean_field_problem *problem, struct mean_field_state *state);

/* The optimum: max D by Newton's method with backtracking (undamped it diverges), no
 * component of f - y - g above 1e-11 (1 + B); STATUS_NUMERICAL if one stays above. [standard:
 * Fenchel] */
enum status mean_field_solve(const struct mean_field_problem *problem,
                             struct mean_field_state *state);

/* What a dual vector g certifies, at the optimum mu* and the proximal measure p = mu_{f_g - y}:
 *   D(g) <= L* <= L(mu_g),   L(mu_g) - D(g) = residual
 *   below <= L(mu_g) - L* <= above,   L(mu_g) - L* = below + distance = above - (D* - D(f_g - y))
 * [standard: Nitanda Wu Suzuki 2022; second line: derived] */
struct mean_field_certificate {
    double primal, dual; /* L(mu_g), D(g) */
    double residual;     /* |f_g - y - g|^2/(2n) */
    double below, above; /* lambda KL(mu_g || mu*), lambda KL(mu_g || p) */
    double distance;     /* |f_g - f*|^2/(2n) */
    double proximal;     /* D(f_g - y) */
};

/* A problem from samples (mean_field_problem_data), its optimum, and room for two more states. Free
 * by mean_field_reference_free, also on failure (start from all zero). */
struct mean_field_reference {
    struct mean_field_problem problem;
    struct mean_field_state optimum, state, other;
};
enum status mean_field_reference_new(size_t n, size_t modes, const double *X, const double *mu,
                                     const double *y, double lambda, double bound, size_t per_axis,
                                     struct mean_field_reference *reference);
void mean_field_reference_free(struct mean_field_reference *reference);

/* Of reference->state.g; state and other are completed. */
void mean_field_certify(struct mean_field_reference *reference,
                        struct mean_field_certificate *certificate);

/* KL(mu_g || mu_g') of two states of the problem. */
double mean_field_divergence(const struct mean_field_problem *problem,
                             const struct mean_field_state *of,
                             const struct mean_field_state *from);

/* s (n, ascending): eigenvalues of V/(n lambda). M particles: M E|f_M - f*|^2/n -> lambda
 * effective_dimension(s), M (A_M - L*) -> free_energy(s). [derived, heuristic] */
enum status mean_field_fluctuations(size_t n, const double *V, double lambda, double *s);

/* M (A_M - L*) of a problem with n = 1 at its optimum, exactly: -lambda log E chi(q/lambda)^M, q ~
 * N(0, lambda/M), chi the characteristic function of h - f* under mu*. [derived] */
double mean_field_single_free_energy(const struct mean_field_problem *problem,
                                     const struct mean_field_state *state, double M);

/* ---- the particle algorithms with exact inner loop (R8, R9) ---- */

/* SDCA for the square loss, g_i += (f_i - y_i - g_i)/c: c = 1 + B^2/(n lambda), and the bound
 * (1 - lambda/(B^2 + n lambda))^(n epochs) on E gap/gap at the start, i drawn uniformly with
 * replacement. [derived; standard argument: Shalev-Shwartz Zhang 2013] */
double mean_field_sdca_scale(double n, double lambda, double B);
double mean_field_sdca_bound(double n, double lambda, double B, double epochs);

/* One cyclic epoch of the error e = g - g* (n) near the optimum, i = 0..n-1: e <- prod (I - e_i
 * e_i^T (I + V/(n lambda))/c) e; and the spectral radius of that map, the exact local rate of |e|
 * per epoch. [derived] */
void mean_field_sdca_sweep(size_t n, const double *V, double lambda, double c, double *e);
enum status mean_field_sdca_radius(size_t n, const double *V, double lambda, double c,
                                   double *radius);

/* One random coordinate step of S = E e e^T (n x n), and the gap D* - D of S: Tr(I + V/(n lambda))
 * S/(2n), to leading order. [derived] */
enum status mean_field_sdca_moments(size_t n, const double *V, double lambda, double c, double *S);
double mean_field_dual_gap(size_t n, const double *V, double lambda, const double *S);

/* PDA: 2 G^2/(lambda (T+1)), G = B sup|l'|, bounds the gap averaged with weights t. [derived] */
double mean_field_pda_bound(double G, double lambda, double steps);

/* lim t E[L - L*] of the last iterate and of the mixture with weights t, samples drawn uniformly
 * from the n; V and g = f* - y of the optimum. [derived] */
enum status mean_field_pda(size_t n, const double *V, const double *g, double lambda, double *last,
                           double *mixture);

/* ---- mean-field Langevin in continuous time (R10) ---- */

/* Of a problem of rank 1 at its optimum, cells of this width (16/(per_axis - 1)): Lambda, the
 * lowest nonzero eigenvalue of phi -> -Lap_{mu*}(lambda phi + (1/n) sum_i (h_i - f_i) <h_i - f_i,
 * phi>), L - L* falls like exp(-2 Lambda t); and the spectral gap of mu*, which by itself gives
 * lambda poincare. Second order in the width; exact for the finite volume scheme with edge weights
 * sqrt(p p'). With a time step, diffusion implicit and p_mu lagged, rate is -log(rho)/step of the
 * factor rho per step (negative if it is unstable); step = 0: Lambda. [derived] */
enum status mean_field_flow_rate(const struct mean_field_problem *problem,
                                 const struct mean_field_state *state, double width, double step,
                                 double *rate, double *poincare);

/* ---- generalisation (R11) ---- */

/* Rademacher complexity of {KL(mu || nu) <= divergence}: at most B sqrt(2 divergence/n) for neurons
 * bounded by B; its mean square for linear neurons, exactly 2 divergence E<x, C x>/n, trace = E<x,
 * C x>. [derived; standard: Donsker Varadhan] */
double mean_field_complexity_bound(double B, double divergence, double n);
double mean_field_complexity_linear(double divergence, double n, double trace);

/* The deterministic equivalent for linear neurons and Gaussian x: eigenvalue[k] = mu_k rho_k (rho_k
 * the variance of x_k), b2[k] = beta_k^2/mu_k, noise a variance; kappa = lambda + (kappa/n) sum
 * ev/(ev + kappa), excess = [kappa^2 sum ev b2/(ev+kappa)^2 + noise g]/(1 - g), g = (1/n) sum
 * (ev/(ev + kappa))^2. Relative error O(1/n). [standard: Hastie Montanari Rosset Tibshirani 2022]
 */
double mean_field_effective_ridge(size_t count, const double *eigenvalue, double n, double lambda);
double mean_field_excess_risk(size_t count, const double *eigenvalue, const double *b2, double n,
                              double lambda, double noise);

/* The numerator of the excess at this kappa, and g. */
double mean_field_excess_given(size_t count, const double *eigenvalue, const double *b2, double n,
                               double kappa, double noise, double *g);

#endif
