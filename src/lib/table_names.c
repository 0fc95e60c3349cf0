/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "table_internal.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *name;
    size_t column;
};

static int named_compare(const void *a, const void *b) {
    const struct named *first = a, *second = b;
    int order = strcmp(first->name, second->name);
    return order ? order : (first->column > second->column) - (first->column < second->column);
}

/* The first column whose name stands before it already, or TABLE_NONE. */
static enum status names_repeated(const struct table *table, size_t *repeated) {
    *repeated = TABLE_NONE;
    struct named *sorted = memory_new(table->columns, sizeof *sorted);
    if (!sorted)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < table->columns; i++)
        sorted[i] = (struct named){table->names[i], i};
    qsort(sorted, table->columns, sizeof *sorted, named_compare);
    for (size_t i = 1; i < table->columns; i++)
        if (strcmp(sorted[i - 1].name, sorted[i].name) == 0 && sorted[i].column < *repeated)
            *repeated = sorted[i].column;
    free(sorted);
    return STATUS_OK;
}

static bool is_number(const char *text, size_t length) {
    double value;
    return number_read(text, text + length, &value) == text + length;
}

static enum status names_check(const struct table_reader *reader) {
    const struct table *table = reader->table;
    const struct table_cells *cells = &reader->cells;
    bool numbers = true;
    for (size_t i = 0; i < table->columns; i++) {
        if (cells->lengths[i] == 0)
            return error_set(STATUS_INPUT,
                             "%s:%zu:%zu: found an empty cell, expected the name of "
                             "a column",
                             table->path, cells->lines[i], i + 1);
        numbers = numbers && is_number(table_cells_text(cells, i), cells->lengths[i]);
    }
    if (numbers)
        return error_set(STATUS_INPUT,
                         "%s:%zu:1: found a row of numbers, expected a row of column names",
                         table->path, table->header_line);
    size_t repeated;
    enum status status = names_repeated(table, &repeated);
    if (status == STATUS_OK && repeated != TABLE_NONE)
        return error_set(STATUS_INPUT,
                         "%s:%zu:%zu: found the column name %s again, expected each "
                         "once",
                         table->path, cells->lines[repeated], repeated + 1, table->names[repeated]);
    return status;
}

enum status table_names_take(struct table_reader *reader) {
    struct table *table = reader->table;
    struct table_cells *cells = &reader->cells;
    table->header_line = reader->position.line;
    enum status status = table_cells_parse(cells, &reader->position, table->path);
    if (status)
        return status;
    size_t columns = cells->count;
    table->names = memory_zero(columns, sizeof *table->names);
    table->text = memory_zero(columns, sizeof *table->text);
    reader->is_text = memory_zero(columns, sizeof *reader->is_text);
    if (!table->names || !table->text || !reader->is_text)
        return STATUS_NUMERICAL;
    table->columns = columns;
    for (size_t i = 0; i < columns; i++) {
        table->names[i] = table_copy_text(table_cells_text(cells, i), cells->lengths[i]);
        if (!table->names[i])
            return STATUS_NUMERICAL;
    }
    return names_check(reader);
}
