/* SPDX-License-Identifier: MIT */
/* curvature: how far a network is from linear around its inputs, by its Hessian there. */
#include "dataset.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "stack_action.h"
#include "vector.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct curvature {
    const char *activation, *method, *radii, *output;
    bool fresh;
    uint64_t steps;
    double *radius;
    size_t radius_count;
    struct stack stack;
    struct dataset dataset;
    struct results results;
    double *H, *x, *g, *u, *Hu; /* d x d, and vectors of d */
    double *values, *vectors;   /* d, and 4 x d */
};

static const char *const columns_of_extremes[] = {
    "sample",  "gradient_norm",    "smallest",        "second_smallest", "second_largest",
    "largest", "overlap_smallest", "overlap_largest", "action",          "tangential"};
static const char *const columns_of_spectrum[] = {"sample", "index", "eigenvalue"};
static const char *const columns_of_action[] = {"sample", "gradient_norm", "action", "tangential"};
static const char *const columns_of_lipschitz[] = {"sample", "radius", "lipschitz", "largest"};

static const struct {
    const char *name;
    size_t columns;
    const char *const *column;
} methods[] = {{"extremes", 10, columns_of_extremes},
               {"spectrum", 3, columns_of_spectrum},
               {"lipschitz", 4, columns_of_lipschitz},
               {"action", 4, columns_of_action}};
enum { EXTREMES, SPECTRUM, LIPSCHITZ, ACTION };

static size_t method_of(const struct curvature *c) {
    size_t method = 0;
    while (strcmp(c->method, methods[method].name) != 0)
        method++;
    return method;
}

/* ---- the Hessian at x ---- */

/* Adds the rows with sign(c_l) = sign, each times sqrt|c_l|, to the Gram sum. */
static void add_rows(struct curvature *c, size_t rows, const double *W, const double *coefficient,
                     double sign, double *scaled) {
    size_t d = c->dataset.d, count = 0;
    for (size_t l = 0; l < rows; l++) {
        if (coefficient[l] * sign <= 0)
            continue;
        double factor = sqrt(fabs(coefficient[l]));
        for (size_t j = 0; j < d; j++)
            scaled[count * d + j] = factor * W[l * d + j];
        count++;
    }
    linalg_gram_add(count, d, sign, scaled, c->H);
}

/* H = sum_l a_l sigma''(z_l) w_l w_l^T, both triangles. */
static enum status form_hessian(struct curvature *c, uint64_t replicate) {
    struct network *network = &c->stack.layer[0];
    size_t d = network->d, step = network_block_rows(network, d);
    double *z = memory_new(step * (d + 1), sizeof *z);
    struct network_block block = {0};
    enum status status = z ? STATUS_OK : STATUS_NUMERICAL;
    memset(c->H, 0, d * d * sizeof *c->H);
    for (size_t first = 0; status == STATUS_OK && first < network->width; first += step) {
        size_t rows = step < network->width - first ? step : network->width - first;
        status = network_block(network, replicate, first, rows, &block);
        if (status != STATUS_OK)
            break;
        linalg_multiply_transposed(1, rows, d, c->x, block.W, false, z);
        for (size_t l = 0; block.b && l < rows; l++)
            z[l] += block.b[l];
        activation_apply(&c->stack.activation, 2, rows, z, z);
        for (size_t l = 0; l < rows; l++)
            z[l] *= block.a[l];
        add_rows(c, rows, block.W, z, 1, z + step);
        add_rows(c, rows, block.W, z, -1, z + step);
    }
    linalg_mirror(d, c->H);
    free(block.memory);
    free(z);
    return status;
}

/* LAPACK does not look for NaN or infinity, and may not return from them. */
static enum status check_hessian(const struct curvature *c, size_t sample) {
    for (size_t i = 0; i < c->dataset.d * c->dataset.d; i++)
        if (!isfinite(c->H[i]))
            return error_set(STATUS_NUMERICAL,
                             "found %g in the Hessian at sample %zu, expected finite numbers",
                             c->H[i], sample + 1);
    return STATUS_OK;
}

/* Two eigenpairs at each end, values ascending: values[0..3], vectors 4 x d. */
static enum status find_extremes(struct curvature *c) {
    size_t d = c->dataset.d;
    double *copy = memory_new(d * d, sizeof *copy);
    if (!copy)
        return STATUS_NUMERICAL;
    memcpy(copy, c->H, d * d * sizeof *copy);
    enum status status = linalg_eigenvectors(d, copy, 0, 1, c->values, c->vectors);
    memcpy(copy, c->H, d * d * sizeof *copy);
    if (status == STATUS_OK)
        status = linalg_eigenvectors(d, copy, d - 2, d - 1, c->values + 2, c->vectors + 2 * d);
    free(copy);
    return status;
}

/* ---- methods: each takes one sample ---- */

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
    enum status status = find_extremes(c);
    if (status == STATUS_OK)
        status = act(c, replicate, &norm, &action, &tangential);
    if (status != STATUS_OK)
        return status;
    double low = vector_dot(d, c->vectors, c->x), high = vector_dot(d, c->vectors + 3 * d, c->x);
    const double row[] = {
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
    const double row[] = {(double)(sample + 1), norm, action, tangential};
    results_put(&c->results, row);
    return STATUS_OK;
}

