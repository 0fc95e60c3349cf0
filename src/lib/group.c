/* SPDX-License-Identifier: MIT */
#include "group.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum status group_columns(const struct table *table, const char *names, size_t **columns,
                          size_t *count) {
    enum status status = STATUS_OK;
    char *copy = strdup(names), *rest = copy;
    *count = 0;
    *columns = memory_new(strlen(names) / 2 + 1, sizeof **columns);
    if (!copy || !*columns)
        status = error_set(STATUS_NUMERICAL, "found no memory for column names");
    for (char *name; status == STATUS_OK && (name = strsep(&rest, " ,;"));) {
        if (!*name)
            continue;
        status = table_require(table, name, &(*columns)[*count]);
        ++*count;
    }
    free(copy);
    if (status != STATUS_OK) {
        free(*columns);
        *columns = NULL;
        *count = 0;
    }
    return status;
}

static uint64_t key_hash(const struct group_key *key, size_t row) {
    uint64_t hash = 0;
    for (size_t i = 0; i < key->count; i++) {
        const char *text = table_text(key->table, row, key->columns[i]);
        double number = table_number(key->table, row, key->columns[i]) + 0.0; /* -0 becomes 0 */
        if (text)
            hash = XXH3_64bits_withSeed(text, strlen(text), hash);
        else if (isnan(number)) /* of which there are many bit patterns */
            hash++;
        else
            hash = XXH3_64bits_withSeed(&number, sizeof number, hash);
    }
    return hash;
}

static bool key_equal(const struct group_key *a, size_t row_a, const struct group_key *b,
                      size_t row_b) {
    for (size_t i = 0; i < a->count; i++) {
        const char *text_a = table_text(a->table, row_a, a->columns[i]);
        const char *text_b = table_text(b->table, row_b, b->columns[i]);
        if (!text_a != !text_b || (text_a && strcmp(text_a, text_b) != 0))
            return false;
        double x = table_number(a->table, row_a, a->columns[i]);
        double y = table_number(b->table, row_b, b->columns[i]);
        if (!text_a && x != y && !(isnan(x) && isnan(y)))
            return false;
    }
    return true;
}

/* Open addressing: row + 1 of the first row of each key, 0 where empty; at most half full. */
struct index {
    const struct group_key *key;
    size_t mask, *slots;
};

static enum status index_new(struct index *index, const struct group_key *key) {
    size_t size = 2;
    while (size < 2 * key->table->rows)
        size *= 2;
    *index = (struct index){key, size - 1, memory_zero(size, sizeof *index->slots)};
    return index->slots ? STATUS_OK : STATUS_NUMERICAL;
}

/* The slot of that key: empty if the index does not hold it. */
static size_t *index_slot(const struct index *index, const struct group_key *key, size_t row) {
    size_t at = key_hash(key, row) & index->mask;
    while (index->slots[at] && !key_equal(index->key, index->slots[at] - 1, key, row))
        at = (at + 1) & index->mask;
    return &index->slots[at];
}

enum status group_rows(const struct group_key *key, size_t *group, size_t *groups) {
    struct index index;
    *groups = 0;
    if (index_new(&index, key) != STATUS_OK)
        return STATUS_NUMERICAL;
    for (size_t row = 0; row < key->table->rows; row++) {
        size_t *slot = index_slot(&index, key, row);
        group[row] = *slot ? group[*slot - 1] : (*groups)++;
        if (!*slot)
            *slot = row + 1;
    }
    free(index.slots);
    return STATUS_OK;
}

enum status group_match(const struct group_key *key, const struct group_key *other, size_t *match,
                        bool *repeated) {
    struct index index;
    bool *many = memory_zero(other->table->rows, sizeof *many);
    if (!many || index_new(&index, other) != STATUS_OK) {
        free(many);
        return STATUS_NUMERICAL;
    }
    for (size_t row = 0; row < other->table->rows; row++) {
        size_t *slot = index_slot(&index, other, row);
        if (*slot)
            many[*slot - 1] = true;
        else
            *slot = row + 1;
    }
    for (size_t row = 0; row < key->table->rows; row++) {
        size_t found = *index_slot(&index, key, row);
        match[row] = found ? found - 1 : GROUP_NONE;
        if (repeated)
            repeated[row] = found && many[found - 1];
    }
    free(index.slots);
    free(many);
    return STATUS_OK;
}
