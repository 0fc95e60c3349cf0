/* SPDX-License-Identifier: MIT */
#include "provenance.h"
#include "table_internal.h"

#include <stdlib.h>
#include <string.h>

enum status table_read(struct table *table, const char *path) {
    char *content;
    size_t size;
    enum status status = table_stream(table, path);
    if (status != STATUS_SKIPPED)
        return status;
    *table = (struct table){0};
    status = table_load(path, &content, &size);
    if (status)
        return status;
    status = table_parse(table, path, content, size, TABLE_ROUTE_FAST);
    if (status == STATUS_OK)
        provenance_input(path, content, size);
    free(content);
    return status;
}

char *table_copy_text(const char *text, size_t length) {
    char *copy = memory_new(length + 1, 1);
    if (copy) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

void table_free(struct table *table) {
    for (size_t i = 0; i < table->columns; i++) {
        free(table->names[i]);
        for (size_t row = 0; table->text[i] && row < table->rows; row++)
            free(table->text[i][row]);
        free(table->text[i]);
    }
    for (size_t i = 0; i < table->comments; i++) {
        free(table->keys[i]);
        free(table->notes[i]);
    }
    free(table->names);
    free(table->text);
    free(table->keys);
    free(table->notes);
    free(table->values);
    free(table->lines);
    free(table->path);
    *table = (struct table){0};
}
