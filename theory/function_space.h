/* SPDX-License-Identifier: MIT */
/* function-space: how one large gradient step reshapes the function space of a two-layer network
 * (Lobo, Loureiro, Tran-Thanh, Liu, arXiv 2605.17718). Statements, derivations and what is and
 * isn't proved: function-space.md, by the same section numbers.
 *
 *   f(x) = N^{-1/2} sum_{i<=N} a_i sigma(w_i.x),  w_i ~ N(0, I/d),  a_i ~ N(0, 1/N)
 *   k_theta(x, x') = E sigma(w.x) sigma(w.x'),    w ~ N(0, (I + theta v v^T)/d),  |v| = 1
 *
 *   symbol      here         meaning
 *   d, N        d, width     dimension of the input, width
 *   n, alpha    n, alpha     samples (of the step, or of the regression), n/d
 *   theta, v    theta        strength and direction of the spike in the law of the weights
 *   tau         tau          theta/d
 *   t, s                     t = v.x/|x|, s = v.x; of weights t = v.w/|w|
 *   beta, gamma gamma        direction of the target, the cosine v.beta
 *   c1*, Ey^2   c1star, ey2  E g(z) z of the target g, E y^2 with its noise
 *   eta         step         step size, w <- w - eta sqrt N dL/dw, L = sum (y - f)^2/(2n)
 *   c1, V'                   E sigma'(z), Var sigma'(z), z ~ N(0,1)
 *   q                        growth of the bulk variance of the weights in the step
 *   l, m        degree, sector  degree of a harmonic, and of its part in v^perp
 *   N(d, l)                  dimension of the harmonics of degree l on S^{d-1} (harmonics.h)
 *   a_l                      E sigma(sqrt d t) P_l(t), P_l the Legendre polynomial of dimension d
 *   E_D                      mean over the Gegenbauer law of dimension D (gegenbauer.h)
 *   delta       ridge        ridge: alpha = (K + delta I)^{-1} y, K not divided by n
 *
 * Inputs are N(0, I) or uniform on the sphere of radius sqrt d: for sigma homogeneous of degree 1
 * the spectra are the same. A function that returns a double returns NaN where the quantity is not
 * defined.
 */
#ifndef TWOLAYER_FUNCTION_SPACE_H
#define TWOLAYER_FUNCTION_SPACE_H

#include "activation.h"
#include "error.h"
#include "kernel.h"
#include "quadrature.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- kernels (c1) ---- */

/* k(q11, q12, q22) = E sigma(u) sigma(v), u and v Gaussian of these variances and covariance:
 * closed form for relu, step, erf, erf2 (kernel.h), sin2 and polynomials; tanh and softplus by
 * nested adaptive quadrature, to about 1e-11 (1 + sqrt(k(q11, q11, q11) k(q22, q22, q22))).
 * STATUS_USAGE unless q11, q22 >= 0 are finite and q12^2 <= q11 q22 (up to 1e-12, then clipped).
 * [standard: Williams 1998; Cho and Saul 2009] */
enum status function_space_kernel(const char *activation, double q11, double q12, double q22,
                                  double *kernel);

/* A kernel in closed form, fast enough for grids. */
struct function_space_kernel {
    struct kernel closed; /* of kernel.h, or evaluate = NULL */
    struct activation activation;
};

/* STATUS_USAGE for tanh and softplus, whose kernels have no closed form. */
enum status function_space_kernel_find(struct function_space_kernel *kernel,
                                       const char *activation);

/* Its value; q12 is clipped to |q12| <= sqrt(q11 q22). */
double function_space_kernel_value(const struct function_space_kernel *kernel, double q11,
                                   double q12, double q22);

/* ---- what one step does (c2) ---- */

/* E|g|^2 of g = (1/n) sum y x, and gamma2 = E<g, beta>^2/E|g|^2, exact for Gaussian x:
 * E|g|^2 = c1*^2 (1 - 1/n) + ((d-1) Ey^2 + Ey^2z^2)/n. ey2z2: E y^2 z^2. [derived] */
double function_space_gradient(double c1star, double ey2, double ey2z2, double n, double d,
                               double *gamma2);

/* n to infinity at fixed alpha: theta = (d/N) eta^2 c1^2 (c1*^2 + Ey^2/alpha),
 * gamma2 = c1*^2/(c1*^2 + Ey^2/alpha), bulk = 1 + q, q = eta^2 V' Ey^2/(N alpha). theta and bulk
 * are NaN for step, whose derivative is no function. [derived] */
struct function_space_spike {
    double theta, gamma2, bulk;
};
struct function_space_spike function_space_spike(const struct activation *activation, double c1star,
                                                 double ey2, double alpha, double step,
                                                 double width, double d);

/* Largest eigenvalue of d W^T W/N, c = d/N, when the weights have covariance (I + theta v v^T)/d:
 * (1 + theta)(1 + c/theta) if theta > sqrt c, else (1 + sqrt c)^2; *overlap: the squared cosine of
 * its eigenvector with v, (1 - c/theta^2)/(1 + c/theta), else 0. [standard: Baik Ben Arous Peche
 * 2005; Paul 2007] */
