/* SPDX-License-Identifier: MIT */
/* The parts of the table reader. Not for programs. */
#ifndef TWOLAYER_TABLE_INTERNAL_H
#define TWOLAYER_TABLE_INTERNAL_H

#include "table.h"

#include <csv.h>

/* Where the reader stands in the content of a file. */
struct table_position {
    const char *next, *end;
    size_t line; /* of next, from 1 */
};

/* The cells of one row as libcsv gives them; buffers are kept from row to row. */
struct table_cells {
    struct csv_parser csv;
    size_t count, room;
    size_t *starts, *lengths, *lines; /* count: place in bytes, bytes, line of the file */
    char *bytes;                      /* NUL after each cell */
    size_t used, bytes_room;
    size_t line;     /* being parsed */
    size_t end_line; /* last line that a cell ended on: the next cell starts there */
    bool ended;      /* the row's end has been seen */
    bool beyond;     /* a cell after that, on the same line */
    bool no_memory;
};

enum status table_cells_start(struct table_cells *cells);
void table_cells_free(struct table_cells *cells);

/* Parses one row by libcsv, over as many lines as its quoted cells span, and moves the position
 * past it. Whatever is no CSV is STATUS_INPUT with its position in the file called path. */
enum status table_cells_parse(struct table_cells *cells, struct table_position *position,
                              const char *path);

static inline const char *table_cells_text(const struct table_cells *cells, size_t column) {
    return cells->bytes + cells->starts[column];
}

/* The fast route: reads a row of exactly `columns` unquoted numbers into values. Returns the start
 * of the next line, or NULL if the row is anything else, for libcsv to judge. */
const char *table_scan_row(const char *begin, const char *end, size_t columns, double *values);

/* Which routes a reader may take for rows; the result is the same. TABLE_ROUTE_NUMBERS is the fast
 * route alone: what is no row of numbers is STATUS_SKIPPED. */
enum table_route { TABLE_ROUTE_FAST, TABLE_ROUTE_LIBCSV, TABLE_ROUTE_NUMBERS };

/* A file being read. */
struct table_reader {
    struct table *table;
    struct table_position position;
    struct table_cells cells;
    const char **starts; /* rows: where they start in the content */
    bool *is_text;       /* columns: holds a cell that is no number */
    enum table_route route;
    bool any_text;
    size_t room, comments_room;
};

/* Starts on content whose first `size` bytes are there; the end, after which the table is freed if
 * the status is not STATUS_OK. Returns that status, or another failure. */
enum status table_reader_start(struct table_reader *reader, struct table *table, const char *path,
                               const char *content, size_t size, enum table_route route);
enum status table_reader_end(struct table_reader *reader, enum status status);

/* Moves to the next row, past comments and blank lines; *found is false at the end. */
enum status table_row_seek(struct table_reader *reader, bool *found);

/* Takes all rows up to the end of the content. */
enum status table_rows_take(struct table_reader *reader);

/* Takes the row of names at the position; checks that they are given, no numbers, and different. */
enum status table_names_take(struct table_reader *reader);

/* Takes the row at the position: its numbers into table->values, and notes which columns hold
 * something else. */
enum status table_row_take(struct table_reader *reader);

/* Fills the columns of text: that a column is one may show late, so its cells are taken in a second
 * pass over the rows. */
enum status table_text_take(struct table_reader *reader);

/* Room for that many rows, at least one. false without memory. */
bool table_rows_resize(struct table_reader *reader, size_t room);

/* A copy with a NUL behind it; the caller frees. NULL without memory. */
char *table_copy_text(const char *text, size_t length);

/* table_read on content in memory, without a note for the provenance. */
enum status table_parse(struct table *table, const char *path, const char *content, size_t size,
                        enum table_route route);

/* table_read of a large regular file with nothing but numbers below its header, through a window
 * that stays in the cache: the content as a whole is never in memory. STATUS_SKIPPED, with nothing
 * to free, if it is anything else, or fails: for table_parse to judge. */
enum status table_stream(struct table *table, const char *path);

/* The whole of a regular file, pipe or ("-") standard input; the caller frees *content. */
enum status table_load(const char *path, char **content, size_t *size);

/* Where a table is written: a temporary file beside the target, or in place. */
struct table_target {
    char *path;      /* as given, for messages */
    char *final;     /* what the temporary file is renamed to; NULL if written in place */
    char *temporary; /* NULL if written in place */
    int file;
    bool close; /* false for standard output */
    struct table_target *next;
};

/* STATUS_OUTPUT, with nothing to free, if the path cannot be opened for writing, or is that of a
 * table still open. The target must not move until it is committed or abandoned. */
enum status table_target_open(struct table_target *target, const char *path);

/* Returns 0 or an errno. */
int table_target_write(struct table_target *target, const char *bytes, size_t size);

/* Syncs, closes and renames. On failure the temporary file is gone. Frees. */
enum status table_target_commit(struct table_target *target);

/* Closes, and removes the temporary file. Frees. */
void table_target_abandon(struct table_target *target);

#endif
