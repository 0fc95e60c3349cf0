/* SPDX-License-Identifier: MIT */
/* Closed forms for the partition itself (c7). */
#include "early_stage.h"

#include <math.h>

struct early_stage_fractions early_stage_partition(double phi) {
    if (!(phi >= M_PI / 2 && phi <= M_PI))
        return (struct early_stage_fractions){NAN, NAN, NAN, NAN, NAN, NAN};
    double turn = phi / (2 * M_PI);
    return (struct early_stage_fractions){
        .start_true = 0.5,
        .start_false = turn,
        .start_dead = 0.5 - turn,
        .reborn = turn - 0.25,
        .living = 0.25 + turn,
        .dead = 0.75 - turn,
    };
}

double early_stage_partition_bias(enum loss loss, double phi, double kappa, double step) {
    if (!(phi >= M_PI / 2 && phi <= M_PI))
        return NAN;
    return step * early_stage_slope(loss, 0) / (2 * kappa) * fabs(1 / tan(phi)) / (2 * M_PI);
}

/* artanh(part/whole), the digits kept for every ratio. */
static double artanh_ratio(double part, double whole) {
    return part < whole ? 0.5 * log1p(2 * part / (whole - part)) : INFINITY;
}

double early_stage_death(double a, double beta) {
    return beta >= 0 ? artanh_ratio(beta, fabs(a)) : NAN;
}

double early_stage_sign_flip(double a, double beta) {
    return beta >= 0 ? artanh_ratio(fabs(a), beta) : NAN;
}

double early_stage_flip(double kappa, double tau) {
    /* The ratio beta/|a| that is enough is coth tau = 1 + above; arccos(1 - 2 h^2) = 2 arcsin h,
     * which keeps its digits where kappa is hardly more. */
    double above = 2 / expm1(2 * tau), half = (kappa - 1 - above) / kappa / 2;
    if (isinf(kappa))
        half = isinf(above) ? 0 : 0.5;
    return half > 0 ? 2 * M_2_PI * asin(sqrt(half)) : 0;
}
