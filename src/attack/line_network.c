#include "line.h"

#include "linalg.h"
#include "random.h"
#include "sign.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct state {
    size_t first, count, room; /* room: rows of `moved` */
    double *X, *v, *f, *moved, *value, *flips;
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
        status =
            stack_evaluate(line->stack, line->fresh ? first : 0, count, 1, s->X, s->f, s->v, NULL);
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
    free(s->value);
    free(s->flips);
    s->moved = memory_new(rows * d, sizeof *s->moved);
    s->value = memory_new(rows, sizeof *s->value);
    s->flips = memory_new(rows, sizeof *s->flips);
    s->room = s->moved && s->value && s->flips ? rows : 0;
    return s->room ? STATUS_OK : STATUS_NUMERICAL;
}

/* Each group is the sample itself (flips are counted from it), then its moved points. */
static enum status move(struct line *line, size_t points, const double *t, double *value,
                        double *flips) {
    struct state *s = line->state;
    size_t d = line->dataset->d, group = points + 1;
    enum status status = make_room(s, s->count * group, d);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < s->count; i++)
        for (size_t p = 0; p < group; p++) {
            double *row = s->moved + (i * group + p) * d, step = p ? t[i * points + p - 1] : 0;
            const double *x = s->X + i * d, *v = s->v + i * d;
            for (size_t j = 0; j < d; j++)
                row[j] = x[j] + step * v[j];
        }
    status = stack_evaluate(line->stack, line->fresh ? s->first : 0, s->count * group, group,
                            s->moved, s->value, NULL, s->flips);
    for (size_t i = 0; status == STATUS_OK && i < s->count; i++)
        for (size_t p = 0; p < points; p++) {
            value[i * points + p] = s->value[i * group + p + 1];
            if (flips)
                flips[i * points + p] = s->flips[i * group + p + 1];
        }
    return status;
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
    free(s->value);
    free(s->flips);
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
    return s->X && s->v && s->f ? STATUS_OK : STATUS_NUMERICAL;
}
