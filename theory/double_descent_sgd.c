/* SPDX-License-Identifier: MIT */
/* Exact risks of averaged one-pass SGD, and the paper's six terms (R3, R4). */
#include "double_descent.h"

#include <math.h>
#include <stdlib.h>

double double_descent_step_size(double gamma, double zeta, size_t t) {
    return zeta == 0 ? gamma : gamma * pow((double)t, -zeta);
}

/* A recursion level by level, with e(t) = theta_t - theta* and A(t) = sum_{s<t} e(s):
 * c = E e^2, with = E e A, sum = E A^2, each summed over the level. As E[e(t+1) | past] =
 * (1 - gamma lambda) e(t), the last two follow from c whatever the law of the features. */
struct moments {
    double *c, *with, *sum;
};

static void moments_step(size_t count, const struct double_descent_level *levels, double noise,
                         double gamma, struct moments of) {
    double flow = noise; /* E of the squared residual: sum_j lambda_j c_j + noise */
    for (size_t i = 0; i < count; i++)
        flow += levels[i].lambda * of.c[i];
    for (size_t i = 0; i < count; i++) {
        double step = gamma * levels[i].lambda, mean = gamma * levels[i].mean;
        of.sum[i] += 2 * of.with[i] + of.c[i];
        of.with[i] = (1 - step) * (of.with[i] + of.c[i]);
        of.c[i] = (1 - 2 * step + 2 * step * step - 2 * mean * mean) * of.c[i] +
                  gamma * step * levels[i].count * flow;
    }
}

/* sum_i lambda_i value_i; infinite if the recursion has overflowed. */
static double excess(size_t count, const struct double_descent_level *levels, const double *value) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += levels[i].lambda * value[i];
    return isfinite(sum) ? sum : INFINITY;
}

static void run(size_t count, const struct double_descent_level *levels, double start, double noise,
                double gamma, double zeta, size_t n, double *work, double *average, double *last) {
    struct moments of = {work, work + count, work + 2 * count};
    for (size_t i = 0; i < count; i++) {
        of.c[i] = start * levels[i].error;
        of.with[i] = of.sum[i] = 0;
    }
    for (size_t t = 1; t <= n; t++)
        moments_step(count, levels, noise, double_descent_step_size(gamma, zeta, t), of);
    *average = excess(count, levels, of.sum) / ((double)n * (double)n);
    *last = excess(count, levels, of.c);
}

/* ---- with Sigma or Sigma~ in place of z z^T ---- */

/* (1/n) sum_{t=s}^{n-1} prod_{k=s+1}^t (1 - gamma_k lambda) for one lambda, from that for s + 1. */
static double carry(double lambda, double step, double n, double later) {
    return 1 / n + (1 - step * lambda) * later;
}

/* Sums over the levels of what the noise of one step leaves in the average. */
struct trace {
    double square, overlap; /* tr Sigma^2, u^T Sigma^2 u */
    double along;           /* u^T Sigma u */
};

static struct trace trace(size_t count, const struct double_descent_level *levels) {
    struct trace sums = {0};
    for (size_t i = 0; i < count; i++) {
        double lambda = levels[i].lambda;
        sums.square += levels[i].count * lambda * lambda;
        sums.overlap += levels[i].overlap * lambda * lambda;
        sums.along += levels[i].overlap * lambda;
    }
    return sums;
}

/* VX, V2 and V3. A_s of Sigma in work; that of Sigma~ is p I + q u u^T. V2 is summed as the square
 * of A_s - A~_s, not as a difference of VX, V3 and their product. */
