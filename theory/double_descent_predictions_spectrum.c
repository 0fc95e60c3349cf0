/* SPDX-License-Identifier: MIT */
/* Predictions of double_descent.h: features of a given spectrum (R3 to R6), rates of SGD (R7, R8).
 */
#include "double_descent_predictions.h"

#include <stdlib.h>
#include <string.h>

#define SAMPLES_REAL REAL("n", NULL, 0, INFINITY, "N", "number of samples")
#define LEVELS INTEGER("m", NULL, 1, 1e7, "M", "number of features")
#define SPECTRUM CHOICE("spectrum", NULL, "isotropic|power", "eigenvalues of Sigma")
#define EXPONENT REAL("exponent", "0", 0, 100, "A", "power: lambda_i like i^-A")
#define TRACE REAL("trace", "1", 0, INFINITY, "R", "trace of Sigma")
#define DECAY REAL("decay", "0", 0, 100, "B", "squared errors like i^-B")
#define RHO REAL("rho", "1", 0, INFINITY, "R", "trace of Sigma")

/* The levels of the parameters spectrum, m, exponent, which come first. The caller frees *levels.
 */
static enum status spectrum(const union prediction_value *p, double trace, double decay,
                            double signal, size_t *count, struct double_descent_level **levels) {
    size_t m = p[1].integer;
    double exponent = strcmp(p[0].text, "isotropic") == 0 ? 0 : p[2].real;
    *count = double_descent_spectrum_count(m, exponent, decay);
    *levels = memory_new(*count, sizeof **levels);
    if (!*levels)
        return STATUS_NUMERICAL;
    double_descent_spectrum(m, exponent, trace, decay, signal, *levels);
    return STATUS_OK;
}

PREDICTION(threshold, "double-descent-threshold",
           "largest constant step of SGD that is stable in mean square, Gaussian features",
           "The root of sum_i gamma lambda_i/(2 (1 - gamma lambda_i)) = 1, eigenvalues of trace 1: "
           "equal, or like i^-exponent. Isotropic: 2m/(m+2). [derived, R5]",
           PARAMETERS(SPECTRUM, LEVELS, EXPONENT), COLUMNS("threshold")) {
    size_t count;
    struct double_descent_level *levels;
    enum status status = spectrum(p, 1, 0, 0, &count, &levels);
    if (status == STATUS_OK)
        ROW(double_descent_threshold(count, levels));
    free(levels);
    return status;
}

PREDICTION(
    growth, "double-descent-growth", "growth of the mean square error per step, Gaussian features",
    "rho, the largest root of sum_i gamma^2 lambda_i^2/(rho - r_i) = 1, r_i = 1 - 2 gamma lambda_i "
    "+ 2 gamma^2 lambda_i^2, at gamma = RELATIVE times the threshold. [derived, R5]",
    PARAMETERS(SPECTRUM, LEVELS, EXPONENT,
               REAL("relative", "1", 0, 1e6, "R", "step in units of the threshold")),
    COLUMNS("gamma", "growth")) {
    size_t count;
    struct double_descent_level *levels;
    enum status status = spectrum(p, 1, 0, 0, &count, &levels);
    if (status == STATUS_OK) {
        double gamma = p[3].real * double_descent_threshold(count, levels);
        ROW(gamma, double_descent_growth(count, levels, gamma, NULL));
    }
    free(levels);
    return status;
}

PREDICTION(growth_constant_norm, "double-descent-growth-constant-norm",
           "growth per step, isotropic features of constant norm",
           "1 - 2 gamma/m + gamma^2/m, |z| = 1: threshold exactly 2. [derived, R5]",
           PARAMETERS(LEVELS, GAMMA), COLUMNS("growth")) {
    return ROW(double_descent_growth_constant_norm(WHOLE(0), p[1].real));
}

PREDICTION(typical, "double-descent-typical",
           "growth of almost every path, isotropic Gaussian features of trace 1",
           "growth = E log |e_1|^2/|e_0|^2; threshold: the step at which it is 0; mean_square = "
           "2m/(m+2), where the mean starts to grow. [derived, R5]",
           PARAMETERS(INTEGER("m", NULL, 3, 1e9, "M", "number of features"), GAMMA),
           COLUMNS("growth", "threshold", "mean_square")) {
    double m = WHOLE(0);
    return ROW(double_descent_growth_typical(m, p[1].real), double_descent_threshold_typical(m),
               2 * m / (m + 2));
}

