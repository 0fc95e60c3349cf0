/* SPDX-License-Identifier: MIT */
#include "adversarial.h"

#include "adaptive.h"
#include "adversarial_process.h"
#include "sphere.h"

#include <math.h>

/* The process and the attack, tau = s/sqrt d; then one direction (sine, cosine) of (X, Y) in R^d
 * with what it makes of the law. */
struct width {
    struct adversarial_process process;
    double d, tau, sine, cosine;
    struct adversarial_process_law law;
    enum status status;
};

/* (X, Y), X = T/sqrt q and Y = sqrt(d/m) g across, is N(0, I_d); the gradient points along
 * (sqrt q X, sqrt m Y), and the attack (for f > 0) goes the other way. */
static void width_turn(struct width *width, double sine, double cosine) {
    double along = sqrt(width->process.q) * sine, across = sqrt(width->process.m) * cosine;
    double length = hypot(along, across);
    double A = 1 - width->tau * along / length, B = -width->tau * across / length;
    width->sine = sine;
    width->cosine = cosine;
    enum status status = adversarial_process_at(&width->process, A, B, &width->law);
    if (status != STATUS_OK)
        width->status = status;
}

/* Homogeneous psi: f > 0 is X > 0, and the mean has no term of its own in f. */
static void width_side(double sine, double cosine, void *context, double *mean, double *deviation) {
    struct width *width = context;
    width_turn(width, sine, cosine);
    *mean = width->law.radial * sine + width->law.across * cosine;
    *deviation = width->law.deviation;
}

/* Given the direction, N is one more coordinate: latitude psi in R^{d+1}, N/|(X,Y)| = tan psi.
 * Then N' over the radius is Student's t with d + 1 degrees of freedom. */
static double width_inner(double latitude, void *context) {
    const struct width *width = context;
    double n = width->d + 1;
    double mean =
        (width->law.radial * width->sine + width->law.across * width->cosine) * cos(latitude) +
        width->law.rest * sin(latitude);
    double tail = width->law.deviation > 0 ? student_tail(n, sqrt(n) * mean / width->law.deviation)
                                           : mean <= 0;
    return tail * sphere_density(n, latitude);
}

/* P(f > 0, f(x') < 0) given the direction: f > 0 is a bound on psi. */
static double width_given(struct width *width, double sine, double cosine) {
    width_turn(width, sine, cosine);
    const struct adversarial_process_law *law = &width->law;
    double n = width->d + 1, limit = sphere_limit(n);
    double mean = law->radial * sine + law->across * cosine, height = hypot(mean, law->rest);
    double low = -atan2(width->process.value_radial * sine, width->process.value_rest);
    low = fmin(limit, fmax(-limit, low));
    double points[16], value = 0;
    size_t count = 0;
    points[count++] = low;
    points[count++] = low + (limit - low) / 4;
    points[count++] = low + (limit - low) / 2;
    points[count++] = limit;
    double step = law->rest >= 0 ? -atan2(mean, law->rest) : atan2(mean, -law->rest);
    count = adaptive_cut(step, law->deviation / (sqrt(n) * height), low, limit, count, points);
    enum status status = adaptive_integrate(width_inner, width, count, points, 1e-13, &value);
    if (status != STATUS_OK)
        width->status = status;
    return value;
}

static double width_integrand(double latitude, void *context) {
    struct width *width = context;
    return sphere_density(width->d, latitude) * width_given(width, sin(latitude), cos(latitude));
}

static enum status width_integrate(struct width *width, double *success) {
    double half = 0;
    enum status status = STATUS_OK;
    if (width->d == 1) {
        half = (width_given(width, 1, 0) + width_given(width, -1, 0)) / 2;
    } else {
        double limit = sphere_limit(width->d), points[16];
        size_t count = 0;
        for (int i = -2; i <= 2; i++)
            points[count++] = limit * i / 2;
        /* Nearly homogeneous psi: f > 0 is nearly X > 0. */
        count = adaptive_cut(
            0, width->process.value_rest / (sqrt(width->d) * fabs(width->process.value_radial)),
            -limit, limit, count, points);
        status = adaptive_integrate(width_integrand, width, count, points, 1e-10, &half);
    }
    if (width->status != STATUS_OK)
        status = width->status;
    *success = status == STATUS_OK ? fmin(1, fmax(0, 2 * half)) : NAN;
    return status;
}

enum status adversarial_infinite_width(const struct activation *activation, double d, double s,
                                       double *success) {
    *success = NAN;
    if (activation->kind == ACTIVATION_RELU)
        return adversarial_depth(d, 1, s, success);
    if (!((d == 1 || (d >= 2 && isfinite(d))) && s >= 0 && isfinite(s)))
        return error_set(STATUS_USAGE,
                         "found d=%g, norm=%g, expected d = 1 or d >= 2, norm >= 0, both finite", d,
                         s);
    struct width width = {.d = d, .tau = s / sqrt(d)};
    enum status status = adversarial_process_start(&width.process, activation);
    if (status != STATUS_OK)
        return status;
    if (s == 0) {
        *success = 0;
        return STATUS_OK;
    }
    if (width.process.value_rest == 0) {
        status = sphere_half(d, width_side, &width, success);
        return width.status != STATUS_OK ? width.status : status;
    }
    return width_integrate(&width, success);
}
