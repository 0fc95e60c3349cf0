/* SPDX-License-Identifier: MIT */
#include "adversarial.h"

#include "adaptive.h"
#include "sphere.h"

#include <math.h>

/* The network of infinite width, seen along the attack: tau = s/sqrt d. */
struct deep {
    double d, tau;
    size_t depth;
};

/* What the layers make of a displaced input, by c9: R its relative length, correlation of the last
 * layer's kernel, rise = correlation - cos(theta_0), product of (1 - theta_l/pi), and loss = 1 -
 * correlation^2 - sin^2(theta_0) product^2, the relative variance that (f, grad f) leave
 * unexplained. */
struct deep_state {
    double R, sine0, correlation, rise, product, loss;
};

/* 1 - J1^2 - J0^2 sin^2 for one layer, J0 = 1 - theta/pi and J1 = J0 cos + sin/pi, as a sum without
 * cancellation: (2 theta - sin 2 theta)/pi - (theta^2 sin^2 + (sin - theta cos)^2)/pi^2. */
static double layer_loss(double theta, double sine, double cosine) {
    double twice = 2 * theta, lead = twice - 2 * sine * cosine;
    if (theta < 0.25) {
        double term = twice * twice * twice / 6;
        lead = 0;
        for (int k = 4; fabs(term) > 1e-18 * lead; k += 2) {
            lead += term;
            term *= -twice * twice / (k * (k + 1));
        }
    }
    double rest = sine - theta * cosine;
    return lead / M_PI - (theta * theta * sine * sine + rest * rest) / (M_PI * M_PI);
}

/* x' = x - s u has components A = 1 - tau sine along x and tau cosine across, sine = <u, x/|x|>. */
static struct deep_state deep_pass(const struct deep *deep, double sine, double cosine) {
    double A = 1 - deep->tau * sine, B = deep->tau * cosine, R = hypot(A, B);
    struct deep_state state = {R, R > 0 ? B / R : 0, R > 0 ? A / R : 1, 0, 1, 0};
    double across = state.sine0;
    for (size_t l = 0; l < deep->depth; l++) {
        double theta = atan2(across, state.correlation), J0 = 1 - theta / M_PI;
        double lost = layer_loss(theta, across, state.correlation);
        state.rise += (across - theta * state.correlation) / M_PI;
        state.correlation = J0 * state.correlation + across / M_PI;
        across = sqrt(J0 * J0 * across * across + lost);
        state.product *= J0;
        state.loss = J0 * J0 * state.loss + lost;
    }
    return state;
}

static void deep_side(double sine, double cosine, void *context, double *mean, double *deviation) {
    struct deep_state state = deep_pass(context, sine, cosine);
    *mean = state.R * (state.correlation * sine - state.sine0 * state.product * cosine);
    *deviation = state.R * sqrt(fmax(0, state.loss));
}

static enum status deep_check(double d, size_t depth, double s) {
    if ((d == 1 || (d >= 2 && isfinite(d))) && depth >= 1 && s >= 0 && isfinite(s))
        return STATUS_OK;
    return error_set(STATUS_USAGE,
                     "found d=%g, depth=%zu, norm=%g, expected d = 1 or d >= 2, depth >= 1, "
                     "norm >= 0, all finite",
                     d, depth, s);
}

enum status adversarial_depth(double d, size_t depth, double s, double *success) {
    struct deep deep = {d, s / sqrt(d), depth};
    *success = NAN;
    enum status status = deep_check(d, depth, s);
    if (status != STATUS_OK)
        return status;
    if (s == 0) {
        *success = 0;
        return STATUS_OK;
    }
    return sphere_half(d, deep_side, &deep, success);
}

/* The decrease of |f| over sqrt(2) tau |X|, at direction (sine, cosine): (sine (1 - R correlation)
 * + R sine0 product cosine)/tau. For a short step 1 - R correlation is a difference of ones, but R
 * cos(theta_0) = 1 - tau sine; R sine0 = tau cosine. */
static double deep_decrease(const struct deep *deep, double sine, double cosine) {
    struct deep_state state = deep_pass(deep, sine, cosine);
    double along = deep->tau < 1 ? sine - state.R / deep->tau * state.rise
                                 : (1 - state.R * state.correlation) / deep->tau;
    return sine * along + cosine * cosine * state.product;
}

static double deep_decrease_integrand(double latitude, void *context) {
    const struct deep *deep = context;
    return sphere_density(deep->d, latitude) * deep_decrease(deep, sin(latitude), cos(latitude));
}

enum status adversarial_depth_gain(double d, size_t depth, double s, double *leading, double *law) {
    *leading = *law = NAN;
    enum status status = deep_check(d, depth, s);
    if (status != STATUS_OK)
        return status;
    struct deep deep = {d, s / sqrt(d), depth};
    /* Across the input (sine = 0) the angle of the displaced input is atan(tau). */
    *leading = deep_pass(&deep, 0, 1).product;
    double half;
    if (s == 0) {
        *law = 1;
        return STATUS_OK;
    }
    if (d == 1) {
        half = deep_decrease(&deep, 1, 0) / 2;
    } else {
        double points[] = {0, sphere_limit(d) / 4, sphere_limit(d) / 2, sphere_limit(d)};
        status = adaptive_integrate(deep_decrease_integrand, &deep, 4, points, 1e-12, &half);
        if (status != STATUS_OK)
            return status;
    }
    *law = 2 * half;
    return STATUS_OK;
}

double adversarial_alive(size_t layers, const double *widths) {
    double alive = 1;
    for (size_t l = 0; l < layers; l++)
        alive *= -expm1(-widths[l] * M_LN2);
    return alive;
}

double adversarial_deep_success(const struct adversarial_moments *moments, size_t depth, double s) {
    return erf(s * sqrt(pow(moments->nbar, (double)depth) / 2));
}
