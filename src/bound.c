/* SPDX-License-Identifier: MIT */
/* bound: the chain from a measured generalisation gap to a bound known before training, link by
 * link. */
#include "bound/measure.h"
#include "dataset_norms.h"
#include "options.h"
#include "results.h"
#include "wasserstein.h"

#include <math.h>

struct bound {
    const char *loss_name, *over, *law, *initial, *output;
    double step, start, radius2, rho, top;
    uint64_t samples, d, steps;
    enum loss loss;
    struct wasserstein_known known;
};

static const char *const columns[] = {"chain", "index",  "link", "what",     "value", "factor",
                                      "slack", "before", "gap",  "distance", "lip2"};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Numbers that are not given are negative. */
static double known_or_nan(double value) {
    return value < 0 ? NAN : value;
}

static void forget_unknown(struct bound *b) {
    struct wasserstein_known *k = &b->known;
    double *const all[] = {&k->gap,        &k->test_gap, &k->variance, &k->gradient2, &k->seen,
                           &k->product,    &k->lip2,     &k->distance, &k->trace,     &k->map,
                           &k->side,       &k->moment,   &k->path,     &k->largest,   &k->square,
                           &k->half_width, &k->order,    &k->norm,     &b->start,     &b->radius2,
                           &b->rho,        &b->top};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *all[i] = known_or_nan(*all[i]);
    k->n = b->samples ? (double)b->samples : NAN;
    k->d = b->d ? (double)b->d : NAN;
}

/* The moments of the weights after SGD with steps that use samples again, unless given. */
static void add_moments(struct bound *b, double mean) {
    struct wasserstein_known *k = &b->known;
    double steps = (double)b->steps;
    double eta = b->over[0] == 's' && steps > 0 ? b->step / sqrt(steps) : b->step;
    if (isnan(k->moment))
        k->moment = wasserstein_moment_bound_epochs(b->radius2, eta, steps, b->start, b->rho);
    if (isnan(k->largest))
        k->largest = wasserstein_moment_bound_epochs(b->radius2, eta, steps, mean, b->top) / 2;
}

static enum status read_files(struct bound *b, const struct operands *files) {
    struct measured measured;
    if (files->count == 0)
        return STATUS_OK;
    if (files->count != 3)
        return error_set(STATUS_USAGE,
                         "found %zu files, expected none, or NETWORK SAMPLE TEST (see --help)",
                         files->count);
    enum status status =
        measure(files->items[0], files->items[1], files->items[2], b->loss, &b->known, &measured);
    if (status == STATUS_OK) {
        b->radius2 = measured.radius2;
        b->rho = measured.rho;
        b->top = measured.top;
    }
    return status;
}

/* What a law tells before training, unless it was given. */
static enum status read_law(struct bound *b) {
    enum { ROWS = 1 << 16 };
    struct wasserstein_known *k = &b->known;
    struct dataset dataset;
    struct dataset_norms norms = {0};
    enum status status = dataset_open(&dataset, b->law);
    if (status != STATUS_OK)
        return status;
    status = dataset_norms(&dataset, b->law, b->loss, ROWS, &norms);
    double map = wasserstein_map_lipschitz(norms.teacher, norms.half_width);
    const struct {
        double *number, value;
    } known[] = {{&k->d, (double)dataset.d + 1},
                 {&k->trace, norms.trace},
                 {&k->map, map},
                 {&k->square, norms.square},
                 {&b->rho, norms.rho},
                 {&b->top, norms.top},
                 {&b->radius2, norms.radius2},
                 {&k->half_width, norms.half_width}};
    for (size_t i = 0; status == STATUS_OK && i < sizeof known / sizeof *known; i++)
        if (isnan(*known[i].number))
            *known[i].number = known[i].value;
    dataset_close(&dataset);
    return status;
}

static enum status collect(struct bound *b, const struct operands *files) {
    forget_unknown(b);
    enum status status = loss_parse(&b->loss, b->loss_name);
    double mean = b->start;
    if (status == STATUS_OK)
        status = read_files(b, files);
    if (status == STATUS_OK && *b->law)
        status = read_law(b);
    if (status == STATUS_OK && *b->initial)
        status = measure_start(b->initial, &mean, &b->start);
    if (status == STATUS_OK && (isnan(b->known.n) || isnan(b->known.d)))
        status = error_set(STATUS_USAGE, "found no --%s, expected it, or NETWORK SAMPLE TEST",
                           isnan(b->known.n) ? "samples" : "d");
    if (status == STATUS_OK)
        add_moments(b, mean);
    return status;
}

static enum status write_links(const struct bound *b) {
    struct wasserstein_link links[WASSERSTEIN_LINKS];
    size_t count = wasserstein_chain(&b->known, links);
    struct results results;
    if (count == 0)
        return error_set(STATUS_USAGE,
                         "found numbers of no link of a chain, expected more of them (see --help)");
    enum status status = results_open(&results, b->output, COLUMNS, columns);
    double index = 0, last = NAN, start = NAN;
    const char *chain = NULL;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        bool first = links[i].chain != chain;
        index = first ? 0 : index + 1;
        start = first ? links[i].value : start;
        table_put_text(results.writer, links[i].chain);
        table_put(results.writer, index);
        table_put_text(results.writer, links[i].name);
        table_put_text(results.writer, links[i].what);
        const struct wasserstein_known *k = &b->known;
        const double numbers[] = {links[i].value,
                                  first ? 1 : links[i].value / last,
                                  links[i].value / start,
                                  links[i].known_before,
                                  k->gap,
                                  k->distance,
                                  k->lip2};
        table_put_all(results.writer, sizeof numbers / sizeof *numbers, numbers);
        results_end_row(&results);
        chain = links[i].chain;
        last = links[i].value;
    }
    return results_close(&results, status);
}