PREDICTION(sgd_gaussian, "double-descent-sgd-gaussian",
           "averaged one-pass SGD on Gaussian features, exactly",
           "Excess of theta_bar (mean of theta_0 .. theta_{n-1}) and theta_n; bias_x, variance_x "
           "with Sigma in place of z z^T; B1 = bias - bias_x, V1 = variance - variance_x. Errors "
           "of theta* like i^-decay, of sum SIGNAL; noise: variance s^2 of the linear model. "
           "Infinite beyond the threshold once it overflows. [derived, R3, R4]",
           PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, DECAY, SIGNAL, PASS, GAMMA, ZETA, NOISE),
           COLUMNS("bias", "variance", "last_bias", "last_variance", "bias_x", "variance_x", "B1",
                   "V1")) {
    size_t count;
    struct double_descent_level *levels;
    struct double_descent_sgd sgd;
    enum status status = spectrum(p, p[3].real, p[4].real, p[5].real, &count, &levels);
    if (status == STATUS_OK)
        status = double_descent_sgd(count, levels, 0, 0, p[9].real, p[7].real, p[8].real,
                                    p[6].integer, &sgd);
    if (status == STATUS_OK)
        ROW(sgd.bias, sgd.variance, sgd.last_bias, sgd.last_variance, sgd.bias_x, sgd.variance_x,
            sgd.B1, sgd.V1);
    free(levels);
    return status;
}

PREDICTION(bach_moulines, "double-descent-bach-moulines", "a bound on the excess of averaged SGD",
           "(1/n) [s sqrt m/(1 - sqrt(gamma R2)) + |theta*|/sqrt gamma]^2, R2 = tr Sigma + 2 "
           "lambda_max; nan for gamma R2 >= 1. [standard: Bach Moulines 2013, R7]",
           PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, SIGNAL, SAMPLES_REAL, GAMMA, NOISE),
           COLUMNS("bound")) {
    size_t count;
    struct double_descent_level *levels;
    enum status status = spectrum(p, p[3].real, 0, p[4].real, &count, &levels);
    if (status == STATUS_OK)
        ROW(double_descent_bach_moulines(count, levels, p[7].real, p[6].real, p[5].real));
    free(levels);
    return status;
}

PREDICTION(conditional, "double-descent-conditional",
           "minimum norm on Gaussian features of a given covariance",
           "Excess over theta*: m < n bias 0, variance noise m/(n-m-1); m > n by the deterministic "
           "equivalent; infinite from m = n - 1 to n. Errors of theta* as in "
           "double-descent-sgd-gaussian. [standard: Hastie Montanari Rosset Tibshirani 2022, R6]",
           PARAMETERS(SPECTRUM, LEVELS, EXPONENT, TRACE, DECAY, SIGNAL, SAMPLES, NOISE),
           COLUMNS("bias", "variance")) {
    size_t count;
    struct double_descent_level *levels;
    double bias, variance;
    enum status status = spectrum(p, p[3].real, p[4].real, p[5].real, &count, &levels);
    if (status == STATUS_OK)
        status = double_descent_conditional(count, levels, WHOLE(6), p[7].real, &bias, &variance);
    if (status == STATUS_OK)
        ROW(bias, variance);
    free(levels);
    return status;
}

PREDICTION(variance_peak, "double-descent-variance-peak",
           "where the variance of one-pass SGD is largest, and how large",
           "argmax = gamma rho n/1.8926, height = 0.19057 gamma rho: isotropic features of trace "
           "RHO, unit noise, constant small step, without multiplicative noise. [derived, R8]",
           PARAMETERS(SAMPLES_REAL, GAMMA, RHO), COLUMNS("argmax", "height")) {
    double argmax, height;
    double_descent_variance_peak(p[0].real, p[1].real, p[2].real, &argmax, &height);
    return ROW(argmax, height);
}