double function_space_outlier(double theta, double aspect, double *overlap);

/* Kurtosis E w^4/(E w^2)^2 of a coordinate of the moved weights orthogonal to v, whose variance is
 * (1 + q xi^2)/d, xi ~ N(0,1): 3 (1 + 2q + 3q^2)/(1+q)^2. [derived] */
double function_space_kurtosis(double q);

/* ---- the spectrum (c3, c4) ---- */

/* a_l of the activation (closed form for relu and step): the eigenvalue of the isotropic kernel on
 * the sphere is a_l^2, of multiplicity harmonics_multiplicity(d, l). [standard: Funk-Hecke;
 * Bach 2017] */
enum status function_space_funk_hecke(const struct activation *activation, double d, size_t degree,
                                      double *a);

/* The same for any activation by quadrature of E sigma(sqrt d t) P_l(t) (harmonics_expand), to
 * about 1e-15 of the norm of sigma: an independent route to the closed forms. [standard:
 * Funk-Hecke] */
enum status function_space_funk_hecke_quadrature(const struct activation *activation, double d,
                                                 size_t degree, double *a);

/* Matrix elements of k_theta between harmonics for relu: M00, M02, M22 between the top radial mode
 * |x| and the aligned quadratic harmonic, M11 = (1 + theta)/(4d) and `orthogonal` = 1/(4d) of the
 * linear harmonics along and across v; all of sector 0 but the last. With q > 0 the weights are the
 * scale mixture of c2: sqrt d v.w = sqrt theta xi + z, |w_perp|^2 = (1 + q xi^2) chi^2_{d-1}/d.
 * d >= 2, theta >= 0; relative error 1e-12. [derived] */
struct function_space_elements {
    double m00, m02, m22, m11, orthogonal;
};
enum status function_space_elements(double d, double theta, double q,
                                    struct function_space_elements *elements);

/* The angle phi of the leading eigenvector of [M00 M02; M02 M22], tan 2phi = 2 M02/(M00 - M22), in
 * radians; d >= 2, or infinity, where tan 2phi = 2 sqrt 2 tau/(3 + tau - J),
 * J = E 1/(1 + tau z^2), z ~ N(0,1). [derived] */
enum status function_space_mixing(double d, double tau, double *angle);

/* Harmonics by name at inputs x: (|x|/sqrt d)^power Y(x/|x|), Y of unit variance on the sphere, in
 * this order: radial (degree 0), aligned and across (1; along v and along e), quadratic (2, sector
 * 0: t^2 - 1/d), mixed (2, sector 1: v.x e.x), traceless (2, sector 2: e.x f.x). power is the
 * degree of homogeneity of sigma. [standard: Mueller 1966] */
enum { FUNCTION_SPACE_HARMONICS = 6 };
void function_space_harmonics(size_t d, double power, const double *frame, const double *x,
                              double value[FUNCTION_SPACE_HARMONICS]);

/* The frame (3 x d) of them: v normalised, and e, f, orthonormal and orthogonal to v, of the axes
 * that lie least in v. STATUS_INPUT for d < 3 and for v = 0. */
enum status function_space_frame(size_t d, const double *v, double *frame);

/* First order: the eigenvalue of degree l, sector m is a_l^2 C_p (1 + theta delta + O(theta^2)),
 * delta = (d/2 + p)(b_{j+1}^2 + b_j^2) - 1/2, b of dimension d + 2m, j = l - m, for sigma
 * homogeneous of degree p. 0 <= m <= l. [derived] */
double function_space_first_order(double d, size_t degree, size_t sector, double power);

/* E h_k(z) h_l(z), z ~ N(0, 1 + theta), h_k = He_k/sqrt(k!): for theta fixed and d -> infinity the
 * matrix of k_theta is a_k a_l times this. [derived] */
double function_space_hermite(size_t k, size_t l, double theta);

/* lambda_l(theta)/lambda_l(0) of the aligned sector as l -> infinity:
 * (1 + theta)^{-1/2} [(2/pi) K]^{d+2}, K the complete elliptic integral of parameter
 * theta/(1 + theta) (relu). Infinite where it overflows. [derived: Bohr-Sommerfeld] */
double function_space_tail(double d, double theta);

/* sigma = z^2 and Gaussian inputs, exact: the 2 x 2 block of |x|^2 and the aligned quadratic, the
 * d - 1 modes v.x y_j, the d(d-1)/2 - 1 traceless modes of y = x_perp. [derived] */
struct function_space_quadratic {
    double m00, m02, m22, mixed, traceless, angle, top, second;
};
struct function_space_quadratic function_space_quadratic(double d, double theta);

/* Eigenvalues of sector m for relu and what the learning curves need of the eigenfunctions
 * psi_k = sum_l V_kl Y_{l,m}. The odd part of relu is linear and its two eigenvalues are exact
 * (M11, orthogonal): this holds the even degrees l >= m alone, descending. */