static const char details[] =
    "Without files the numbers are given; a link is printed if all that it needs is known, so that "
    "--samples, --law, --initial, --step and --steps alone print what is known before training. "
    "With "
    "files (a relu network trained on SAMPLE, and TEST in place of the law) they are measured: n, "
    "d, gap, variance, the steepest slope of the loss, norms, trace, side, and W1 of both samples, "
    "labels as a coordinate, certified; then --initial, --step and --steps add what was known "
    "before.\n"
    "Chains (wasserstein.md, c3 to c5): independent, of a fresh sample: A0 = sqrt(2 V/(pi n)), A1 "
    "= sqrt(V/n), A3 = sqrt(lip2 trace/n), A4 with 1 + moment^2/4 for lip2; gradients: A2 in place "
    "of A1; dependent: Lip W1, B = sqrt(lip2) sqrt(W1^2 + trace/n), with W6 for W1, and with the "
    "moments; dyadic and "
    "moments: the same with W3 and W5; path: R = 4 P sqrt(E|x|^2/n). Columns: factor, over the "
    "link before; slack, over the first of the chain; before: 1 if known before training; gap, "
    "distance, lip2: what was measured or given (nan: neither).";

#define NUMBER(name, variable, symbol, help)                                                       \
    OPTION_REAL(name, variable, "-1", -1, 1e300, symbol, help)

int main(int argc, char **argv) {
    struct bound b = {0};
    struct wasserstein_known *k = &b.known;
    const struct option options[] = {
        OPTION_INTEGER("samples", b.samples, "0", 0, 0x1p53, "N", "size of the sample"),
        OPTION_INTEGER("d", b.d, "0", 0, 1000, "D", "dimension of z = (x, y)"),
        OPTION_CHOICE("loss", b.loss_name, "abs", "abs|huber", "|f-y| or sqrt(1+(f-y)^2)-1"),
        NUMBER("gap", k->gap, "G", "mean gap of the training sample (-1, here and below: unknown)"),
        NUMBER("test-gap", k->test_gap, "G", "mean gap of an independent sample"),
        NUMBER("variance", k->variance, "V", "E Var(loss | weights)"),
        NUMBER("gradient2", k->gradient2, "E", "E|grad f - grad g|^2"),
        NUMBER("half-width", k->half_width, "S", "of uniform noise on labels"),
        NUMBER("seen", k->seen, "E", "mean of W1 times the steepest slope seen"),
        NUMBER("product", k->product, "E", "mean of W1 times the Lipschitz constant"),
        NUMBER("lip2", k->lip2, "E", "E Lip^2"),
        NUMBER("distance", k->distance, "W", "E W1 of the sample to its law"),
        NUMBER("trace", k->trace, "T", "tr Cov(z)"),
        NUMBER("map", k->map, "L", "Lipschitz constant of a map from the unit cube to the law"),
        NUMBER("side", k->side, "L", "side of a cube that holds the law"),
        NUMBER("order", k->order, "Q", "order of a moment of z"),
        NUMBER("norm", k->norm, "M", "(E |z|^Q)^{1/Q}, |.| the largest coordinate or the length"),
        NUMBER("path", k->path, "P", "path norm"),
        NUMBER("square", k->square, "E", "E|x|^2"),
        NUMBER("moment", k->moment, "B",
               "bound of (E s^2)^{1/2}, s the squared norm of all weights"),
        NUMBER("largest", k->largest, "B", "bound of s/2 on every path"),
        NUMBER("start", b.start, "B", "(E s_0^2)^{1/2} before training"),
        NUMBER("radius2", b.radius2, "R", "largest |x|^2"),
        NUMBER("rho", b.rho, "R", "(E rho(|y|)^2)^{1/2}"),
        NUMBER("top", b.top, "R", "largest rho(|y|)"),
        OPTION_TEXT("law", b.law, "", "DATA",
                    "recipe of the law (--law=box, a relu network for teacher), for --d --trace "
                    "--map --square --radius2 --rho --top --half-width"),
        OPTION_TEXT("initial", b.initial, "", "NETWORK",
                    "weights before training, or their recipe, for --start"),
        OPTION_REAL("step", b.step, "0", 0, 100, "E", "step size of SGD"),
        OPTION_CHOICE("over", b.over, "1", "1|sqrt-steps", "what it is divided by"),
        OPTION_INTEGER("steps", b.steps, "0", 0, 0x1p53, "K", "number of steps"),
        OPTION_OUTPUT(b.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "bound",
        .usage = "[NETWORK SAMPLE TEST]",
        .purpose = "the chain from a measured generalisation gap to a bound known before training",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = collect(&b, &operands);
    if (status == STATUS_OK)
        status = write_links(&b);
    return error_exit("bound", status);
}
