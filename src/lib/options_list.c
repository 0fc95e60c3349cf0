/* SPDX-License-Identifier: MIT */
/* Lists and ranges of numbers. */
#include "number.h"
#include "options.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    if ((*at && !log_spaced) || !(bounds[2] >= 2 && bounds[2] <= 1e7) ||
        bounds[2] != floor(bounds[2]) || !isfinite(bounds[1]) || !isfinite(bounds[0]) ||
        (log_spaced && !(bounds[0] > 0 && bounds[1] > 0)))
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

static enum status complain(const char *name, const char *text, double low, double high) {
    char range[OPTIONS_RANGE_SIZE];
    options_range(low, high, range);
    return error_set(STATUS_USAGE, "found --%s=%s, expected %s%s", name, text,
                     *range ? "numbers " : "finite numbers", range);
}

enum status options_list(const char *name, const char *text, double low, double high,
                         double **values, size_t *count) {
    *values = NULL;
    *count = 0;
    enum status status = strchr(text, ':') ? read_range(name, text, values, count)
                                           : read_list(name, text, values, count);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++)
        if ((*values)[i] < low || (*values)[i] > high)
            status = complain(name, text, low, high);
    if (status != STATUS_OK) {
        free(*values);
        *values = NULL;
        *count = 0;
    }
    return status;
}

enum status options_steps(const char *name, const char *text, double high, size_t **values,
                          size_t *count) {
    double *numbers;
    *values = NULL;
    enum status status = options_list(name, text, 0, high, &numbers, count);
    if (status != STATUS_OK)
        return status;
    if (!(*values = memory_new(*count, sizeof **values)))
        status = STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
        (*values)[i] = (size_t)numbers[i];
        if ((double)(*values)[i] != numbers[i] || (i > 0 && numbers[i] < numbers[i - 1]))
            status =
                error_set(STATUS_USAGE, "found --%s=%s, expected ascending integers", name, text);
    }
    free(numbers);
    if (status != STATUS_OK) {
        free(*values);
        *values = NULL;
        *count = 0;
    }
    return status;
}
