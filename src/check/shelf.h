/* SPDX-License-Identifier: MIT */
/* The tables that claims name, each read once. */
#ifndef TWOLAYER_CHECK_SHELF_H
#define TWOLAYER_CHECK_SHELF_H

#include "error.h"
#include "table.h"

#include <stdbool.h>
#include <stddef.h>

struct shelf_item {
    char *path;
    struct table table;
};

struct shelf {
    const char *root; /* names that are not absolute are relative to it */
    struct shelf_item **items;
    size_t count;
};

/* The table of that name: valid until shelf_free. */
enum status shelf_table(struct shelf *shelf, const char *name, const struct table **table);

/* Whether the file is there. */
bool shelf_has(const struct shelf *shelf, const char *name);

void shelf_free(struct shelf *shelf);

#endif
