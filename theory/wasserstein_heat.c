/* SPDX-License-Identifier: MIT */
#include "wasserstein.h"

#include "quadrature.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

enum { NODES = 20 };

/* sum_{j>=1} exp(-a j^2) */
static double gauss_sum(double a) {
    double sum = 0, term = 1;
    for (double j = 1; term > 1e-20 * sum && j < 100; j++)
        sum += term = exp(-a * j * j);
    return sum;
}

/* Above a = pi the series, below it Poisson's: 1 + 2 sum = sqrt(pi/a) (1 + 2 sum exp(-pi^2 j^2/a)).
 */
static double theta_rest(double a) {
    return a > M_PI ? gauss_sum(a)
                    : (sqrt(M_PI / a) * (1 + 2 * gauss_sum(M_PI * M_PI / a)) - 1) / 2;
}

double wasserstein_theta(double s, bool torus) {
    return torus ? 2 * theta_rest(8 * M_PI * M_PI * s) : theta_rest(2 * M_PI * M_PI * s);
}

/* The integrand in ln s. */
static double integrand(double d, double log_s, bool torus) {
    double s = exp(log_s);
    return s * expm1(d * log1p(wasserstein_theta(s, torus)));
}

static const struct quadrature *unit_rule(void) {
    static struct quadrature rule;
    if (!rule.count && quadrature_legendre(&rule, 0, 1, 1, NODES) != STATUS_OK)
        return NULL;
    return &rule;
}

static double integrate(double d, double low, double high, bool torus) {
    const struct quadrature *rule = unit_rule();
    double sum = 0;
    for (size_t i = 0; rule && i < rule->count; i++)
        sum += rule->w[i] * integrand(d, low + (high - low) * rule->x[i], torus);
    return rule ? (high - low) * sum : NAN;
}

/* Above this ln s the integrand is below 1e-20 of its value at s = 1. */
static const double top = 1.5;

static double panel_width(double d) {
    return fmin(0.25, 5 / d);
}

double wasserstein_heat_integral(double d, double t, bool torus) {
    if (!(t > 0) || !(d >= 1))
        return NAN;
    double low = log(t), sum = 0, end = fmax(top, low + 2);
    double panels = ceil((end - low) / panel_width(d)), width = (end - low) / panels;
    for (double k = panels - 1; k >= 0; k--)
        sum += integrate(d, low + k * width, low + (k + 1) * width, torus);
    return sum;
}

double wasserstein_gaussian_norm(double d) {
    return sqrt(2) * exp(gsl_sf_lngamma((d + 1) / 2) - gsl_sf_lngamma(d / 2));
}

/* ---- the bound (W6) ---- */

struct bound {
    double d, n, norm;
    bool torus;
    double at, above; /* ln s, and the integral from there on */
};

/* The bound at ln t: the integral from `at` is known. */
static double value(const struct bound *bound, double log_t) {
    double integral = bound->above + integrate(bound->d, log_t, bound->at, bound->torus);
    return sqrt(2 * exp(log_t)) * bound->norm + sqrt(2 / bound->n * integral);
}

/* The minimum between low and high <= bound->at, to a relative 1e-14 of itself. */
static double refine(const struct bound *bound, double low, double high, double *log_t) {
    const double golden = (sqrt(5) - 1) / 2;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double value_a = value(bound, a), value_b = value(bound, b);
    while (high - low > 1e-8) {
        if (value_a < value_b) {
            high = b;
            b = a;
            value_b = value_a;
            a = high - golden * (high - low);
            value_a = value(bound, a);
        } else {
            low = a;
            a = b;
            value_a = value_b;
            b = low + golden * (high - low);
            value_b = value(bound, b);
        }
    }
    *log_t = (low + high) / 2;
    return value(bound, *log_t);
}

/* The slope of the bound in t is a sum of d + 1 powers of t of both signs at most: the panels are
 * walked down until the bound has risen well above its least value. */
double wasserstein_heat_bound(double d, double n, bool torus, double *time) {
    if (!(d >= 1 && d <= 1000) || !(n >= 1 && n <= 1e15))
        return NAN;
    double width = panel_width(d), best = INFINITY, log_t = 0;
    struct bound bound = {d, n, wasserstein_gaussian_norm(d), torus, top, 0}, around = bound;
    for (double at = top; at > -60; at -= width) {
        double here = value(&bound, at - width);
        if (here < best) {
            best = here;
            around = bound;
            log_t = at - width;
        } else if (!(here < 2 * best)) {
            break;
        }
        bound.above += integrate(d, at - width, at, torus);
        bound.at = at - width;
    }
    /* The best grid point has neighbours on both sides: the upper one is around.at, whose integral
     * is known. */
    best = refine(&around, log_t - width, around.at, &log_t);
    *time = exp(log_t);
    /* On the line the integral converges at 0: sum 1/(pi^2 j^2), or 2 sum 1/(4 pi^2 j^2). */
    double end = torus ? sqrt(1 / (12 * n)) : sqrt(1 / (6 * n));
    if (d == 1 && end <= best) {
        *time = 0;
        return end;
    }
    return best;
}

/* ---- surfaces (W7, W8) ---- */

double wasserstein_matching_slope(bool two) {
    return two ? 1 / (2 * M_PI) : 1 / (4 * M_PI);
}

/* R = int_0^1 (Theta - 1 - 1/(4 pi s)) ds + int_1^inf (Theta - 1) ds, Theta the heat trace, s = r^2
 * in the first for the perimeter's s^{-1/2}. Theta(s) is theta(s/2)^2. */
double wasserstein_laplacian(bool torus) {
    struct quadrature rule;
    double sum = 2 * wasserstein_heat_integral(2, 0.5, torus);
    if (quadrature_legendre(&rule, 0, 1, 20, NODES) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++) {
        double r = rule.x[i], s = r * r;
        /* theta = e + p, p = sqrt(1/(4 pi s)) c exactly up to g: no cancellation of 1/(4 pi s). */
        double a = torus ? 4 * M_PI * M_PI * s : M_PI * M_PI * s;
        double g = 2 * gauss_sum(M_PI * M_PI / a), main = sqrt(M_PI / a);
        double flat = torus ? 0 : 0.5, half = torus ? 1 : 0.5;
        double theta_less = flat + half * main * g; /* theta - half main */
        sum += rule.w[i] * 2 * r * (theta_less * (theta_less + 2 * half * main) - 1);
    }
    quadrature_free(&rule);
    return sum;
}

double wasserstein_variance_limit(void) {
    return 7.0 / 60 - M_PI / 32;
}
