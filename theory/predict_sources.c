/* SPDX-License-Identifier: MIT */
/* Where the values of a prediction's parameters come from. */
#include "predict_run.h"

#include <string.h>

const char predict_missing[] = "";

bool predict_is_text(const struct option *parameter) {
    return parameter->type == OPTION_TYPE_TEXT || parameter->type == OPTION_TYPE_CHOICE;
}

static bool is_given(const struct predict_run *run, size_t i) {
    const char *initial = run->prediction->parameters[i].initial;
    return run->texts[i] != (initial ? initial : predict_missing);
}

enum status predict_take_cell(const struct option *parameter, const struct table *table, size_t row,
                              size_t column, union prediction_value *value) {
    char expected[512], buffer[32];
    if (predict_is_text(parameter)) {
        const char *text = table_text(table, row, column);
        if (text && prediction_take_text(parameter, text, value))
            return STATUS_OK;
    } else {
        enum status status = STATUS_OK;
        if (table->text[column])
            status = table_require_numbers(table, column, false);
        if (status != STATUS_OK)
            return status;
        if (prediction_take_number(parameter, table_number(table, row, column), value))
            return STATUS_OK;
    }
    prediction_expected(parameter, expected);
    return table_complain(table, row, column, table_cell(table, row, column, buffer), expected);
}

/* A flag beside the row of --row must say the same as its column, for both are in the output. */
static enum status check_row(const struct predict_run *run, size_t i) {
    const struct option *parameter = &run->prediction->parameters[i];
    union prediction_value cell;
    enum status status = predict_take_cell(parameter, options_row(), 0, run->row_column[i], &cell);
    if (status != STATUS_OK)
        return status;
    const union prediction_value *value = run->values[i];
    bool same = run->counts[i] == 1;
    if (predict_is_text(parameter))
        same = same && strcmp(value->text, cell.text) == 0;
    else if (parameter->type == OPTION_TYPE_INTEGER)
        same = same && value->integer == cell.integer;
    else
        same = same && value->real == cell.real;
    if (!same)
        return error_set(STATUS_USAGE, "found --%s=%s beside a column %s of --row, expected one",
                         parameter->name, run->texts[i], run->columns[i]);
    return STATUS_OK;
}

/* One parameter: from the sweep, the row, a flag or its default. */
static enum status find_source(struct predict_run *run, size_t i) {
    const struct option *parameter = &run->prediction->parameters[i];
    run->row_column[i] = table_find(options_row(), run->columns[i]);
    run->sweep_column[i] = table_find(&run->sweep, run->columns[i]);
    if (run->sweep_column[i] != TABLE_NONE && is_given(run, i))
        return error_set(STATUS_USAGE,
                         "found --%s=%s and the column %s of %s, expected one of them",
                         parameter->name, run->texts[i], run->columns[i], run->sweep_path);
    if (run->sweep_column[i] != TABLE_NONE)
        return STATUS_OK;
    if (run->texts[i] == predict_missing && *run->sweep_path) {
        size_t column;
        return table_require(&run->sweep, run->columns[i], &column);
    }
    if (run->texts[i] == predict_missing)
        return error_set(STATUS_USAGE, "found no --%s, expected --%s=%s (see predict %s --help)",
                         parameter->name, parameter->name, parameter->argument,
                         run->prediction->name);
    enum status status = STATUS_OK;
    if (run->row_column[i] != TABLE_NONE) {
        union prediction_value cell;
        status = predict_take_cell(parameter, options_row(), 0, run->row_column[i], &cell);
    }
    if (status == STATUS_OK)
        status = prediction_parse(parameter, run->texts[i], &run->values[i], &run->counts[i]);
    if (status == STATUS_OK && run->row_column[i] != TABLE_NONE)
        status = check_row(run, i);
    return status;
}

/* A column that passes through must not be one that the prediction writes, nor come twice. */
static enum status check_names(const struct predict_run *run, const struct table *table) {
    for (size_t c = 0; c < table->columns; c++) {
        bool twice = table != &run->sweep && table_find(&run->sweep, table->names[c]) != TABLE_NONE;
        for (const char *const *own = run->prediction->columns; *own; own++)
            twice = twice || strcmp(*own, table->names[c]) == 0;
        if (twice)
            return error_set(STATUS_INPUT,
                             "%s:%zu:%zu: found column %s, expected another name: the output has a "
                             "column %s already",
                             table->path, table->header_line, c + 1, table->names[c],
                             table->names[c]);
    }
    return STATUS_OK;
}

enum status predict_find_sources(struct predict_run *run) {
    enum status status = STATUS_OK;
    if (*run->sweep_path) {
        status = table_read(&run->sweep, run->sweep_path);
        if (status == STATUS_OK && run->sweep.rows == 0)
            status = error_set(STATUS_INPUT, "%s:%zu:1: found no rows, expected at least one",
                               run->sweep_path, run->sweep.header_line);
    }
    for (size_t i = 0; status == STATUS_OK && i < run->parameters; i++)
        status = find_source(run, i);
    if (status == STATUS_OK)
        status = check_names(run, options_row());
    if (status == STATUS_OK)
        status = check_names(run, &run->sweep);
    return status;
}
