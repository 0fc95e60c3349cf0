/* SPDX-License-Identifier: MIT */
/* Results: the table that a program writes of what it measured. Behind the cells of its own stand
 * in each row the parameters of the run: the columns of --row (options_row) that are not among the
 * program's own.
 *
 *     struct results results = {0};
 *     enum status status = results_open(&results, output, COLUMNS, columns);
 *     for (size_t i = 0; status == STATUS_OK && i < n; i++) {
 *         status = measure(i, row);
 *         results_put(&results, row);
 *     }
 *     return results_close(&results, status);
 */
#ifndef TWOLAYER_RESULTS_H
#define TWOLAYER_RESULTS_H

#include "table.h"

struct results {
    struct table_writer *writer;
    size_t columns; /* of the program's own */
    const char *const *names;
};

/* Opens the table, as table_create does. The names must last. On failure the results are as good as
 * never opened. */
enum status results_open(struct results *results, const char *path, size_t columns,
                         const char *const *names);

/* A row: a number for each of the own columns. */
void results_put(const struct results *results, const double *row);

/* Ends a row whose own cells were put into results->writer one by one, by table_put and
 * table_put_text. */
void results_end_row(const struct results *results);

/* table_finish of the table. Accepts results that are all zero. */
enum status results_close(struct results *results, enum status status);

#endif
