/* SPDX-License-Identifier: MIT */
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

/* The columns that do not exceed a level, from column `first` around, as numbers and places; how
 * many. */
static size_t gather(size_t m, const double *x, double level, size_t first, double *number,
                     uint32_t *place) {
    size_t count = 0;
    for (size_t part = 0; part < 2; part++) {
        size_t end = part ? first : m;
        for (size_t j = part ? 0 : first; j < end; j++) {
            number[count] = x[j];
            place[count] = (uint32_t)j;
            count += x[j] <= level;
        }
    }
    return count;
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
    size_t m = metric->m, first = i % m, found = 0;
    const double *cost = metric_costs(metric, i);
    double *reduced = scratch, *near = reduced + m, *work = near + m + 1;
    uint32_t *place = (uint32_t *)(work + m);
    if (count > m)
        count = m;
    enum status status = reserve(list, count);
    if (status != STATUS_OK)
        return status;
    for (size_t j = 0; j < m; j++)
        reduced[j] = cost[j] - v[j];
    size_t gathered = gather(m, reduced, guess_level(m, reduced, count), first, near, place);
    if (gathered < count)
        gathered = gather(m, reduced, INFINITY, first, near, place);
    memcpy(work, near, gathered * sizeof *work);
    double level = gsl_stats_select(work, 1, gathered, count - 1);
    size_t ties = count;
    for (size_t k = 0; k < gathered; k++)
        if (near[k] < level)
            ties--;
    for (size_t k = 0; k < gathered; k++)
        if (near[k] < level || (near[k] == level && ties > 0)) {
            if (near[k] == level)
                ties--;
            list->column[found] = place[k];
            list->cost[found++] = cost[place[k]];
        }
    list->count = found;
    list->bound = count < m ? level : INFINITY;
    return STATUS_OK;
}
