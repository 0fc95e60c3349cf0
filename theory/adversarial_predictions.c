/* SPDX-License-Identifier: MIT */
/* Predictions of adversarial.h: networks of one hidden layer. */
#include "adversarial_predictions.h"

#include <math.h>
#include <stdlib.h>

#define EPS REAL("eps", NULL, 0, INFINITY, "E", "l-infinity norm of the step")

enum status adversarial_subject(const char *name, struct adversarial_subject *of) {
    enum status status = activation_parse(&of->activation, name);
    return status == STATUS_OK ? adversarial_moments(&of->activation, &of->moments) : status;
}

OF_ACTIVATION(moments, "adversarial-moments", "Gaussian moments of an activation",
              "V = E psi^2, m = E psi'^2, nbar = m/V (the mean Hermite degree), q = E Z^2 psi'^2, "
              "h2 = E psi''^2, p = E Z psi psi', psi4 = E psi^4, r = E Z^2 psi''^2/h2, Z ~ N(0,1). "
              "nan where psi is not smooth enough. Closed form for relu, step, polynomials, sin2, "
              "erf, erf2 (but psi4); else quadrature. [paper: V, m; closed forms: derived, b]",
              PARAMETERS(ACTIVATION), COLUMNS("V", "m", "nbar", "q", "h2", "p", "psi4", "r")) {
    const struct adversarial_moments *m = &of->moments;
    return ROW(m->V, m->m, m->nbar, m->q, m->h2, m->p, m->psi4, m->r);
}

OF_ACTIVATION(hermite, "adversarial-hermite", "normalised Hermite coefficient of an activation",
              "c_n = E psi(Z) He_n(Z)/sqrt(n!); nbar = sum n c_n^2/sum c_n^2. [standard, b]",
              PARAMETERS(ACTIVATION,
                         INTEGER("degree", NULL, 0, 40, "N", "degree of the Hermite polynomial")),
              COLUMNS("coefficient")) {
    return ROW(adversarial_hermite(&of->activation, p[1].integer));
}

OF_ACTIVATION(gradient, "adversarial-gradient",
              "exact moments of the squared gradient norm and of the output",
              "mean and variance of G^2 = |grad f(x)|^2, Var f(x) = V, and the excess kurtosis (E "
              "psi^4/V^2 - 3)/k of f(x); exact for every d and k. [derived, c1]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH),
              COLUMNS("mean", "variance", "output_variance", "kurtosis")) {
    return ROW(adversarial_gradient_mean(&of->moments, p[1].real),
               adversarial_gradient_variance(&of->moments, p[1].real, p[2].real), of->moments.V,
               adversarial_kurtosis(&of->moments, p[2].real));
}

OF_ACTIVATION(output_law, "adversarial-output-law",
              "density and distribution function of the output f(x)",
              "Transform of (E cos(theta psi(Z)/sqrt k))^k, exact up to P(|f| > half). The atom "
              "2^-k of relu at 0 is in the distribution function only. [derived, c1]",
              PARAMETERS(ACTIVATION, WIDTH,
                         REAL("half", "8", 1e-3, 1e6, "X", "the points lie in [-half, half)"),
                         INTEGER("count", "256", 8, 1048576, "N",
                                 "number of points, a power of two")),
              COLUMNS("x", "density", "cumulative")) {
    double half = p[2].real;
    size_t count = p[3].integer;
    double *density = memory_new(2 * count, sizeof *density);
    if (!density)
        return STATUS_NUMERICAL;
    double *cumulative = density + count;
    enum status status =
        adversarial_output_law(&of->activation, p[1].real, half, count, density, cumulative);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW(half * (2 * (double)i / (double)count - 1), density[i], cumulative[i]);
    free(density);
    return status;
}

