/* SPDX-License-Identifier: MIT */
/* summarise: means and quantiles of replicates, with standard errors, a row a group. */
#include "expression.h"
#include "group.h"
#include "options.h"
#include "statistics.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Rows that agree in the columns of --by are a group; groups keep the order in which they "
    "appear. "
    "Each gives a row: these columns, n (its rows; replicates if n is one of these columns), and "
    "for "
    "each X of --columns its mean X "
    "and the standard error X_se of the mean (nan for a single row); with --quantile=0.5 also "
    "X_q50 "
    "and X_q50_se; with --skip-nan also X_n, the number of values that are not nan. "
    "Instead of a column, --columns may name an expression: --columns='square=x^2;ratio=x/y' (see "
    "check --help for what expressions know).";

struct settings {
    const char *by, *columns, *quantiles, *output;
    bool skip_nan;
};

/* What a mean is taken of. */
struct value {
    char name[41];
    double *rows; /* one a row of the table */
};

struct summary {
    const struct settings *settings;
    struct table table;
    size_t *by, by_count, columns_count;
    struct value *columns;
    double *quantiles;
    size_t quantiles_count;
    size_t *rows, *start, groups; /* rows sorted by group; start: groups + 1 */
};

/* NaN is in its place only with --skip-nan, infinity never. */
static enum status value_check(const struct summary *summary, const struct value *value) {
    for (size_t row = 0; row < summary->table.rows; row++) {
        if (isfinite(value->rows[row]) || (isnan(value->rows[row]) && summary->settings->skip_nan))
            continue;
        const char *found = isnan(value->rows[row]) ? "nan" : "an infinite value";
        size_t column = table_find(&summary->table, value->name);
        if (column != TABLE_NONE)
            return table_complain(&summary->table, row, column, found,
                                  "a finite number (or nan, with --skip-nan)");
        return error_set(STATUS_INPUT, "%s:%zu:1: found %s as %s, expected a finite number",
                         summary->table.path, summary->table.lines[row], found, value->name);
    }
    return STATUS_OK;
}

/* NAME or NAME=EXPRESSION: its value in each row. */
static enum status value_make(const struct summary *summary, char *text, struct value *value) {
    const struct table *table = &summary->table;
    char *formula = strchr(text, '=');
    if (formula)
        *formula++ = '\0';
    if (*text == '\0' || strlen(text) >= sizeof value->name)
        return error_set(STATUS_INPUT,
                         "%s:%zu:1: found the column name %s, expected 1 to %zu "
                         "characters",
                         table->path, table->header_line, text, sizeof value->name - 1);
    strcpy(value->name, text);
    size_t column = 0;
    struct expression *expression = NULL;
    const struct expression_scope scope = {"", table};
    enum status status = STATUS_OK;
    if (formula)
        status = expression_new(&expression, formula, table->path, 1, &scope, NULL);
    else if ((status = table_require(table, text, &column)) == STATUS_OK)
        status = table_require_numbers(table, column, false);
    if (status == STATUS_OK && !(value->rows = memory_new(table->rows, sizeof *value->rows)))
        status = STATUS_NUMERICAL;
    for (size_t row = 0; status == STATUS_OK && row < table->rows; row++)
        value->rows[row] =
            formula ? expression_value(expression, &row, 0) : table_number(table, row, column);
    expression_free(expression);
    return status == STATUS_OK ? value_check(summary, value) : status;
}

/* Splits --columns: at semicolons if there are expressions, else at commas, too. */
static enum status values_make(struct summary *summary) {
    const char *separators = strchr(summary->settings->columns, '=') ? ";" : "; ,";
    if (summary->table.rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no rows, expected at least one",
                         summary->table.path, summary->table.header_line);
    char *copy = strdup(summary->settings->columns), *rest = NULL;
    if (!copy)
        return error_set(STATUS_NUMERICAL, "found no memory for a list of columns");
    enum status status = STATUS_OK;
    for (char *item = strtok_r(copy, separators, &rest); status == STATUS_OK && item;
         item = strtok_r(NULL, separators, &rest)) {
        struct value *grown =
            memory_grow(summary->columns, summary->columns_count + 1, sizeof *grown);
        if (!grown) {
            status = STATUS_NUMERICAL;
            break;
        }
        summary->columns = grown;
        summary->columns[summary->columns_count] = (struct value){.rows = NULL};
        status = value_make(summary, item, &summary->columns[summary->columns_count++]);
    }
    free(copy);
    return status;
}

/* Counting sort of the rows by group. */
static enum status rows_sort(struct summary *summary) {
    size_t rows = summary->table.rows, *group = memory_new(rows, sizeof *group);
    struct group_key key = {&summary->table, summary->by_count, summary->by};
    summary->rows = memory_new(rows, sizeof *summary->rows);
    enum status status = group && summary->rows ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = group_rows(&key, group, &summary->groups);
    if (status == STATUS_OK) {
        summary->start = memory_zero(summary->groups + 2, sizeof *summary->start);
        status = summary->start ? STATUS_OK : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        for (size_t i = 0; i < rows; i++)
            summary->start[group[i] + 2]++;
        for (size_t g = 0; g < summary->groups; g++)
            summary->start[g + 2] += summary->start[g + 1];
        for (size_t i = 0; i < rows; i++)
            summary->rows[summary->start[group[i] + 1]++] = i;
    }
    free(group);
    return status;
}

