/* SPDX-License-Identifier: MIT */
#include "function_space.h"

#include "adaptive.h"

#include <math.h>

/* Beyond this lies a Gaussian mass below 1e-38. */
static const double REACH = 13;

/* ---- closed forms beside those of kernel.h ---- */

/* c_k = E sigma(sqrt q z) h_k(z), k < terms, of a polynomial:
 * z^j = sum_i j!/(2^i i! (j-2i)!) He_{j-2i}. */
static void polynomial_coefficients(const struct activation *polynomial, double q, double *c) {
    for (size_t k = 0; k < polynomial->terms; k++) {
        c[k] = 0;
        double term = sqrt(tgamma((double)k + 1)); /* j!/(2^i i! sqrt k!), j = k + 2i */
        for (size_t j = k, i = 0; j < polynomial->terms; j += 2) {
            c[k] += term * polynomial->power[j] * pow(q, (double)j / 2);
            i++;
            term *= (double)((j + 1) * (j + 2)) / (2 * (double)i);
        }
    }
}

static double polynomial_kernel(const struct activation *polynomial, double q11, double q12,
                                double q22) {
    double c1[ACTIVATION_TERMS], c2[ACTIVATION_TERMS], sum = 0, power = 1;
    double length = sqrt(q11) * sqrt(q22), rho = length > 0 ? q12 / length : 0;
    polynomial_coefficients(polynomial, q11, c1);
    polynomial_coefficients(polynomial, q22, c2);
    for (size_t k = 0; k < polynomial->terms; k++, power *= rho)
        sum += c1[k] * c2[k] * power;
    return sum;
}

/* E sin 2u sin 2v = e^{-2(q11+q22)} sinh 4 q12, as two exponents that cannot overflow. */
static double sine_kernel(double q11, double q12, double q22) {
    double size = fabs(q12);
    return copysign(0.5 * exp(4 * size - 2 * (q11 + q22)) * -expm1(-8 * size), q12);
}

enum status function_space_kernel_find(struct function_space_kernel *kernel,
                                       const char *activation) {
    enum status status = activation_parse(&kernel->activation, activation);
    kernel->closed.evaluate = NULL;
    if (status != STATUS_OK)
        return status;
    if (kernel->activation.kind == ACTIVATION_POLYNOMIAL ||
        kernel->activation.kind == ACTIVATION_SIN2)
        return STATUS_OK;
    return kernel_find(&kernel->closed, activation);
}

double function_space_kernel_value(const struct function_space_kernel *kernel, double q11,
                                   double q12, double q22) {
    enum activation_kind kind = kernel->activation.kind;
    double limit = sqrt(q11 * q22), value, k11, k12;
    q12 = fmax(-limit, fmin(limit, q12));
    if (kind == ACTIVATION_POLYNOMIAL)
        return polynomial_kernel(&kernel->activation, q11, q12, q22);
    if (kind == ACTIVATION_SIN2)
        return sine_kernel(q11, q12, q22);
    if (limit == 0 && (kind == ACTIVATION_RELU || kind == ACTIVATION_STEP))
        return 0;
    kernel->closed.evaluate(q11, q12, q22, &value, &k11, &k12);
    return value;
}

/* ---- quadrature ---- */

struct pair {
    struct activation activation;
    double first, along, across; /* u = first z, v = along z + across z' */
    double mean;                 /* along z, inside the inner integral */
    double error;
    bool failed;
};

static double gaussian(double z) {
    return exp(-z * z / 2) / sqrt(2 * M_PI);
}

static double inner_integrand(double z, void *context) {
    const struct pair *pair = context;
    return gaussian(z) * activation_value(&pair->activation, 0, pair->mean + pair->across * z);
}

/* E f over a Gaussian variable; the activation bends at `centre` within `width`. */
static double gaussian_mean(double (*f)(double, void *), struct pair *pair, double centre,
                            double width, double error) {
    double points[40] = {-REACH, -6, -3, 0, 3, 6, REACH}, value = NAN;
    size_t count = adaptive_cut(centre, width, -REACH, REACH, 7, points);
    if (adaptive_integrate(f, pair, count, points, error, &value) != STATUS_OK)
        pair->failed = true;
    return value;
}

static double outer_integrand(double z, void *context) {
    struct pair *pair = context;
    double after;
    pair->mean = pair->along * z;
    if (pair->across == 0)
        after = activation_value(&pair->activation, 0, pair->mean);
    else
        after = gaussian_mean(inner_integrand, pair, -pair->mean / pair->across,
                              1 / (1 + pair->across), pair->error / 10);
    return gaussian(z) * activation_value(&pair->activation, 0, pair->first * z) * after;
}

static enum status kernel_by_quadrature(const struct activation *activation, double q11, double q12,
                                        double q22, double *kernel) {
    struct pair pair = {.activation = *activation, .first = sqrt(q11)};
    double rho = q11 > 0 && q22 > 0 ? q12 / (sqrt(q11) * sqrt(q22)) : 0;
    rho = fmax(-1, fmin(1, rho));
    pair.along = rho * sqrt(q22);
    pair.across = sqrt(q22 * (1 - rho) * (1 + rho));
    pair.error = 1e-13 * (1 + sqrt(q11) * sqrt(q22));
    double scale = 1 / (1 + sqrt(q11) + sqrt(q22));
    *kernel = gaussian_mean(outer_integrand, &pair, 0, scale, pair.error);
    return pair.failed ? STATUS_NUMERICAL : STATUS_OK;
}

enum status function_space_kernel(const char *activation, double q11, double q12, double q22,
                                  double *kernel) {
    double limit = sqrt(q11 * q22);
    struct function_space_kernel closed;
    enum status status = activation_parse(&closed.activation, activation);
    if (status != STATUS_OK)
        return status;
    if (!(q11 >= 0 && q22 >= 0 && isfinite(q11) && isfinite(q22) &&
          fabs(q12) <= limit * (1 + 1e-12)))
        return error_set(STATUS_USAGE,
                         "found q11=%g, q12=%g, q22=%g, expected the covariance of two Gaussians: "
                         "q11, q22 >= 0 and q12^2 <= q11 q22",
                         q11, q12, q22);
    if (closed.activation.kind == ACTIVATION_TANH || closed.activation.kind == ACTIVATION_SOFTPLUS)
        return kernel_by_quadrature(&closed.activation, q11, q12, q22, kernel);
    status = function_space_kernel_find(&closed, activation);
    if (status == STATUS_OK)
        *kernel = function_space_kernel_value(&closed, q11, q12, q22);
    if (status == STATUS_OK && !isfinite(*kernel))
        return error_set(STATUS_NUMERICAL,
                         "found a kernel that overflows at q11=%g, q12=%g, q22=%g", q11, q12, q22);
    return status;
}
