/* SPDX-License-Identifier: MIT */
/* Writing tables: lossless, and the target is the old or the new file, never something between. */
#include "table.h"
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const names[] = {"a", "b"};
static char folder[64];

static const char *path_of(const char *name) {
    static char path[4][128];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], sizeof path[next], "%s/%s", folder, name);
    return path[next];
}

static bool exists(const char *path) {
    struct stat information;
    return lstat(path, &information) == 0;
}

static const char *temporary_of(const char *path) {
    static char name[160];
    snprintf(name, sizeof name, "%s.%ld.tmp", path, (long)getpid());
    return name;
}

static struct table_writer *created(const char *path) {
    struct table_writer *writer = NULL;
    TEST(table_create(&writer, path, 2, names) == STATUS_OK);
    return writer;
}

/* A table of one row (value, value + 1). */
static enum status pair_write(const char *path, double value) {
    struct table_writer *writer;
    enum status status = table_create(&writer, path, 2, names);
    if (status)
        return status;
    table_put(writer, value);
    table_put(writer, value + 1);
    return table_close(writer);
}

/* The path holds such a table. */
static bool pair_is(const char *path, double value) {
    struct table table;
    if (table_read(&table, path) != STATUS_OK)
        return false;
    bool is = table.rows == 1 && table.columns == 2 && table.values[0] == value &&
              table.values[1] == value + 1;
    table_free(&table);
    return is;
}

/* ---- content ---- */

static void test_numbers(void) {
    enum { COUNT = 60000 };
    uint64_t state = test_seed();
    double *values = malloc(COUNT * sizeof *values);
    for (int i = 0; i < COUNT; i++) {
        uint64_t bits = test_random(&state);
        memcpy(&values[i], &bits, sizeof bits);
    }
    const double special[] = {0, -0.0, NAN, INFINITY, -INFINITY, 5e-324};
    memcpy(values, special, sizeof special);
    const char *path = path_of("numbers.csv");
    struct table_writer *writer = created(path);
    table_put_all(writer, COUNT, values);
    TEST(table_close(writer) == STATUS_OK);
    TEST(!exists(temporary_of(path)));
    struct table table;
    if (TEST(table_read(&table, path) == STATUS_OK)) {
        unsigned long wrong = 0;
        TEST(table.rows == COUNT / 2);
        for (size_t i = 0; i < COUNT; i++)
            wrong += memcmp(&table.values[i], &values[i], sizeof *values) != 0 &&
                     !(isnan(table.values[i]) && isnan(values[i]));
        TEST(wrong == 0);
        table_free(&table);
    }
    free(values);
}

static void random_text(uint64_t *state, char *text) {
    static const char characters[] = ",\"\n\r \t#ab1.\xc3\xa4";
    size_t length = test_random(state) % 8;
    for (size_t i = 0; i < length; i++)
        text[i] = characters[test_random(state) % (sizeof characters - 1)];
    text[length] = '\0';
}

/* Any text comes back, under any name, in one column or several. */
static void test_texts(size_t columns) {
    enum { ROWS = 3000, MOST = 3 };
    static char text[ROWS][MOST][8];
    const char *const strange[MOST] = {"#\n", " ", "\",x\r"};
    uint64_t state = test_seed() + columns;
    const char *path = path_of("texts.csv");
    struct table_writer *writer;
    if (!TEST(table_create(&writer, path, columns, strange) == STATUS_OK))
        return;
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < columns; i++) {
            random_text(&state, text[row][i]);
            table_put_text(writer, text[row][i]);
        }
    TEST(table_close(writer) == STATUS_OK);
    struct table table;
    if (!TEST(table_read(&table, path) == STATUS_OK))
        return;
    TEST(table.rows == ROWS && table.columns == columns);
    unsigned long wrong = 0;
    for (size_t i = 0; i < columns; i++) {
        TEST_TEXT(table.names[i], strange[i]);
        for (size_t row = 0; row < table.rows; row++)
            wrong += !table.text[i] || strcmp(table.text[i][row], text[row][i]) != 0;
    }
    TEST(wrong == 0);
    table_free(&table);
}

/* The very bytes below the comments: quotes only where they must be. */
static void test_bytes(void) {
    const char *path = path_of("bytes.csv");
    struct table_writer *writer = created(path);
    table_put_text(writer, "plain text");
    table_put(writer, 1024);
    table_put_text(writer, "#1");
    table_put_text(writer, "a,\"b\"");
    table_put_text(writer, "");
    table_put(writer, -0.25);
    TEST(table_close(writer) == STATUS_OK);
    char content[4096];
    FILE *file = fopen(path, "r");
    size_t size = fread(content, 1, sizeof content - 1, file);
    fclose(file);
    content[size] = '\0';
    char *row = content;
    while (*row == '#')
        row = strchr(row, '\n') + 1;
    TEST(row != content);
    TEST_TEXT(row, "a,b\nplain text,1024\n\"#1\",\"a,\"\"b\"\"\"\n,-0.25\n");
}

