/* SPDX-License-Identifier: MIT */
/* What the predictions of wasserstein.h compute. p[i] is the i-th parameter of the entry in
 * wasserstein_predictions.c. */
#include "wasserstein.h"
#include "wasserstein_predictions.h"

#include <math.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status wasserstein_predict_##name(const union prediction_value *p,                        \
                                           struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

static bool is_torus(const char *domain) {
    return strcmp(domain, "torus") == 0;
}

PREDICT(expected) {
    struct wasserstein_law law;
    enum status status = wasserstein_law_parse(&law, p[0].text);
    if (status != STATUS_OK)
        return status;
    double n = (double)p[1].integer, J1 = wasserstein_root_integral(&law);
    ROW(wasserstein_expected(&law, n), J1 / sqrt(n), sqrt(2 / (M_PI * n)) * J1);
    return STATUS_OK;
}

PREDICT(critic) {
    double n = (double)p[0].integer, changes = wasserstein_critic_changes(n);
    ROW(changes, 2 * changes + 1, sqrt(2 * M_PI * n));
    return STATUS_OK;
}

PREDICT(heat_bound) {
    double time,
        bound = wasserstein_heat_bound((double)p[0].integer, p[1].real, is_torus(p[2].text), &time);
    ROW(bound, time);
    return STATUS_OK;
}

PREDICT(smoothing) {
    double d = (double)p[0].integer, t = p[2].real;
    ROW(sqrt(2 * t) * wasserstein_gaussian_norm(d),
        2 / p[1].real * wasserstein_heat_integral(d, t, is_torus(p[3].text)));
    return STATUS_OK;
}

PREDICT(dyadic_bound) {
    double d = (double)p[0].integer, levels,
           bound = wasserstein_dyadic_bound(d, p[1].real, &levels);
    ROW(bound, levels, wasserstein_dyadic_closed(d, p[1].real));
    return STATUS_OK;
}

PREDICT(gaussian_bound) {
    double size, bound = wasserstein_gaussian_bound((double)p[0].integer, p[1].real, &size);
    ROW(bound, size);
    return STATUS_OK;
}

PREDICT(moment_constant) {
    ROW(wasserstein_moment_constant((double)p[0].integer, p[1].real));
    return STATUS_OK;
}

PREDICT(matching) {
    bool two = strcmp(p[0].text, "two") == 0;
    double torus = wasserstein_laplacian(true), square = wasserstein_laplacian(false);
    ROW(wasserstein_matching_slope(two), torus, square, (two ? 2 : 1) * (square - torus));
    return STATUS_OK;
}

PREDICT(variance) {
    double d = (double)p[0].integer;
    ROW(d / 12, d == 1 ? wasserstein_variance_limit() : NAN);
    return STATUS_OK;
}

PREDICT(rate) {
    double d = (double)p[0].integer;
    ROW(d < 3 ? -0.5 : -1 / d, 1 / p[1].real - 1, d < 3 ? NAN : 2 / d - 1);
    return STATUS_OK;
}

PREDICT(test_gap) {
    double variance = p[0].real, n = p[3].real;
    ROW(sqrt(2 * variance / (M_PI * n)), sqrt(variance / n), sqrt(p[1].real * p[2].real / n));
    return STATUS_OK;
}

PREDICT(poincare) {
    ROW(4 / (M_PI * M_PI) * (p[0].real + p[1].real * p[1].real));
    return STATUS_OK;
}

PREDICT(lipschitz) {
    ROW(wasserstein_lipschitz(fmin(p[0].real, p[1].real)));
    return STATUS_OK;
}

PREDICT(data) {
    double d = (double)p[0].integer;
    ROW(wasserstein_map_lipschitz(p[1].real, p[2].real), wasserstein_cube_moment(d, 1),
        wasserstein_cube_moment(d, 2), wasserstein_cube_moment(d, 4));
    return STATUS_OK;
}

PREDICT(weights) {
    double d = (double)p[0].integer, eta = p[1].real, steps = p[2].real, start = p[3].real;
    double moment = wasserstein_moment_bound(d, eta, steps, start, p[4].real);
    ROW(moment, 1 + moment * moment / 4, wasserstein_naive_bound(d, eta, steps, start));
    return STATUS_OK;
}

PREDICT(weights_epochs) {
    double moment =
        wasserstein_moment_bound_epochs(p[0].real, p[1].real, p[2].real, p[3].real, p[4].real);
    ROW(moment, 1 + moment * moment / 4);
    return STATUS_OK;
}

PREDICT(chain) {
    double d = (double)p[0].integer, n = p[1].real, lip2 = p[2].real, trace = p[3].real, time;
    double heat = p[4].real * wasserstein_heat_bound(d, n, false, &time);
    double dyadic = p[4].real * wasserstein_dyadic_bound(d, n, NULL);
    ROW(heat, dyadic, wasserstein_gap_bound(lip2, heat, trace, n),
        wasserstein_gap_bound(lip2, dyadic, trace, n), sqrt(lip2 * trace / n));
    return STATUS_OK;
}

PREDICT(path_norm) {
    ROW(wasserstein_path_bound(p[0].real, p[1].real, p[2].real));
    return STATUS_OK;
}
