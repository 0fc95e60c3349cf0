/* SPDX-License-Identifier: MIT */
#include "adaptive.h"
#include "mean_field.h"

#include <math.h>

/* ---- Ornstein-Uhlenbeck ---- */

struct root {
    double theta, base;
};

static double root_excess(double w, void *context) {
    const struct root *root = context;
    return w - root->base - 2 * atan(root->theta / w);
}

double mean_field_ou_root(double theta, size_t j) {
    struct root root = {theta, M_PI * (double)j};
    double high = root.base + 2 * atan(theta / root.base); /* atan(inf) for j = 0 */
    double low = root.base + 2 * atan(theta / high);
    if (!(theta > 0))
        return theta == 0 ? root.base : NAN;
    if (isinf(theta))
        return high;
    return adaptive_root(root_excess, &root, low, nextafter(high, INFINITY));
}

double mean_field_ou_eigenvalue(double theta, size_t j) {
    if (theta == 0)
        return j == 0;
    if (isinf(theta))
        return 0;
    double w = mean_field_ou_root(theta, j);
    return 2 / (w * (w / theta) + theta);
}

/* ---- Brownian motion, bridge, Matern ---- */

double mean_field_brownian_eigenvalue(size_t j) {
    double root = M_PI * ((double)j + 0.5);
    return 1 / (root * root);
}

double mean_field_bridge_eigenvalue(size_t j) {
    double root = M_PI * ((double)j + 1);
    return 1 / (root * root);
}

double mean_field_matern_eigenvalue(double kappa, double s, size_t k) {
    double root = M_PI * (double)k;
    return pow(kappa * kappa + root * root, -s);
}

double mean_field_matern_covariance(double kappa, double s, double t) {
    double low = kappa * fmin(s, t), high = kappa * (1 - fmax(s, t));
    if (!(kappa > 0 && low >= 0 && high >= 0))
        return NAN;
    /* cosh low cosh high/sinh kappa by exponentials, which do not overflow */
    return exp(low + high - kappa) * (1 + exp(-2 * low)) * (1 + exp(-2 * high)) /
           (-2 * expm1(-2 * kappa)) / kappa;
}

double mean_field_matern_tail(double modes) {
    return 2 / (M_PI * M_PI * (modes - 0.5));
}

double mean_field_alias_variance(double kappa, double s, size_t modes, size_t points, size_t k) {
    double sum = k < modes ? mean_field_matern_eigenvalue(kappa, s, k) : 0;
    for (size_t fold = 2 * points; fold - k < modes; fold += 2 * points) {
        sum += mean_field_matern_eigenvalue(kappa, s, fold - k);
        if (fold + k < modes)
            sum += mean_field_matern_eigenvalue(kappa, s, fold + k);
    }
    return sum;
}
