/* SPDX-License-Identifier: MIT */
#include "kernel.h"

#include <math.h>
#include <string.h>

/* sin a - a cos a for 0 <= a < 1: sum_j (-1)^{j+1} 2j a^{2j+1}/(2j+1)! */
static double sine_excess(double a) {
    double sum = 0, power = a * a * a / 6;
    for (int j = 1; j < 12; j++) {
        sum += 2 * j * power;
        power *= -a * a / ((2 * j + 2) * (2 * j + 3));
    }
    return sum;
}

static void relu(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    double length = sqrt(q11 * q22), rho = fmax(-1, fmin(1, q12 / length));
    double sine = sqrt(1 - rho * rho), angle = M_PI - acos(rho), excess = sine + rho * angle;
    if (rho < -0.6) { /* nearly opposite: angle^3/3, lost as a difference */
        double sum = fmax(0, length + q12) / length;
        sine = sqrt(sum * (1 - rho));
        angle = asin(sine);
        excess = sine_excess(angle);
    }
    *k = length * excess / (2 * M_PI);
    *k12 = angle / (2 * M_PI);
    *k11 = length * sine / (4 * M_PI * q11);
}

static void step(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    double length = sqrt(q11 * q22), rho = fmax(-1, fmin(1, q12 / length));
    *k = (M_PI - acos(rho)) / (2 * M_PI);
    *k12 = 1 / (2 * M_PI * length * sqrt(1 - rho * rho));
    *k11 = -*k12 * q12 / (2 * q11);
}

/* (2/pi) asin(b q12/sqrt((1 + b q11)(1 + b q22))), for erf(sqrt(b/2) t). */
static void arcsine(double b, double q11, double q12, double q22, double *k, double *k11,
                    double *k12) {
    double m11 = 1 + b * q11, m22 = 1 + b * q22, root = sqrt(m11 * m22);
    double limit = b * sqrt(q11 * q22), m12 = fmax(-limit, fmin(limit, b * q12));
    double slope = 2 / (M_PI * sqrt(m11 * m22 - m12 * m12));
    *k = 2 / M_PI * asin(m12 / root);
    *k12 = b * slope;
    *k11 = -0.5 * b * m12 / m11 * slope;
}

static void erf1(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    arcsine(2, q11, q12, q22, k, k11, k12);
}

static void erf2(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    arcsine(1, q11, q12, q22, k, k11, k12);
}

static void linear(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    (void)q11, (void)q22;
    *k = q12;
    *k11 = 0;
    *k12 = 1;
}

static void square(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    *k = q11 * q22 + 2 * q12 * q12;
    *k11 = q22;
    *k12 = 4 * q12;
}

static void he2(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    *k = ((q11 - 1) * (q22 - 1) + 2 * q12 * q12) / 2;
    *k11 = (q22 - 1) / 2;
    *k12 = 2 * q12;
}

static void he3(double q11, double q12, double q22, double *k, double *k11, double *k12) {
    *k = q12 * q12 * q12 + 1.5 * q12 * (q11 - 1) * (q22 - 1);
    *k11 = 1.5 * q12 * (q22 - 1);
    *k12 = 3 * q12 * q12 + 1.5 * (q11 - 1) * (q22 - 1);
}

enum status kernel_find(struct kernel *kernel, const char *activation) {
    static const struct {
        const char *name;
        struct kernel kernel;
    } kernels[] = {{"relu", {relu}},     {"step", {step}},     {"erf", {erf1}}, {"erf2", {erf2}},
                   {"linear", {linear}}, {"square", {square}}, {"he2", {he2}},  {"he3", {he3}}};
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
        if (strcmp(activation, kernels[i].name) == 0) {
            *kernel = kernels[i].kernel;
            return STATUS_OK;
        }
    return error_set(
        STATUS_USAGE,
        "found the kernel of %s, expected relu, step, erf, erf2, linear, square, he2 or he3",
        activation);
}
