/* SPDX-License-Identifier: MIT */
/* Matrix elements of the network after a large step, whose weights are a scale mixture (c5). */
#include "function_space_internal.h"

#include <math.h>

/* E x^4 e^{-y x^2} for x ~ N(mean, variance). */
static double fourth_moment(double mean, double variance, double y) {
    double a = 1 + 2 * y * variance, m2 = mean * mean / (a * a), v = variance / a;
    return exp(-y * mean * mean / a) / sqrt(a) * (m2 * m2 + 6 * m2 * v + 3 * v * v);
}

/* E |w|^2 p_2^2 = (d^2 (d+2)/(2(d-1))) E (w_v^4/|w|^2 - 2 w_v^2/d + |w|^2/d^2), with
 * 1/|w|^2 = int e^{-y|w|^2} dy, y = e^x: given xi everything is Gaussian. */
static double conditional(double d, double theta, double q, double xi) {
    const double step = 0.2;
    double bulk = 1 + q * xi * xi, mean = sqrt(theta) * fabs(xi) / sqrt(d), sum = 0;
    for (double x = -40; x < 45; x += step) {
        double y = exp(x);
        sum += y * fourth_moment(mean, 1 / d, y) * exp(-(d - 1) / 2 * log1p(2 * y * bulk / d));
    }
    double square = mean * mean + 1 / d;
    return step * sum - 2 * square / d + (square + bulk * (d - 1) / d) / (d * d);
}

enum status function_space_mixture(double d, double theta, double q, double *mean) {
    struct quadrature rule;
    enum status status = function_space_gaussian_rule(&rule, 0.1 / sqrt(1 + theta / d + q));
    double sum = 0;
    for (size_t i = 0; status == STATUS_OK && i < rule.count; i++)
        sum += rule.w[i] * conditional(d, theta, q, rule.x[i]);
    quadrature_free(&rule);
    *mean = sum * d * d * (d + 2) / (2 * (d - 1));
    return status;
}
