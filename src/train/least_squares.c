/* SPDX-License-Identifier: MIT */
#include "least_squares.h"

#include "dataset.h"
#include "linalg.h"
#include "vector.h"

#include <stdlib.h>

/* Z (n x width) = sigma(X W^T + b) and y (n) of all samples, in one block that the caller frees. */
static enum status read_features(const struct parameters *p, const struct activation *activation,
                                 const char *path, size_t *n, double **Z, double **y) {
    struct dataset dataset;
    size_t width = p->width;
    *Z = NULL;
    enum status status = dataset_open(&dataset, path);
    if (status != STATUS_OK)
        return status;
    double *X = memory_new(dataset.n, p->d * sizeof *X);
    *Z = memory_new(dataset.n, (width + 1) * sizeof **Z);
    *n = dataset.n;
    status = dataset_require_samples(&dataset, p->d, "the network has w");
    if (status == STATUS_OK && (!X || !*Z))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        *y = *Z + *n * width;
        status = dataset_rows(&dataset, 0, *n, X, *y);
    }
    if (status == STATUS_OK) {
        linalg_multiply_transposed(*n, width, p->d, X, p->W, false, *Z);
        for (size_t i = 0; p->b && i < *n; i++)
            for (size_t l = 0; l < width; l++)
                (*Z)[i * width + l] += p->b[l];
        activation_apply(activation, 0, *n * width, *Z, *Z);
    }
    free(X);
    dataset_close(&dataset);
    return status;
}

enum status least_squares_fit(struct parameters *p, const struct activation *activation,
                              double ridge, const char *path) {
    size_t n;
    double *Z, *y;
    enum status status = read_features(p, activation, path, &n, &Z, &y);
    if (status == STATUS_OK)
        status = linalg_ridge(n, p->width, Z, ridge * (double)n, 1, y, p->a);
    free(Z);
    return status;
}

enum status least_squares_threshold(const struct parameters *p, const struct activation *activation,
                                    const char *path, double *estimate) {
    size_t n;
    double *Z, *y;
    enum status status = read_features(p, activation, path, &n, &Z, &y);
    if (status == STATUS_OK)
        *estimate = 2 * (double)n / vector_dot(n * p->width, Z, Z);
    free(Z);
    return status;
}
