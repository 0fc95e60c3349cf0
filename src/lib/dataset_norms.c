/* SPDX-License-Identifier: MIT */
#include "dataset_norms.h"

#include "network_norms.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_known(const struct dataset *dataset) {
    const struct dataset_law *law = &dataset->law;
    return dataset->is_recipe && strcmp(law->law, "box") == 0 && strcmp(law->labels, "own") == 0 &&
           !strstr(law->normalise, "unit") && dataset->teacher.kind == TEACHER_NETWORK &&
           strcmp(law->teacher_activation, "relu") == 0 &&
           !dataset->teacher.network.layer->has_bias;
}

/* The smaller of the two Lipschitz constants that the weights give. */
static enum status measure_teacher(struct network *teacher, double *lipschitz) {
    struct network_block block = {0};
    struct network_norms norms = {0};
    enum status status = network_block(teacher, 0, 0, teacher->width, &block);
    if (status == STATUS_OK)
        status = network_norms(teacher->width, teacher->d, block.W, block.a, &norms);
    *lipschitz = fmin(norms.lambda, norms.path);
    free(block.memory);
    return status;
}

static enum status measure_labels(struct dataset *dataset, enum loss loss, size_t rows,
                                  struct dataset_norms *norms) {
    size_t d = dataset->d, block = rows < 1024 ? rows : 1024;
    struct statistics_moments labels = {0}, squares = {0};
    const double zero = 0;
    double *X = memory_new(block, (d + 1) * sizeof *X), *y = X ? X + block * d : NULL;
    enum status status = X ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < rows; first += block) {
        size_t count = rows - first < block ? rows - first : block;
        status = dataset_rows(dataset, ((size_t)1 << 45) + first, count, X, y);
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            double rho = loss_sum(loss, 1, &zero, &y[i], NULL);
            statistics_moments_add(&labels, y[i]);
            statistics_moments_add(&squares, rho * rho);
        }
    }
    norms->trace = norms->square + statistics_moments_variance(&labels);
    norms->rho = sqrt(squares.mean);
    free(X);
    return status;
}

enum status dataset_norms(struct dataset *dataset, const char *path, enum loss loss, size_t rows,
                          struct dataset_norms *norms) {
    if (!is_known(dataset))
        return error_set(STATUS_INPUT,
                         "%s:%zu:1: found other data, expected a recipe of --law=box with "
                         "--teacher=network:FILE, of relu without biases",
                         path, dataset->table.header_line);
    const double zero = 0;
    double d = (double)dataset->d;
    *norms = (struct dataset_norms){
        .square = d / 3, .radius2 = d, .half_width = sqrt(3) * dataset->law.noise};
    enum status status = measure_teacher(dataset->teacher.network.layer, &norms->teacher);
    double largest = norms->teacher * sqrt(d) + norms->half_width;
    norms->top = loss_sum(loss, 1, &zero, &largest, NULL);
    return status == STATUS_OK ? measure_labels(dataset, loss, rows, norms) : status;
}
