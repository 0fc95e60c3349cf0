/* SPDX-License-Identifier: MIT */
#include "replicate.h"

#include "vector.h"
#include "vectorised.h"

#include <math.h>
#include <string.h>

/* Errors and the sums of those before each step. */
struct processes {
    double *z;
    double *b, *v, *vx, *vt; /* bias, variance, vX, vXW */
    double *sum_b, *sum_v, *sum_vx, *sum_vt;
};

/* Each process begins on a cache line: vectors that cross lines are stored slowly. */
enum { LINE = 8, PLACES = 9 };

/* Noise is drawn for so many steps at once. */
enum { AHEAD = 64 };

static size_t stride(size_t m) {
    return (m + LINE - 1) / LINE * LINE;
}

size_t replicate_work(size_t m) {
    return PLACES * stride(m) + LINE;
}

static struct processes place(size_t m, double *work) {
    size_t s = stride(m);
    double *w = work + (LINE - (uintptr_t)work / sizeof *work % LINE) % LINE;
    return (struct processes){w,         w + s,     w + 2 * s, w + 3 * s, w + 4 * s,
                              w + 5 * s, w + 6 * s, w + 7 * s, w + 8 * s};
}

/* Each adds to its sum before it moves: along z; by the factors of Sigma and of Sigma~, and the
 * kick of the noise. */
VECTORISED
static void move_x(size_t m, double gamma, double kick, const double *restrict lambda,
                   const double *restrict z, double *restrict x, double *restrict sum) {
    for (size_t i = 0; i < m; i++) {
        sum[i] += x[i];
        x[i] = (1 - gamma * lambda[i]) * x[i] + kick * z[i];
    }
}

VECTORISED
static void move_tilde(size_t m, double across, double along, double kick, const double *restrict u,
                       const double *restrict z, double *restrict x, double *restrict sum) {
    for (size_t i = 0; i < m; i++) {
        sum[i] += x[i];
        x[i] = across * x[i] + along * u[i] + kick * z[i];
    }
}

/* Whether all is finite. */
static bool step(const struct model *model, const struct processes *p, double gamma, double noise) {
    size_t m = model->m;
    double b = gamma * vector_dot(m, p->z, p->b);
    double v = gamma * (noise - vector_dot(m, p->z, p->v));
    double gap = model->lambda2 - model->lambda1;
    double u = gap == 0 ? 0 : gamma * gap * vector_dot(m, model->u, p->vt);
    vector_step(m, -b, p->z, p->b, p->sum_b);
    vector_step(m, v, p->z, p->v, p->sum_v);
    move_x(m, gamma, gamma * noise, model->lambda, p->z, p->vx, p->sum_vx);
    move_tilde(m, 1 - gamma * model->lambda2, u, gamma * noise, model->u, p->z, p->vt, p->sum_vt);
    return isfinite(b + v);
}

void replicate_means(const struct model *model, double *means) {
    size_t m = model->m;
    double along = vector_dot(m, model->u, model->start), sum_along = 0, across = 1, sum_across = 0;
    memset(means, 0, 2 * m * sizeof *means);
    double *bx = means + m; /* for a while */
    memcpy(bx, model->start, m * sizeof *bx);
    for (size_t t = 1; t <= model->steps; t++) {
        double gamma = double_descent_step_size(model->gamma, model->zeta, t);
        for (size_t i = 0; i < m; i++) {
            means[i] += bx[i];
            bx[i] *= 1 - gamma * model->lambda[i];
        }
        sum_along += along;
        sum_across += across;
        along *= 1 - gamma * model->lambda1;
        across *= 1 - gamma * model->lambda2;
    }
    double n = (double)model->steps, start = vector_dot(m, model->u, model->start);
    for (size_t i = 0; i < m; i++) {
        means[i] /= n;
        means[m + i] =
            (sum_along * model->u[i] + sum_across * (model->start[i] - start * model->u[i])) / n;
    }
}

static void take(const struct model *model, const struct processes *p, const double *means,
                 struct replicate *r) {
    double n = (double)model->steps;
    *r = (struct replicate){0};
    for (size_t i = 0; i < model->m; i++) {
        double lambda = model->lambda[i], b = p->sum_b[i] / n, v = p->sum_v[i] / n, bx = means[i],
               bt = means[model->m + i], vx = p->sum_vx[i] / n, vt = p->sum_vt[i] / n;
        double end = p->b[i] + p->v[i], after = b + v + (end - model->start[i]) / n;
        r->bias += lambda * b * b;
        r->variance += lambda * v * v;
        r->total += lambda * (b + v) * (b + v);
        r->after += lambda * after * after;
        r->last += lambda * end * end;
        r->B1 += lambda * (b - bx) * (b - bx);
        r->V1 += lambda * (v - vx) * (v - vx);
        r->V2 += lambda * (vx - vt) * (vx - vt);
        r->V3 += lambda * vt * vt;
        r->variance_x += lambda * vx * vx;
        r->bias_cross += lambda * (b - bx) * bx;
        r->variance_cross += lambda * (v - vx) * vx;
        r->mixed_bias_cross += lambda * (b - bt) * bt;
        r->mixed_cross += lambda * (v - vt) * vt;
        r->crossed += lambda * b * v;
    }
}

void replicate_run(const struct model *model, const double *means, uint64_t seed,
                   uint64_t replicate, double *work, struct replicate *r) {
    size_t m = model->m, diverged = 0;
    memset(work, 0, replicate_work(m) * sizeof *work);
    struct processes p = place(m, work);
    double noise[AHEAD];
    memcpy(p.b, model->start, m * sizeof *p.b);
    for (size_t t = 1; t <= model->steps && diverged == 0; t++) {
        size_t ahead = (t - 1) % AHEAD;
        if (ahead == 0)
            model_noise(model, seed, replicate, t, AHEAD, noise);
        model_features(model, seed, replicate, t, p.z);
        if (!step(model, &p, double_descent_step_size(model->gamma, model->zeta, t), noise[ahead]))
            diverged = t;
    }
    take(model, &p, means, r);
    r->diverged = diverged;
}

size_t replicate_error(const struct model *model, uint64_t seed, uint64_t replicate, double *work,
                       double *end) {
    size_t m = model->m;
    memcpy(end, model->start, m * sizeof *end);
    for (size_t t = 1; t <= model->steps; t++) {
        model_features(model, seed, replicate, t, work);
        double along =
            double_descent_step_size(model->gamma, model->zeta, t) * vector_dot(m, work, end);
        for (size_t i = 0; i < m; i++)
            end[i] -= along * work[i];
        if (!isfinite(along))
            return t;
    }
    return 0;
}
