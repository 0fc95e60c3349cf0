/* SPDX-License-Identifier: MIT */
/* The values of options: from text, within their range. */
#include "number.h"
#include "options_internal.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

void options_range(double low, double high, char text[OPTIONS_RANGE_SIZE]) {
    char least[25], most[25];
    *number_print(least, low) = *number_print(most, high) = 0;
    if (low > -DBL_MAX && high >= DBL_MAX)
        snprintf(text, OPTIONS_RANGE_SIZE, "of at least %s", least);
    else if (high < DBL_MAX)
        snprintf(text, OPTIONS_RANGE_SIZE, "from %s to %s", least, most);
    else
        *text = 0;
}

static enum status complain(const struct option *option, const char *where, const char *text) {
    const char *kind = option->type == OPTION_TYPE_INTEGER ? "an integer" : "a finite number";
    char expected[160], range[OPTIONS_RANGE_SIZE];
    options_range(option->low, option->high, range);
    if (option->type == OPTION_TYPE_CHOICE)
        snprintf(expected, sizeof expected, "one of %s", option->argument);
    else if (option->type == OPTION_TYPE_FLAG)
        snprintf(expected, sizeof expected, "1 or 0");
    else
        snprintf(expected, sizeof expected, "%s%s%s", kind, *range ? " " : "", range);
    return error_set(*where ? STATUS_INPUT : STATUS_USAGE, "%sfound --%s=%s, expected %s", where,
                     option->name, text, expected);
}

static bool read_number(const struct option *option, const char *text, double *value) {
    const char *end = text + strlen(text);
    return number_read(text, end, value) == end && isfinite(*value) && *value >= option->low &&
           *value <= option->high;
}

static bool is_choice(const char *choices, const char *text) {
    size_t length = strcspn(text, "|");
    if (text[length])
        return false;
    for (const char *choice = choices; choice; choice = strchr(choice, '|')) {
        choice += *choice == '|';
        if (strncmp(choice, text, length) == 0 && (choice[length] == '|' || choice[length] == 0))
            return length > 0;
    }
    return false;
}

enum status options_set(const struct option *option, const char *where, const char *text) {
    double number;
    switch (option->type) {
    case OPTION_TYPE_REAL:
        if (!read_number(option, text, &number))
            return complain(option, where, text);
        *(double *)option->value = number;
        break;
    case OPTION_TYPE_INTEGER:
        /* Beyond 2^53 a number of a table is no longer every integer. */
        if (!read_number(option, text, &number) || number != floor(number) || number > 0x1p53 ||
            (number == 0x1p53 && strcmp(text, "9007199254740992") != 0))
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
        if (strcmp(text, "1") != 0 && strcmp(text, "0") != 0)
            return complain(option, where, text);
        *(bool *)option->value = *text == '1';
        break;
    case OPTION_TYPE_END:
        break;
    }
    return STATUS_OK;
}
