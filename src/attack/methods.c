/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "search.h"
#include "sign.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"sample", "before", "after",  "gradient_norm", "flipped",
                                      "norm",   "slope",  "linear", "gain",          "residual",
                                      "flips",  "single", "gap",    "order2"};
enum { COLUMNS = sizeof columns / sizeof *columns, COLUMNS_OF_ONE_STEP = COLUMNS - 3 };

bool attack_is(const struct attack *attack, const char *method) {
    return strcmp(attack->method, method) == 0;
}

enum status attack_open_results(struct attack *attack) {
    size_t own = attack_is(attack, "projected") ? COLUMNS : COLUMNS_OF_ONE_STEP;
    return results_open(&attack->results, attack->output, own, columns);
}

/* One line of the result. `more`: single, gap, order2 of a projected attack. */
static enum status put(struct attack *attack, size_t sample, const struct line_start *start,
                       double norm, double after, double flips, const double *more) {
    if (!isfinite(after))
        return error_set(STATUS_NUMERICAL,
                         "found f = %g at sample %zu moved by %g, expected a finite number", after,
                         sample + 1, norm);
    double before = start->before, sign = sign_of(before);
    double fall = norm * start->slope;
    const double row[COLUMNS] = {
        (double)(sample + 1),
        before,
        after,
        start->gradient_norm,
        sign_changes(before, after),
        norm,
        start->slope,
        before != 0 && fabs(before) <= fall,
        sign * (before - after) / fall,
        after - before + sign * fall,
        flips,
        more ? more[0] : NAN,
        more ? more[1] : NAN,
        more ? more[2] : NAN,
    };
    results_put(&attack->results, row);
    return STATUS_OK;
}

static enum status take_step(struct attack *attack, size_t first, size_t count,
                             const struct line_start *start) {
    size_t points = attack->norm_count;
    double *t = memory_new(3 * count * points, sizeof *t);
    if (!t)
        return STATUS_NUMERICAL;
    double *value = t + count * points, *flips = value + count * points;
    for (size_t i = 0; i < count * points; i++)
        t[i] = attack->norm[i % points];
    enum status status = attack->line.move(&attack->line, points, t, value, flips);
    for (size_t i = 0; status == STATUS_OK && i < count * points; i++)
        status =
            put(attack, first + i / points, &start[i / points], t[i], value[i], flips[i], NULL);
    free(t);
    return status;
}

static enum status take_search(struct attack *attack, size_t first, size_t count,
                               const struct line_start *start) {
    double *norm = memory_new(2 * count, sizeof *norm);
    if (!norm)
        return STATUS_NUMERICAL;
    enum status status =
        search_norm(&attack->line, count, start, attack->norm[0], norm, norm + count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = put(attack, first + i, &start[i], norm[i], norm[count + i], NAN, NULL);
    free(norm);
    return status;
}

static enum status take_projected(struct attack *attack, size_t first, size_t count,
                                  const struct line_start *start) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; status == STATUS_OK && p < attack->norm_count; p++) {
            struct projected found;
            status =
                search_projected(&attack->line, first + i, attack->norm[p], attack->steps, &found);
            if (status != STATUS_OK)
                break;
            double sign = sign_of(start[i].before);
            const double more[] = {found.single, sign * (found.single - found.after), found.order2};
            status = put(attack, first + i, &start[i], attack->norm[p], found.after, NAN, more);
        }
    return status;
}

enum status attack_take(struct attack *attack, size_t first, size_t count,
                        const struct line_start *start) {
    if (attack_is(attack, "search"))
        return take_search(attack, first, count, start);
    if (attack_is(attack, "projected"))
        return take_projected(attack, first, count, start);
    return take_step(attack, first, count, start);
}
