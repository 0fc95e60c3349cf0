/* SPDX-License-Identifier: MIT */
#include "table.h"
#include "vectorised.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The j of a column named PREFIXj, 1 <= j, or 0. */
static size_t number_of(const char *name, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(name, prefix, length) != 0 || name[length] < '1' || name[length] > '9')
        return 0;
    size_t number = 0;
    for (const char *c = name + length; *c; c++) {
        if (*c < '0' || *c > '9' || number > 100000000)
            return 0;
        number = 10 * number + (size_t)(*c - '0');
    }
    return number;
}

VECTORISED
static bool all_finite(size_t d, const double *row) {
    int wrong = 0;
    for (size_t j = 0; j < d; j++)
        wrong |= !(row[j] - row[j] == 0);
    return !wrong;
}

/* The d columns (from 1) at `place`, which mostly stand side by side, into rows of the matrix;
 * whether all are finite. */
static bool columns_take(const struct table *table, size_t d, const size_t *place, double *matrix) {
    bool together = true, finite = true;
    for (size_t j = 1; j < d; j++)
        together = together && place[j] == place[0] + j;
    for (size_t i = 0; i < table->rows && finite; i++) {
        const double *from = table->values + i * table->columns;
        double *row = matrix + i * d;
        if (together)
            memcpy(row, from + place[0] - 1, d * sizeof *row);
        for (size_t j = 0; !together && j < d; j++)
            row[j] = from[place[j] - 1];
        finite = all_finite(d, row);
    }
    return finite;
}

/* What is wrong with the columns, the first of them first. */
static enum status columns_complain(const struct table *table, const char *prefix, size_t d,
                                    const size_t *place) {
    enum status status = STATUS_OK;
    for (size_t j = 1; status == STATUS_OK && j <= (d ? d : 1); j++)
        if (d == 0 || !place[j - 1])
            status =
                error_set(STATUS_INPUT, "%s:%zu:1: found no column %s%zu, expected %s1, %s2, ...",
                          table->path, table->header_line, prefix, j, prefix, prefix);
        else
            status = table_require_numbers(table, place[j - 1] - 1, true);
    return status;
}

enum status table_matrix(const struct table *table, const char *prefix, size_t *d,
                         double **matrix) {
    *d = 0;
    *matrix = NULL;
    size_t *place = memory_zero(table->columns + 1, sizeof *place), last = 0;
    if (!place)
        return STATUS_NUMERICAL;
    for (size_t column = 0; column < table->columns; column++) {
        size_t number = number_of(table->names[column], prefix);
        *d += number > 0;
        last = number > last ? number : last;
        if (number > 0 && number <= table->columns)
            place[number - 1] = column + 1;
    }
    enum status status = STATUS_OK;
    bool whole = *d > 0 && *d == last;
    if (whole && !(*matrix = memory_new(table->rows * *d, sizeof **matrix)))
        status = STATUS_NUMERICAL;
    else if (!whole || !columns_take(table, *d, place, *matrix))
        status = columns_complain(table, prefix, *d, place);
    if (status != STATUS_OK) {
        free(*matrix);
        *matrix = NULL;
    }
    free(place);
    return status;
}

enum status table_create_matrix(struct table_writer **writer, const char *path, const char *prefix,
                                size_t d, size_t more, const char *const *extra) {
    enum { LONGEST = 32 };
    const char **names = memory_new(d + more, sizeof *names + LONGEST);
    if (!names)
        return STATUS_NUMERICAL;
    char *text = (char *)(names + d + more);
    for (size_t j = 0; j < d; j++, text += LONGEST) {
        snprintf(text, LONGEST, "%s%zu", prefix, j + 1);
        names[j] = text;
    }
    for (size_t j = 0; j < more; j++)
        names[d + j] = extra[j];
    enum status status = table_create(writer, path, d + more, names);
    free(names);
    return status;
}
