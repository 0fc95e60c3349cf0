/* SPDX-License-Identifier: MIT */
#include "function_space.h"

#include "quadrature.h"

#include <math.h>

double function_space_gradient(double c1star, double ey2, double ey2z2, double n, double d,
                               double *gamma2) {
    double aligned = c1star * c1star * (1 - 1 / n) + ey2z2 / n;
    double square = aligned + (d - 1) * ey2 / n;
    *gamma2 = aligned / square;
    return square;
}

/* E sigma'(z) and Var sigma'(z), without the rounding of a difference where one is 0. */
static void slope_moments(const struct activation *activation, double *mean, double *variance) {
    const struct quadrature *rule = quadrature_gaussian();
    bool defined = rule && activation_smoothness(activation) > 0;
    *mean = *variance = defined ? 0 : NAN;
    for (size_t i = 0; defined && i < rule->count; i++)
        *mean += rule->w[i] * activation_value(activation, 1, rule->x[i]);
    for (size_t i = 0; defined && i < rule->count; i++) {
        double slope = activation_value(activation, 1, rule->x[i]) - *mean;
        *variance += rule->w[i] * slope * slope;
    }
    if (fabs(*mean) < 1e-13 * sqrt(*variance)) /* rounding: even ones, and he3 */
        *mean = 0;
    if (*variance < 1e-26 * *mean * *mean) /* rounding: linear */
        *variance = 0;
}

struct function_space_spike function_space_spike(const struct activation *activation, double c1star,
                                                 double ey2, double alpha, double step,
                                                 double width, double d) {
    double c1, variance, length = c1star * c1star + ey2 / alpha;
    slope_moments(activation, &c1, &variance);
    double per_neuron = step * step / width;
    return (struct function_space_spike){
        .theta = d * per_neuron * c1 * c1 * length,
        .gamma2 = c1star * c1star / length,
        .bulk = 1 + per_neuron * variance * ey2 / alpha,
    };
}

double function_space_outlier(double theta, double aspect, double *overlap) {
    bool out = theta > sqrt(aspect);
    *overlap = out ? (1 - aspect / (theta * theta)) / (1 + aspect / theta) : 0;
    return out ? (1 + theta) * (1 + aspect / theta) : pow(1 + sqrt(aspect), 2);
}

double function_space_kurtosis(double q) {
    return 3 * (1 + 2 * q + 3 * q * q) / ((1 + q) * (1 + q));
}
