/* SPDX-License-Identifier: MIT */
/* Options: one table a program gives its parser (glibc argp), --help, range checks, the provenance
 * line, and its man page (--man).
 *
 *     double norm;
 *     const char *metric, *output;
 *     const struct option options[] = {
 *         OPTION_REAL("norm", norm, "1", 0, INFINITY, "S", "length of the step"),
 *         OPTION_CHOICE("metric", metric, "l2", "l2|linf", "norm that the step is measured in"),
 *         OPTION_OUTPUT(output),
 *         OPTION_END,
 *     };
 *     const struct program program = {
 *         .name = "attack", .usage = "NETWORK DATA",
 *         .purpose = "one gradient step against a network", .options = options,
 *     };
 *     struct operands operands;
 *     enum status status = options_parse(&program, argc, argv, &operands);
 *
 * Every program has --help, --version, --man, and --row=FILE: a CSV of one row whose columns give
 * values to the options of the same name (dashes are underscores in columns), as if they stood at
 * that place of the command line. A column that is no option of this program is left alone (so are
 * `output`, and `recipe`: the row may be a recipe, which generate then writes out), and every
 * column of the row is a column of the program's results (options_row), so that a result says which
 * parameters made it.
 */
#ifndef TWOLAYER_OPTIONS_H
#define TWOLAYER_OPTIONS_H

#include "error.h"
#include "table.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum option_type {
    OPTION_TYPE_END,
    OPTION_TYPE_REAL,    /* double, finite, low <= value <= high */
    OPTION_TYPE_INTEGER, /* uint64_t, low <= value <= high, at most 2^53 */
    OPTION_TYPE_TEXT,    /* const char * */
    OPTION_TYPE_CHOICE,  /* const char *, one of "a|b|c" */
    OPTION_TYPE_FLAG     /* bool, no argument; 1 or 0 in a table */
};

struct option {
    const char *name; /* without the dashes */
    enum option_type type;
    void *value;          /* what the option sets */
    const char *initial;  /* its value if it is not given; NULL: it must be given */
    double low, high;     /* inclusive range of numbers */
    const char *argument; /* how --help names its argument; the choices of a choice */
    const char *help;
    char letter; /* a one-letter form, or 0 */
};

#define OPTION_REAL(name, variable, initial, low, high, argument, help)                            \
    { name, OPTION_TYPE_REAL, &(variable), initial, low, high, argument, help, 0 }
#define OPTION_INTEGER(name, variable, initial, low, high, argument, help)                         \
    { name, OPTION_TYPE_INTEGER, &(variable), initial, low, high, argument, help, 0 }
#define OPTION_TEXT(name, variable, initial, argument, help)                                       \
    { name, OPTION_TYPE_TEXT, &(variable), initial, 0, 0, argument, help, 0 }
#define OPTION_CHOICE(name, variable, initial, choices, help)                                      \
    { name, OPTION_TYPE_CHOICE, &(variable), initial, 0, 0, choices, help, 0 }
#define OPTION_FLAG(name, variable, help)                                                          \
    { name, OPTION_TYPE_FLAG, &(variable), "", 0, 0, NULL, help, 0 }
#define OPTION_OUTPUT(variable)                                                                    \
    {                                                                                              \
        "output", OPTION_TYPE_TEXT, &(variable), "-", 0, 0, "FILE",                                \
            "where the table goes (- is standard output)", 'o'                                     \
    }
#define OPTION_SEED(variable)                                                                      \
    {                                                                                              \
        "seed", OPTION_TYPE_INTEGER, &(variable), "1", 0, 9007199254740992.0, "K",                 \
            "master seed of all that is drawn", 0                                                  \
    }
#define OPTION_END                                                                                 \
    { NULL, OPTION_TYPE_END, NULL, NULL, 0, 0, NULL, NULL, 0 }

struct program {
    const char *name; /* "attack", or "generate data": the first words of the command line */
    /* The operands: each word is one, WORD... one or more, [A B] up to two; "" none */
    const char *usage;
    const char *purpose; /* one line, no capital, no full stop */
    const char *details; /* paragraphs for --help and the man page, or NULL */
    const struct option *options;
};

struct operands {
    size_t count;
    char **items; /* into argv */
};

/* Parses the command line into the variables of the table, and starts the provenance. --help,
 * --version and --man print and exit(0). An unknown option, a missing value, a value out of range
 * or a wrong number of operands is STATUS_USAGE, with a message that says what was expected. A bad
 * --row file is STATUS_INPUT, too little memory for BLAS STATUS_NUMERICAL. */
enum status options_parse(const struct program *program, int argc, char **argv,
                          struct operands *operands);

/* The columns of the --row file, in its order; a table of no rows and columns if none was given.
 * Owned by the module. */
const struct table *options_row(void);

/* Sets the options from a table of one row, which must have a column for each of them: so a recipe
 * is read by the same table that the command line is. Choices and texts point into the table, which
 * keeps the text of a number that is taken for one. STATUS_INPUT with the position of what is
 * missing or out of range. */
enum status options_read_table(const struct option *options, struct table *table);

/* The reverse: writes a table of one row, a column `recipe` that says `kind`, then one for each
 * option. */
enum status options_write_recipe(const struct option *options, const char *kind, const char *path);

/* "from 0 to 2", "of at least 1" or, without bounds, "" into text: what a range means in words. */
enum { OPTIONS_RANGE_SIZE = 64 };
void options_range(double low, double high, char text[OPTIONS_RANGE_SIZE]);

/* A list of numbers "0.5,1,2" (or "0.5;1;2", which needs no quotes in a table) or a single one,
 * into *values (the caller frees) and *count; each within [low, high], never NaN. `name` is for the
 * message. Also "from:to:count" (evenly spaced, both ends, count >= 2) and "from:to:count:log".
 * STATUS_USAGE if it is none of these. */
enum status options_list(const char *name, const char *text, double low, double high,
                         double **values, size_t *count);

/* The same for numbers of steps: integers from 0 to high, none below the one before it. */
enum status options_steps(const char *name, const char *text, double high, size_t **values,
                          size_t *count);

#endif
