/* SPDX-License-Identifier: MIT */
/* Predictions of mean_field.h: generalisation (R11), functional data (R12). */
#include "mean_field_predictions.h"

#include <stdlib.h>
#include <string.h>

#define KAPPA                                                                                      \
    REAL("kappa", NULL, 1e-100, 1e100, "K", "inverse length: rho_k = (kappa^2+(pi k)^2)^-s")
#define EXPONENT REAL("exponent", "1", 0.5, 100, "S", "s")
#define FIELD_MODES INTEGER("modes", NULL, 1, 1e7, "K", "modes kept, k = 0..modes-1")

PREDICTION(complexity, "mean-field-complexity",
           "Rademacher complexity of the networks with KL(mu || prior) at most M0",
           "bound_bounded = B sqrt(2 M0/n); linear = exact root mean square for linear neurons, "
           "sqrt(2 M0 trace/n), trace = E<x, C x>. [derived; standard: Donsker Varadhan, R11]",
           PARAMETERS(BOUND, REAL("divergence", NULL, 0, INFINITY, "M", "M0"),
                      REAL("n", NULL, 1, INFINITY, "N", "samples"),
                      REAL("trace", "1", 0, INFINITY, "T", "E<x, C x>")),
           COLUMNS("bound_bounded", "linear")) {
    return ROW(mean_field_complexity_bound(p[0].real, p[1].real, p[2].real),
               sqrt(mean_field_complexity_linear(p[1].real, p[2].real, p[3].real)));
}

PREDICTION(risk, "mean-field-risk", "excess risk of linear neurons on Gaussian fields",
           "mu_k = k^-gamma, E x_k^2 = k^-decay, teacher beta_k = sqrt(mu_k)/(k |1/k|): "
           "deterministic equivalent, error O(1/n). kappa: effective ridge; exponent = -p/(p+1), p "
           "= gamma + decay, of n for lambda ~ n^exponent. undivided: without the factor 1/(1-g); "
           "naive: with kappa = lambda: both wrong, for comparing. [standard: Hastie Montanari "
           "Rosset Tibshirani 2022; exponent: Caponnetto De Vito 2007, R11]",
           PARAMETERS(REAL("n", NULL, 1, 1e15, "N", "samples"), POSITIVE_LAMBDA, GAMMA,
                      REAL("decay", NULL, 0, 1e6, "A", "decay of the inputs"),
                      REAL("noise", NULL, 0, INFINITY, "S", "variance of the label noise"),
                      INTEGER("modes", "256", 1, 1e6, "K", "modes kept")),
           COLUMNS("excess", "kappa", "exponent", "undivided", "naive")) {
    double decay = p[2].real + p[3].real, squares = 0;
    size_t modes = p[5].integer;
    double *eigenvalue = memory_new(2 * modes, sizeof *eigenvalue);
    if (!eigenvalue)
        return STATUS_NUMERICAL;
    double *b2 = eigenvalue + modes;
    for (size_t k = 0; k < modes; k++) {
        eigenvalue[k] = pow((double)k + 1, -decay);
        b2[k] = pow((double)k + 1, -2);
        squares += b2[k];
    }
    for (size_t k = 0; k < modes; k++)
        b2[k] /= squares;
    double n = p[0].real, lambda = p[1].real, g;
    double kappa = mean_field_effective_ridge(modes, eigenvalue, n, lambda);
    double undivided = mean_field_excess_given(modes, eigenvalue, b2, n, kappa, p[4].real, &g);
    double naive = mean_field_excess_given(modes, eigenvalue, b2, n, lambda, p[4].real, &g);
    ROW(mean_field_excess_risk(modes, eigenvalue, b2, n, lambda, p[4].real), kappa,
        -decay / (decay + 1), undivided, naive / (1 - g));
    free(eigenvalue);
    return STATUS_OK;
}

