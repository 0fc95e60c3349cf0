/* SPDX-License-Identifier: MIT */
#include "cloud.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status read_weights(struct cloud *cloud) {
    const struct table *table = &cloud->dataset.table;
    cloud->total = 1;
    cloud->column = table_find(table, "weight");
    if (cloud->column == TABLE_NONE || cloud->dataset.is_recipe)
        return STATUS_OK;
    enum status status = table_require_numbers(table, cloud->column, true);
    if (status != STATUS_OK)
        return status;
    cloud->weights = memory_new(cloud->n, sizeof *cloud->weights);
    if (!cloud->weights)
        return STATUS_NUMERICAL;
    long double total = 0;
    for (size_t i = 0; i < cloud->n; i++) {
        char buffer[32];
        cloud->weights[i] = table_number(table, i, cloud->column);
        if (cloud->weights[i] < 0)
            return table_complain(table, i, cloud->column,
                                  table_cell(table, i, cloud->column, buffer),
                                  "a weight of at least 0");
        total += cloud->weights[i];
    }
    cloud->total = (double)total;
    if (cloud->total > 0 && isfinite(cloud->total))
        return STATUS_OK;
    char found[64];
    snprintf(found, sizeof found, "weights that sum to %g", cloud->total);
    return table_complain(table, TABLE_NONE, cloud->column, found, "a positive finite sum");
}

static enum status read_points(struct cloud *cloud, const char *path, bool with_labels) {
    struct dataset *dataset = &cloud->dataset;
    size_t d = dataset->d;
    if (with_labels && !dataset->has_label)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no label, expected a column y", path,
                         dataset->table.header_line);
    cloud->n = dataset->n;
    cloud->d = d + with_labels;
    cloud->X = memory_new(cloud->n * cloud->d, sizeof(double));
    double *label = memory_new(1, sizeof *label);
    enum status status = cloud->X && label ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < cloud->n; i++) {
        status = dataset_rows(dataset, i, 1, cloud->X + i * cloud->d, with_labels ? label : NULL);
        if (with_labels)
            cloud->X[i * cloud->d + d] = *label;
    }
    free(label);
    return status;
}

enum status cloud_open(struct cloud *cloud, const char *path, bool with_labels) {
    *cloud = (struct cloud){0};
    enum status status = dataset_open(&cloud->dataset, path);
    if (status == STATUS_OK)
        status = read_points(cloud, path, with_labels);
    return status == STATUS_OK ? read_weights(cloud) : status;
}

void cloud_close(struct cloud *cloud) {
    dataset_close(&cloud->dataset);
    free(cloud->X);
    free(cloud->weights);
    *cloud = (struct cloud){0};
}

enum status cloud_match(const struct cloud *from, const struct cloud *to) {
    const struct table *table = &to->dataset.table, *other = &from->dataset.table;
    char found[64], expected[160];
    if (from->d != to->d)
        return error_set(STATUS_INPUT, "%s:%zu:1: found x1..x%zu, expected x1..x%zu as %s has",
                         table->path, table->header_line, to->dataset.d, from->dataset.d,
                         other->path);
    if (fabs(from->total - to->total) <= 1e-9 * fmax(from->total, to->total))
        return STATUS_OK;
    const struct cloud *odd = to->weights ? to : from, *right = to->weights ? from : to;
    snprintf(found, sizeof found, "weights that sum to %.17g", odd->total);
    snprintf(expected, sizeof expected, "%.17g as those of %s do", right->total,
             right->dataset.table.path);
    return table_complain(&odd->dataset.table, TABLE_NONE, odd->column, found, expected);
}

struct transport_cloud cloud_view(const struct cloud *cloud) {
    return (struct transport_cloud){cloud->n, cloud->d, cloud->X, cloud->weights};
}
