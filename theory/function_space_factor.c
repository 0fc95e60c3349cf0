/* SPDX-License-Identifier: MIT */
#include "function_space_internal.h"

#include "gegenbauer.h"
#include "harmonics.h"
#include "sphere.h"

#include <math.h>
#include <stdlib.h>

void dgeqp3_(const int *m, const int *n, double *a, const int *lda, int *jpvt, double *tau,
             double *work, const int *lwork, int *info);
void dgesvj_(const char *joba, const char *jobu, const char *jobv, const int *m, const int *n,
             double *a, const int *lda, double *sva, const int *mv, double *v, const int *ldv,
             double *work, const int *lwork, int *info);

enum { INNER = 60 };

static enum status factor_new(struct function_space_factor *factor, size_t rows, size_t columns) {
    *factor = (struct function_space_factor){
        rows, columns, memory_new(rows * columns, sizeof(double)),
        memory_zero(columns, sizeof(double)), memory_zero(columns, sizeof(double))};
    if (factor->A && factor->radial && factor->quadratic)
        return STATUS_OK;
    function_space_factor_free(factor);
    return STATUS_NUMERICAL;
}

void function_space_factor_free(struct function_space_factor *factor) {
    free(factor->A);
    free(factor->radial);
    free(factor->quadratic);
    *factor = (struct function_space_factor){0};
}

/* ---- harmonics ---- */

/* a_l p_{l-m} of dimension d + 2m over P_{l-m}, l = m.. < degrees: c_l sqrt(N(d+2m, l-m)/N(d, l)),
 * the ratio by its steps, which do not overflow. */
static enum status harmonic_scales(double d, size_t m, size_t degrees, double *scale) {
    static const struct activation relu = {.kind = ACTIVATION_RELU};
    double *c = memory_new(degrees, sizeof *c), ratio = 1 / harmonics_multiplicity(d, m);
    enum status status = c ? harmonics_coefficients(&relu, d, degrees, c) : STATUS_NUMERICAL;
    for (size_t l = m; status == STATUS_OK && l < degrees; l++) {
        double x = (double)l, y = (double)m;
        scale[l - m] = c[l] * sqrt(ratio);
        if (m > 0) /* else 1, but 0/0 at l = 0, d = 2 */
            ratio *= (x + d + y - 2) / (x + d - 2) * (x + 1) / (x - y + 1);
    }
    free(c);
    return status;
}

/* T_{ll'} = a_l a_l' E_D (1 + theta t^2)^{1-m} p_{l-m} p_{l'-m} at the spiked latitude. */
enum status function_space_harmonic_factor(double d, double theta, size_t m, size_t degrees,
                                           struct function_space_factor *factor) {
    double dimension = d + 2 * (double)m;
    size_t first = m + m % 2, columns = degrees > first ? (degrees - first + 1) / 2 : 0;
    double *scale = memory_new(2 * degrees, sizeof *scale), *P = scale + degrees;
    struct quadrature rule = {0};
    enum status status =
        scale ? function_space_rule(&rule, dimension, theta, degrees) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = harmonic_scales(d, m, degrees, scale);
    if (status == STATUS_OK)
        status = factor_new(factor, rule.count, columns);
    for (size_t i = 0; status == STATUS_OK && i < rule.count; i++) {
        struct function_space_point point = function_space_point(rule.x[i], theta);
        double root = sqrt(rule.w[i]) * pow(point.stretch, (1 - (double)m) / 2);
        gegenbauer_ratios(dimension, point.sine, degrees - m, P);
        for (size_t k = 0; k < columns; k++)
            factor->A[k * rule.count + i] = root * scale[first - m + 2 * k] * P[first - m + 2 * k];
    }
    if (status == STATUS_OK && m == 0)
        factor->radial[0] = 1;
    if (status == STATUS_OK && first <= 2)
        factor->quadratic[(2 - first) / 2] = 1;
    quadrature_free(&rule);
    free(scale);
    return status;
}

/* ---- grid ---- */

double function_space_aligned(double d, size_t m, size_t degree, double t, double rest) {
    if (degree == 1)
        return m == 0 ? sqrt(d) * t : m == 1 ? sqrt(d / (d - 1)) * rest : 0;
    if (m == 0)
        return (t * t - 1 / d) * d * sqrt((d + 2) / (2 * (d - 1)));
    if (m == 1)
        return t * rest * sqrt(d * ((d + 2) / (d - 1)));
    return m == 2 ? rest * rest * sqrt(d / (d - 1) * (d + 2) / (d + 1)) : 0;
}

/* E_u |along + across u| P_m(u)/2, u of dimension n, both >= 0: |z|/2 = z/2 + (-z)_+, and the
 * second part is integrated where it is positive. nodes: Gauss-Legendre on [0, 1]. */
