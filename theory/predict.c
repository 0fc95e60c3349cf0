/* SPDX-License-Identifier: MIT */
/* predict: prints the predictions of the theory as tables. The files predict*.c are the only ones
 * here that read or write files. */
#include "predict_run.h"
#include "provenance.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- options ---- */

/* What the parameter is; its range; whether it must be given. */
static void write_help(const struct option *parameter, size_t size, char *help) {
    char range[OPTIONS_RANGE_SIZE] = "";
    if (!predict_is_text(parameter))
        options_range(parameter->low, parameter->high, range);
    snprintf(help, size, "%s%s%s%s%s", parameter->help, *range ? "; " : "",
             parameter->type == OPTION_TYPE_INTEGER ? "an integer " : "", range,
             parameter->initial ? "" : " (must be given, here or by the sweep)");
}

static enum status parse(struct predict_run *run, int argc, char **argv) {
    struct option options[PREDICTION_PARAMETERS + 3];
    char name[128];
    size_t n = run->parameters;
    for (size_t i = 0; i < n; i++) {
        const struct option *parameter = &run->prediction->parameters[i];
        prediction_column(parameter, run->columns[i]);
        write_help(parameter, sizeof run->helps[i], run->helps[i]);
        options[i] =
            (struct option)OPTION_TEXT(parameter->name, run->texts[i],
                                       parameter->initial ? parameter->initial : predict_missing,
                                       parameter->argument, run->helps[i]);
    }
    options[n] = (struct option)OPTION_TEXT(
        "sweep", run->sweep_path, "", "FILE",
        "a table whose columns give parameters row by row; all its columns are in the output");
    options[n + 1] = (struct option)OPTION_OUTPUT(run->output);
    options[n + 2] = (struct option)OPTION_END;
    snprintf(name, sizeof name, "predict %s", run->prediction->name);
    const struct program program = {
        .name = name,
        .usage = "",
        .purpose = run->prediction->purpose,
        .details = run->prediction->details,
        .options = options,
    };
    struct operands operands;
    return options_parse(&program, argc, argv, &operands);
}

/* ---- output ---- */

static enum status create(struct predict_run *run) {
    const struct table *tables[] = {options_row(), &run->sweep};
    size_t count = 0, most = tables[0]->columns + tables[1]->columns + run->parameters +
                             prediction_column_count(run->prediction);
    const char **names = memory_new(most, sizeof *names);
    if (!names)
        return STATUS_NUMERICAL;
    for (size_t t = 0; t < 2; t++)
        for (size_t c = 0; c < tables[t]->columns; c++)
            names[count++] = tables[t]->names[c];
    /* A prediction at the rows of another one keeps the parameters of both. */
    const char *earlier = table_note(&run->sweep, "parameters");
    char note[PREDICTION_PARAMETERS * 128] = "";
    if (earlier)
        snprintf(note, PREDICTION_PARAMETERS * 64, "%s", earlier);
    for (size_t i = 0; i < run->parameters; i++) {
        if (run->sweep_column[i] == TABLE_NONE && run->row_column[i] == TABLE_NONE)
            names[count++] = run->columns[i];
        if (*note)
            strcat(note, ",");
        strcat(note, run->columns[i]);
    }
    for (const char *const *own = run->prediction->columns; *own; own++)
        names[count++] = *own;
    provenance_note("parameters", note);
    enum status status = table_create(&run->writer, run->output, count, names);
    free(names);
    return status;
}

static void put_cells(struct table_writer *writer, const struct table *table, size_t row) {
    for (size_t c = 0; c < table->columns; c++)
        if (table->text[c])
            table_put_text(writer, table_text(table, row, c));
        else
            table_put(writer, table_number(table, row, c));
}

static void put_row(struct prediction_sink *sink, const double *values) {
    struct predict_run *run = (struct predict_run *)sink;
    put_cells(run->writer, options_row(), 0);
    put_cells(run->writer, &run->sweep, run->sweep_row);
    for (size_t i = 0; i < run->parameters; i++) {
        const struct option *parameter = &run->prediction->parameters[i];
        if (run->sweep_column[i] != TABLE_NONE || run->row_column[i] != TABLE_NONE)
            continue;
        if (predict_is_text(parameter))
            table_put_text(run->writer, run->now[i].text);
        else
            table_put(run->writer, parameter->type == OPTION_TYPE_INTEGER
                                       ? (double)run->now[i].integer
                                       : run->now[i].real);
    }
    table_put_all(run->writer, prediction_column_count(run->prediction), values);
}

