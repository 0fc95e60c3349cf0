/* SPDX-License-Identifier: MIT */
/* Options: types, ranges, defaults, --row, recipes, lists; the messages name what was found. */
#include "options.h"

#include "results.h"

#include "test.h"

#include <unistd.h>

static double real;
static uint64_t integer, seed;
static const char *text, *choice, *output;
static bool flag;

static const struct option options[] = {
    OPTION_REAL("real-number", real, "0.5", -1, 2, "X", "a number"),
    OPTION_INTEGER("integer", integer, "3", 1, 1e6, "N", "an integer"),
    OPTION_TEXT("text", text, "nothing", "TEXT", "a text"),
    OPTION_CHOICE("choice", choice, "1", "1|sqrt-d|2.5", "a choice"),
    OPTION_FLAG("flag", flag, "a flag"),
    OPTION_SEED(seed),
    OPTION_OUTPUT(output),
    OPTION_END,
};

static const struct program program = {
    .name = "sample",
    .usage = "A [B]",
    .purpose = "tests options",
    .options = options,
};

static struct operands operands;
enum { MOST_ARGUMENTS = 16 };

/* Parses "sample ARGUMENTS" (words between spaces). */
static enum status parse_as(const struct program *as, const char *arguments) {
    static char copy[1024], *argv[MOST_ARGUMENTS + 1];
    int argc = 0;
    snprintf(copy, sizeof copy, "%s", arguments);
    for (char *word = strtok(copy, " "); word && argc < MOST_ARGUMENTS; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    error_set(STATUS_OK, " ");
    return options_parse(as, argc, argv, &operands);
}

static enum status parse(const char *arguments) {
    char line[1024];
    snprintf(line, sizeof line, "sample %s", arguments);
    return parse_as(&program, line);
}

static void test_values(void) {
    TEST(parse("in.csv") == STATUS_OK);
    TEST(real == 0.5 && integer == 3 && !flag && seed == 1);
    TEST_TEXT(text, "nothing");
    TEST_TEXT(choice, "1");
    TEST_TEXT(output, "-");
    TEST(operands.count == 1);
    TEST_TEXT(operands.items[0], "in.csv");
    TEST(parse("--real-number=-1 - --integer 1000000 -- --flag") == STATUS_OK);
    TEST(real == -1 && integer == 1000000 && !flag && operands.count == 2);
    TEST_TEXT(operands.items[0], "-");
    TEST_TEXT(operands.items[1], "--flag");
    TEST(parse("-oout.csv a --text= --flag --choice=2.5 --seed=9007199254740992") == STATUS_OK);
    TEST_TEXT(output, "out.csv");
    TEST_TEXT(text, "");
    TEST_TEXT(choice, "2.5");
    TEST(flag && seed == 9007199254740992u);
    TEST(parse("-o other.csv a --integer=1e3 --integer=4") == STATUS_OK);
    TEST_TEXT(output, "other.csv");
    TEST(integer == 4 && !flag);
}

static void refused(const char *arguments, const char *message) {
    if (!TEST(parse(arguments) == STATUS_USAGE))
        printf("    %s\n", arguments);
    TEST_TEXT(error_message(), message);
}

static void test_refusals(void) {
    refused("a --real-number=2.1",
            "found --real-number=2.1, expected a finite number from -1 to 2");
    refused("a --real-number=nan",
            "found --real-number=nan, expected a finite number from -1 to 2");
    refused("a --real-number=0x1",
            "found --real-number=0x1, expected a finite number from -1 to 2");
    refused("a --real-number=1e", "found --real-number=1e, expected a finite number from -1 to 2");
    refused("a --real-number=", "found --real-number=, expected a finite number from -1 to 2");
    refused("a --integer=1.5", "found --integer=1.5, expected an integer from 1 to 1000000");
    refused("a --integer=0", "found --integer=0, expected an integer from 1 to 1000000");
    refused("a --integer=-1", "found --integer=-1, expected an integer from 1 to 1000000");
    refused("a --seed=9007199254740993", /* which would be read as the number before */
            "found --seed=9007199254740993, expected an integer from 0 to 9007199254740992");
    refused("a --seed=9007199254740993.5",
            "found --seed=9007199254740993.5, expected an integer from 0 to 9007199254740992");
    refused("a --choice=sqrt", "found --choice=sqrt, expected one of 1|sqrt-d|2.5");
    refused("a --choice=1|sqrt-d", "found --choice=1|sqrt-d, expected one of 1|sqrt-d|2.5");
    refused("a --choice=", "found --choice=, expected one of 1|sqrt-d|2.5");
    refused("a --flag=1", "found --flag=1, expected --flag without a value");
    refused("a --integer", "found nothing behind --integer, expected N");
    refused("a -o", "found nothing behind -o, expected FILE");
    refused("", "found 0 operands, expected A [B] (see sample --help)");
    refused("a b c", "found 3 operands, expected A [B] (see sample --help)");
    const char *unknown[] = {"--int=3", "--=3", "--real_number=1", "-x", "--flagged"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        char arguments[64], message[128];
        snprintf(arguments, sizeof arguments, "a %s", unknown[i]);
        snprintf(message, sizeof message,
                 "found unknown option %s, expected one of those that sample --help lists",
                 unknown[i]);
        refused(arguments, message);
    }
}

static void test_infinite(void) {
    double open;
    const struct option table[] = {
        OPTION_REAL("open", open, "1", 0, INFINITY, "X", ""),
        OPTION_REAL("given", open, NULL, 0, INFINITY, "Y", ""),
        OPTION_END,
    };
    const struct program two = {.name = "two words", .usage = "", .options = table};
    TEST(parse_as(&two, "two words --given=1e300") == STATUS_OK && open == 1e300);
    TEST(parse_as(&two, "two words") == STATUS_USAGE);
    TEST_TEXT(error_message(), "found no --given, expected --given=Y (see two words --help)");
    TEST(parse_as(&two, "two words --open=inf") == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --open=inf, expected a finite number of at least 0");
    TEST(parse_as(&two, "two words --open=-1") == STATUS_USAGE);
    TEST(parse_as(&two, "two words --given=1 operand") == STATUS_USAGE);
    TEST_TEXT(error_message(),
              "found operand operand, expected options only (see two words --help)");
}

/* The usage says how many there may be. */
static void test_operands(void) {
    enum { MOST = 9 };
    static const struct option none[] = {OPTION_END};
    static const struct {
        const char *usage;
        int least, most;
    } cases[] = {{"", 0, 0},        {"A", 1, 1},         {"A B", 2, 2},       {"A [B]", 1, 2},
                 {"[A B C]", 0, 3}, {"A... B", 2, MOST}, {"A B...", 2, MOST}, {"[A...]", 0, MOST}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct program as = {.name = "sample", .usage = cases[i].usage, .options = none};
        char line[32] = "sample";
        for (int count = 0; count <= MOST; count++, strcat(line, " x")) {
            bool taken = count >= cases[i].least && count <= cases[i].most;
            if (!TEST((parse_as(&as, line) == STATUS_OK) == taken))
                printf("    usage %s, %d operands\n", cases[i].usage, count);
        }
    }
}

/* ---- tables ---- */

static const char file[] = "options-test.csv";

static void write_file(const char *content) {
    FILE *stream = fopen(file, "w");
    fputs(content, stream);
    fclose(stream);
}

/* The recipe of what the options are, below the header. */
static void write_recipe(const struct option *table) {
    TEST(options_write_recipe(table, "sample", file) == STATUS_OK);
}

/* Recipes come back with the same values; numbers may stand for texts. */
static void test_recipe(void) {
    const struct option table[] = {options[0], options[1], options[2],
                                   options[3], options[4], OPTION_END};
    const char *texts[] = {"nothing", "3", "a,b", "-0.25", "1e300"};
    const char *choices[] = {"1", "sqrt-d", "2.5"};
    uint64_t state = test_seed();
    for (size_t i = 0; i < 30; i++) {
        double wanted = 3 * test_uniform(&state) - 1;
        uint64_t count = 1 + test_random(&state) % 1000000;
        real = wanted;
        integer = count;
        text = texts[i % 5];
        choice = choices[i % 3];
        flag = i % 2;
        write_recipe(table);
        real = 0;
        integer = 0;
        text = choice = NULL;
        flag = !flag;
        struct table read;
        TEST(table_read(&read, file) == STATUS_OK);
        TEST_TEXT(table_text(&read, 0, table_find(&read, "recipe")), "sample");
        TEST(options_read_table(table, &read) == STATUS_OK);
        TEST(real == wanted && integer == count && flag == i % 2);
        TEST_TEXT(text, texts[i % 5]);
        TEST_TEXT(choice, choices[i % 3]);
        table_free(&read);
    }
}

static void refuse_table(const char *content, const char *message) {
    struct table table;
    write_file(content);
    TEST(table_read(&table, file) == STATUS_OK);
    TEST(options_read_table(options, &table) == STATUS_INPUT);
    TEST_TEXT(error_message(), message);
    table_free(&table);
}

static void test_bad_recipe(void) {
    refuse_table("# one\nrecipe,real_number\nsample,0\n",
                 "options-test.csv:2:1: found no column integer, expected it in a recipe");
    refuse_table("real_number,integer,text,choice,flag,seed,output\n\n3,1,a,1,0,1,-\n",
                 "options-test.csv:3:1: found --real-number=3, expected a finite number from -1 to "
                 "2");
    refuse_table("real_number,integer,text,choice,flag,seed,output\n1,1,a,three,0,1,-\n",
                 "options-test.csv:2:4: found --choice=three, expected one of 1|sqrt-d|2.5");
    refuse_table("real_number,integer,text,choice,flag,seed,output\n1,1,a,1,yes,1,-\n",
                 "options-test.csv:2:5: found --flag=yes, expected 1 or 0");
    refuse_table("real_number\n1\n1\n",
                 "options-test.csv:1:1: found 2 rows, expected the one of a recipe");
    refuse_table("real_number\n",
                 "options-test.csv:1:1: found 0 rows, expected the one of a recipe");
}

/* --row: sets what it names, at its place; all its columns are in the result. The module holds one
 * row for the life of the process, so this comes last. */
static void test_row(void) {
    static const char *const columns[] = {"sample", "text"};
    write_file("integer,other,text,choice,output,recipe,real_number\n7,x y,2,1,away,data,0.125\n");
    TEST(parse("a --integer=5 --real-number=1 --row=options-test.csv --real-number=2") ==
         STATUS_OK);
    TEST(integer == 7 && real == 2 && !flag);
    TEST_TEXT(text, "2");
    TEST_TEXT(choice, "1");
    TEST_TEXT(output, "-");
    TEST(options_row()->columns == 7);
    struct results results;
    TEST(results_open(&results, file, 2, columns) == STATUS_OK);
    table_put(results.writer, 1);
    table_put_text(results.writer, "own");
    results_end_row(&results);
    TEST(results_close(&results, STATUS_OK) == STATUS_OK);
    struct table result;
    TEST(table_read(&result, file) == STATUS_OK);
    const char *names[] = {"sample", "text",   "integer", "other",
                           "choice", "output", "recipe",  "real_number"};
    const char *cells[] = {"1", "own", "7", "x y", "1", "away", "data", "0.125"};
    TEST(result.columns == 8 && result.rows == 1);
    for (size_t i = 0; i < 8; i++) {
        char cell[32];
        TEST_TEXT(result.names[i], names[i]);
        TEST_TEXT(table_cell(&result, 0, i, cell), cells[i]);
    }
    table_free(&result);
    TEST(parse("a --row=options-test.csv") == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --row twice, expected it once");
}

/* ---- lists ---- */

static void check_list(const char *list, size_t expected, const double *values) {
    double *found;
    size_t count;
    if (!TEST(options_list("norm", list, -100, 100, &found, &count) == STATUS_OK))
        return;
    TEST(count == expected);
    for (size_t i = 0; i < expected && i < count; i++)
        TEST_ABS(found[i], values[i], 4 * 0x1p-52 * fabs(values[i]));
    free(found);
}

static void test_lists(void) {
    check_list("2", 1, (double[]){2});
    check_list("0.5,1;-2e1", 3, (double[]){0.5, 1, -20});
    check_list("0:3:4", 4, (double[]){0, 1, 2, 3});
    check_list("3:-1:3", 3, (double[]){3, 1, -1});
    check_list("0.1:10:3:log", 3, (double[]){0.1, 1, 10});
    check_list("7:7:2", 2, (double[]){7, 7});
    double *values;
    size_t count;
    /* Both ends are exact. */
    TEST(options_list("norm", "-3:0.1:7", -3, 1, &values, &count) == STATUS_OK);
    TEST(count == 7 && values[0] == -3 && values[6] == 0.1);
    free(values);
    const char *bad[] = {"",        ",",         "1,",          ",1",         "1,,2",
                         "1 2",     "nan",       "0x10",        "1e999",      "a",
                         "0:1",     "0:1:1",     "0:1:2:",      "0:1:2.5",    "0:1:a",
                         "0:1:3:l", "0:1:3:log", "-1:1:3:log",  "1:2:3:logs", "inf:1:2",
                         "0:1:1e9", ":1:2",      "1:2:3:log:4", "101",        "0,-101"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        values = &real;
        if (!TEST(options_list("norm", bad[i], -100, 100, &values, &count) == STATUS_USAGE))
            printf("    %s\n", bad[i]);
        TEST(values == NULL && count == 0);
        TEST(strncmp(error_message(), "found --norm=", 13) == 0);
    }
    TEST(options_list("norm", "1,3", 0, 2, &values, &count) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --norm=1,3, expected numbers from 0 to 2");
    TEST(options_list("norm", "-1", 0, INFINITY, &values, &count) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --norm=-1, expected numbers of at least 0");
    TEST(options_list("norm", "inf", -1.7976931348623157e308, 1.7976931348623157e308, &values,
                      &count) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --norm=inf, expected finite numbers");
}

static void test_steps(void) {
    static const char *const bad[] = {"3,2", "1.5", "-1", "101", "1;x", ""};
    size_t *steps, count;
    TEST(options_steps("times", "0,2;2,100", 100, &steps, &count) == STATUS_OK && count == 4);
    TEST(steps[0] == 0 && steps[1] == 2 && steps[2] == 2 && steps[3] == 100);
    free(steps);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        TEST(options_steps("times", bad[i], 100, &steps, &count) == STATUS_USAGE);
        TEST(steps == NULL && count == 0);
    }
    TEST(options_steps("times", "3,2", 100, &steps, &count) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --times=3,2, expected ascending integers");
}

int main(void) {
    test_values();
    test_refusals();
    test_infinite();
    test_operands();
    test_recipe();
    test_bad_recipe();
    test_lists();
    test_steps();
    test_row();
    unlink(file);
    return test_end();
}
