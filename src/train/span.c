/* SPDX-License-Identifier: MIT */
#include "span.h"

#include "linalg.h"

#include <stdlib.h>
#include <string.h>

enum status span_open(struct span *s, const struct parameters *at,
                      const struct objective *objective, size_t n, const double *X, const double *y,
                      const double *inner) {
    size_t m = at->width, d = at->d;
    *s = (struct span){.m = m, .n = n, .d = d, .loss = objective->loss};
    s->first = objective->first;
    s->second = objective->second;
    s->X = X;
    s->y = y;
    s->inner = inner;
    s->memory = memory_new(m, (3 * n + d) * sizeof *s->memory);
    s->f = memory_new(n, 2 * sizeof *s->f);
    if (!s->memory || !s->f)
        return STATUS_NUMERICAL;
    s->H = s->memory;
    s->K = s->H + m * n;
    s->move = s->K + m * n;
    s->W = s->move + m * n;
    s->slope = s->f + n;
    return STATUS_OK;
}

void span_close(struct span *s) {
    free(s->memory);
    free(s->f);
    *s = (struct span){0};
}

void span_start(struct span *s, const struct parameters *at) {
    linalg_multiply_transposed(s->m, s->n, s->d, at->W, s->X, false, s->H);
    memcpy(s->W, at->W, s->m * s->d * sizeof *s->W);
    memset(s->K, 0, s->m * s->n * sizeof *s->K);
    s->active = true;
    s->behind = false;
}

double span_loss(struct span *s, const struct parameters *at) {
    size_t n = s->n;
    memset(s->f, 0, n * sizeof *s->f);
    for (size_t k = 0; k < s->m; k++) {
        const double *h = s->H + k * n, a = at->a[k];
        for (size_t j = 0; j < n; j++)
            s->f[j] += a * (h[j] > 0 ? h[j] : 0);
    }
    return loss_sum(s->loss, n, s->f, s->y, s->slope) / (double)n;
}

void span_step(struct span *s, struct parameters *at, double rate) {
    size_t n = s->n;
    for (size_t j = 0; j < n; j++)
        s->slope[j] *= -rate / (double)n;
    for (size_t k = 0; k < s->m; k++) {
        const double *h = s->H + k * n, a = at->a[k];
        double *move = s->move + k * n, *weight = s->K + k * n, sum = 0;
        for (size_t j = 0; j < n; j++)
            move[j] = h[j] > 0 ? s->slope[j] : 0;
        for (size_t j = 0; s->second && j < n; j++)
            sum += move[j] * h[j];
        for (size_t j = 0; s->first && j < n; j++) {
            move[j] *= a;
            weight[j] += move[j];
        }
        at->a[k] += sum;
    }
    if (!s->first)
        return;
    linalg_multiply(s->m, n, n, s->move, s->inner, true, s->H);
    s->behind = true;
}

void span_write(struct span *s, struct parameters *at) {
    if (!s->active || !s->behind)
        return;
    memcpy(at->W, s->W, s->m * s->d * sizeof *s->W);
    linalg_multiply(s->m, s->d, s->n, s->K, s->X, true, at->W);
    s->behind = false;
}
