/* SPDX-License-Identifier: MIT */
/* collect: stacks tables of the same columns. */
#include "error.h"
#include "options.h"
#include "provenance.h"
#include "table.h"

#include <stdlib.h>

static const char details[] =
    "The columns are those of the first table, in its order; the others may have them in another "
    "order, but must have the same. Rows keep their order.";

/* Where in the table each column of the first is; a difference is an error that names both files.
 */
static enum status columns_match(const struct table *first, const struct table *table,
                                 size_t *order) {
    for (size_t i = 0; i < first->columns; i++) {
        order[i] = table_find(table, first->names[i]);
        if (order[i] == TABLE_NONE)
            return error_set(STATUS_INPUT, "%s:%zu:1: found no column %s, expected it as in %s",
                             table->path, table->header_line, first->names[i], first->path);
    }
    for (size_t i = 0; i < table->columns; i++)
        if (table_find(first, table->names[i]) == TABLE_NONE)
            return error_set(STATUS_INPUT,
                             "%s:%zu:%zu: found the column %s, expected only those of %s",
                             table->path, table->header_line, i + 1, table->names[i], first->path);
    return STATUS_OK;
}

static void rows_put(struct table_writer *writer, const struct table *table, const size_t *order) {
    for (size_t row = 0; row < table->rows; row++)
        for (size_t i = 0; i < table->columns; i++) {
            const char *text = table_text(table, row, order[i]);
            if (text)
                table_put_text(writer, text);
            else
                table_put(writer, table_number(table, row, order[i]));
        }
}

/* What a header says about the columns, or of a skipped part, holds of the whole, too. */
static void notes_pass(const struct table *tables, size_t count) {
    static const char *const keys[] = {"parameters", "skipped"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (size_t i = 0; i < count; i++)
            if (table_note(&tables[i], keys[k])) {
                provenance_note(keys[k], table_note(&tables[i], keys[k]));
                break;
            }
}

static enum status tables_write(const struct table *tables, size_t count, const char *output) {
    const struct table *first = &tables[0];
    struct table_writer *writer = NULL;
    size_t *order = memory_new(first->columns, sizeof *order);
    if (!order)
        return STATUS_NUMERICAL;
    notes_pass(tables, count);
    enum status status =
        table_create(&writer, output, first->columns, (const char *const *)first->names);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = columns_match(first, &tables[i], order);
        if (status == STATUS_OK)
            rows_put(writer, &tables[i], order);
    }
    free(order);
    return table_finish(writer, status);
}

/* All are read before the first row is written, since the header names them all. */
static enum status collect(const struct operands *files, const char *output) {
    struct table *tables = memory_new(files->count, sizeof *tables);
    enum status status = tables ? STATUS_OK : STATUS_NUMERICAL;
    size_t read = 0;
    for (; read < files->count && status == STATUS_OK; read += status == STATUS_OK)
        status = table_read(&tables[read], files->items[read]);
    if (status == STATUS_OK)
        status = tables_write(tables, read, output);
    for (size_t i = 0; i < read; i++)
        table_free(&tables[i]);
    free(tables);
    return status;
}

int main(int argc, char **argv) {
    const char *output;
    const struct option options[] = {OPTION_OUTPUT(output), OPTION_END};
    const struct program program = {
        .name = "collect",
        .usage = "TABLE...",
        .purpose = "stack tables of the same columns",
        .details = details,
        .options = options,
    };
    struct operands files;
    enum status status = options_parse(&program, argc, argv, &files);
    if (status == STATUS_OK)
        status = collect(&files, output);
    return error_exit("collect", status);
}
