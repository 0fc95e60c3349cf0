/* SPDX-License-Identifier: MIT */
/* Rows with equal cells: grouping the rows of one table, and joining two. Numbers are equal if
 * their values are (-0 and 0 are; NaN equals NaN), text if its bytes are; a number never equals a
 * text. */
#ifndef TWOLAYER_GROUP_H
#define TWOLAYER_GROUP_H

#include "error.h"
#include "table.h"

#include <stdbool.h>
#include <stddef.h>

/* Some columns of a table, compared as one key. */
struct group_key {
    const struct table *table;
    size_t count;
    const size_t *columns;
};

#define GROUP_NONE ((size_t)-1)

/* Splits a list of column names at spaces, commas and semicolons, and finds them: *columns (the
 * caller frees) and *count. A missing column is STATUS_INPUT. */
enum status group_columns(const struct table *table, const char *names, size_t **columns,
                          size_t *count);

/* group[i] = the number of the group of row i; groups are numbered in order of first appearance.
 * Of no columns all rows are one group. */
enum status group_rows(const struct group_key *key, size_t *group, size_t *groups);

/* match[i] = the first row of `other` with the key of row i, or GROUP_NONE; repeated[i] (unless
 * repeated is NULL) whether there are more. The keys have the same number of columns. */
enum status group_match(const struct group_key *key, const struct group_key *other, size_t *match,
                        bool *repeated);

#endif