/* The names of the columns written: those that are made here are in memory of their own. */
static void names_make(const struct summary *summary, const char **names, char (*made)[64],
                       size_t *count) {
    size_t n = 0, m = 0;
    bool by_n = false;
    for (size_t i = 0; i < summary->by_count; i++) {
        names[n++] = summary->table.names[summary->by[i]];
        by_n = by_n || strcmp(names[i], "n") == 0;
    }
    names[n++] = by_n ? "replicates" : "n";
    for (size_t i = 0; i < summary->columns_count; i++) {
        const char *name = summary->columns[i].name;
        names[n++] = name;
        snprintf(made[m], sizeof made[m], "%s_se", name);
        names[n++] = made[m++];
        for (size_t q = 0; q < summary->quantiles_count; q++) {
            snprintf(made[m], sizeof made[m], "%s_q%g", name, 100 * summary->quantiles[q]);
            names[n++] = made[m++];
            snprintf(made[m], sizeof made[m], "%s_se", made[m - 1]);
            names[n++] = made[m++];
        }
        if (summary->settings->skip_nan) {
            snprintf(made[m], sizeof made[m], "%s_n", name);
            names[n++] = made[m++];
        }
    }
    *count = n;
}

static void values_put(struct table_writer *writer, const struct summary *summary, size_t group,
                       const struct value *column, double *values) {
    struct statistics_moments moments = {0};
    size_t n = 0;
    for (size_t i = summary->start[group]; i < summary->start[group + 1]; i++) {
        double value = column->rows[summary->rows[i]];
        if (isnan(value))
            continue;
        values[n++] = value;
        statistics_moments_add(&moments, value);
    }
    table_put(writer, n ? moments.mean : NAN);
    table_put(writer, statistics_moments_error(&moments));
    if (summary->quantiles_count)
        statistics_sort(n, values);
    for (size_t q = 0; q < summary->quantiles_count; q++) {
        double error, value = statistics_quantile(n, values, summary->quantiles[q], &error);
        table_put(writer, value);
        table_put(writer, error);
    }
    if (summary->settings->skip_nan)
        table_put(writer, (double)n);
}

static void groups_put(struct table_writer *writer, const struct summary *summary, double *values) {
    for (size_t g = 0; g < summary->groups; g++) {
        size_t first = summary->rows[summary->start[g]];
        for (size_t i = 0; i < summary->by_count; i++) {
            const char *text = table_text(&summary->table, first, summary->by[i]);
            if (text)
                table_put_text(writer, text);
            else
                table_put(writer, table_number(&summary->table, first, summary->by[i]));
        }
        table_put(writer, (double)(summary->start[g + 1] - summary->start[g]));
        for (size_t i = 0; i < summary->columns_count; i++)
            values_put(writer, summary, g, &summary->columns[i], values);
    }
}

static enum status summary_write(const struct summary *summary) {
    size_t each = 3 + 2 * summary->quantiles_count, made_count = summary->columns_count * each;
    const char **names = memory_new(summary->by_count + 1 + made_count, sizeof *names);
    char(*made)[64] = memory_new(made_count, sizeof *made);
    double *values = memory_new(summary->table.rows, sizeof *values);
    struct table_writer *writer;
    size_t count = 0;
    enum status status = names && made && values ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        names_make(summary, names, made, &count);
        status = table_create(&writer, summary->settings->output, count, names);
    }
    if (status == STATUS_OK) {
        groups_put(writer, summary, values);
        status = table_close(writer);
    }
    free(names);
    free(made);
    free(values);
    return status;
}

static enum status summarise(const struct settings *settings, const char *path) {
    struct summary summary = {.settings = settings};
    enum status status = STATUS_OK;
    if (*settings->quantiles)
        status = options_list("quantile", settings->quantiles, 0, 1, &summary.quantiles,
                              &summary.quantiles_count);
    if (status == STATUS_OK)
        status = table_read(&summary.table, path);
    if (status == STATUS_OK)
        status = group_columns(&summary.table, settings->by, &summary.by, &summary.by_count);
    if (status == STATUS_OK)
        status = values_make(&summary);
    if (status == STATUS_OK)
        status = rows_sort(&summary);
    if (status == STATUS_OK)
        status = summary_write(&summary);
    free(summary.by);
    for (size_t i = 0; i < summary.columns_count; i++)
        free(summary.columns[i].rows);
    free(summary.columns);
    free(summary.quantiles);
    free(summary.rows);
    free(summary.start);
    table_free(&summary.table);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings;
    const struct option options[] = {
        OPTION_TEXT("by", settings.by, "", "A;B", "columns whose equal values make a group"),
        OPTION_TEXT("columns", settings.columns, "", "X,Y",
                    "columns, or NAME=EXPRESSION, to take the mean of"),
        OPTION_TEXT("quantile", settings.quantiles, "", "LIST", "quantiles to give, from 0 to 1"),
        OPTION_FLAG("skip-nan", settings.skip_nan, "leave out nan instead of refusing it"),
        OPTION_OUTPUT(settings.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "summarise",
        .usage = "TABLE",
        .purpose = "means and quantiles of replicates, with standard errors",
        .details = details,
        .options = options,
    };
    struct operands files;
    enum status status = options_parse(&program, argc, argv, &files);
    if (status == STATUS_OK)
        status = summarise(&settings, files.items[0]);
    return error_exit("summarise", status);
}