static void noise_terms(size_t count, const struct double_descent_level *levels, double lambda1,
                        double lambda2, double noise, double gamma, double zeta, size_t n,
                        double *work, struct double_descent_sgd *sgd) {
    struct trace sums = trace(count, levels);
    double p = 0, first = 0, size = (double)n;
    for (size_t i = 0; i < count; i++)
        work[i] = 0;
    for (size_t s = n - 1; s >= 1; s--) {
        double next = double_descent_step_size(gamma, zeta, s + 1),
               step = double_descent_step_size(gamma, zeta, s);
        p = carry(lambda2, next, size, p);
        first = carry(lambda1, next, size, first);
        double q = first - p, x = 0, two = q * q * sums.along * sums.along;
        for (size_t i = 0; i < count; i++) {
            double lambda = levels[i].lambda, square = lambda * lambda;
            work[i] = carry(lambda, next, size, work[i]);
            double apart = work[i] - p;
            x += levels[i].count * square * work[i] * work[i];
            two += square * (levels[i].count * apart * apart - 2 * q * apart * levels[i].overlap);
        }
        double weight = noise * step * step;
        sgd->variance_x += weight * x;
        sgd->V2 += weight * two;
        sgd->V3 += weight * (p * p * sums.square + 2 * p * q * sums.overlap +
                             q * q * sums.along * sums.along);
    }
}

/* BX, B2 and B3: the mean error is multiplied by the A_0 of Sigma, or p I + q u u^T. factor: A_0
 * on each level, then on u and across. */
static void bias_terms(size_t count, const struct double_descent_level *levels, double lambda1,
                       double lambda2, const double *factor, struct double_descent_sgd *sgd) {
    double first = factor[count], p = factor[count + 1], q = first - p, along = 0, norm2 = 0;
    for (size_t i = 0; i < count; i++) {
        along += levels[i].cross;
        norm2 += levels[i].error;
        sgd->bias_x += levels[i].lambda * factor[i] * factor[i] * levels[i].error;
    }
    for (size_t i = 0; i < count; i++) {
        double apart = factor[i] - p;
        sgd->B2 += levels[i].lambda *
                   (apart * apart * levels[i].error - 2 * apart * q * along * levels[i].cross +
                    q * q * along * along * levels[i].overlap);
    }
    sgd->B3 = lambda2 * p * p * (norm2 - along * along) + lambda1 * first * first * along * along;
}

/* Where a recursion has overflowed all that comes of it is unbounded. */
static void mark_overflow(struct double_descent_sgd *sgd) {
    double *values[] = {&sgd->bias,   &sgd->variance,   &sgd->last_bias, &sgd->last_variance,
                        &sgd->bias_x, &sgd->variance_x, &sgd->B1,        &sgd->V1,
                        &sgd->B2,     &sgd->B3,         &sgd->V2,        &sgd->V3};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!isfinite(*values[i]))
            *values[i] = INFINITY;
}

enum status double_descent_sgd(size_t count, const struct double_descent_level *levels,
                               double lambda1, double lambda2, double noise, double gamma,
                               double zeta, size_t n, struct double_descent_sgd *sgd) {
    double *work = memory_new(3 * count + 6, sizeof *work), *factor = work + count + 2;
    *sgd = (struct double_descent_sgd){0};
    if (!work)
        return STATUS_NUMERICAL;
    run(count, levels, 1, 0, gamma, zeta, n, work, &sgd->bias, &sgd->last_bias);
    run(count, levels, 0, noise, gamma, zeta, n, work, &sgd->variance, &sgd->last_variance);
    for (size_t i = 0; i < count; i++)
        work[i] = levels[i].lambda;
    work[count] = lambda1;
    work[count + 1] = lambda2;
    double_descent_bias_factors(gamma, zeta, n, count + 2, work, factor);
    bias_terms(count, levels, lambda1, lambda2, factor, sgd);
    noise_terms(count, levels, lambda1, lambda2, noise, gamma, zeta, n, work, sgd);
    sgd->B1 = sgd->bias - sgd->bias_x;
    sgd->V1 = sgd->variance - sgd->variance_x;
    mark_overflow(sgd);
    free(work);
    return STATUS_OK;
}
