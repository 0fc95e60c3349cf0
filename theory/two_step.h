/* SPDX-License-Identifier: MIT */
/* two-step: two against one giant step of gradient descent in two-layer networks of linear width
 * (Moniri, Hassani, arXiv 2605.17767). Statements, derivations and what is and isn't proved:
 * two-step.md, by the same numbers R1 to R10.
 *
 *   f(x) = N^{-1/2} sum_{i<=N} a_i sigma(w_i.x),   a_i = g_i/sqrt N,   W0 entries N(0, 1/d)
 *   y = s(z) + nu e,   z = <beta*, x>,   x ~ N(0, I_d),   e ~ N(0,1),   E y = 0
 *   W_1 = W_0 + eta1 G_1,   W_2 = W_1 + eta2 G_2,
 *   G = (1/n) [(a r^T) o sigma'(W X^T)] X,   r = y - f
 *
 *   symbol      here         meaning
 *   s           link         the link, centred
 *   nu          noise        standard deviation of the label noise
 *   sigma       activation   the activation
 *   N, d, n     N, d, n      width, dimension, samples a step
 *   phi, kappa  phi, kappa   d/n, N/d
 *   eta1, eta2               step sizes, scale1 N^alpha1 and scale2 N^alpha2
 *   eps         eps          eta1/sqrt N
 *   c*_k        c1star       E s(z) He_k(z)/k!; E z s(z)
 *   E2          ey2          E y^2, label noise included
 *   t^2         t2           phi E2
 *   c1, v1      c1, v1       E sigma'(u), Var sigma'(u), u ~ N(0,1)
 *   beta                     X^T y/n of the first step
 *   xi                       <x, beta> without the sample's own term: c*_1 z + t gamma
 *   D                        the displacement of a preactivation of the second step over eps g_i
 *   q_k, f_k    q, f         the polynomials of R5
 *   b_k                      (1/n) X^T h_k, h_k = r q_k(y, xi): direction of the second step
 *   m_k         overlap      <beta*, b_k>
 *   theta_k                  strengths of the spikes of W_2
 *   s_b                      edge/(1 + sqrt kappa): how far the bulk is inflated
 *
 * A function that returns a double returns NaN where the quantity is not defined.
 */
#ifndef TWOLAYER_TWO_STEP_H
#define TWOLAYER_TWO_STEP_H

#include "activation.h"
#include "error.h"
#include "link.h"

#include <stdbool.h>
#include <stddef.h>

/* The default activation, He_1 + He_2/2 + He_3/6: c1 = mu_2 = mu_3 = 1. */
#define TWO_STEP_ACTIVATION "hermite:0,1,0.5,0.16666666666666666"

/* Polynomial activations have degree TWO_STEP_DEGREE at most, so k < TWO_STEP_TERMS; products of
 * two q_k have powers below TWO_STEP_POWERS. */
enum {
    TWO_STEP_DEGREE = 7,
    TWO_STEP_TERMS = TWO_STEP_DEGREE,
    TWO_STEP_POWERS = 2 * TWO_STEP_DEGREE - 1
};

/* The samples of the second step. NAIVE is a wrong theory of REUSE, kept as a rival to refute: it
 * takes W_1 = W_0 + eta1 c1 a beta^T, forgetting that R_1 is correlated with the samples. */
enum two_step_batch { TWO_STEP_FRESH, TWO_STEP_REUSE, TWO_STEP_NAIVE };

/* sum_{i+j<=degree} c[i][j] y^i xi^j. */
struct two_step_polynomial {
    size_t degree;
    double c[TWO_STEP_POWERS][TWO_STEP_POWERS];
};

/* ---- the problem, and the second step's expansion (R5) ---- */

struct two_step {
    struct link link;
    struct activation activation;
    enum two_step_batch batch;
    double noise, phi;
    double c1star, ey2, t2, c1, v1;
    size_t terms;  /* q_k is known for k < terms; for a polynomial of degree p, p terms are all */
    size_t orders; /* f_k is known for k < orders */
    struct two_step_polynomial q[TWO_STEP_TERMS], f[TWO_STEP_DEGREE + 1];
};

