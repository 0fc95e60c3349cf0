/* summarise: means and quantiles of replicates, with standard errors, a row a group. */
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
    "Each gives a row: these columns, n (its rows), and for each column X of --columns its mean X "
    "and the standard error X_se of the mean (nan for a single row); with --quantile=0.5 also "
    "X_q50 "
    "and X_q50_se; with --skip-nan also X_n, the number of values that are not nan.";

struct settings {
    const char *by, *columns, *quantiles, *output;
    bool skip_nan;
};

struct summary {
    const struct settings *settings;
    struct table table;
    size_t *by, by_count, *columns, columns_count;
    double *quantiles;
    size_t quantiles_count;
    size_t *rows, *start, groups; /* rows sorted by group; start: groups + 1 */
};

static enum status values_check(const struct summary *summary) {
    for (size_t i = 0; i < summary->columns_count; i++) {
        size_t column = summary->columns[i];
        enum status status =
            table_require_numbers(&summary->table, column, !summary->settings->skip_nan);
        for (size_t row = 0; status == STATUS_OK && row < summary->table.rows; row++)
            if (isinf(table_number(&summary->table, row, column)))
                status = table_complain(&summary->table, row, column, "an infinite value",
                                        "a finite number or nan");
        if (status != STATUS_OK)
            return status;
    }
    if (summary->table.rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no rows, expected at least one",
                         summary->table.path, summary->table.header_line);
    return STATUS_OK;
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
static enum status names_make(const struct summary *summary, const char **names, char (*made)[64],
                              size_t *count) {
    size_t n = 0, m = 0;
    for (size_t i = 0; i < summary->by_count; i++)
        names[n++] = summary->table.names[summary->by[i]];
    names[n++] = "n";
    for (size_t i = 0; i < summary->columns_count; i++) {
        const char *name = summary->table.names[summary->columns[i]];
        if (strlen(name) > 40)
            return error_set(STATUS_INPUT,
                             "%s:%zu:1: found the column name %s, expected at most 40 "
                             "characters",
                             summary->table.path, summary->table.header_line, name);
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
    return STATUS_OK;
}

static void values_put(struct table_writer *writer, const struct summary *summary, size_t group,
                       size_t column, double *values) {
    struct statistics_moments moments = {0};
    size_t n = 0;
    for (size_t i = summary->start[group]; i < summary->start[group + 1]; i++) {
        double value = table_number(&summary->table, summary->rows[i], column);
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
            values_put(writer, summary, g, summary->columns[i], values);
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
    if (status == STATUS_OK)
        status = names_make(summary, names, made, &count);
    if (status == STATUS_OK)
        status = table_create(&writer, summary->settings->output, count, names);
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
        status = group_columns(&summary.table, settings->columns, &summary.columns,
                               &summary.columns_count);
    if (status == STATUS_OK)
        status = values_check(&summary);
    if (status == STATUS_OK)
        status = rows_sort(&summary);
    if (status == STATUS_OK)
        status = summary_write(&summary);
    free(summary.by);
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
        OPTION_TEXT("columns", settings.columns, NULL, "X,Y", "columns to take the mean of"),
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
        .operands_least = 1,
        .operands_most = 1,
    };
    struct operands files;
    enum status status = options_parse(&program, argc, argv, &files);
    if (status == STATUS_OK)
        status = summarise(&settings, files.items[0]);
    return error_exit("summarise", status);
}
