/* SPDX-License-Identifier: MIT */
/* Smooth activations to the next order in 1/d and 1/k: sections c4b and c5. */
#include "adversarial.h"

#include <math.h>

/* The two coefficients of Taylor's next terms along the step, at order 1/d and 1/k:
 * gain = t G + t^3 D - |f| t^2 C/(2V) + noise. */
struct curvature {
    double D_d, D_k, C_d, C_k;
};

static struct curvature curvature(const struct adversarial_moments *m) {
    return (struct curvature){
        .D_d = m->d1d3 / (2 * sqrt(m->m)),
        .D_k = m->d1_3d3 / (6 * m->m * sqrt(m->m)),
        .C_d = m->dd2 + 2 * m->e1 * m->p / m->m,
        .C_k = m->dd2d1_2 / m->m,
    };
}

void adversarial_smooth_residual(const struct adversarial_moments *moments, double d, double k,
                                 double s, double *mean, double *square) {
    const struct adversarial_moments *m = moments;
    struct curvature c = curvature(m);
    double D = c.D_d / d + c.D_k / k, C = c.C_d / d + c.C_k / k, s2 = s * s, s3 = s2 * s;
    double e1m = m->e1 / m->m;
    double Q = (3 * m->h2 + 4 * e1m * e1m * (m->q + m->m)) / (d * d) +
               (6 * m->d2_2d1_2 + 4 * e1m * m->zd2d1_3) / (m->m * k * d) +
               m->d2_2d1_4 / (m->m * m->m * k * k);
    double absolute = sqrt(2 / (M_PI * m->V)); /* E|f|/V */
    *mean = s2 / 2 * C * absolute - s3 * D;
    *square = s2 * s2 / 4 * Q - s2 * s3 * D * C * absolute + s3 * s3 * D * D;
}

void adversarial_smooth_coefficients(const struct adversarial_moments *moments, double s,
                                     double *A_d, double *A_k) {
    const struct adversarial_moments *m = moments;
    struct curvature c = curvature(m);
    double y = s * sqrt(m->nbar), y2 = y * y, V = m->V;
    double weight = 2 * y * exp(-y2 / 2) / sqrt(2 * M_PI);
    double along = m->p * m->p / V, spread = m->v1 / (8 * m->m * m->m);
    double kurtosis = m->psi4 / (V * V) - 3, shape = m->cs / (2 * V * m->m);
    *A_d = weight * ((-1 + (m->q - along + along * y2) / m->m) / 2 - 0.25 - y2 / 4 +
                     s * s * (c.D_d / sqrt(m->m) - c.C_d / (2 * V)));
    *A_k = weight * (shape * (y2 - 1) / 2 - spread * (1 + y2) - kurtosis * (y2 - 3) / 24 +
                     s * s * (c.D_k / sqrt(m->m) - c.C_k / (2 * V)));
}

double adversarial_smooth_success(const struct adversarial_moments *moments, double d, double k,
                                  double s) {
    double A_d, A_k;
    adversarial_smooth_coefficients(moments, s, &A_d, &A_k);
    double success = adversarial_success_limit(moments, s) + A_d / d + A_k / k;
    return success < 0 ? 0 : success > 1 ? 1 : success;
}
