/* SPDX-License-Identifier: MIT */
/* How fast tables are written and read: 2000 x 1000 random doubles, best of five. Prints millions
 * of numbers a second; tests/bench/table.py does the same with NumPy. Usage: table FILE */
#include "table.h"
#include "test.h"

#include <time.h>

enum { ROWS = 2000, COLUMNS = 1000, REPEATS = 5 };

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static enum status file_write(const char *path, char (*names)[8], const double *values) {
    const char *pointers[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        pointers[i] = names[i];
    struct table_writer *writer;
    enum status status = table_create(&writer, path, COLUMNS, pointers);
    if (status)
        return status;
    table_put_all(writer, (size_t)ROWS * COLUMNS, values);
    return table_close(writer);
}

static void rate_print(const char *what, double best) {
    printf("%s,%.1f\n", what, 1e-6 * ROWS * COLUMNS / best);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "table: expected one argument, the file to write and read\n");
        return STATUS_USAGE;
    }
    static char names[COLUMNS][8];
    for (int i = 0; i < COLUMNS; i++)
        snprintf(names[i], sizeof names[i], "x%d", i + 1);
    double *values = memory_new((size_t)ROWS * COLUMNS, sizeof *values);
    if (!values)
        return error_exit("table", STATUS_NUMERICAL);
    uint64_t state = test_seed();
    for (int i = 0; i < ROWS * COLUMNS; i++)
        values[i] = 2 * test_uniform(&state) - 1;
    double write_best = INFINITY, read_best = INFINITY;
    for (int i = 0; i < REPEATS; i++) {
        double start = seconds();
        enum status status = file_write(argv[1], names, values);
        write_best = fmin(write_best, seconds() - start);
        struct table table;
        start = seconds();
        if (!status)
            status = table_read(&table, argv[1]);
        read_best = fmin(read_best, seconds() - start);
        if (status)
            return error_exit("table", status);
        bool same = memcmp(table.values, values, ROWS * COLUMNS * sizeof *values) == 0;
        table_free(&table);
        if (!same)
            return error_exit("table", error_set(STATUS_NUMERICAL, "found other bits on reading"));
    }
    rate_print("write", write_best);
    rate_print("read", read_best);
    free(values);
    return 0;
}
