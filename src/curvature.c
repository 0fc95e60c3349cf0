/* SPDX-License-Identifier: MIT */
/* curvature: how far a network is from linear around its inputs, by its Hessian there. */
#include "curvature/hessian.h"
#include "curvature/methods.h"
#include "options.h"

#include <float.h>
#include <stdlib.h>

static enum status take_samples(struct curvature *c, const struct curvature_method *method) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < c->dataset.n; i++) {
        uint64_t replicate = c->fresh ? i : 0;
        status = dataset_rows(&c->dataset, i, 1, c->x, NULL);
        if (status == STATUS_OK && method->hessian)
            status = hessian_form(&c->stack, replicate, c->x, c->H);
        if (status == STATUS_OK && method->hessian)
            status = hessian_check(c->dataset.d, c->H, i);
        if (status == STATUS_OK)
            status = method->run(c, i, replicate);
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

static enum status allocate(struct curvature *c, bool hessian) {
    size_t d = c->dataset.d;
    if ((hessian && !(c->H = memory_new(d, d * sizeof *c->H))) ||
        !(c->x = memory_new(9 * d, sizeof *c->x)))
        return STATUS_NUMERICAL;
    c->g = c->x + d;
    c->u = c->g + d;
    c->Hu = c->u + d;
    c->values = c->Hu + d;
    c->vectors = c->values + d;
    return STATUS_OK;
}

static enum status run(struct curvature *c, const struct operands *operands) {
    const struct curvature_method *method = curvature_method(c->method);
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
        status = allocate(c, method->hessian);
    if (status == STATUS_OK)
        status = results_open(&c->results, c->output, method->columns, method->names);
    if (status == STATUS_OK)
        status = take_samples(c, method);
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
