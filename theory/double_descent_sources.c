/* SPDX-License-Identifier: MIT */
/* The kernels behind the deterministic equivalent (R6): exact on the sphere, and in the
 * proportional limit; what follows from them at finite size. */
#include "double_descent.h"

#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

/* Degrees: relu and step have algebraic tails, the others are below rounding long before 600. */
enum { DEGREES_SMOOTH = 600, DEGREES_FIRST = 1 << 10, DEGREES_MOST = 1 << 20 };

/* How much may be left beyond the last degree (see fill): good enough to stop, and acceptable. */
static const double LEFT = 1e-14, LEFT_MOST = 1e-7;

static bool has_tail(const struct activation *activation, double d) {
    return d > 1 && (activation->kind == ACTIVATION_RELU || activation->kind == ACTIVATION_STEP);
}

/* The trace beyond degree `last`: by subtraction while that keeps digits. Beyond, squared
 * coefficients, every other k, decay like (k + (d-2)/2)^-power up to a factor 1 + O(d^2/k^2), and
 * their sum is an integral from the middle between two of them, up to O(1/k^2). */
static double remainder_beyond(const struct activation *activation, double d, double sum,
                               double mass, size_t last) {
    double difference = 0.5 - sum, power = activation->kind == ACTIVATION_RELU ? 4 : 2;
    double x = (double)last + d / 2 - 1;
    return difference > 1e-10 ? difference
                              : mass * (x + 1) * pow(x / (x + 1), power) / (2 * (power - 1));
}

/* Fills the modes from coefficients 0..count-1 and returns how much of those beyond could still
 * show: (eigenvalue times trace) there over that near the most-th eigenvalue. */
static double fill(const struct activation *activation, double d, double most, size_t count,
                   const double *c, struct double_descent_kernel *kernel) {
    double number = 1, seen = 0, sum = 0, border = 0, left = INFINITY;
    kernel->count = 0;
    for (size_t k = 0; k < count; k++) {
        double x = (double)k, mass = c[k] * c[k], eigenvalue = mass / number;
        if (mass > 0 && eigenvalue > 0) {
            seen += number;
            sum += mass;
            kernel->modes[kernel->count++] =
                (struct double_descent_mode){mass, eigenvalue, k == 1 ? 1 : 0};
            if (has_tail(activation, d)) {
                kernel->tail = remainder_beyond(activation, d, sum, mass, k);
                if (border > 0)
                    left = eigenvalue * kernel->tail / border;
                else if (seen >= 2 * most)
                    border = eigenvalue * kernel->tail;
            }
        } else if (k == 1) {
            /* A target that no feature sees. */
            kernel->modes[kernel->count++] = (struct double_descent_mode){0, 0, 1};
        }
        number *= k == 0 ? d : (2 * x + d) * (x + d - 2) / ((x + 1) * (2 * x + d - 2));
        if (left < LEFT || isinf(number))
            return 0;
    }
    return has_tail(activation, d) ? left : 0;
}

enum status double_descent_sphere_kernel(const struct activation *activation, double d, double most,
                                         struct double_descent_kernel *kernel) {
    size_t count = has_tail(activation, d) ? DEGREES_FIRST : DEGREES_SMOOTH;
    for (;; count *= 4) {
        double *c = memory_new(count, sizeof *c), left = 0;
        *kernel = (struct double_descent_kernel){.modes = memory_new(count, sizeof *kernel->modes)};
        enum status status =
            c && kernel->modes ? harmonics_coefficients(activation, d, count, c) : STATUS_NUMERICAL;
        if (status == STATUS_OK)
            left = fill(activation, d, most, count, c, kernel);
        free(c);
        bool last = count >= DEGREES_MOST;
        if (last && left > LEFT_MOST)
            status = error_set(STATUS_NUMERICAL,
                               "found %g samples and features in dimension %g, expected fewer: the "
                               "kernel has too many eigenvalues",
                               most, d);
        if (status == STATUS_OK && (left == 0 || last))
            return STATUS_OK;
        double_descent_kernel_free(kernel);
        if (status != STATUS_OK)
            return status;
    }
}

enum status double_descent_limit_kernel(const struct double_descent_constants *constants,
                                        double signal, struct double_descent_kernel *kernel) {
    double square = constants->mu1 * constants->mu1;
    *kernel =
        (struct double_descent_kernel){0, memory_new(1, sizeof *kernel->modes), constants->star};
    if (!kernel->modes)
        return STATUS_NUMERICAL;
    kernel->count = 1;
    kernel->modes[0] = (struct double_descent_mode){square, square, signal};
    return STATUS_OK;
}

enum status double_descent_sphere_sources(const struct activation *activation, double d, double n,
                                          double m, double ridge, double noise,
                                          struct double_descent_equivalent *equivalent,
                                          struct double_descent_sources *sources) {
    struct double_descent_kernel kernel;
    double most = fmin(n, m);
    enum status status = double_descent_sphere_kernel(activation, d, most, &kernel);
    if (status != STATUS_OK)
        return status;
    double_descent_ridge(&kernel, n, m, ridge, noise, equivalent, sources);
    /* Coefficients by quadrature are known to 1e-16: at nu their squares should be to 1e-6. */
    if (activation->kind != ACTIVATION_POLYNOMIAL && !has_tail(activation, d) && d > 1 &&
        equivalent->nu * most < 1e-20)
        status = error_set(STATUS_NUMERICAL,
                           "found kernel eigenvalues below rounding, expected %g above it (fewer "
                           "samples or features, a larger d or a ridge)",
                           most);
    double_descent_kernel_free(&kernel);
    return status;
}

/* ---- finite size ---- */

double double_descent_noise(const struct double_descent_equivalent *equivalent, double n,
                            double m) {
    if (m < n - 1)
        return m / (n - m - 1);
    return m > n + 1 ? equivalent->amplify_samp + n / (m - n - 1) : INFINITY;
}

double double_descent_radius(double d) {
    return d > 2 ? d / (d - 2) : INFINITY;
}

double double_descent_projection(double n, double m, double linear, double q, double across) {
    return m > n + 1 ? linear + across * (q / (m - n - 1)) : INFINITY;
}

enum status double_descent_conditional(size_t count, const struct double_descent_level *levels,
                                       double n, double noise, double *bias, double *variance) {
    double m = 0;
    struct double_descent_kernel kernel = {count, memory_new(count, sizeof *kernel.modes), 0};
    if (!kernel.modes)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < count; i++) {
        m += levels[i].count;
        kernel.modes[i] =
            (struct double_descent_mode){levels[i].count * levels[i].lambda, levels[i].lambda,
                                         levels[i].lambda * levels[i].error};
    }
    struct double_descent_sources sources;
    double_descent_ridge(&kernel, n, INFINITY, 0, noise, NULL, &sources);
    *bias = m < n ? 0 : sources.bias2 + sources.samp;
    *variance = m < n - 1 ? noise * m / (n - m - 1) : m <= n ? INFINITY : sources.noise_samp;
    double_descent_kernel_free(&kernel);
    return STATUS_OK;
}
