/* SPDX-License-Identifier: MIT */
#include "dataset.h"
#include "linalg.h"

enum status dataset_direction(const char *path, size_t d, double *v) {
    struct dataset direction;
    enum status status = dataset_open(&direction, path);
    if (status != STATUS_OK)
        return status;
    double norm = 0;
    if (direction.n != 1 || direction.d != d)
        status = error_set(STATUS_INPUT, "%s: found %zu rows of x1..x%zu, expected one of x1..x%zu",
                           path, direction.n, direction.d, d);
    else
        status = dataset_rows(&direction, 0, 1, v, NULL);
    if (status == STATUS_OK && (norm = linalg_norm(d, v)) == 0)
        status = error_set(STATUS_INPUT, "%s: found the zero vector, expected a direction", path);
    for (size_t j = 0; status == STATUS_OK && j < d; j++)
        v[j] /= norm;
    dataset_close(&direction);
    return status;
}
