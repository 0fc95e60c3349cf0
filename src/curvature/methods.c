/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "hessian.h"
#include "linalg.h"
#include "stack_action.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns_of_extremes[] = {
    "sample",  "gradient_norm",    "smallest",        "second_smallest", "second_largest",
    "largest", "overlap_smallest", "overlap_largest", "action",          "tangential"};
static const char *const columns_of_spectrum[] = {"sample", "index", "eigenvalue"};
static const char *const columns_of_lipschitz[] = {"sample", "radius", "lipschitz", "largest"};
static const char *const columns_of_action[] = {"sample", "gradient_norm", "action", "tangential"};
enum {
    EXTREMES = sizeof columns_of_extremes / sizeof *columns_of_extremes,
    SPECTRUM = sizeof columns_of_spectrum / sizeof *columns_of_spectrum,
    LIPSCHITZ = sizeof columns_of_lipschitz / sizeof *columns_of_lipschitz,
    ACTION = sizeof columns_of_action / sizeof *columns_of_action
};

/* |g|, |H u|^2 and the part of it across u, u the direction of the gradient g. */
static enum status act(struct curvature *c, uint64_t replicate, double *norm, double *action,
                       double *tangential) {
    size_t d = c->dataset.d;
    double f;
    enum status status = stack_evaluate(&c->stack, replicate, 1, c->x, &f, c->g);
    *norm = status == STATUS_OK ? linalg_norm(d, c->g) : 0;
    if (!isfinite(*norm))
        return error_set(STATUS_NUMERICAL, "found |gradient| = %g, expected a finite number",
                         *norm);
    for (size_t j = 0; j < d; j++)
        c->u[j] = *norm > 0 ? c->g[j] / *norm : 0;
    if (status == STATUS_OK)
        status = stack_action(&c->stack, replicate, c->x, c->u, c->Hu);
    if (status != STATUS_OK)
        return status;
    double along = vector_dot(d, c->u, c->Hu);
    *action = vector_dot(d, c->Hu, c->Hu);
    *tangential = *action - along * along;
    return STATUS_OK;
}

static enum status take_extremes(struct curvature *c, size_t sample, uint64_t replicate) {
    size_t d = c->dataset.d;
    double norm, action, tangential, x2 = vector_dot(d, c->x, c->x);
    enum status status = hessian_extremes(c->dataset.d, c->H, c->values, c->vectors);
    if (status == STATUS_OK)
        status = act(c, replicate, &norm, &action, &tangential);
    if (status != STATUS_OK)
        return status;
    double low = vector_dot(d, c->vectors, c->x), high = vector_dot(d, c->vectors + 3 * d, c->x);
    const double row[EXTREMES] = {
        (double)(sample + 1), norm,           c->values[0],     c->values[1], c->values[2],
        c->values[3],         low * low / x2, high * high / x2, action,       tangential};
    results_put(&c->results, row);
    return STATUS_OK;
}

static enum status take_action(struct curvature *c, size_t sample, uint64_t replicate) {
    double norm, action, tangential;
    enum status status = act(c, replicate, &norm, &action, &tangential);
    if (status != STATUS_OK)
        return status;
    const double row[ACTION] = {(double)(sample + 1), norm, action, tangential};
    results_put(&c->results, row);
    return STATUS_OK;
}

static enum status take_spectrum(struct curvature *c, size_t sample, uint64_t replicate) {
    (void)replicate;
    enum status status = linalg_eigenvalues(c->dataset.d, c->H, c->values);
    for (size_t i = 0; status == STATUS_OK && i < c->dataset.d; i++) {
        const double row[SPECTRUM] = {(double)(sample + 1), (double)(i + 1), c->values[i]};
        results_put(&c->results, row);
    }
    return status;
}

/* From delta = radius v, |grad f(x + delta) - grad f(x)| is raised by delta <- radius H(x + delta)
 * D/|.|, D that difference: a power iteration that follows the Hessian. */
static enum status climb(struct curvature *c, uint64_t replicate, double radius, const double *v,
                         double *best) {
    size_t d = c->dataset.d;
    double *moved = memory_new(2 * d, sizeof *moved), *D = moved ? moved + d : NULL, f;
    enum status status = moved ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t j = 0; moved && j < d; j++)
        moved[j] = c->x[j] + radius * v[j];
    for (uint64_t step = 0; status == STATUS_OK && step <= c->steps; step++) {
        status = stack_evaluate(&c->stack, replicate, 1, moved, &f, D);
        for (size_t j = 0; j < d; j++)
            D[j] -= c->g[j];
        *best = fmax(*best, linalg_norm(d, D) / fabs(radius));
        if (status == STATUS_OK)
            status = stack_action(&c->stack, replicate, moved, D, c->Hu);
        double length = linalg_norm(d, c->Hu);
        for (size_t j = 0; length > 0 && j < d; j++)
            moved[j] = c->x[j] + fabs(radius) * c->Hu[j] / length;
    }
    free(moved);
    return status;
}

static enum status take_lipschitz(struct curvature *c, size_t sample, uint64_t replicate) {
    size_t d = c->dataset.d;
    double f;
    enum status status = hessian_extremes(c->dataset.d, c->H, c->values, c->vectors);
    if (status == STATUS_OK)
        status = stack_evaluate(&c->stack, replicate, 1, c->x, &f, c->g);
    double norm = fmax(fabs(c->values[0]), fabs(c->values[3]));
    for (size_t r = 0; status == STATUS_OK && r < c->radius_count; r++) {
        double best = 0;
        /* Both ways along four eigenvectors: the third derivative of f tells them apart. */
        for (size_t start = 0; status == STATUS_OK && start < 8; start++)
            status = climb(c, replicate, (start % 2 ? -1 : 1) * c->radius[r],
                           c->vectors + start / 2 * d, &best);
        const double row[LIPSCHITZ] = {(double)(sample + 1), c->radius[r], best, norm};
        results_put(&c->results, row);
    }
    return status;
}

const struct curvature_method *curvature_method(const char *name) {
    static const struct curvature_method methods[] = {
        {"extremes", EXTREMES, columns_of_extremes, true, take_extremes},
        {"spectrum", SPECTRUM, columns_of_spectrum, true, take_spectrum},
        {"lipschitz", LIPSCHITZ, columns_of_lipschitz, true, take_lipschitz},
        {"action", ACTION, columns_of_action, false, take_action},
    };
    const struct curvature_method *method = methods;
    while (strcmp(method->name, name) != 0)
        method++;
    return method;
}