PREDICTION(spectrum, "mean-field-spectrum",
           "Karhunen-Loeve spectrum of Brownian motion, its bridge, a Matern field",
           "((j - 1/2) pi)^-2, (j pi)^-2, (kappa^2 + (pi (j - 1))^2)^-s for index j; the Matern "
           "field has Neumann ends, its first mode is constant. [standard, R12]",
           PARAMETERS(CHOICE("law", NULL, "brownian|bridge|matern", "the process"),
                      REAL("kappa", "1", 1e-100, 1e100, "K", "inverse length (matern)"), EXPONENT,
                      INTEGER("count", "8", 1, 1e6, "N", "number of eigenvalues")),
           COLUMNS("index", "eigenvalue")) {
    const char *law = p[0].text;
    for (size_t j = 0; j < p[3].integer; j++)
        ROW((double)j + 1, strcmp(law, "brownian") == 0 ? mean_field_brownian_eigenvalue(j)
                           : strcmp(law, "bridge") == 0
                               ? mean_field_bridge_eigenvalue(j)
                               : mean_field_matern_eigenvalue(p[1].real, p[2].real, j));
    return STATUS_OK;
}

PREDICTION(covariance, "mean-field-covariance",
           "covariance of the Matern field with Neumann ends, s = 1",
           "cosh(kappa min) cosh(kappa (1 - max))/(kappa sinh kappa); tail: what the modes k < "
           "MODES leave out at most, 2/(pi^2 (MODES - 1/2)). [standard; tail: derived, R12]",
           PARAMETERS(KAPPA, REAL("s", NULL, 0, 1, "S", "place"),
                      REAL("t", NULL, 0, 1, "T", "place"), FIELD_MODES),
           COLUMNS("covariance", "tail")) {
    return ROW(mean_field_matern_covariance(p[0].real, p[1].real, p[2].real),
               mean_field_matern_tail(WHOLE(3)));
}

PREDICTION(aliasing, "mean-field-aliasing",
           "variance of a DCT-II coefficient of a sampled Matern field",
           "variance = sum of rho over the modes 2 m POINTS -+ mode below MODES; own = rho of the "
           "mode itself. Modes from 0, midpoints. [derived, R12]",
           PARAMETERS(KAPPA, EXPONENT, FIELD_MODES, INTEGER("points", NULL, 1, 1e7, "N", "points"),
                      INTEGER("mode", NULL, 0, 1e7, "K", "mode, less than the points")),
           COLUMNS("variance", "own")) {
    double kappa = p[0].real, s = p[1].real;
    size_t modes = p[2].integer, points = p[3].integer, k = p[4].integer;
    if (k >= points)
        return error_set(STATUS_USAGE, "found --mode=%zu, expected less than --points=%zu", k,
                         points);
    return ROW(mean_field_alias_variance(kappa, s, modes, points, k),
               k < modes ? mean_field_matern_eigenvalue(kappa, s, k) : 0);
}

PREDICTION(ou, "mean-field-ou",
           "Karhunen-Loeve spectrum of the Ornstein-Uhlenbeck process on [0,1]",
           "Covariance exp(-theta |s-t|): eigenvalue = 2 theta/(w^2 + theta^2), w = root of w = j "
           "pi + 2 atan(theta/w), j = index - 1. [standard: Karhunen Loeve, R12]",
           PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "inverse of the correlation length"),
                      INTEGER("count", "8", 1, 1e6, "N", "number of eigenvalues")),
           COLUMNS("index", "eigenvalue", "root")) {
    for (size_t j = 0; j < p[1].integer; j++)
        ROW((double)j + 1, mean_field_ou_eigenvalue(p[0].real, j),
            mean_field_ou_root(p[0].real, j));
    return STATUS_OK;
}

PREDICTION(ou_mode, "mean-field-ou-mode",
           "one eigenvalue of the Ornstein-Uhlenbeck process on [0,1]",
           "Row `mode` of mean-field-ou. [standard: Karhunen Loeve, R12]",
           PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "inverse of the correlation length"),
                      INTEGER("mode", NULL, 1, 1e9, "J", "number of the eigenvalue, descending")),
           COLUMNS("eigenvalue", "root")) {
    size_t j = p[1].integer - 1;
    return ROW(mean_field_ou_eigenvalue(p[0].real, j), mean_field_ou_root(p[0].real, j));
}

PREDICTIONS(mean_field_data_predictions, &predict_complexity, &predict_risk, &predict_spectrum,
            &predict_covariance, &predict_aliasing, &predict_ou, &predict_ou_mode);