static double half_modulus(double n, size_t m, double along, double across,
                           const struct quadrature *nodes, double *P) {
    double linear = m == 0 ? along / 2 : m == 1 ? across / (2 * n) : 0, sum = 0;
    if (along >= across)
        return linear;
    double low = asin(along / across), high = n > 2 ? fmin(M_PI / 2, 13 / sqrt(n - 2)) : M_PI / 2;
    for (size_t i = 0; high > low && i < nodes->count; i++) {
        double latitude = low + (high - low) * nodes->x[i], u = sin(latitude);
        gegenbauer_ratios(n, u, m + 1, P);
        sum += nodes->w[i] * sphere_density(n, latitude) * (across * u - along) * P[m];
    }
    return linear + (m % 2 ? -1 : 1) * (high > low ? high - low : 0) * sum;
}

/* B(t_w, t_x) = sqrt d |w| E_u relu(t_w t_x + sqrt(1-t_w^2) sqrt(1-t_x^2) u) P_m(u), its part of
 * even degree; the kernel of the sector is E_w B B. */
enum status function_space_grid_factor(double d, double theta, size_t m,
                                       const struct quadrature *inputs,
                                       struct function_space_factor *factor) {
    struct quadrature weights = {0}, nodes = {0};
    double *P = memory_new(m + 2, sizeof *P);
    enum status status = P ? function_space_rule(&weights, d, theta, 0) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = quadrature_legendre(&nodes, 0, 1, INNER / 20, 20);
    if (status == STATUS_OK)
        status = factor_new(factor, weights.count, inputs->count);
    for (size_t j = 0; status == STATUS_OK && j < inputs->count; j++) {
        double t = sin(inputs->x[j]), rest = cos(inputs->x[j]);
        double basis = sqrt(inputs->w[j]);
        for (size_t i = 0; i < weights.count; i++) {
            struct function_space_point w = function_space_point(weights.x[i], theta);
            factor->A[j * weights.count + i] =
                basis * sqrt(weights.w[i] * w.stretch * d) *
                half_modulus(d - 1, m, w.sine * t, w.cosine * rest, &nodes, P);
        }
        factor->radial[j] = m == 0 ? basis : 0;
        factor->quadratic[j] = basis * function_space_aligned(d, m, 2, t, rest);
    }
    quadrature_free(&weights);
    quadrature_free(&nodes);
    free(P);
    return status;
}

/* ---- singular values ---- */

/* QR with column pivoting, A P = Q R: the rows of R fall off as the singular values do. */
static enum status pivoted(struct function_space_factor *factor, int *pivot) {
    int m = (int)factor->rows, n = (int)factor->columns, info, size = 2 * n + (n + 1) * 32;
    double *work = memory_new((size_t)(size + n), sizeof *work);
    if (!work)
        return STATUS_NUMERICAL;
    for (int k = 0; k < n; k++)
        pivot[k] = 0;
    dgeqp3_(&m, &n, factor->A, &m, pivot, work + size, work, &size, &info);
    free(work);
    return info ? error_set(STATUS_NUMERICAL, "found no QR factorisation (%d)", info) : STATUS_OK;
}

/* Rows of R to keep: what is left out is below 1e-9 of the last singular value that is wanted. */
static size_t rank(const struct function_space_factor *factor, size_t count, double floor) {
    size_t most = factor->rows < factor->columns ? factor->rows : factor->columns, k = 0;
    double wanted = INFINITY;
    for (; k < most; k++) {
        double size = fabs(factor->A[k * factor->rows + k]);
        if (size < 1e-150 || (k >= count && size < 1e-9 * wanted))
            break;
        if (k < count || size * size > floor)
            wanted = size;
    }
    return k;
}

enum status function_space_factor_svd(struct function_space_factor *factor, size_t count,
                                      double floor, size_t *found, double **s, double **V) {
    int *pivot = memory_new(factor->columns, sizeof *pivot);
    enum status status = pivot ? pivoted(factor, pivot) : STATUS_NUMERICAL;
    size_t columns = factor->columns, r = status == STATUS_OK ? rank(factor, count, floor) : 0;
    int n = (int)columns, k = (int)r, info = 0, none = 0, size = n + k + 6;
    double *L = memory_zero(columns * (r + 1), sizeof *L); /* R^T, column major */
    double *work = memory_new((size_t)size, sizeof *work), unused[1];
    *s = memory_new(r + 1, sizeof **s);
    *V = memory_new(columns * (r + 1), sizeof **V);
    if (status != STATUS_OK || !L || !work || !*s || !*V) {
        status = STATUS_NUMERICAL;
    } else if (r > 0) {
        for (size_t i = 0; i < r; i++)
            for (size_t j = i; j < columns; j++)
                L[i * columns + j] = factor->A[j * factor->rows + i];
        work[0] = 0;
        dgesvj_("L", "U", "N", &n, &k, L, &n, *s, &none, unused, &k, work, &size, &info);
        if (info)
            status = error_set(STATUS_NUMERICAL, "found no singular values (%d)", info);
        for (size_t i = 0; i < r; i++) {
            (*s)[i] *= work[0];
            for (size_t j = 0; j < columns; j++)
                (*V)[i * columns + (size_t)pivot[j] - 1] = L[i * columns + j];
        }
    }
    *found = r;
    free(pivot);
    free(L);
    free(work);
    if (status != STATUS_OK) {
        free(*s);
        free(*V);
        *s = *V = NULL;
    }
    return status;
}
