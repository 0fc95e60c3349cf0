/* SPDX-License-Identifier: MIT */
/* Spectra by direct reduction of the kernel to one variable, for any activation (c4). */
#include "function_space_internal.h"

#include "gegenbauer.h"
#include "linalg.h"

#include <math.h>
#include <stdlib.h>

enum { INNER = 120 };

struct reduction {
    const struct function_space_kernel *kernel;
    double theta; /* or tau */
    size_t sector;
    struct quadrature around; /* nodes of u, weights times P_m(u); none: the limit d = infinity */
};

/* The reduced kernel at t and sign t' (given as sin x and sin x'; of the limit, x and x'). */
static double reduced(const struct reduction *r, double x, double y, double sign) {
    if (r->around.count == 0)
        return function_space_kernel_value(r->kernel, 1 + r->theta * x * x, sign * r->theta * x * y,
                                           1 + r->theta * y * y);
    double t = sin(x), u = sin(y), rest = cos(x) * cos(y), sum = 0;
    double q11 = 1 + r->theta * t * t, q22 = 1 + r->theta * u * u;
    double q12 = sign * (1 + r->theta) * t * u;
    for (size_t i = 0; i < r->around.count; i++)
        sum += r->around.w[i] *
               function_space_kernel_value(r->kernel, q11, q12 + rest * r->around.x[i], q22);
    return sum;
}

/* Eigenvalues on functions of one parity each: w (ascending), n even ones, then n odd ones. */
static enum status parities(const struct reduction *r, const struct quadrature *rule, double *w) {
    size_t n = rule->count;
    double *even = memory_new(2 * n * n, sizeof *even), *odd = even + n * n;
    if (!even)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double weight = 0.5 * sqrt(rule->w[i] * rule->w[j]);
            double same = reduced(r, rule->x[i], rule->x[j], 1);
            double other = reduced(r, rule->x[i], rule->x[j], -1);
            even[i * n + j] = even[j * n + i] = weight * (same + other);
            odd[i * n + j] = odd[j * n + i] = weight * (same - other);
        }
    enum status status = linalg_eigenvalues(n, even, w);
    if (status == STATUS_OK)
        status = linalg_eigenvalues(n, odd, w + n);
    free(even);
    return status;
}

/* The largest of both parities, descending. */
static enum status largest(const struct reduction *r, struct quadrature *rule, size_t count,
                           double *eigenvalues) {
    double *w = memory_new(2 * rule->count, sizeof *w);
    enum status status = w ? parities(r, rule, w) : STATUS_NUMERICAL;
    size_t even = rule->count, odd = 2 * rule->count;
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        bool left = even > 0, right = odd > rule->count;
        if (!left && !right)
            eigenvalues[k] = 0;
        else if (left && (!right || w[even - 1] >= w[odd - 1]))
            eigenvalues[k] = fmax(0, w[--even]);
        else
            eigenvalues[k] = fmax(0, w[--odd]);
    }
    free(w);
    quadrature_free(rule);
    return status;
}

enum status function_space_direct(const struct function_space_kernel *kernel, double d,
                                  double theta, size_t m, size_t count, double *eigenvalues) {
    struct reduction r = {.kernel = kernel, .theta = theta, .sector = m};
    struct quadrature rule = {0};
    if (!(d >= 3 && isfinite(d)) || !(theta >= 0 && isfinite(theta)))
        return error_set(STATUS_USAGE, "found d=%g, theta=%g, expected d >= 3 and theta >= 0", d,
                         theta);
    double *P = memory_new(m + 2, sizeof *P);
    enum status status = P ? gegenbauer_rule(&r.around, d - 1, INNER) : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < r.around.count; i++) {
        gegenbauer_ratios(d - 1, r.around.x[i], m + 1, P);
        r.around.w[i] *= P[m];
    }
    free(P);
    if (status == STATUS_OK)
        status = function_space_rule(&rule, d, theta, 0);
    if (status == STATUS_OK)
        status = largest(&r, &rule, count, eigenvalues);
    quadrature_free(&r.around);
    return status;
}

enum status function_space_limit(const struct function_space_kernel *kernel, double tau,
                                 size_t count, double *eigenvalues) {
    struct reduction r = {.kernel = kernel, .theta = tau};
    struct quadrature rule = {0};
    if (!(tau >= 0 && isfinite(tau)))
        return error_set(STATUS_USAGE, "found tau=%g, expected at least 0", tau);
    enum status status = function_space_gaussian_rule(&rule, 0.25 / sqrt(1 + tau));
    return status == STATUS_OK ? largest(&r, &rule, count, eigenvalues) : status;
}
