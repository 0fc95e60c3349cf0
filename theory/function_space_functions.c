/* SPDX-License-Identifier: MIT */
/* The top eigenfunction of the aligned sector, its matrix, and Funk-Hecke by quadrature. */
#include "function_space_internal.h"

#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

static double evaluate(double z, void *activation) {
    return activation_value(activation, 0, z);
}

enum status function_space_funk_hecke_quadrature(const struct activation *activation, double d,
                                                 size_t degree, double *a) {
    struct activation copy = *activation;
    double *c = memory_new(degree + 1, sizeof *c);
    enum status status = c ? harmonics_expand(evaluate, &copy, d, degree + 1, c) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        *a = c[degree] / sqrt(harmonics_multiplicity(d, degree));
    free(c);
    return status;
}

enum status function_space_top(double d, double theta, struct quadrature *top) {
    struct function_space_factor factor;
    size_t found = 0;
    double *s = NULL, *V = NULL;
    enum status status = function_space_rule(top, d, theta, 0);
    if (status == STATUS_OK)
        status = function_space_grid_factor(d, theta, 0, top, &factor);
    if (status != STATUS_OK) {
        quadrature_free(top);
        return status;
    }
    status = function_space_factor_svd(&factor, 1, INFINITY, &found, &s, &V);
    function_space_factor_free(&factor);
    double sign = 0;
    for (size_t j = 0; status == STATUS_OK && j < top->count; j++)
        sign += V[j] * sqrt(top->w[j]);
    for (size_t j = 0; status == STATUS_OK && j < top->count; j++) {
        top->w[j] = (sign < 0 ? -1 : 1) * V[j] / sqrt(top->w[j]);
        top->x[j] = sin(top->x[j]);
    }
    free(s);
    free(V);
    if (status != STATUS_OK)
        quadrature_free(top);
    return status;
}

enum status function_space_matrix(double d, double theta, size_t degrees, double *T) {
    struct function_space_factor factor;
    enum status status = function_space_harmonic_factor(d, theta, 0, degrees, &factor);
    for (size_t k = 0; status == STATUS_OK && k < degrees * degrees; k++) {
        size_t row = k / degrees, column = k % degrees;
        T[k] = row == 1 && column == 1 ? (1 + theta) / (4 * d) : 0;
        for (size_t i = 0; row % 2 == 0 && column % 2 == 0 && i < factor.rows; i++)
            T[k] += factor.A[row / 2 * factor.rows + i] * factor.A[column / 2 * factor.rows + i];
    }
    if (status == STATUS_OK)
        function_space_factor_free(&factor);
    return status;
}
