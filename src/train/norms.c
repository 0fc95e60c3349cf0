/* SPDX-License-Identifier: MIT */
#include "norms.h"

#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const norms_columns[NORMS_COLUMNS] = {"gradient_first", "gradient_second", "path",
                                                  "drift",          "identity",        "rises"};

enum status norms_open(struct norms *norms, size_t width) {
    *norms = (struct norms){0};
    norms->start = memory_new(width, 3 * sizeof *norms->start);
    norms->now = norms->start ? norms->start + width : NULL;
    norms->change = norms->start ? norms->now + width : NULL;
    return norms->start ? STATUS_OK : STATUS_NUMERICAL;
}

void norms_close(struct norms *norms) {
    free(norms->start);
    norms->start = NULL;
}

static double conserved(const struct parameters *at, size_t k) {
    const double *w = at->W + k * at->d;
    return at->a[k] * at->a[k] - vector_dot(at->d, w, w);
}

void norms_start(struct norms *norms, const struct parameters *at) {
    struct norms fresh = {
        .start = norms->start, .now = norms->now, .change = norms->change, .last = INFINITY};
    *norms = fresh;
    for (size_t k = 0; k < at->width; k++)
        norms->start[k] = norms->now[k] = conserved(at, k);
    memset(norms->change, 0, at->width * sizeof *norms->change);
}

void norms_step(struct norms *norms, const struct parameters *at, const struct parameters *gradient,
                double loss, double rate) {
    size_t width = at->width, d = at->d;
    norms->drift = norms->first = norms->second = 0;
    norms->rises += loss > norms->last * (1 + 1e-14) - norms->least;
    for (size_t k = 0; k < width; k++) {
        const double *slope = gradient->W + k * d;
        double first = vector_dot(d, slope, slope), second = gradient->a[k] * gradient->a[k];
        double D = conserved(at, k);
        norms->identity = fmax(norms->identity, fabs(D - norms->now[k] - norms->change[k]));
        norms->drift += fabs(D - norms->start[k]);
        norms->now[k] = D;
        norms->change[k] = rate * rate * (second - first);
        norms->first += first + (gradient->b ? gradient->b[k] * gradient->b[k] : 0);
        norms->second += second;
    }
    norms->last = loss;
    norms->least = 0.5 * rate * (norms->first + norms->second);
    norms->path += rate * (norms->first + norms->second);
}

void norms_row(const struct norms *norms, double row[NORMS_COLUMNS]) {
    const double values[] = {norms->first, norms->second,   norms->path,
                             norms->drift, norms->identity, norms->rises};
    memcpy(row, values, sizeof values);
}
