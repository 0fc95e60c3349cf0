/* SPDX-License-Identifier: MIT */
#include "adversarial.h"

#include "adaptive.h"
#include "random_matrix.h"

#include <complex.h>
#include <math.h>

enum { EXTREMES = 40, GRID = 1800 };

/* Where the Gaussian integrals over psi'' end: beyond lies a mass below 1e-18. */
static const double REACH = 9;

/* psi'' under the Gaussian. Where it is constant (polynomials of degree <= 2) expectations are
 * trivial; else they are integrals cut at the extremes of psi'', where 1/(1 - z^2 psi''^2) peaks as
 * z nears 1/sup|psi''|. */
struct curvature {
    struct activation activation;
    bool constant;
    double largest; /* sup |psi''| */
    size_t count;
    double points[EXTREMES]; /* the ends of the interval and the extremes between them */
};

static size_t polynomial_degree(const struct activation *activation) {
    size_t degree = activation->terms ? activation->terms - 1 : 0;
    while (degree > 0 && activation->power[degree] == 0)
        degree--;
    return degree;
}

static double third(double z, void *activation) {
    return activation_value(activation, 3, z);
}

/* Finds the extremes of psi'' as sign changes of psi''' on a grid. */
static void curvature_search(struct curvature *curvature) {
    double width = 2 * REACH / GRID;
    curvature->points[curvature->count++] = -REACH;
    for (int i = 0; i < GRID && curvature->count < EXTREMES - 1; i++) {
        /* Shifted by an odd fraction, so that no extreme falls on the grid. */
        double low = -REACH + (i + 0.3819) * width, high = low + width;
        if ((third(low, &curvature->activation) <= 0) != (third(high, &curvature->activation) <= 0))
            curvature->points[curvature->count++] =
                adaptive_root(third, &curvature->activation, low, high);
    }
    curvature->points[curvature->count++] = REACH;
    for (size_t i = 0; i < curvature->count; i++)
        curvature->largest =
            fmax(curvature->largest,
                 fabs(activation_value(&curvature->activation, 2, curvature->points[i])));
}

static void curvature_start(struct curvature *curvature, const struct activation *activation) {
    *curvature = (struct curvature){.activation = *activation};
    if (activation->kind != ACTIVATION_POLYNOMIAL) {
        curvature_search(curvature);
        return;
    }
    size_t degree = polynomial_degree(activation);
    curvature->constant = true;
    curvature->largest = degree > 2 ? INFINITY : degree == 2 ? fabs(2 * activation->power[2]) : 0;
}

/* D z/(1 - z^2 D), D = psi''^2, or its derivative in z of the given order (0, 1, 2). */
static double complex resolvent_term(double D, double complex z, int order) {
    double complex rest = 1 - z * z * D;
    if (order == 0)
        return D * z / rest;
    if (order == 1)
        return D * (1 + z * z * D) / (rest * rest);
    return 2 * D * D * z * (3 + z * z * D) / (rest * rest * rest);
}

struct integrand {
    const struct curvature *curvature;
    double complex z;
    int order;
    bool imaginary;
};

static double integrand_value(double x, void *context) {
    const struct integrand *integrand = context;
    double second = activation_value(&integrand->curvature->activation, 2, x);
    double complex value = resolvent_term(second * second, integrand->z, integrand->order);
    return exp(-x * x / 2) / sqrt(2 * M_PI) * (integrand->imaginary ? cimag(value) : creal(value));
}

/* E of resolvent_term, to a relative error of about 1e-13 for real z and 1e-9 for complex z (where
 * a near pole may sit anywhere); NaN if 1000 times that is not reached. */
static double complex resolvent_mean(const struct curvature *curvature, double complex z,
                                     int order) {
    double largest = curvature->largest * curvature->largest;
    if (curvature->constant)
        return resolvent_term(largest, z, order);
    double points[EXTREMES], value[2] = {0, 0}, accuracy = cimag(z) != 0 ? 1e-9 : 1e-13;
    for (int part = 0; part < (cimag(z) != 0 ? 2 : 1); part++) {
        struct integrand integrand = {curvature, z, order, part == 1};
        /* Near the border the integral is large, at large |z| it is about |z|^(-1-order). */
        double scale = fmax(cabs(resolvent_term(largest / 4, z, order)),
                            1e-3 * cabs(resolvent_term(largest, z, order)));
        scale = fmax(scale, 0.1 * fmin(1, pow(cabs(z), -1 - order)));
        for (size_t i = 0; i < curvature->count; i++)
            points[i] = curvature->points[i];
        if (adaptive_integrate(integrand_value, &integrand, curvature->count, points,
                               accuracy * scale, &value[part]) != STATUS_OK)
            return NAN;
    }
    return value[0] + I * value[1];
}

struct edge {
    struct curvature curvature;
    double ratio;
};

/* x'(z) z^2, which has the sign of x'. */
static double edge_slope(double z, void *context) {
    const struct edge *edge = context;
    return edge->ratio * z * z * creal(resolvent_mean(&edge->curvature, z, 1)) - 1;
}

