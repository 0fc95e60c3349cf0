/* SPDX-License-Identifier: MIT */
/* double-descent: random-features regression in high dimension, by averaged SGD, ridge and minimum
 * norm (Liu, Suykens, Cevher, NeurIPS 2022, arXiv 2110.06910). Statements, derivations and what is
 * and isn't proved: double-descent.md, by the same numbers R1 to R11.
 *
 *   f(x) = <theta, z>,  z = m^{-1/2} sigma(W x/sqrt d),  |x| = sqrt d,  y = f*(x) + eps
 *
 *   symbol        here            meaning
 *   sigma         activation      the activation
 *   d, n, m       d, n, m         input dimension, samples (= steps of one pass), features
 *   W             (m x d)         first layer, frozen: rows N(0, I), or uniform on the sphere of
 *                                 radius sqrt d where said
 *   tau^2         noise           variance of the label noise eps
 *   Sigma, b                      E z z^T and E z y over x for this W
 *   Sigma~                        E Sigma over W
 *   theta*                        Sigma^-1 b, the best in the class
 *   s^2           noise           tau^2 + what no theta explains; noise of the linear model
 *   excess                        |theta - theta*|^2_Sigma = (theta - theta*)^T Sigma (...)
 *   gamma_t       gamma, zeta     step gamma t^-zeta on sample t = 1, 2, ..., 0 <= zeta < 1
 *   theta_bar                     mean of theta_0 .. theta_{n-1}, theta_0 = 0
 *   u                             (1, ..., 1)/sqrt m, the direction of the mean feature
 *   mu0, mu1, mu*                 E sigma, E g sigma, mu*^2 = E sigma^2 - mu0^2 - mu1^2, g ~ N(0,1)
 *
 * A function that returns a double returns NaN where the quantity is not defined (out of range),
 * and infinity where it is unbounded (the interpolation threshold, a step beyond stability).
 */
#ifndef TWOLAYER_DOUBLE_DESCENT_H
#define TWOLAYER_DOUBLE_DESCENT_H

#include "activation.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- activations and the mean covariance (R1) ---- */

struct double_descent_constants {
    double mu0, mu1, star; /* star = mu*^2, a sum of squares: exactly 0 for linear */
};

/* Gaussian constants of an activation by its Hermite coefficients. [standard: Mei Montanari 2022]
 */
enum status double_descent_constants(const struct activation *activation,
                                     struct double_descent_constants *constants);

/* The two eigenvalues of Sigma~, W Gaussian: *lambda1 = (mu1^2 + mu*^2)/m + mu0^2 on u and
 * *lambda2 = (mu1^2 + mu*^2)/m on the m-1 directions across; the same for every d. [paper: two
 * eigenvalues; derived: values] */
void double_descent_covariance(const struct double_descent_constants *constants, double m,
                               double *lambda1, double *lambda2);

/* ---- ridge and minimum norm (R6) ---- */

/* The kernel operator E_w sigma sigma as groups of equal eigenvalues, and what is not resolved. */
struct double_descent_mode {
    double mass;       /* eigenvalue times multiplicity */
    double eigenvalue; /* 0 only if mass is 0 */
    double target;     /* sum of the squared coefficients of f* in the group */
};
struct double_descent_kernel {
    size_t count;
    struct double_descent_mode *modes; /* freed by double_descent_kernel_free */
    double tail; /* trace of eigenvalues too small to be resolved: acts as a ridge */
};

/* The six sources of error, in their additive order: bias^2, initialisation, samples, both;
 * label noise through samples, and through samples and initialisation. */
struct double_descent_sources {
    double bias2, init, samp, init_samp, noise_samp, noise_init, total;
};

/* The deterministic equivalent behind them. */
struct double_descent_equivalent {
    double nu;           /* effective ridge nu_2; infinity if nothing is learnt */
    double df1, df2;     /* sum xi/(xi+nu), sum xi^2/(xi+nu)^2 */
    double free_n;       /* n - df1, without cancellation */
    double free_p;       /* p - df1 */
    double amplify_samp; /* df2/(n - df2): noise that comes through the samples */
    double amplify_init; /* the rest of the factor of tau^2 */
};