OF_ACTIVATION(success, "adversarial-success",
              "probability that one gradient step of length NORM flips the sign",
              "limit = erf(norm sqrt(nbar/2)), d and k to infinity in any relation. success: relu "
              "I_{y^2/d}(1/2, (d-1)/2), y = s (1 - (s/sqrt d) K(sqrt(2d/k))), for s^2 << min(d, "
              "k); smooth activations erf(y/sqrt 2) + A_d/d + A_k/k, y = s sqrt nbar, clamped to "
              "[0, 1]; step nan. [derived, c3-c5]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("success", "limit")) {
    return ROW(adversarial_success(&of->activation, &of->moments, p[1].real, p[2].real, p[3].real),
               adversarial_success_limit(&of->moments, p[3].real));
}

OF_ACTIVATION(
    coefficients, "adversarial-coefficients",
    "coefficients of the success probability in 1/d and 1/k",
    "P(s) = erf(s sqrt(nbar/2)) + A_d/d + A_k/k + O(d^-2, k^-2), smooth activations. [derived, c5]",
    PARAMETERS(ACTIVATION, NORM), COLUMNS("A_d", "A_k")) {
    double A_d, A_k;
    adversarial_smooth_coefficients(&of->moments, p[1].real, &A_d, &A_k);
    return ROW(A_d, A_k);
}

OF_ACTIVATION(minimal_norm, "adversarial-minimal-norm",
              "norm of the step that succeeds with probability 1 - GAMMA",
              "Phi^{-1}(1 - gamma/2)/sqrt(nbar), d and k to infinity; gamma = 1/2 is the median of "
              "|f|/G. [derived, c3]",
              PARAMETERS(ACTIVATION, REAL("gamma", "0.5", 0, 1, "P", "probability of failure")),
              COLUMNS("norm")) {
    return ROW(adversarial_minimal_norm(&of->moments, p[1].real));
}

OF_ACTIVATION(fixed_step, "adversarial-fixed-step", "success probability at a fixed step size",
              "erf(eta m/sqrt(2V)), d and k to infinity. [derived, c3]",
              PARAMETERS(ACTIVATION, REAL("eta", NULL, 0, INFINITY, "E",
                                          "step size: x' = x - eta sgn(f) grad f")),
              COLUMNS("success")) {
    return ROW(adversarial_success_fixed_step(&of->moments, p[1].real));
}

PREDICTION(beta_law, "adversarial-beta-law",
           "law of |f|/G for relu (any depth) and for linear networks",
           "P(|f|/G <= s) = I_{s^2/d}(1/2, (d-1)/2), exact for every width given f(x) != 0; limit "
           "= erf(s/sqrt 2). [derived, c4, c9]",
           PARAMETERS(DIMENSION, NORM), COLUMNS("probability", "limit")) {
    return ROW(adversarial_beta_law(p[0].real, p[1].real),
               adversarial_beta_law(INFINITY, p[1].real));
}

PREDICTION(
    relu_curvature, "adversarial-relu-curvature", "coefficient K(rho) of the relu gain",
    "K = phi(0)/(2 rho) [(1 + rho^2) erf(rho/sqrt 2) + 2 rho phi(rho)], K(0) = 1/pi. [derived, c4]",
    PARAMETERS(REAL("rho", NULL, 0, INFINITY, "RHO", "sqrt(2d/k)")), COLUMNS("curvature")) {
    return ROW(adversarial_relu_curvature(p[0].real));
}

PREDICTION(relu_gain, "adversarial-relu-gain", "relative gain of one step for relu",
           "E[sgn(f) (f(x) - f(x'))]/(s G) = 1 - (s/sqrt d) K(sqrt(2d/k)) + O(1/d), for s^2 << "
           "min(d, k). [derived, c4]",
           PARAMETERS(DIMENSION, WIDTH, NORM), COLUMNS("gain")) {
    return ROW(adversarial_relu_gain(p[0].real, p[1].real, p[2].real));
}

