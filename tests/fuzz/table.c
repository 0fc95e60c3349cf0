/* SPDX-License-Identifier: MIT */
/* Fuzzing of the table reader: whatever the bytes, reading does not crash, and the fast route gives
 * just what libcsv's gives: the same refusal, or the same table. With libFuzzer:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -DFUZZ_MAIN -Isrc/lib \
 *         tests/fuzz/table.c src/lib/{error,number,table,provenance}*.c \
 *         -lcsv -lxxhash -lopenblas -lm -o build/fuzz-table
 *     mkdir -p build/corpus && build/fuzz-table -max_total_time=60 build/corpus \
 *         tests/fuzz/corpus/table
 *
 * tests/unit/table_fuzz.c replays the corpus and random mutations of it. */
#include "table_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool texts_agree(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool columns_agree(const struct table *a, const struct table *b) {
    for (size_t i = 0; i < a->columns; i++) {
        if (!texts_agree(a->names[i], b->names[i]) || !a->text[i] != !b->text[i])
            return false;
        for (size_t row = 0; row < a->rows; row++)
            if (!texts_agree(table_text(a, row, i), table_text(b, row, i)))
                return false;
    }
    return true;
}

static bool tables_agree(const struct table *a, const struct table *b) {
    if (a->rows != b->rows || a->columns != b->columns || a->comments != b->comments ||
        a->header_line != b->header_line)
        return false;
    for (size_t i = 0; i < a->comments; i++)
        if (!texts_agree(a->keys[i], b->keys[i]) || !texts_agree(a->notes[i], b->notes[i]))
            return false;
    return memcmp(a->values, b->values, a->rows * a->columns * sizeof *a->values) == 0 &&
           memcmp(a->lines, b->lines, a->rows * sizeof *a->lines) == 0 && columns_agree(a, b);
}

static bool table_routes_agree(const char *bytes, size_t size) {
    struct table fast, slow;
    char message[1024];
    enum status fast_status = table_parse(&fast, "f", bytes, size, TABLE_ROUTE_FAST);
    strcpy(message, error_message());
    enum status slow_status = table_parse(&slow, "f", bytes, size, TABLE_ROUTE_LIBCSV);
    bool agree = fast_status == slow_status;
    if (agree && fast_status)
        agree = strcmp(message, error_message()) == 0;
    else if (agree)
        agree = tables_agree(&fast, &slow);
    table_free(&fast);
    table_free(&slow);
    return agree;
}

#ifdef FUZZ_MAIN
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (!table_routes_agree((const char *)bytes, size))
        abort();
    return 0;
}
#endif