/* min |y - Z a|^2 + ridge |a|^2 over a, Z (n x p) = sigma/sqrt p, samples and features drawn anew:
 * nu solves (n - df1)(p - df1) = ridge p/nu. p may be infinite (kernel regression with this kernel;
 * linear regression on these features), ridge 0 (minimum norm) or infinite. Neither n = p nor
 * ridge -> 0 loses digits: every difference is formed as a sum of positive terms. Either pointer
 * may be NULL. [standard: Defilippis Loureiro Misiakiewicz 2024 for the total; derived: the split]
 */
void double_descent_ridge(const struct double_descent_kernel *kernel, double n, double p,
                          double ridge, double noise, struct double_descent_equivalent *equivalent,
                          struct double_descent_sources *sources);

/* The kernel of x and the rows of W uniform on the sphere of radius sqrt d, exact eigenvalues, and
 * a target of degree 1 and norm 1. most: min(n, p), how many eigenvalues matter; STATUS_NUMERICAL
 * if (for a smooth activation) so many are not above rounding. [standard: Funk Hecke; R6] */
enum status double_descent_sphere_kernel(const struct activation *activation, double d, double most,
                                         struct double_descent_kernel *kernel);

/* The proportional limit in units of d: eigenvalue mu1^2 once, tail mu*^2, target norm^2 signal.
 * [standard: Mei Montanari 2022] */
enum status double_descent_limit_kernel(const struct double_descent_constants *constants,
                                        double signal, struct double_descent_kernel *kernel);

void double_descent_kernel_free(struct double_descent_kernel *kernel);

/* Six sources at finite d, n, m (double_descent_sphere_kernel, double_descent_ridge).
 * STATUS_NUMERICAL as above. [derived] */
enum status double_descent_sphere_sources(const struct activation *activation, double d, double n,
                                          double m, double ridge, double noise,
                                          struct double_descent_equivalent *equivalent,
                                          struct double_descent_sources *sources);

/* Mei-Montanari: d, m = psi1 d, n = psi2 d to infinity, ridge = psi2 lambda, by their polynomials
 * E0, E1, E2 in chi; signal = F1^2, noise = tau^2. Loses digits where they cancel (near
 * psi1 = psi2, for mu*^2 or lambda small beside 1); double_descent_ridge on the limit kernel is the
 * same function without that. NaN for mu* = 0. [standard: Mei Montanari 2022; derived: chi as the
 * root of a monotone equation] */
void double_descent_mei_montanari(const struct double_descent_constants *constants, double psi1,
                                  double psi2, double lambda, double signal, double noise,
                                  double *bias, double *variance);

/* The factor of tau^2 in the minimum-norm solution with the finite-size corrections -1:
 * m/(n-m-1) for m < n - 1 (exact for Gaussian features), `amplify_samp` + n/(m-n-1) for m > n + 1,
 * infinite between. [standard: inverse Wishart; derived and measured beyond] */
double double_descent_noise(const struct double_descent_equivalent *equivalent, double n, double m);

/* Ratio of the minimum-norm noise variance for Gaussian inputs to that for inputs on the sphere,
 * homogeneous sigma (relu, linear), m > n: E d/|x|^2 = d/(d-2), infinite for d <= 2. [derived] */
double double_descent_radius(double d);

/* The ridgeless test error of sigma = identity on given data, m > n, W Gaussian, exactly:
 * linear + across q/(m-n-1), with linear the mean squared error of ridgeless linear regression,
 * q = y^T (X X^T)^-1 y and across the mean of |x_perp|^2. Infinite for m <= n + 1. [derived] */
double double_descent_projection(double n, double m, double linear, double q, double across);

/* ---- step sizes (R5) ---- */

/* Eigenvalues of Sigma in groups that the recursions keep equal, with what a start and the
 * direction u have in them. */
