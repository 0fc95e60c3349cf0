/* SPDX-License-Identifier: MIT */
#include "adversarial.h"

#include <math.h>

static bool is_odd(const struct activation *activation) {
    for (double z = 0.1; z < 4; z += 0.37) {
        double plus = activation_value(activation, 0, z);
        double minus = activation_value(activation, 0, -z);
        if (fabs(plus + minus) > 1e-12 * (fabs(plus) + fabs(minus)))
            return false;
    }
    return true;
}

double adversarial_lazy_gradient(const struct activation *activation, double alpha, bool prior) {
    struct adversarial_moments moments;
    if (!(alpha > 0) || isinf(alpha) || activation_smoothness(activation) < 3 ||
        !is_odd(activation) || adversarial_moments(activation, &moments) != STATUS_OK)
        return NAN;
    double c1 = adversarial_hermite(activation, 1), k1 = c1 * c1;
    double lambda = moments.V - k1, root = sqrt(alpha);
    if (lambda < 1e-13 * moments.V) /* linear: the difference is rounding */
        lambda = 0;
    /* lambda + k1 x at the edges x = (1 -+ root)^2 of the law. */
    double low = lambda + k1 * (1 - root) * (1 - root),
           high = lambda + k1 * (1 + root) * (1 + root);
    double mean = (low + high) / 2, geometric = sqrt(low * high);
    double I1 = 2 * alpha / (mean + geometric), I2 = I1 / geometric;
    return (prior ? moments.m - k1 * k1 * I1 : 0) + k1 * k1 * I2;
}