PREDICTION(
    variance_argmax, "double-descent-variance-argmax",
    "the number of features that maximises that variance, by search",
    "argmax_x, height_x: of variance_x; argmax, height: of the exact variance, among the m for "
    "which the step is stable; integers. nan and inf unless 0 < gamma rho < 2. [derived, R8]",
    PARAMETERS(PASS, GAMMA, RHO), COLUMNS("argmax_x", "height_x", "argmax", "height")) {
    double argmax_x, height_x, argmax, height;
    enum status status = double_descent_variance_argmax(p[0].integer, p[1].real, p[2].real, false,
                                                        &argmax_x, &height_x);
    if (status == STATUS_OK)
        status = double_descent_variance_argmax(p[0].integer, p[1].real, p[2].real, true, &argmax,
                                                &height);
    return status == STATUS_OK ? ROW(argmax_x, height_x, argmax, height) : status;
}

PREDICTION(variance, "double-descent-variance",
           "variance of one-pass SGD on isotropic Gaussian features, unit noise",
           "small_step = gamma rho phi(x)/x, x = n gamma rho/m; variance_x exact without "
           "multiplicative noise; variance exact. [derived, R8]",
           PARAMETERS(PASS, LEVELS, GAMMA, RHO), COLUMNS("small_step", "variance_x", "variance")) {
    double n = WHOLE(0), m = WHOLE(1), gamma = p[2].real, rho = p[3].real, x = n * gamma * rho / m;
    struct double_descent_level level = {.lambda = rho / m, .count = m};
    struct double_descent_sgd sgd;
    enum status status = double_descent_sgd(1, &level, 0, 0, 1, gamma, 0, p[0].integer, &sgd);
    return status == STATUS_OK ? ROW(x > 0 ? gamma * rho * double_descent_variance_shape(x) / x : 0,
                                     sgd.variance_x, sgd.variance)
                               : status;
}

PREDICTION(bias_power, "double-descent-bias-power", "bias of averaged SGD for power laws",
           "BX for lambda_i = i^-a, squared errors i^-b, without end; slope = -(1-zeta) min(2, "
           "(a+b-1)/a), to which log BX/log n tends. [derived, R7]",
           PARAMETERS(REAL("a", NULL, 0.1, 100, "A", "decay of the eigenvalues"),
                      REAL("b", NULL, 0, 100, "B", "decay of the squared errors"),
                      REAL("gamma", NULL, 0, 1, "G", "step"), ZETA, PASS),
           COLUMNS("bias", "slope")) {
    double bias;
    enum status status = STATUS_OK;
    if (!(p[0].real + p[1].real > 1))
        return error_set(STATUS_USAGE, "found a + b = %g, expected more than 1",
                         p[0].real + p[1].real);
    status =
        double_descent_bias_power(p[2].real, p[3].real, p[0].real, p[1].real, p[4].integer, &bias);
    return status == STATUS_OK
               ? ROW(bias, double_descent_bias_slope(p[3].real, p[0].real, p[1].real))
               : status;
}

PREDICTION(bias_supremum, "double-descent-bias-supremum",
           "largest bias of averaged SGD over the eigenvalues, constant step",
           "sup BX/|theta*|^2 = 0.407264/(gamma n) (1 + 1.25643/(2n)) up to O(n^-2), reached near "
           "eigenvalue = 1.25643/(gamma n), gamma lambda <= 1. [derived, R7]",
           PARAMETERS(SAMPLES_REAL, GAMMA), COLUMNS("supremum", "eigenvalue")) {
    double n = p[0].real, gamma = p[1].real;
    return ROW(double_descent_bias_supremum(gamma, n), DOUBLE_DESCENT_BIAS_ARGUMENT / (gamma * n));
}

PREDICTION(bias_factor, "double-descent-bias-factor",
           "what theta_bar keeps of the mean error along one eigenvector",
           "(1/n) sum_{t<n} prod_{k<=t} (1 - gamma k^-zeta lambda). [derived, R4]",
           PARAMETERS(REAL("lambda", NULL, 0, INFINITY, "L", "eigenvalue"), GAMMA, ZETA, PASS),
           COLUMNS("factor")) {
    double factor;
    double_descent_bias_factors(p[1].real, p[2].real, p[3].integer, 1, &p[0].real, &factor);
    return ROW(factor);
}

PREDICTIONS(double_descent_spectrum_predictions, &predict_threshold, &predict_growth,
            &predict_growth_constant_norm, &predict_typical, &predict_sgd_gaussian,
            &predict_bach_moulines, &predict_conditional, &predict_variance_peak,
            &predict_variance_argmax, &predict_variance, &predict_bias_power,
            &predict_bias_supremum, &predict_bias_factor);
