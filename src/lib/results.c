/* SPDX-License-Identifier: MIT */
#include "results.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>

static bool is_own(const struct results *results, const char *name) {
    for (size_t i = 0; i < results->columns; i++)
        if (strcmp(name, results->names[i]) == 0)
            return true;
    return false;
}

enum status results_open(struct results *results, const char *path, size_t columns,
                         const char *const *names) {
    const struct table *row = options_row();
    *results = (struct results){NULL, columns, names};
    const char **all = memory_new(columns + row->columns, sizeof *all);
    if (!all)
        return STATUS_NUMERICAL;
    size_t count = columns;
    memcpy(all, names, columns * sizeof *all);
    for (size_t column = 0; column < row->columns; column++)
        if (!is_own(results, row->names[column]))
            all[count++] = row->names[column];
    enum status status = table_create(&results->writer, path, count, all);
    free(all);
    return status;
}

void results_end_row(const struct results *results) {
    const struct table *row = options_row();
    char cell[32];
    for (size_t column = 0; column < row->columns; column++)
        if (!is_own(results, row->names[column]))
            table_put_text(results->writer, table_cell(row, 0, column, cell));
}

void results_put(const struct results *results, const double *row) {
    table_put_all(results->writer, results->columns, row);
    results_end_row(results);
}

enum status results_close(struct results *results, enum status status) {
    struct table_writer *writer = results->writer;
    results->writer = NULL;
    return table_finish(writer, status);
}
