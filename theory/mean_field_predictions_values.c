/* SPDX-License-Identifier: MIT */
/* What the predictions of mean_field.h compute (bounded neurons: in
 * mean_field_predictions_bounded.c). p[i] is the i-th parameter of the entry in
 * mean_field_predictions.c. */
#include "mean_field_predictions.h"

#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status mean_field_predict_##name(const union prediction_value *p,                         \
                                          struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

/* ---- the discretised Langevin process (R4, R5) ---- */

PREDICT(trace_bias) {
    ROW(mean_field_trace_bias(p[0].real, p[1].real),
        mean_field_trace_bias_law(p[0].real, p[1].real));
    return STATUS_OK;
}

PREDICT(stability) {
    double crossover,
        first = mean_field_first_unstable(p[0].real, p[1].real, p[2].real, &crossover);
    ROW(first, crossover);
    return STATUS_OK;
}

PREDICT(variance) {
    double mu = pow(p[0].real, -p[1].real), delta = p[2].real;
    ROW(mean_field_variance(MEAN_FIELD_SEMI, mu, delta),
        mean_field_variance(MEAN_FIELD_EXPL, mu, delta),
        mean_field_variance(MEAN_FIELD_EXP, mu, delta));
    return STATUS_OK;
}

PREDICT(distance) {
    struct mean_field_distance of = mean_field_distance((double)p[0].integer, p[1].real, p[2].real);
    ROW(of.trace, of.wasserstein2, of.divergence, of.law);
    return STATUS_OK;
}

/* ---- linear neurons on DET (R3, R6, R7) ---- */

static double *det_labels(size_t n) {
    double *y = memory_new(n, sizeof *y);
    for (size_t i = 0; y && i < n; i++)
        y[i] = mean_field_det_label(i + 1);
    return y;
}

/* s of DET (n, the caller frees) and its optimum. */
static enum status det_linear(size_t n, size_t modes, double lambda, double **s, double *optimum) {
    *s = memory_new(n, sizeof **s);
    enum status status =
        *s ? mean_field_det_linear(n, modes, lambda, *s, optimum) : STATUS_NUMERICAL;
    if (status != STATUS_OK) {
        free(*s);
        *s = NULL;
    }
    return status;
}

PREDICT(linear) {
    size_t n = p[0].integer;
    double lambda = p[2].real, *s, optimum;
    enum status status = det_linear(n, p[1].integer, lambda, &s, &optimum);
    if (status != STATUS_OK)
        return status;
    ROW(optimum, mean_field_effective_dimension(n, s), mean_field_free_energy(n, s, lambda),
        mean_field_exponential_excess(n, s, lambda, 0), mean_field_free_energy_bound(n, s, lambda),
        s[n - 1]);
    free(s);
    return STATUS_OK;
}

PREDICT(exponential) {
    size_t n = p[0].integer;
    double lambda = p[2].real, *s, optimum;
    enum status status = det_linear(n, p[1].integer, lambda, &s, &optimum);
    if (status != STATUS_OK)
        return status;
    ROW(mean_field_exponential_excess(n, s, lambda, p[3].real),
        mean_field_exponential_excess(n, s, lambda, 0), mean_field_free_energy_bound(n, s, lambda),
        s[n - 1] > 1 ? 2 * atanh(1 / s[n - 1]) : INFINITY);
    free(s);
    return STATUS_OK;
}

PREDICT(semi_implicit) {
    size_t n = p[0].integer, modes = p[1].integer;
    double *X = memory_new((n + 1) * modes, sizeof *X), *mu = X ? X + n * modes : NULL, excess;
    if (!X)
        return STATUS_NUMERICAL;
    for (size_t k = 0; k < modes; k++) {
        mu[k] = pow((double)k + 1, -2);
        for (size_t i = 0; i < n; i++)
            X[i * modes + k] = mean_field_det_feature(i + 1, k + 1);
    }
    enum status status = mean_field_semi_excess(n, modes, X, mu, p[2].real, p[3].real, &excess);
    free(X);
    if (status == STATUS_OK)
        ROW(excess);
    return status;
}

