/* SPDX-License-Identifier: MIT */
#include "dataset.h"

#include <stdlib.h>

enum status dataset_read(const char *path, size_t *n, size_t *d, double **X, double **y) {
    struct dataset dataset;
    *X = *y = NULL;
    enum status status = dataset_open(&dataset, path);
    if (status != STATUS_OK)
        return status;
    *n = dataset.n;
    *d = dataset.d;
    *X = memory_new(*n, *d * sizeof **X);
    *y = memory_new(*n, sizeof **y);
    if (!*X || !*y)
        status = STATUS_NUMERICAL;
    else if (!dataset.has_label)
        status = error_set(STATUS_INPUT, "%s: found no column y, expected labels", path);
    else
        status = dataset_rows(&dataset, 0, *n, *X, *y);
    dataset_close(&dataset);
    return status;
}
