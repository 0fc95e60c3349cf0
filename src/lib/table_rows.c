/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "number_internal.h"
#include "table_internal.h"

#include <math.h>

bool table_rows_resize(struct table_reader *reader, size_t room) {
    struct table *table = reader->table;
    if (table->columns > SIZE_MAX / sizeof(double) / room) {
        error_set(STATUS_NUMERICAL, "found no memory for %zu rows of %zu", room, table->columns);
        return false;
    }
    double *values = memory_grow(table->values, room * table->columns, sizeof *values);
    if (!values)
        return false;
    table->values = values;
    size_t *lines = memory_grow(table->lines, room, sizeof *lines);
    if (!lines)
        return false;
    table->lines = lines;
    const char **starts = memory_grow(reader->starts, room, sizeof *starts);
    if (!starts)
        return false;
    reader->starts = starts;
    reader->room = room;
    return true;
}

static enum status ragged_complain(const struct table_reader *reader) {
    const struct table_cells *cells = &reader->cells;
    size_t found = cells->count, expected = reader->table->columns;
    size_t line = found > expected ? cells->lines[expected] : cells->end_line;
    return error_set(STATUS_INPUT, "%s:%zu:%zu: found %zu cell%s, expected %zu as in the header",
                     reader->table->path, line, (found < expected ? found : expected) + 1, found,
                     found == 1 ? "" : "s", expected);
}

/* The number in a cell, or NaN and a mark on its column. */
static enum status cell_take(struct table_reader *reader, size_t column, double *value) {
    const struct table_cells *cells = &reader->cells;
    const char *begin = table_cells_text(cells, column), *end = begin + cells->lengths[column];
    if (number_read(begin, end, value) == end)
        return STATUS_OK;
    struct number_decimal decimal;
    const char *stop = number_scan(begin, end, &decimal);
    if (stop == end && stop != begin)
        return error_set(STATUS_INPUT,
                         "%s:%zu:%zu: found %.40s, expected a number of the range of doubles",
                         reader->table->path, cells->lines[column], column + 1, begin);
    *value = (double)NAN;
    reader->is_text[column] = true;
    reader->any_text = true;
    return STATUS_OK;
}

enum status table_row_take(struct table_reader *reader) {
    struct table *table = reader->table;
    struct table_position *position = &reader->position;
    if (table->rows == reader->room &&
        !table_rows_resize(reader, reader->room ? 2 * reader->room : 64))
        return STATUS_NUMERICAL;
    size_t row = table->rows;
    double *values = table->values + row * table->columns;
    table->lines[row] = position->line;
    reader->starts[row] = position->next;
    if (reader->route != TABLE_ROUTE_LIBCSV && !reader->any_text) {
        const char *next = table_scan_row(position->next, position->end, table->columns, values);
        if (next) {
            position->next = next;
            position->line++;
            table->rows++;
            return STATUS_OK;
        }
    }
    if (reader->route == TABLE_ROUTE_NUMBERS)
        return STATUS_SKIPPED;
    enum status status = table_cells_parse(&reader->cells, position, table->path);
    if (status)
        return status;
    if (reader->cells.count != table->columns)
        return ragged_complain(reader);
    for (size_t i = 0; i < table->columns && status == STATUS_OK; i++)
        status = cell_take(reader, i, &values[i]);
    table->rows += status == STATUS_OK;
    return status;
}

enum status table_text_take(struct table_reader *reader) {
    struct table *table = reader->table;
    for (size_t i = 0; i < table->columns; i++) {
        if (!reader->is_text[i])
            continue;
        table->text[i] = memory_zero(table->rows, sizeof *table->text[i]);
        if (!table->text[i])
            return STATUS_NUMERICAL;
    }
    for (size_t row = 0; row < table->rows; row++) {
        reader->position.next = reader->starts[row];
        reader->position.line = table->lines[row];
        enum status status = table_cells_parse(&reader->cells, &reader->position, table->path);
        if (status)
            return status;
        for (size_t i = 0; i < table->columns; i++) {
            if (!reader->is_text[i])
                continue;
            char *copy =
                table_copy_text(table_cells_text(&reader->cells, i), reader->cells.lengths[i]);
            if (!copy)
                return STATUS_NUMERICAL;
            table->text[i][row] = copy;
            table->values[row * table->columns + i] = (double)NAN;
        }
    }
    return STATUS_OK;
}
