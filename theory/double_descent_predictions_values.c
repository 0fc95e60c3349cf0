/* SPDX-License-Identifier: MIT */
/* What the predictions of double_descent.h compute. p[i] is the i-th parameter of the entry in
 * double_descent_predictions.c. */
#include "double_descent.h"
#include "double_descent_predictions.h"
#include "harmonics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status double_descent_predict_##name(const union prediction_value *p,                     \
                                              struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})
#define REAL(i) ((double)p[i].integer)

/* Defines `constants` from the first parameter, or returns. */
#define CONSTANTS                                                                                  \
    struct double_descent_constants constants;                                                     \
    struct activation activation;                                                                  \
    enum status status = activation_parse(&activation, p[0].text);                                 \
    if (status == STATUS_OK)                                                                       \
        status = double_descent_constants(&activation, &constants);                                \
    if (status != STATUS_OK)                                                                       \
    return status

/* ---- ridge and minimum norm ---- */

static enum status limit_risk(const struct double_descent_constants *constants, double psi1,
                              double psi2, double lambda, double signal, double noise, double *bias,
                              double *variance) {
    struct double_descent_kernel kernel;
    struct double_descent_sources of;
    enum status status = double_descent_limit_kernel(constants, signal, &kernel);
    if (status != STATUS_OK)
        return status;
    double_descent_ridge(&kernel, psi2, psi1, psi2 * lambda, noise, NULL, &of);
    double_descent_kernel_free(&kernel);
    *bias = of.bias2 + of.init + of.samp + of.init_samp;
    *variance = of.noise_samp + of.noise_init;
    return STATUS_OK;
}

PREDICT(ridge) {
    CONSTANTS;
    double bias, variance;
    status = limit_risk(&constants, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, &bias,
                        &variance);
    if (status == STATUS_OK)
        ROW(bias, variance, bias + variance);
    return status;
}

PREDICT(mei_montanari) {
    CONSTANTS;
    double bias, variance;
    double_descent_mei_montanari(&constants, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real,
                                 &bias, &variance);
    ROW(bias, variance);
    return STATUS_OK;
}

PREDICT(sources) {
    struct activation activation;
    struct double_descent_equivalent equivalent;
    struct double_descent_sources of;
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = double_descent_sphere_sources(&activation, REAL(1), REAL(2), REAL(3), p[4].real,
                                               p[5].real, &equivalent, &of);
    if (status == STATUS_OK)
        ROW(of.bias2, of.init, of.samp, of.init_samp, of.noise_samp, of.noise_init, of.total);
    return status;
}

PREDICT(covariance) {
    CONSTANTS;
    double lambda1, lambda2;
    double_descent_covariance(&constants, REAL(2), &lambda1, &lambda2);
    ROW(lambda1, lambda2);
    return STATUS_OK;
}

PREDICT(constants) {
    CONSTANTS;
    ROW(constants.mu0, constants.mu1, constants.star);
    return STATUS_OK;
}

PREDICT(eigenvalues) {
    struct activation activation;
    size_t count = p[2].integer;
    double *c = memory_new(count, sizeof *c);
    enum status status = c ? activation_parse(&activation, p[0].text) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = harmonics_coefficients(&activation, REAL(1), count, c);
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double multiplicity = harmonics_multiplicity(REAL(1), k);
        ROW((double)k, multiplicity > 0 ? c[k] * c[k] / multiplicity : 0, multiplicity);
    }
    free(c);
    return status;
}

PREDICT(noise) {
    struct activation activation;
    struct double_descent_equivalent equivalent;
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = double_descent_sphere_sources(&activation, REAL(1), REAL(2), REAL(3), 0, 1,
                                               &equivalent, NULL);
    if (status == STATUS_OK)
        ROW(equivalent.amplify_samp, double_descent_noise(&equivalent, REAL(2), REAL(3)));
    return status;
}

PREDICT(radius) {
    ROW(double_descent_radius(REAL(0)));
    return STATUS_OK;
}

PREDICT(projection) {
    ROW(double_descent_projection(REAL(0), REAL(1), p[2].real, p[3].real, p[4].real),
        fmax(0, REAL(1) - REAL(0) + 1));
    return STATUS_OK;
}

/* ---- Gaussian features of a given spectrum ---- */

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

PREDICT(threshold) {
    size_t count;
    struct double_descent_level *levels;
    enum status status = spectrum(p, 1, 0, 0, &count, &levels);
    if (status == STATUS_OK)
        ROW(double_descent_threshold(count, levels));
    free(levels);
    return status;
}

