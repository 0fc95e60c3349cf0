/* SPDX-License-Identifier: MIT */
/* Reading tables: what is accepted, and where and how the rest is refused. */
#include "table_internal.h"
#include "test.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static enum status parse(struct table *table, const char *content) {
    return table_parse(table, "f.csv", content, strlen(content), TABLE_ROUTE_FAST);
}

static void test_plain(void) {
    struct table table;
    if (!TEST(parse(&table,
                    "# seed: 7\n# no key\nx1, x2,y\n1,2,3\n\n# more: a: b \n-0.5,nan,inf\n") ==
              STATUS_OK))
        return;
    TEST(table.rows == 2 && table.columns == 3 && table.header_line == 3);
    TEST(table.lines[0] == 4 && table.lines[1] == 7);
    TEST_TEXT(table.names[1], "x2");
    TEST(table_find(&table, "y") == 2 && table_find(&table, "z") == TABLE_NONE);
    TEST(table_number(&table, 0, 2) == 3 && table_number(&table, 1, 0) == -0.5);
    TEST(isnan(table_number(&table, 1, 1)) && table_number(&table, 1, 2) == INFINITY);
    TEST(table_text(&table, 0, 0) == NULL);
    TEST(table.comments == 2);
    TEST_TEXT(table_note(&table, "seed"), "7");
    TEST_TEXT(table_note(&table, "more"), "a: b");
    TEST(table_note(&table, "less") == NULL);
    char buffer[32];
    TEST_TEXT(table_cell(&table, 1, 0, buffer), "-0.5");
    table_free(&table);
    TEST(table.rows == 0 && table.names == NULL);
}

static void test_quoted(void) {
    struct table table;
    if (!TEST(parse(&table, "\xef\xbb\xbf\"a\",\"b \"\"c\"\"\"\r\n\"1\" ,2\r\n 3,\"4\"") ==
              STATUS_OK))
        return;
    TEST_TEXT(table.names[0], "a");
    TEST_TEXT(table.names[1], "b \"c\"");
    TEST(table.rows == 2 && !table.text[0] && !table.text[1]);
    TEST(table.values[0] == 1 && table.values[1] == 2 && table.values[2] == 3 &&
         table.values[3] == 4);
    table_free(&table);
}

/* A column of text keeps its cells to the byte, also those read before it showed. */
static void test_text(void) {
    struct table table;
    if (!TEST(parse(&table,
                    "a,b,c\n1.50,2,\" x\"\n1e400x,4,\"two\r\nlines, \"\"q\"\"\"\n0x10,5,\n") ==
              STATUS_OK))
        return;
    TEST(table.text[0] && !table.text[1] && table.text[2]);
    TEST_TEXT(table_text(&table, 0, 0), "1.50");
    TEST_TEXT(table_text(&table, 1, 0), "1e400x");
    TEST_TEXT(table_text(&table, 2, 0), "0x10");
    TEST(isnan(table_number(&table, 0, 0)) && table_number(&table, 2, 1) == 5);
    TEST_TEXT(table_text(&table, 0, 2), " x");
    TEST_TEXT(table_text(&table, 1, 2), "two\r\nlines, \"q\"");
    TEST_TEXT(table_text(&table, 2, 2), "");
    TEST(table.lines[2] == 5);
    char buffer[32];
    TEST_TEXT(table_cell(&table, 0, 0, buffer), "1.50");
    table_free(&table);
}

static void test_no_rows(void) {
    struct table table;
    if (TEST(parse(&table, "a,b") == STATUS_OK))
        TEST(table.rows == 0 && table.columns == 2);
    table_free(&table);
}

