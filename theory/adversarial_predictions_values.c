/* SPDX-License-Identifier: MIT */
/* What the predictions of adversarial.h compute. p[i] is the i-th parameter of the entry in
 * adversarial_predictions.c. */
#include "adversarial.h"
#include "adversarial_predictions.h"
#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREDICT(name)                                                                              \
    enum status adversarial_predict_##name(const union prediction_value *p,                        \
                                           struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

struct subject {
    struct activation activation;
    struct adversarial_moments moments;
};

static enum status subject(const char *name, struct subject *of) {
    enum status status = activation_parse(&of->activation, name);
    return status == STATUS_OK ? adversarial_moments(&of->activation, &of->moments) : status;
}

/* Defines `of` from the first parameter, or returns. */
#define SUBJECT                                                                                    \
    struct subject of;                                                                             \
    enum status status = subject(p[0].text, &of);                                                  \
    if (status != STATUS_OK)                                                                       \
    return status

/* ---- one hidden layer ---- */

PREDICT(moments) {
    SUBJECT;
    const struct adversarial_moments *m = &of.moments;
    ROW(m->V, m->m, m->nbar, m->q, m->h2, m->p, m->psi4, m->r);
    return STATUS_OK;
}

PREDICT(hermite) {
    SUBJECT;
    ROW(adversarial_hermite(&of.activation, p[1].integer));
    return STATUS_OK;
}

PREDICT(gradient) {
    SUBJECT;
    ROW(adversarial_gradient_mean(&of.moments, p[1].real),
        adversarial_gradient_variance(&of.moments, p[1].real, p[2].real), of.moments.V,
        adversarial_kurtosis(&of.moments, p[2].real));
    return STATUS_OK;
}

PREDICT(output_law) {
    SUBJECT;
    double half = p[2].real;
    size_t count = p[3].integer;
    double *density = memory_new(2 * count, sizeof *density);
    if (!density)
        return STATUS_NUMERICAL;
    double *cumulative = density + count;
    status = adversarial_output_law(&of.activation, p[1].real, half, count, density, cumulative);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        ROW(half * (2 * (double)i / (double)count - 1), density[i], cumulative[i]);
    free(density);
    return status;
}

PREDICT(success) {
    SUBJECT;
    ROW(adversarial_success(&of.activation, &of.moments, p[1].real, p[2].real, p[3].real),
        adversarial_success_limit(&of.moments, p[3].real));
    return STATUS_OK;
}

PREDICT(coefficients) {
    SUBJECT;
    double A_d, A_k;
    adversarial_smooth_coefficients(&of.moments, p[1].real, &A_d, &A_k);
    ROW(A_d, A_k);
    return STATUS_OK;
}

PREDICT(minimal_norm) {
    SUBJECT;
    ROW(adversarial_minimal_norm(&of.moments, p[1].real));
    return STATUS_OK;
}

PREDICT(fixed_step) {
    SUBJECT;
    ROW(adversarial_success_fixed_step(&of.moments, p[1].real));
    return STATUS_OK;
}

PREDICT(beta_law) {
    ROW(adversarial_beta_law(p[0].real, p[1].real), adversarial_beta_law(INFINITY, p[1].real));
    return STATUS_OK;
}

PREDICT(relu_curvature) {
    ROW(adversarial_relu_curvature(p[0].real));
    return STATUS_OK;
}

PREDICT(relu_gain) {
    ROW(adversarial_relu_gain(p[0].real, p[1].real, p[2].real));
    return STATUS_OK;
}

PREDICT(relu_flips) {
    ROW(adversarial_relu_flips(p[0].real, p[1].real, p[2].real),
        adversarial_relu_gradient_change(p[0].real, p[2].real));
    return STATUS_OK;
}

PREDICT(residual) {
    SUBJECT;
    double mean, square;
    adversarial_residual(&of.activation, &of.moments, p[1].real, p[2].real, p[3].real, &mean,
                         &square);
    ROW(mean, square - mean * mean, square);
    return STATUS_OK;
}

