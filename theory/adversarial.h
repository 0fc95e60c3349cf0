/* SPDX-License-Identifier: MIT */
/* adversarial: one gradient step finds adversarial examples on random two-layer networks
 * (Bubeck, Cherapanamjeri, Gidel, Tachet des Combes, NeurIPS 2021, arXiv 2104.03863).
 * Statements, derivations and what is and isn't proved: adversarial.md, by the same section
 * numbers.
 *
 *   f(x) = k^{-1/2} sum_{l<=k} a_l psi(w_l.x),   w_l ~ N(0, I_d/d),  a_l = +-1,  |x| = sqrt d
 *
 *   symbol      here         meaning
 *   psi         activation   the activation; psi', psi'', psi''' its derivatives
 *   d, k        d, k         dimension of the input, width (doubles: they may be large or infinite)
 *   z_l = w_l.x              standard Gaussian
 *   G, u                     |grad f(x)| and grad f(x)/G
 *   s, t        s            l2 norm of the attack x' = x - s sgn(f) u
 *   eps         eps          l-infinity norm of the attack x' = x - eps sgn(f) sgn(grad f)
 *   V, m, q, p  see below    Gaussian moments of psi
 *   nbar        nbar         m/V, the mean Hermite degree
 *   rho         rho          sqrt(2d/k) for ReLU (c4)
 *   tau                      t/sqrt d
 *   H                        Hessian of f at x
 *   phi(0)                   1/sqrt(2 pi)
 *
 * A function that returns a double returns NaN where the quantity is not defined (out of range,
 * an activation that is not smooth enough), and infinity where it is unbounded.
 */
#ifndef TWOLAYER_ADVERSARIAL_H
#define TWOLAYER_ADVERSARIAL_H

#include "activation.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- moments (b) ---- */

/* Gaussian moments, Z ~ N(0,1). NaN where psi is not smooth enough (step: m, q, p, nbar and all
 * below; relu: everything with psi'' or psi'''). */
struct adversarial_moments {
    double V, m, nbar, q, p, h2; /* E psi^2, E psi'^2, m/V, E Z^2 psi'^2, E Z psi psi', E psi''^2 */
    double v1;                   /* Var psi'(Z)^2 */
    double psi4, dpsi4;          /* E psi^4, E Z^4 psi'^4 */
    double cov;                  /* Cov(psi'^2, Z^2 psi'^2) */
    double e1;                   /* E Z psi' psi'' */
    double d2_2d1_2, zd2d1_3;    /* E psi''^2 psi'^2, E Z psi'' psi'^3 */
    double d2_2d1_4;             /* E psi''^2 psi'^4 */
    double r;                    /* E Z^2 psi''^2 / E psi''^2 (c6) */
    double d1d3, d1_3d3;         /* E psi' psi''', E psi'^3 psi''' */
    double dd2, dd2d1_2;         /* E psi psi'', E psi psi'' psi'^2 */
    double cs;                   /* Cov(psi^2, psi'^2) */
    double max_d2;               /* sup |psi''|, inf if unbounded */
};

/* Fills *moments for an activation: closed form where there is one, else quadrature. [paper: V, m;
 * closed forms: derived, b] */
enum status adversarial_moments(const struct activation *activation,
                                struct adversarial_moments *moments);

/* c_n = E psi(Z) He_n(Z)/sqrt(n!), the normalised Hermite coefficient. [standard: Hermite
 * expansion] */
double adversarial_hermite(const struct activation *activation, size_t n);

/* ---- exact structure at any width and dimension (c1) ---- */

/* E G^2 = m (d-1)/d + q/d, exact for every k. [derived] */
double adversarial_gradient_mean(const struct adversarial_moments *moments, double d);

/* Var G^2, exact. [derived] */
double adversarial_gradient_variance(const struct adversarial_moments *moments, double d, double k);

/* Excess kurtosis of f(x): (E psi^4/V^2 - 3)/k, exact. [derived] */
double adversarial_kurtosis(const struct adversarial_moments *moments, double k);

/* The density and the distribution function of f(x) at x_i = -half + 2 half i/count, i < count, a
 * power of two: one transform of the characteristic function (E cos(theta psi(Z)/sqrt k))^k, whose
 * series is that of f wrapped around [-half, half). So the error is P(|f| > half) and what is cut
 * off at the highest frequency; STATUS_NUMERICAL if that is not below 1e-8. density and cumulative:
 * count values each, or NULL. ReLU has an atom of 2^-k at 0 (no active neuron): it is in the
 * distribution function P(f <= x) and not in the density. STATUS_USAGE for step, whose f is
 * discrete, and k that is no integer. [derived] */
enum status adversarial_output_law(const struct activation *activation, double k, double half,
                                   size_t count, double *density, double *cumulative);

/* ---- the master law (c3) ---- */

/* P(success; s) -> erf(s sqrt(nbar/2)) as k, d -> infinity in any relation. [derived] */
double adversarial_success_limit(const struct adversarial_moments *moments, double s);

/* The same for a fixed step eta: erf(|eta| m/sqrt(2V)). [derived] */
double adversarial_success_fixed_step(const struct adversarial_moments *moments, double eta);