/* Fills in the problem: the link by name (link.h), the expansion
 *     q_k(y, xi) = E[sigma^(k+1)(u) D^k]/k!,   f_k(y, xi) = E[sigma^(k)(u) D^k]/k!,
 *     D = c1 xi + zeta + sigma'(u) phi y (the last for REUSE only),   zeta ~ N(0, phi E2 v1),
 * (NAIVE: D = c1 (xi + phi y)). Smooth activations that are no polynomials have k <= 2 (three
 * derivatives are known), relu k = 0. STATUS_USAGE for an unknown name, a link with E s(Z) != 0,
 * step, a polynomial of too high a degree, phi <= 0 or noise < 0. [derived] */
enum status two_step_open(struct two_step *problem, const char *link, double noise, double phi,
                          enum two_step_batch batch, const char *activation);

/* The value and the derivative in xi of a polynomial. */
double two_step_value(const struct two_step_polynomial *polynomial, double y, double xi);
double two_step_slope(const struct two_step_polynomial *polynomial, double y, double xi);

/* E_{u,zeta}[sigma^(a)(u) sigma^(b)(u) D^k], b = 0 standing for no second factor; k <
 * TWO_STEP_POWERS. NaN coefficients beyond the derivatives that are known. [derived] */
void two_step_expand(const struct two_step *problem, size_t a, size_t b, size_t k,
                     struct two_step_polynomial *polynomial);

/* E s^2 of the link; its c*_k, 0 if below rounding; and the smallest k >= 1 (at most 40) where it
 * is not 0, the information exponent (0: none). [standard] */
double two_step_link_square(const struct link *link);
double two_step_link_coefficient(const struct link *link, size_t k);
size_t two_step_information_exponent(const struct link *link);

/* ---- the law of the second layer ----
 * moment[i] = mean of g^i, and the triangular factor R (K x K, upper) of N^{-1/2}[g, g^2, ...,
 * g^K] = Q R: R_kk = q^_k is the distance of g^{k+1} from the span of the lower powers. */
struct two_step_layer {
    double moment[2 * TWO_STEP_TERMS + 1];
    double factor[TWO_STEP_TERMS][TWO_STEP_TERMS];
};

/* g ~ N(0,1), exactly: R_kk = 1, sqrt 3, sqrt 6, sqrt 30, sqrt 120, ... [derived: the norms of the
 * generalised Hermite polynomials of the weight x^2 e^{-x^2/2}] */
void two_step_layer_gaussian(struct two_step_layer *layer);

/* A realised layer of N values (N >= TWO_STEP_TERMS), by Householder reflections. [standard:
 * Householder] */
enum status two_step_layer_values(struct two_step_layer *layer, size_t N, const double *g);

/* A law of which only moments are known, moment[i] = E g^i for i <= 2 terms; R by Cholesky, rows
 * beyond `terms` 0. Degenerate laws (g = +-1) are allowed; STATUS_USAGE if no powers
 * g, g^2, ... have them. [derived] */
enum status two_step_layer_moments(struct two_step_layer *layer, size_t terms,
                                   const double *moment);

/* ---- population values (R2, R6) ---- */

/* |beta|^2 -> c*_1^2 + phi E2 and cos(beta, beta*) -> c*_1/|beta|. [standard: Ba et al. 2022] */
void two_step_alignment(const struct two_step *problem, double *cosine, double *norm2);

/* Limits of the directions of the second step, H_k = r q_k:
 *     overlap[k]    <beta*, b_k> = E[z H_k]
 *     with_beta[k]  <beta, b_k>  = c*_1 m_k + t^2 E[dH_k/dxi] + [reuse] phi E[y H_k]
 *     gram[k][l]    <b_k, b_l>   = m_k m_l + t^2 E[dH_k] E[dH_l] + phi E[H_k H_l]
 *                                  + [reuse] phi (E[dH_k] E[y H_l] + E[dH_l] E[y H_k]) */
