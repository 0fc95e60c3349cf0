/* SPDX-License-Identifier: MIT */
/* Predictions of function_space.h: the spectrum of the spiked kernel. */
#include "function_space_predictions.h"
#include "harmonics.h"

#define SECTOR INTEGER("sector", NULL, 0, 200, "M", "degree of the part across v")
#define COUNT INTEGER("count", NULL, 1, 60, "K", "number of eigenvalues")

enum { COUNT_MOST = 60 };

PREDICTION(funk_hecke, "function-space-funk-hecke",
           "eigenvalue of the isotropic kernel on harmonics of one degree",
           "coefficient = a_l = E sigma(sqrt d t) P_l(t), eigenvalue = a_l^2, multiplicity = N(d, "
           "l); inputs on the sphere of radius sqrt d. [standard: Funk-Hecke, Bach 2017; c3]",
           PARAMETERS(ACTIVATION, DIMENSION(2),
                      INTEGER("degree", NULL, 0, 1000, "L", "degree of the harmonics"),
                      CHOICE("route", "closed", "closed|quadrature",
                             "closed form (relu and step), or quadrature of the definition")),
           COLUMNS("coefficient", "eigenvalue", "multiplicity")) {
    struct activation activation;
    double a, d = WHOLE(1);
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = strcmp(p[3].text, "closed") == 0
                     ? function_space_funk_hecke(&activation, d, p[2].integer, &a)
                     : function_space_funk_hecke_quadrature(&activation, d, p[2].integer, &a);
    return status == STATUS_OK ? ROW(a, a * a, harmonics_multiplicity(d, p[2].integer)) : status;
}

/* Dimension 1 across v (d = 2) has no harmonics of degree above 1. */
static enum status check_sector(double d, size_t sector) {
    if (harmonics_multiplicity(d - 1, sector) > 0)
        return STATUS_OK;
    return error_set(STATUS_USAGE, "found sector %zu at d=%g, expected 0 or 1", sector, d);
}

PREDICTION(spectrum, "function-space-spectrum",
           "eigenvalues of the spiked relu kernel in one sector",
           "Descending, each of multiplicity N(d-1, m), 0 where they underflow; inputs Gaussian or "
           "on the sphere. Exact reduction, to 1e-9 and better. Sector 0 and 1 hold the linear "
           "modes (1 + theta)/(4d) and 1/(4d). [derived, c4]",
           PARAMETERS(DIMENSION(2), THETA, SECTOR, COUNT),
           COLUMNS("index", "eigenvalue", "multiplicity")) {
    double d = WHOLE(0), eigenvalues[COUNT_MOST];
    size_t sector = p[2].integer, count = p[3].integer;
    enum status status = check_sector(d, sector);
    if (status == STATUS_OK)
        status = function_space_spectrum(d, p[1].real, sector, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i], harmonics_multiplicity(d - 1, sector));
    return status;
}

PREDICTION(direct, "function-space-direct",
           "eigenvalues of any spiked kernel on the sphere in one sector",
           "As function-space-spectrum, by reduction of the kernel to v.x and v.x'; all "
           "activations but tanh and softplus. About 1e-14 of the largest for analytic kernels; "
           "relu and step less (function-space-spectrum is exact for relu). [derived, c4]",
           PARAMETERS(ACTIVATION, DIMENSION(3), THETA, SECTOR, COUNT),
           COLUMNS("index", "eigenvalue", "multiplicity")) {
    struct function_space_kernel kernel;
    double d = WHOLE(1), eigenvalues[COUNT_MOST];
    size_t sector = p[3].integer, count = p[4].integer;
    enum status status = function_space_kernel_find(&kernel, p[0].text);
    if (status == STATUS_OK)
        status = function_space_direct(&kernel, d, p[2].real, sector, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i], harmonics_multiplicity(d - 1, sector));
    return status;
}

PREDICTION(limit, "function-space-limit",
           "eigenvalues of sector 0 as d goes to infinity at fixed theta/d",
           "Of k(1 + tau s^2, tau s s', 1 + tau s'^2) on s ~ N(0,1); all activations but tanh and "
           "softplus. [derived, c4]",
           PARAMETERS(ACTIVATION, REAL("tau", NULL, 0, 1e12, "T", "theta/d"), COUNT),
           COLUMNS("index", "eigenvalue")) {
    struct function_space_kernel kernel;
    double eigenvalues[COUNT_MOST];
    size_t count = p[2].integer;
    enum status status = function_space_kernel_find(&kernel, p[0].text);
    if (status == STATUS_OK)
        status = function_space_limit(&kernel, p[1].real, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i]);
    return status;
}

PREDICTION(
    elements, "function-space-elements", "matrix elements of the relu kernel between harmonics",
    "m00, m02, m22: top radial mode and aligned quadratic harmonic; m11 and orthogonal: linear "
    "harmonics along and across v. q > 0: weights of a scale mixture, as a network has them after "
    "a large step (q = bulk - 1 of function-space-spike); spiked: the elements of theta/(1 + q) "
    "times 1 + q, of a spiked Gaussian of the same variances. [derived, c4, c5]",
    PARAMETERS(DIMENSION(2), THETA, REAL("q", "0", 0, 1e12, "Q", "growth of the bulk variance"),
               CHOICE("weights", "mixture", "mixture|spiked",
                      "the scale mixture, or the one spiked Gaussian of this bulk")),
    COLUMNS("m00", "m02", "m22", "m11", "orthogonal")) {
    struct function_space_elements e;
    bool spiked = strcmp(p[3].text, "spiked") == 0;
    double b = spiked ? 1 + p[2].real : 1, q = spiked ? 0 : p[2].real;
    enum status status = function_space_elements(WHOLE(0), p[1].real / b, q, &e);
    return status == STATUS_OK ? ROW(b * e.m00, b * e.m02, b * e.m22, b * e.m11, b * e.orthogonal)
                               : status;
}

