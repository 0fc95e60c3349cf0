/* SPDX-License-Identifier: MIT */
/* A random direction in place of the gradient (c7). */
#include "adversarial.h"
#include "quadrature.h"

#include <math.h>
#include <stdlib.h>

/* 1/sqrt(E psi(scale Z)^2) over a rule without density. */
static double inverse_norm(const struct activation *activation, const struct quadrature *rule,
                           double scale) {
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++) {
        double z = rule->x[i], value = activation_value(activation, 0, scale * z);
        sum += rule->w[i] * exp(-z * z / 2) * value * value;
    }
    return 1 / sqrt(sum / sqrt(2 * M_PI));
}

/* E (b psi(Z + shift) - psi[i])^2 over the nodes of Z, psi[i] normalised already. */
static double mean_square(const struct activation *activation, const struct quadrature *rule,
                          const double *psi, double shift, double b, double *work) {
    for (size_t i = 0; i < rule->count; i++)
        work[i] = rule->x[i] + shift;
    activation_apply(activation, 0, rule->count, work, work);
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++) {
        double difference = b * work[i] - psi[i];
        sum += rule->w[i] * difference * difference;
    }
    return sum;
}

/* 1 - corr = E (psi(Z)/sqrt V - psi(Z + tau xi)/sqrt V')^2/2. xi has a rule of its own, finer by
 * the factor 1 + tau with which psi(Z + tau xi) varies. */
static enum status distance_by_quadrature(const struct activation *activation, double tau,
                                          double *distance) {
    const struct quadrature *rule = quadrature_gaussian();
    struct quadrature fine;
    if (!rule || quadrature_legendre(&fine, -13, 13, 26 * (size_t)ceil(1 + tau), 20) != STATUS_OK)
        return STATUS_NUMERICAL;
    double *work = memory_new(2 * rule->count, sizeof *work), sum = 0;
    if (work) {
        double *psi = work + rule->count;
        double a = inverse_norm(activation, &fine, 1);
        double b = inverse_norm(activation, &fine, sqrt(1 + tau * tau));
        activation_apply(activation, 0, rule->count, rule->x, psi);
        for (size_t i = 0; i < rule->count; i++)
            psi[i] *= a;
        for (size_t j = 0; j < fine.count; j++) {
            double xi = fine.x[j], density = exp(-xi * xi / 2) / sqrt(2 * M_PI);
            sum += fine.w[j] * density * mean_square(activation, rule, psi, tau * xi, b, work);
        }
    }
    free(work);
    quadrature_free(&fine);
    *distance = sum / 2;
    if (!work)
        return STATUS_NUMERICAL;
    if (!isfinite(sum))
        return error_set(STATUS_USAGE, "found an activation that is zero, expected another");
    return STATUS_OK;
}

enum status adversarial_random_success(const struct activation *activation, double d, double s,
                                       double *success) {
    double tau = s / sqrt(d), theta = atan(tau), distance;
    *success = NAN;
    if (!(d >= 1) || !(tau >= 0 && tau <= 100))
        return error_set(STATUS_USAGE,
                         "found a random direction of norm %g in dimension %g, expected a norm of "
                         "at most 100 sqrt d",
                         s, d);
    if (activation->kind == ACTIVATION_STEP) {
        distance = theta / M_PI;
    } else if (activation->kind == ACTIVATION_RELU) {
        double half = sin(theta / 2);
        distance = 2 * half * half + (theta * cos(theta) - sin(theta)) / M_PI;
    } else {
        enum status status = distance_by_quadrature(activation, tau, &distance);
        if (status != STATUS_OK)
            return status;
    }
    *success = 2 / M_PI * asin(sqrt(fmin(1, fmax(0, distance / 2))));
    return STATUS_OK;
}
