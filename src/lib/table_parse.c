/* SPDX-License-Identifier: MIT */
#include "table_internal.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* The end of the line without its line feed. */
static const char *line_end(const struct table_position *position) {
    const char *feed = memchr(position->next, '\n', (size_t)(position->end - position->next));
    return feed ? feed : position->end;
}

static void line_skip(struct table_position *position, const char *end) {
    position->next = end < position->end ? end + 1 : end;
    position->line++;
}

static char *copy_trimmed(const char *begin, const char *end) {
    while (begin < end && is_blank(*begin))
        begin++;
    while (end > begin && is_blank(end[-1]))
        end--;
    return table_copy_text(begin, (size_t)(end - begin));
}

static bool comments_reserve(struct table_reader *reader) {
    struct table *table = reader->table;
    if (table->comments < reader->comments_room)
        return true;
    size_t room = reader->comments_room ? 2 * reader->comments_room : 16;
    char **keys = memory_grow(table->keys, room, sizeof *keys);
    if (!keys)
        return false;
    table->keys = keys;
    char **notes = memory_grow(table->notes, room, sizeof *notes);
    if (!notes)
        return false;
    table->notes = notes;
    reader->comments_room = room;
    return true;
}

/* Keeps "# key: value"; a comment of another form says nothing to programs. */
static enum status comment_take(struct table_reader *reader, const char *end) {
    struct table *table = reader->table;
    const char *begin = reader->position.next + 1;
    if (memchr(begin, '\0', (size_t)(end - begin)))
        return error_set(STATUS_INPUT, "%s:%zu:1: found a NUL byte, expected text", table->path,
                         reader->position.line);
    const char *colon = memchr(begin, ':', (size_t)(end - begin));
    if (colon) {
        if (!comments_reserve(reader))
            return STATUS_NUMERICAL;
        char *key = copy_trimmed(begin, colon), *note = copy_trimmed(colon + 1, end);
        if (!key || !note) {
            free(key);
            free(note);
            return STATUS_NUMERICAL;
        }
        table->keys[table->comments] = key;
        table->notes[table->comments++] = note;
    }
    line_skip(&reader->position, end);
    return STATUS_OK;
}

enum status table_row_seek(struct table_reader *reader, bool *found) {
    struct table_position *position = &reader->position;
    while (position->next < position->end) {
        const char *p = position->next, *end = line_end(position);
        if (*p == '#') {
            enum status status = comment_take(reader, end);
            if (status)
                return status;
            continue;
        }
        while (p < end && is_blank(*p))
            p++;
        if (p < end)
            break;
        line_skip(position, end);
    }
    *found = position->next < position->end;
    return STATUS_OK;
}

enum status table_rows_take(struct table_reader *reader) {
    bool found;
    enum status status;
    while ((status = table_row_seek(reader, &found)) == STATUS_OK && found &&
           (status = table_row_take(reader)) == STATUS_OK)
        ;
    return status;
}

static enum status content_take(struct table_reader *reader) {
    bool found;
    enum status status = table_row_seek(reader, &found);
    if (status)
        return status;
    if (!found)
        return error_set(STATUS_INPUT,
                         "%s:%zu:1: found the end of the file, expected a row of column names",
                         reader->table->path, reader->position.line);
    status = table_names_take(reader);
    if (status == STATUS_OK)
        status = table_rows_take(reader);
    return status;
}

enum status table_reader_start(struct table_reader *reader, struct table *table, const char *path,
                               const char *content, size_t size, enum table_route route) {
    static const char mark[] = "\xef\xbb\xbf";
    size_t skip = size >= 3 && memcmp(content, mark, 3) == 0 ? 3 : 0;
    *table = (struct table){0};
    *reader = (struct table_reader){
        .table = table, .position = {content + skip, content + size, 1}, .route = route};
    enum status status = table_cells_start(&reader->cells);
    if (status)
        return status;
    table->path = table_copy_text(path, strlen(path));
    return table->path ? STATUS_OK : STATUS_NUMERICAL;
}

enum status table_reader_end(struct table_reader *reader, enum status status) {
    struct table *table = reader->table;
    if (status == STATUS_OK && !table_rows_resize(reader, table->rows ? table->rows : 1))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK && reader->any_text)
        status = table_text_take(reader);
    table_cells_free(&reader->cells);
    free(reader->starts);
    free(reader->is_text);
    if (status)
        table_free(table);
    return status;
}

enum status table_parse(struct table *table, const char *path, const char *content, size_t size,
                        enum table_route route) {
    struct table_reader reader;
    enum status status = table_reader_start(&reader, table, path, content, size, route);
    if (status == STATUS_OK)
        status = content_take(&reader);
    return table_reader_end(&reader, status);
}
