/* SPDX-License-Identifier: MIT */
#include "grouped.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Between two looks for groups; a look costs about as much as a step in full. */
enum { WAIT = 64 };

enum status grouped_open(struct grouped *g, const struct parameters *at, enum loss loss, size_t n,
                         const double *X, const double *y, const double *inner) {
    size_t m = at->width, d = at->d;
    *g = (struct grouped){.m = m, .n = n, .d = d, .loss = loss, .X = X, .y = y, .inner = inner};
    size_t numbers = m * n + m * d + (3 + 5 * GROUPED_MOST) * n + GROUPED_MOST * d;
    g->memory = memory_new(numbers, sizeof *g->memory);
    g->group = memory_new(m + GROUPED_MOST * n, sizeof *g->group);
    g->pattern = memory_new(n, sizeof *g->pattern);
    if (!g->memory || !g->group || !g->pattern)
        return STATUS_NUMERICAL;
    double *next = g->memory;
    double **places[] = {&g->H, &g->W, &g->f, &g->slope, &g->work};
    const size_t sizes[] = {m * n, m * d, n, n, n};
    for (size_t i = 0; i < 5; next += sizes[i++])
        *places[i] = next;
    for (size_t i = 0; i < GROUPED_MOST; i++) {
        struct group *group = &g->groups[i];
        double **own[] = {&group->sum, &group->shift, &group->low, &group->high, &group->weight};
        for (size_t j = 0; j < 5; j++, next += n)
            *own[j] = next;
        group->samples = g->group + m + i * n;
    }
    g->direction = next;
    return STATUS_OK;
}

void grouped_close(struct grouped *g) {
    free(g->memory);
    free(g->group);
    free(g->pattern);
    *g = (struct grouped){0};
}

/* The group of the pattern, a new one if there is none; NULL if there are too many. */
static struct group *find_group(struct grouped *g) {
    size_t size = 0;
    for (size_t i = 0; i < g->n; i++)
        size += g->pattern[i];
    for (size_t c = 0; c < g->count; c++) {
        struct group *group = &g->groups[c];
        size_t same = 0;
        while (size == group->size && same < size && g->pattern[group->samples[same]])
            same++;
        if (size == group->size && same == size)
            return group;
    }
    if (g->count == GROUPED_MOST)
        return NULL;
    struct group *group = &g->groups[g->count++];
    group->size = 0;
    group->mass = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (g->pattern[i])
            group->samples[group->size++] = i;
        group->sum[i] = group->shift[i] = group->weight[i] = 0;
        group->low[i] = -INFINITY;
        group->high[i] = INFINITY;
    }
    return group;
}

/* h + a shift keeps its side of 0 while the shift stays between low and high. */
static void add_neuron(struct grouped *g, struct group *group, double a, const double *h) {
    group->mass += a * a;
    for (size_t i = 0; i < g->n; i++) {
        double turn = -h[i] / a;
        group->sum[i] += a * h[i];
        if (a == 0)
            continue;
        if ((h[i] > 0) == (a > 0))
            group->low[i] = fmax(group->low[i], turn);
        else
            group->high[i] = fmin(group->high[i], turn);
    }
}

void grouped_try(struct grouped *g, const struct parameters *at, uint64_t step) {
    size_t n = g->n, cost = 0;
    if (step < g->next)
        return;
    g->next = step + WAIT;
    g->count = 0;
    memcpy(g->W, at->W, g->m * g->d * sizeof *at->W);
    linalg_multiply_transposed(g->m, n, g->d, at->W, g->X, false, g->H);
    for (size_t k = 0; k < g->m; k++) {
        const double *h = g->H + k * n;
        for (size_t i = 0; i < n; i++)
            g->pattern[i] = h[i] > 0;
        struct group *group = find_group(g);
        if (!group)
            return;
        g->group[k] = (size_t)(group - g->groups);
        add_neuron(g, group, at->a[k], h);
    }
    for (size_t c = 0; c < g->count; c++)
        cost += g->groups[c].size * n;
    g->active = cost < g->m * n * g->d / 2;
    g->behind = false;
}

double grouped_loss(struct grouped *g) {
    size_t n = g->n;
    memset(g->f, 0, n * sizeof *g->f);
    for (size_t c = 0; c < g->count; c++) {
        const struct group *group = &g->groups[c];
        for (size_t l = 0; l < group->size; l++) {
            size_t i = group->samples[l];
            g->f[i] += group->sum[i] + group->mass * group->shift[i];
        }
    }
    return loss_sum(g->loss, n, g->f, g->y, g->slope) / (double)n;
}

/* Whether no neuron of the group has changed sides. (A neuron on the boundary is inactive, so that
 * the bounds themselves are looked at again.) */
static bool move_group(struct grouped *g, struct group *group, double rate) {
    size_t n = g->n;
    bool holds = true;
    double *change = g->work;
    memset(change, 0, n * sizeof *change);
    for (size_t l = 0; l < group->size; l++) {
        size_t j = group->samples[l];
        double s = -rate * g->slope[j] / (double)n;
        const double *inner = g->inner + j * n;
        group->weight[j] += s;
        for (size_t i = 0; i < n; i++)
            change[i] += s * inner[i];
    }
    for (size_t i = 0; i < n; i++) {
        group->shift[i] += change[i];
        holds &= (group->shift[i] > group->low[i]) & (group->shift[i] < group->high[i]);
    }
    return holds;
}

void grouped_step(struct grouped *g, struct parameters *at, double rate, uint64_t step) {
    bool holds = true;
    for (size_t c = 0; c < g->count; c++)
        if (g->groups[c].size > 0)
            holds &= move_group(g, &g->groups[c], rate);
    g->behind = true;
    if (holds)
        return;
    grouped_write(g, at);
    g->active = false;
    g->next = step + WAIT;
}

void grouped_write(struct grouped *g, struct parameters *at) {
    size_t d = g->d;
    if (!g->active || !g->behind)
        return;
    for (size_t c = 0; c < g->count; c++)
        linalg_multiply(1, d, g->n, g->groups[c].weight, g->X, false, g->direction + c * d);
    for (size_t k = 0; k < g->m; k++)
        for (size_t j = 0; j < d; j++)
            at->W[k * d + j] = g->W[k * d + j] + at->a[k] * g->direction[g->group[k] * d + j];
    g->behind = false;
}
