/* SPDX-License-Identifier: MIT */
/* What is exact at any width and dimension: the gradient's length and the law of the output. */
#include "adversarial.h"
#include "quadrature.h"
#include "vector.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>

double adversarial_gradient_mean(const struct adversarial_moments *moments, double d) {
    return moments->m * (1 - 1 / d) + moments->q / d;
}

/* G^2 = S chi^2_{d-1}/d + T^2/d given the pre-activations: the three terms are the variances of its
 * two parts and twice their covariance. */
double adversarial_gradient_variance(const struct adversarial_moments *moments, double d,
                                     double k) {
    double m = moments->m, q = moments->q;
    double across = (1 - 1 / d) * (2 * m * m / d + (1 + 1 / d) * moments->v1 / k);
    double along = (3 * q * q * (1 - 1 / k) + moments->dpsi4 / k - q * q) / (d * d);
    return across + along + 2 * (1 - 1 / d) * moments->cov / (k * d);
}

double adversarial_kurtosis(const struct adversarial_moments *moments, double k) {
    return (moments->psi4 / (moments->V * moments->V) - 3) / k;
}

/* The smallest part of the characteristic function that may be cut off. */
static const double cut = 1e-8;

/* The rule for E f(Z) fine enough for cos(frequency psi): a panel of 20 nodes takes a phase of 10,
 * and psi is at most twice as steep as its argument where it counts. */
static enum status fine_rule(double frequency, struct quadrature *rule) {
    if (frequency > 4000)
        return error_set(STATUS_NUMERICAL,
                         "found a frequency of %g in units of one neuron, expected at most 4000: "
                         "take fewer points or a larger half",
                         frequency);
    size_t panels = 26 * (1 + (size_t)(frequency / 5));
    enum status status = quadrature_legendre(rule, -13, 13, panels, 20);
    for (size_t i = 0; status == STATUS_OK && i < rule->count; i++)
        rule->w[i] *= exp(-rule->x[i] * rule->x[i] / 2) / sqrt(2 * M_PI);
    return status;
}

/* out[j] = (E cos(theta_j psi(Z)/sqrt k))^k - atom at theta_j = pi j/half, j <= last. */
static enum status characteristic(const struct activation *activation, double k, double half,
                                  double atom, size_t last, double *out) {
    struct quadrature rule;
    double step = M_PI / (half * sqrt(k));
    enum status status = fine_rule(step * (double)last, &rule);
    if (status != STATUS_OK)
        return status;
    double *v = memory_new(2 * rule.count, sizeof *v), *phase = v ? v + rule.count : NULL;
    if (v) {
        activation_apply(activation, 0, rule.count, rule.x, v);
        for (size_t j = 0; j <= last; j++) {
            for (size_t i = 0; i < rule.count; i++)
                phase[i] = (double)j * step * v[i];
            vector_cos(rule.count, phase, phase);
            out[j] = pow(vector_dot(rule.count, rule.w, phase), k) - atom;
        }
    }
    free(v);
    quadrature_free(&rule);
    return v ? STATUS_OK : STATUS_NUMERICAL;
}

/* One real transform in place. Plans of FFTW_ESTIMATE do not touch the array. */
static enum status transform(size_t count, double *values, fftw_r2r_kind kind) {
    fftw_plan plan = fftw_plan_r2r_1d((int)count, values, values, kind, FFTW_ESTIMATE);
    if (!plan)
        return error_set(STATUS_NUMERICAL, "found no FFTW plan for %zu values", count);
    fftw_execute(plan);
    fftw_destroy_plan(plan);
    return STATUS_OK;
}

/* density[i] at x_i = (i - middle) half/middle, from the cosine transform of the characteristic
 * function; it is even. */
static enum status fill_density(const double *phi, double half, size_t middle, double *work,
                                double *density) {
    for (size_t j = 0; j <= middle; j++)
        work[j] = phi[j];
    enum status status = transform(middle + 1, work, FFTW_REDFT00);
    for (size_t j = 0; status == STATUS_OK && j <= middle; j++) {
        density[middle - j] = work[j] / (2 * half);
        if (j < middle)
            density[middle + j] = work[j] / (2 * half);
    }
    return status;
}

/* The distribution function is the integrated series: 1/2 + x phi_0/(2 half) + sum_j phi_j
 * sin(theta_j x)/(pi j), plus the atom's step. */
static enum status fill_cumulative(const double *phi, double atom, size_t middle, double *work,
                                   double *cumulative) {
    for (size_t j = 1; j < middle; j++)
        work[j - 1] = phi[j] / (2 * M_PI * (double)j);
    enum status status = transform(middle - 1, work, FFTW_RODFT00);
    cumulative[middle] = 0.5 + atom / 2;
    cumulative[0] = 0.5 - phi[0] / 2 - atom / 2;
    for (size_t j = 1; status == STATUS_OK && j < middle; j++) {
        double part = work[j - 1] + (double)j / (double)middle * phi[0] / 2 + atom / 2;
        cumulative[middle + j] = 0.5 + part;
        cumulative[middle - j] = 0.5 - part;
    }
    return status;
}

enum status adversarial_output_law(const struct activation *activation, double k, double half,
                                   size_t count, double *density, double *cumulative) {
    if (activation->kind == ACTIVATION_STEP || !(k >= 1 && k <= 1e15) || k != floor(k) ||
        !(half > 0) || count < 8 || (count & (count - 1)) || count > ((size_t)1 << 20))
        return error_set(
            STATUS_USAGE,
            "found k=%g, half=%g and %zu points for the law of the output, expected "
            "an activation other than step, an integer 1 <= k <= 1e15, half > 0 and a power of "
            "two from 8 to 2^20",
            k, half, count);
    size_t middle = count / 2;
    double atom = activation->kind == ACTIVATION_RELU ? exp2(-k) : 0;
    double *phi = memory_new(2 * (middle + 1), sizeof *phi);
    if (!phi)
        return STATUS_NUMERICAL;
    double *work = phi + middle + 1;
    enum status status = characteristic(activation, k, half, atom, middle, phi);
    if (status == STATUS_OK && !(fabs(phi[middle]) < cut && fabs(phi[middle - 1]) < cut))
        status = error_set(STATUS_NUMERICAL,
                           "found a characteristic function of %g at the highest frequency of %zu "
                           "points, expected below %g: take more points, a smaller half or a "
                           "larger k",
                           phi[middle], count, cut);
    if (status == STATUS_OK && density)
        status = fill_density(phi, half, middle, work, density);
    if (status == STATUS_OK && cumulative)
        status = fill_cumulative(phi, atom, middle, work, cumulative);
    free(phi);
    return status;
}
