/* SPDX-License-Identifier: MIT */
/* Tables: the CSV that goes between programs. Reading is strict and lossless, writing is lossless
 * and atomic. libcsv is the authority on RFC 4180; plain rows of numbers take a faster route that
 * is tested to give the same.
 *
 * A file is: "# key: value" lines (provenance; comments and blank lines may stand anywhere), one
 * row of column names, then rows. CRLF, a byte order mark and quoted cells are accepted.
 *
 * Positions in messages are FILE:LINE:COLUMN, LINE counted from 1 in the file (comments included),
 * COLUMN the number of the cell in its row, from 1. "-" is standard input or output, named so.
 */
#ifndef TWOLAYER_TABLE_H
#define TWOLAYER_TABLE_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

#define TABLE_NONE ((size_t)-1)

struct table {
    char *path;           /* as given; "-" is standard input */
    size_t rows, columns; /* names not counted */
    char **names;         /* columns */
    double *values;       /* rows x columns, row major; NaN in text columns */
    char ***text;         /* columns; NULL for a column of numbers, else its rows cells */
    size_t *lines;        /* rows: the line of the file on which the row starts */
    size_t header_line;   /* the line of the column names */
    size_t comments;      /* number of "# key: value" lines */
    char **keys, **notes; /* comments: key and value of each */
};

/* Reads a whole file. A column is numeric if each of its cells is a decimal number or nan, inf,
 * -inf (spelled so), else (also if one is empty) it is text. Spaces and tabs around an unquoted
 * cell are no part of it. Refused (STATUS_INPUT, with position): unreadable or empty file, no
 * column names, nothing but numbers for names, an empty or repeated name, a ragged row, an
 * unterminated quote, a quote inside an unquoted cell, text after a closing quote, a carriage
 * return without line feed, a NUL byte, a number that overflows. A table of no rows is accepted
 * here. The input and the hash of its content are noted for the provenance of what this process
 * writes. On failure *table is empty and needs no table_free. */
enum status table_read(struct table *table, const char *path);

/* Frees all that table_read allocated and empties *table. */
void table_free(struct table *table);

/* The index of the column of that name, or TABLE_NONE. */
size_t table_find(const struct table *table, const char *name);

/* The same, but a missing column is STATUS_INPUT: "FILE:LINE:1: found no column NAME, expected it
 * among ...". */
enum status table_require(const struct table *table, const char *name, size_t *column);

/* Checks that a column is numeric and (if finite) free of nan and inf; complains about the first
 * offending cell by its position and text. */
enum status table_require_numbers(const struct table *table, size_t column, bool finite);

/* Copies the columns PREFIX1..PREFIXd, all that there are, into *matrix (rows x d, row major; the
 * caller frees). STATUS_INPUT if there is no PREFIX1, a gap in the numbers, or a cell that is not a
 * finite number. */
enum status table_matrix(const struct table *table, const char *prefix, size_t *d, double **matrix);

/* The value of a "# key: value" line, or NULL. */
const char *table_note(const struct table *table, const char *key);

/* One cell: number (NaN in a text column) or text (of a numeric column: NULL). */
double table_number(const struct table *table, size_t row, size_t column);
const char *table_text(const struct table *table, size_t row, size_t column);

/* The text of a cell whatever the type of its column: a number is printed in its shortest form into
 * buffer (32 bytes). */
const char *table_cell(const struct table *table, size_t row, size_t column, char buffer[32]);

/* Sets the message "FILE:LINE:COLUMN: found F, expected E" for a cell (row TABLE_NONE: that of the
 * column's name) and returns STATUS_INPUT. LINE is the one the cell starts on, also behind quoted
 * cells that hold line breaks. */
enum status table_complain(const struct table *table, size_t row, size_t column, const char *found,
                           const char *expected);

/* ---- writing ---- */

struct table_writer;

/* Opens path for writing and takes the provenance header (of now: read inputs first) and the names.
 * "-" is standard output; a device, a pipe, and a file that is standard output or error already are
 * written in place; else a temporary file TARGET.PID.tmp beside the target (beside what it leads
 * to, if it is a symbolic link) is renamed at table_close. STATUS_OUTPUT if that cannot be done, or
 * the target exists and may not be written, or is that of another table still open. */
enum status table_create(struct table_writer **writer, const char *path, size_t columns,
                         const char *const *names);

/* The same for a table of a matrix: names PREFIX1..PREFIXd, then the `more` names of extra. */
enum status table_create_matrix(struct table_writer **writer, const char *path, const char *prefix,
                                size_t d, size_t more, const char *const *extra);

/* Cells, in order; the row ends by itself after the last column. A cell of text is quoted only if
 * it must be (comma, quote, line break, a leading '#', blanks around it, or nothing in the only
 * column). Failures are kept and reported by table_close. */
void table_put(struct table_writer *writer, double value);
void table_put_all(struct table_writer *writer, size_t count, const double *values);
void table_put_text(struct table_writer *writer, const char *text);

/* Flushes, checks, syncs and renames. On failure the target is as it was and the temporary file is
 * gone: STATUS_OUTPUT. So is a row that is not complete (a programming error). Frees the writer. */
enum status table_close(struct table_writer *writer);

/* Drops what was written; the target is as it was. Accepts NULL. */
void table_abandon(struct table_writer *writer);

/* The end of a run that has the status: table_close if it is STATUS_OK, else table_abandon. The
 * status of both. Accepts NULL: no table was wanted, or none could be opened. */
enum status table_finish(struct table_writer *writer, enum status status);

#endif