PREDICT(modes) {
    size_t n = p[0].integer, modes = p[1].integer, more = p[2].integer;
    double lambda = p[3].real, optimum[2], bound, *s;
    double *K = memory_new(2 * n * n, sizeof *K), *y = det_labels(n);
    enum status status = K && y ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && more < modes)
        status =
            error_set(STATUS_USAGE, "found --more=%zu, expected at least --modes=%zu", more, modes);
    for (int c = 0; status == STATUS_OK && c < 2; c++) {
        status = det_linear(n, c ? more : modes, lambda, &s, optimum + c);
        if (status == STATUS_OK) {
            free(s);
            status = mean_field_det_kernel(n, c ? more : modes, K + (size_t)c * n * n);
        }
    }
    if (status == STATUS_OK)
        status = mean_field_modes_bound(n, K, K + n * n, y, lambda, &bound);
    if (status == STATUS_OK)
        ROW(optimum[0] - optimum[1], bound);
    free(K);
    free(y);
    return status;
}

/* ---- generalisation (R11) ---- */

PREDICT(complexity) {
    ROW(mean_field_complexity_bound(p[0].real, p[1].real, p[2].real),
        sqrt(mean_field_complexity_linear(p[1].real, p[2].real, p[3].real)));
    return STATUS_OK;
}

PREDICT(risk) {
    double decay = p[2].real + p[3].real, squares = 0;
    size_t modes = p[5].integer;
    double *eigenvalue = memory_new(2 * modes, sizeof *eigenvalue);
    if (!eigenvalue)
        return STATUS_NUMERICAL;
    double *b2 = eigenvalue + modes;
    for (size_t k = 0; k < modes; k++) {
        eigenvalue[k] = pow((double)k + 1, -decay);
        b2[k] = pow((double)k + 1, -2);
        squares += b2[k];
    }
    for (size_t k = 0; k < modes; k++)
        b2[k] /= squares;
    double n = p[0].real, lambda = p[1].real, g;
    double kappa = mean_field_effective_ridge(modes, eigenvalue, n, lambda);
    double undivided = mean_field_excess_given(modes, eigenvalue, b2, n, kappa, p[4].real, &g);
    double naive = mean_field_excess_given(modes, eigenvalue, b2, n, lambda, p[4].real, &g);
    ROW(mean_field_excess_risk(modes, eigenvalue, b2, n, lambda, p[4].real), kappa,
        -decay / (decay + 1), undivided, naive / (1 - g));
    free(eigenvalue);
    return STATUS_OK;
}

/* ---- functional data (R12) ---- */

PREDICT(spectrum) {
    const char *law = p[0].text;
    for (size_t j = 0; j < p[3].integer; j++)
        ROW((double)j + 1, strcmp(law, "brownian") == 0 ? mean_field_brownian_eigenvalue(j)
                           : strcmp(law, "bridge") == 0
                               ? mean_field_bridge_eigenvalue(j)
                               : mean_field_matern_eigenvalue(p[1].real, p[2].real, j));
    return STATUS_OK;
}

PREDICT(covariance) {
    ROW(mean_field_matern_covariance(p[0].real, p[1].real, p[2].real),
        mean_field_matern_tail((double)p[3].integer));
    return STATUS_OK;
}

PREDICT(aliasing) {
    double kappa = p[0].real, s = p[1].real;
    size_t modes = p[2].integer, points = p[3].integer, k = p[4].integer;
    if (k >= points)
        return error_set(STATUS_USAGE, "found --mode=%zu, expected less than --points=%zu", k,
                         points);
    ROW(mean_field_alias_variance(kappa, s, modes, points, k),
        k < modes ? mean_field_matern_eigenvalue(kappa, s, k) : 0);
    return STATUS_OK;
}

PREDICT(ou) {
    for (size_t j = 0; j < p[1].integer; j++)
        ROW((double)j + 1, mean_field_ou_eigenvalue(p[0].real, j),
            mean_field_ou_root(p[0].real, j));
    return STATUS_OK;
}

PREDICT(ou_mode) {
    size_t j = p[1].integer - 1;
    ROW(mean_field_ou_eigenvalue(p[0].real, j), mean_field_ou_root(p[0].real, j));
    return STATUS_OK;
}