struct two_step_directions {
    size_t terms;
    double norm2; /* |beta|^2 */
    double overlap[TWO_STEP_TERMS], with_beta[TWO_STEP_TERMS];
    double gram[TWO_STEP_TERMS][TWO_STEP_TERMS];
    double uncrossed[TWO_STEP_TERMS]; /* |b_k|^2 without 2 phi E dH E yH of a reused batch: wrong */
};

/* Fills *directions. The residual is r = y - f_1(y, xi), f_1 = sum_{k>=1} eps^k E[g^{k+1}] f_k with
 * the moments of the layer; eps = 0 is r = y. Integrals over (z, e, gamma): 520 Gauss-Legendre
 * nodes in z, Gauss-Hermite rules in e and gamma that are exact for the polynomials they meet;
 * relative error below 1e-12. [derived] */
enum status two_step_directions(const struct two_step *problem, const struct two_step_layer *layer,
                                double eps, struct two_step_directions *directions);

/* ---- one step (R3, R4) ---- */

/* theta = eta1 c1 |beta| (|a| = 1), whose spike rectangular_spike gives. [standard: Ba et al. 2022]
 */
double two_step_first_strength(const struct two_step *problem, double eta1);

/* The number of spikes of the feature matrix sigma(X W_1^T), X fresh, eta1 ~ N^alpha: the l with
 * (l-1)/(2l) < alpha < l/(2l+2). *ratio = 1/(1 - 2 alpha); on an integer the last spike is of the
 * order of the bulk (see two_step_count). [standard: Moniri et al. 2023] */
double two_step_feature_count(double alpha, double *ratio);

/* Singular values over sqrt N of the low-rank part sum_{k=1}^count c_k (c1 eta1)^k (X beta)^{o k}
 * (a^{o k})^T, c_k = E sigma^(k)/k!, X of n fresh rows, for a Gaussian layer: descending, without
 * the bulk's share (the measured ones are 12 to 25 per cent higher). count <= orders - 1.
 * [standard: Moniri et al. 2023] */
enum status two_step_feature_spikes(const struct two_step *problem, double N, double n, double eta1,
                                    size_t count, double *singular);

/* ---- counts (R7, R8) ---- */

/* floor(alpha2/(1/2 - alpha1)), the number of new outliers that the second step makes; the step-one
 * spike comes on top. *ratio gets alpha2/(1/2 - alpha1) if not NULL; within 1e-9 of an integer it
 * is that integer, so that decimals such as alpha1 = .35, alpha2 = .45 count as written. On an
 * integer k >= 1 spike k has a strength of order one and its constant decides whether it is out:
 * the value here is still the formula's, k, and `two_step_undecided` says so. NaN unless both
 * exponents are in [0, 1/2). [exponents: paper; constants: derived] */
double two_step_count(double alpha1, double alpha2, double *ratio);
bool two_step_undecided(double ratio);

/* The power of N by which theta_k grows: max(alpha1, alpha2) for k = 0, alpha2 - k (1/2 - alpha1)
 * for k >= 1. [paper] */
double two_step_exponent(double alpha1, double alpha2, size_t k);

/* The smallest k with m_k != 0 (k < terms), where the second step starts to see beta*: what is
 * learnt once spike k is out. `terms` if there is none. [derived] */
enum status two_step_first_learnt(const struct two_step *problem, size_t *first);

/* Prefactors eta_i = scale_i N^alpha_i that put the thresholds of spikes 1 and 2 on the lines
 * alpha2 = k (1/2 - alpha1) to leading order: scale1 = C_1/C_2, scale2 = C_2/C_1^2, C_k = q^_k
 * dist(b_k, span(b_0..b_{k-1}))/kappa^{1/4}. For fresh batches this needs eta2 >> eta1 (else beta
 * takes the place of b_0); reused ones have b_0 = c1 beta to leading order. STATUS_USAGE if the
 * activation has no third term. [derived] */
enum status two_step_calibrate(const struct two_step *problem, double kappa, double *scale1,
                               double *scale2);

/* ---- singular values and vectors of W_2 (R9) ---- */

