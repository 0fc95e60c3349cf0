#include "options.h"

#include "number.h"
#include "provenance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_MOST = 64 };

static struct table row;

const struct table *options_row(void) {
    return &row;
}

/* ---- values ---- */

static enum status complain(const struct option *option, const char *where, const char *text) {
    char expected[160];
    if (option->type == OPTION_TYPE_CHOICE)
        snprintf(expected, sizeof expected, "one of %s", option->argument);
    else if (isinf(option->high))
        snprintf(expected, sizeof expected, "%s of at least %g",
                 option->type == OPTION_TYPE_INTEGER ? "an integer" : "a number", option->low);
    else
        snprintf(expected, sizeof expected, "%s from %g to %.17g",
                 option->type == OPTION_TYPE_INTEGER ? "an integer" : "a number", option->low,
                 option->high);
    return error_set(*where ? STATUS_INPUT : STATUS_USAGE, "%sfound --%s=%s, expected %s", where,
                     option->name, text, expected);
}

static bool read_number(const struct option *option, const char *text, double *value) {
    const char *end = text + strlen(text);
    return number_read(text, end, value) == end && !isnan(*value) && *value >= option->low &&
           *value <= option->high;
}

static bool is_choice(const char *choices, const char *text) {
    size_t length = strlen(text);
    for (const char *choice = choices; choice; choice = strchr(choice, '|')) {
        choice += *choice == '|';
        if (strncmp(choice, text, length) == 0 && (choice[length] == '|' || choice[length] == 0))
            return length > 0;
    }
    return false;
}

/* `where` is "" on the command line, "FILE:LINE:COLUMN: " for a cell of the row. */
static enum status set_value(const struct option *option, const char *where, const char *text) {
    double number;
    switch (option->type) {
    case OPTION_TYPE_REAL:
        if (!read_number(option, text, &number))
            return complain(option, where, text);
        *(double *)option->value = number;
        break;
    case OPTION_TYPE_INTEGER:
        /* Beyond 2^53 a number of a table is no longer every integer. */
        if (!read_number(option, text, &number) || number != floor(number) || number > 0x1p53)
            return complain(option, where, text);
        *(uint64_t *)option->value = (uint64_t)number;
        break;
    case OPTION_TYPE_CHOICE:
        if (!is_choice(option->argument, text))
            return complain(option, where, text);
        *(const char **)option->value = text;
        break;
    case OPTION_TYPE_TEXT:
        *(const char **)option->value = text;
        break;
    case OPTION_TYPE_FLAG:
        *(bool *)option->value = strcmp(text, "") != 0 && strcmp(text, "0") != 0;
        break;
    case OPTION_TYPE_END:
        break;
    }
    return STATUS_OK;
}

/* Is this column (underscores) the option of that name (dashes)? */
static bool same_name(const char *column, const char *name) {
    for (; *column && *name; column++, name++)
        if (*column != *name && !(*column == '_' && *name == '-'))
            return false;
    return *column == *name;
}

/* Sets the options that are columns of the table's first row, and given[i] of each. A choice or
 * text needs a place that lasts: that of the table, or of `cells` for a number that is taken as
 * text. */
static enum status set_from_table(const struct option *options, const struct table *table,
                                  bool *given, char (*cells)[32]) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && options[i].name; i++)
        for (size_t column = 0; status == STATUS_OK && column < table->columns; column++) {
            if (!same_name(table->names[column], options[i].name) || options[i].letter)
                continue;
            char where[512];
            snprintf(where, sizeof where, "%s:%zu:%zu: ", table->path, table->lines[0], column + 1);
            status = set_value(&options[i], where, table_cell(table, 0, column, cells[i]));
            given[i] = true;
        }
    return status;
}

static enum status read_row(const struct program *program, const char *path, bool *given) {
    static char cells[OPTION_MOST][32];
    if (row.columns)
        return error_set(STATUS_USAGE, "found --row twice, expected it once");
    enum status status = table_read(&row, path);
    if (status == STATUS_OK && row.rows != 1)
        status = error_set(STATUS_INPUT, "%s: found %zu rows, expected one", path, row.rows);
    return status == STATUS_OK ? set_from_table(program->options, &row, given, cells) : status;
}

static bool is_among(const char *name, size_t count, const char *const *names) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

enum status options_create_table(struct table_writer **writer, const char *path, size_t own,
                                 const char *const *columns) {
    const char **names = memory_new(own + row.columns, sizeof *names);
    if (!names)
        return STATUS_NUMERICAL;
    size_t count = own;
    memcpy(names, columns, own * sizeof *names);
    for (size_t column = 0; column < row.columns; column++)
        if (!is_among(row.names[column], own, columns))
            names[count++] = row.names[column];
    enum status status = table_create(writer, path, count, names);
    free(names);
    return status;
}

