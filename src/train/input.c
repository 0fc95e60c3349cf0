/* SPDX-License-Identifier: MIT */
#include "train.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>

void train_draw_network(struct train *train) {
    network_rows(&train->network, train->replicate, 0, train->network.width, train->at.W,
                 train->at.a, train->at.b);
}

enum status train_read_network(struct train *train, const char *path) {
    struct network *network = &train->network;
    enum status status = network_open(network, path);
    if (status != STATUS_OK)
        return status;
    if (!network->has_output)
        status = error_set(STATUS_INPUT, "%s: found no column a, expected one", path);
    else if (!network->is_recipe && train->replicates > 1 && !train->stochastic)
        status = error_set(STATUS_USAGE, "found --replicates with values in %s, expected a recipe",
                           path);
    if (status == STATUS_OK)
        status = parameters_new(&train->at, network->width, network->d, network->has_bias);
    if (status == STATUS_OK)
        train_draw_network(train);
    if (status == STATUS_OK)
        status = parameters_new(&train->gradient, network->width, network->d, network->has_bias);
    if (status == STATUS_OK && train->averaged)
        status = parameters_new(&train->mean, network->width, network->d, network->has_bias);
    return status;
}

/* The one dataset of sgd, as a whole. */
static enum status read_data(struct train *train, char *const *paths) {
    struct samples one;
    enum status status = samples_open(&one, 1, paths, train->at.d, 1);
    if (status == STATUS_OK) {
        struct dataset *dataset = &one.dataset[0];
        train->n = dataset->n;
        train->d = dataset->d;
        train->X = memory_new(2 * dataset->n, (dataset->d + 1) * sizeof *train->X);
        status = train->X ? STATUS_OK : STATUS_NUMERICAL;
        if (status == STATUS_OK) {
            train->y = train->X + dataset->n * dataset->d;
            train->batch_X = train->y + dataset->n;
            train->batch_y = train->batch_X + dataset->n * dataset->d;
            status = dataset_rows(dataset, 0, dataset->n, train->X, train->y);
        }
    }
    samples_close(&one);
    return status;
}

static enum order order_of(const char *name) {
    return strcmp(name, "cyclic") == 0     ? ORDER_CYCLIC
           : strcmp(name, "shuffled") == 0 ? ORDER_SHUFFLED
                                           : ORDER_REPLACEMENT;
}

enum status train_open_data(struct train *train, size_t count, char *const *paths) {
    if (!train->stochastic)
        return samples_open(&train->samples, count, paths, train->at.d,
                            objective_block(train->at.width));
    if (count > 1)
        return error_set(STATUS_USAGE, "found %zu datasets, expected one with --method=sgd", count);
    enum status status = read_data(train, paths);
    if (status == STATUS_OK && train->batch > train->n)
        status =
            error_set(STATUS_USAGE, "found --batch=%llu, expected at most the %zu samples of %s",
                      (unsigned long long)train->batch, train->n, paths[0]);
    if (status == STATUS_OK)
        status = batches_open(&train->batches, order_of(train->order), train->n, train->batch,
                              train->seed);
    return status;
}

enum status train_copy_samples(struct train *train, size_t *n, double **X) {
    struct dataset *dataset = train->stochastic ? NULL : &train->samples.dataset[0];
    size_t d = train->at.d;
    *n = dataset ? dataset->n : train->n;
    *X = memory_new(*n, (d + 1) * sizeof **X);
    if (!*X)
        return STATUS_NUMERICAL;
    if (dataset)
        return dataset_rows(dataset, 0, *n, *X, *X + *n * d);
    memcpy(*X, train->X, *n * (d + 1) * sizeof **X);
    return STATUS_OK;
}
