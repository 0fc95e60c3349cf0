/* SPDX-License-Identifier: MIT */
/* The closed forms of c4: matrix elements, mixing angle, first order, tail, quadratic case. */
#include "function_space.h"

#include "function_space_internal.h"
#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

enum status function_space_funk_hecke(const struct activation *activation, double d, size_t degree,
                                      double *a) {
    double *c = memory_new(degree + 1, sizeof *c);
    if (!c)
        return STATUS_NUMERICAL;
    enum status status = harmonics_coefficients(activation, d, degree + 1, c);
    if (status == STATUS_OK)
        *a = c[degree] / sqrt(harmonics_multiplicity(d, degree));
    free(c);
    return status;
}

/* E_d (1 + theta t^2) p_2(t)^2, which tends to 1 as theta -> 0 without cancellation. */
static enum status quadratic_mean(double d, double theta, double *mean) {
    struct quadrature rule;
    enum status status = function_space_rule(&rule, d, theta, 2);
    *mean = 0;
    for (size_t i = 0; status == STATUS_OK && i < rule.count; i++) {
        double sine = sin(rule.x[i]), stretch = 1 + theta * sine * sine;
        double square = (1 + theta) * sine * sine / stretch;
        double p2 = (square - 1 / d) * d * sqrt((d + 2) / (2 * (d - 1)));
        *mean += rule.w[i] * stretch * p2 * p2;
    }
    quadrature_free(&rule);
    return status;
}

enum status function_space_elements(double d, double theta, double q,
                                    struct function_space_elements *elements) {
    static const struct activation relu = {.kind = ACTIVATION_RELU};
    double c[3], mean = 0;
    enum status status = d >= 2 && theta >= 0 && q >= 0 && isfinite(d * theta * q)
                             ? harmonics_coefficients(&relu, d, 3, c)
                             : error_set(STATUS_USAGE,
                                         "found d=%g, theta=%g, q=%g, expected d >= "
                                         "2 and theta, q >= 0",
                                         d, theta, q);
    if (status == STATUS_OK)
        status =
            q > 0 ? function_space_mixture(d, theta, q, &mean) : quadratic_mean(d, theta, &mean);
    if (status != STATUS_OK)
        return status;
    double a0 = c[0], a2 = c[2] / sqrt(harmonics_multiplicity(d, 2));
    *elements = (struct function_space_elements){
        .m00 = a0 * a0 * (1 + theta / d + q * (d - 1) / d),
        .m02 = a0 * a2 * (theta - q) / d * sqrt((d - 1) * (d + 2) / 2),
        .m22 = a2 * a2 * mean,
        .m11 = (1 + theta) / (4 * d),
        .orthogonal = (1 + q) / (4 * d),
    };
    return STATUS_OK;
}

/* E 1/(1 + tau z^2) = sqrt pi x e^{x^2} erfc x, x = 1/sqrt(2 tau). */
static double limit_mean(double tau) {
    double x = 1 / sqrt(2 * tau), fraction = 0;
    if (tau < 0x1p-1000)
        return 1;
    if (x < 4)
        return sqrt(M_PI) * x * exp(x * x) * erfc(x);
    /* The continued fraction of erfc [standard: Abramowitz Stegun 7.1.14]. */
    for (int k = 60; k > 0; k--)
        fraction = k / 2.0 / (x + fraction);
    return x / (x + fraction);
}

enum status function_space_mixing(double d, double tau, double *angle) {
    struct function_space_elements e;
    if (!(tau >= 0 && isfinite(tau)) || !(d >= 2))
        return error_set(STATUS_USAGE, "found d=%g, tau=%g, expected d >= 2 and tau >= 0", d, tau);
    if (isinf(d)) {
        *angle = 0.5 * atan2(2 * sqrt(2) * tau, 3 + tau - limit_mean(tau));
        return STATUS_OK;
    }
    enum status status = function_space_elements(d, tau * d, 0, &e);
    if (status == STATUS_OK)
        *angle = 0.5 * atan2(2 * e.m02, e.m00 - e.m22);
    return status;
}

double function_space_first_order(double d, size_t degree, size_t sector, double power) {
    if (sector > degree || !(d >= 2))
        return NAN;
    double dimension = d + 2 * (double)sector;
    double below = degree > sector ? harmonics_recurrence(dimension, degree - sector) : 0;
    double above = harmonics_recurrence(dimension, degree - sector + 1);
    return (d / 2 + power) * (above * above + below * below) / dimension - 0.5;
}

double function_space_hermite(size_t k, size_t l, double theta) {
    double sum = 0;
    for (size_t j = k % 2; j <= k && j <= l; j += 2) {
        double i = (double)(k - j) / 2, h = ((double)l - (double)j) / 2, common = (double)j;
        if ((l - j) % 2)
            return 0;
        sum += exp(0.5 * lgamma((double)k + 1) + 0.5 * lgamma((double)l + 1) - lgamma(common + 1) -
                   lgamma(i + 1) - lgamma(h + 1)) *
               pow(1 + theta, common) * pow(theta / 2, i + h);
    }
    return sum;
}

double function_space_tail(double d, double theta) {
    /* (2/pi) K = 1/M, M the arithmetic-geometric mean of 1 and (1 + theta)^{-1/2}. Its logarithm
     * keeps its relative accuracy at small theta by what the means are below 1. */
    double root = sqrt(1 + theta), high = 1, low = 1 / root;
    double above = 0, below = theta / root / (1 + root);
    if (!(d >= 2) || !(theta >= 0))
        return NAN;
    while (high - low > 0x1p-50 * high) {
        double geometric = sqrt(high * low), sum = above + below;
        below = (sum - above * below) / (1 + geometric);
        above = sum / 2;
        high = (high + low) / 2;
        low = geometric;
    }
    double mean = (high + low) / 2, missing = (above + below) / 2;
    double logarithm = missing < 0.5 ? log1p(-missing) : log(mean);
    return exp(-(d + 2) * logarithm - 0.5 * log1p(theta));
}

struct function_space_quadratic function_space_quadratic(double d, double theta) {
    double cube = d * d * d, square = theta * theta;
    struct function_space_quadratic o = {
        .m00 = (d + 2) * (d * d + 2 * d + 2 * d * theta + 4 * theta + 3 * square) / cube,
        .m02 = sqrt(2) * theta * sqrt((d - 1) * (d + 2)) * (d + 4 + 3 * theta) / cube,
        .m22 = 2 * (2 * d + 4 * (d - 1) * theta + 3 * (d - 1) * square) / cube,
        .mixed = 4 * (1 + theta) / (d * d),
        .traceless = 4 / (d * d),
    };
    double half = (o.m00 - o.m22) / 2, root = hypot(half, o.m02);
    o.angle = 0.5 * atan2(o.m02, half);
    o.top = (o.m00 + o.m22) / 2 + root;
    o.second = (o.m00 * o.m22 - o.m02 * o.m02) / o.top;
    return o;
}
