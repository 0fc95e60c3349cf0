/* SPDX-License-Identifier: MIT */
#include "shortcut.h"

#include "linalg.h"

#include <stdlib.h>

enum { GROUPED_SAMPLES = 512 };

enum status shortcut_open(struct shortcut *s, const struct parameters *at,
                          const struct objective *objective, size_t n, double *X, double *y) {
    size_t d = at->d;
    bool relu = objective->activation.kind == ACTIVATION_RELU && !at->b && objective->first;
    *s = (struct shortcut){.X = X, .y = y};
    s->may_group = relu && !objective->second && n <= GROUPED_SAMPLES;
    /* 2 width n^2 operations against 4 width n d. */
    s->may_span = relu && 5 * n <= 8 * d;
    if (!s->may_group && !s->may_span)
        return STATUS_OK;
    s->inner = memory_new(n, n * sizeof *s->inner);
    enum status status = s->inner ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        linalg_multiply_transposed(n, n, d, X, X, false, s->inner);
    if (status == STATUS_OK && s->may_group)
        status = grouped_open(&s->grouped, at, objective->loss, n, X, y, s->inner);
    if (status == STATUS_OK && s->may_span)
        status = span_open(&s->span, at, objective, n, X, y, s->inner);
    return status;
}

void shortcut_close(struct shortcut *s) {
    grouped_close(&s->grouped);
    span_close(&s->span);
    free(s->X);
    free(s->inner);
    *s = (struct shortcut){0};
}

void shortcut_start(struct shortcut *s) {
    s->grouped.active = s->span.active = false;
    s->grouped.next = 0;
}

bool shortcut_take(struct shortcut *s, struct parameters *at, uint64_t t, double *loss) {
    if (s->may_group && !s->grouped.active && t >= s->grouped.next) {
        span_write(&s->span, at);
        grouped_try(&s->grouped, at, t);
        s->span.active = s->span.active && !s->grouped.active;
    }
    if (s->may_group && s->grouped.active) {
        *loss = grouped_loss(&s->grouped);
        return true;
    }
    if (!s->may_span)
        return false;
    if (!s->span.active)
        span_start(&s->span, at);
    *loss = span_loss(&s->span, at);
    return true;
}

void shortcut_step(struct shortcut *s, struct parameters *at, double rate, uint64_t t) {
    if (s->grouped.active)
        grouped_step(&s->grouped, at, rate, t);
    else
        span_step(&s->span, at, rate);
}

void shortcut_write(struct shortcut *s, struct parameters *at) {
    grouped_write(&s->grouped, at);
    span_write(&s->span, at);
}
