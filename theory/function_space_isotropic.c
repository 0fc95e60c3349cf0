/* SPDX-License-Identifier: MIT */
/* All modes of the kernel without a spike, for a small d where many degrees count (c7). */
#include "function_space_internal.h"

#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

/* Degrees below LISTED are modes each; from there on NODES stand for the even degrees of a block
 * that ends at v = l + (d-2)/2 1.25 times as large, as far as v = 1e15. */
enum { LISTED = 4096, NODES = 10 };
static const double growth = 1.25, last = 1e15;

/* log of Gamma(v + (1+r)/2)/Gamma(v + (1-r)/2) less r log v, to order r^5/v^4. */
static double gamma_ratio(double v, double r) {
    return -r * (r * r - 1) / (24 * v * v);
}

/* Logarithms, up to constants, of lambda_l and N(d, l) at v = l + (d-2)/2. */
static double log_eigenvalue(double d, double v) {
    double s = (d + 2) / 2;
    return -(d + 2) * log(v) - 2 * gamma_ratio(v / 2, s);
}

static double log_multiplicity(double d, double v) {
    return (d - 2) * log(v) + gamma_ratio(v, d - 3);
}

/* Even degrees below LISTED. *eigenvalue and *multiplicity get those of the last. */
static enum status add_degrees(struct function_space_modes *modes, double d, double *eigenvalue,
                               double *multiplicity) {
    static const struct activation relu = {.kind = ACTIVATION_RELU};
    double *c = memory_new(LISTED, sizeof *c);
    enum status status = c ? harmonics_coefficients(&relu, d, LISTED, c) : STATUS_NUMERICAL;
    for (size_t l = 0; status == STATUS_OK && l < LISTED; l += 2) {
        *multiplicity = harmonics_multiplicity(d, l);
        *eigenvalue = c[l] * c[l] / *multiplicity;
        status = function_space_modes_add(modes, *eigenvalue, *multiplicity, l == 2);
    }
    free(c);
    return status;
}

/* The Gauss rule of `points` equally likely numbers -1, .., 1 (the discrete Chebyshev
 * polynomials). */
static enum status discrete_rule(struct quadrature *rule, double points) {
    double diagonal[NODES] = {0}, off[NODES];
    for (size_t k = 1; k <= NODES; k++) {
        double x = (double)k;
        off[k - 1] =
            sqrt((points + x) / (points - 1) * ((points - x) / (points - 1)) / (4 - 1 / (x * x)));
    }
    return quadrature_jacobi(rule, NODES, diagonal, off);
}

enum status function_space_isotropic(double d, struct function_space_modes *modes) {
    double eigenvalue, multiplicity, half = (d - 2) / 2;
    enum status status = function_space_modes_add(modes, 1 / (4 * d), d, 1);
    if (status == STATUS_OK)
        status = add_degrees(modes, d, &eigenvalue, &multiplicity);
    if (status != STATUS_OK)
        return status;
    double first = LISTED + half; /* the degrees that are listed end at first - 2 */
    double scale = log(eigenvalue) - log_eigenvalue(d, first - 2);
    double copies = log(multiplicity) - log_multiplicity(d, first - 2);
    while (status == STATUS_OK && first < last) {
        struct quadrature rule;
        double points = ceil(first * (growth - 1) / 2);
        status = discrete_rule(&rule, points);
        for (size_t i = 0; status == STATUS_OK && i < NODES; i++) {
            double v = first + (points - 1) * (1 + rule.x[i]);
            status = function_space_modes_add(
                modes, exp(scale + log_eigenvalue(d, v)),
                points * rule.w[i] * exp(copies + log_multiplicity(d, v)), 0);
        }
        quadrature_free(&rule);
        first += 2 * points;
    }
    /* The rest, of sum ~ int v^{-4} dv/2; a difference from the trace would be rounding. */
    double border = first - 1;
    modes->tail =
        exp(scale + log_eigenvalue(d, border) + copies + log_multiplicity(d, border)) * border / 6;
    return status;
}
