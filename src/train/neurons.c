/* SPDX-License-Identifier: MIT */
#include "neurons.h"

#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

static const char *const columns[] = {"step", "time",  "replicate", "neuron", "a",
                                      "norm", "along", "true",      "false",  "clock"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum status neurons_open(struct neurons *neurons, const char *path,
                         const struct partition *partition) {
    size_t d = partition->d;
    *neurons = (struct neurons){.partition = partition};
    neurons->mean = memory_zero(2 * d, sizeof *neurons->mean);
    if (!neurons->mean)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < partition->n; i++)
        for (size_t j = 0; j < d; j++)
            neurons->mean[(partition->y[i] < 0) * d + j] += partition->X[i * d + j];
    for (size_t c = 0; c < 2; c++) {
        double norm = linalg_norm(d, neurons->mean + c * d);
        for (size_t j = 0; norm > 0 && j < d; j++)
            neurons->mean[c * d + j] /= norm;
    }
    return results_open(&neurons->results, path, COLUMNS, columns);
}

void neurons_close(struct neurons *neurons) {
    free(neurons->mean);
    neurons->mean = NULL;
}

void neurons_write(struct neurons *neurons, const struct parameters *at, double replicate) {
    const struct partition *p = neurons->partition;
    for (size_t k = 0; k < p->m; k++) {
        const double *w = at->W + k * p->d;
        size_t minus = p->start[k] < 0, own = 0, other = 0;
        for (size_t i = 0; i < p->n; i++) {
            bool same = (p->y[i] < 0) == (minus > 0);
            own += same && p->active[k * p->n + i];
            other += !same && p->active[k * p->n + i];
        }
        const double row[COLUMNS] = {(double)p->step,
                                     p->time,
                                     replicate,
                                     (double)(k + 1),
                                     at->a[k],
                                     linalg_norm(p->d, w),
                                     vector_dot(p->d, w, neurons->mean + minus * p->d),
                                     (double)own,
                                     (double)other,
                                     p->classes[!minus].clock};
        results_put(&neurons->results, row);
    }
}