void options_put_row(struct table_writer *writer, size_t own, const char *const *columns) {
    char cell[32];
    for (size_t column = 0; column < row.columns; column++)
        if (!is_among(row.names[column], own, columns))
            table_put_text(writer, table_cell(&row, 0, column, cell));
}

enum status options_read_table(const struct option *options, const struct table *table) {
    char cells[OPTION_MOST][32];
    bool given[OPTION_MOST] = {false};
    if (table->rows != 1)
        return error_set(STATUS_INPUT, "%s: found %zu rows, expected the one of a recipe",
                         table->path, table->rows);
    enum status status = set_from_table(options, table, given, cells);
    for (size_t i = 0; status == STATUS_OK && options[i].name; i++) {
        if (!given[i])
            status =
                error_set(STATUS_INPUT, "%s:%zu:1: found no column %s, expected it in a recipe",
                          table->path, table->header_line, options[i].name);
        else if (options[i].type == OPTION_TYPE_TEXT &&
                 *(const char **)options[i].value == cells[i])
            status = error_set(STATUS_INPUT, "%s:%zu:1: found the number %s as %s, expected a text",
                               table->path, table->lines[0], cells[i], options[i].name);
    }
    return status;
}

static void put_option(struct table_writer *writer, const struct option *option) {
    if (option->type == OPTION_TYPE_REAL)
        table_put(writer, *(double *)option->value);
    else if (option->type == OPTION_TYPE_INTEGER)
        table_put(writer, (double)*(uint64_t *)option->value);
    else if (option->type == OPTION_TYPE_FLAG)
        table_put(writer, *(bool *)option->value);
    else
        table_put_text(writer, *(const char **)option->value);
}

enum status options_write_recipe(const struct option *options, const char *kind, const char *path) {
    char names[OPTION_MOST][64];
    const char *columns[OPTION_MOST + 1] = {"recipe"};
    size_t count = 1;
    for (const struct option *option = options; option->name; option++, count++) {
        snprintf(names[count - 1], sizeof names[0], "%s", option->name);
        for (char *c = names[count - 1]; *c; c++)
            *c = *c == '-' ? '_' : *c;
        columns[count] = names[count - 1];
    }
    struct table_writer *writer;
    enum status status = table_create(&writer, path, count, columns);
    if (status != STATUS_OK)
        return status;
    table_put_text(writer, kind);
    for (const struct option *option = options; option->name; option++)
        put_option(writer, option);
    return table_close(writer);
}

/* ---- texts ---- */

static void print_wrapped(const char *text, int indent) {
    int column = indent;
    while (*text) {
        int length = (int)strcspn(text, " \n");
        if (column > indent && column + length > 79) {
            printf("\n%*s", indent, "");
            column = indent;
        }
        column += printf("%.*s", length, text);
        text += length;
        if (*text == '\n') {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (*text == ' ' && column > indent && column < 79) {
            column += printf(" ");
        }
        text += *text != 0;
    }
    printf("\n");
}

static void print_option(const struct option *option) {
    char left[96], right[512];
    if (option->letter)
        snprintf(left, sizeof left, "-%c, --%s=%s", option->letter, option->name, option->argument);
    else if (option->type == OPTION_TYPE_FLAG)
        snprintf(left, sizeof left, "    --%s", option->name);
    else
        snprintf(left, sizeof left, "    --%s=%s", option->name, option->argument);
    const char *initial = option->type == OPTION_TYPE_FLAG ? "" : option->initial;
    if (!initial)
        snprintf(right, sizeof right, "%s (must be given)", option->help);
    else if (*initial)
        snprintf(right, sizeof right, "%s [%s]", option->help, initial);
    else
        snprintf(right, sizeof right, "%s", option->help);
    if (printf("  %-26s", left) > 28)
        printf("\n%28s", "");
    print_wrapped(right, 28);
}

static const char *row_path;
static bool want_help, want_version, want_man;

static const struct option common[] = {
    OPTION_TEXT("row", row_path, "", "FILE",
                "take options from the columns of this table of one row"),
    OPTION_FLAG("help", want_help, "print this and exit"),
    OPTION_FLAG("version", want_version, "print the version and exit"),
    OPTION_FLAG("man", want_man, "print the man page (troff) and exit"),
    OPTION_END,
};

static const char statuses[] =
    "Exit status: 0 done, 1 a claim is not confirmed, 2 wrong usage, 3 bad input, 4 numerical "
    "failure, 5 output cannot be written, 77 an optional thing is missing.";

static void print_help(const struct program *program) {
    printf("Usage: %s%s%s [OPTION...]\n", program->name, *program->usage ? " " : "",
           program->usage);
    print_wrapped(program->purpose, 0);
    printf("\n");
    for (const struct option *option = program->options; option->name; option++)
        print_option(option);
    for (const struct option *option = common; option->name; option++)
        print_option(option);
    if (program->details) {
        printf("\n");
        print_wrapped(program->details, 0);
    }
    printf("\n");
    print_wrapped(statuses, 0);
}

/* Dashes and backslashes mean something to troff, as does a dot at the start of a line. */
static void print_troff(const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '-' || *c == '\\')
            putchar('\\');
        if (*c == '.' && (c == text || c[-1] == '\n'))
            printf("\\&");
        putchar(*c == '\\' ? 'e' : *c);
    }
    putchar('\n');
}

