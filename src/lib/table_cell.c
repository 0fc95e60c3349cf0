/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

size_t table_find(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->names[i], name) == 0)
            return i;
    return TABLE_NONE;
}

/* "a, b, c", or "a, b, ..." where that is long. */
static void names_list(const struct table *table, char *list, size_t size) {
    size_t used = 0;
    list[0] = '\0';
    for (size_t i = 0; i < table->columns; i++) {
        const char *name = table->names[i], *comma = i ? ", " : "";
        if (used + strlen(comma) + strlen(name) + sizeof ", ..." > size) {
            snprintf(list + used, size - used, "%s...", comma);
            return;
        }
        used += (size_t)snprintf(list + used, size - used, "%s%s", comma, name);
    }
}

enum status table_require(const struct table *table, const char *name, size_t *column) {
    *column = table_find(table, name);
    if (*column != TABLE_NONE)
        return STATUS_OK;
    char list[256];
    names_list(table, list, sizeof list);
    return error_set(STATUS_INPUT, "%s:%zu:1: found no column %s, expected it among %s",
                     table->path, table->header_line, name, list);
}

/* The cell in quotes for a message; of a long one the begin, cut before a UTF-8 character. */
static void cell_quote(const char *text, char quoted[64]) {
    enum { MOST = 40 };
    size_t length = strlen(text), kept = length;
    if (length > MOST) {
        kept = MOST;
        while (kept > 0 && ((unsigned char)text[kept] & 0xc0) == 0x80)
            kept--;
    }
    snprintf(quoted, 64, "\"%.*s%s\"", (int)kept, text, kept < length ? "..." : "");
}

static enum status number_complain(const struct table *table, size_t row, size_t column) {
    const char *text = table->text[column][row];
    char quoted[64];
    cell_quote(text, quoted);
    return table_complain(table, row, column, *text ? quoted : "an empty cell", "a number");
}

enum status table_require_numbers(const struct table *table, size_t column, bool finite) {
    for (size_t row = 0; row < table->rows; row++) {
        double value = table_number(table, row, column);
        const char *text = table_text(table, row, column);
        if (text) {
            const char *end = text + strlen(text);
            if (number_read(text, end, &value) != end)
                return number_complain(table, row, column);
        }
        if (finite && !(value - value == 0)) {
            char buffer[32];
            return table_complain(table, row, column, table_cell(table, row, column, buffer),
                                  "a finite number");
        }
    }
    return STATUS_OK;
}

const char *table_note(const struct table *table, const char *key) {
    for (size_t i = 0; i < table->comments; i++)
        if (strcmp(table->keys[i], key) == 0)
            return table->notes[i];
    return NULL;
}

double table_number(const struct table *table, size_t row, size_t column) {
    return table->values[row * table->columns + column];
}

const char *table_text(const struct table *table, size_t row, size_t column) {
    return table->text[column] ? table->text[column][row] : NULL;
}

const char *table_cell(const struct table *table, size_t row, size_t column, char buffer[32]) {
    const char *text = table_text(table, row, column);
    if (text)
        return text;
    *number_print(buffer, table_number(table, row, column)) = '\0';
    return buffer;
}

/* The line on which a cell starts: quoted cells before it in its row may hold line breaks. */
static size_t cell_line(const struct table *table, size_t row, size_t column) {
    size_t line = table->lines[row];
    for (size_t i = 0; i < column; i++)
        for (const char *c = table_text(table, row, i); c && (c = strchr(c, '\n')); c++)
            line++;
    return line;
}

enum status table_complain(const struct table *table, size_t row, size_t column, const char *found,
                           const char *expected) {
    size_t line = row == TABLE_NONE ? table->header_line : cell_line(table, row, column);
    return error_set(STATUS_INPUT, "%s:%zu:%zu: found %s, expected %s", table->path, line,
                     column + 1, found, expected);
}
