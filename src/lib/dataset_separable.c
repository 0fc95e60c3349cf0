/* SPDX-License-Identifier: MIT */
#include "dataset_separable.h"

#include "random.h"
#include "vector.h"

#include <math.h>
#include <string.h>

static bool law_is(const struct dataset_law *law, const char *name) {
    return strcmp(law->law, name) == 0;
}

bool dataset_is_separable(const struct dataset_law *law) {
    return law_is(law, "orthonormal") || law_is(law, "clusters") || law_is(law, "planar") ||
           law_is(law, "pairs");
}

enum status dataset_separable_check(const struct dataset_law *law, size_t n, size_t d) {
    size_t least = law_is(law, "orthonormal") ? n : law_is(law, "planar") ? 2 : 4;
    if (d >= least)
        return STATUS_OK;
    return error_set(STATUS_USAGE, "found --d=%zu, expected at least %zu for %s%s", d, least,
                     law->law, law_is(law, "orthonormal") ? " (one a sample)" : "");
}

double dataset_separable_label(size_t row) {
    return row % 2 ? -1 : 1;
}

static void draw_cluster(const struct dataset_law *law, size_t d, size_t row, double *x) {
    size_t count = (d - 2) / 2, minus = row % 2;
    double *v = x + 2 + minus * count, along = cos(law->angle), cross = law->crossing;
    random_gaussians(random_stream(law->seed, "data"), 0, row, 0, count, v);
    double factor = sin(law->angle) / sqrt(vector_dot(count, v, v));
    for (size_t j = 0; j < count; j++)
        v[j] = factor * fabs(v[j]);
    x[0] = along * (minus ? -cross : 1);
    x[1] = along * (minus ? sqrt(1 - cross * cross) : 0);
}

void dataset_separable_input(const struct dataset_law *law, size_t d, size_t row, double *x) {
    memset(x, 0, d * sizeof *x);
    if (law_is(law, "orthonormal")) {
        x[row] = 1;
    } else if (law_is(law, "clusters")) {
        draw_cluster(law, d, row, x);
    } else if (law_is(law, "planar")) {
        x[0] = row % 2 ? 1 : cos(law->angle);
        x[1] = row % 2 ? 0 : sin(law->angle);
    } else {
        x[row % 2 * 2] = cos(law->angle);
        x[row % 2 * 2 + 1] = (row / 2 % 2 ? -1 : 1) * sin(law->angle);
    }
}