static void print_man_option(const struct option *option) {
    printf(".TP\n.B \\-\\-%s", option->name);
    printf(option->argument ? "=%s\n" : "%s\n", option->argument ? option->argument : "");
    print_troff(option->help);
    if (option->initial && *option->initial)
        printf("The default is %s.\n", option->initial);
}

static void print_man(const struct program *program) {
    printf(".TH \"%s\" 1 \"\" \"twolayer %s\"\n.SH NAME\n%s \\- ", program->name, TWOLAYER_VERSION,
           program->name);
    print_troff(program->purpose);
    printf(".SH SYNOPSIS\n.B %s\n", program->name);
    print_troff(program->usage);
    printf("[OPTION...]\n");
    if (program->details) {
        printf(".SH DESCRIPTION\n");
        print_troff(program->details);
    }
    printf(".SH OPTIONS\n");
    for (const struct option *option = program->options; option->name; option++)
        print_man_option(option);
    for (const struct option *option = common; option->name; option++)
        print_man_option(option);
    printf(".SH EXIT STATUS\n");
    print_troff(statuses);
}

static void print_and_exit(const struct program *program) {
    if (want_help)
        print_help(program);
    else if (want_man)
        print_man(program);
    else
        printf("%s (twolayer) %s\n", program->name, TWOLAYER_VERSION);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "%s: standard output cannot be written\n", program->name);
        exit(STATUS_OUTPUT);
    }
    exit(STATUS_OK);
}

/* ---- the command line ---- */

static enum status set_initial(const struct option *options) {
    for (const struct option *option = options; option->name; option++) {
        if (option->type == OPTION_TYPE_FLAG)
            *(bool *)option->value = false;
        else if (option->initial && set_value(option, "", option->initial) != STATUS_OK)
            return STATUS_USAGE;
    }
    return STATUS_OK;
}

