/* SPDX-License-Identifier: MIT */
/* Bounds that a training run can evaluate as it goes (c4, c5, c5b, c8), and the tails they lead
 * to. */
#include "early_stage.h"

#include <math.h>

double early_stage_activation_bound(double n, double kappa, double inner, double g) {
    return n * kappa / (inner * g);
}

double early_stage_drift_bound(double step, double before, double after) {
    return 2 * step * (before - after);
}

double early_stage_upper_samples(enum loss loss, size_t n, const double *z, const double *p,
                                 double time) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += early_stage_loss(loss, early_stage_margin(loss, z[i], p[i] / (double)n, time));
    return sum / (double)n;
}

double early_stage_upper(enum loss loss, double before, double worst, double mass, double gamma,
                         double step, double time) {
    double r = loss == LOSS_LOGISTIC && worst > 0 ? -expm1(-worst) / worst : 1;
    double euler = 1 - step * mass * before / 2;
    if (loss != LOSS_LOGISTIC && loss != LOSS_EXP)
        return NAN;
    if (euler <= 0)
        return INFINITY;
    return 1 / (1 / before + r * r * euler * mass * gamma * gamma * time);
}

double early_stage_lower(double before, double mass, double step, double time) {
    double x = step * mass * before;
    return 1 / (1 / before + mass * (x > 0 ? expm1(x) / x : 1) * time);
}

double early_stage_tail(double gamma, double mass, double growth) {
    return gamma * gamma * mass * (growth > 0 ? growth / log1p(growth) : 1);
}

void early_stage_kap(size_t count, const double *inner, double *least, double *largest) {
    *least = INFINITY;
    *largest = -INFINITY;
    for (size_t j = 0; j < count; j++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += inner[j * count + i];
        *least = fmin(*least, sum / (double)count);
        *largest = fmax(*largest, sum / (double)count);
    }
}

double early_stage_residual(double before, double mass, double q, double kap, double step,
                            double steps) {
    return before * pow(1 - step * mass * q * kap, steps);
}

double early_stage_guaranteed_time(double z, double residual) {
    return fmax(0, 1 - z) / residual;
}
