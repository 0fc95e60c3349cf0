/* SPDX-License-Identifier: MIT */
/* Step sizes of one-pass SGD (R5): thresholds and growth rates. */
#include "double_descent.h"

#include "adaptive.h"
#include "quadrature.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>

/* ---- spectra ---- */

size_t double_descent_spectrum_count(size_t m, double exponent, double decay) {
    return exponent == 0 && decay == 0 ? 1 : m;
}

void double_descent_spectrum(size_t m, double exponent, double trace, double decay, double signal,
                             struct double_descent_level *levels) {
    size_t count = double_descent_spectrum_count(m, exponent, decay);
    double lambdas = 0, errors = 0;
    if (count == 1) {
        levels[0] = (struct double_descent_level){
            .lambda = trace / (double)m, .count = (double)m, .error = signal};
        return;
    }
    for (size_t i = count; i-- > 0;) {
        levels[i] = (struct double_descent_level){.lambda = pow((double)i + 1, -exponent),
                                                  .count = 1,
                                                  .error = pow((double)i + 1, -decay)};
        lambdas += levels[i].lambda;
        errors += levels[i].error;
    }
    for (size_t i = 0; i < count; i++) {
        levels[i].lambda *= trace / lambdas;
        levels[i].error *= signal / errors;
    }
}

/* ---- the mean square ---- */

struct growth {
    size_t count;
    const struct double_descent_level *levels;
    double gamma;
};

/* 1 - r_i without cancellation: 2 gamma lambda times this. */
static double keep(const struct double_descent_level *level, double gamma) {
    double lambda = level->lambda, mean = level->mean;
    return 1 - gamma * (lambda > 0 ? lambda - mean * (mean / lambda) : 0);
}

static double contraction(const struct double_descent_level *level, double gamma) {
    return 2 * gamma * level->lambda * keep(level, gamma);
}

static double largest(size_t count, const struct double_descent_level *levels) {
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, levels[i].lambda);
    return most;
}

/* sum_i gamma^2 lambda_i^2/(1 - r_i + excess) - 1: falls in the excess of rho over 1 */
static double perron(double above, void *context) {
    const struct growth *of = context;
    double sum = -1;
    for (size_t i = 0; i < of->count; i++) {
        double step = of->gamma * of->levels[i].lambda;
        if (step > 0)
            sum += of->levels[i].count * step * step /
                   (contraction(&of->levels[i], of->gamma) + above);
    }
    return sum;
}

/* The same at rho = 1 as a function of the step. */
static double at_one(double gamma, void *context) {
    const struct growth *of = context;
    double sum = -1;
    for (size_t i = 0; i < of->count; i++) {
        double kept = keep(&of->levels[i], gamma);
        if (kept <= 0)
            return INFINITY;
        sum += of->levels[i].count * gamma * of->levels[i].lambda / (2 * kept);
    }
    return sum;
}

double double_descent_threshold(size_t count, const struct double_descent_level *levels) {
    struct growth of = {count, levels, 0};
    double most = largest(count, levels);
    if (!(most > 0))
        return INFINITY;
    /* One level alone is stable up to at most 2/lambda (a mean without spread). */
    return adaptive_root(at_one, &of, 0, 2 / most);
}

double double_descent_growth(size_t count, const struct double_descent_level *levels, double gamma,
                             double *weights) {
    struct growth of = {count, levels, gamma};
    double low = -INFINITY, high = 0;
    for (size_t i = 0; i < count; i++) {
        double step = gamma * levels[i].lambda;
        if (step > 0) {
            low = fmax(low, -contraction(&levels[i], gamma));
            high += levels[i].count * step * step;
        }
    }
    if (high == 0)
        return 1;
    /* At rho - max r_i = sum count (gamma lambda)^2 the sum is at most 1. */
    double above = adaptive_root(perron, &of, nextafter(low, INFINITY), low + 2 * high);
    for (size_t i = 0; weights && i < count; i++)
        weights[i] = levels[i].lambda / (contraction(&levels[i], gamma) + above);
    return 1 + above;
}

double double_descent_growth_constant_norm(double m, double gamma) {
    return 1 + gamma * (gamma - 2) / m;
}

/* ---- almost every path ---- */

/* The law of r = |z|^2 - z1^2, chi-squared with m - 1 degrees of freedom (times 1/m): nodes, and
 * weights with the density. r = low + width t^3 flattens the density at 0. */
static enum status across_rule(double m, struct quadrature *rule) {
    double degrees = m - 1, deviation = sqrt(2 * degrees);
    double low = fmax(0, degrees - 14 * deviation), width = degrees + 14 * deviation + 60 - low;
    enum status status = quadrature_legendre(rule, 0, 1, 40, 20);
    for (size_t i = 0; status == STATUS_OK && i < rule->count; i++) {
        double t = rule->x[i], r = low + width * t * t * t;
        rule->w[i] *= gsl_ran_chisq_pdf(r, degrees) * 3 * t * t * width;
        rule->x[i] = r / m;
    }
    return status;
}

struct typical {
    double m;
    struct quadrature across;
    const struct quadrature *along;
};

/* With z1 the feature along e the factor of |e|^2 is (1 - gamma z1^2)^2 + (gamma z1)^2 r. */
static double typical_growth(double gamma, void *context) {
    const struct typical *of = context;
    double total = 0;
    for (size_t i = 0; i < of->along->count; i++) {
        double square = of->along->x[i] * of->along->x[i] / of->m, sum = 0;
        if (of->along->x[i] < 0)
            continue;
        double keep = (1 - gamma * square) * (1 - gamma * square), mix = gamma * gamma * square;
        for (size_t j = 0; j < of->across.count; j++)
            sum += of->across.w[j] * log(keep + mix * of->across.x[j]);
        total += 2 * of->along->w[i] * sum;
    }
    return total;
}

static bool typical_start(double m, struct typical *of) {
    *of = (struct typical){.m = m, .along = quadrature_gaussian()};
    return m >= 3 && of->along && across_rule(m, &of->across) == STATUS_OK;
}

double double_descent_growth_typical(double m, double gamma) {
    struct typical of;
    double growth = typical_start(m, &of) ? typical_growth(gamma, &of) : NAN;
    quadrature_free(&of.across);
    return growth;
}

double double_descent_threshold_typical(double m) {
    struct typical of;
    double threshold = typical_start(m, &of) ? adaptive_root(typical_growth, &of, 0.1, 4) : NAN;
    quadrature_free(&of.across);
    return threshold;
}
