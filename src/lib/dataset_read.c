/* SPDX-License-Identifier: MIT */
#include "dataset.h"

enum status dataset_read(const char *path, size_t *n, size_t *d, double **X, double **y) {
    struct dataset dataset;
    *X = NULL;
    if (y)
        *y = NULL;
    enum status status = dataset_open(&dataset, path);
    if (status != STATUS_OK)
        return status;
    *n = dataset.n;
    *d = dataset.d;
    status = y ? dataset_require_label(&dataset) : STATUS_OK;
    if (status == STATUS_OK &&
        (!(*X = memory_new(*n, *d * sizeof **X)) || (y && !(*y = memory_new(*n, sizeof **y)))))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = dataset_rows(&dataset, 0, *n, *X, y ? *y : NULL);
    dataset_close(&dataset);
    return status;
}