struct double_descent_level {
    double lambda;  /* eigenvalue */
    double count;   /* multiplicity */
    double error;   /* sum over the group of <theta_0 - theta*, v>^2 */
    double overlap; /* sum of <u, v>^2 */
    double cross;   /* sum of <u, v> <theta_0 - theta*, v> */
    double mean;    /* squared mean feature, 0 or one group of count 1: E z along its eigenvector */
};

/* Levels of trace `trace`: equal for exponent 0 (one group), else lambda_i ~ i^-exponent, with
 * errors error_i ~ i^-decay that sum to signal and no overlaps. levels: at least
 * double_descent_spectrum_count(m, exponent, decay) of them. */
size_t double_descent_spectrum_count(size_t m, double exponent, double decay);
void double_descent_spectrum(size_t m, double exponent, double trace, double decay, double signal,
                             struct double_descent_level *levels);

/* Mean-square threshold of the constant step for Gaussian features: the root gamma < 1/lambda_max
 * of sum_i gamma lambda_i/(2 (1 - gamma lambda_i)) = 1 (levels with a mean: the same with their
 * kurtosis). Isotropic of trace 1: 2m/(m+2). [derived] */
double double_descent_threshold(size_t count, const struct double_descent_level *levels);

/* Growth of the mean square error per step there: the largest rho with
 * sum_i gamma^2 lambda_i^2/(rho - r_i) = 1, r_i = 1 - 2 gamma lambda_i + 2 gamma^2 (lambda_i^2 -
 * mean_i^2). weights, if not NULL: count values, the Perron vector lambda_i/(rho - r_i), for which
 * E sum weights_i e_i(t)^2 = rho^t sum weights_i e_i(0)^2 exactly. [derived] */
double double_descent_growth(size_t count, const struct double_descent_level *levels, double gamma,
                             double *weights);

/* The same for isotropic features of constant norm 1: 1 - 2 gamma/m + gamma^2/m; threshold exactly
 * 2. [derived] */
double double_descent_growth_constant_norm(double m, double gamma);

/* E log |e_1|^2/|e_0|^2 for isotropic Gaussian features of trace 1, and the step above which it is
 * positive: the threshold of almost every path, larger than that of the mean square. m >= 3;
 * absolute error below 1e-6. [derived] */
double double_descent_growth_typical(double m, double gamma);
double double_descent_threshold_typical(double m);

/* ---- averaged one-pass SGD (R3, R4) ---- */

/* gamma t^-zeta. */
double double_descent_step_size(double gamma, double zeta, size_t t);

/* Exact excess risks of the average (unless said) after n samples. */
struct double_descent_sgd {
    double bias, variance;           /* of theta_bar; their sum is its excess */
    double last_bias, last_variance; /* of theta_n */
    double bias_x, variance_x;       /* BX, VX: with Sigma in place of z z^T */
    double B1, V1;                   /* bias - bias_x, variance - variance_x */
    double B2, B3, V2, V3;           /* of the paper's split with Sigma~ */
};

/* Gaussian features (zero mean, or with a mean along one eigenvector), noise independent of them.
 * lambda1, lambda2: eigenvalues of Sigma~ on u and across. O(n count). Infinite where a recursion
 * overflows. STATUS_NUMERICAL without memory. [derived] */
enum status double_descent_sgd(size_t count, const struct double_descent_level *levels,
                               double lambda1, double lambda2, double noise, double gamma,
                               double zeta, size_t n, struct double_descent_sgd *sgd);

/* ---- without W (R10, R11) ---- */

/* Levels of random features in high dimension: the mean direction, d (or m) Marchenko-Pastur
 * eigenvalues mu1^2 s/m + mu*^2/m, the rest mu*^2/m; a linear target of norm 1 averaged over its
 * direction. zero_mean: leave out the mean of the features (a wrong theory, for comparison).
 * *unexplained: the part of the target outside the class, which adds to the noise and to the error.
 * The caller frees *levels. [derived] */
enum status double_descent_closure(const struct double_descent_constants *constants, size_t d,
                                   size_t m, bool zero_mean, size_t *count,
                                   struct double_descent_level **levels, double *unexplained);

