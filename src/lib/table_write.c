/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "provenance.h"
#include "table_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 18, NUMBER_ROOM = 32 };

struct table_writer {
    struct table_target target;
    size_t columns, column; /* column: cells of the row so far */
    int error;              /* the first errno of writing, or 0 */
    size_t used;
    char buffer[ROOM];
};

static void writer_flush(struct table_writer *writer) {
    if (!writer->error)
        writer->error = table_target_write(&writer->target, writer->buffer, writer->used);
    writer->used = 0;
}

static void writer_add(struct table_writer *writer, const char *bytes, size_t size) {
    while (size > 0) {
        size_t part = ROOM - writer->used < size ? ROOM - writer->used : size;
        memcpy(writer->buffer + writer->used, bytes, part);
        writer->used += part;
        bytes += part;
        size -= part;
        if (writer->used == ROOM)
            writer_flush(writer);
    }
}

static void cell_end(struct table_writer *writer) {
    bool last = ++writer->column == writer->columns;
    if (last)
        writer->column = 0;
    writer_add(writer, last ? "\n" : ",", 1);
}

/* Without quotes a reader would take the text for something else: another row or cell, a comment,
 * a blank line, or (libcsv trims it) for less. */
static bool text_needs_quotes(const struct table_writer *writer, const char *text) {
    size_t length = strlen(text);
    if (length == 0)
        return writer->columns == 1;
    return text[0] == '#' || text[0] == ' ' || text[0] == '\t' || text[length - 1] == ' ' ||
           text[length - 1] == '\t' || text[strcspn(text, ",\"\r\n")] != '\0';
}

static void quoted_add(struct table_writer *writer, const char *text) {
    writer_add(writer, "\"", 1);
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        writer_add(writer, text, (size_t)(quote - text));
        writer_add(writer, "\"\"", 2);
    }
    writer_add(writer, text, strlen(text));
    writer_add(writer, "\"", 1);
}

/* false without memory. */
static bool header_add(struct table_writer *writer) {
    char *lines = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&lines, &size);
    if (!stream)
        return false;
    provenance_print(stream);
    bool written = fclose(stream) == 0;
    if (written)
        writer_add(writer, lines, size);
    free(lines);
    return written;
}

enum status table_create(struct table_writer **writer, const char *path, size_t columns,
                         const char *const *names) {
    *writer = NULL;
    if (columns == 0)
        return error_set(STATUS_OUTPUT, "%s: found no columns to write, expected some", path);
    struct table_writer *created = memory_new(1, sizeof *created);
    if (!created)
        return STATUS_NUMERICAL;
    created->columns = columns;
    created->column = created->used = 0;
    created->error = 0;
    enum status status = table_target_open(&created->target, path);
    if (status) {
        free(created);
        return status;
    }
    if (!header_add(created)) {
        table_abandon(created);
        return error_set(STATUS_NUMERICAL, "%s: found no memory for the header", path);
    }
    for (size_t i = 0; i < columns; i++)
        table_put_text(created, names[i]);
    *writer = created;
    return STATUS_OK;
}

void table_put(struct table_writer *writer, double value) {
    if (ROOM - writer->used < NUMBER_ROOM)
        writer_flush(writer);
    char *start = writer->buffer + writer->used;
    writer->used += (size_t)(number_print(start, value) - start);
    cell_end(writer);
}

void table_put_all(struct table_writer *writer, size_t count, const double *values) {
    for (size_t i = 0; i < count; i++)
        table_put(writer, values[i]);
}

void table_put_text(struct table_writer *writer, const char *text) {
    if (text_needs_quotes(writer, text))
        quoted_add(writer, text);
    else
        writer_add(writer, text, strlen(text));
    cell_end(writer);
}

enum status table_close(struct table_writer *writer) {
    enum status status = STATUS_OK;
    writer_flush(writer);
    if (writer->error)
        status = error_set(STATUS_OUTPUT, "%s: cannot be written: %s", writer->target.path,
                           strerror(writer->error));
    else if (writer->column != 0)
        status = error_set(STATUS_OUTPUT, "%s: found %zu cells in the last row, expected %zu",
                           writer->target.path, writer->column, writer->columns);
    if (status) {
        table_abandon(writer);
        return status;
    }
    status = table_target_commit(&writer->target);
    free(writer);
    return status;
}

void table_abandon(struct table_writer *writer) {
    if (!writer)
        return;
    table_target_abandon(&writer->target);
    free(writer);
}

enum status table_finish(struct table_writer *writer, enum status status) {
    if (status == STATUS_OK && writer)
        return table_close(writer);
    table_abandon(writer);
    return status;
}
