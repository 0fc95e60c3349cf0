/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "options.h"

#include "linalg.h"
#include "options_internal.h"
#include "provenance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void print_and_exit(const struct program *program) {
    if (want_help)
        options_print_help(program, common);
    else if (want_man)
        options_print_man(program, common);
    else
        printf("%s (twolayer) %s\n", program->name, TWOLAYER_VERSION);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "%s: standard output cannot be written\n", program->name);
        exit(STATUS_OUTPUT);
    }
    exit(STATUS_OK);
}

static enum status set_initial(const struct option *options) {
    for (const struct option *option = options; option->name; option++) {
        if (option->type == OPTION_TYPE_FLAG)
            *(bool *)option->value = false;
        else if (option->initial && options_set(option, "", option->initial) != STATUS_OK)
            return STATUS_USAGE;
    }
    return STATUS_OK;
}

const struct option *options_find(const struct option *options, const char *name, size_t length,
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
        option = options_find(program->options, argument + 2, length, 0);
        if (!option)
            option = options_find(common, argument + 2, length, 0);
        value = argument[2 + length] ? argument + 3 + length : NULL;
    } else {
        option = options_find(program->options, NULL, 0, argument[1]);
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
    if (options_find(program->options, option->name, strlen(option->name), 0) == option)
        given[option - program->options] = true;
    enum status status = options_set(option, "", value);
    if (status == STATUS_OK && option->value == &row_path)
        status = options_take_row(program->options, value, given);
    return status;
}

/* How many operands a usage line asks for. */
static void count_operands(const char *usage, size_t *least, size_t *most) {
    bool optional = false, unlimited = false;
    *least = *most = 0;
    for (const char *word = usage + strspn(usage, " "); *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        optional = optional || *word == '[';
        *least += !optional;
        ++*most;
        unlimited = unlimited || memmem(word, length, "...", 3);
        word += length;
        optional = optional && word[-1] != ']';
    }
    if (unlimited)
        *most = SIZE_MAX;
}

static enum status check_complete(const struct program *program, const bool *given,
                                  const struct operands *operands) {
    size_t least, most;
    for (size_t i = 0; program->options[i].name; i++)
        if (!program->options[i].initial && !given[i])
            return error_set(STATUS_USAGE, "found no --%s, expected --%s=%s (see %s --help)",
                             program->options[i].name, program->options[i].name,
                             program->options[i].argument, program->name);
    count_operands(program->usage, &least, &most);
    if (most == 0 && operands->count > 0)
        return error_set(STATUS_USAGE, "found operand %s, expected options only (see %s --help)",
                         operands->items[0], program->name);
    if (operands->count < least || operands->count > most)
        return error_set(STATUS_USAGE, "found %zu operands, expected %s (see %s --help)",
                         operands->count, program->usage, program->name);
    return STATUS_OK;
}

enum status options_parse(const struct program *program, int argc, char **argv,
                          struct operands *operands) {
    bool given[OPTION_MOST] = {false};
    provenance_start(program->name, argc, argv);
    enum status status = set_initial(common);
    if (status == STATUS_OK)
        status = set_initial(program->options);
    /* Each word of a name as in "generate data" is an argument. */
    int at = 1;
    for (const char *c = program->name; *c; c++)
        at += *c == ' ';
    *operands = (struct operands){0, argv + at};
    bool only_operands = false;
    for (; status == STATUS_OK && at < argc; at++) {
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
        status = check_complete(program, given, operands);
    if (status == STATUS_OK)
        status = linalg_start();
    const struct option *seed = options_find(program->options, "seed", 4, 0);
    if (status == STATUS_OK && seed && seed->type == OPTION_TYPE_INTEGER) {
        char text[32];
        snprintf(text, sizeof text, "%llu", (unsigned long long)*(uint64_t *)seed->value);
        provenance_note("seed", text);
    }
    return status;
}