PREDICT(growth) {
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

PREDICT(growth_constant_norm) {
    ROW(double_descent_growth_constant_norm(REAL(0), p[1].real));
    return STATUS_OK;
}

PREDICT(typical) {
    double m = REAL(0);
    ROW(double_descent_growth_typical(m, p[1].real), double_descent_threshold_typical(m),
        2 * m / (m + 2));
    return STATUS_OK;
}

PREDICT(sgd_gaussian) {
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

PREDICT(bach_moulines) {
    size_t count;
    struct double_descent_level *levels;
    enum status status = spectrum(p, p[3].real, 0, p[4].real, &count, &levels);
    if (status == STATUS_OK)
        ROW(double_descent_bach_moulines(count, levels, p[7].real, p[6].real, p[5].real));
    free(levels);
    return status;
}

PREDICT(conditional) {
    size_t count;
    struct double_descent_level *levels;
    double bias, variance;
    enum status status = spectrum(p, p[3].real, p[4].real, p[5].real, &count, &levels);
    if (status == STATUS_OK)
        status = double_descent_conditional(count, levels, REAL(6), p[7].real, &bias, &variance);
    if (status == STATUS_OK)
        ROW(bias, variance);
    free(levels);
    return status;
}

/* ---- random features without W ---- */

static enum status without_w(const struct double_descent_constants *constants,
                             const union prediction_value *p, bool zero_mean,
                             struct double_descent_sgd *sgd, double *unexplained) {
    return double_descent_closure_sgd(constants, p[1].integer, p[2].integer, p[3].integer,
                                      p[4].real, p[5].real, p[6].real, zero_mean, sgd, unexplained);
}

PREDICT(sgd) {
    CONSTANTS;
    struct double_descent_sgd sgd, wrong;
    double unexplained;
    status = without_w(&constants, p, true, &wrong, &unexplained);
    if (status == STATUS_OK)
        status = without_w(&constants, p, false, &sgd, &unexplained);
    if (status == STATUS_OK)
        ROW(sgd.bias, sgd.variance, unexplained, sgd.bias + sgd.variance + unexplained,
            sgd.last_bias + sgd.last_variance + unexplained,
            wrong.bias + wrong.variance + unexplained);
    return status;
}

PREDICT(terms) {
    CONSTANTS;
    struct double_descent_sgd sgd;
    double unexplained;
    status = without_w(&constants, p, false, &sgd, &unexplained);
    if (status == STATUS_OK)
        ROW(sgd.B1, sgd.B2, sgd.B3, sgd.V1, sgd.V2, sgd.V3, sgd.bias_x, sgd.variance_x);
    return status;
}

PREDICT(ratio) {
    CONSTANTS;
    struct double_descent_sgd sgd;
    double unexplained, bias, variance, d = REAL(1);
    status = without_w(&constants, p, false, &sgd, &unexplained);
    if (status == STATUS_OK)
        status =
            limit_risk(&constants, REAL(3) / d, REAL(2) / d, 0, 1, p[6].real, &bias, &variance);
    double total = sgd.bias + sgd.variance + unexplained;
    if (status == STATUS_OK)
        ROW(total, bias + variance, total / (bias + variance));
    return status;
}

/* ---- rates ---- */

PREDICT(variance_peak) {
    double argmax, height;
    double_descent_variance_peak(p[0].real, p[1].real, p[2].real, &argmax, &height);
    ROW(argmax, height);
    return STATUS_OK;
}

PREDICT(variance_argmax) {
    double argmax_x, height_x, argmax, height;
    enum status status = double_descent_variance_argmax(p[0].integer, p[1].real, p[2].real, false,
                                                        &argmax_x, &height_x);
    if (status == STATUS_OK)
        status = double_descent_variance_argmax(p[0].integer, p[1].real, p[2].real, true, &argmax,
                                                &height);
    if (status == STATUS_OK)
        ROW(argmax_x, height_x, argmax, height);
    return status;
}

PREDICT(variance) {
    double n = REAL(0), m = REAL(1), gamma = p[2].real, rho = p[3].real, x = n * gamma * rho / m;
    struct double_descent_level level = {.lambda = rho / m, .count = m};
    struct double_descent_sgd sgd;
    enum status status = double_descent_sgd(1, &level, 0, 0, 1, gamma, 0, p[0].integer, &sgd);
    if (status == STATUS_OK)
        ROW(x > 0 ? gamma * rho * double_descent_variance_shape(x) / x : 0, sgd.variance_x,
            sgd.variance);
    return status;
}

PREDICT(bias_power) {
    double bias;
    enum status status = STATUS_OK;
    if (!(p[0].real + p[1].real > 1))
        return error_set(STATUS_USAGE, "found a + b = %g, expected more than 1",
                         p[0].real + p[1].real);
    status =
        double_descent_bias_power(p[2].real, p[3].real, p[0].real, p[1].real, p[4].integer, &bias);
    if (status == STATUS_OK)
        ROW(bias, double_descent_bias_slope(p[3].real, p[0].real, p[1].real));
    return status;
}

PREDICT(bias_supremum) {
    double n = p[0].real, gamma = p[1].real;
    ROW(double_descent_bias_supremum(gamma, n), DOUBLE_DESCENT_BIAS_ARGUMENT / (gamma * n));
    return STATUS_OK;
}

PREDICT(bias_factor) {
    double factor;
    double_descent_bias_factors(p[1].real, p[2].real, p[3].integer, 1, &p[0].real, &factor);
    ROW(factor);
    return STATUS_OK;
}
