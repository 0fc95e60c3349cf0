#include "replicate.h"

#include "vector.h"

#include <math.h>
#include <string.h>

/* Errors and the sums of those before each step. */
struct processes {
    double *z;
    double *b, *v, *bx, *vx, *vt; /* bias, variance, bX, vX, vXW */
    double *sum_b, *sum_v, *sum_bx, *sum_vx, *sum_vt;
};

static struct processes place(size_t m, double *work) {
    return (struct processes){work,         work + m,     work + 2 * m, work + 3 * m,
                              work + 4 * m, work + 5 * m, work + 6 * m, work + 7 * m,
                              work + 8 * m, work + 9 * m, work + 10 * m};
}

static void step(const struct model *model, struct processes *p, double gamma, double noise) {
    size_t m = model->m;
    double b = gamma * vector_dot(m, p->z, p->b);
    double v = gamma * (noise - vector_dot(m, p->z, p->v));
    double across = 1 - gamma * model->lambda2;
    double u = gamma * (model->lambda2 - model->lambda1) * vector_dot(m, model->u, p->vt);
    for (size_t i = 0; i < m; i++) {
        double z = p->z[i], keep = 1 - gamma * model->lambda[i], kick = gamma * noise * z;
        p->sum_b[i] += p->b[i];
        p->sum_v[i] += p->v[i];
        p->sum_bx[i] += p->bx[i];
        p->sum_vx[i] += p->vx[i];
        p->sum_vt[i] += p->vt[i];
        p->b[i] -= b * z;
        p->v[i] += v * z;
        p->bx[i] *= keep;
        p->vx[i] = keep * p->vx[i] + kick;
        p->vt[i] = across * p->vt[i] + u * model->u[i] + kick;
    }
}

static void take(const struct model *model, const struct processes *p, struct replicate *r) {
    double n = (double)model->steps;
    *r = (struct replicate){0};
    for (size_t i = 0; i < model->m; i++) {
        double lambda = model->lambda[i], b = p->sum_b[i] / n, v = p->sum_v[i] / n,
               bx = p->sum_bx[i] / n, vx = p->sum_vx[i] / n, vt = p->sum_vt[i] / n;
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
        r->mixed_cross += lambda * (v - vt) * vt;
        r->crossed += lambda * b * v;
    }
}

void replicate_run(const struct model *model, uint64_t seed, uint64_t replicate, double *work,
                   struct replicate *r) {
    size_t m = model->m, diverged = 0;
    struct processes p = place(m, work);
    double noise;
    memset(work, 0, 11 * m * sizeof *work);
    memcpy(p.b, model->start, m * sizeof *p.b);
    memcpy(p.bx, model->start, m * sizeof *p.b);
    for (size_t t = 1; t <= model->steps && diverged == 0; t++) {
        model_draw(model, seed, replicate, t, p.z, &noise);
        step(model, &p, double_descent_step_size(model->gamma, model->zeta, t), noise);
        if (!isfinite(vector_dot(m, p.b, p.b) + vector_dot(m, p.v, p.v)))
            diverged = t;
    }
    take(model, &p, r);
    r->diverged = diverged;
}

size_t replicate_error(const struct model *model, uint64_t seed, uint64_t replicate, double *work,
                       double *end) {
    size_t m = model->m;
    double noise;
    memcpy(end, model->start, m * sizeof *end);
    for (size_t t = 1; t <= model->steps; t++) {
        model_draw(model, seed, replicate, t, work, &noise);
        double along =
            double_descent_step_size(model->gamma, model->zeta, t) * vector_dot(m, work, end);
        for (size_t i = 0; i < m; i++)
            end[i] -= along * work[i];
        if (!isfinite(along))
            return t;
    }
    return 0;
}
