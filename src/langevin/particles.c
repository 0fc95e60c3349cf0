/* SPDX-License-Identifier: MIT */
#include "particles.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

enum status particles_write(const struct langevin *of, const char *path, uint64_t steps) {
    const char *const extra[] = {"a", "step"};
    struct table_writer *writer;
    enum status status = table_create_matrix(&writer, path, "w", of->modes, 2, extra);
    if (status != STATUS_OK)
        return status;
    for (size_t j = 0; j < of->particles; j++) {
        table_put_all(writer, of->modes, of->theta + j * of->modes);
        table_put(writer, (of->bound == 0 ? 1 : of->bound) / (double)of->particles);
        table_put(writer, (double)steps);
    }
    return table_close(writer);
}

enum status particles_read(struct langevin *of, const char *path, uint64_t *steps) {
    struct table table;
    size_t d, step;
    double *W = NULL;
    enum status status = table_read(&table, path);
    if (status != STATUS_OK)
        return status;
    status = table_require(&table, "step", &step);
    if (status == STATUS_OK)
        status = table_require_numbers(&table, step, true);
    if (status == STATUS_OK && table.rows != of->particles)
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %zu particles, expected %zu", path,
                           table.header_line, table.rows, of->particles);
    if (status == STATUS_OK)
        status = table_matrix(&table, "w", &d, &W);
    if (status == STATUS_OK && d != of->modes)
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %zu modes, expected %zu", path,
                           table.header_line, d, of->modes);
    if (status == STATUS_OK) {
        memcpy(of->theta, W, table.rows * d * sizeof *W);
        *steps = (uint64_t)table_number(&table, 0, step);
    }
    free(W);
    table_free(&table);
    return status;
}
