/* SPDX-License-Identifier: MIT */
#include "frame.h"

#include "group.h"
#include "join.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEASURED, PREDICTED, MARGIN, ERROR, RATE, REPLICATES };

/* Evaluates a field at every row of the sample. Infinite values are let through if told so. */
static enum status field_fill(struct frame *frame, enum field field, const char *text, bool finite,
                              double **numbers) {
    char where[512];
    struct expression_scope scope[2];
    struct expression *expression;
    rule_where(frame->rule, field, sizeof where, where);
    *numbers = memory_new(frame->rows, sizeof **numbers);
    if (!*numbers)
        return STATUS_NUMERICAL;
    enum status status =
        expression_new(&expression, text, where, frame_scopes(frame, scope), scope, NULL);
    for (size_t i = 0; status == STATUS_OK && i < frame->rows; i++) {
        size_t rows[2] = {frame->row[i], frame->match[frame->row[i]]};
        double value = (*numbers)[i] = expression_value(expression, rows, 0);
        if (isnan(value) || (finite && isinf(value))) /* a NaN with a sign would print as -nan */
            status = error_set(STATUS_INPUT, "%s:%zu:1: found %g for '%s', expected a %snumber",
                               frame->data->path, frame->data->lines[rows[0]],
                               isnan(value) ? NAN : value, text, finite ? "finite " : "");
    }
    expression_free(expression);
    return status;
}

/* The error "binomial": measured is a frequency of n trials. */
static bool frame_is_binomial(const struct frame *frame) {
    return strcmp(frame->rule->text[FIELD_ERROR], "binomial") == 0;
}

static enum status error_fill(struct frame *frame) {
    const char *text = frame->rule->text[FIELD_ERROR];
    if (!*text)
        return STATUS_OK;
    bool binomial = frame_is_binomial(frame);
    enum status status =
        field_fill(frame, FIELD_ERROR, binomial ? "0" : text, true, &frame->numbers[ERROR]);
    for (size_t i = 0; status == STATUS_OK && i < frame->rows; i++)
        if (frame->numbers[ERROR][i] < 0)
            status = error_set(STATUS_INPUT, "%s:%zu:1: found the error %g, expected it at least 0",
                               frame->data->path, frame->data->lines[frame->row[i]],
                               frame->numbers[ERROR][i]);
    if (status == STATUS_OK && (binomial || table_find(frame->data, "n") != TABLE_NONE))
        status = field_fill(frame, FIELD_ERROR, "n", false, &frame->numbers[REPLICATES]);
    return status;
}

static double law_value(void *context, size_t point, double x) {
    const struct frame *frame = context;
    size_t row = frame->row[frame->start[point]];
    return expression_value(frame->law, (size_t[]){row, frame->match[row]}, x);
}

/* The point of each row of the second file: that of equal `by`, or GROUP_NONE. */
static enum status other_points(const struct frame *frame, const struct table *table,
                                size_t *point) {
    size_t *columns, count;
    enum status status = group_columns(table, frame->rule->text[FIELD_BY], &columns, &count);
    if (status != STATUS_OK)
        return status;
    struct group_key other = {table, count, columns};
    struct group_key data = {frame->data, frame->by_count, frame->by};
    status = group_match(&other, &data, point, NULL);
    for (size_t row = 0; status == STATUS_OK && row < table->rows; row++)
        if (point[row] != GROUP_NONE)
            point[row] = frame->point[point[row]];
    free(columns);
    return status;
}

/* Evaluates the expression at the rows that have a point, sorted by point (a counting sort). */
static enum status other_fill(struct frame *frame, const struct table *table,
                              struct expression *expression, const size_t *point) {
    frame->other = memory_new(table->rows, sizeof *frame->other);
    frame->other_start = memory_zero(frame->points + 2, sizeof *frame->other_start);
    if (!frame->other || !frame->other_start)
        return STATUS_NUMERICAL;
    for (size_t row = 0; row < table->rows; row++)
        if (point[row] != GROUP_NONE)
            frame->other_start[point[row] + 2]++;
    for (size_t p = 0; p < frame->points; p++) {
        if (frame->other_start[p + 2] == 0)
            return error_set(STATUS_INPUT,
                             "%s:%zu:1: found no rows of a second sample for those of "
                             "line %zu of %s, expected at least one",
                             table->path, table->header_line,
                             frame->data->lines[frame->row[frame->start[p]]], frame->data->path);
        frame->other_start[p + 2] += frame->other_start[p + 1];
    }
    for (size_t row = 0; row < table->rows; row++) {
        if (point[row] == GROUP_NONE)
            continue;
        double value = expression_value(expression, &row, 0);
        if (!isfinite(value))
            return error_set(STATUS_INPUT, "%s:%zu:1: found %g, expected a finite number",
                             table->path, table->lines[row], value);
        frame->other[frame->other_start[point[row] + 1]++] = value;
    }
    return STATUS_OK;
}

