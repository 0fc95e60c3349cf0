/* SPDX-License-Identifier: MIT */
#include "samples.h"

#include <stdlib.h>

static enum status open_one(struct samples *samples, const char *path) {
    struct dataset *dataset = &samples->dataset[samples->count];
    enum status status = dataset_open(dataset, path);
    if (status != STATUS_OK)
        return status;
    samples->count++;
    return dataset_require_samples(dataset, samples->d, "the network has w");
}

enum status samples_open(struct samples *samples, size_t count, char *const *paths, size_t d,
                         size_t block) {
    *samples = (struct samples){.d = d, .block = block};
    samples->dataset = memory_new(count, sizeof *samples->dataset);
    enum status status = samples->dataset ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = open_one(samples, paths[i]);
    if (status != STATUS_OK)
        return status;
    samples->X = memory_new(block, (d + 1) * sizeof *samples->X);
    if (!samples->X)
        return STATUS_NUMERICAL;
    samples->y = samples->X + block * d;
    return STATUS_OK;
}

void samples_close(struct samples *samples) {
    for (size_t i = 0; i < samples->count; i++)
        dataset_close(&samples->dataset[i]);
    free(samples->dataset);
    free(samples->X);
    *samples = (struct samples){0};
}

struct dataset *samples_of_step(struct samples *samples, uint64_t step) {
    return &samples->dataset[step < samples->count ? step - 1 : samples->count - 1];
}

enum status samples_rows(struct samples *samples, struct dataset *dataset, size_t first,
                         size_t count, const double **X, const double **y) {
    if (!dataset->is_recipe) {
        *X = dataset->X + first * dataset->d;
        *y = dataset->y + first;
        return STATUS_OK;
    }
    *X = samples->X;
    *y = samples->y;
    return dataset_rows(dataset, first, count, samples->X, samples->y);
}