/* ---- targets ---- */

static void test_atomic(void) {
    const char *path = path_of("atomic.csv");
    TEST(pair_write(path, 1) == STATUS_OK && pair_is(path, 1));
    struct table_writer *writer = created(path);
    TEST(pair_is(path, 1) && exists(temporary_of(path)));
    table_abandon(writer);
    table_abandon(NULL);
    TEST(pair_is(path, 1) && !exists(temporary_of(path)));
    TEST(table_finish(created(path), STATUS_INPUT) == STATUS_INPUT);
    TEST(table_finish(NULL, STATUS_OK) == STATUS_OK);
    TEST(pair_is(path, 1) && !exists(temporary_of(path)));

    writer = created(path);
    table_put(writer, 5);
    TEST(table_close(writer) == STATUS_OUTPUT);
    TEST(strstr(error_message(), "atomic.csv: found 1 cells in the last row, expected 2") != NULL);
    TEST(pair_is(path, 1) && !exists(temporary_of(path)));

    /* What a killed process of the same number left. */
    int file = open(temporary_of(path), O_WRONLY | O_CREAT, 0600);
    TEST(file >= 0 && write(file, "junk", 4) == 4 && close(file) == 0);
    TEST(pair_write(path, 2) == STATUS_OK && pair_is(path, 2));
}

/* A second table for a file, under another name of it too, is refused before anything is written.
 */
static void test_twice(void) {
    const char *path = path_of("twice.csv");
    TEST(pair_write(path, 1) == STATUS_OK);
    struct table_writer *first = created(path), *second;
    TEST(table_create(&second, path, 2, names) == STATUS_OUTPUT && !second);
    TEST(strstr(error_message(), "two tables") != NULL);
    char other[4096];
    snprintf(other, sizeof other, "%.*s/./twice.csv", (int)(strrchr(path, '/') - path), path);
    TEST(table_create(&second, other, 2, names) == STATUS_OUTPUT && !second);
    TEST(strstr(error_message(), "two tables") != NULL);
    table_abandon(first);
    TEST(pair_is(path, 1) && !exists(temporary_of(path)));
    TEST(pair_write(path, 2) == STATUS_OK && pair_is(path, 2));
}

static void test_mode(void) {
    const char *path = path_of("mode.csv");
    struct stat information;
    mode_t old = umask(027);
    TEST(pair_write(path, 1) == STATUS_OK);
    umask(old);
    TEST(stat(path, &information) == 0 && (information.st_mode & 0777) == 0640);
}

static void test_links(void) {
    TEST(mkdir(path_of("deep"), 0777) == 0);
    TEST(symlink("../real.csv", path_of("deep/second")) == 0);
    TEST(symlink("deep/second", path_of("first")) == 0);
    TEST(pair_write(path_of("first"), 1) == STATUS_OK); /* they lead to nothing yet */
    TEST(pair_is(path_of("real.csv"), 1));
    TEST(pair_write(path_of("first"), 2) == STATUS_OK);
    TEST(pair_is(path_of("real.csv"), 2));
    struct stat information;
    TEST(lstat(path_of("first"), &information) == 0 && S_ISLNK(information.st_mode));
    TEST(symlink("loop", path_of("loop")) == 0);
    TEST(pair_write(path_of("loop"), 1) == STATUS_OUTPUT);
}

/* Runs checks in a child without the rights of root. */
static void test_without_root(bool (*checks)(void), const char *what) {
    pid_t child = fork();
    if (child == 0) {
        if (getuid() == 0 && setuid(65534) != 0)
            _exit(77);
        _exit(!checks());
    }
    int result;
    TEST(waitpid(child, &result, 0) == child && WIFEXITED(result));
    if (WEXITSTATUS(result) == 77)
        printf("root may not become another user here: %s not tested\n", what);
    else if (!TEST(result == 0))
        printf("    %s\n", what);
}

/* Broken code that renames over a device must not be able to. */
static bool devices_hold(void) {
    bool full = pair_write("/dev/full", 1) == STATUS_OUTPUT;
    full = full &&
           strcmp(error_message(), "/dev/full: cannot be written: No space left on device") == 0;
    return full && pair_write("/dev/null", 1) == STATUS_OK;
}

static void test_fifo(void) {
    TEST(mkfifo(path_of("fifo"), 0666) == 0);
    pid_t child = fork();
    if (child == 0)
        _exit(pair_write(path_of("fifo"), 3) != STATUS_OK);
    TEST(pair_is(path_of("fifo"), 3));
    int result;
    TEST(waitpid(child, &result, 0) == child && result == 0);
}

