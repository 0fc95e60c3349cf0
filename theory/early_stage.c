/* SPDX-License-Identifier: MIT */
/* Losses as functions of a margin, and one sample by itself (c3). */
#include "early_stage.h"

#include <gsl/gsl_sf_lambert.h>
#include <math.h>

double early_stage_loss(enum loss loss, double z) {
    return loss_sum(loss, 1, &z, &(double){1}, NULL);
}

double early_stage_slope(enum loss loss, double z) {
    double slope;
    loss_sum(loss, 1, &z, &(double){1}, &slope);
    return -slope;
}

double early_stage_omega(double C) {
    if (C < -40)
        return exp(C); /* W_0(x) = x - x^2 + ... */
    if (!(C > 30))
        return gsl_sf_lambert_W0(exp(C));
    if (isinf(C))
        return C;
    double w = C - log(C);
    for (int i = 0; i < 4; i++) /* Newton on w + log w = C: each step squares the error < log C/C */
        w *= (1 + C - log(w)) / (1 + w);
    return w;
}

/* The delta = z - z0 with delta + e^{z0} (e^delta - 1) = s: by omega, then one step of Newton on
 * this form, which keeps its digits where C - W_0(e^C) cancels. */
static double logistic_gain(double z0, double s) {
    double e = exp(z0), C = z0 + e + s;
    if (!(C < 0x1p1000)) /* delta is negligible beside the exponentials */
        return log1p(s * exp(-z0));
    double omega = early_stage_omega(C), gain = (C > 1 ? log(omega) : C - omega) - z0;
    for (int i = 0; i < 2; i++) {
        double end = exp(z0 + gain), rise = gain < 1 ? e * expm1(gain) : end - e;
        gain -= (gain + rise - s) / (1 + end);
    }
    return gain;
}

double early_stage_margin(enum loss loss, double z0, double rate, double time) {
    double s = rate * time;
    if (rate == 0 || time == 0)
        return z0;
    if (!(s > 0))
        return NAN;
    switch (loss) {
    case LOSS_SQUARE:
        return z0 - (1 - z0) * expm1(-s);
    case LOSS_LOGISTIC:
        return isinf(s) ? s : z0 + logistic_gain(z0, s);
    case LOSS_EXP:
        return z0 > log(s) ? z0 + log1p(s * exp(-z0)) : log(s) + log1p(exp(z0) / s);
    default:
        return NAN;
    }
}

double early_stage_margin_defect(enum loss loss, double z0, double rate, double step, double time) {
    double z = early_stage_margin(loss, z0, rate, time), ratio; /* ln(g(z0)/g(z)) */
    switch (loss) {
    case LOSS_SQUARE:
        ratio = rate * time;
        break;
    case LOSS_LOGISTIC:
        ratio = early_stage_loss(loss, -z) - early_stage_loss(loss, -z0);
        break;
    default:
        ratio = z - z0;
    }
    return 0.5 * rate * step * early_stage_slope(loss, z) * ratio;
}

double early_stage_margin_gd(enum loss loss, double z0, double rate, double step, double steps) {
    if (loss == LOSS_SQUARE)
        return 1 - (1 - z0) * pow(1 - rate * step, steps);
    double time = step * steps;
    return early_stage_margin(loss, z0, rate, time) +
           early_stage_margin_defect(loss, z0, rate, step, time);
}

double early_stage_clock_margin(size_t m, const double *a, const double *h, double y, double S) {
    double sum = 0;
    for (size_t k = 0; k < m; k++)
        if (h[k] > 0)
            sum += y * a[k] * fmax(0, h[k] + y * a[k] * S);
    return sum;
}