/* The minimiser of x on (0, 1/sup|psi''|). x is convex and its slope runs from -inf to +inf: where
 * |psi''| attains its supremum, E[1/(1 - z^2 psi''^2)^2] diverges at the border. */
static double edge_minimiser(struct edge *edge) {
    double border = 1 / edge->curvature.largest, low = border / 2, high = low;
    while (edge_slope(low, edge) > 0) {
        high = low;
        low /= 2;
    }
    for (double gap = 0.25; edge_slope(high, edge) <= 0; gap /= 2) {
        if (gap < 1e-14)
            return NAN;
        low = high;
        high = border * (1 - gap);
    }
    return adaptive_root(edge_slope, edge, low, high);
}

double adversarial_hessian_edge(const struct activation *activation, double ratio,
                                double *curvature) {
    struct edge edge = {.ratio = ratio};
    if (curvature)
        *curvature = NAN;
    if (activation_smoothness(activation) < 3 || !(ratio > 0))
        return NAN;
    curvature_start(&edge.curvature, activation);
    if (edge.curvature.largest == 0 || isinf(edge.curvature.largest))
        return edge.curvature.largest;
    if (isinf(ratio))
        return 2 * sqrt(creal(resolvent_mean(&edge.curvature, 0, 1)));
    double z = edge_minimiser(&edge);
    if (curvature)
        *curvature = 2 / (z * z * z) + ratio * creal(resolvent_mean(&edge.curvature, z, 2));
    return (1 / z + ratio * creal(resolvent_mean(&edge.curvature, z, 0))) / sqrt(ratio);
}

double adversarial_hessian_largest(const struct activation *activation, double d, double k) {
    double curvature, edge = adversarial_hessian_edge(activation, k / d, &curvature);
    if (edge == 0 || !isfinite(edge))
        return edge;
    return edge + TRACY_WIDOM_MEAN * cbrt(curvature / 2) * pow(d, -2.0 / 3) / sqrt(k / d);
}

/* One solution of x = x(z) by Newton's method from *z; false without convergence. */
static bool resolvent_solve(const struct edge *edge, double complex x, double complex *z) {
    for (int i = 0; i < 60; i++) {
        double complex value = 1 / *z + edge->ratio * resolvent_mean(&edge->curvature, *z, 0) - x;
        double complex slope =
            -1 / (*z * *z) + edge->ratio * resolvent_mean(&edge->curvature, *z, 1);
        double complex move = value / slope;
        if (!isfinite(cabs(move)))
            return false;
        /* The resolvent stays in the lower half plane. */
        while (cimag(*z - move) > 0)
            move /= 2;
        *z -= move;
        if (cabs(move) <= 1e-8 * cabs(*z))
            return true;
    }
    return false;
}

double adversarial_hessian_density(const struct activation *activation, double ratio,
                                   double lambda) {
    double limit = adversarial_hessian_edge(activation, ratio, NULL);
    if (!isfinite(limit) || isinf(ratio) || isnan(lambda))
        return NAN;
    if (fabs(lambda) >= limit)
        return limit == 0 && lambda == 0 ? INFINITY : 0;
    if (lambda == 0 && ratio <= 1)
        return INFINITY;
    struct edge edge = {.ratio = ratio};
    curvature_start(&edge.curvature, activation);
    double x = fabs(lambda) * sqrt(ratio), height = 4 * limit * sqrt(ratio);
    double complex z = 1 / (x + I * height);
    /* Down from far above the axis, where z = 1/x, following the one solution. */
    for (; height > 1e-7 * limit; height /= 2)
        if (!resolvent_solve(&edge, x + I * height, &z))
            return NAN;
    if (!resolvent_solve(&edge, x, &z))
        return NAN;
    return fmax(0, -cimag(z) / M_PI) * sqrt(ratio);
}

double adversarial_hessian_outlier(const struct adversarial_moments *moments) {
    double r = moments->r;
    return sqrt(moments->h2) * (r > 2 ? r / sqrt(r - 1) : 2);
}

double adversarial_hessian_overlap(const struct adversarial_moments *moments) {
    double r = moments->r;
    return r > 2 ? (r - 2) / (2 * (r - 1)) : isnan(r) ? r : 0;
}

double adversarial_hessian_action(const struct adversarial_moments *moments, double d, double k) {
    return moments->h2 + d / k * moments->d2_2d1_2 / moments->m +
           moments->e1 * moments->e1 / moments->m;
}

double adversarial_single_step_gap(const struct adversarial_moments *moments, double d, double k,
                                   double s) {
    return s * s * s * adversarial_hessian_action(moments, d, k) / (2 * d * sqrt(moments->m));
}

double adversarial_proof_bound(const struct activation *activation,
                               const struct adversarial_moments *moments, double d, double k,
                               double s) {
    double lipschitz = adversarial_hessian_edge(activation, k / d, NULL);
    double kept = fmax(0, 1 - s * lipschitz / sqrt(moments->m * d));
    return isnan(lipschitz) ? NAN : erf(sqrt(moments->nbar / 2) * s * kept);
}