static void test_refused(void) {
    static const struct {
        const char *content, *message;
    } cases[] = {
        {"", "f.csv:1:1: found the end of the file, expected a row of column names"},
        {"# seed: 1\n\n", "f.csv:3:1: found the end of the file, expected a row of column names"},
        {"\n1,2\n3,4\n", "f.csv:2:1: found a row of numbers, expected a row of column names"},
        {"a,,c\n", "f.csv:1:2: found an empty cell, expected the name of a column"},
        {"b,a,c,a,b\n", "f.csv:1:4: found the column name a again, expected each once"},
        {"a,b,c\n1,2,3\n4,5\n", "f.csv:3:3: found 2 cells, expected 3 as in the header"},
        {"a,b\n\n1\n", "f.csv:3:2: found 1 cell, expected 2 as in the header"},
        {"a,b\n\"1\n2\",3,4\n", "f.csv:3:3: found 3 cells, expected 2 as in the header"},
        {"a,b\n1,2\n3,\"4\n5,6\n",
         "f.csv:3:2: found a quote that is never closed, expected another before the end"},
        {"a,b\n\"x\ny\",\"4\n5,6\n",
         "f.csv:3:2: found a quote that is never closed, expected another before the end"},
        {"a,b\n1,\"2\"x\n", "f.csv:2:2: found text after a closing quote, expected a comma or the "
                            "end of the row"},
        {"a,b\n1,2\"3\n", "f.csv:2:2: found a quote inside a cell that does not start with one, "
                          "expected a comma or the end of the row"},
        {"a,b\n1,2\n3,-1e999\n",
         "f.csv:3:2: found -1e999, expected a number of the range of doubles"},
        {"a,b\n1,2\r3,4\n",
         "f.csv:2:2: found a carriage return, expected it only before a line feed"},
        {"a,b\n1,2\r\"3",
         "f.csv:2:2: found a carriage return, expected it only before a line feed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table table;
        TEST(parse(&table, cases[i].content) == STATUS_INPUT);
        TEST_TEXT(error_message(), cases[i].message);
        TEST(table.names == NULL && table.path == NULL);
    }
    struct table table;
    TEST(table_parse(&table, "f.csv", "a,b\n1,\"x\ny\0z\"\n", 14, TABLE_ROUTE_FAST) ==
         STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:3:2: found a NUL byte, expected text");
    TEST(table_parse(&table, "f.csv", "#\0: b\na\n", 8, TABLE_ROUTE_FAST) == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:1:1: found a NUL byte, expected text");
}

static void test_require(void) {
    struct table table;
    size_t column = 0;
    if (!TEST(parse(&table,
                    "# seed: 1\na,b,c,d,e\n1,2,x\xc3\xa4,\"p\nq\",1\n3,,4,nan,2\n5,inf,6,r,3\n") ==
              STATUS_OK))
        return;
    TEST(table_require(&table, "c", &column) == STATUS_OK && column == 2);
    TEST(table_require(&table, "w", &column) == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:2:1: found no column w, expected it among a, b, c, d, e");
    TEST(table_require_numbers(&table, 0, true) == STATUS_OK);
    TEST(table_require_numbers(&table, 1, false) == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:5:2: found an empty cell, expected a number");
    TEST(table_require_numbers(&table, 2, true) == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:3:3: found \"x\xc3\xa4\", expected a number");
    TEST(table_complain(&table, 0, 4, "1", "2") == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:4:5: found 1, expected 2");
    TEST(table_complain(&table, TABLE_NONE, 4, "5 columns", "4") == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:2:5: found 5 columns, expected 4");
    table_free(&table);

    if (!TEST(parse(&table, "a,b\n1,2\n3,-inf\n") == STATUS_OK))
        return;
    TEST(table_require_numbers(&table, 1, false) == STATUS_OK);
    TEST(table_require_numbers(&table, 1, true) == STATUS_INPUT);
    TEST_TEXT(error_message(), "f.csv:3:2: found -inf, expected a finite number");
    table_free(&table);
}

/* Long texts and lists are cut in messages, and not inside a character. */
static void test_long_messages(void) {
    struct table table;
    if (!TEST(parse(&table,
                    "a\n0123456789012345678901234567890123456789\n"
                    "012345678901234567890123456789012345678\xc3\xa4 and more\n") == STATUS_OK))
        return;
    table_require_numbers(&table, 0, false);
    TEST_TEXT(error_message(), "f.csv:3:1: found \"012345678901234567890123456789012345678...\", "
                               "expected a number");
    table_free(&table);

    char content[8192] = "";
    size_t used = 0, column;
    for (int i = 1; i <= 1000; i++)
        used +=
            (size_t)snprintf(content + used, sizeof content - used, "%sx%d", i > 1 ? "," : "", i);
    if (!TEST(parse(&table, content) == STATUS_OK))
        return;
    TEST(table_require(&table, "y", &column) == STATUS_INPUT);
    TEST(strlen(error_message()) < 350 && strstr(error_message(), "x9, x10, ") &&
         strcmp(error_message() + strlen(error_message()) - 5, ", ...") == 0);
    table_free(&table);
}

static void file_put(const char *path, const char *content) {
    FILE *file = fopen(path, "w");
    if (TEST(file != NULL)) {
        fputs(content, file);
        fclose(file);
    }
}

static void test_files(void) {
    struct table table;
    TEST(table_read(&table, "missing/x.csv") == STATUS_INPUT);
    TEST_TEXT(error_message(), "missing/x.csv: cannot be read: No such file or directory");
    TEST(table_read(&table, ".") == STATUS_INPUT);
    TEST_TEXT(error_message(), ".: cannot be read: Is a directory");

    char path[64];
    snprintf(path, sizeof path, "table_read.%ld.csv", (long)getpid());
    file_put(path, "a,b\n1,2\n");
    if (TEST(table_read(&table, path) == STATUS_OK)) {
        TEST(table.rows == 1 && table.values[1] == 2);
        TEST_TEXT(table.path, path);
        table_free(&table);
    }
    unlink(path);
}

/* Standard input as a pipe that is filled in pieces, with more than the first buffer holds. */
static void test_pipe(void) {
    enum { ROWS = 40000 };
    int ends[2], old = dup(STDIN_FILENO);
    if (!TEST(pipe(ends) == 0))
        return;
    pid_t child = fork();
    if (child == 0) {
        FILE *stream = fdopen(ends[1], "w");
        fputs("i,square\n", stream);
        for (int i = 0; i < ROWS; i++)
            fprintf(stream, "%d,%.17g\n", i, (double)i * i);
        fclose(stream);
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    struct table table;
    if (TEST(table_read(&table, "-") == STATUS_OK)) {
        unsigned long wrong = 0;
        for (size_t i = 0; i < table.rows; i++)
            wrong += table.values[2 * i] != (double)i || table.values[2 * i + 1] != (double)(i * i);
        TEST(table.rows == ROWS && wrong == 0);
        TEST_TEXT(table.path, "-");
        table_free(&table);
    }
    dup2(old, STDIN_FILENO);
    close(ends[0]);
    close(old);
    waitpid(child, NULL, 0);
}

int main(void) {
    test_plain();
    test_quoted();
    test_text();
    test_no_rows();
    test_refused();
    test_require();
    test_long_messages();
    test_files();
    test_pipe();
    return test_end();
}
