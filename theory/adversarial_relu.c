/* SPDX-License-Identifier: MIT */
/* ReLU, exactly solvable: sections c4 and c4b. */
#include "adversarial.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

static const double phi0 = 0.39894228040143267794; /* 1/sqrt(2 pi) */

/* For large d: with v = -log(1 - U^2) the density of U^2 ~ Beta(1/2, (d-1)/2) is v^{-1/2} e^{-Nv}
 * ((v/2)/sinh(v/2))^{1/2}, N = (2d-3)/4, and the last factor is 1 - v^2/48 + v^4/2560 - ...: a
 * series of gamma laws in 1/N^2 (relative error below 1e-14 for d >= 100). */
static double beta_law_series(double d, double s) {
    static const double c[] = {1, -1.0 / 48, 1.0 / 2560, -61.0 / 7741440};
    double N = (2 * d - 3) / 4, v = -log1p(-s * s / d), u = N * v;
    if (u > 700)
        return 1;
    double gamma = erf(sqrt(u)); /* P(1/2 + i, u), and u^{1/2+i} e^{-u}/Gamma(3/2 + i) */
    double step = sqrt(u) * exp(-u) * M_2_SQRTPI, scale = 1, sum = 0, norm = 0;
    for (int i = 0; i < 7; i++) {
        if (i % 2 == 0) {
            sum += c[i / 2] * scale * gamma;
            norm += c[i / 2] * scale;
        }
        scale *= (i + 0.5) / N;
        gamma -= step;
        step *= u / (i + 1.5);
    }
    return sum / norm;
}

double adversarial_beta_law(double d, double s) {
    if (!(d >= 1) || isnan(s))
        return NAN;
    if (isinf(d))
        return s > 0 ? erf(s * M_SQRT1_2) : 0;
    if (s <= 0)
        return 0;
    if (s >= sqrt(d))
        return 1;
    if (d == 1)
        return 0; /* |f|/G = 1 */
    if (d >= 100)
        return beta_law_series(d, s);
    double b = (d - 1) / 2, x = s * s / d;
    return b * log1p(-x) < -700 ? 1 : gsl_sf_beta_inc(0.5, b, x);
}

/* (1+rho^2) erf(rho/sqrt 2)/rho, whose limit at 0 is 2 phi(0). */
double adversarial_relu_curvature(double rho) {
    if (!(rho >= 0))
        return NAN;
    if (rho > 1e8)
        return phi0 * rho / 2;
    double first = rho > 0 ? (1 + rho * rho) * erf(rho * M_SQRT1_2) / rho : 2 * phi0;
    return phi0 / 2 * (first + 2 * phi0 * exp(-rho * rho / 2));
}

double adversarial_relu_gain(double d, double k, double s) {
    return 1 - s / sqrt(d) * adversarial_relu_curvature(sqrt(2 * d / k));
}

double adversarial_relu_success(double d, double k, double s) {
    return adversarial_beta_law(d, s * adversarial_relu_gain(d, k, s));
}

double adversarial_relu_flips(double d, double k, double s) {
    double rho = sqrt(2 * d / k), tau = s / sqrt(d);
    return phi0 / 2 * tau * (2 * phi0 * (1 + exp(-rho * rho / 2)) + rho * erf(rho * M_SQRT1_2));
}

double adversarial_relu_gradient_change(double d, double s) {
    return atan(s / sqrt(d)) / M_PI;
}

double adversarial_relu_residual(double d, double k, double s) {
    double rho = sqrt(2 * d / k), tau = s / sqrt(d);
    double cubes = (rho * rho * rho + 3 * rho) * erf(rho * M_SQRT1_2) +
                   2 * (rho * rho + 2) * phi0 * exp(-rho * rho / 2);
    return phi0 / 3 * tau * tau * tau * (cubes / 2 + 2 * phi0);
}
