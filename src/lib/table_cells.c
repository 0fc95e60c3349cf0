/* SPDX-License-Identifier: MIT */
#include "table_internal.h"

#include <stdlib.h>
#include <string.h>

static bool cells_reserve(struct table_cells *cells, size_t bytes) {
    if (cells->count == cells->room) {
        size_t room = cells->room ? 2 * cells->room : 64;
        size_t **arrays[] = {&cells->starts, &cells->lengths, &cells->lines};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
            size_t *grown = memory_grow(*arrays[i], room, sizeof *grown);
            if (!grown)
                return false;
            *arrays[i] = grown;
        }
        cells->room = room;
    }
    if (bytes > cells->bytes_room - cells->used) {
        size_t room = 2 * (cells->used + bytes);
        char *grown = memory_grow(cells->bytes, room, 1);
        if (!grown)
            return false;
        cells->bytes = grown;
        cells->bytes_room = room;
    }
    return true;
}

/* libcsv's callback at the end of a cell; `text` has a NUL behind it (CSV_APPEND_NULL). */
static void cell_ended(void *text, size_t length, void *data) {
    struct table_cells *cells = data;
    if (cells->ended) {
        cells->beyond = true;
        return;
    }
    if (cells->no_memory || !cells_reserve(cells, length + 1)) {
        cells->no_memory = true;
        return;
    }
    size_t i = cells->count++;
    cells->starts[i] = cells->used;
    cells->lengths[i] = length;
    cells->lines[i] = cells->end_line;
    memcpy(cells->bytes + cells->used, text, length + 1);
    cells->used += length + 1;
    cells->end_line = cells->line;
}

static void row_ended(int terminator, void *data) {
    (void)terminator;
    ((struct table_cells *)data)->ended = true;
}

static enum status cells_complain(const struct table_cells *cells, const char *path, size_t line,
                                  const char *what) {
    return error_set(STATUS_INPUT, "%s:%zu:%zu: found %s", path, line, cells->count + 1, what);
}

/* Why libcsv stopped before the end of the line. */
static enum status cells_refuse(struct table_cells *cells, const char *path) {
    if (csv_error(&cells->csv) != CSV_EPARSE)
        return error_set(STATUS_NUMERICAL, "%s:%zu: found no memory for a row", path, cells->line);
    if (cells->csv.quoted)
        return cells_complain(cells, path, cells->line,
                              "text after a closing quote, expected a comma or the end of the row");
    return cells_complain(cells, path, cells->line,
                          "a quote inside a cell that does not start with one, expected a comma or "
                          "the end of the row");
}

/* Feeds one line, its end included. */
static enum status cells_feed(struct table_cells *cells, const char *line, size_t size,
                              const char *path) {
    const char *nul = memchr(line, '\0', size);
    size_t good = nul ? (size_t)(nul - line) : size;
    if (csv_parse(&cells->csv, line, good, cell_ended, row_ended, cells) != good)
        return cells_refuse(cells, path);
    if (nul)
        return cells_complain(cells, path, cells->line, "a NUL byte, expected text");
    return STATUS_OK;
}

enum status table_cells_start(struct table_cells *cells) {
    *cells = (struct table_cells){0};
    if (csv_init(&cells->csv, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return error_set(STATUS_NUMERICAL, "found no CSV parser, expected libcsv to give one");
    return STATUS_OK;
}

void table_cells_free(struct table_cells *cells) {
    csv_free(&cells->csv);
    free(cells->starts);
    free(cells->lengths);
    free(cells->lines);
    free(cells->bytes);
}

enum status table_cells_parse(struct table_cells *cells, struct table_position *position,
                              const char *path) {
    cells->count = cells->used = 0;
    cells->ended = cells->beyond = false;
    cells->end_line = position->line;
    while (!cells->ended && position->next < position->end) {
        size_t left = (size_t)(position->end - position->next);
        const char *feed = memchr(position->next, '\n', left);
        size_t size = feed ? (size_t)(feed - position->next) + 1 : left;
        cells->line = position->line;
        enum status status = cells_feed(cells, position->next, size, path);
        if (status)
            return status;
        position->next += size;
        position->line++;
    }
    /* Where a carriage return has ended the row, there may be the begin of another behind it. */
    bool ended = cells->ended;
    bool closed = csv_fini(&cells->csv, cell_ended, row_ended, cells) == 0;
    if (ended && (cells->beyond || !closed))
        return error_set(STATUS_INPUT,
                         "%s:%zu:%zu: found a carriage return, expected it only before a line feed",
                         path, cells->line, cells->count);
    if (!closed)
        return cells_complain(cells, path, cells->end_line,
                              "a quote that is never closed, expected another before the end");
    return cells->no_memory ? STATUS_NUMERICAL : STATUS_OK;
}
