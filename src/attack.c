/* SPDX-License-Identifier: MIT */
/* attack: a step against a network, along its gradient or a random direction. */
#include "attack/methods.h"
#include "options.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the moved inputs, as a dataset ---- */

static enum status create_inputs(struct attack *attack) {
    const char *label = "y";
    return table_create_matrix(&attack->inputs, attack->perturbed, "x", attack->dataset.d,
                               attack->dataset.has_label, &label);
}

static enum status put_inputs(struct attack *attack, size_t first, size_t count) {
    size_t d = attack->dataset.d;
    double *X = memory_new(count * (d + 2) + d, sizeof *X), *t = X ? X + count * d : NULL;
    double *y = X ? t + count : NULL, *x = X ? y + count : NULL;
    for (size_t i = 0; X && i < count; i++)
        t[i] = attack->norm[0];
    enum status status = X ? line_network_inputs(&attack->line, t, X) : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = dataset_rows(&attack->dataset, first + i, 1, x, y);
        table_put_all(attack->inputs, d, X + i * d);
        if (attack->dataset.has_label)
            table_put(attack->inputs, y[0]);
    }
    free(X);
    return status;
}

/* ---- all of it ---- */

static enum status attack_batch(struct attack *attack, size_t first, size_t count,
                                struct line_start *start) {
    enum status status = attack->line.start(&attack->line, first, count, start);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (!isfinite(start[i].before) || !isfinite(start[i].gradient_norm))
            status = error_set(STATUS_NUMERICAL,
                               "found f = %g and |gradient| = %g at sample %zu, "
                               "expected finite numbers",
                               start[i].before, start[i].gradient_norm, first + i + 1);
    if (status == STATUS_OK && attack->inputs)
        status = put_inputs(attack, first, count);
    if (status != STATUS_OK)
        return status;
    return attack_take(attack, first, count, start);
}

static enum status attack_all(struct attack *attack) {
    size_t n = attack->dataset.n, batch = attack->line.batch;
    struct line_start *start = memory_new(batch, sizeof *start);
    enum status status = start ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < n; first += batch)
        status = attack_batch(attack, first, batch < n - first ? batch : n - first, start);
    free(start);
    return status;
}

/* What cannot go together, said before any work. */
static enum status check_options(const struct attack *attack) {
    if (attack_is(attack, "search") && (attack->norm_count != 1 || attack->norm[0] <= 0))
        return error_set(STATUS_USAGE,
                         "found --norm=%s, --method=search expected one positive number, the "
                         "largest to look at",
                         attack->norms);
    if (attack_is(attack, "projected") && (attack->sampler || strcmp(attack->metric, "l2") != 0))
        return error_set(STATUS_USAGE, "found --method=projected with --sampler or --metric=linf, "
                                       "expected a network and l2");
    if (attack_is(attack, "random") && strcmp(attack->metric, "l2") != 0)
        return error_set(STATUS_USAGE, "found --method=random --metric=linf, expected l2");
    if (*attack->perturbed && (attack->sampler || attack->norm_count != 1 ||
                               attack_is(attack, "search") || attack_is(attack, "projected")))
        return error_set(STATUS_USAGE, "found --perturbed with several norms, --sampler or another "
                                       "method, expected one step of one norm");
    for (size_t l = 0; attack->fresh && l < attack->stack.layers; l++)
        if (!attack->stack.layer[l].is_recipe)
            return error_set(STATUS_USAGE,
                             "found --fresh with a network of values, expected a recipe");
    return STATUS_OK;
}

static enum status open_line(struct attack *attack) {
    struct line *line = &attack->line;
    *line = (struct line){.fresh = attack->fresh || attack->sampler,
                          .seed = attack->seed,
                          .mutant = attack->mutant,
                          .points = attack->norm_count,
                          .stack = &attack->stack,
                          .dataset = &attack->dataset};
    line->direction = attack_is(attack, "random")           ? DIRECTION_RANDOM
                      : strcmp(attack->metric, "linf") == 0 ? DIRECTION_SIGNS
                                                            : DIRECTION_GRADIENT;
    return attack->sampler ? line_sampler(line) : line_network(line);
}

