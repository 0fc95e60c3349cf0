/* SPDX-License-Identifier: MIT */
/* What the predictions of function_space.h compute. p[i] is the i-th parameter of the entry in
 * function_space_predictions.c. */
#include "function_space.h"
#include "function_space_predictions.h"
#include "harmonics.h"

#include <math.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status function_space_predict_##name(const union prediction_value *p,                     \
                                              struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

enum { COUNT_MOST = 60 };

static double real(union prediction_value value) {
    return (double)value.integer;
}

/* ---- kernels and the step ---- */

PREDICT(kernel) {
    double kernel;
    enum status status = function_space_kernel(p[0].text, p[1].real, p[2].real, p[3].real, &kernel);
    if (status == STATUS_OK)
        ROW(kernel);
    return status;
}

PREDICT(spike) {
    struct activation activation;
    enum status status = activation_parse(&activation, p[0].text);
    if (status != STATUS_OK)
        return status;
    struct function_space_spike spike = function_space_spike(
        &activation, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, real(p[6]));
    ROW(spike.theta, spike.gamma2, spike.bulk);
    return STATUS_OK;
}

PREDICT(gradient) {
    double gamma2, square = function_space_gradient(p[0].real, p[1].real, p[2].real, p[3].real,
                                                    real(p[4]), &gamma2);
    ROW(square, gamma2);
    return STATUS_OK;
}

PREDICT(outlier) {
    double overlap, eigenvalue = function_space_outlier(p[0].real, p[1].real, &overlap);
    ROW(eigenvalue, overlap);
    return STATUS_OK;
}

PREDICT(kurtosis) {
    ROW(function_space_kurtosis(p[0].real));
    return STATUS_OK;
}

/* ---- the spectrum ---- */

PREDICT(funk_hecke) {
    struct activation activation;
    double a, d = real(p[1]);
    enum status status = activation_parse(&activation, p[0].text);
    if (status == STATUS_OK)
        status = strcmp(p[3].text, "closed") == 0
                     ? function_space_funk_hecke(&activation, d, p[2].integer, &a)
                     : function_space_funk_hecke_quadrature(&activation, d, p[2].integer, &a);
    if (status == STATUS_OK)
        ROW(a, a * a, harmonics_multiplicity(d, p[2].integer));
    return status;
}

/* Dimension 1 across v (d = 2) has no harmonics of degree above 1. */
static enum status check_sector(double d, size_t sector) {
    if (harmonics_multiplicity(d - 1, sector) > 0)
        return STATUS_OK;
    return error_set(STATUS_USAGE, "found sector %zu at d=%g, expected 0 or 1", sector, d);
}

PREDICT(spectrum) {
    double d = real(p[0]), eigenvalues[COUNT_MOST];
    size_t sector = p[2].integer, count = p[3].integer;
    enum status status = check_sector(d, sector);
    if (status == STATUS_OK)
        status = function_space_spectrum(d, p[1].real, sector, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i], harmonics_multiplicity(d - 1, sector));
    return status;
}

PREDICT(direct) {
    struct function_space_kernel kernel;
    double d = real(p[1]), eigenvalues[COUNT_MOST];
    size_t sector = p[3].integer, count = p[4].integer;
    enum status status = function_space_kernel_find(&kernel, p[0].text);
    if (status == STATUS_OK)
        status = function_space_direct(&kernel, d, p[2].real, sector, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i], harmonics_multiplicity(d - 1, sector));
    return status;
}

PREDICT(limit) {
    struct function_space_kernel kernel;
    double eigenvalues[COUNT_MOST];
    size_t count = p[2].integer;
    enum status status = function_space_kernel_find(&kernel, p[0].text);
    if (status == STATUS_OK)
        status = function_space_limit(&kernel, p[1].real, count, eigenvalues);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW((double)i + 1, eigenvalues[i]);
    return status;
}

PREDICT(elements) {
    struct function_space_elements e;
    bool spiked = strcmp(p[3].text, "spiked") == 0;
    double b = spiked ? 1 + p[2].real : 1, q = spiked ? 0 : p[2].real;
    enum status status = function_space_elements(real(p[0]), p[1].real / b, q, &e);
    if (status == STATUS_OK)
        ROW(b * e.m00, b * e.m02, b * e.m22, b * e.m11, b * e.orthogonal);
    return status;
}

PREDICT(mixing) {
    double angle;
    enum status status = function_space_mixing(p[0].real, p[1].real, &angle);
    if (status == STATUS_OK)
        ROW(angle);
    return status;
}

PREDICT(matrix) {
    size_t degrees = p[2].integer;
    double T[COUNT_MOST * COUNT_MOST];
    enum status status = function_space_matrix(real(p[0]), p[1].real, degrees, T);
    for (size_t k = 0; status == STATUS_OK && k < degrees * degrees; k++)
        ROW((double)(k / degrees), (double)(k % degrees), T[k]);
    return status;
}

PREDICT(top) {
    struct quadrature top;
    enum status status = function_space_top(real(p[0]), p[1].real, &top);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < top.count; k++)
        ROW(top.x[k], top.w[k]);
    quadrature_free(&top);
    return STATUS_OK;
}

PREDICT(first_order) {
    if (p[2].integer > p[1].integer)
        return error_set(STATUS_USAGE, "found sector %llu, expected at most the degree %llu",
                         (unsigned long long)p[2].integer, (unsigned long long)p[1].integer);
    ROW(function_space_first_order(real(p[0]), p[1].integer, p[2].integer, p[3].real));
    return STATUS_OK;
}

PREDICT(hermite) {
    ROW(function_space_hermite(p[0].integer, p[1].integer, p[2].real));
    return STATUS_OK;
}

PREDICT(tail) {
    double ratio = function_space_tail(real(p[0]), p[1].real);
    if (isinf(ratio))
        return error_set(STATUS_NUMERICAL,
                         "found a ratio beyond 1.8e308 at d=%g, theta=%g, expected smaller ones",
                         real(p[0]), p[1].real);
    ROW(ratio);
    return STATUS_OK;
}

PREDICT(quadratic) {
    struct function_space_quadratic o = function_space_quadratic(real(p[0]), p[1].real);
    ROW(o.m00, o.m02, o.m22, o.angle, o.top, o.second, o.mixed, o.traceless);
    return STATUS_OK;
}

/* ---- learning curves ---- */

PREDICT(learning_curve) {
    double d = real(p[0]), theta = p[1].real, gamma = p[2].real, n = p[3].real, ridge = p[4].real,
           noise = p[5].real, mse;
    struct function_space_modes modes;
    enum status status;
    if (strcmp(p[6].text, "conditional") == 0) {
        status = function_space_conditional(d, theta, gamma, n, ridge, noise, &mse);
    } else {
        status = function_space_modes(d, theta, gamma, n, ridge, &modes);
        if (status == STATUS_OK) {
            mse = function_space_eigenlearning(&modes, n, ridge, noise);
            function_space_modes_free(&modes);
        }
    }
    if (status == STATUS_OK)
        ROW(mse);
    return status;
}

PREDICT(random_features) {
    struct function_space_modes modes;
    enum status status =
        function_space_modes(real(p[0]), p[1].real, p[2].real, p[3].real, p[5].real, &modes);
    if (status != STATUS_OK)
        return status;
    ROW(function_space_random_features(&modes, p[3].real, p[4].real, p[5].real, p[6].real));
    function_space_modes_free(&modes);
    return STATUS_OK;
}
