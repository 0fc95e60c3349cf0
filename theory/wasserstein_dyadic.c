/* SPDX-License-Identifier: MIT */
#include "wasserstein.h"

#include <math.h>

/* ---- a cube (W3) ---- */

double wasserstein_dyadic_bound(double d, double n, double *levels) {
    double best = INFINITY, sum = 0, best_level = 0;
    if (!(d >= 1) || !(n >= 1))
        return NAN;
    for (double k = 0; k < 1100; k++) {
        double mass = fmin(2, sqrt((exp2(d * k) - 1) / n));
        sum += exp2(-k) / 2 * mass;
        if (exp2(-k) + sum < best) {
            best = exp2(-k) + sum;
            best_level = k;
        }
        /* From the cap on, a level more costs what it saves. */
        if (mass >= 2)
            break;
    }
    if (levels)
        *levels = best_level;
    return sqrt(d) * best;
}

/* S_d = 2 + 1/(2^{d/2-1} - 1) */
static double closed_sum(double d) {
    return 2 + 1 / (exp2(d / 2 - 1) - 1);
}

double wasserstein_dyadic_closed(double d, double n) {
    if (d == 1)
        return 1 / (2 * (sqrt(2) - 1)) / sqrt(n);
    if (d == 2)
        return sqrt(0.5) * (1 + 0.5 * log2(4 * n)) / sqrt(n);
    return d >= 3 ? sqrt(d) * closed_sum(d) * pow(4 * n, -1 / d) : NAN;
}

/* ---- unbounded laws (W4, W5) ---- */

/* P(|X|_inf > r), X ~ N(0, I_d). */
static double outside(double d, double r) {
    return -expm1(d * log1p(-erfc(r / sqrt(2))));
}

/* min_K [2^{1-K} p + sum_{k<=K} 2^-k min(2p, sqrt(2^{dk} p/n))] */
static double shell(double d, double n, double p) {
    double best = 2 * p, sum = 0;
    for (double k = 1; k < 1100; k++) {
        double mass = fmin(2 * p, sqrt(exp2(d * k) * p / n));
        sum += exp2(-k) * mass;
        best = fmin(best, exp2(1 - k) * p + sum);
        if (mass >= 2 * p)
            break;
    }
    return best;
}

static double gaussian_sum(double d, double n, double size) {
    double sum = sqrt(d) * size * shell(d, n, 1 - outside(d, size));
    for (double r = size; outside(d, r) > 0; r *= 2)
        sum += sqrt(d) * 2 * r * shell(d, n, outside(d, r) - outside(d, 2 * r));
    return sum;
}

/* Minima over K make corners: a grid first, then thirds around its best point. */
double wasserstein_gaussian_bound(double d, double n, double *size) {
    enum { GRID = 400 };
    double best = INFINITY, at = 0, step = log(100) / GRID;
    if (!(d >= 1) || !(n >= 1))
        return NAN;
    for (int i = 0; i <= GRID; i++) {
        double value = gaussian_sum(d, n, 0.2 * exp(i * step));
        if (value < best) {
            best = value;
            at = i * step;
        }
    }
    double low = at - step, high = at + step;
    for (int i = 0; i < 100; i++) {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;
        double value_a = gaussian_sum(d, n, 0.2 * exp(a));
        double value_b = gaussian_sum(d, n, 0.2 * exp(b));
        if (fmin(value_a, value_b) < best) {
            best = fmin(value_a, value_b);
            at = value_a < value_b ? a : b;
        }
        if (value_a < value_b)
            high = b;
        else
            low = a;
    }
    if (size)
        *size = 0.2 * exp(at);
    return best;
}

/* min over l of l + c l^{1-g}, g = q(1-1/d), c = 2/(1-2^{1-g}): at l^g = c(g-1). */
double wasserstein_moment_constant(double d, double q) {
    double more = fma(q, d - 1, -d) / d, g = 1 + more; /* g - 1 without cancellation */
    double c = -2 / expm1(-more * M_LN2);
    if (!(d >= 3) || !(more > 0))
        return NAN;
    double minimum = isinf(g) ? 1 : pow(c * more, 1 / g) * g / more;
    return 2 * closed_sum(d) * pow(4, -1 / d) * sqrt(d) * minimum;
}