/* "FILE: EXPRESSION". */
static enum status other_make(struct frame *frame, const char *text, const char *where,
                              struct shelf *shelf) {
    const char *colon = strstr(text, ": ");
    if (!colon)
        return error_set(STATUS_INPUT, "%s: found 'sample %s', expected 'sample FILE: EXPRESSION'",
                         where, text);
    const struct table *table;
    struct expression *expression = NULL;
    size_t *point = NULL;
    char *name = strndup(text, (size_t)(colon - text));
    enum status status = name ? shelf_table(shelf, name, &table) : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        struct expression_scope scope = {"", table};
        status = expression_new(&expression, colon + 2, where, 1, &scope, NULL);
        point = memory_new(table->rows, sizeof *point);
    }
    if (status == STATUS_OK)
        status = point ? other_points(frame, table, point) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = other_fill(frame, table, expression, point);
    free(name);
    free(point);
    expression_free(expression);
    return status;
}

static enum status law_fill(struct frame *frame, struct shelf *shelf) {
    const char *text = frame->rule->text[FIELD_PREDICTED];
    char where[512];
    struct expression_scope scope[2];
    rule_where(frame->rule, FIELD_PREDICTED, sizeof where, where);
    if (strncmp(text, "sample ", 7) == 0)
        return other_make(frame, text + 7 + strspn(text + 7, " "), where, shelf);
    frame->sample.cdf = law_value;
    frame->sample.context = frame;
    return expression_new(&frame->law, text, where, frame_scopes(frame, scope), scope, "x");
}

static const char *shape_find(const char *text) {
    static const char *const shapes[] = {"increasing", "decreasing", "unimodal", "valley"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(text, shapes[i]) == 0)
            return shapes[i];
    return NULL;
}

/* predicted as the kind reads it; 0 where it is no number. */
static enum status predicted_fill(struct frame *frame, struct shelf *shelf) {
    const char *text = frame->rule->text[FIELD_PREDICTED];
    bool law = frame->rule->kind->judge == judge_law;
    if (frame->rule->kind->judge == judge_order)
        frame->sample.shape = shape_find(text);
    enum status status = law ? law_fill(frame, shelf) : STATUS_OK;
    if (status == STATUS_OK)
        status = field_fill(frame, FIELD_PREDICTED, law || frame->sample.shape ? "0" : text, false,
                            &frame->numbers[PREDICTED]);
    return status;
}

static enum status numbers_fill(struct frame *frame, struct shelf *shelf) {
    const char *const *text = frame->rule->text;
    enum status status =
        field_fill(frame, FIELD_MEASURED, text[FIELD_MEASURED], true, &frame->numbers[MEASURED]);
    if (status == STATUS_OK)
        status = predicted_fill(frame, shelf);
    if (status == STATUS_OK)
        status = field_fill(frame, FIELD_MARGIN, *text[FIELD_MARGIN] ? text[FIELD_MARGIN] : "0",
                            true, &frame->numbers[MARGIN]);
    if (status == STATUS_OK)
        status = field_fill(frame, FIELD_RATE, *text[FIELD_RATE] ? text[FIELD_RATE] : "1", true,
                            &frame->numbers[RATE]);
    return status == STATUS_OK ? error_fill(frame) : status;
}

static void sample_fill(struct frame *frame) {
    struct sample *sample = &frame->sample;
    sample->rows = frame->rows;
    sample->points = frame->points;
    sample->start = frame->start;
    sample->measured = frame->numbers[MEASURED];
    sample->predicted = frame->numbers[PREDICTED];
    sample->margin = frame->numbers[MARGIN];
    sample->error = frame->numbers[ERROR];
    sample->rate = frame->numbers[RATE];
    sample->replicates = frame->numbers[REPLICATES];
    sample->binomial = frame_is_binomial(frame);
    sample->abscissa = frame->abscissa;
    sample->series = frame->series;
    sample->averaged = rule_is_random(frame->rule);
    sample->other = frame->other;
    sample->other_start = frame->other_start;
}

enum status frame_make(struct frame *frame, const struct rule *rule, struct shelf *shelf) {
    *frame = (struct frame){.rule = rule};
    enum status status = shelf_table(shelf, rule->text[FIELD_DATA], &frame->data);
    if (status == STATUS_OK)
        status = frame_join(frame, shelf);
    if (status == STATUS_OK)
        status = frame_choose(frame);
    if (status == STATUS_OK)
        status = frame_group(frame);
    if (status == STATUS_OK)
        status = numbers_fill(frame, shelf);
    if (status == STATUS_OK)
        sample_fill(frame);
    return status;
}

void frame_free(struct frame *frame) {
    for (size_t i = 0; i < sizeof frame->numbers / sizeof *frame->numbers; i++)
        free(frame->numbers[i]);
    free(frame->match);
    free(frame->repeated);
    free(frame->point);
    free(frame->row);
    free(frame->start);
    free(frame->by);
    free(frame->abscissa);
    free(frame->series);
    free(frame->other);
    free(frame->other_start);
    expression_free(frame->law);
}

void frame_at(const struct frame *frame, size_t row, size_t size, char *out) {
    size_t used = 0, data_row = frame->row[row];
    char buffer[32];
    out[0] = '\0';
    for (size_t i = 0; i < frame->by_count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s=%s", i ? " " : "",
                                 frame->data->names[frame->by[i]],
                                 table_cell(frame->data, data_row, frame->by[i], buffer));
    if (frame->by_count == 0 && frame->points > 1)
        snprintf(out, size, "%s:%zu", frame->data->path, frame->data->lines[data_row]);
}
