/* SPDX-License-Identifier: MIT */
/* The gradient at the start, and the decrease it guarantees whatever the data (c8). */
#include "early_stage.h"

#include "kernel.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* H and K of two unit inputs with the inner product rho. */
static void kernels(double rho, double *H, double *K) {
    struct kernel step, relu;
    double unused, unused_too;
    *H = *K = NAN;
    if (kernel_find(&step, "step") != STATUS_OK || kernel_find(&relu, "relu") != STATUS_OK)
        return;
    step.evaluate(1, rho, 1, H, &unused, &unused_too);
    relu.evaluate(1, rho, 1, K, &unused, &unused_too);
    *H *= rho;
}

/* From y'H y, y'K y and y'R y, R the inner products. */
static struct early_stage_gradient gradient(enum loss loss, double n, double H, double K, double R,
                                            double kappa, double d) {
    double scale = early_stage_slope(loss, 0) / n;
    return (struct early_stage_gradient){
        .first = scale * scale * H,
        .second = kappa * kappa / d * scale * scale * K,
        .lower = scale * scale * R / 4,
    };
}

struct early_stage_gradient early_stage_gradient(enum loss loss, size_t n, const double *inner,
                                                 const double *y, double kappa, double d) {
    double H = 0, K = 0, R = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double h, k, sign = y[i] * y[j];
            /* acos at 1 would turn the rounding of |x|^2 into its square root */
            double rho = i == j ? 1 : inner[i * n + j];
            kernels(rho, &h, &k);
            H += sign * h;
            K += sign * k;
            R += sign * rho;
        }
    return gradient(loss, (double)n, H, K, R, kappa, d);
}

struct early_stage_gradient early_stage_gradient_classes(enum loss loss, double n_plus,
                                                         double n_minus, double inner, double cross,
                                                         double kappa, double d) {
    double n = n_plus + n_minus, pairs = n_plus * (n_plus - 1) + n_minus * (n_minus - 1);
    const double rho[] = {1, inner, cross};
    const double weight[] = {n, pairs, -2 * n_plus * n_minus};
    double H = 0, K = 0, R = 0;
    for (size_t i = 0; i < 3; i++) {
        double h, k;
        kernels(rho[i], &h, &k);
        H += weight[i] * h;
        K += weight[i] * k;
        R += weight[i] * rho[i];
    }
    return gradient(loss, n, H, K, R, kappa, d);
}

struct early_stage_gradient early_stage_gradient_random(enum loss loss, double n, double kappa,
                                                        double d) {
    double H, K;
    kernels(1, &H, &K);
    return gradient(loss, n, n * H, n * K, n, kappa, d);
}

double early_stage_frozen_decrease(double v, double l2, double g, double kappa, double d,
                                   double time) {
    if (!(v >= 0 && l2 >= 0 && g > 0 && kappa > 0 && d >= 2 && time >= 0))
        return NAN;
    double density = M_2_SQRTPI * exp(gsl_sf_lngamma(d / 2) - gsl_sf_lngamma((d - 1) / 2));
    /* (v - b r - c r^2)_+^2 with r = sqrt s, from 0 to the smaller of time and its zero. */
    double b = g * sqrt(density * g / kappa), c = l2 * g;
    double zero = 2 * v / (b + sqrt(b * b + 4 * c * v)), r = fmin(sqrt(time), zero), s = r * r;
    return s * (v * v + s * (b * b / 2 - c * v + s * c * c / 3) +
                r * (-4.0 / 3 * v * b + s * (4.0 / 5) * b * c));
}
