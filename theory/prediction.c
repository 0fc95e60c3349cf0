/* SPDX-License-Identifier: MIT */
#include "prediction.h"

#include "activation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* PREDICTIONS of the papers, each list a line. */
#define LISTS(LIST)                                                                                \
    LIST(adversarial_predictions)                                                                  \
    LIST(adversarial_hessian_predictions)                                                          \
    LIST(adversarial_depth_predictions)                                                            \
    LIST(double_descent_predictions)                                                               \
    LIST(double_descent_spectrum_predictions)                                                      \
    LIST(early_stage_predictions)                                                                  \
    LIST(early_stage_both_predictions)                                                             \
    LIST(early_stage_start_predictions)                                                            \
    LIST(function_space_predictions)                                                               \
    LIST(function_space_spectrum_predictions)                                                      \
    LIST(mean_field_predictions)                                                                   \
    LIST(mean_field_bounded_predictions)                                                           \
    LIST(mean_field_data_predictions)                                                              \
    LIST(two_step_predictions)                                                                     \
    LIST(two_step_weights_predictions)                                                             \
    LIST(wasserstein_predictions)

#define DECLARE(list) extern const struct prediction *const list[];
#define NAME(list) list,
LISTS(DECLARE)
static const struct prediction *const *const lists[] = {LISTS(NAME)};

enum status prediction_row(struct prediction_sink *sink, const double *values) {
    sink->row(sink, values);
    return STATUS_OK;
}

const struct prediction *prediction_at(size_t place) {
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (const struct prediction *const *at = lists[i]; *at; at++)
            if (place-- == 0)
                return *at;
    return NULL;
}

const struct prediction *prediction_find(const char *name) {
    const struct prediction *prediction;
    for (size_t place = 0; (prediction = prediction_at(place)); place++)
        if (strcmp(prediction->name, name) == 0)
            return prediction;
    return NULL;
}

size_t prediction_parameter_count(const struct prediction *prediction) {
    size_t count = 0;
    while (prediction->parameters[count].name)
        count++;
    return count;
}

size_t prediction_column_count(const struct prediction *prediction) {
    size_t count = 0;
    while (prediction->columns[count])
        count++;
    return count;
}

void prediction_column(const struct option *parameter, char column[64]) {
    snprintf(column, 64, "%s", parameter->name);
    for (char *c = column; *c; c++)
        if (*c == '-')
            *c = '_';
}

static bool is_activation(const struct option *parameter) {
    return parameter->type == OPTION_TYPE_TEXT && strcmp(parameter->argument, "ACTIVATION") == 0;
}

void prediction_expected(const struct option *parameter, char text[512]) {
    const char *kind = parameter->type == OPTION_TYPE_INTEGER ? "an integer" : "a number";
    if (parameter->type == OPTION_TYPE_CHOICE)
        snprintf(text, 512, "one of %s", parameter->argument);
    else if (is_activation(parameter))
        snprintf(text, 512, "%s", ACTIVATION_NAMES);
    else if (parameter->type == OPTION_TYPE_TEXT)
        snprintf(text, 512, "a text");
    else if (isinf(parameter->high))
        snprintf(text, 512, "%s of at least %.17g", kind, parameter->low);
    else
        snprintf(text, 512, "%s from %.17g to %.17g", kind, parameter->low, parameter->high);
}

bool prediction_take_number(const struct option *parameter, double number,
                            union prediction_value *value) {
    if (!(number >= parameter->low && number <= parameter->high))
        return false;
    if (parameter->type == OPTION_TYPE_INTEGER) {
        if (number != floor(number) || number > 0x1p53)
            return false;
        value->integer = (uint64_t)number;
    } else {
        value->real = number;
    }
    return true;
}

static bool is_choice(const char *choices, const char *text) {
    size_t length = strlen(text);
    while (*choices) {
        size_t next = strcspn(choices, "|");
        if (next == length && strncmp(choices, text, length) == 0)
            return true;
        choices += next + (choices[next] == '|');
    }
    return false;
}

bool prediction_take_text(const struct option *parameter, const char *text,
                          union prediction_value *value) {
    struct activation activation;
    value->text = text;
    if (parameter->type == OPTION_TYPE_CHOICE)
        return is_choice(parameter->argument, text);
    return !is_activation(parameter) || activation_parse(&activation, text) == STATUS_OK;
}

enum status prediction_parse(const struct option *parameter, const char *text,
                             union prediction_value **values, size_t *count) {
    bool of_numbers = parameter->type == OPTION_TYPE_REAL || parameter->type == OPTION_TYPE_INTEGER;
    double *numbers = NULL;
    *count = 1;
    *values = NULL;
    if (of_numbers) {
        enum status status =
            options_list(parameter->name, text, parameter->low, parameter->high, &numbers, count);
        if (status != STATUS_OK)
            return status;
    }
    *values = memory_new(*count, sizeof **values);
    bool allowed = *values != NULL;
    for (size_t i = 0; allowed && i < *count; i++)
        allowed = of_numbers ? prediction_take_number(parameter, numbers[i], &(*values)[i])
                             : prediction_take_text(parameter, text, &(*values)[i]);
    free(numbers);
    if (allowed)
        return STATUS_OK;
    char expected[512];
    prediction_expected(parameter, expected);
    enum status status = *values ? error_set(STATUS_USAGE, "found --%s=%s, expected %s",
                                             parameter->name, text, expected)
                                 : STATUS_NUMERICAL;
    free(*values);
    *values = NULL;
    return status;
}
