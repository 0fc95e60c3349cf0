/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The caller frees. */
static char *path_join(const struct shelf *shelf, const char *name) {
    bool bare = *name == '/' || strcmp(shelf->root, ".") == 0;
    size_t size = strlen(shelf->root) + strlen(name) + 2;
    char *path = memory_new(size, 1);
    if (path)
        snprintf(path, size, "%s%s%s", bare ? "" : shelf->root, bare ? "" : "/", name);
    return path;
}

bool shelf_has(const struct shelf *shelf, const char *name) {
    char *path = path_join(shelf, name);
    bool there = path && access(path, F_OK) == 0;
    free(path);
    return there;
}

static enum status shelf_add(struct shelf *shelf, char *path, const struct table **table) {
    struct shelf_item **grown = memory_grow(shelf->items, shelf->count + 1, sizeof *grown);
    if (!grown)
        return STATUS_NUMERICAL;
    shelf->items = grown;
    struct shelf_item *item = memory_new(1, sizeof *item);
    if (!item)
        return STATUS_NUMERICAL;
    enum status status = table_read(&item->table, path);
    if (status != STATUS_OK) {
        free(item);
        return status;
    }
    item->path = path;
    shelf->items[shelf->count++] = item;
    *table = &item->table;
    return STATUS_OK;
}

enum status shelf_table(struct shelf *shelf, const char *name, const struct table **table) {
    char *path = path_join(shelf, name);
    if (!path)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->items[i]->path, path) == 0) {
            *table = &shelf->items[i]->table;
            free(path);
            return STATUS_OK;
        }
    enum status status = shelf_add(shelf, path, table);
    if (status != STATUS_OK)
        free(path);
    return status;
}

void shelf_free(struct shelf *shelf) {
    for (size_t i = 0; i < shelf->count; i++) {
        table_free(&shelf->items[i]->table);
        free(shelf->items[i]->path);
        free(shelf->items[i]);
    }
    free(shelf->items);
    shelf->items = NULL;
    shelf->count = 0;
}