static void test_refused(void) {
    struct table_writer *writer;
    TEST(table_create(&writer, path_of("none/x.csv"), 2, names) == STATUS_OUTPUT);
    TEST(strstr(error_message(), "none/x.csv: cannot be written: No such file or directory"));
    TEST(writer == NULL);
    TEST(table_create(&writer, folder, 2, names) == STATUS_OUTPUT);
    TEST(table_create(&writer, path_of("x.csv"), 0, names) == STATUS_OUTPUT);

    const char *path = path_of("taken.csv");
    writer = created(path);
    TEST(mkdir(path, 0777) == 0);
    TEST(table_close(writer) == STATUS_OUTPUT);
    TEST(strstr(error_message(), "taken.csv: cannot be written: Is a directory") != NULL);
    TEST(!exists(temporary_of(path)));
}

static bool rights_hold(void) {
    bool folder_refused = pair_write(path_of("closed/x.csv"), 2) == STATUS_OUTPUT &&
                          strstr(error_message(), "Permission denied") != NULL;
    bool file_refused = pair_write(path_of("closed.csv"), 2) == STATUS_OUTPUT &&
                        strstr(error_message(), "Permission denied") != NULL;
    return folder_refused && file_refused;
}

/* A folder and a file that may not be written. */
static void test_rights(void) {
    const char *inside = path_of("closed/x.csv"), *file = path_of("closed.csv");
    TEST(mkdir(path_of("closed"), 0777) == 0 && pair_write(inside, 1) == STATUS_OK);
    TEST(pair_write(file, 1) == STATUS_OK);
    TEST(chmod(path_of("closed"), 0555) == 0 && chmod(file, 0444) == 0 && chmod(folder, 0777) == 0);
    test_without_root(rights_hold, "rights");
    TEST(pair_is(inside, 1) && pair_is(file, 1));
    chmod(path_of("closed"), 0777);
}

static void test_killed(void) {
    enum { VALUES = 100000 }; /* more than the buffer: part of it is in the file when we die */
    const char *path = path_of("killed.csv");
    TEST(pair_write(path, 1) == STATUS_OK);
    pid_t child = fork();
    if (child == 0) {
        struct table_writer *writer = created(path);
        for (int i = 0; i < VALUES; i++)
            table_put(writer, i);
        raise(SIGKILL);
    }
    int result;
    TEST(waitpid(child, &result, 0) == child && WIFSIGNALED(result));
    TEST(pair_is(path, 1));
    TEST(pair_write(path, 2) == STATUS_OK && pair_is(path, 2));
}

/* ---- standard output ---- */

/* Runs a child that writes to `target` with its standard output redirected to the file `output`. */
static int child_write(const char *target, const char *output, int flags) {
    pid_t child = fork();
    if (child == 0) {
        int file = open(output, flags, 0666);
        if (file < 0 || dup2(file, STDOUT_FILENO) < 0)
            _exit(99);
        _exit((int)pair_write(target, 4));
    }
    int result = -1;
    waitpid(child, &result, 0);
    return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

static void test_standard_output(void) {
    const char *path = path_of("output.csv");
    TEST(child_write("-", path, O_WRONLY | O_CREAT) == STATUS_OK && pair_is(path, 4));
    TEST(child_write("-", "/dev/full", O_WRONLY) == STATUS_OUTPUT);

    /* By name: through what is open already, behind what stands there. */
    struct stat before, after;
    TEST(stat(path, &before) == 0);
    const int flags = O_WRONLY | O_APPEND;
    TEST(child_write("/dev/stdout", path, flags) == STATUS_OK);
    TEST(stat(path, &after) == 0 && after.st_ino == before.st_ino &&
         after.st_size > before.st_size);
}

static void test_broken_pipe(void) {
    int ends[2];
    if (!TEST(pipe(ends) == 0))
        return;
    close(ends[0]);
    fflush(stdout);
    int old = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    signal(SIGPIPE, SIG_IGN);
    enum status status = pair_write("-", 1);
    signal(SIGPIPE, SIG_DFL);
    dup2(old, STDOUT_FILENO);
    close(old);
    close(ends[1]);
    TEST(status == STATUS_OUTPUT);
    TEST_TEXT(error_message(), "-: cannot be written: Broken pipe");
}

int main(void) {
    snprintf(folder, sizeof folder, "table_write.%ld", (long)getpid());
    if (!TEST(mkdir(folder, 0777) == 0))
        return test_end();
    test_numbers();
    test_texts(1);
    test_texts(3);
    test_bytes();
    test_atomic();
    test_twice();
    test_mode();
    test_links();
    test_without_root(devices_hold, "devices");
    test_fifo();
    test_refused();
    test_rights();
    test_killed();
    test_standard_output();
    test_broken_pipe();
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    TEST(system(command) == 0);
    return test_end();
}
