/* SPDX-License-Identifier: MIT */
/* Groups and joins of tables made by hand, and of random ones against comparing all pairs. */
#include "group.h"
#include "test.h"

static char *names[] = {"a", "b", "c"};
static char *words[] = {"x", "y", "x", "x", "y", "x"};
static char **text[] = {NULL, NULL, words};
static double values[] = {
    1,   0.0,  0,                       /* */
    1,   0.0,  0,                       /* another word */
    1,   -0.0, 0,                       /* the first again: -0 is 0 */
    NAN, 2,    0, 2, NAN, 0, NAN, 2, 0, /* NaN is itself */
};
static struct table table = {
    .path = "t.csv", .rows = 6, .columns = 3, .names = names, .values = values, .text = text};

static void test_columns(void) {
    size_t *columns, count;
    TEST(group_columns(&table, " c;;a, b ", &columns, &count) == STATUS_OK);
    TEST(count == 3 && columns[0] == 2 && columns[1] == 0 && columns[2] == 1);
    free(columns);
    TEST(group_columns(&table, "", &columns, &count) == STATUS_OK && count == 0);
    free(columns);
    TEST(group_columns(&table, "a d", &columns, &count) == STATUS_INPUT && !columns);
}

static void test_rows(void) {
    const size_t all[] = {0, 1, 2};
    size_t group[6], groups;
    TEST(group_rows(&(struct group_key){&table, 3, all}, group, &groups) == STATUS_OK);
    TEST(groups == 4);
    TEST(group[0] == 0 && group[1] == 1 && group[2] == 0 && group[3] == 2 && group[4] == 3 &&
         group[5] == 2);
    TEST(group_rows(&(struct group_key){&table, 0, all}, group, &groups) == STATUS_OK);
    TEST(groups == 1 && group[0] == 0 && group[5] == 0);
}

static void test_match(void) {
    const size_t numbers[] = {0, 1}, word[] = {2}, number[] = {0};
    size_t match[6];
    bool repeated[6];
    struct group_key key = {&table, 2, numbers}, words_key = {&table, 1, word};
    struct group_key number_key = {&table, 1, number};
    TEST(group_match(&key, &key, match, repeated) == STATUS_OK);
    TEST(match[0] == 0 && match[2] == 0 && match[3] == 3 && match[4] == 4 && match[5] == 3);
    TEST(repeated[0] && repeated[1] && repeated[3] && !repeated[4]);
    TEST(group_match(&number_key, &words_key, match, NULL) == STATUS_OK); /* never equal */
    TEST(match[0] == GROUP_NONE && match[5] == GROUP_NONE);
}

/* 300 rows of two columns with values 0..9: group numbers agree exactly where the cells do. */
static void test_all_pairs(void) {
    enum { ROWS = 300 };
    static double cells[2 * ROWS];
    static size_t group[ROWS];
    char **none[] = {NULL, NULL};
    const size_t both[] = {0, 1};
    uint64_t state = test_seed();
    size_t groups, seen = 0, wrong = 0;
    for (int i = 0; i < 2 * ROWS; i++)
        cells[i] = floor(10 * test_uniform(&state));
    struct table random = {
        .path = "r", .rows = ROWS, .columns = 2, .names = names, .values = cells, .text = none};
    TEST(group_rows(&(struct group_key){&random, 2, both}, group, &groups) == STATUS_OK);
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < i; j++)
            wrong += (cells[2 * i] == cells[2 * j] && cells[2 * i + 1] == cells[2 * j + 1]) !=
                     (group[i] == group[j]);
        wrong += group[i] > seen; /* numbered in order of appearance */
        seen += group[i] == seen;
    }
    TEST(wrong == 0 && seen == groups);
}

int main(void) {
    test_columns();
    test_rows();
    test_match();
    test_all_pairs();
    return test_end();
}