PREDICTION(relu_flips, "adversarial-relu-flips",
           "fraction of neurons whose pattern flips, and change of the gradient",
           "flips = (phi(0)/2) tau [2 phi(0) (1 + e^{-rho^2/2}) + rho erf(rho/sqrt 2)], tau = "
           "s/sqrt d, rho = sqrt(2d/k); gradient_change = |grad f(x + s u) - grad f(x)|^2 = "
           "atan(tau)/pi for k >> d. [derived, c4]",
           PARAMETERS(DIMENSION, WIDTH, NORM), COLUMNS("flips", "gradient_change")) {
    return ROW(adversarial_relu_flips(p[0].real, p[1].real, p[2].real),
               adversarial_relu_gradient_change(p[0].real, p[2].real));
}

OF_ACTIVATION(residual, "adversarial-residual", "how far f is from linear along the step",
              "r = f(x - s sgn(f) u) - f(x) + sgn(f) s G: mean and variance of sgn(f) r, and E "
              "r^2. Leading order in 1/d, 1/k, for s^2 << min(d, k). [derived, c4b]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM),
              COLUMNS("mean", "variance", "mean_square")) {
    double mean, square;
    adversarial_residual(&of->activation, &of->moments, p[1].real, p[2].real, p[3].real, &mean,
                         &square);
    return ROW(mean, square - mean * mean, square);
}

OF_ACTIVATION(linf, "adversarial-linf", "success probability of the l-infinity step, leading order",
              "erf(eps sqrt(d nbar/pi)). [derived, c7]", PARAMETERS(ACTIVATION, DIMENSION, EPS),
              COLUMNS("success")) {
    return ROW(
        adversarial_linf_success(&of->activation, &of->moments, p[1].real, INFINITY, p[2].real));
}

OF_ACTIVATION(linf_width, "adversarial-linf-width",
              "success probability of the l-infinity step, with the curvature of relu",
              "relu: erf(y/sqrt 2), y = sqrt(2/pi) t (1 - (t/sqrt d) K(sqrt(2/pi) rho)), t = eps "
              "sqrt d, rho = sqrt(2d/k); others as adversarial-linf. [derived, c7]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH, EPS), COLUMNS("success")) {
    return ROW(
        adversarial_linf_success(&of->activation, &of->moments, p[1].real, p[2].real, p[3].real));
}

OF_ACTIVATION(random_direction, "adversarial-random-direction",
              "sign change along a random direction, infinite width",
              "arccos(corr)/pi, corr the correlation of f(x) and f(x + delta), delta orthogonal to "
              "x. Norms up to 100 sqrt d. [derived, c7]",
              PARAMETERS(ACTIVATION, DIMENSION, NORM), COLUMNS("success")) {
    double success;
    enum status status =
        adversarial_random_success(&of->activation, p[1].real, p[2].real, &success);
    return status == STATUS_OK ? ROW(success) : status;
}

OF_ACTIVATION(
    infinite_width, "adversarial-infinite-width",
    "success probability at infinite width and finite dimension",
    "The law of (f(x), grad f(x), f(x')) as a Gaussian process, integrated to some 1e-15. nan for "
    "step and constants, which have no direction to step in. [derived, c8]",
    PARAMETERS(ACTIVATION, DIMENSION, NORM), COLUMNS("success")) {
    double success;
    if (!(of->moments.m > 0)) /* step, constants: no direction to step in */
        return ROW(NAN);
    enum status status =
        adversarial_infinite_width(&of->activation, p[1].real, p[2].real, &success);
    return status == STATUS_OK ? ROW(success) : status;
}

PREDICTIONS(adversarial_predictions, &predict_moments, &predict_hermite, &predict_gradient,
            &predict_output_law, &predict_success, &predict_coefficients, &predict_minimal_norm,
            &predict_fixed_step, &predict_beta_law, &predict_relu_curvature, &predict_relu_gain,
            &predict_relu_flips, &predict_residual, &predict_linf, &predict_linf_width,
            &predict_random_direction, &predict_infinite_width);
