/* SPDX-License-Identifier: MIT */
#include "adaptive.h"
#include "mean_field.h"

#include <math.h>

double mean_field_complexity_bound(double B, double divergence, double n) {
    return B * sqrt(2 * divergence / n);
}

double mean_field_complexity_linear(double divergence, double n, double trace) {
    return 2 * divergence * trace / n;
}

/* ---- the deterministic equivalent of functional ridge regression ---- */

struct regression {
    const double *eigenvalue;
    size_t count;
    double n, lambda;
};

static double excess_ridge(double kappa, void *context) {
    const struct regression *of = context;
    double sum = 0;
    for (size_t k = 0; k < of->count; k++)
        sum += of->eigenvalue[k] / (of->eigenvalue[k] + kappa);
    return kappa - of->lambda - kappa * sum / of->n;
}

double mean_field_effective_ridge(size_t count, const double *eigenvalue, double n, double lambda) {
    struct regression of = {eigenvalue, count, n, lambda};
    double trace = 0;
    for (size_t k = 0; k < count; k++)
        trace += eigenvalue[k];
    return adaptive_root(excess_ridge, &of, lambda, lambda + 1.000001 * trace / n);
}

double mean_field_excess_given(size_t count, const double *eigenvalue, const double *b2, double n,
                               double kappa, double noise, double *g) {
    double bias = 0;
    *g = 0;
    for (size_t k = 0; k < count; k++) {
        double part = eigenvalue[k] / (eigenvalue[k] + kappa);
        bias += kappa / (eigenvalue[k] + kappa) * kappa * part * b2[k];
        *g += part * part / n;
    }
    return bias + noise * *g;
}

double mean_field_excess_risk(size_t count, const double *eigenvalue, const double *b2, double n,
                              double lambda, double noise) {
    double kappa = mean_field_effective_ridge(count, eigenvalue, n, lambda), g;
    double excess = mean_field_excess_given(count, eigenvalue, b2, n, kappa, noise, &g);
    return excess / (1 - g);
}