PREDICTION(mixing, "function-space-mixing",
           "angle by which the top radial mode turns to the quadratic harmonic",
           "tan 2phi = 2 M02/(M00 - M22), relu, radians; at d = inf 2 sqrt 2 tau/(3 + tau - J), J "
           "= E 1/(1 + tau z^2), which tends to 2 sqrt 2 (35.26 degrees). [derived, c4]",
           PARAMETERS(REAL("d", NULL, 2, INFINITY, "D", "dimension of the input; may be inf"),
                      REAL("tau", NULL, 0, 1e12, "T", "theta/d")),
           COLUMNS("angle")) {
    double angle;
    enum status status = function_space_mixing(p[0].real, p[1].real, &angle);
    return status == STATUS_OK ? ROW(angle) : status;
}

PREDICTION(matrix, "function-space-matrix",
           "the matrix of the spiked relu kernel between aligned harmonics",
           "element = T_kl of sector 0, k = row and l = column from 0, harmonics of unit variance. "
           "[derived, c4]",
           PARAMETERS(DIMENSION(2), THETA,
                      INTEGER("degrees", NULL, 1, 60, "L", "degrees 0 .. L - 1")),
           COLUMNS("row", "column", "element")) {
    size_t degrees = p[2].integer;
    double T[COUNT_MOST * COUNT_MOST];
    enum status status = function_space_matrix(WHOLE(0), p[1].real, degrees, T);
    for (size_t k = 0; status == STATUS_OK && k < degrees * degrees; k++)
        ROW((double)(k / degrees), (double)(k % degrees), T[k]);
    return status;
}

PREDICTION(top, "function-space-top",
           "the top eigenfunction of the spiked relu kernel on the sphere",
           "psi as a function of t = v.x/|x| in (0, 1), even, of unit mean square; a row a node of "
           "the reduction. [derived, c4]",
           PARAMETERS(DIMENSION(3), THETA), COLUMNS("t", "psi")) {
    struct quadrature top;
    enum status status = function_space_top(WHOLE(0), p[1].real, &top);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < top.count; k++)
        ROW(top.x[k], top.w[k]);
    quadrature_free(&top);
    return STATUS_OK;
}

PREDICTION(first_order, "function-space-first-order",
           "slope of an eigenvalue in theta at theta = 0",
           "lambda = a_l^2 (1 + theta delta + O(theta^2)), delta = (d/2 + p)(b_{j+1}^2 + b_j^2) - "
           "1/2, j = l - m, for activations that are homogeneous of degree p. [derived, c4]",
           PARAMETERS(DIMENSION(2), INTEGER("degree", NULL, 0, 1000, "L", "degree of the harmonic"),
                      SECTOR, REAL("power", "1", 0, 100, "P", "degree of homogeneity; relu 1")),
           COLUMNS("delta")) {
    if (p[2].integer > p[1].integer)
        return error_set(STATUS_USAGE, "found sector %llu, expected at most the degree %llu",
                         (unsigned long long)p[2].integer, (unsigned long long)p[1].integer);
    return ROW(function_space_first_order(WHOLE(0), p[1].integer, p[2].integer, p[3].real));
}

PREDICTION(hermite, "function-space-hermite", "E h_k(z) h_l(z) under N(0, 1 + theta)",
           "T_kl/(a_k a_l) of sector 0 as d goes to infinity at fixed theta; h_k = He_k/sqrt(k!). "
           "[derived, c4]",
           PARAMETERS(INTEGER("k", NULL, 0, 60, "K", "degree"),
                      INTEGER("l", NULL, 0, 60, "L", "degree"), THETA_ANY),
           COLUMNS("element")) {
    return ROW(function_space_hermite(p[0].integer, p[1].integer, p[2].real));
}

PREDICTION(
    tail, "function-space-tail", "growth of the aligned eigenvalues of high degree, relu",
    "lambda_l(theta)/lambda_l(0) as l goes to infinity, sector 0: (1 + theta)^{-1/2} [(2/pi) "
    "K]^{d+2}, K the complete elliptic integral of parameter theta/(1 + theta); inf beyond "
    "1.8e308. Relative error a few 1e-16 times 1 + |log ratio|. [derived, c4]",
    PARAMETERS(DIMENSION(2), THETA_ANY), COLUMNS("ratio")) {
    return ROW(function_space_tail(WHOLE(0), p[1].real));
}

PREDICTION(
    quadratic, "function-space-quadratic",
    "the spectrum for sigma = z^2 and Gaussian inputs, exact",
    "m00, m02, m22 between |x|^2 and the aligned quadratic, their angle and eigenvalues top and "
    "second; mixed: d-1 modes v.x y_j; traceless: d(d-1)/2 - 1 modes of y. [derived, c4]",
    PARAMETERS(DIMENSION(2), THETA_ANY),
    COLUMNS("m00", "m02", "m22", "angle", "top", "second", "mixed", "traceless")) {
    struct function_space_quadratic o = function_space_quadratic(WHOLE(0), p[1].real);
    return ROW(o.m00, o.m02, o.m22, o.angle, o.top, o.second, o.mixed, o.traceless);
}

PREDICTIONS(function_space_spectrum_predictions, &predict_funk_hecke, &predict_spectrum,
            &predict_direct, &predict_limit, &predict_elements, &predict_mixing, &predict_matrix,
            &predict_top, &predict_first_order, &predict_hermite, &predict_tail,
            &predict_quadratic);
