/* SPDX-License-Identifier: MIT */
/* The master law (c3), the finite-size laws by kind of activation, and other norms (c7). */
#include "adversarial.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double adversarial_success_limit(const struct adversarial_moments *moments, double s) {
    return erf(s * sqrt(moments->nbar / 2));
}

double adversarial_success_fixed_step(const struct adversarial_moments *moments, double eta) {
    return erf(fabs(eta) * moments->m / sqrt(2 * moments->V));
}

double adversarial_minimal_norm(const struct adversarial_moments *moments, double gamma) {
    if (!(gamma >= 0 && gamma <= 1))
        return NAN;
    double quantile = gamma > 0 ? gsl_cdf_ugaussian_Qinv(gamma / 2) : INFINITY;
    return quantile / sqrt(moments->nbar);
}

double adversarial_success(const struct activation *activation,
                           const struct adversarial_moments *moments, double d, double k,
                           double s) {
    switch (activation_smoothness(activation)) {
    case 0:
        return NAN;
    case 1:
        return adversarial_relu_success(d, k, s);
    default:
        return adversarial_smooth_success(moments, d, k, s);
    }
}

void adversarial_residual(const struct activation *activation,
                          const struct adversarial_moments *moments, double d, double k, double s,
                          double *mean, double *square) {
    *mean = *square = NAN;
    if (activation_smoothness(activation) == 1) {
        *mean = s * sqrt(moments->m) * (1 - adversarial_relu_gain(d, k, s));
        *square = adversarial_relu_residual(d, k, s) + *mean * *mean;
    } else if (activation_smoothness(activation) > 1) {
        adversarial_smooth_residual(moments, d, k, s, mean, square);
    }
}

double adversarial_linf_success(const struct activation *activation,
                                const struct adversarial_moments *moments, double d, double k,
                                double eps) {
    double y = eps * sqrt(2 * d * moments->nbar / M_PI);
    if (activation_smoothness(activation) == 1 && isfinite(k))
        y *= 1 - eps * adversarial_relu_curvature(sqrt(4 * d / (M_PI * k)));
    return y < 0 ? 0 : erf(y * M_SQRT1_2);
}
