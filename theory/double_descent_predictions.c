/* SPDX-License-Identifier: MIT */
/* Predictions of double_descent.h: random features, ridge and minimum norm (R1, R6), SGD without W
 * (R10, R11). */
#include "double_descent_predictions.h"
#include "harmonics.h"

#include <stdlib.h>

#define DIMENSION INTEGER("d", NULL, 1, 1e9, "D", "dimension of the input")
#define FEATURES INTEGER("m", NULL, 1, 1e15, "M", "number of features")
#define PSI1 REAL("psi1", NULL, 0, INFINITY, "P", "features per dimension, m/d; may be inf")
#define PSI2 REAL("psi2", NULL, 0, 1e300, "P", "samples per dimension, n/d")
#define LAMBDA REAL("lambda", NULL, 0, INFINITY, "L", "ridge; 0 is the minimum norm")
#define RIDGE REAL("ridge", NULL, 0, INFINITY, "L", "ridge; 0 is the minimum norm")

/* A prediction whose first parameter is ACTIVATION: the body has its constants in *of. */
#define OF_CONSTANTS(...)                                                                          \
    PREDICTION_OF(struct double_descent_constants, open_constants, __VA_ARGS__)

static enum status open_constants(const char *name, struct double_descent_constants *constants) {
    struct activation activation;
    enum status status = activation_parse(&activation, name);
    return status == STATUS_OK ? double_descent_constants(&activation, constants) : status;
}

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

OF_CONSTANTS(ridge, "double-descent-ridge",
             "risk of random features under ridge regression, proportional limit",
             "m = psi1 d features, n = psi2 d samples, x on the sphere of radius sqrt d, f* linear "
             "of norm^2 SIGNAL; min (1/n) |y - f|^2 + (m lambda/d) |a|^2. bias and variance are "
             "excess risks over f*, risk their sum; infinite at psi1 = psi2, lambda = 0. By the "
             "deterministic equivalent, without cancellation. [standard: Mei Montanari 2022, R6]",
             PARAMETERS(ACTIVATION, PSI1, PSI2, LAMBDA, SIGNAL, NOISE),
             COLUMNS("bias", "variance", "risk")) {
    double bias, variance;
    enum status status =
        limit_risk(of, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, &bias, &variance);
    return status == STATUS_OK ? ROW(bias, variance, bias + variance) : status;
}

OF_CONSTANTS(mei_montanari, "double-descent-mei-montanari",
             "the same by Mei and Montanari's polynomials",
             "E1/E0 and E2/E0 in chi; loses digits where they cancel; nan for activations of "
             "degree at most 1 (mu* = 0). [standard: Mei Montanari 2022, R6]",
             PARAMETERS(ACTIVATION, PSI1, PSI2, LAMBDA, SIGNAL, NOISE),
             COLUMNS("bias", "variance")) {
    double bias, variance;
    double_descent_mei_montanari(of, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, &bias,
                                 &variance);
    return ROW(bias, variance);
}

PREDICTION(
    sources, "double-descent-sources", "six sources of the error of random features at finite size",
    "x and the rows of W on the sphere of radius sqrt d, exact kernel eigenvalues, target of "
    "degree 1 and norm 1; min |y - Z a|^2 + ridge |a|^2, Z = sigma/sqrt m. bias^2, initialisation, "
    "samples, both, noise through samples, through samples and initialisation; infinite where m = "
    "n, ridge = 0. [derived from Defilippis Loureiro Misiakiewicz 2024, R6]",
    PARAMETERS(ACTIVATION, DIMENSION, SAMPLES, FEATURES, RIDGE, NOISE),
    COLUMNS("bias2", "init", "samp", "init_samp", "noise_samp", "noise_init", "total")) {
    struct activation activation;
    struct double_descent_equivalent equivalent;
    struct double_descent_sources of;
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = double_descent_sphere_sources(&activation, WHOLE(1), WHOLE(2), WHOLE(3), p[4].real,
                                               p[5].real, &equivalent, &of);
    return status == STATUS_OK ? ROW(of.bias2, of.init, of.samp, of.init_samp, of.noise_samp,
                                     of.noise_init, of.total)
                               : status;
}

