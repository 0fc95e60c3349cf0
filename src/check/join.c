/* SPDX-License-Identifier: MIT */
#include "join.h"

#include "group.h"
#include "number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t frame_scopes(const struct frame *frame, struct expression_scope scope[2]) {
    scope[0] = (struct expression_scope){"", frame->data};
    scope[1] = (struct expression_scope){"theory.", frame->theory};
    return frame->theory ? 2 : 1;
}

/* The parameters of the theory that the data has too: columns of both, in pairs. */
static enum status join_columns(const struct frame *frame, size_t **data_columns,
                                size_t **theory_columns, size_t *count) {
    const char *parameters = table_note(frame->theory, "parameters");
    *count = 0;
    *data_columns = *theory_columns = NULL;
    if (!parameters)
        return error_set(STATUS_INPUT,
                         "%s:1:1: found no line '# parameters:', expected it to name the columns "
                         "that join it to the results",
                         frame->theory->path);
    char *copy = strdup(parameters), *rest = copy;
    *data_columns = memory_new(strlen(parameters) + 1, sizeof **data_columns);
    *theory_columns = memory_new(strlen(parameters) + 1, sizeof **theory_columns);
    enum status status = copy && *data_columns && *theory_columns ? STATUS_OK : STATUS_NUMERICAL;
    for (char *name; status == STATUS_OK && (name = strsep(&rest, ", "));) {
        size_t column = table_find(frame->data, name);
        if (!*name || column == TABLE_NONE)
            continue;
        (*data_columns)[*count] = column;
        status = table_require(frame->theory, name, &(*theory_columns)[*count]);
        ++*count;
    }
    free(copy);
    return status;
}

enum status frame_join(struct frame *frame, struct shelf *shelf) {
    frame->match = memory_zero(frame->data->rows, sizeof *frame->match);
    frame->repeated = memory_zero(frame->data->rows, sizeof *frame->repeated);
    if (!frame->match || !frame->repeated)
        return STATUS_NUMERICAL;
    if (!*frame->rule->text[FIELD_THEORY])
        return STATUS_OK;
    enum status status = shelf_table(shelf, frame->rule->text[FIELD_THEORY], &frame->theory);
    if (status != STATUS_OK)
        return status;
    size_t *data_columns, *theory_columns, count;
    status = join_columns(frame, &data_columns, &theory_columns, &count);
    if (status == STATUS_OK) {
        struct group_key data = {frame->data, count, data_columns};
        struct group_key theory = {frame->theory, count, theory_columns};
        status = group_match(&data, &theory, frame->match, frame->repeated);
    }
    free(data_columns);
    free(theory_columns);
    return status;
}

/* A condition of `where`: a cell's text or number, or an expression. */
struct condition {
    size_t column; /* TABLE_NONE: an expression */
    const char *value;
    double number;
    struct expression *expression;
};

static enum status condition_parse(struct condition *condition, const struct frame *frame,
                                   char *text) {
    char where[512], *equals = strchr(text, '=');
    struct expression_scope scope[2];
    *condition = (struct condition){.column = TABLE_NONE};
    /* Not of <=, >=, != and ==: these are operators. */
    if (equals && equals > text && equals[1] != '=' && !strchr("<>!", equals[-1])) {
        *equals = '\0';
        enum status status = table_require(frame->data, text, &condition->column);
        if (status != STATUS_OK)
            return status;
    }
    if (condition->column == TABLE_NONE) {
        rule_where(frame->rule, FIELD_WHERE, sizeof where, where);
        return expression_new(&condition->expression, text, where, frame_scopes(frame, scope),
                              scope, NULL);
    }
    condition->value = equals + 1;
    const char *end = condition->value + strlen(condition->value);
    if (!frame->data->text[condition->column] &&
        number_read(condition->value, end, &condition->number) != end)
        return error_set(STATUS_INPUT,
                         "%s:%s: found '%s', expected a number, as in column %s of %s",
                         frame->rule->path, frame->rule->where[FIELD_WHERE], condition->value, text,
                         frame->data->path);
    return STATUS_OK;
}

static bool condition_met(const struct condition *condition, const struct frame *frame,
                          size_t row) {
    if (condition->column == TABLE_NONE)
        return expression_value(condition->expression, (size_t[]){row, frame->match[row]}, 0) != 0;
    const char *text = table_text(frame->data, row, condition->column);
    return text ? strcmp(text, condition->value) == 0
                : table_number(frame->data, row, condition->column) == condition->number;
}

/* Drops the rows that do not meet one condition. */
static enum status condition_apply(struct frame *frame, char *text) {
    struct condition condition;
    enum status status = condition_parse(&condition, frame, text);
    if (status != STATUS_OK)
        return status;
    size_t kept = 0;
    for (size_t i = 0; i < frame->rows; i++)
        if (condition_met(&condition, frame, frame->row[i]))
            frame->row[kept++] = frame->row[i];
    frame->rows = kept;
    expression_free(condition.expression);
    return STATUS_OK;
}

