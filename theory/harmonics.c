/* SPDX-License-Identifier: MIT */
#include "harmonics.h"

#include "quadrature.h"
#include "sphere.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST = 4096, ORDER = 20 };

double harmonics_multiplicity(double d, size_t degree) {
    double count = degree == 0 ? 1 : d;
    for (size_t k = 1; k < degree; k++) {
        double x = (double)k;
        count *= (2 * x + d) * (x + d - 2) / ((x + 1) * (2 * x + d - 2));
        if (d == rint(d))
            count = rint(count);
    }
    return count;
}

double harmonics_recurrence(double d, size_t k) {
    double x = (double)k;
    if (k == 1)
        return 1;
    if (isinf(d))
        return sqrt(x);
    return sqrt(d / (2 * x + d - 2) * x * ((x + d - 3) / (2 * x + d - 4)));
}

/* ---- by quadrature ---- */

/* Nodes z and weights of the law of z; p_k of high degree reach far into its tail, so the cut is
 * where the square root of the density is below rounding. */
static enum status law(double d, size_t count, struct quadrature *rule) {
    double limit = isinf(d) ? 13 : d > 2 ? fmin(M_PI / 2, 13 / sqrt(d - 2)) : M_PI / 2;
    enum status status = quadrature_legendre(rule, -limit, limit, 2 * (16 + count / 8), ORDER);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rule->count; i++) {
        double x = rule->x[i];
        rule->w[i] *= isinf(d) ? exp(-x * x / 2) / sqrt(2 * M_PI) : sphere_density(d, x);
        rule->x[i] = isinf(d) ? x : sqrt(d) * sin(x);
    }
    return STATUS_OK;
}

/* Adds weight f(z) p_k(z) to c[k]. b: b_1..b_{count}. */
static void add_node(double z, double value, size_t count, const double *b, double *c) {
    double p = 1, before = 0;
    for (size_t k = 0; k < count; k++) {
        c[k] += value * p;
        double next = (z * p - (k ? b[k - 1] * before : 0)) / b[k];
        before = p;
        p = next;
    }
}

enum status harmonics_expand(double (*f)(double z, void *context), void *context, double d,
                             size_t count, double *c) {
    if (count == 0 || count > MOST || !(d == 1 || d >= 2))
        return error_set(STATUS_USAGE,
                         "found %zu coefficients in dimension %g, expected 1 to %d in dimension 1 "
                         "or at least 2",
                         count, d, MOST);
    for (size_t k = 0; k < count; k++)
        c[k] = 0;
    if (d == 1) {
        double right = f(1, context), left = f(-1, context);
        c[0] = (right + left) / 2;
        if (count > 1)
            c[1] = (right - left) / 2;
        return STATUS_OK;
    }
    double *b = memory_new(count, sizeof *b);
    if (!b)
        return STATUS_NUMERICAL;
    struct quadrature rule;
    enum status status = law(d, count, &rule);
    if (status == STATUS_OK) {
        for (size_t k = 0; k < count; k++)
            b[k] = harmonics_recurrence(d, k + 1);
        for (size_t i = 0; i < rule.count; i++)
            add_node(rule.x[i], rule.w[i] * f(rule.x[i], context), count, b, c);
        quadrature_free(&rule);
    }
    free(b);
    return status;
}

/* ---- closed forms of relu and step ---- */

/* The density of z at 0. */
static double central_density(double d) {
    return isinf(d) ? 1 / sqrt(2 * M_PI) : sphere_density(d, 0) / sqrt(d);
}

/* E step(z) p_k(z), into c[0], c[stride]...: 1/2, and by the differential equation of p_k for odd k
 * the density at 0 times p_k'(0) d/(k(k+d-2)); p_k' is a multiple of p_{k-1} in dimension d + 2. */
static void step_coefficients(double d, size_t count, double *c) {
    double density = central_density(d), value = 1; /* value: p_{k-1}(0) in dimension d + 2 */
    for (size_t k = 0; k < count; k++) {
        double x = (double)k;
        c[k] = k == 0 ? 0.5 : 0;
        if (k % 2 == 0)
            continue;
        if (k > 1)
            value *= -harmonics_recurrence(d + 2, k - 2) / harmonics_recurrence(d + 2, k - 1);
        double ratio = isinf(d) ? 1 : d / (d - 1) * (d / (x + d - 2));
        c[k] = density * sqrt(ratio / x) * value;
    }
}

/* E relu(z) p_k(z): once more by the differential equation, from step in dimension d + 2. */
static void relu_coefficients(double d, size_t count, double *c) {
    if (count > 1)
        step_coefficients(d + 2, count - 1, c + 1);
    for (size_t k = 1; k < count; k++) {
        double x = (double)k;
        c[k] *= sqrt((isinf(d) ? 1 : (d - 1) / (x + d - 2)) / x);
    }
    c[0] = central_density(d) * (isinf(d) ? 1 : d / (d - 1));
}

/* ---- activations ---- */

static double value(double z, void *context) {
    return activation_value(context, 0, z);
}

enum status harmonics_coefficients(const struct activation *activation, double d, size_t count,
                                   double *c) {
    bool closed = activation->kind == ACTIVATION_RELU || activation->kind == ACTIVATION_STEP;
    if (closed && d >= 2 && count > 0) {
        (activation->kind == ACTIVATION_RELU ? relu_coefficients : step_coefficients)(d, count, c);
        return STATUS_OK;
    }
    struct activation copy = *activation;
    enum status status = harmonics_expand(value, &copy, d, count, c);
    if (status != STATUS_OK)
        return status;
    double sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += c[k] * c[k];
    for (size_t k = 0; k < count; k++)
        if (fabs(c[k]) <= 1e-15 * sqrt(sum) ||
            (copy.kind == ACTIVATION_POLYNOMIAL && k >= copy.terms))
            c[k] = 0;
    return STATUS_OK;
}
