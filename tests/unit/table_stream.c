/* SPDX-License-Identifier: MIT */
/* Large tables read through a window are what table_parse makes of the whole content, with the same
 * hash; what is not all numbers is left to it. */
#include "provenance.h"
#include "table_internal.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static const char path[] = "table_stream.csv";

/* A text that grows. */
struct content {
    char *bytes;
    size_t size, room;
};

static void put(struct content *content, const char *text) {
    size_t length = strlen(text);
    if (content->size + length >= content->room) {
        content->room = 2 * (content->size + length + 1);
        content->bytes = realloc(content->bytes, content->room);
    }
    memcpy(content->bytes + content->size, text, length + 1);
    content->size += length;
}

static void put_rows(struct content *content, size_t rows, size_t columns, const char *end) {
    uint64_t state = test_seed() + content->size;
    char number[40];
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            snprintf(number, sizeof number, "%.*g%s", 1 + (int)(test_random(&state) % 17),
                     test_uniform(&state) - 0.5, j + 1 < columns ? "," : end);
            put(content, number);
        }
}

static void put_names(struct content *content, size_t columns, const char *prefix) {
    char name[40];
    for (size_t j = 0; j < columns; j++) {
        snprintf(name, sizeof name, "%s%zu%s", prefix, j + 1, j + 1 < columns ? "," : "\n");
        put(content, name);
    }
}

static void file_make(const struct content *content) {
    FILE *file = fopen(path, "wb");
    TEST(file && fwrite(content->bytes, 1, content->size, file) == content->size);
    if (file)
        fclose(file);
}

/* The header lines that follow from an input read. */
static void notes(char text[4096]) {
    FILE *file = tmpfile();
    provenance_print(file);
    rewind(file);
    text[fread(text, 1, 4095, file)] = '\0';
    fclose(file);
}

static void tables_compare(const struct table *a, const struct table *b) {
    TEST(a->rows == b->rows && a->columns == b->columns && a->header_line == b->header_line);
    TEST(memcmp(a->values, b->values, a->rows * a->columns * sizeof *a->values) == 0);
    TEST(memcmp(a->lines, b->lines, a->rows * sizeof *a->lines) == 0);
    TEST_TEXT(a->names[a->columns - 1], b->names[b->columns - 1]);
    TEST(a->comments == b->comments);
    for (size_t i = 0; i < a->comments && i < b->comments; i++)
        TEST_TEXT(a->notes[i], b->notes[i]);
}

static void expect_same(struct content *content) {
    struct table streamed, parsed;
    char of_stream[4096], of_content[4096];
    const char *arguments[] = {"test", NULL};
    file_make(content);
    provenance_start("test", 1, (char **)(uintptr_t)arguments);
    if (!TEST(table_stream(&streamed, path) == STATUS_OK))
        return;
    notes(of_stream);
    provenance_start("test", 1, (char **)(uintptr_t)arguments);
    provenance_input(path, content->bytes, content->size);
    notes(of_content);
    TEST_TEXT(of_stream, of_content);
    if (TEST(table_parse(&parsed, path, content->bytes, content->size, TABLE_ROUTE_LIBCSV) ==
             STATUS_OK)) {
        tables_compare(&streamed, &parsed);
        table_free(&parsed);
    }
    table_free(&streamed);
    free(content->bytes);
}

static void expect_left(struct content *content) {
    struct table table;
    file_make(content);
    TEST(table_stream(&table, path) == STATUS_SKIPPED);
    free(content->bytes);
}

static void test_numbers(void) {
    struct content content = {0};
    put(&content, "\xef\xbb\xbf# seed: 7\n\n# of: what\n");
    put_names(&content, 7, "x");
    put_rows(&content, 20000, 7, "\n");
    put(&content, "\n# between: rows\n \n");
    put_rows(&content, 4000, 7, "\r\n");
    put(&content, "1,nan,-inf, 4 ,5e-324,6,7"); /* no line feed at the end */
    expect_same(&content);
}

/* Names, comments and rows that are longer than the window. */
static void test_long_lines(void) {
    struct content content = {0};
    put_names(&content, 50000, "long_name_of_a_column_");
    put_rows(&content, 3, 50000, "\n");
    expect_same(&content);
}

static void test_left(void) {
    struct content small = {0}, text = {0}, ragged = {0}, quoted = {0}, comments = {0};
    put(&small, "a,b\n1,2\n");
    expect_left(&small);
    put(&text, "a,b\n");
    put_rows(&text, 70000, 2, "\n");
    put(&text, "1,word\n");
    expect_left(&text);
    put(&ragged, "a,b\n");
    put_rows(&ragged, 70000, 2, "\n");
    put(&ragged, "1\n");
    expect_left(&ragged);
    put(&quoted, "a,b\n");
    put_rows(&quoted, 70000, 2, "\n");
    put(&quoted, "1,\"2\n\"\n");
    expect_left(&quoted);
    for (int i = 0; i < 100000; i++)
        put(&comments, "# a comment\n");
    expect_left(&comments);
    struct table table;
    TEST(table_stream(&table, "nowhere.csv") == STATUS_SKIPPED);
    TEST(table_stream(&table, ".") == STATUS_SKIPPED);
    TEST(table_stream(&table, "-") == STATUS_SKIPPED);
    TEST(remove(path) == 0 && mkfifo(path, 0600) == 0);
    TEST(table_stream(&table, path) == STATUS_SKIPPED); /* at once: nobody writes to it */
}

int main(void) {
    test_numbers();
    test_long_lines();
    test_left();
    unlink(path);
    return test_end();
}