static enum status matches_check(const struct frame *frame) {
    for (size_t i = 0; frame->theory && i < frame->rows; i++) {
        size_t row = frame->row[i];
        bool none = frame->match[row] == GROUP_NONE;
        if (none || frame->repeated[row])
            return error_set(STATUS_INPUT,
                             "%s:%zu:1: found %s with its parameters in %s, expected one",
                             frame->data->path, frame->data->lines[row],
                             none ? "no row" : "several rows", frame->theory->path);
    }
    return STATUS_OK;
}

enum status frame_choose(struct frame *frame) {
    char *copy = strdup(frame->rule->text[FIELD_WHERE]), *rest = copy;
    frame->row = memory_new(frame->data->rows, sizeof *frame->row);
    enum status status = copy && frame->row ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < frame->data->rows; i++)
        frame->row[i] = i;
    frame->rows = frame->data->rows;
    for (char *text; status == STATUS_OK && frame->rows && (text = strsep(&rest, ";"));) {
        text += strspn(text, " ");
        for (size_t n = strlen(text); n && text[n - 1] == ' '; n--)
            text[n - 1] = '\0';
        if (*text)
            status = condition_apply(frame, text);
    }
    free(copy);
    if (status == STATUS_OK && frame->rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no rows%s%s, expected at least one",
                         frame->data->path, frame->data->header_line,
                         *frame->rule->text[FIELD_WHERE] ? " where " : "",
                         frame->rule->text[FIELD_WHERE]);
    return status == STATUS_OK ? matches_check(frame) : status;
}

/* Numbers the points in order of first appearance among the chosen rows: frame->point of every row
 * of the data, from its group. start[p + 2] counts the rows of p. */
static enum status points_number(struct frame *frame, const size_t *group, size_t groups) {
    size_t rows = frame->data->rows, *number = memory_new(groups, sizeof *number);
    frame->start = memory_zero(frame->rows + 2, sizeof *frame->start);
    frame->point = memory_new(rows, sizeof *frame->point);
    enum status status = number && frame->start && frame->point ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < groups; i++)
        number[i] = GROUP_NONE;
    for (size_t i = 0; status == STATUS_OK && i < frame->rows; i++) {
        size_t *point = &number[group[frame->row[i]]];
        if (*point == GROUP_NONE)
            *point = frame->points++;
        frame->start[*point + 2]++;
    }
    for (size_t i = 0; status == STATUS_OK && i < rows; i++)
        frame->point[i] = number[group[i]];
    free(number);
    return status;
}

/* Counting sort of the chosen rows by their point. */
static enum status rows_sort(struct frame *frame) {
    size_t *sorted = memory_new(frame->rows, sizeof *sorted);
    if (!sorted)
        return STATUS_NUMERICAL;
    for (size_t p = 0; p < frame->points; p++)
        frame->start[p + 2] += frame->start[p + 1];
    /* start[p + 1] moves from the first row of p to the end of its rows, which it shall be. */
    for (size_t i = 0; i < frame->rows; i++)
        sorted[frame->start[frame->point[frame->row[i]] + 1]++] = frame->row[i];
    free(frame->row);
    frame->row = sorted;
    return STATUS_OK;
}

/* The points' abscissae (the first column of `by`) and series (the others). */
static enum status series_fill(struct frame *frame, size_t *group) {
    size_t groups, *number = NULL, count = 0;
    struct group_key others = {frame->data, frame->by_count - 1, frame->by + 1};
    if (frame->data->text[frame->by[0]])
        return STATUS_OK; /* text has no order: no abscissa */
    frame->abscissa = memory_new(frame->points, sizeof *frame->abscissa);
    frame->series = memory_new(frame->points, sizeof *frame->series);
    if (!frame->abscissa || !frame->series || group_rows(&others, group, &groups) != STATUS_OK)
        return STATUS_NUMERICAL;
    number = memory_new(groups, sizeof *number);
    if (!number)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < groups; i++)
        number[i] = GROUP_NONE;
    for (size_t p = 0; p < frame->points; p++) {
        size_t row = frame->row[frame->start[p]], *series = &number[group[row]];
        if (*series == GROUP_NONE)
            *series = count++;
        frame->series[p] = *series;
        frame->abscissa[p] = table_number(frame->data, row, frame->by[0]);
    }
    frame->sample.series_count = count;
    free(number);
    return STATUS_OK;
}

enum status frame_group(struct frame *frame) {
    const struct rule *rule = frame->rule;
    bool by = *rule->text[FIELD_BY], error = *rule->text[FIELD_ERROR];
    size_t rows = frame->data->rows, groups = rows;
    enum status status =
        group_columns(frame->data, rule->text[FIELD_BY], &frame->by, &frame->by_count);
    if (status != STATUS_OK)
        return status;
    size_t *group = memory_new(rows, sizeof *group);
    if (!group)
        return STATUS_NUMERICAL;
    if (error || (!by && rule->kind->row_by_row)) {
        for (size_t i = 0; i < rows; i++)
            group[i] = i;
    } else {
        struct group_key key = {frame->data, frame->by_count, frame->by};
        status = group_rows(&key, group, &groups);
    }
    if (status == STATUS_OK)
        status = points_number(frame, group, groups);
    if (status == STATUS_OK)
        status = rows_sort(frame);
    if (status == STATUS_OK && frame->by_count)
        status = series_fill(frame, group);
    free(group);
    return status;
}
