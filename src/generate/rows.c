/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include "table.h"

#include <stdlib.h>

enum { BLOCK_VALUES = 1 << 20 };

/* Rows at a time, so that memory stays constant in the number of rows. */
static size_t block_rows(size_t rows, size_t columns) {
    size_t block = BLOCK_VALUES / columns + 1;
    return block < rows ? block : rows;
}

enum status write_rows(void *source, fetcher fetch, size_t rows, size_t d, const char *prefix,
                       const char *last, const char *path) {
    size_t block = block_rows(rows, d);
    double *X = memory_new(block * (d + 1), sizeof *X), *y = X ? X + block * d : NULL;
    struct table_writer *writer = NULL;
    enum status status =
        X ? table_create_matrix(&writer, path, prefix, d, last ? 1 : 0, &last) : STATUS_NUMERICAL;
    for (size_t first = 0; status == STATUS_OK && first < rows; first += block) {
        size_t count = block < rows - first ? block : rows - first;
        status = fetch(source, first, count, X, y);
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            table_put_all(writer, d, X + i * d);
            if (last)
                table_put(writer, y[i]);
        }
    }
    status = table_finish(writer, status);
    free(X);
    return status;
}
