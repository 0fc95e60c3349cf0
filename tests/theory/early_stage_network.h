/* SPDX-License-Identifier: MIT */
/* Small networks trained by plain loops, apart from the library's own trainer: what the closed
 * forms of early_stage.h are held against. */
#ifndef TWOLAYER_EARLY_STAGE_NETWORK_H
#define TWOLAYER_EARLY_STAGE_NETWORK_H

#include "early_stage.h"

#include "mean.h"

enum { NETWORK_M = 120, NETWORK_N = 24, NETWORK_D = 26 };

struct network {
    size_t m, n, d;
    double a[NETWORK_M], b[NETWORK_M * NETWORK_D];
    double X[NETWORK_N * NETWORK_D], y[NETWORK_N];
    double H[NETWORK_M * NETWORK_N], z[NETWORK_N];   /* of the last network_look */
    double da[NETWORK_M], db[NETWORK_M * NETWORK_D]; /* the last gradient */
};

static inline double test_gaussian(uint64_t *state) {
    double u = test_uniform(state), v = test_uniform(state);
    return sqrt(-2 * log(u)) * cos(2 * M_PI * v);
}

static inline double test_dot(size_t n, const double *x, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static inline void test_unit(size_t n, double *x) {
    double length = sqrt(test_dot(n, x, x));
    for (size_t i = 0; i < n; i++)
        x[i] /= length;
}

/* Fresh neurons: a = +-1/sqrt m, |b| = kappa/sqrt m. */
static inline void network_start(struct network *net, double kappa, uint64_t *state) {
    double root = sqrt((double)net->m);
    for (size_t k = 0; k < net->m; k++) {
        double *b = net->b + k * net->d;
        net->a[k] = (test_uniform(state) < 0.5 ? 1 : -1) / root;
        for (size_t j = 0; j < net->d; j++)
            b[j] = test_gaussian(state);
        test_unit(net->d, b);
        for (size_t j = 0; j < net->d; j++)
            b[j] *= kappa / root;
    }
}

/* The first n axes, labels in turn. */
static inline void network_orthonormal(struct network *net) {
    memset(net->X, 0, sizeof net->X);
    for (size_t i = 0; i < net->n; i++) {
        net->X[i * net->d + i] = 1;
        net->y[i] = i % 2 ? -1 : 1;
    }
}

/* Orthogonally separable clusters: cos(delta) mu_y + sin(delta) w, w unit with entries >= 0 in ten
 * coordinates of the class, mu_+ = e_0, mu_- = -cross e_0 + sqrt(1 - cross^2) e_1. d >= 22. */
static inline void network_clusters(struct network *net, double delta, double cross,
                                    uint64_t *state) {
    memset(net->X, 0, sizeof net->X);
    for (size_t i = 0; i < net->n; i++) {
        double *x = net->X + i * net->d, w[10];
        size_t minus = i % 2;
        net->y[i] = minus ? -1 : 1;
        for (size_t j = 0; j < 10; j++)
            w[j] = fabs(test_gaussian(state));
        test_unit(10, w);
        for (size_t j = 0; j < 10; j++)
            x[2 + 10 * minus + j] = sin(delta) * w[j];
        x[0] = cos(delta) * (minus ? -cross : 1);
        x[1] = cos(delta) * (minus ? sqrt(1 - cross * cross) : 0);
    }
}

static inline void network_random(struct network *net, uint64_t *state) {
    for (size_t i = 0; i < net->n; i++) {
        for (size_t j = 0; j < net->d; j++)
            net->X[i * net->d + j] = test_gaussian(state);
        test_unit(net->d, net->X + i * net->d);
        net->y[i] = test_uniform(state) < 0.5 ? 1 : -1;
    }
}

/* Preactivations and margins; the loss. */
static inline double network_look(struct network *net, enum loss loss) {
    double sum = 0;
    for (size_t i = 0; i < net->n; i++)
        net->z[i] = 0;
    for (size_t k = 0; k < net->m; k++)
        for (size_t i = 0; i < net->n; i++) {
            double h = test_dot(net->d, net->b + k * net->d, net->X + i * net->d);
            net->H[k * net->n + i] = h;
            net->z[i] += net->y[i] * net->a[k] * fmax(0, h);
        }
    for (size_t i = 0; i < net->n; i++)
        sum += early_stage_loss(loss, net->z[i]);
    return sum / (double)net->n;
}

/* The gradient at the last look over the given samples (NULL: all). */
static inline void network_gradient(struct network *net, enum loss loss, size_t batch,
                                    const size_t *samples) {
    double over = (double)(samples ? batch : net->n);
    memset(net->da, 0, sizeof net->da);
    memset(net->db, 0, sizeof net->db);
    for (size_t l = 0; l < (samples ? batch : net->n); l++) {
        size_t i = samples ? samples[l] : l;
        double g = early_stage_slope(loss, net->z[i]) * net->y[i] / over;
        for (size_t k = 0; k < net->m; k++) {
            double h = net->H[k * net->n + i];
            if (!(h > 0))
                continue;
            net->da[k] -= g * h;
            for (size_t j = 0; j < net->d; j++)
                net->db[k * net->d + j] -= g * net->a[k] * net->X[i * net->d + j];
        }
    }
}

/* One step from the last look. */
static inline void network_step(struct network *net, enum loss loss, double step, bool both,
                                size_t batch, const size_t *samples) {
    network_gradient(net, loss, batch, samples);
    for (size_t k = 0; k < net->m; k++) {
        if (both)
            net->a[k] -= step * net->da[k];
        for (size_t j = 0; j < net->d; j++)
            net->b[k * net->d + j] -= step * net->db[k * net->d + j];
    }
}

/* The samples of one class: *count of them, their signed rows (count x d), inner products and
 * margins of the last look, each where not NULL. */
static inline void network_class(const struct network *net, bool minus, size_t *count, double *rows,
                                 double *inner, double *z) {
    size_t chosen[NETWORK_N];
    *count = 0;
    for (size_t i = 0; i < net->n; i++)
        if ((net->y[i] < 0) == minus)
            chosen[(*count)++] = i;
    for (size_t i = 0; i < *count; i++) {
        const double *x = net->X + chosen[i] * net->d;
        for (size_t j = 0; rows && j < net->d; j++)
            rows[i * net->d + j] = net->y[chosen[i]] * x[j];
        for (size_t j = 0; inner && j < *count; j++)
            inner[i * *count + j] = test_dot(net->d, x, net->X + chosen[j] * net->d);
        if (z)
            z[i] = net->z[chosen[i]];
    }
}

/* (1/n) sum over a class of l(z_i); *worst is the largest l(z_i). */
static inline double network_class_loss(const struct network *net, bool minus, enum loss loss,
                                        double *worst) {
    double sum = 0;
    *worst = 0;
    for (size_t i = 0; i < net->n; i++)
        if ((net->y[i] < 0) == minus) {
            sum += early_stage_loss(loss, net->z[i]);
            *worst = fmax(*worst, early_stage_loss(loss, net->z[i]));
        }
    return sum / (double)net->n;
}

/* A start on orthonormal data without false-living neurons; p (n) gets the masses of the samples.
 */
static inline void network_start_true(struct network *net, size_t m, size_t n, enum loss loss,
                                      uint64_t *state, double *p) {
    struct early_stage_census census;
    net->m = m, net->n = n, net->d = n;
    network_orthonormal(net);
    network_start(net, 0.5, state);
    for (size_t k = 0; k < m; k++)
        for (size_t i = 0; i < n; i++)
            if (net->a[k] * net->y[i] < 0)
                net->b[k * n + i] = -fabs(net->b[k * n + i]);
    network_look(net, loss);
    early_stage_count(m, n, net->H, net->a, net->y, p, &census);
}

#endif