/* double_descent_sgd on the closure, and *unexplained: bias + variance + *unexplained is the error
 * over f*. [derived] */
enum status double_descent_closure_sgd(const struct double_descent_constants *constants, size_t d,
                                       size_t n, size_t m, double gamma, double zeta, double noise,
                                       bool zero_mean, struct double_descent_sgd *sgd,
                                       double *unexplained);

/* ---- rates (R7, R8) ---- */

/* sup (1 - e^-x)^2/x and where, the root of e^x = 1 + 2x. */
#define DOUBLE_DESCENT_BIAS_CONSTANT 0.40726437758907375014
#define DOUBLE_DESCENT_BIAS_ARGUMENT 1.2564312086261696770

/* sup of BX/|theta*|^2 over eigenvalues with gamma lambda <= 1, constant step: c/(gamma n) (1 +
 * x/(2n) + O(n^-2)), c and x the two constants. BX is never above c/(gamma n) (1 + 1.46/n).
 * [derived; the second bound by scanning] */
double double_descent_bias_supremum(double gamma, double n);

/* factor[i] = (1/n) sum_{t<n} prod_{k<=t} (1 - gamma_k lambda[i]), i < count: what theta_bar keeps
 * of the mean error along an eigenvector. [derived] */
void double_descent_bias_factors(double gamma, double zeta, size_t n, size_t count,
                                 const double *lambda, double *factor);

/* BX for lambda_i = i^-a, squared errors i^-b, i = 1, 2, ... without end, gamma <= 1, a > 0,
 * a + b > 1; relative error below 1e-8. Decays like n^slope, slope = -(1-zeta)(a+b-1)/a as long as
 * that is above -2. [derived] */
enum status double_descent_bias_power(double gamma, double zeta, double a, double b, size_t n,
                                      double *bias);
double double_descent_bias_slope(double zeta, double a, double b);

/* (1/n) [s sqrt m/(1 - sqrt(gamma R2)) + sqrt(R2 error/(gamma R2))]^2, R2 = tr Sigma + 2
 * lambda_max, error = |theta*|^2: a bound on the excess of theta_bar. NaN for gamma R2 >= 1.
 * [standard: Bach Moulines 2013] */
double double_descent_bach_moulines(size_t count, const struct double_descent_level *levels,
                                    double noise, double gamma, double n);

/* phi(x) = 1 - [2(1-e^-x) - (1-e^-2x)/2]/x; VX ~ noise gamma rho phi(x)/x at x = n gamma rho/m for
 * isotropic features of trace rho and a small constant step. [derived] */
double double_descent_variance_shape(double x);

/* Where phi(x)/x is largest, and its value there. */
#define DOUBLE_DESCENT_PEAK_ARGUMENT 1.8926178329250187675
#define DOUBLE_DESCENT_PEAK_VALUE 0.19056932905122498641

/* The number of features (a real number) at which the variance of one pass is largest and its
 * height, unit noise: gamma rho n/1.8926, 0.1906 gamma rho. [derived] */
void double_descent_variance_peak(double n, double gamma, double rho, double *argmax,
                                  double *height);

/* The integer m that maximises the exact variance of isotropic features (exact: with multiplicative
 * noise, among the m for which the step is stable in mean square; else VX), and its height; unit
 * noise. By a grid, then bisection, taking for granted one maximum between its points. NaN, and an
 * infinite height if exact, unless 0 < gamma rho < 2. [derived] */
enum status double_descent_variance_argmax(size_t n, double gamma, double rho, bool exact,
                                           double *argmax, double *height);

/* ---- regression given W (R6 v) ---- */

/* Minimum norm, Gaussian features of these levels (error: squared coefficients of theta*): bias and
 * variance of the excess. m = sum of counts: variance noise m/(n-m-1) for m < n, else the
 * deterministic equivalent with p infinite; infinite from n - 1 to n. STATUS_NUMERICAL without
 * memory. [standard: Hastie Montanari Rosset Tibshirani 2022] */
enum status double_descent_conditional(size_t count, const struct double_descent_level *levels,
                                       double n, double noise, double *bias, double *variance);

#endif
