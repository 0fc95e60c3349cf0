#include "transport_internal.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE = 128 };

/* A number that about twice `count` of the n numbers do not exceed, guessed from a sample. */
static double guess_level(size_t n, const double *x, size_t count) {
    double sample[SAMPLE];
    if (n < 4 * SAMPLE || count > n / 8)
        return INFINITY;
    for (size_t k = 0; k < SAMPLE; k++)
        sample[k] = x[k * (n / SAMPLE)];
    size_t place = 2 * SAMPLE * count / n + 4;
    return gsl_stats_select(sample, 1, SAMPLE, place < SAMPLE ? place : SAMPLE - 1);
}

/* The count-th smallest of the n numbers, count < n. work: n. */
static double find_level(size_t n, const double *x, size_t count, double *work) {
    double guess = guess_level(n, x, count);
    size_t below = 0;
    for (size_t j = 0; j < n; j++) {
        work[below] = x[j];
        below += x[j] <= guess;
    }
    if (below < count) {
        memcpy(work, x, n * sizeof *work);
        below = n;
    }
    return gsl_stats_select(work, 1, below, count - 1);
}

static enum status reserve(struct candidates *list, size_t count) {
    if (count <= list->capacity)
        return STATUS_OK;
    double *block = memory_new(count, sizeof(double) + sizeof(uint32_t));
    if (!block)
        return STATUS_NUMERICAL;
    free(list->cost);
    list->cost = block;
    list->column = (uint32_t *)(block + count);
    list->capacity = count;
    return STATUS_OK;
}

enum status candidates_make(struct candidates *list, struct metric *metric, size_t i,
                            const double *v, size_t count, double *scratch) {
    size_t m = metric->m;
    const double *cost = metric_costs(metric, i);
    double *reduced = scratch, level = INFINITY;
    if (count > m)
        count = m;
    enum status status = reserve(list, count);
    if (status != STATUS_OK)
        return status;
    for (size_t j = 0; j < m; j++)
        reduced[j] = cost[j] - v[j];
    if (count < m)
        level = find_level(m, reduced, count, scratch + m);
    size_t found = 0;
    for (size_t j = 0; j < m; j++)
        if (reduced[j] < level) {
            list->column[found] = (uint32_t)j;
            list->cost[found++] = cost[j];
        }
    for (size_t k = 0; found < count; k++) {
        size_t j = (i + k) % m;
        if (reduced[j] == level) {
            list->column[found] = (uint32_t)j;
            list->cost[found++] = cost[j];
        }
    }
    list->count = found;
    list->bound = level;
    return STATUS_OK;
}
