/* SPDX-License-Identifier: MIT */
#include "adversarial_process.h"

#include "quadrature.h"

#include <math.h>
#include <string.h>

enum { N = PROCESS_TERMS, ORDER = 20, HALF = 13 };

/* Adds the panel's part of E psi(R Z) h_n(Z), n < count, and of E psi(R Z)^2. */
static void panel_add(const struct activation *activation, double R, double low, double high,
                      const struct quadrature *unit, size_t count, double *a, double *square) {
    double z[ORDER], y[ORDER], before[ORDER] = {0}, now[ORDER];
    for (int i = 0; i < ORDER; i++) {
        z[i] = low + (high - low) * unit->x[i];
        y[i] = R * z[i];
    }
    activation_apply(activation, 0, ORDER, y, y);
    for (int i = 0; i < ORDER; i++) {
        double weight = (high - low) * unit->w[i] * exp(-z[i] * z[i] / 2) / sqrt(2 * M_PI);
        *square += weight * y[i] * y[i];
        now[i] = weight * y[i];
    }
    for (size_t n = 0; n < count; n++) {
        double sum = 0, root = sqrt((double)n), next = sqrt((double)n + 1);
        for (int i = 0; i < ORDER; i++) {
            double after = (z[i] * now[i] - root * before[i]) / next;
            sum += now[i];
            before[i] = now[i];
            now[i] = after;
        }
        a[n] += sum;
    }
}

/* a[n] = E psi(R Z) h_n(Z), h_n = He_n/sqrt(n!), for n < count, and square = E psi(R Z)^2. The
 * panels shrink towards 0 down to 1/R, where a sigmoid becomes a step. */
static enum status coefficients(const struct activation *activation, double R, size_t count,
                                double *a, double *square) {
    memset(a, 0, count * sizeof *a);
    *square = 0;
    if (activation->kind == ACTIVATION_SIN2) { /* oscillates too fast for panels at large R */
        double logarithm = log(2 * R);
        for (size_t n = 1; R > 0 && n < count; n += 2)
            a[n] = (n % 4 == 1 ? 1 : -1) *
                   exp((double)n * logarithm - 2 * R * R - lgamma((double)n + 1) / 2);
        *square = -expm1(-8 * R * R) / 2;
        return STATUS_OK;
    }
    struct quadrature unit;
    enum status status = quadrature_legendre(&unit, 0, 1, 1, ORDER);
    if (status != STATUS_OK)
        return status;
    double low = 0, high = fmin(1, 1 / R);
    while (low < HALF) {
        panel_add(activation, R, low, high, &unit, count, a, square);
        panel_add(activation, R, -high, -low, &unit, count, a, square);
        low = high;
        high = fmin(HALF, low + fmin(1, low));
    }
    quadrature_free(&unit);
    return STATUS_OK;
}

static double dot(const double *x, const double *y) {
    double sum = 0;
    for (size_t n = 0; n < N; n++)
        sum += x[n] * y[n];
    return sum;
}

/* x -= factor y */
static void subtract(double *x, double factor, const double *y) {
    for (size_t n = 0; n < N; n++)
        x[n] -= factor * y[n];
}

static double normalise(double *x) {
    double norm = sqrt(dot(x, x));
    for (size_t n = 0; n < N; n++)
        x[n] = norm > 0 ? x[n] / norm : 0;
    return norm;
}

enum status adversarial_process_start(struct adversarial_process *process,
                                      const struct activation *activation) {
    double c[N + 2], square;
    if (activation_smoothness(activation) < 3)
        return error_set(STATUS_USAGE, "found relu or step, expected a smooth activation");
    enum status status = coefficients(activation, 1, N + 2, c, &square);
    if (status != STATUS_OK)
        return status;
    process->activation = *activation;
    for (size_t n = 0; n < N; n++) {
        double k = (double)n;
        process->radial[n] = k * c[n] + sqrt((k + 1) * (k + 2)) * c[n + 2];
        process->across[n] = sqrt(k + 1) * c[n + 1];
        process->rest[n] = c[n];
    }
    double radial = normalise(process->radial), across = normalise(process->across);
    if (!(across > 1e-13 * sqrt(square)) || !(radial > 0))
        return error_set(STATUS_USAGE, "found a constant activation, expected one with a gradient");
    process->q = radial * radial;
    process->m = across * across;
    process->value_radial = dot(process->rest, process->radial);
    subtract(process->rest, process->value_radial, process->radial);
    process->value_rest = normalise(process->rest);
    if (process->value_rest < 1e-12 * sqrt(square)) {
        process->value_rest = 0;
        memset(process->rest, 0, sizeof process->rest);
    }
    return STATUS_OK;
}

/* psi(A Z + B xi) = sum_{n,k} a_n sqrt(C(n,k)) cosine^{n-k} sine^k h_{n-k}(Z) h_k(xi): the terms k
 * = 0 and 1 are projected on what is known, the terms k >= 2 are all unknown and add up to sum_n
 * a_n^2 P(Binomial(n, sine^2) >= 2). */
enum status adversarial_process_at(const struct adversarial_process *process, double A, double B,
                                   struct adversarial_process_law *law) {
    double a[N], zero[N], one[N] = {0}, square, R = hypot(A, B);
    double cosine = R > 0 ? A / R : 1, sine = R > 0 ? B / R : 0, chance = sine * sine;
    enum status status = coefficients(&process->activation, R, N, a, &square);
    if (status != STATUS_OK)
        return status;
    double lost = 0, kept = 0, power = 1;    /* power: cosine^n */
    double two_or_more = 0, exactly_one = 0; /* of n trials */
    for (size_t n = 0; n < N; n++) {
        zero[n] = a[n] * power;
        lost += a[n] * a[n] * two_or_more;
        kept += a[n] * a[n];
        if (n + 1 < N)
            one[n] = sine * a[n + 1] * sqrt((double)n + 1) * power;
        two_or_more += exactly_one * chance;
        exactly_one = exactly_one * (1 - chance) + power * power * chance;
        power *= cosine;
    }
    /* Terms beyond N matter only where psi(R z) is nearly a step; none of them is explained. */
    if (square - kept > 1e-12 * square)
        lost += square - kept;
    law->radial = dot(zero, process->radial);
    law->rest = dot(zero, process->rest);
    law->across = dot(one, process->across);
    subtract(zero, law->radial, process->radial);
    subtract(zero, law->rest, process->rest);
    subtract(one, law->across, process->across);
    law->deviation = sqrt(lost + dot(zero, zero) + dot(one, one));
    return STATUS_OK;
}
