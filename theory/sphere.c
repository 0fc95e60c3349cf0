/* SPDX-License-Identifier: MIT */
#include "sphere.h"

#include "adaptive.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stddef.h>

enum { SCAN = 96 };

double sphere_density(double n, double latitude) {
    double sine = sin(latitude), x = (n - 1) / 2;
    /* Gamma(x+1/2)/Gamma(x): a difference of logarithms would lose digits at large n. */
    double ratio = x < 60
                       ? exp(lgamma(x + 0.5) - lgamma(x))
                       : sqrt(x) * (1 - 1 / (8 * x) + 1 / (128 * x * x) + 5 / (1024 * pow(x, 3)) -
                                    21 / (32768 * pow(x, 4)) - 399 / (262144 * pow(x, 5)));
    return ratio / sqrt(M_PI) * (n == 2 ? 1 : exp((n - 2) / 2 * log1p(-sine * sine)));
}

double sphere_limit(double n) {
    return n > 50 ? 9 / sqrt(n - 2) : M_PI / 2;
}

double student_tail(double n, double x) {
    if (x < 0)
        return 1 - student_tail(n, -x);
    if (isinf(x))
        return 0;
    if (n > 1e4)
        return gsl_cdf_tdist_Q(x, n); /* Cornish-Fisher: error of order n^-5 */
    double square = x * x;
    if (square < n)
        return 0.5 - gsl_sf_beta_inc(0.5, n / 2, square / (n + square)) / 2;
    return gsl_sf_beta_inc(n / 2, 0.5, n / (n + square)) / 2;
}

struct half {
    double n;
    sphere_side *side;
    void *context;
};

static double half_tail(const struct half *half, double sine, double cosine) {
    double mean, deviation;
    half->side(sine, cosine, half->context, &mean, &deviation);
    if (deviation == 0)
        return mean <= 0;
    return student_tail(half->n, sqrt(half->n) * mean / deviation);
}

static double half_integrand(double latitude, void *context) {
    const struct half *half = context;
    return sphere_density(half->n, latitude) * half_tail(half, sin(latitude), cos(latitude));
}

static double half_mean(double latitude, void *context) {
    const struct half *half = context;
    double mean, deviation;
    half->side(sin(latitude), cos(latitude), half->context, &mean, &deviation);
    return mean;
}

/* Cuts at the steps: where the mean changes sign, as wide as the deviation makes it. */
static size_t half_steps(struct half *half, double limit, double *points) {
    size_t count = 0;
    double step = limit / SCAN, before = half_mean(0, half);
    for (int i = 1; i <= SCAN; i++) {
        double after = half_mean(i * step, half), mean, deviation;
        if ((before <= 0) != (after <= 0)) {
            double root = adaptive_root(half_mean, half, (i - 1) * step, i * step);
            half->side(sin(root), cos(root), half->context, &mean, &deviation);
            double slope = fabs(after - before) / step;
            count =
                adaptive_cut(root, deviation / (sqrt(half->n) * slope), 0, limit, count, points);
        }
        before = after;
    }
    return count;
}

enum status sphere_half(double n, sphere_side *side, void *context, double *probability) {
    struct half half = {n, side, context};
    if (n == 1) {
        *probability = half_tail(&half, 1, 0);
        return STATUS_OK;
    }
    double points[10 * SCAN + 16], limit = sphere_limit(n);
    size_t count = half_steps(&half, limit, points);
    for (int i = 0; i <= 8; i++)
        points[count++] = limit * i / 8;
    enum status status =
        adaptive_integrate(half_integrand, &half, count, points, 1e-13, probability);
    *probability = status == STATUS_OK ? fmin(1, 2 * *probability) : NAN;
    return status;
}
