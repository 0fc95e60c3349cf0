/* SPDX-License-Identifier: MIT */
/* The corpus of tests/fuzz/table.c and random mutations of it, without a fuzzer. */
#include "fuzz/table.c"
#include "test.h"

#include <dirent.h>

enum { FILES = 64, MUTATIONS = 300, MOST = 4096 };

static struct seed {
    char name[256];
    char *bytes;
    size_t size;
} seeds[FILES];

static int seed_compare(const void *a, const void *b) {
    return strcmp(((const struct seed *)a)->name, ((const struct seed *)b)->name);
}

/* In the order of their names, for a test that does the same everywhere. */
static size_t corpus_load(const char *folder) {
    size_t count = 0;
    DIR *directory = opendir(folder);
    struct dirent *entry;
    while (directory && count < FILES && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096 + 256];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        snprintf(seeds[count].name, sizeof seeds[count].name, "%s", entry->d_name);
        if (TEST(table_load(path, &seeds[count].bytes, &seeds[count].size) == STATUS_OK))
            count++;
    }
    if (directory)
        closedir(directory);
    qsort(seeds, count, sizeof *seeds, seed_compare);
    return count;
}

/* Files called bad_* are refused, with a position; all others are read. */
static void test_corpus(size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct seed *seed = &seeds[i];
        struct table table;
        enum status status =
            table_parse(&table, seed->name, seed->bytes, seed->size, TABLE_ROUTE_FAST);
        bool bad = strncmp(seed->name, "bad_", 4) == 0;
        size_t length = strlen(seed->name);
        if (!TEST(status == (bad ? STATUS_INPUT : STATUS_OK)) ||
            (bad && !TEST(strncmp(error_message(), seed->name, length) == 0 &&
                          error_message()[length] == ':' && strstr(error_message(), "found ") &&
                          strstr(error_message(), "expected "))) ||
            !TEST(table_routes_agree(seed->bytes, seed->size)))
            printf("    %s: %s\n", seed->name, error_message());
        table_free(&table);
    }
}

/* Swaps, drops, doubles and splices stretches, and puts in characters that matter to CSV. */
static size_t mutate(char *bytes, size_t size, uint64_t *state, size_t count) {
    static const char special[] = "\",,\n\r\r\n # \t0019.-+eEnaif:x\xef";
    size_t at = size ? test_random(state) % size : 0;
    size_t length = size ? test_random(state) % (size - at < 16 ? size - at : 16) : 0;
    const struct seed *other = &seeds[test_random(state) % count];
    switch (test_random(state) % 5) {
    case 0:
        if (size > 0)
            bytes[at] = special[test_random(state) % sizeof special];
        break;
    case 1:
        memmove(bytes + at, bytes + at + length, size - at - length);
        size -= length;
        break;
    case 2:
        if (size + length <= MOST) {
            memmove(bytes + at + length, bytes + at, size - at);
            size += length;
        }
        break;
    case 3:
        if (other->size > 0 && size + 16 <= MOST) {
            size_t from = test_random(state) % other->size;
            size_t part = other->size - from < 16 ? other->size - from : 16;
            memmove(bytes + at + part, bytes + at, size - at);
            memcpy(bytes + at, other->bytes + from, part);
            size += part;
        }
        break;
    default:
        if (size > 0)
            bytes[at] = (char)test_random(state);
    }
    return size;
}

static void test_mutations(size_t count) {
    uint64_t state = test_seed();
    unsigned long wrong = 0;
    for (size_t i = 0; i < count; i++) {
        for (int j = 0; j < MUTATIONS; j++) {
            char bytes[MOST];
            size_t size = seeds[i].size < MOST / 2 ? seeds[i].size : MOST / 2;
            memcpy(bytes, seeds[i].bytes, size);
            for (int k = 1 + (int)(test_random(&state) % 6); k > 0; k--)
                size = mutate(bytes, size, &state, count);
            /* Of exactly this size, for the sanitizer to see a read beyond. */
            char *exact = malloc(size ? size : 1);
            memcpy(exact, bytes, size);
            if (!table_routes_agree(exact, size)) {
                wrong++;
                printf("    routes differ on a mutation of %s: %.*s\n", seeds[i].name, (int)size,
                       exact);
            }
            free(exact);
        }
    }
    TEST(wrong == 0);
}

int main(void) {
    char folder[4000];
    const char *slash = strrchr(__FILE__, '/');
    snprintf(folder, sizeof folder, "%.*s/../fuzz/corpus/table", (int)(slash - __FILE__), __FILE__);
    size_t count = corpus_load(folder);
    TEST(count >= 30 && count < FILES);
    test_corpus(count);
    if (count > 0)
        test_mutations(count);
    for (size_t i = 0; i < count; i++)
        free(seeds[i].bytes);
    return test_end();
}
