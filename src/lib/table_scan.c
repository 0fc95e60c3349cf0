/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "table_internal.h"

/* libcsv trims these of unquoted cells. */
static const char *blanks_skip(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

const char *table_scan_row(const char *begin, const char *end, size_t columns, double *values) {
    const char *p = begin;
    for (size_t i = 0; i < columns; i++) {
        p = number_read(blanks_skip(p, end), end, &values[i]);
        if (!p)
            return NULL;
        p = blanks_skip(p, end);
        if (i + 1 == columns)
            break;
        if (p == end || *p != ',')
            return NULL;
        p++;
    }
    if (p < end && *p == '\r')
        p++;
    if (p == end)
        return p;
    return *p == '\n' ? p + 1 : NULL;
}