/* Median of the minimal norm s*: Phi^{-1}(3/4)/sqrt(nbar); and the norm that succeeds with
 * probability 1-gamma: Phi^{-1}(1-gamma/2)/sqrt(nbar). [derived] */
double adversarial_minimal_norm(const struct adversarial_moments *moments, double gamma);

/* ---- ReLU, exactly solvable (c4) ---- */

/* P(|f|/G <= s) = I_{s^2/d}(1/2, (d-1)/2), exact for every k >= 1 given an active neuron (and every
 * depth: c9). s is clamped to [0, sqrt d]. [derived] */
double adversarial_beta_law(double d, double s);

/* K(rho) = (phi(0)/(2 rho)) [(1+rho^2) erf(rho/sqrt 2) + 2 rho phi(rho)]: the relative gain of the
 * step is 1 - (t/sqrt d) K(rho) + O(1/d). K(0) = 1/pi. [derived] */
double adversarial_relu_curvature(double rho);

/* The relative gain E[gain]/(t G) = 1 - (t/sqrt d) K(sqrt(2d/k)). [derived] */
double adversarial_relu_gain(double d, double k, double s);

/* P(success) ~ I_{y^2/d}(1/2, (d-1)/2), y = s (1 - (s/sqrt d) K(rho)). [derived] */
double adversarial_relu_success(double d, double k, double s);

/* Expected fraction of neurons whose activity pattern flips,
 * (phi(0)/2) tau [2 phi(0) (1 + e^{-rho^2/2}) + rho erf(rho/sqrt 2)] (1 + O(s^2/min(d, k))): tau/pi
 * for k >> d. [derived] */
double adversarial_relu_flips(double d, double k, double s);

/* |grad f(x + s u) - grad f(x)|^2 -> theta/pi, theta = atan(s/sqrt d), for k >> d. [derived] */
double adversarial_relu_gradient_change(double d, double s);

/* ---- mesoscopic linearity (c4b) ----
 * The residual r = f(x - sgn(f) s u) - f(x) + sgn(f) s G: how far f is from linear along the step.
 */

/* Var(sgn(f) r) for ReLU, for s^2 << min(d, k); 2 tau^3/(3 pi) for k >> d. [derived] */
double adversarial_relu_residual(double d, double k, double s);

/* *mean = E sgn(f) r and *square = E r^2 for a smooth activation, up to a factor 1 + O(1/d + 1/k).
 * [derived] */
void adversarial_smooth_residual(const struct adversarial_moments *moments, double d, double k,
                                 double s, double *mean, double *square);

/* The same for any activation (relu: the mean is s sqrt(m) (s/sqrt d) K(rho)); NaN for step.
 * [derived] */
void adversarial_residual(const struct activation *activation,
                          const struct adversarial_moments *moments, double d, double k, double s,
                          double *mean, double *square);

/* ---- smooth activations, next order (c5) ---- */

/* The coefficients of P(s) = erf(y/sqrt 2) + A_d/d + A_k/k + O(d^-2, k^-2), y = s sqrt nbar.
 * [derived] */
void adversarial_smooth_coefficients(const struct adversarial_moments *moments, double s,
                                     double *A_d, double *A_k);

/* P(s) by that expansion, clamped to [0, 1]. [derived] */
double adversarial_smooth_success(const struct adversarial_moments *moments, double d, double k,
                                  double s);

/* The finite-size law of an activation: relu by c4, smooth ones by c5; NaN for step. [derived] */
double adversarial_success(const struct activation *activation,
                           const struct adversarial_moments *moments, double d, double k, double s);

/* ---- the Hessian (c6) ---- */

/* Edge of sqrt(d) H as d -> infinity at k/d = ratio: min over 0 < z < 1/sup|psi''| of x(z)/sqrt c,
 * x(z) = 1/z + c E[psi''^2 z/(1 - z^2 psi''^2)]. *curvature, if not NULL, gets x''(z*) at the
 * minimiser; inf for unbounded psi'' (polynomials of degree >= 3), 0 for psi'' = 0, 2 sqrt h2 at
 * ratio = inf, NaN for relu, step and ratio <= 0. Relative error below 1e-12. [derived] */
double adversarial_hessian_edge(const struct activation *activation, double ratio,
                                double *curvature);

/* Mean of sqrt(d) lambda_max at finite d, k: the edge with its Tracy-Widom shift
 * [x* - 1.2065 (x''/2)^{1/3} d^{-2/3}]/sqrt c. [derived] */
double adversarial_hessian_largest(const struct activation *activation, double d, double k);

/* Density of the eigenvalues of sqrt(d) H at x (d -> infinity, k/d = ratio): -Im of the solution z
 * of lambda sqrt c = x(z) with the resolvent in the lower half plane, over pi. For the figure F7.
 * Without the atom of mass 1 - ratio at 0 if ratio < 1; inf at lambda = 0 for ratio <= 1. Relative
 * error about 1e-7; NaN where a pole is too near the axis to be integrated (seen only for ratio < 1
 * and |lambda| below 1e-3 of the edge). [derived] */
double adversarial_hessian_density(const struct activation *activation, double ratio,
                                   double lambda);