/* The option of a long name of this length, or of a letter; NULL if there is none. */
static const struct option *find(const struct option *options, const char *name, size_t length,
                                 char letter) {
    for (const struct option *option = options; option->name; option++)
        if (letter ? option->letter == letter
                   : strlen(option->name) == length && strncmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

/* Takes the option at argv[*at] and its value, which may be the next argument. */
static enum status take_option(const struct program *program, char **argv, int *at, bool *given) {
    const char *argument = argv[*at], *value;
    const struct option *option = NULL;
    if (argument[1] == '-') {
        size_t length = strcspn(argument + 2, "=");
        option = find(program->options, argument + 2, length, 0);
        if (!option)
            option = find(common, argument + 2, length, 0);
        value = argument[2 + length] ? argument + 3 + length : NULL;
    } else {
        option = find(program->options, NULL, 0, argument[1]);
        value = argument[2] ? argument + 2 : NULL;
    }
    if (!option)
        return error_set(STATUS_USAGE,
                         "found unknown option %s, expected one of those that %s --help "
                         "lists",
                         argument, program->name);
    if (option->type == OPTION_TYPE_FLAG && value)
        return error_set(STATUS_USAGE, "found %s, expected --%s without a value", argument,
                         option->name);
    if (option->type == OPTION_TYPE_FLAG)
        value = "1";
    else if (!value)
        value = argv[++*at];
    if (!value)
        return error_set(STATUS_USAGE, "found nothing behind %s, expected %s", argument,
                         option->argument);
    if (option >= program->options && option < program->options + OPTION_MOST &&
        find(program->options, option->name, strlen(option->name), 0) == option)
        given[option - program->options] = true;
    enum status status = set_value(option, "", value);
    if (status == STATUS_OK && option->value == &row_path)
        status = read_row(program, value, given);
    return status;
}

static enum status check_complete(const struct program *program, const bool *given, size_t count) {
    for (size_t i = 0; program->options[i].name; i++)
        if (!program->options[i].initial && !given[i])
            return error_set(STATUS_USAGE, "found no --%s, expected --%s=%s (see %s --help)",
                             program->options[i].name, program->options[i].name,
                             program->options[i].argument, program->name);
    if (count < program->operands_least || count > program->operands_most)
        return error_set(STATUS_USAGE, "found %zu operands, expected %s (see %s --help)", count,
                         *program->usage ? program->usage : "none", program->name);
    return STATUS_OK;
}

enum status options_parse(const struct program *program, int argc, char **argv,
                          struct operands *operands) {
    bool given[OPTION_MOST] = {false};
    provenance_start(program->name, argc, argv);
    enum status status = set_initial(common);
    if (status == STATUS_OK)
        status = set_initial(program->options);
    *operands = (struct operands){0, argv + 1};
    bool only_operands = false;
    for (int at = 1; status == STATUS_OK && at < argc; at++) {
        if (!only_operands && strcmp(argv[at], "--") == 0)
            only_operands = true;
        else if (!only_operands && argv[at][0] == '-' && argv[at][1])
            status = take_option(program, argv, &at, given);
        else
            operands->items[operands->count++] = argv[at];
    }
    if (status == STATUS_OK && (want_help || want_version || want_man))
        print_and_exit(program);
    if (status == STATUS_OK)
        status = check_complete(program, given, operands->count);
    const struct option *seed = find(program->options, "seed", 4, 0);
    if (status == STATUS_OK && seed && seed->type == OPTION_TYPE_INTEGER) {
        char text[32];
        snprintf(text, sizeof text, "%llu", (unsigned long long)*(uint64_t *)seed->value);
        provenance_note("seed", text);
    }
    return status;
}

/* ---- lists ---- */

/* "from:to:count" or "from:to:count:log" */
static enum status read_range(const char *name, const char *text, double **values, size_t *count) {
    double bounds[3];
    const char *end = text + strlen(text), *at = text;
    for (int i = 0; i < 3; i++) {
        at = at ? number_read(at, end, &bounds[i]) : NULL;
        if (!at || (i < 2 && *at++ != ':'))
            return error_set(STATUS_USAGE, "found --%s=%s, expected FROM:TO:COUNT[:log]", name,
                             text);
    }
    bool log_spaced = strcmp(at, ":log") == 0;
    if ((*at && !log_spaced) || !(bounds[2] >= 2 && bounds[2] <= 1e7) || !isfinite(bounds[1]) ||
        !isfinite(bounds[0]) || (log_spaced && !(bounds[0] > 0 && bounds[1] > 0)))
        return error_set(STATUS_USAGE, "found --%s=%s, expected FROM:TO:COUNT[:log]", name, text);
    *count = (size_t)bounds[2];
    *values = memory_new(*count, sizeof **values);
    if (!*values)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < *count; i++) {
        double part = (double)i / (double)(*count - 1);
        (*values)[i] = log_spaced ? bounds[0] * pow(bounds[1] / bounds[0], part)
                                  : bounds[0] + (bounds[1] - bounds[0]) * part;
    }
    (*values)[*count - 1] = bounds[1];
    return STATUS_OK;
}

static bool is_separator(char c, bool last) {
    return last ? c == 0 : c == ',' || c == ';';
}

static enum status read_list(const char *name, const char *text, double **values, size_t *count) {
    const char *end = text + strlen(text), *at = text;
    *count = 1;
    for (const char *c = text; *c; c++)
        *count += *c == ',' || *c == ';';
    *values = memory_new(*count, sizeof **values);
    if (!*values)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < *count; i++) {
        at = number_read(at, end, &(*values)[i]);
        if (!at || isnan((*values)[i]) || !is_separator(*at, i + 1 == *count)) {
            free(*values);
            *values = NULL;
            return error_set(STATUS_USAGE,
                             "found --%s=%s, expected numbers with commas (or semicolons) between",
                             name, text);
        }
        at++;
    }
    return STATUS_OK;
}

enum status options_list(const char *name, const char *text, double low, double high,
                         double **values, size_t *count) {
    *values = NULL;
    *count = 0;
    enum status status = strchr(text, ':') ? read_range(name, text, values, count)
                                           : read_list(name, text, values, count);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++)
        if ((*values)[i] < low || (*values)[i] > high)
            status = error_set(STATUS_USAGE, "found --%s=%s, expected numbers from %g to %g", name,
                               text, low, high);
    if (status != STATUS_OK) {
        free(*values);
        *values = NULL;
    }
    return status;
}
