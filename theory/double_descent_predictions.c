/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of double_descent.h. */
#include "double_descent_predictions.h"

#include <math.h>

#define R PREDICTION_REAL
#define I PREDICTION_INTEGER
#define ACTIVATION PREDICTION_ACTIVATION
#define DIMENSION I("d", NULL, 1, 1e9, "D", "dimension of the input")
#define SAMPLES I("n", NULL, 1, 1e15, "N", "number of samples")
#define SAMPLES_REAL R("n", NULL, 0, INFINITY, "N", "number of samples")
#define PASS I("n", NULL, 1, 1e9, "N", "number of samples, one step each")
#define FEATURES I("m", NULL, 1, 1e15, "M", "number of features")
#define LEVELS I("m", NULL, 1, 1e7, "M", "number of features")
#define PSI1 R("psi1", NULL, 0, INFINITY, "P", "features per dimension, m/d; may be inf")
#define PSI2 R("psi2", NULL, 0, 1e300, "P", "samples per dimension, n/d")
#define LAMBDA R("lambda", NULL, 0, INFINITY, "L", "ridge; 0 is the minimum norm")
#define RIDGE R("ridge", NULL, 0, INFINITY, "L", "ridge; 0 is the minimum norm")
#define SIGNAL R("signal", "1", 0, INFINITY, "S", "squared norm of the target")
#define NOISE R("noise", NULL, 0, INFINITY, "T", "variance of the noise")
#define SPECTRUM PREDICTION_CHOICE("spectrum", NULL, "isotropic|power", "eigenvalues of Sigma")
#define EXPONENT R("exponent", "0", 0, 100, "A", "power: lambda_i like i^-A")
#define TRACE R("trace", "1", 0, INFINITY, "R", "trace of Sigma")
#define DECAY R("decay", "0", 0, 100, "B", "squared errors like i^-B")
#define GAMMA R("gamma", NULL, 0, 1e100, "G", "step")
#define RHO R("rho", "1", 0, INFINITY, "R", "trace of Sigma")
#define ZETA R("zeta", "0", 0, 1, "Z", "step G t^-Z")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction double_descent_predictions[] = {
    {"double-descent-ridge", "risk of random features under ridge regression, proportional limit",
     "m = psi1 d features, n = psi2 d samples, x on the sphere of radius sqrt d, f* "
     "linear of norm^2 SIGNAL; min (1/n) |y - f|^2 + (m lambda/d) |a|^2. bias and "
     "variance are excess risks over f*, risk their sum; infinite at psi1 = psi2, "
     "lambda = 0. By the deterministic equivalent, without cancellation. [standard: "
     "Mei Montanari 2022, R6]",
     PARAMETERS(ACTIVATION, PSI1, PSI2, LAMBDA, SIGNAL, NOISE), COLUMNS("bias", "variance", "risk"),
     double_descent_predict_ridge},
    {"double-descent-mei-montanari", "the same by Mei and Montanari's polynomials",
     "E1/E0 and E2/E0 in chi; loses digits where they cancel; nan for activations of"
     " degree at most 1 (mu* = 0). [standard: Mei Montanari 2022, R6]",
     PARAMETERS(ACTIVATION, PSI1, PSI2, LAMBDA, SIGNAL, NOISE), COLUMNS("bias", "variance"),
     double_descent_predict_mei_montanari},
    {"double-descent-sources", "six sources of the error of random features at finite size",
     "x and the rows of W on the sphere of radius sqrt d, exact kernel eigenvalues, "
     "target of degree 1 and norm 1; min |y - Z a|^2 + ridge |a|^2, Z = sigma/sqrt "
     "m. bias^2, initialisation, samples, both, noise through samples, through "
     "samples and initialisation; infinite where m = n, ridge = 0. [derived from "
     "Defilippis Loureiro Misiakiewicz 2024, R6]",
     PARAMETERS(ACTIVATION, DIMENSION, SAMPLES, FEATURES, RIDGE, NOISE),
     COLUMNS("bias2", "init", "samp", "init_samp", "noise_samp", "noise_init", "total"),
     double_descent_predict_sources},
    {"double-descent-covariance", "the two eigenvalues of the mean covariance of the features",
     "lambda1 = (E sigma^2 + (m-1) mu0^2)/m, once; lambda2 = (E sigma^2 - mu0^2)/m, "
     "m - 1 times; x on the sphere of radius sqrt d, W Gaussian: the same for every "
     "d. [paper: two eigenvalues; derived: values, R1]",
     PARAMETERS(ACTIVATION, DIMENSION, FEATURES), COLUMNS("lambda1", "lambda2"),
     double_descent_predict_covariance},
    {"double-descent-threshold",
     "largest constant step of SGD that is stable in mean square, Gaussian features",
     "The root of sum_i gamma lambda_i/(2 (1 - gamma lambda_i)) = 1, eigenvalues of "
     "trace 1: equal, or like i^-exponent. Isotropic: 2m/(m+2). [derived, R5]",
     PARAMETERS(SPECTRUM, LEVELS, EXPONENT), COLUMNS("threshold"),
     double_descent_predict_threshold},
    {"double-descent-variance-peak", "where the variance of one-pass SGD is largest, and how large",
     "argmax = gamma rho n/1.8926, height = 0.19057 gamma rho: isotropic features of"
     " trace RHO, unit noise, constant small step, without multiplicative noise. "
     "[derived, R8]",
     PARAMETERS(SAMPLES_REAL, GAMMA, RHO), COLUMNS("argmax", "height"),
     double_descent_predict_variance_peak},
    {"double-descent-constants", "Gaussian constants of an activation",
     "mu0 = E sigma, mu1 = E g sigma, star = E sigma^2 - mu0^2 - mu1^2. [R6]",
     PARAMETERS(ACTIVATION), COLUMNS("mu0", "mu1", "star"), double_descent_predict_constants},
    {"double-descent-eigenvalues", "eigenvalues of the random-features kernel on the sphere",
     "By degree of the spherical harmonics, with multiplicities; x and w uniform on "
     "the sphere of radius sqrt d. [standard: Funk Hecke; R6]",
     PARAMETERS(ACTIVATION, DIMENSION, I("count", "8", 1, 600, "N", "degrees 0 to N - 1")),
     COLUMNS("degree", "eigenvalue", "multiplicity"), double_descent_predict_eigenvalues},
    {"double-descent-noise",
     "factor of the noise variance in the minimum-norm solution, finite size",
     "total = m/(n-m-1) for m < n - 1, off + n/(m-n-1) for m > n + 1, infinite "
     "between; off = df2/(n - df2), what comes through the samples alone. x and the "
     "rows of W on the sphere. [standard: inverse Wishart; measured beyond; R6]",
     PARAMETERS(ACTIVATION, DIMENSION, SAMPLES, FEATURES), COLUMNS("off", "total"),
     double_descent_predict_noise},
    {"double-descent-radius",
     "noise variance of the minimum norm for Gaussian inputs over that on the sphere",
     "E d/|x|^2 = d/(d-2): homogeneous activations (relu, linear), m > n. [derived, "
     "R6]",
     PARAMETERS(DIMENSION), COLUMNS("ratio"), double_descent_predict_radius},
    {"double-descent-projection",
     "ridgeless test error of random projections on given data, exactly",
     "sigma the identity, W Gaussian, m > n: E mse = linear + across q/(m-n-1); "
     "|theta|^2 = d m q/chi^2 with `degrees` = m-n+1 degrees of freedom. [derived, "
     "R6]",
     PARAMETERS(
         SAMPLES, FEATURES,
         R("linear", NULL, 0, INFINITY, "L", "test error of ridgeless linear regression"),
         R("q", NULL, 0, INFINITY, "Q", "y^T (X X^T)^-1 y"),
         R("across", NULL, 0, INFINITY, "A", "mean of |x_perp|^2, x_perp across the samples")),
     COLUMNS("mse", "degrees"), double_descent_predict_projection},
    {"double-descent-growth", "growth of the mean square error per step, Gaussian features",
     "rho, the largest root of sum_i gamma^2 lambda_i^2/(rho - r_i) = 1, r_i = 1 - 2"
     " gamma lambda_i + 2 gamma^2 lambda_i^2, at gamma = RELATIVE times the "
     "threshold. [derived, R5]",
     PARAMETERS(SPECTRUM, LEVELS, EXPONENT,
                R("relative", "1", 0, 1e6, "R", "step in units of the threshold")),
     COLUMNS("gamma", "growth"), double_descent_predict_growth},
    {"double-descent-growth-constant-norm", "growth per step, isotropic features of constant norm",
     "1 - 2 gamma/m + gamma^2/m, |z| = 1: threshold exactly 2. [derived, R5]",
     PARAMETERS(LEVELS, GAMMA), COLUMNS("growth"), double_descent_predict_growth_constant_norm},
    {"double-descent-typical",
     "growth of almost every path, isotropic Gaussian features of trace 1",
     "growth = E log |e_1|^2/|e_0|^2; threshold: the step at which it is 0; "
     "mean_square = 2m/(m+2), where the mean starts to grow. [derived, R5]",
     PARAMETERS(I("m", NULL, 3, 1e9, "M", "number of features"), GAMMA),
     COLUMNS("growth", "threshold", "mean_square"), double_descent_predict_typical},
    {"double-descent-sgd-gaussian", "averaged one-pass SGD on Gaussian features, exactly",
     "Excess of theta_bar (mean of theta_0 .. theta_{n-1}) and theta_n; bias_x, "
     "variance_x with Sigma in place of z z^T; B1 = bias - bias_x, V1 = variance - "
     "variance_x. Errors of theta* like i^-decay, of sum SIGNAL; noise: variance s^2"
     " of the linear model. Infinite beyond the threshold once it overflows. "
     "[derived, R3, R4]",
     PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, DECAY, SIGNAL, PASS, GAMMA, ZETA, NOISE),
     COLUMNS("bias", "variance", "last_bias", "last_variance", "bias_x", "variance_x", "B1", "V1"),
     double_descent_predict_sgd_gaussian},
    {"double-descent-sgd", "averaged one-pass SGD on random features, without W",
     "Errors over f*, a linear target of norm 1: bias, variance of the excess, "
     "unexplained = what no theta explains, total their sum, last = the same of "
     "theta_n, zero_mean = total of the theory that leaves out the mean of the "
     "features. Up to O(1/d). [derived, R10]",
     PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
     COLUMNS("bias", "variance", "unexplained", "total", "last", "zero_mean"),
     double_descent_predict_sgd},
    {"double-descent-terms", "the paper's six terms on random features, without W",
     "B1, B2, B3, V1, V2, V3 with Sigma~ in closed form; Bias = B1 + BX, Var = V1 + "
     "VX exactly, bias_x = BX, variance_x = VX. [paper: terms; derived: values, R4, "
     "R10]",
     PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
     COLUMNS("B1", "B2", "B3", "V1", "V2", "V3", "bias_x", "variance_x"),
     double_descent_predict_terms},
    {"double-descent-ratio", "averaged one-pass SGD against the minimum norm",
     "sgd: total of double-descent-sgd; minimum_norm: risk of double-descent-ridge "
     "at psi1 = m/d, psi2 = n/d, lambda = 0. [derived, R11]",
     PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
     COLUMNS("sgd", "minimum_norm", "ratio"), double_descent_predict_ratio},
    {"double-descent-bias-power", "bias of averaged SGD for power laws",
     "BX for lambda_i = i^-a, squared errors i^-b, without end; slope = -(1-zeta) "
     "min(2, (a+b-1)/a), to which log BX/log n tends. [derived, R7]",
     PARAMETERS(R("a", NULL, 0.1, 100, "A", "decay of the eigenvalues"),
                R("b", NULL, 0, 100, "B", "decay of the squared errors"),
                R("gamma", NULL, 0, 1, "G", "step"), ZETA, PASS),
     COLUMNS("bias", "slope"), double_descent_predict_bias_power},
    {"double-descent-bias-supremum",
     "largest bias of averaged SGD over the eigenvalues, constant step",
     "sup BX/|theta*|^2 = 0.407264/(gamma n) (1 + 1.25643/(2n)) up to O(n^-2), "
     "reached near eigenvalue = 1.25643/(gamma n), gamma lambda <= 1. [derived, R7]",
     PARAMETERS(SAMPLES_REAL, GAMMA), COLUMNS("supremum", "eigenvalue"),
     double_descent_predict_bias_supremum},
    {"double-descent-bias-factor", "what theta_bar keeps of the mean error along one eigenvector",
     "(1/n) sum_{t<n} prod_{k<=t} (1 - gamma k^-zeta lambda). [derived, R4]",
     PARAMETERS(R("lambda", NULL, 0, INFINITY, "L", "eigenvalue"), GAMMA, ZETA, PASS),
     COLUMNS("factor"), double_descent_predict_bias_factor},
    {"double-descent-bach-moulines", "a bound on the excess of averaged SGD",
     "(1/n) [s sqrt m/(1 - sqrt(gamma R2)) + |theta*|/sqrt gamma]^2, R2 = tr Sigma +"
     " 2 lambda_max; nan for gamma R2 >= 1. [standard: Bach Moulines 2013, R7]",
     PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, SIGNAL, SAMPLES_REAL, GAMMA, NOISE),
     COLUMNS("bound"), double_descent_predict_bach_moulines},
    {"double-descent-variance",
     "variance of one-pass SGD on isotropic Gaussian features, unit noise",
     "small_step = gamma rho phi(x)/x, x = n gamma rho/m; variance_x exact without "
     "multiplicative noise; variance exact. [derived, R8]",
     PARAMETERS(PASS, LEVELS, GAMMA, RHO), COLUMNS("small_step", "variance_x", "variance"),
     double_descent_predict_variance},
    {"double-descent-variance-argmax",
     "the number of features that maximises that variance, by search",
     "argmax_x, height_x: of variance_x; argmax, height: of the exact variance, "
     "among the m for which the step is stable; integers. nan and inf unless 0 < "
     "gamma rho < 2. [derived, R8]",
     PARAMETERS(PASS, GAMMA, RHO), COLUMNS("argmax_x", "height_x", "argmax", "height"),
     double_descent_predict_variance_argmax},
    {"double-descent-conditional", "minimum norm on Gaussian features of a given covariance",
     "Excess over theta*: m < n bias 0, variance noise m/(n-m-1); m > n by the "
     "deterministic equivalent; infinite from m = n - 1 to n. Errors of theta* as in"
     " double-descent-sgd-gaussian. [standard: Hastie Montanari Rosset Tibshirani "
     "2022, R6]",
     PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, DECAY, SIGNAL, SAMPLES, NOISE),
     COLUMNS("bias", "variance"), double_descent_predict_conditional},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