struct function_space_sector {
    size_t count;
    double *eigenvalue;
    double *radial, *quadratic; /* V_k0 (0 if m > 0), V_k2 (0 if m > 2) */
};

/* At least `count` eigenvalues (fewer only if they underflow) and all those above `floor`, to a
 * relative error of 1e-9 + 1e-14 sqrt(largest/eigenvalue) (or an absolute one of floor/100, if that
 * is finite): two resolutions agree to that, so the finer is better, mostly 1e-13. STATUS_NUMERICAL
 * if none converges (theta far above 100 d). d >= 2, theta >= 0. [derived] */
enum status function_space_sector(double d, double theta, size_t m, size_t count, double floor,
                                  struct function_space_sector *sector);
void function_space_sector_free(struct function_space_sector *sector);

/* The `count` largest eigenvalues of sector m for relu with the linear modes merged in, descending;
 * 0 where they underflow. [derived] */
enum status function_space_spectrum(double d, double theta, size_t m, size_t count,
                                    double *eigenvalues);

/* The matrix T (degrees x degrees) of sector 0 for relu between the aligned harmonics of degree 0,
 * 1, ..; d >= 2, theta >= 0. [derived] */
enum status function_space_matrix(double d, double theta, size_t degrees, double *T);

/* The top eigenfunction of k_theta for relu on the sphere, positive, of unit mean square: top->x
 * are values of t = v.x/|x| in (0, 1) and top->w those of the function, which is even. d >= 3. Free
 * by quadrature_free. [derived] */
enum status function_space_top(double d, double theta, struct quadrature *top);

/* The same for any kernel on the sphere by direct reduction to functions of t and t',
 *     E_u k(1 + theta t^2, (1 + theta) t t' + sqrt(1-t^2) sqrt(1-t'^2) u, 1 + theta t'^2) P_m(u),
 * u of the Gegenbauer law of dimension d - 1, P_m(1) = 1. Absolute error about 1e-14 of the largest
 * for kernels that are analytic; of relu and step about 1e-6 d^-3. d >= 3. [derived] */
enum status function_space_direct(const struct function_space_kernel *kernel, double d,
                                  double theta, size_t m, size_t count, double *eigenvalues);

/* Large-step limit, tau = theta/d fixed and d -> infinity, of sector 0: the eigenvalues of
 * k(1 + tau s^2, tau s s', 1 + tau s'^2) on s ~ N(0,1), any kernel. [derived] */
enum status function_space_limit(const struct function_space_kernel *kernel, double tau,
                                 size_t count, double *eigenvalues);

/* ---- learning curves (c7, c7b), relu, inputs on the sphere ----
 * Target y = Y_1(beta.x) + Y_2(beta.x) + noise, both harmonics of unit variance; mse is the error
 * on noisy labels, so noise^2 at best and 2 + noise^2 for f = 0. */

/* Modes of k_theta and the squares of the target's coefficients on them. */
struct function_space_modes {
    size_t count, room;
    double *eigenvalue, *multiplicity, *target2; /* target2: total over the multiplicity */
    double tail, target_tail;                    /* what the modes leave of the trace, of |y|^2 */
};

/* All modes that a ridge regression with n samples can see; the rest acts as its trace alone, to a
 * relative error of about 1e-8; at theta = 0 and d < 10 all modes, to 1e-9. With a spike slow at d
 * < 10 for many samples or a small ridge, and STATUS_NUMERICAL where that takes too many sectors or
 * degrees. [derived] */
enum status function_space_modes(double d, double theta, double gamma, double n, double ridge,
                                 struct function_space_modes *modes);
void function_space_modes_free(struct function_space_modes *modes);

/* Deterministic equivalent of kernel ridge regression ("eigenlearning"): kappa solves
 * n = sum lambda/(lambda + kappa) + ridge/kappa, L = lambda/(lambda + kappa),
 * mse = n/(n - sum L^2) (sum (1-L)^2 c^2 + noise^2). [standard: Bordelon Canatar Pehlevan 2020;
 * Simon et al. 2023] */
double function_space_eigenlearning(const struct function_space_modes *modes, double n,
                                    double ridge, double noise);

/* Its factor n/(n - sum L^2): what a sample of n inflates the error by. [standard: Simon et al.
 * 2023] */
double function_space_inflation(const struct function_space_modes *modes, double n, double ridge);

/* The same for `width` random features and ridge on F F^T, F = sigma(X W^T)/sqrt(width); ridge > 0.
 * [standard: Bach 2024; Defilippis Loureiro Misiakiewicz 2024] */
double function_space_random_features(const struct function_space_modes *modes, double n,
                                      double width, double ridge, double noise);

/* The conditional equivalent: as eigenlearning, but with features that are Gaussian-like only
 * given t = v.x/|x|, as they are after a large step. ridge > 0, d >= 3. STATUS_NUMERICAL if the
 * iteration does not converge. [derived, not proved] */
enum status function_space_conditional(double d, double theta, double gamma, double n, double ridge,
                                       double noise, double *mse);

#endif