/* ---- running ---- */

/* A failure in a row of the sweep says which row it was. */
static enum status blame_row(const struct predict_run *run, enum status status) {
    char message[1024];
    if (status == STATUS_OK || !*run->sweep_path)
        return status;
    snprintf(message, sizeof message, "%s", error_message());
    return error_set(status == STATUS_USAGE ? STATUS_INPUT : status, "%s:%zu:1: %s",
                     run->sweep_path, run->sweep.lines[run->sweep_row], message);
}

/* Every combination of the flags' values, the first parameter slowest. */
static enum status run_combinations(struct predict_run *run) {
    size_t at[PREDICTION_PARAMETERS] = {0}, i;
    do {
        for (i = 0; i < run->parameters; i++)
            if (run->counts[i])
                run->now[i] = run->values[i][at[i]];
        enum status status = blame_row(run, run->prediction->compute(run->now, &run->sink));
        if (status != STATUS_OK)
            return status;
        for (i = run->parameters; i-- > 0;) {
            if (++at[i] < run->counts[i])
                break;
            at[i] = 0;
        }
    } while (i < run->parameters);
    return STATUS_OK;
}

static enum status run_sweep(struct predict_run *run) {
    size_t rows = *run->sweep_path ? run->sweep.rows : 1;
    enum status status = STATUS_OK;
    for (size_t row = 0; status == STATUS_OK && row < rows; row++) {
        run->sweep_row = row;
        for (size_t i = 0; status == STATUS_OK && i < run->parameters; i++)
            if (run->sweep_column[i] != TABLE_NONE)
                status = predict_take_cell(&run->prediction->parameters[i], &run->sweep, row,
                                           run->sweep_column[i], &run->now[i]);
        if (status == STATUS_OK)
            status = run_combinations(run);
    }
    return status;
}

static enum status predict(const struct prediction *prediction, int argc, char **argv) {
    struct predict_run run = {.sink = {put_row}, .prediction = prediction};
    run.parameters = prediction_parameter_count(prediction);
    enum status status = parse(&run, argc, argv);
    if (status == STATUS_OK)
        status = predict_find_sources(&run);
    if (status == STATUS_OK)
        status = create(&run);
    if (status == STATUS_OK)
        status = run_sweep(&run);
    status = table_finish(run.writer, status);
    for (size_t i = 0; i < run.parameters; i++)
        free(run.values[i]);
    table_free(&run.sweep);
    return status;
}

static enum status list(int argc, char **argv) {
    bool wanted;
    const struct option options[] = {
        OPTION_FLAG("list", wanted, "print every prediction with its parameters, one a line"),
        OPTION_END,
    };
    const struct program program = {
        .name = "predict",
        .usage = "[NAME]",
        .purpose = "predictions of the theory, as a table",
        .details = "predict NAME --help explains a prediction and its parameters. Numbers may be "
                   "lists (0.5,1,2) or ranges (FROM:TO:COUNT[:log]); the output has a row for each "
                   "combination, the first parameter slowest.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK && !wanted)
        status = error_set(STATUS_USAGE, "found no prediction, expected predict NAME (predict "
                                         "--list prints the names)");
    const struct prediction *prediction;
    for (size_t place = 0; status == STATUS_OK && (prediction = prediction_at(place)); place++) {
        printf("%s", prediction->name);
        for (const struct option *parameter = prediction->parameters; parameter->name; parameter++)
            printf(" --%s", parameter->name);
        printf("\n");
    }
    if (status == STATUS_OK && (fflush(stdout) || ferror(stdout)))
        status = error_set(STATUS_OUTPUT, "standard output cannot be written");
    return status;
}

int main(int argc, char **argv) {
    if (argc < 2 || argv[1][0] == '-')
        return error_exit("predict", list(argc, argv));
    const struct prediction *prediction = prediction_find(argv[1]);
    if (!prediction)
        return error_exit("predict", error_set(STATUS_USAGE,
                                               "found prediction %s, expected one of those that "
                                               "predict --list prints",
                                               argv[1]));
    return error_exit("predict", predict(prediction, argc, argv));
}
