/* SPDX-License-Identifier: MIT */
/* Options and tables: --row, recipes, and the parameters of a run in its results. */
#include "options_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The column that says which kind of recipe a table is. */
static const char recipe[] = "recipe";

static struct table row;

const struct table *options_row(void) {
    return &row;
}

/* Is this column (underscores) the option of that name (dashes)? */
static bool same_name(const char *column, const char *name) {
    for (; *column && *name; column++, name++)
        if (*column != *name && !(*column == '_' && *name == '-'))
            return false;
    return *column == *name;
}

/* The text of a cell of a table of one row, kept by the table: that of a number in its shortest
 * form. NULL without memory. */
static const char *keep_text(struct table *table, size_t column) {
    if (!table->text[column]) {
        char cell[32], **kept = memory_zero(1, sizeof *kept);
        char *copy = strdup(table_cell(table, 0, column, cell));
        if (!kept || !copy) {
            free(kept);
            free(copy);
            error_set(STATUS_NUMERICAL, "found no memory for a cell of %s", table->path);
            return NULL;
        }
        kept[0] = copy;
        table->text[column] = kept;
    }
    return table->text[column][0];
}

static enum status set_from_cell(const struct option *option, struct table *table, size_t column) {
    char where[512], cell[32];
    snprintf(where, sizeof where, "%s:%zu:%zu: ", table->path, table->lines[0], column + 1);
    bool lasts = option->type == OPTION_TYPE_TEXT || option->type == OPTION_TYPE_CHOICE;
    const char *text = lasts ? keep_text(table, column) : table_cell(table, 0, column, cell);
    return text ? options_set(option, where, text) : STATUS_NUMERICAL;
}

/* Sets the options that are columns of a table of one row, and given[i] of each. Where a run writes
 * to, and what kind of recipe it reads, is no parameter. */
static enum status set_from_table(const struct option *options, struct table *table, bool *given) {
    enum status status = STATUS_OK;
    for (size_t i = 0; options[i].name; i++)
        for (size_t column = 0; status == STATUS_OK && column < table->columns; column++)
            if (same_name(table->names[column], options[i].name) && !options[i].letter &&
                strcmp(table->names[column], recipe) != 0) {
                status = set_from_cell(&options[i], table, column);
                given[i] = true;
            }
    return status;
}

enum status options_take_row(const struct option *options, const char *path, bool *given) {
    if (row.columns)
        return error_set(STATUS_USAGE, "found --row twice, expected it once");
    enum status status = table_read(&row, path);
    if (status == STATUS_OK && row.rows != 1)
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %zu rows, expected one", path,
                           row.header_line, row.rows);
    return status == STATUS_OK ? set_from_table(options, &row, given) : status;
}

enum status options_read_table(const struct option *options, struct table *table) {
    bool given[OPTION_MOST] = {false};
    if (table->rows != 1)
        return error_set(STATUS_INPUT, "%s:%zu:1: found %zu rows, expected the one of a recipe",
                         table->path, table->header_line, table->rows);
    enum status status = set_from_table(options, table, given);
    for (size_t i = 0; status == STATUS_OK && options[i].name; i++)
        if (!given[i])
            status =
                error_set(STATUS_INPUT, "%s:%zu:1: found no column %s, expected it in a recipe",
                          table->path, table->header_line, options[i].name);
    return status;
}

static void put_option(struct table_writer *writer, const struct option *option) {
    if (option->type == OPTION_TYPE_REAL)
        table_put(writer, *(double *)option->value);
    else if (option->type == OPTION_TYPE_INTEGER)
        table_put(writer, (double)*(uint64_t *)option->value);
    else if (option->type == OPTION_TYPE_FLAG)
        table_put(writer, *(bool *)option->value);
    else
        table_put_text(writer, *(const char **)option->value);
}

enum status options_write_recipe(const struct option *options, const char *kind, const char *path) {
    char names[OPTION_MOST][64];
    const char *columns[OPTION_MOST + 1] = {recipe};
    size_t count = 1;
    for (const struct option *option = options; option->name; option++, count++) {
        snprintf(names[count - 1], sizeof names[0], "%s", option->name);
        for (char *c = names[count - 1]; *c; c++)
            *c = *c == '-' ? '_' : *c;
        columns[count] = names[count - 1];
    }
    struct table_writer *writer;
    enum status status = table_create(&writer, path, count, columns);
    if (status != STATUS_OK)
        return status;
    table_put_text(writer, kind);
    for (const struct option *option = options; option->name; option++)
        put_option(writer, option);
    return table_close(writer);
}