PREDICT(linf) {
    SUBJECT;
    ROW(adversarial_linf_success(&of.activation, &of.moments, p[1].real, INFINITY, p[2].real));
    return STATUS_OK;
}

PREDICT(linf_width) {
    SUBJECT;
    ROW(adversarial_linf_success(&of.activation, &of.moments, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(random_direction) {
    SUBJECT;
    double success;
    status = adversarial_random_success(&of.activation, p[1].real, p[2].real, &success);
    if (status == STATUS_OK)
        ROW(success);
    return status;
}

PREDICT(infinite_width) {
    SUBJECT;
    double success;
    if (!(of.moments.m > 0)) { /* step, constants: no direction to step in */
        ROW(NAN);
        return STATUS_OK;
    }
    status = adversarial_infinite_width(&of.activation, p[1].real, p[2].real, &success);
    if (status == STATUS_OK)
        ROW(success);
    return status;
}

/* ---- the Hessian ---- */

PREDICT(hessian_edge) {
    SUBJECT;
    ROW(adversarial_hessian_edge(&of.activation, p[1].real, NULL));
    return STATUS_OK;
}

PREDICT(hessian_largest) {
    SUBJECT;
    ROW(adversarial_hessian_largest(&of.activation, p[1].real, p[2].real));
    return STATUS_OK;
}

PREDICT(hessian_density) {
    SUBJECT;
    ROW(adversarial_hessian_density(&of.activation, p[1].real, p[2].real));
    return STATUS_OK;
}

PREDICT(hessian_outlier) {
    SUBJECT;
    ROW(adversarial_hessian_outlier(&of.moments), adversarial_hessian_overlap(&of.moments));
    return STATUS_OK;
}

PREDICT(hessian_action) {
    SUBJECT;
    double width = p[1].real / p[2].real * of.moments.d2_2d1_2 / of.moments.m;
    double radial = of.moments.e1 * of.moments.e1 / of.moments.m;
    ROW(adversarial_hessian_action(&of.moments, p[1].real, p[2].real), width, radial);
    return STATUS_OK;
}

PREDICT(single_step_gap) {
    SUBJECT;
    ROW(adversarial_single_step_gap(&of.moments, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

PREDICT(proof_bound) {
    SUBJECT;
    ROW(adversarial_proof_bound(&of.activation, &of.moments, p[1].real, p[2].real, p[3].real));
    return STATUS_OK;
}

/* ---- depth and training ---- */

PREDICT(depth) {
    double success, leading, law;
    enum status status = adversarial_depth(p[0].real, p[1].integer, p[2].real, &success);
    if (status == STATUS_OK)
        status = adversarial_depth_gain(p[0].real, p[1].integer, p[2].real, &leading, &law);
    if (status == STATUS_OK)
        ROW(success, law);
    return status;
}

PREDICT(depth_gain) {
    double leading, law;
    enum status status = adversarial_depth_gain(p[0].real, p[1].integer, p[2].real, &leading, &law);
    if (status == STATUS_OK)
        ROW(leading, law);
    return status;
}

PREDICT(alive) {
    double widths[256];
    const char *at = p[0].text, *end = at + strlen(at);
    for (size_t layers = 0; layers < 256; at++) {
        at = number_read(at, end, &widths[layers]);
        if (!at || (*at && *at != 'x') || !(widths[layers] >= 1))
            break;
        layers++;
        if (at == end) {
            ROW(adversarial_alive(layers, widths));
            return STATUS_OK;
        }
    }
    return error_set(STATUS_USAGE,
                     "found widths %s, expected at most 256 numbers of at least 1 "
                     "with x between",
                     p[0].text);
}

PREDICT(deep_success) {
    SUBJECT;
    ROW(adversarial_deep_success(&of.moments, p[1].integer, p[2].real));
    return STATUS_OK;
}

PREDICT(lazy_gradient) {
    SUBJECT;
    double square =
        adversarial_lazy_gradient(&of.activation, p[1].real, strcmp(p[2].text, "yes") == 0);
    ROW(square, 1 / sqrt(square));
    return STATUS_OK;
}