static enum status run(struct attack *attack, const struct operands *operands) {
    size_t layers = operands->count - 1;
    enum status status =
        options_list("norm", attack->norms, -DBL_MAX, DBL_MAX, &attack->norm, &attack->norm_count);
    if (status == STATUS_OK)
        status = stack_open(&attack->stack, layers, operands->items, attack->activation);
    if (status == STATUS_OK)
        status = dataset_open(&attack->dataset, operands->items[layers]);
    if (status == STATUS_OK)
        status =
            dataset_require_inputs(&attack->dataset, attack->stack.layer[0].d, "the network has w");
    if (status == STATUS_OK)
        status = check_options(attack);
    if (status == STATUS_OK)
        status = open_line(attack);
    if (status == STATUS_OK)
        status = attack_open_results(attack);
    if (status == STATUS_OK && *attack->perturbed)
        status = create_inputs(attack);
    if (status == STATUS_OK)
        status = attack_all(attack);
    status = table_finish(attack->inputs, status);
    return results_close(&attack->results, status);
}

static struct attack attack;

static const struct option options[] = {
    OPTION_TEXT("activation", attack.activation, NULL, "A",
                "activation of the network: " ACTIVATION_NAMES),
    OPTION_TEXT("norm", attack.norms, "1", "S",
                "norm of the step (a negative one goes the other way); a list as in 0.5,1,2 or "
                "0:3:61 gives a row for each. For search: the largest norm to look at"),
    OPTION_CHOICE("metric", attack.metric, "l2", "l2|linf", "what the norm is measured in"),
    OPTION_CHOICE("method", attack.method, "step", "step|random|search|projected",
                  "one gradient step; a random direction; the smallest norm along the gradient "
                  "that changes the sign; many gradient steps on the sphere"),
    OPTION_INTEGER("steps", attack.steps, "20", 1, 1e6, "T", "steps of projected"),
    OPTION_FLAG("fresh", attack.fresh,
                "attack sample i on replicate i of the network, which must be a recipe"),
    OPTION_FLAG("sampler", attack.sampler,
                "fresh networks by their exact law, never drawn: O(width + d) a sample"),
    OPTION_CHOICE("sampler-mutant", attack.mutant, "none", "none|projection|drift|along|signs",
                  "a wrong sampler, to see that checks notice it: neurons not projected off the "
                  "gradient, without their share of it, no gradient along x, signs all alike"),
    OPTION_TEXT("perturbed", attack.perturbed, "", "FILE",
                "also write the moved inputs, a dataset"),
    OPTION_SEED(attack.seed),
    OPTION_OUTPUT(attack.output),
    OPTION_END,
};

int main(int argc, char **argv) {
    const struct program program = {
        .name = "attack",
        .usage = "NETWORK... DATA",
        .purpose =
            "one gradient step against a network: x' = x - S sgn(f(x)) g/|g|, g the gradient",
        .details =
            "NETWORK and DATA are tables of values or recipes; several NETWORKs are the layers of "
            "a "
            "deep one, first layer first.\n"
            "Columns: sample; before and after, f at x and x'; gradient_norm, |g|_2; flipped, 1 if "
            "the sign changes; norm; slope, the rate at which |f| falls to first order; linear, 1 "
            "if "
            "it would change by that; gain, the fall of |f| over norm x slope; residual, f(x') "
            "less "
            "its linear prediction; flips, the fraction of neurons whose activity changes (last "
            "layer). projected adds single, f after its first step; gap, by how much more |f| "
            "falls "
            "than with one step; order2, the leading order of that gap. A zero gradient moves "
            "nothing and flips nothing.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&attack, &operands);
    if (attack.line.state)
        attack.line.close(&attack.line);
    stack_close(&attack.stack);
    dataset_close(&attack.dataset);
    free(attack.norm);
    return error_exit("attack", status);
}
