/* SPDX-License-Identifier: MIT */
#include "spectrum.h"

#include "dataset.h"
#include "linalg.h"
#include "network.h"

#include <stdlib.h>
#include <string.h>

/* All weights of a network in memory, width x d, and its output weights; the caller frees both. */
static enum status load(const char *path, size_t *width, size_t *d, double **W, double **a) {
    struct network network;
    enum status status = network_open(&network, path);
    if (status != STATUS_OK)
        return status;
    *width = network.width;
    *d = network.d;
    *W = memory_new(network.width, network.d * sizeof **W);
    *a = memory_new(network.width, sizeof **a);
    status = *W && *a ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        network_rows(&network, 0, 0, network.width, *W, *a, NULL);
    network_close(&network);
    return status;
}

enum status spectrum_take_features(struct spectrum *s) {
    struct dataset dataset;
    struct activation activation;
    double *X = NULL, *F = NULL;
    enum status status = activation_parse(&activation, s->activation);
    if (status != STATUS_OK || (status = dataset_open(&dataset, s->features)) != STATUS_OK)
        return status;
    status = dataset_require_inputs(&dataset, s->columns, "the network has w");
    if (status == STATUS_OK) {
        X = memory_new(dataset.n, dataset.d * sizeof *X);
        F = memory_new(dataset.n, s->rows * sizeof *F);
        status = X && F ? dataset_rows(&dataset, 0, dataset.n, X, NULL) : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        linalg_multiply_transposed(dataset.n, s->rows, dataset.d, X, s->A, false, F);
        activation_apply(&activation, 0, dataset.n * s->rows, F, F);
        free(s->A);
        s->A = F;
        s->columns = s->rows;
        s->rows = dataset.n;
    } else {
        free(F);
    }
    free(X);
    dataset_close(&dataset);
    return status;
}

enum status spectrum_read_target(struct spectrum *s) {
    struct dataset dataset;
    enum status status = dataset_open(&dataset, s->target);
    if (status != STATUS_OK)
        return status;
    const double *direction = dataset.is_recipe ? dataset.teacher.beta : dataset.X;
    if (!direction || (!dataset.is_recipe && dataset.n != 1))
        status = error_set(STATUS_INPUT,
                           "%s: found %s, expected one row x1..xd or the recipe of data with a "
                           "linear or index teacher",
                           s->target, dataset.is_recipe ? "no direction" : "several rows");
    else
        status = dataset_require_inputs(&dataset, s->columns, "the network has w");
    if (status == STATUS_OK &&
        !(s->target_vector = memory_new(dataset.d, sizeof *s->target_vector)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        memcpy(s->target_vector, direction, dataset.d * sizeof *direction);
    if (status == STATUS_OK && !(linalg_norm(dataset.d, direction) > 0))
        status = error_set(STATUS_INPUT, "%s: found a target of length 0, expected a direction",
                           s->target);
    dataset_close(&dataset);
    return status;
}

enum status spectrum_load(struct spectrum *s, const char *path) {
    return load(path, &s->rows, &s->columns, &s->A, &s->a);
}

enum status spectrum_load_initial(const struct spectrum *s, double **W0) {
    double *a0 = NULL;
    size_t width = 0, d = 0;
    enum status status = load(s->initial, &width, &d, W0, &a0);
    if (status == STATUS_OK && (width != s->rows || d != s->columns))
        status = error_set(STATUS_INPUT,
                           "%s: found %zu neurons with w1..w%zu, expected %zu with w1..w%zu",
                           s->initial, width, d, s->rows, s->columns);
    free(a0);
    return status;
}

enum status spectrum_read_against(const struct spectrum *s, double **rows) {
    struct dataset dataset;
    enum status status = dataset_open(&dataset, s->against);
    if (status != STATUS_OK)
        return status;
    if (dataset.is_recipe || dataset.n != s->terms || dataset.d != s->columns)
        status = error_set(STATUS_INPUT, "%s: found %zu rows x1..x%zu, expected %zu of x1..x%zu",
                           s->against, dataset.n, dataset.d, (size_t)s->terms, s->columns);
    else if (!(*rows = memory_new(dataset.n, dataset.d * sizeof **rows)))
        status = STATUS_NUMERICAL;
    else
        memcpy(*rows, dataset.X, dataset.n * dataset.d * sizeof **rows);
    dataset_close(&dataset);
    return status;
}
