/* SPDX-License-Identifier: MIT */
#include "provenance.h"

#include "table.h"
#include "test.h"

#include <cblas.h>
#include <unistd.h>

/* The header as it would be printed now. */
static const char *header(void) {
    static char text[8192];
    FILE *file = fmemopen(text, sizeof text, "w");
    provenance_print(file);
    fclose(file);
    return text;
}

/* The value of the first line of that key, or NULL. */
static const char *value_of(const char *key) {
    static char value[4096];
    char start[64];
    snprintf(start, sizeof start, "# %s: ", key);
    const char *line = header();
    while (line && strncmp(line, start, strlen(start)) != 0) {
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    if (!line || !*line)
        return NULL;
    line += strlen(start);
    snprintf(value, sizeof value, "%.*s", (int)strcspn(line, "\n"), line);
    return value;
}

static void start(int argc, const char *const *argv) {
    provenance_start("attack", argc, (char **)(uintptr_t)argv);
}

static void test_header(void) {
    setenv("TWOLAYER_COMMIT", "0123abc-dirty", 1);
    start(3, (const char *[]){"build/programs/attack", "net.csv", "--norm=1", NULL});
    provenance_input("net.csv", "a\n1\n", 4);
    provenance_note("seed", "7");
    char expected[512];
    snprintf(expected, sizeof expected,
             "# program: attack " TWOLAYER_VERSION "\n# commit: 0123abc-dirty\n"
             "# command: attack net.csv --norm=1\n# seed: 7\n# input: net.csv xxh3:");
    TEST(strncmp(header(), expected, strlen(expected)) == 0);
    const char *blas = value_of("blas");
    TEST(blas && strncmp(blas, "OpenBLAS 0.", 11) == 0 && strstr(blas, openblas_get_corename()) &&
         strcmp(blas + strlen(blas) - 10, ", 1 thread") == 0);
    TEST(openblas_get_num_threads() == 1);
}

static void test_commit(void) {
    setenv("TWOLAYER_COMMIT", "bad\ncommit", 1);
    start(1, (const char *[]){"attack", NULL});
    TEST_TEXT(value_of("commit"), "unknown");
    setenv("TWOLAYER_COMMIT", "", 1);
    start(1, (const char *[]){"attack", NULL});
    TEST_TEXT(value_of("commit"), "unknown");
    unsetenv("TWOLAYER_COMMIT");
    start(1, (const char *[]){"attack", NULL});
    TEST_TEXT(value_of("commit"), "unknown");
}

/* As bash reads it back. */
static void test_command(void) {
    start(8, (const char *[]){"/a b/attack", "", "two words", "it's", "a\nb'\\", "x/y", "$HOME",
                              "#\x01", NULL});
    TEST_TEXT(value_of("command"),
              "attack '' 'two words' 'it'\\''s' $'a\\nb\\'\\\\' x/y '$HOME' $'#\\x01'");
}

static void test_lines(void) {
    start(1, (const char *[]){"attack", NULL});
    provenance_note("names", "a\nb\tc");
    TEST_TEXT(value_of("names"), "a\\nb\\tc");
    provenance_input("x\ny", "", 0);
    provenance_input("x\ny", "# comment", 9);
    TEST(strstr(strstr(header(), "# input: ") + 1, "# input: ") == NULL);
    /* XXH3's published value for no bytes. */
    TEST_TEXT(value_of("input"), "x\\ny xxh3:99aa06d3014798d86001c324468d497f");
}

static char *hash_of(const char *content) {
    static char hashes[2][64];
    static int next;
    next = !next;
    start(1, (const char *[]){"attack", NULL});
    provenance_input("f", content, strlen(content));
    snprintf(hashes[next], sizeof hashes[next], "%s", value_of("input"));
    return hashes[next];
}

static void test_hash(void) {
    TEST_TEXT(hash_of("# seed: 1\n\n# more\r\n \na,b\n1,2\n"), hash_of("a,b\n1,2\n"));
    TEST_TEXT(hash_of("\xef\xbb\xbf# seed: 1\na,b\n1,2\n"), hash_of("a,b\n1,2\n"));
    TEST(strcmp(hash_of("# seed: 1\na,b\n1,2\n"), hash_of("a,b\n1,3\n")) != 0);
    TEST(strcmp(hash_of("a,b\n1,2\n"), hash_of("a,b\n#x\n1,2\n")) != 0);
    TEST_TEXT(hash_of("# only\n#"), hash_of(""));
    TEST(strcmp(hash_of(" a\n"), hash_of("a\n")) != 0);
}

/* The same numbers under another header have the same hash when read. */
static void test_table(void) {
    const char *const names[] = {"a"};
    char path[64], first[512] = "", second[512] = "";
    snprintf(path, sizeof path, "provenance.%ld.csv", (long)getpid());
    for (int i = 0; i < 2; i++) {
        start(1, (const char *[]){i ? "attack" : "another", NULL});
        provenance_note("seed", i ? "1" : "23");
        struct table_writer *writer;
        struct table table;
        if (!TEST(table_create(&writer, path, 1, names) == STATUS_OK))
            return;
        table_put(writer, 0.1);
        TEST(table_close(writer) == STATUS_OK);
        if (!TEST(table_read(&table, path) == STATUS_OK))
            return;
        TEST_TEXT(table_note(&table, "seed"), i ? "1" : "23");
        TEST_TEXT(table_note(&table, "program"), "attack " TWOLAYER_VERSION);
        table_free(&table);
        snprintf(i ? second : first, sizeof first, "%s", value_of("input"));
    }
    TEST(strlen(first) > 32);
    TEST_TEXT(first, second);
    unlink(path);
}

int main(void) {
    test_header();
    test_commit();
    test_command();
    test_lines();
    test_hash();
    test_table();
    return test_end();
}
