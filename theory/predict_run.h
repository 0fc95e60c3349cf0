/* SPDX-License-Identifier: MIT */
/* A run of predict, which the files predict*.c share. */
#ifndef TWOLAYER_PREDICT_RUN_H
#define TWOLAYER_PREDICT_RUN_H

#include "prediction.h"
#include "table.h"

/* One run: a prediction, the table of options made from its parameters, and where values come from.
 */
struct predict_run {
    struct prediction_sink sink; /* first: a pointer to it is one to the run */
    const struct prediction *prediction;
    size_t parameters;
    char columns[PREDICTION_PARAMETERS][64], helps[PREDICTION_PARAMETERS][512];
    const char *texts[PREDICTION_PARAMETERS]; /* of the flags */
    const char *sweep_path, *output;
    struct table sweep;
    size_t sweep_column[PREDICTION_PARAMETERS],
        row_column[PREDICTION_PARAMETERS];                 /* or TABLE_NONE */
    union prediction_value *values[PREDICTION_PARAMETERS]; /* of the flags */
    size_t counts[PREDICTION_PARAMETERS];
    union prediction_value now[PREDICTION_PARAMETERS];
    size_t sweep_row;
    struct table_writer *writer;
};

/* Stands for a parameter that has no default and is not given; its address is what counts. */
extern const char predict_missing[];

bool predict_is_text(const struct option *parameter);

/* Reads the sweep and finds for each parameter where its values come from: the sweep, the row of
 * --row, the flag or its default. STATUS_USAGE for two sources or none, STATUS_INPUT, by position,
 * for a value that is not allowed and for a column that would come twice. */
enum status predict_find_sources(struct predict_run *run);

/* The value of a parameter in a cell; STATUS_INPUT by position. */
enum status predict_take_cell(const struct option *parameter, const struct table *table, size_t row,
                              size_t column, union prediction_value *value);

#endif