/* What W_2 shows, strongest spike first. */
struct two_step_spikes {
    size_t count;
    double theta[TWO_STEP_TERMS];    /* strength */
    double target2[TWO_STEP_TERMS];  /* <v_j, beta*>^2 of the low-rank part */
    double singular[TWO_STEP_TERMS]; /* singular value, the edge if the spike is not out */
    double right2[TWO_STEP_TERMS];   /* <v^_j, v_j>^2, 0 if it is not out */
};

/* W_2 = W_0 + L B^T + noise, L = N^{-1/2}[g, ..., g^K] = Q R, B = [eta1 c1 beta + eta2 b_0, eta2
 * eps b_1, ...] = P C^T (C the Cholesky factor of B^T B): with R C = U diag(theta_j) V^T the
 * low-rank part has strengths theta_j and right vectors v_j = P V e_j, <v_j, beta*> = e_j^T V^T
 * C^{-1} B^T beta*. The outlier is s_b rectangular_spike(theta_j/s_b), its squared overlap with
 * beta* is right2 target2. edge: the measured or predicted edge of the bulk, 0 for 1 + sqrt kappa.
 * N > 0 and d > 0 are reals. [derived] */
enum status two_step_spikes(const struct two_step *problem, const struct two_step_layer *layer,
                            double N, double d, double eta1, double eta2, double edge,
                            struct two_step_spikes *spikes);

/* ---- the edge of the bulk (R10) ---- */

/* sqrt((1 + sqrt kappa)^2 + (rho eta2/sqrt N)^2), rho = |R_2| sqrt N measured. [form: derived; rho:
 * measured] */
double two_step_edge(double kappa, double N, double eta2, double rho);

/* How the variance of a row of W_2 depends on its g: row i has entries of variance
 * (1 + (phi g^2/N) sum_m power[m] (eps g)^m)/d, from W_0 and the remainders R_1, R_2. */
struct two_step_rows {
    double phi, N, eps;
    size_t count;
    double power[2 * TWO_STEP_TERMS];
};

/* Fills *rows: sum_m power[m] (eps g)^m = E[Var_{u,zeta}(eta1 y sigma'(u) + eta2 r sum_k (eps g)^k
 * sigma^(k+1)(u) D^k/k! | y, xi)] (fresh batches: the sum of the two steps' variances). NaN where
 * the activation is not smooth enough. [derived] */
enum status two_step_rows(const struct two_step *problem, const struct two_step_layer *layer,
                          double N, double eta1, double eta2, struct two_step_rows *rows);

/* The variance times d of a row with this g. [derived] */
double two_step_row_variance(const struct two_step_rows *rows, double g);

/* The edge of the bulk of W_2 by rectangular_row_edge: with the realised g (N values), or (g NULL)
 * with the quantiles of a Gaussian layer of that width. An order of magnitude, see two-step.md.
 * [standard: Silverstein Choi 1995; variances: derived] */
enum status two_step_rows_edge(const struct two_step_rows *rows, double d, const double *g,
                               double *edge);

/* ---- how big must N be (R9 with R10) ---- */

/* A point of the phase diagram: shape kappa = N/d and problem.phi = d/n fixed, eta_i = scale_i
 * N^alpha_i, a Gaussian layer. The edge is `inflation` times that of two_step_rows_edge (1 trusts
 * it; measured ones are up to 1.3 times higher). */
struct two_step_phase {
    double kappa, alpha1, alpha2, scale1, scale2, inflation;
};

/* The strength above which a spike is out if the bulk ends at this edge: s_b kappa^{1/4}. [derived]
 */
double two_step_threshold(double kappa, double edge);

/* R9 at width N; *edge if not NULL. [derived] */
enum status two_step_phase_spikes(const struct two_step *problem,
                                  const struct two_step_phase *phase, double N,
                                  struct two_step_spikes *spikes, double *edge);

/* The smallest width between low and high at which at least `count` spikes are out by factor
 * (1 + margin): theta_j > (1 + margin) s_b kappa^{1/4}, on a grid of 16 widths a decade refined by
 * bisection to 1e-3. *N is infinite if there is none up to high. [derived] */
enum status two_step_width(const struct two_step *problem, const struct two_step_phase *phase,
                           size_t count, double margin, double low, double high, double *N);

#endif
