/* SPDX-License-Identifier: MIT */
#include "dataset.h"

enum status dataset_require_label(const struct dataset *dataset) {
    if (dataset->has_label)
        return STATUS_OK;
    return error_set(STATUS_INPUT, "%s:%zu:1: found no column y, expected labels",
                     dataset->table.path, dataset->table.header_line);
}

enum status dataset_require_inputs(const struct dataset *dataset, size_t d, const char *like) {
    if (dataset->d == d)
        return STATUS_OK;
    return error_set(STATUS_INPUT, "%s:%zu:1: found x1..x%zu, expected x1..x%zu as %s",
                     dataset->table.path, dataset->table.header_line, dataset->d, d, like);
}

enum status dataset_require_samples(const struct dataset *dataset, size_t d, const char *like) {
    enum status status = dataset_require_label(dataset);
    return status == STATUS_OK ? dataset_require_inputs(dataset, d, like) : status;
}
