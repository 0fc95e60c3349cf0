/* SPDX-License-Identifier: MIT */
#include "wasserstein.h"

#include "quadrature.h"

#include <math.h>

double wasserstein_lipschitz(double lambda) {
    return hypot(1, lambda);
}

/* The larger eigenvalue of [[1 + G^2, G noise], [G noise, noise^2]], whose root it is. */
double wasserstein_map_lipschitz(double G, double noise) {
    double trace = 1 + G * G + noise * noise;
    double root = hypot(1 + G * G - noise * noise, 2 * G * noise);
    return 2 * sqrt((trace + root) / 2);
}

/* E sqrt S = pi^{-1/2} int_0^inf (1 - E exp(-r^2 S)) r^-2 dr, S = sum x_j^2: E exp(-r^2 x^2) is
 * sqrt(pi) erf(r)/(2r). Beyond r = R, 1 up to phi^d: from panels in ln r. */
static double mean_norm(double d) {
    struct quadrature rule;
    double sum = 0, low = log(1e-9), high = log(1e17);
    if (quadrature_legendre(&rule, low, high, 120, 20) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++) {
        double r = exp(rule.x[i]);
        double rest = r < 0.05
                          ? r * r * (-1.0 / 3 + r * r * (0.1 - r * r * (1.0 / 42 - r * r / 216)))
                          : sqrt(M_PI) * erf(r) / (2 * r) - 1;
        sum += rule.w[i] * -expm1(d * log1p(rest)) / r;
    }
    quadrature_free(&rule);
    /* Below: d r^2/3 over r^2; above: 1 over r^2. */
    return (sum + d / 3 * 1e-9 + 1e-17) / sqrt(M_PI);
}

double wasserstein_cube_moment(double d, int p) {
    if (p == 1)
        return mean_norm(d);
    if (p == 2)
        return d / 3;
    return p == 4 ? d / 5 + d * (d - 1) / 9 : NAN;
}

/* (1 + rate)^steps start + 4 eta loss ((1 + rate)^steps - 1)/rate. */
static double recursion(double rate, double eta, double steps, double start, double loss) {
    double growth = expm1(steps * log1p(rate));
    return (1 + growth) * start + 4 * eta * loss * (rate > 0 ? growth / rate : steps);
}

double wasserstein_moment_bound(double d, double eta, double steps, double start, double loss) {
    double square = eta * eta;
    /* A^2 - 1, then A - 1, without cancellation. */
    double excess = 2 * square * wasserstein_cube_moment(d, 2) +
                    square * square * wasserstein_cube_moment(d, 4);
    return recursion(excess / (1 + sqrt(1 + excess)), eta, steps, start, loss);
}

double wasserstein_moment_bound_epochs(double radius2, double eta, double steps, double start,
                                       double loss) {
    return recursion(eta * eta * radius2, eta, steps, start, loss);
}

double wasserstein_naive_bound(double d, double eta, double steps, double start) {
    double excess =
        2 * eta * wasserstein_cube_moment(d, 1) + eta * eta * wasserstein_cube_moment(d, 2);
    return start * exp(steps * log1p(excess));
}

double wasserstein_gap_bound(double lip2, double distance, double trace, double n) {
    return sqrt(lip2) * sqrt(distance * distance + trace / n);
}

double wasserstein_path_bound(double B, double square, double n) {
    return 4 * B * sqrt(square / n);
}
