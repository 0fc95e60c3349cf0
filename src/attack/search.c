/* SPDX-License-Identifier: MIT */
#include "search.h"

#include "linalg.h"
#include "sign.h"
#include "stack_action.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One sample's bracket: no change of sign up to `low`, one at `high` once it is found. */
struct bracket {
    double low, low_value, high, high_value;
    bool found, done;
    bool moved_high; /* the last look inside the bracket moved its high end */
    bool plateau;    /* f was seen to be 0 at two places: false position knows nothing */
};

enum { MOST_ROUNDS = 400 };
static const double precision = 1e-12;

/* The next norm to look at. */
static double propose(const struct bracket *b) {
    if (!b->found)
        return b->high;
    /* A root at an end leaves false position where it is: look a little inside. */
    double width = b->high - b->low, inside = fmin(0.5 * width, 0.5 * precision * b->high);
    if (b->plateau)
        return b->low + 0.5 * width;
    double t = b->low + width * (b->low_value / (b->low_value - b->high_value));
    return fmin(fmax(t, b->low + inside), b->high - inside);
}

static void learn(struct bracket *b, double before, double t, double value, double limit) {
    /* Illinois: an end that stays twice counts half. */
    if (sign_changes(before, value)) {
        if (b->found && b->moved_high)
            b->low_value *= 0.5;
        b->moved_high = true;
        b->plateau = b->found && b->high_value == 0 && value == 0;
        b->high = t;
        b->high_value = value;
        b->found = true;
    } else if (!b->found) {
        b->low = t;
        b->low_value = value;
        b->done = t >= limit;
        b->high = fmin(1.25 * t, limit);
    } else {
        if (!b->moved_high)
            b->high_value *= 0.5;
        b->moved_high = false;
        b->low = t;
        b->low_value = value;
    }
    b->done |= b->found && b->high - b->low <= precision * b->high;
}

static enum status close_in(struct line *line, size_t count, const struct line_start *start,
                            double limit, struct bracket *bracket, double *norm, double *value) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
        bool done = true;
        for (size_t i = 0; i < count; i++) {
            norm[i] = bracket[i].done ? bracket[i].high : propose(&bracket[i]);
            done &= bracket[i].done;
        }
        enum status status = line->move(line, 1, norm, value, NULL);
        if (status != STATUS_OK || done)
            return status;
        for (size_t i = 0; i < count; i++)
            if (!bracket[i].done)
                learn(&bracket[i], start[i].before, norm[i], value[i], limit);
    }
    return error_set(STATUS_NUMERICAL, "found no convergence of the search for the smallest norm");
}

enum status search_norm(struct line *line, size_t count, const struct line_start *start,
                        double limit, double *norm, double *value) {
    struct bracket *bracket = memory_zero(count, sizeof *bracket);
    if (!bracket)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < count; i++) {
        double guess = start[i].slope > 0 ? 1.01 * fabs(start[i].before) / start[i].slope : limit;
        bracket[i].high = fmin(guess > 0 ? guess : limit, limit);
        bracket[i].low_value = start[i].before;
        bracket[i].done = start[i].before == 0;
    }
    enum status status = close_in(line, count, start, limit, bracket, norm, value);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (!bracket[i].found)
            norm[i] = INFINITY;
    free(bracket);
    return status;
}

/* ---- many steps ---- */

/* norm^3 |P H u|^2/(2 G). */
static enum status second_order(struct line *line, uint64_t replicate, const double *x,
                                const double *u, double G, double norm, double *order2) {
    size_t d = line->dataset->d;
    if (line->stack->layers != 1 || activation_smoothness(&line->stack->activation) < 2) {
        *order2 = NAN;
        return STATUS_OK;
    }
    double *Hu = memory_new(d, sizeof *Hu);
    enum status status = Hu ? stack_action(line->stack, replicate, x, u, Hu) : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        double along = vector_dot(d, Hu, u), square = vector_dot(d, Hu, Hu);
        *order2 = norm * norm * norm * (square - along * along) / (2 * G);
    }
    free(Hu);
    return status;
}

enum status search_projected(struct line *line, size_t sample, double norm, uint64_t steps,
                             struct projected *found) {
    size_t d = line->dataset->d;
    uint64_t replicate = line->fresh ? sample : 0;
    double *x = memory_new(3 * d, sizeof *x), *moved = x ? x + d : NULL, *g = x ? x + 2 * d : NULL;
    double before = 0, value = 0;
    enum status status = x ? dataset_rows(line->dataset, sample, 1, x, NULL) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        memcpy(moved, x, d * sizeof *x);
    for (uint64_t step = 0; status == STATUS_OK && step <= steps; step++) {
        status = stack_evaluate(line->stack, replicate, 1, moved, &value, g);
        if (status != STATUS_OK)
            break;
        double G = linalg_norm(d, g);
        if (step == 0)
            before = value;
        if (step == 1)
            found->single = value;
        double turn = G > 0 ? -sign_of(before) / G : 0;
        for (size_t j = 0; j < d; j++) {
            moved[j] = x[j] + norm * turn * g[j];
            g[j] /= G;
        }
        if (step == 0)
            status = second_order(line, replicate, x, g, G, norm, &found->order2);
    }
    found->after = value;
    free(x);
    return status;
}
