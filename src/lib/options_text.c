/* SPDX-License-Identifier: MIT */
/* What programs say of themselves: --help and --man. */
#include "options_internal.h"
#include "provenance.h"

#include <stdio.h>
#include <string.h>

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

/* The argument as it is shown behind the name. Choices too long for a line go in front of the help
 * instead, as `list`, which is "" for others. */
static const char *shown_argument(const struct option *option, char list[256]) {
    enum { MOST = 64 };
    *list = 0;
    if (option->type != OPTION_TYPE_CHOICE || strlen(option->argument) <= MOST)
        return option->argument;
    size_t length = 0;
    for (const char *c = option->argument; *c && length < 240; c++) {
        list[length++] = *c == '|' ? ',' : *c;
        if (*c == '|')
            list[length++] = ' ';
    }
    snprintf(list + length, 256 - length, ": ");
    return "NAME";
}

static void print_help_option(const struct option *option) {
    char left[96], right[1024], list[256] = "";
    const char *argument = option->argument ? shown_argument(option, list) : "";
    if (option->letter)
        snprintf(left, sizeof left, "-%c, --%s=%s", option->letter, option->name, argument);
    else if (option->type == OPTION_TYPE_FLAG)
        snprintf(left, sizeof left, "    --%s", option->name);
    else
        snprintf(left, sizeof left, "    --%s=%s", option->name, argument);
    const char *initial = option->type == OPTION_TYPE_FLAG ? "" : option->initial;
    if (!initial)
        snprintf(right, sizeof right, "%s%s (must be given)", list, option->help);
    else if (*initial)
        snprintf(right, sizeof right, "%s%s [%s]", list, option->help, initial);
    else
        snprintf(right, sizeof right, "%s%s", list, option->help);
    if (printf("  %-26s", left) > 28)
        printf("\n%28s", "");
    print_wrapped(right, 28);
}

static const char statuses[] =
    "Exit status: 0 done, 1 a claim is not confirmed, 2 wrong usage, 3 bad input, 4 numerical "
    "failure, 5 output cannot be written, 77 an optional thing is missing.";

void options_print_help(const struct program *program, const struct option *common) {
    printf("Usage: %s%s%s [OPTION...]\n", program->name, *program->usage ? " " : "",
           program->usage);
    print_wrapped(program->purpose, 0);
    printf("\n");
    for (const struct option *option = program->options; option->name; option++)
        print_help_option(option);
    for (const struct option *option = common; option->name; option++)
        print_help_option(option);
    if (program->details) {
        printf("\n");
        print_wrapped(program->details, 0);
    }
    printf("\n");
    print_wrapped(statuses, 0);
}

/* Dashes and backslashes mean something to troff, as do a dot and a quote at the start of a line.
 */
static void print_troff(const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '-' || *c == '\\')
            putchar('\\');
        if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
            printf("\\&");
        putchar(*c == '\\' ? 'e' : *c);
    }
}

static void print_troff_line(const char *text) {
    print_troff(text);
    putchar('\n');
}

static void print_man_option(const struct option *option) {
    char list[256] = "";
    printf(".TP\n.B ");
    if (option->letter)
        printf("\\-%c, ", option->letter);
    print_troff("--");
    print_troff(option->name);
    if (option->argument) {
        putchar('=');
        print_troff(shown_argument(option, list));
    }
    putchar('\n');
    print_troff(list);
    print_troff_line(option->help);
    if (!option->initial)
        printf("It must be given.\n");
    if (option->argument && option->initial && *option->initial) {
        printf("The default is ");
        print_troff(option->initial);
        printf(".\n");
    }
}

void options_print_man(const struct program *program, const struct option *common) {
    printf(".TH \"%s\" 1 \"\" \"twolayer %s\"\n.SH NAME\n%s \\- ", program->name, TWOLAYER_VERSION,
           program->name);
    print_troff_line(program->purpose);
    printf(".SH SYNOPSIS\n.B %s\n", program->name);
    print_troff_line(program->usage);
    printf("[OPTION...]\n");
    if (program->details) {
        printf(".SH DESCRIPTION\n");
        print_troff_line(program->details);
    }
    printf(".SH OPTIONS\n");
    for (const struct option *option = program->options; option->name; option++)
        print_man_option(option);
    for (const struct option *option = common; option->name; option++)
        print_man_option(option);
    printf(".SH EXIT STATUS\n");
    print_troff_line(statuses);
}
