/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of function_space.h. */
#include "function_space_predictions.h"

#include <math.h>

#define REAL PREDICTION_REAL
#define INTEGER PREDICTION_INTEGER
#define ACTIVATION PREDICTION_ACTIVATION
#define DIMENSION(least) INTEGER("d", NULL, least, 1e9, "D", "dimension of the input")
#define THETA REAL("theta", NULL, 0, 1e18, "T", "strength of the spike; to some 100 d")
#define SECTOR INTEGER("sector", NULL, 0, 200, "M", "degree of the part across v")
#define COUNT INTEGER("count", NULL, 1, 60, "K", "number of eigenvalues")
#define C1STAR REAL("c1star", NULL, -1e100, 1e100, "C", "c1* = E y z, z = beta.x")
#define EY2 REAL("ey2", NULL, 0, 1e100, "E", "E y^2, label noise included")
#define GAMMA REAL("gamma", NULL, -1, 1, "G", "the cosine <v, beta>")
#define SAMPLES REAL("n", NULL, 1, 1e15, "N", "number of samples")
#define RIDGE REAL("ridge", NULL, 0, 1e100, "R", "ridge, added to K (not to K/n)")
#define NOISE REAL("noise", NULL, 0, 1e100, "S", "standard deviation of the label noise")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction function_space_predictions[] = {
    {"function-space-kernel", "kernel of an infinitely wide layer, E sigma(u) sigma(v)",
     "u, v Gaussian of variances q11, q22 and covariance q12: q11 = |x|^2/d, q12 = x.x'/d for "
     "weights N(0, I/d). Closed form, but quadrature for tanh and softplus. [standard: Williams "
     "1998, Cho and Saul 2009; c1]",
     PARAMETERS(ACTIVATION, REAL("q11", NULL, 0, 1e100, "Q", "variance of w.x"),
                REAL("q12", NULL, -1e100, 1e100, "Q", "covariance of w.x and w.x'"),
                REAL("q22", NULL, 0, 1e100, "Q", "variance of w.x'")),
     COLUMNS("kernel"), function_space_predict_kernel},
    {"function-space-spike", "the law of the weights after one gradient step",
     "Covariance (bulk I + theta v v^T)/d to leading order: theta = (d/N) eta^2 c1^2 (c1*^2 + "
     "Ey^2/alpha), gamma2 = <v, beta>^2 = c1*^2/(c1*^2 + Ey^2/alpha), bulk = 1 + q, q = eta^2 Var "
     "sigma'(z) Ey^2/(N alpha); n to infinity at fixed alpha = n/d. theta and bulk nan for step. "
     "[derived, c2]",
     PARAMETERS(ACTIVATION, C1STAR, EY2,
                REAL("alpha", NULL, 1e-100, INFINITY, "A", "samples per dimension, n/d"),
                REAL("step", NULL, -1e100, 1e100, "E", "eta: w <- w - eta sqrt N dL/dw"),
                REAL("width", NULL, 1, 1e100, "N", "number of neurons"), DIMENSION(1)),
     COLUMNS("theta", "gamma2", "bulk"), function_space_predict_spike},
    {"function-space-gradient", "the mean gradient direction g = (1/n) sum y x at finite n",
     "square = E|g|^2 = c1*^2 (1 - 1/n) + ((d-1) Ey^2 + E y^2 z^2)/n, exact for Gaussian inputs; "
     "gamma2 = E<g, beta>^2/E|g|^2. [derived, c2]",
     PARAMETERS(C1STAR, EY2, REAL("ey2z2", NULL, 0, 1e100, "E", "E y^2 z^2, z = beta.x"), SAMPLES,
                DIMENSION(1)),
     COLUMNS("square", "gamma2"), function_space_predict_gradient},
    {"function-space-outlier", "largest eigenvalue of d W^T W/N above its bulk",
     "W of N rows N(0, (I + theta v v^T)/d), aspect = c = d/N: eigenvalue = (1 + theta)(1 + "
     "c/theta), overlap = (1 - c/theta^2)/(1 + c/theta), the squared cosine with v, if theta > "
     "sqrt c; else (1 + sqrt c)^2 and 0. [standard: Baik Ben Arous Peche 2005, Paul 2007; c2]",
     PARAMETERS(THETA, REAL("aspect", NULL, 0, 1e100, "C", "d/N")),
     COLUMNS("eigenvalue", "overlap"), function_space_predict_outlier},
    {"function-space-kurtosis", "kurtosis of the weights across v after a large step",
     "3 (1 + 2q + 3q^2)/(1+q)^2: the coordinates have variance (1 + q xi^2)/d, xi ~ N(0,1). "
     "[derived, c2]",
     PARAMETERS(REAL("q", NULL, 0, 1e100, "Q", "growth of the bulk variance")), COLUMNS("kurtosis"),
     function_space_predict_kurtosis},
    {"function-space-funk-hecke", "eigenvalue of the isotropic kernel on harmonics of one degree",
     "coefficient = a_l = E sigma(sqrt d t) P_l(t), eigenvalue = a_l^2, multiplicity = N(d, l); "
     "inputs on the sphere of radius sqrt d. [standard: Funk-Hecke, Bach 2017; c3]",
     PARAMETERS(ACTIVATION, DIMENSION(2),
                INTEGER("degree", NULL, 0, 1000, "L", "degree of the harmonics"),
                PREDICTION_CHOICE("route", "closed", "closed|quadrature",
                                  "closed form (relu and step), or quadrature of the definition")),
     COLUMNS("coefficient", "eigenvalue", "multiplicity"), function_space_predict_funk_hecke},
    {"function-space-spectrum", "eigenvalues of the spiked relu kernel in one sector",
     "Descending, each of multiplicity N(d-1, m), 0 where they underflow; inputs Gaussian or on "
     "the sphere. Exact reduction, to 1e-9 and better. Sector 0 and 1 hold the linear modes (1 + "
     "theta)/(4d) and 1/(4d). [derived, c4]",
     PARAMETERS(DIMENSION(2), THETA, SECTOR, COUNT), COLUMNS("index", "eigenvalue", "multiplicity"),
     function_space_predict_spectrum},
    {"function-space-direct", "eigenvalues of any spiked kernel on the sphere in one sector",
     "As function-space-spectrum, by reduction of the kernel to v.x and v.x'; all activations but "
     "tanh and softplus. About 1e-14 of the largest for analytic kernels; relu and step less "
     "(function-space-spectrum is exact for relu). [derived, c4]",
     PARAMETERS(ACTIVATION, DIMENSION(3), THETA, SECTOR, COUNT),
     COLUMNS("index", "eigenvalue", "multiplicity"), function_space_predict_direct},
    {"function-space-limit", "eigenvalues of sector 0 as d goes to infinity at fixed theta/d",
     "Of k(1 + tau s^2, tau s s', 1 + tau s'^2) on s ~ N(0,1); all activations but tanh and "
     "softplus. [derived, c4]",
     PARAMETERS(ACTIVATION, REAL("tau", NULL, 0, 1e12, "T", "theta/d"), COUNT),
     COLUMNS("index", "eigenvalue"), function_space_predict_limit},
    {"function-space-elements", "matrix elements of the relu kernel between harmonics",
     "m00, m02, m22: top radial mode and aligned quadratic harmonic; m11 and orthogonal: linear "
     "harmonics along and across v. q > 0: weights of a scale mixture, as a network has them "
     "after a large step (q = bulk - 1 of function-space-spike); spiked: the elements of theta/(1 "
     "+ "
     "q) times 1 + q, of a spiked Gaussian of the same variances. [derived, c4, c5]",
     PARAMETERS(DIMENSION(2), THETA, REAL("q", "0", 0, 1e12, "Q", "growth of the bulk variance"),
                PREDICTION_CHOICE("weights", "mixture", "mixture|spiked",
                                  "the scale mixture, or the one spiked Gaussian of this bulk")),
     COLUMNS("m00", "m02", "m22", "m11", "orthogonal"), function_space_predict_elements},
    {"function-space-mixing", "angle by which the top radial mode turns to the quadratic harmonic",
     "tan 2phi = 2 M02/(M00 - M22), relu, radians; at d = inf 2 sqrt 2 tau/(3 + tau - J), J = E "
     "1/(1 + tau z^2), which tends to 2 sqrt 2 (35.26 degrees). [derived, c4]",
     PARAMETERS(REAL("d", NULL, 2, INFINITY, "D", "dimension of the input; may be inf"),
                REAL("tau", NULL, 0, 1e12, "T", "theta/d")),
     COLUMNS("angle"), function_space_predict_mixing},
    {"function-space-matrix", "the matrix of the spiked relu kernel between aligned harmonics",
     "element = T_kl of sector 0, k = row and l = column from 0, harmonics of unit variance. "
     "[derived, c4]",
     PARAMETERS(DIMENSION(2), THETA, INTEGER("degrees", NULL, 1, 60, "L", "degrees 0 .. L - 1")),
     COLUMNS("row", "column", "element"), function_space_predict_matrix},
    {"function-space-top", "the top eigenfunction of the spiked relu kernel on the sphere",
     "psi as a function of t = v.x/|x| in (0, 1), even, of unit mean square; a row a node of the "
     "reduction. [derived, c4]",
     PARAMETERS(DIMENSION(3), THETA), COLUMNS("t", "psi"), function_space_predict_top},
    {"function-space-first-order", "slope of an eigenvalue in theta at theta = 0",
     "lambda = a_l^2 (1 + theta delta + O(theta^2)), delta = (d/2 + p)(b_{j+1}^2 + b_j^2) - 1/2, "
     "j = l - m, for activations that are homogeneous of degree p. [derived, c4]",
     PARAMETERS(DIMENSION(2), INTEGER("degree", NULL, 0, 1000, "L", "degree of the harmonic"),
                SECTOR, REAL("power", "1", 0, 100, "P", "degree of homogeneity; relu 1")),
     COLUMNS("delta"), function_space_predict_first_order},
    {"function-space-hermite", "E h_k(z) h_l(z) under N(0, 1 + theta)",
     "T_kl/(a_k a_l) of sector 0 as d goes to infinity at fixed theta; h_k = He_k/sqrt(k!). "
     "[derived, c4]",
     PARAMETERS(INTEGER("k", NULL, 0, 60, "K", "degree"), INTEGER("l", NULL, 0, 60, "L", "degree"),
                THETA),
     COLUMNS("element"), function_space_predict_hermite},
    {"function-space-tail", "growth of the aligned eigenvalues of high degree, relu",
     "lambda_l(theta)/lambda_l(0) as l goes to infinity, sector 0: (1 + theta)^{-1/2} [(2/pi) "
     "K]^{d+2}, K the complete elliptic integral of parameter theta/(1 + theta). [derived, c4]",
     PARAMETERS(DIMENSION(2), THETA), COLUMNS("ratio"), function_space_predict_tail},
    {"function-space-quadratic", "the spectrum for sigma = z^2 and Gaussian inputs, exact",
     "m00, m02, m22 between |x|^2 and the aligned quadratic, their angle and eigenvalues top and "
     "second; mixed: d-1 modes v.x y_j; traceless: d(d-1)/2 - 1 modes of y. [derived, c4]",
     PARAMETERS(DIMENSION(2), THETA),
     COLUMNS("m00", "m02", "m22", "angle", "top", "second", "mixed", "traceless"),
     function_space_predict_quadratic},
    {"function-space-learning-curve", "test error of ridge regression with the spiked relu kernel",
     "Target Y1(beta.x) + Y2(beta.x) + noise, each of unit variance, inputs on the sphere; error "
     "on noisy labels. eigenlearning [standard: Bordelon et al. 2020, Simon et al. 2023; c7]; "
     "conditional: features Gaussian-like only given v.x, needed after a large step, ridge > 0 "
     "[derived, not proved; c7b]. eigenlearning at d < 6 is slow for many samples or no ridge, and "
     "then fails with status 4.",
     PARAMETERS(DIMENSION(3), THETA, GAMMA, SAMPLES, RIDGE, NOISE,
                PREDICTION_CHOICE("method", "conditional", "eigenlearning|conditional",
                                  "deterministic equivalent")),
     COLUMNS("mse"), function_space_predict_learning_curve},
    {"function-space-random-features", "test error with WIDTH random features of the spiked kernel",
     "As function-space-learning-curve by eigenlearning, ridge on F F^T, F = sigma(X "
     "W^T)/sqrt(width). [standard: Defilippis Loureiro Misiakiewicz 2024; c7]",
     PARAMETERS(DIMENSION(3), THETA, GAMMA, SAMPLES,
                REAL("width", NULL, 1, INFINITY, "N", "number of features; may be inf"),
                REAL("ridge", NULL, 1e-12, 1e100, "R", "ridge, added to F F^T"), NOISE),
     COLUMNS("mse"), function_space_predict_random_features},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
