/* SPDX-License-Identifier: MIT */
#include "store.h"

#include "table.h"

enum status store_write(const struct parameters *p, const char *path) {
    const char *const extra[] = {"a", "b"};
    size_t more = p->b ? 2 : 1;
    struct table_writer *writer;
    enum status status = table_create_matrix(&writer, path, "w", p->d, more, extra);
    if (status != STATUS_OK)
        return status;
    for (size_t l = 0; l < p->width; l++) {
        table_put_all(writer, p->d, p->W + l * p->d);
        table_put(writer, p->a[l]);
        if (p->b)
            table_put(writer, p->b[l]);
    }
    return table_close(writer);
}