static enum status take_spectrum(struct curvature *c, size_t sample, uint64_t replicate) {
    (void)replicate;
    enum status status = linalg_eigenvalues(c->dataset.d, c->H, c->values);
    for (size_t i = 0; status == STATUS_OK && i < c->dataset.d; i++) {
        const double row[] = {(double)(sample + 1), (double)(i + 1), c->values[i]};
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
    enum status status = find_extremes(c);
    if (status == STATUS_OK)
        status = stack_evaluate(&c->stack, replicate, 1, c->x, &f, c->g);
    double norm = fmax(fabs(c->values[0]), fabs(c->values[3]));
    for (size_t r = 0; status == STATUS_OK && r < c->radius_count; r++) {
        double best = 0;
        /* Both ways along four eigenvectors: the third derivative of f tells them apart. */
        for (size_t start = 0; status == STATUS_OK && start < 8; start++)
            status = climb(c, replicate, (start % 2 ? -1 : 1) * c->radius[r],
                           c->vectors + start / 2 * d, &best);
        const double row[] = {(double)(sample + 1), c->radius[r], best, norm};
        results_put(&c->results, row);
    }
    return status;
}

/* ---- all of it ---- */

static enum status take_samples(struct curvature *c) {
    size_t method = method_of(c);
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < c->dataset.n; i++) {
        uint64_t replicate = c->fresh ? i : 0;
        status = dataset_rows(&c->dataset, i, 1, c->x, NULL);
        if (status == STATUS_OK && method != ACTION)
            status = form_hessian(c, replicate);
        if (status == STATUS_OK && method != ACTION)
            status = check_hessian(c, i);
        if (status != STATUS_OK)
            break;
        if (method == SPECTRUM)
            status = take_spectrum(c, i, replicate);
        else if (method == LIPSCHITZ)
            status = take_lipschitz(c, i, replicate);
        else if (method == ACTION)
            status = take_action(c, i, replicate);
        else
            status = take_extremes(c, i, replicate);
    }
    return status;
}

static enum status check_options(const struct curvature *c) {
    if (activation_smoothness(&c->stack.activation) < 2)
        return error_set(STATUS_USAGE,
                         "found --activation=%s, expected one with a second derivative",
                         c->activation);
    if (c->dataset.d < 4)
        return error_set(STATUS_USAGE, "found dimension %zu, expected at least 4", c->dataset.d);
    if (c->fresh && !c->stack.layer[0].is_recipe)
        return error_set(STATUS_USAGE, "found --fresh with a network of values, expected a recipe");
    return STATUS_OK;
}

static enum status allocate(struct curvature *c) {
    size_t d = c->dataset.d;
    if (method_of(c) != ACTION && !(c->H = memory_new(d, d * sizeof *c->H)))
        return STATUS_NUMERICAL;
    if (!(c->x = memory_new(9 * d, sizeof *c->x)))
        return STATUS_NUMERICAL;
    c->g = c->x + d;
    c->u = c->g + d;
    c->Hu = c->u + d;
    c->values = c->Hu + d;
    c->vectors = c->values + d;
    return STATUS_OK;
}

static enum status run(struct curvature *c, const struct operands *operands) {
    size_t method = method_of(c);
    enum status status =
        options_list("radius", c->radii, 1e-12, DBL_MAX, &c->radius, &c->radius_count);
    if (status == STATUS_OK)
        status = stack_open(&c->stack, 1, operands->items, c->activation);
    if (status == STATUS_OK)
        status = dataset_open(&c->dataset, operands->items[1]);
    if (status == STATUS_OK)
        status = dataset_require_inputs(&c->dataset, c->stack.layer[0].d, "the network has w");
    if (status == STATUS_OK)
        status = check_options(c);
    if (status == STATUS_OK)
        status = allocate(c);
    if (status == STATUS_OK)
        status =
            results_open(&c->results, c->output, methods[method].columns, methods[method].column);
    if (status == STATUS_OK)
        status = take_samples(c);
    return results_close(&c->results, status);
}

int main(int argc, char **argv) {
    struct curvature c = {0};
    const struct option options[] = {
        OPTION_TEXT("activation", c.activation, NULL, "A", "activation: " ACTIVATION_NAMES),
        OPTION_CHOICE(
            "method", c.method, "extremes", "extremes|spectrum|lipschitz|action",
            "the ends of the Hessian's spectrum and its action on the gradient; all "
            "eigenvalues; the Lipschitz constant of the gradient on balls around x; the action "
            "alone"),
        OPTION_TEXT("radius", c.radii, "1", "R", "radius of the ball of lipschitz, or a list"),
        OPTION_INTEGER("steps", c.steps, "60", 1, 1e6, "T", "steps of lipschitz's ascent"),
        OPTION_FLAG("fresh", c.fresh,
                    "sample i meets replicate i of the network, which must be a recipe"),
        OPTION_OUTPUT(c.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "curvature",
        .usage = "NETWORK DATA",
        .purpose = "the Hessian H of a two-layer network at its inputs",
        .details = "Columns of extremes: sample, gradient_norm, smallest, second_smallest, "
                   "second_largest, largest (eigenvalues of H), overlap_smallest, overlap_largest "
                   "(squared cosine of their eigenvectors with x), action (|H u|^2, u the "
                   "gradient's direction), tangential (the part of it across u). spectrum: "
                   "sample, index, eigenvalue. lipschitz: sample, radius, lipschitz (the largest "
                   "|grad f(x + delta) - grad f(x)|/R found by ascent from four eigenvectors), "
                   "largest (|H| at x). action: sample, gradient_norm, action, tangential.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&c, &operands);
    stack_close(&c.stack);
    dataset_close(&c.dataset);
    free(c.radius);
    free(c.H);
    free(c.x);
    return error_exit("curvature", status);
}
