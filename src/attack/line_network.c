/* SPDX-License-Identifier: MIT */
#include "line.h"

#include "linalg.h"
#include "random.h"
#include "sign.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct state {
    size_t first, count, room; /* room: rows of `moved`, and a number more for each */
    double *X, *v, *f, *moved;
    unsigned char *active; /* batch x width of the last layer */
};

/* The direction of one sample from its gradient g (d), in place. */
static void turn(const struct line *line, size_t sample, double before, double norm, double *g) {
    size_t d = line->dataset->d;
    if (line->direction == DIRECTION_RANDOM) {
        random_gaussians(random_stream(line->seed, "direction"), 0, sample, 0, d, g);
        norm = -linalg_norm(d, g);
        before = 1;
    }
    for (size_t j = 0; j < d; j++) {
        if (line->direction == DIRECTION_SIGNS)
            g[j] = -sign_of(before) * sign_of(g[j]);
        else
            g[j] = norm != 0 ? -sign_of(before) * g[j] / norm : 0;
    }
}

static enum status start(struct line *line, size_t first, size_t count, struct line_start *out) {
    struct state *s = line->state;
    size_t d = line->dataset->d;
    s->first = first;
    s->count = count;
    enum status status = dataset_rows(line->dataset, first, count, s->X, NULL);
    if (status == STATUS_OK)
        status = stack_evaluate_active(line->stack, line->fresh ? first : 0, count, s->X, s->f,
                                       s->v, s->active);
    double *g = status == STATUS_OK ? memory_new(d, sizeof *g) : NULL;
    for (size_t i = 0; g && i < count; i++) {
        double *v = s->v + i * d;
        memcpy(g, v, d * sizeof *g);
        out[i].before = s->f[i];
        out[i].gradient_norm = linalg_norm(d, v);
        turn(line, first + i, s->f[i], out[i].gradient_norm, v);
        out[i].slope = -sign_of(s->f[i]) * vector_dot(d, g, v);
    }
    free(g);
    return status == STATUS_OK && !g ? STATUS_NUMERICAL : status;
}

static enum status make_room(struct state *s, size_t rows, size_t d) {
    if (rows <= s->room)
        return STATUS_OK;
    free(s->moved);
    s->moved = memory_new(rows, (d + 1) * sizeof *s->moved);
    s->room = s->moved ? rows : 0;
    return s->room ? STATUS_OK : STATUS_NUMERICAL;
}

static enum status move(struct line *line, size_t points, const double *t, double *value,
                        double *flips) {
    struct state *s = line->state;
    size_t d = line->dataset->d, rows = s->count * points;
    enum status status = make_room(s, rows, d);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows; i++) {
        double *moved = s->moved + i * d;
        const double *x = s->X + i / points * d, *v = s->v + i / points * d;
        for (size_t j = 0; j < d; j++)
            moved[j] = x[j] + t[i] * v[j];
    }
    return stack_evaluate_moved(line->stack, line->fresh ? s->first : 0, rows, points, s->moved,
                                s->active, value, flips ? flips : s->moved + rows * d);
}

enum status line_network_inputs(struct line *line, const double *t, double *X) {
    const struct state *s = line->state;
    size_t d = line->dataset->d;
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < d; j++)
            X[i * d + j] = s->X[i * d + j] + t[i] * s->v[i * d + j];
    return STATUS_OK;
}

static void close_line(struct line *line) {
    struct state *s = line->state;
    free(s->X);
    free(s->v);
    free(s->f);
    free(s->moved);
    free(s->active);
    free(s);
}

enum status line_network(struct line *line) {
    enum { BATCH_VALUES = 1 << 20, BATCH_MOST = 256 };
    size_t d = line->dataset->d, widest = d;
    for (size_t l = 0; l < line->stack->layers; l++)
        if (line->stack->layer[l].width > widest)
            widest = line->stack->layer[l].width;
    line->batch = line->fresh ? 1 : BATCH_VALUES / (widest * (line->points + 1)) + 1;
    line->batch = line->batch < BATCH_MOST ? line->batch : BATCH_MOST;
    struct state *s = memory_zero(1, sizeof *s);
    if (!s)
        return STATUS_NUMERICAL;
    line->state = s;
    line->start = start;
    line->move = move;
    line->close = close_line;
    s->X = memory_new(line->batch * d, sizeof *s->X);
    s->v = memory_new(line->batch * d, sizeof *s->v);
    s->f = memory_new(line->batch, sizeof *s->f);
    s->active = memory_new(line->batch, line->stack->layer[line->stack->layers - 1].width);
    return s->X && s->v && s->f && s->active ? STATUS_OK : STATUS_NUMERICAL;
}