/* The BBP outlier along x for k >> d: sqrt(h2) r/sqrt(r-1) if r > 2, else the bulk edge 2 sqrt h2;
 * and its squared overlap with x/|x|: (r-2)/(2(r-1)), else 0. [derived] */
double adversarial_hessian_outlier(const struct adversarial_moments *moments);
double adversarial_hessian_overlap(const struct adversarial_moments *moments);

/* E d |H u|^2 -> h2 + (d/k) E[psi''^2 psi'^2]/m + (E Z psi' psi'')^2/m. [derived] */
double adversarial_hessian_action(const struct adversarial_moments *moments, double d, double k);

/* Best gain on the ball of radius s minus the gain of one step: s^3 |H u|^2/(2 sqrt m). [derived]
 */
double adversarial_single_step_gap(const struct adversarial_moments *moments, double d, double k,
                                   double s);

/* Lower bound on P(success) by the proof's inequality (iii) with its constants filled in:
 * erf(sqrt(nbar/2) s (1 - s L/(sqrt(m d)))), L the edge of sqrt(d) H; for figure F13 (the constant
 * of Theorem 1 itself is not known). [derived] */
double adversarial_proof_bound(const struct activation *activation,
                               const struct adversarial_moments *moments, double d, double k,
                               double s);

/* ---- other norms and directions (c7) ---- */

/* L-infinity attack of norm eps, leading order: erf(eps sqrt(d nbar/pi)); for relu with its
 * curvature, erf(y/sqrt 2), y = sqrt(2/pi) t (1 - (t/sqrt d) K(sqrt(2/pi) rho)), t = eps sqrt d, if
 * k is finite (k = infinity means the leading order for every activation). [derived] */
double adversarial_linf_success(const struct activation *activation,
                                const struct adversarial_moments *moments, double d, double k,
                                double eps);

/* Random direction of norm s, k -> infinity: P(sign change) = arccos(corr)/pi, corr the correlation
 * of f(x) and f(x + delta), delta orthogonal to x, so |x + delta|^2 = d + s^2. Closed form for relu
 * and step; others by quadrature of 1 - corr = E (psi(Z)/sqrt V - psi(Z')/sqrt V')^2/2, which keeps
 * its digits for small s. STATUS_USAGE for s > 100 sqrt d or an activation that is zero.
 * [derived] */
enum status adversarial_random_success(const struct activation *activation, double d, double s,
                                       double *success);

/* ---- infinite width (c8) and depth (c9) ---- */

/* P(success) at k = infinity and fixed d = 1 or d >= 2: relu by adversarial_depth, others by the
 * Hermite expansion of the Gaussian process (adversarial_process.h) and two latitudes (c8).
 * Absolute error below 1e-9, tested for d up to 1e6 and s from 1e-3 to 40. STATUS_USAGE for step,
 * constants and parameters out of range; STATUS_NUMERICAL if an integral does not converge.
 * [derived] */
enum status adversarial_infinite_width(const struct activation *activation, double d, double s,
                                       double *success);

/* P(success) at infinite width of a bias-free ReLU network of `depth` hidden layers (1 is c8):
 * 2 E_{U>0} P(Student_d > sqrt d h(U)), one integral with its step resolved. Absolute error below
 * 1e-9, tested for d up to 1e9 and depth up to 1e4. Errors as above. [derived] */
enum status adversarial_depth(double d, size_t depth, double s, double *success);

/* Mean gain factor of such a network, E[sgn(f)(f(x)-f(x'))]/(s E G): *leading is the product
 * prod_{l<depth} (1 - theta_l/pi) with theta_0 = atan(s/sqrt d); *law averages the law of c9 over
 * (f, G), to 1e-10, and is what a wide network shows (finite widths lower it further by about d/n
 * of the deficit). [derived] */
enum status adversarial_depth_gain(double d, size_t depth, double s, double *leading, double *law);

/* Probability that a ReLU network with these widths is alive at x: prod (1 - 2^{-n_l}), exact.
 * [derived] */
double adversarial_alive(size_t layers, const double *widths);

/* General activation at large width and depth: erf(s sqrt(kappa_L'(1)/(2 kappa_L(1)))), kappa_L the
 * composed dual kernel. With weights N(0, 1/(n V)) behind every layer, so that all preactivations
 * are N(0,1), kappa_L'(1)/kappa_L(1) = nbar^depth. [derived] */
double adversarial_deep_success(const struct adversarial_moments *moments, size_t depth, double s);

/* ---- second layer trained to interpolate (c10) ---- */

/* E G^2 at a training point, k -> infinity, odd psi, n = alpha d points, random labels:
 * (prior ? m - k1^2 I_1 : 0) + k1^2 I_2, k1 = (E psi')^2, I_j = int x/(lambda + k1 x)^j dMP_alpha,
 * lambda = V - k1; the integrals are closed forms (c10). P(success at s) is a step at s = 1/G. NaN
 * for relu, step and psi that is not odd; inf for a linear psi at alpha = 1. [derived] */
double adversarial_lazy_gradient(const struct activation *activation, double alpha, bool prior);

#endif
