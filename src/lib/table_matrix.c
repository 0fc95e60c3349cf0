/* SPDX-License-Identifier: MIT */
#include "table.h"

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

enum status table_matrix(const struct table *table, const char *prefix, size_t *d,
                         double **matrix) {
    *d = 0;
    *matrix = NULL;
    size_t *place = memory_zero(table->columns + 1, sizeof *place);
    if (!place)
        return STATUS_NUMERICAL;
    for (size_t column = 0; column < table->columns; column++) {
        size_t number = number_of(table->names[column], prefix);
        *d += number > 0;
        if (number > 0 && number <= table->columns)
            place[number] = column + 1;
    }
    enum status status = STATUS_OK;
    for (size_t j = 1; status == STATUS_OK && j <= (*d ? *d : 1); j++)
        if (*d == 0 || !place[j])
            status =
                error_set(STATUS_INPUT, "%s:%zu:1: found no column %s%zu, expected %s1, %s2, ...",
                          table->path, table->header_line, prefix, j, prefix, prefix);
        else
            status = table_require_numbers(table, place[j] - 1, true);
    if (status == STATUS_OK && !(*matrix = memory_new(table->rows * *d, sizeof **matrix)))
        status = STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < table->rows; i++)
        for (size_t j = 0; j < *d; j++)
            (*matrix)[i * *d + j] = table_number(table, i, place[j + 1] - 1);
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