OF_CONSTANTS(covariance, "double-descent-covariance",
             "the two eigenvalues of the mean covariance of the features",
             "lambda1 = (E sigma^2 + (m-1) mu0^2)/m, once; lambda2 = (E sigma^2 - mu0^2)/m, m - 1 "
             "times; x on the sphere of radius sqrt d, W Gaussian: the same for every d. [paper: "
             "two eigenvalues; derived: values, R1]",
             PARAMETERS(ACTIVATION, DIMENSION, FEATURES), COLUMNS("lambda1", "lambda2")) {
    double lambda1, lambda2;
    double_descent_covariance(of, WHOLE(2), &lambda1, &lambda2);
    return ROW(lambda1, lambda2);
}

OF_CONSTANTS(constants, "double-descent-constants", "Gaussian constants of an activation",
             "mu0 = E sigma, mu1 = E g sigma, star = E sigma^2 - mu0^2 - mu1^2. [standard: Mei "
             "Montanari 2022, R6]",
             PARAMETERS(ACTIVATION), COLUMNS("mu0", "mu1", "star")) {
    return ROW(of->mu0, of->mu1, of->star);
}

PREDICTION(eigenvalues, "double-descent-eigenvalues",
           "eigenvalues of the random-features kernel on the sphere",
           "By degree of the spherical harmonics, with multiplicities; x and w uniform on the "
           "sphere of radius sqrt d. [standard: Funk Hecke; R6]",
           PARAMETERS(ACTIVATION, DIMENSION,
                      INTEGER("count", "8", 1, 600, "N", "degrees 0 to N - 1")),
           COLUMNS("degree", "eigenvalue", "multiplicity")) {
    struct activation activation;
    size_t count = p[2].integer;
    double *c = memory_new(count, sizeof *c);
    enum status status = c ? activation_parse(&activation, p[0].text) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = harmonics_coefficients(&activation, WHOLE(1), count, c);
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double multiplicity = harmonics_multiplicity(WHOLE(1), k);
        ROW((double)k, multiplicity > 0 ? c[k] * c[k] / multiplicity : 0, multiplicity);
    }
    free(c);
    return status;
}

PREDICTION(noise, "double-descent-noise",
           "factor of the noise variance in the minimum-norm solution, finite size",
           "total = m/(n-m-1) for m < n - 1, off + n/(m-n-1) for m > n + 1, infinite between; off "
           "= df2/(n - df2), what comes through the samples alone. x and the rows of W on the "
           "sphere. [standard: inverse Wishart; measured beyond; R6]",
           PARAMETERS(ACTIVATION, DIMENSION, SAMPLES, FEATURES), COLUMNS("off", "total")) {
    struct activation activation;
    struct double_descent_equivalent equivalent;
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = double_descent_sphere_sources(&activation, WHOLE(1), WHOLE(2), WHOLE(3), 0, 1,
                                               &equivalent, NULL);
    return status == STATUS_OK
               ? ROW(equivalent.amplify_samp, double_descent_noise(&equivalent, WHOLE(2), WHOLE(3)))
               : status;
}

PREDICTION(radius, "double-descent-radius",
           "noise variance of the minimum norm for Gaussian inputs over that on the sphere",
           "E d/|x|^2 = d/(d-2): homogeneous activations (relu, linear), m > n. [derived, R6]",
           PARAMETERS(DIMENSION), COLUMNS("ratio")) {
    return ROW(double_descent_radius(WHOLE(0)));
}

