/* SPDX-License-Identifier: MIT */
#include "mean_field.h"

#include <float.h>
#include <gsl/gsl_sf_zeta.h>
#include <math.h>
#include <stdbool.h>

/* From so many modes below the crossover mu_k = delta on, the trace bias is its expansion. */
static const double crossover_large = 1000;

/* ---- the discretised Langevin process (R4) ---- */

double mean_field_variance(enum mean_field_scheme scheme, double mu, double delta) {
    switch (scheme) {
    case MEAN_FIELD_SEMI:
        return mu / (1 + delta / mu);
    case MEAN_FIELD_EXPL:
        return delta < mu ? mu / (1 - delta / mu) : INFINITY;
    case MEAN_FIELD_EXP:
        return mu;
    }
    return NAN;
}

double mean_field_first_unstable(double lambda, double h, double gamma, double *crossover) {
    double limit = 2 * (1 + 1e-12), rate = h * lambda;
    double real = rate > 0 ? pow(2 / rate, 1 / gamma) : INFINITY;
    if (rate < DBL_MIN && h > 0 && lambda > 0) /* the product of small ones underflows */
        real = exp((M_LN2 - log(h) - log(lambda)) / gamma);
    if (gamma == 0) /* k^0 = 1: all modes or none */
        real = rate > limit ? 0 : INFINITY;
    if (crossover)
        *crossover = real;
    if (isnan(real) || real >= 0x1p53)
        return real;
    if (rate < DBL_MIN)
        return floor(real) + 1;
    double first = fmax(1, floor(real));
    while (first > 1 && rate * pow(first - 1, gamma) > limit)
        first--;
    while (!(rate * pow(first, gamma) > limit))
        first++;
    return first;
}

/* ---- weak order (R5) ---- */

/* N^s zeta(s, N) = sum_{i>=0} (1 + i/N)^-s by Euler-Maclaurin; N well above s/6. */
static double scaled_zeta(double s, double N) {
    /* B_2m/(2m)! */
    static const double bernoulli[] = {
        1. / 12,          -1. / 720,
        1. / 30240,       -1. / 1209600,
        1. / 47900160,    -691. / 1307674368e3,
        1. / 74724249600, -3617. / 10670622842880e3,
    };
    double sum = N / (s - 1) + 0.5, factor = s / N;
    for (int m = 0; m < 8; m++) {
        sum += bernoulli[m] * factor;
        factor *= (s + 2 * m + 1) / N * ((s + 2 * m + 2) / N);
    }
    return sum;
}

/* The law and the terms of the Mellin transform behind it: zeta(-gamma j), from j = 1 on. */
static double bias_expansion(double gamma, double delta, double crossover) {
    double sum = mean_field_trace_bias_law(gamma, delta), sign = -1;
    for (int j = 1; gamma * j * log10(crossover) < 25; j++, sign = -sign)
        sum += sign * delta * gsl_sf_zeta(-gamma * j) * pow(crossover, -gamma * j);
    return sum;
}

double mean_field_trace_bias(double gamma, double delta) {
    if (!(delta >= 0) || isnan(gamma))
        return NAN;
    if (delta == 0)
        return 0;
    if (gamma <= 1)
        return INFINITY;
    double crossover = pow(delta, -1 / gamma), sum = 0;
    if (crossover > crossover_large)
        return bias_expansion(gamma, delta, crossover);
    double N = ceil(fmax(crossover * pow(4, 1 / gamma), 64 + 8 * gamma));
    for (double k = 1; k < N; k++) {
        double term = 1 / (1 / delta + pow(k, gamma));
        sum += term;
        if (k > crossover && gamma >= 2 && term * k < 1e-19 * sum)
            return sum;
    }
    /* From N on 1/(1/delta + k^gamma) is a geometric series in 1/(delta k^gamma) <= 1/4. */
    double ratio = -pow(crossover / N, gamma), factor = pow(N, -gamma), tail = 0;
    for (int j = 1; j <= 30; j++, factor *= ratio)
        tail += factor * scaled_zeta(gamma * j, N);
    return sum + tail;
}

double mean_field_trace_bias_law(double gamma, double delta) {
    if (!(gamma > 1 && delta >= 0))
        return NAN;
    /* sin(pi/gamma) without cancellation near gamma = 1. */
    double sine = gamma < 2 ? sin(M_PI * (gamma - 1) / gamma) : sin(M_PI / gamma);
    return pow(delta, 1 - 1 / gamma) * (M_PI / gamma) / sine - delta / 2;
}

struct mean_field_distance mean_field_distance(double modes, double gamma, double delta) {
    struct mean_field_distance of = {0, 0, 0, NAN};
    for (double k = modes; k >= 1; k--) { /* the small terms first */
        double mu = pow(k, -gamma), x = delta / mu;
        double variance = mean_field_variance(MEAN_FIELD_SEMI, mu, delta);
        double shorter = mu * x / (1 + x) / (sqrt(mu) + sqrt(variance));
        of.trace += mu * x / (1 + x);
        of.wasserstein2 += shorter * shorter;
        of.divergence += (log1p(x) - x / (1 + x)) / 2;
    }
    if (gamma == 2)
        of.law = modes * log(modes) + modes / 2 * (log(delta) - 3);
    return of;
}
