/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 512, CACHE_MOST = 1 << 24 };

static bool is_torus(enum transport_cost kind) {
    return kind == TRANSPORT_TORUS || kind == TRANSPORT_TORUS_SQUARED;
}

static bool is_squared(enum transport_cost kind) {
    return kind == TRANSPORT_SQUARED || kind == TRANSPORT_TORUS_SQUARED;
}

/* The binary exponent of the largest number. */
static int exponent_of(const struct transport_problem *problem) {
    double largest = is_torus(problem->cost) ? problem->period : 0;
    const struct transport_cloud *clouds[] = {&problem->from, &problem->to};
    for (int c = 0; c < 2 && !is_torus(problem->cost); c++)
        for (size_t k = 0; k < clouds[c]->n * clouds[c]->d; k++)
            largest = fmax(largest, fabs(clouds[c]->X[k]));
    int exponent = 0;
    frexp(largest, &exponent);
    return exponent;
}

/* A coordinate in [0, period) on the torus, then scaled. */
static double place(const struct metric *metric, double x, double period, int exponent) {
    if (is_torus(metric->kind)) {
        x -= period * floor(x / period);
        x = fmin(fmax(x, 0), period);
    }
    return ldexp(x, -exponent);
}

static void fill(const double *restrict x, const double *restrict B, size_t m, size_t d,
                 size_t first, size_t count, double *restrict out) {
    for (size_t j = 0; j < count; j++)
        out[j] = 0;
    for (size_t k = 0; k < d; k++) {
        const double *restrict y = B + k * m + first;
        for (size_t j = 0; j < count; j++) {
            double difference = x[k] - y[j];
            out[j] += difference * difference;
        }
    }
}

static void fill_torus(const double *restrict x, const double *restrict B, size_t m, size_t d,
                       double period, size_t first, size_t count, double *restrict out) {
    for (size_t j = 0; j < count; j++)
        out[j] = 0;
    for (size_t k = 0; k < d; k++) {
        const double *restrict y = B + k * m + first;
        for (size_t j = 0; j < count; j++) {
            double difference = fabs(x[k] - y[j]), around = period - difference;
            difference = around < difference ? around : difference;
            out[j] += difference * difference;
        }
    }
}

/* Costs of row i to count columns from first on; in blocks that stay in the first cache. */
static void costs(const struct metric *metric, size_t i, size_t first, size_t count, double *out) {
    const double *x = metric->A + i * metric->d;
    for (size_t done = 0; done < count; done += BLOCK) {
        size_t part = count - done < BLOCK ? count - done : BLOCK;
        if (is_torus(metric->kind))
            fill_torus(x, metric->B, metric->m, metric->d, metric->period, first + done, part,
                       out + done);
        else
            fill(x, metric->B, metric->m, metric->d, first + done, part, out + done);
        for (size_t j = 0; !is_squared(metric->kind) && j < part; j++)
            out[done + j] = sqrt(out[done + j]);
    }
}

enum status metric_open(struct metric *metric, const struct transport_problem *problem) {
    size_t n = problem->from.n, m = problem->to.n, d = problem->from.d;
    int exponent = exponent_of(problem);
    *metric = (struct metric){.n = n, .m = m, .d = d, .kind = problem->cost};
    metric->period = ldexp(problem->period, -exponent);
    metric->unit = ldexp(1, is_squared(problem->cost) ? 2 * exponent : exponent);
    metric->A = memory_new(n * d, sizeof(double));
    metric->B = memory_new(m * d, sizeof(double));
    metric->row = memory_new(m, sizeof(double));
    if (!metric->A || !metric->B || !metric->row)
        return STATUS_NUMERICAL;
    for (size_t k = 0; k < n * d; k++)
        metric->A[k] = place(metric, problem->from.X[k], problem->period, exponent);
    for (size_t j = 0; j < m; j++)
        for (size_t k = 0; k < d; k++)
            metric->B[k * m + j] =
                place(metric, problem->to.X[j * d + k], problem->period, exponent);
    return n > CACHE_MOST / m || d == 1 ? STATUS_OK : metric_keep(metric);
}

enum status metric_keep(struct metric *metric) {
    size_t n = metric->n, m = metric->m;
    if (metric->cache)
        return STATUS_OK;
    double *cache = n > SIZE_MAX / sizeof(double) / m ? NULL : memory_new(n * m, sizeof(double));
    for (size_t i = 0; cache && i < n; i++)
        costs(metric, i, 0, m, cache + i * m);
    metric->cache = cache;
    return cache ? STATUS_OK
                 : error_set(STATUS_NUMERICAL, "found no memory for %zu x %zu costs", n, m);
}

void metric_close(struct metric *metric) {
    free(metric->A);
    free(metric->B);
    free(metric->row);
    free(metric->cache);
    *metric = (struct metric){0};
}

const double *metric_costs(struct metric *metric, size_t i) {
    if (metric->cache)
        return metric->cache + i * metric->m;
    costs(metric, i, 0, metric->m, metric->row);
    return metric->row;
}

double metric_cost(const struct metric *metric, size_t i, size_t j) {
    if (metric->cache)
        return metric->cache[i * metric->m + j];
    double cost;
    costs(metric, i, j, 1, &cost);
    return cost;
}

long double *cloud_weights(const struct transport_cloud *cloud) {
    long double *weights = memory_new(cloud->n, sizeof *weights);
    long double sum = 0;
    for (size_t i = 0; cloud->weights && i < cloud->n; i++)
        sum += cloud->weights[i];
    for (size_t i = 0; weights && i < cloud->n; i++)
        weights[i] = cloud->weights ? cloud->weights[i] / sum : 1 / (long double)cloud->n;
    return weights;
}