PREDICTION(projection, "double-descent-projection",
           "ridgeless test error of random projections on given data, exactly",
           "sigma the identity, W Gaussian, m > n: E mse = linear + across q/(m-n-1); |theta|^2 = "
           "d m q/chi^2 with `degrees` = m-n+1 degrees of freedom. [derived, R6]",
           PARAMETERS(SAMPLES, FEATURES,
                      REAL("linear", NULL, 0, INFINITY, "L",
                           "test error of ridgeless linear regression"),
                      REAL("q", NULL, 0, INFINITY, "Q", "y^T (X X^T)^-1 y"),
                      REAL("across", NULL, 0, INFINITY, "A",
                           "mean of |x_perp|^2, x_perp across the samples")),
           COLUMNS("mse", "degrees")) {
    return ROW(double_descent_projection(WHOLE(0), WHOLE(1), p[2].real, p[3].real, p[4].real),
               fmax(0, WHOLE(1) - WHOLE(0) + 1));
}

static enum status without_w(const struct double_descent_constants *constants,
                             const union prediction_value *p, bool zero_mean,
                             struct double_descent_sgd *sgd, double *unexplained) {
    return double_descent_closure_sgd(constants, p[1].integer, p[2].integer, p[3].integer,
                                      p[4].real, p[5].real, p[6].real, zero_mean, sgd, unexplained);
}

OF_CONSTANTS(
    sgd, "double-descent-sgd", "averaged one-pass SGD on random features, without W",
    "Errors over f*, a linear target of norm 1: bias, variance of the excess, unexplained = what "
    "no theta explains, total their sum, last = the same of theta_n, zero_mean = total of the "
    "theory that leaves out the mean of the features. Up to O(1/d). [derived, R10]",
    PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
    COLUMNS("bias", "variance", "unexplained", "total", "last", "zero_mean")) {
    struct double_descent_sgd sgd, wrong;
    double unexplained;
    enum status status = without_w(of, p, true, &wrong, &unexplained);
    if (status == STATUS_OK)
        status = without_w(of, p, false, &sgd, &unexplained);
    return status == STATUS_OK
               ? ROW(sgd.bias, sgd.variance, unexplained, sgd.bias + sgd.variance + unexplained,
                     sgd.last_bias + sgd.last_variance + unexplained,
                     wrong.bias + wrong.variance + unexplained)
               : status;
}

OF_CONSTANTS(terms, "double-descent-terms", "the paper's six terms on random features, without W",
             "B1, B2, B3, V1, V2, V3 with Sigma~ in closed form; Bias = B1 + BX, Var = V1 + VX "
             "exactly, bias_x = BX, variance_x = VX. [paper: terms; derived: values, R4, R10]",
             PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
             COLUMNS("B1", "B2", "B3", "V1", "V2", "V3", "bias_x", "variance_x")) {
    struct double_descent_sgd sgd;
    double unexplained;
    enum status status = without_w(of, p, false, &sgd, &unexplained);
    return status == STATUS_OK
               ? ROW(sgd.B1, sgd.B2, sgd.B3, sgd.V1, sgd.V2, sgd.V3, sgd.bias_x, sgd.variance_x)
               : status;
}

OF_CONSTANTS(ratio, "double-descent-ratio", "averaged one-pass SGD against the minimum norm",
             "sgd: total of double-descent-sgd; minimum_norm: risk of double-descent-ridge at psi1 "
             "= m/d, psi2 = n/d, lambda = 0. [derived, R11]",
             PARAMETERS(ACTIVATION, DIMENSION, PASS, FEATURES, GAMMA, ZETA, NOISE),
             COLUMNS("sgd", "minimum_norm", "ratio")) {
    struct double_descent_sgd sgd;
    double unexplained, bias, variance, d = WHOLE(1);
    enum status status = without_w(of, p, false, &sgd, &unexplained);
    if (status == STATUS_OK)
        status = limit_risk(of, WHOLE(3) / d, WHOLE(2) / d, 0, 1, p[6].real, &bias, &variance);
    double total = sgd.bias + sgd.variance + unexplained;
    return status == STATUS_OK ? ROW(total, bias + variance, total / (bias + variance)) : status;
}

PREDICTIONS(double_descent_predictions, &predict_ridge, &predict_mei_montanari, &predict_sources,
            &predict_covariance, &predict_constants, &predict_eigenvalues, &predict_noise,
            &predict_radius, &predict_projection, &predict_sgd, &predict_terms, &predict_ratio);
