/* SPDX-License-Identifier: MIT */
/* Predictions: how the closed forms of a paper are named and called by the program predict. Each
 * paper has one list of them, PAPER_predictions in PAPER_predictions.c, named in prediction.c. */
#ifndef TWOLAYER_PREDICTION_H
#define TWOLAYER_PREDICTION_H

#include "error.h"
#include "options.h"

#include <stddef.h>

/* The value of one parameter, of the type its option table says (flags are not used). */
union prediction_value {
    double real;
    uint64_t integer;
    const char *text;
};

/* Where a prediction puts its rows: the caller's `row` gets as many values as the prediction has
 * columns, and finds its own state around the sink. */
struct prediction_sink {
    void (*row)(struct prediction_sink *sink, const double *values);
};

/* Appends one row: as many values as the prediction has columns. */
void prediction_row(struct prediction_sink *sink, const double *values);

struct prediction {
    const char *name;    /* "adversarial-success" */
    const char *purpose; /* one line */
    const char *details; /* formula, range of validity, source: for `predict NAME --help` */
    const struct option *parameters; /* ends by OPTION_END; their value pointers are NULL */
    const char *const *columns;      /* ends by NULL */
    /* Computes from the parameters (in the order of the table) and appends rows. STATUS_USAGE for
     * parameters that make no sense together, STATUS_NUMERICAL without convergence. */
    enum status (*compute)(const union prediction_value *parameters, struct prediction_sink *sink);
};

/* Parameters for the tables; initial NULL: must be given. */
#define PREDICTION_REAL(name, initial, low, high, argument, help)                                  \
    { name, OPTION_TYPE_REAL, NULL, initial, low, high, argument, help, 0 }
#define PREDICTION_INTEGER(name, initial, low, high, argument, help)                               \
    { name, OPTION_TYPE_INTEGER, NULL, initial, low, high, argument, help, 0 }
#define PREDICTION_CHOICE(name, initial, choices, help)                                            \
    { name, OPTION_TYPE_CHOICE, NULL, initial, 0, 0, choices, help, 0 }
#define PREDICTION_TEXT(name, initial, argument, help)                                             \
    { name, OPTION_TYPE_TEXT, NULL, initial, 0, 0, argument, help, 0 }
/* A text that activation_parse accepts: known by its argument. */
#define PREDICTION_ACTIVATION                                                                      \
    PREDICTION_TEXT("activation", NULL, "ACTIVATION",                                              \
                    "relu, erf, erf2, tanh, softplus, step, linear, square, he2, he3, sin2 or "    \
                    "hermite:c0,c1,...")

/* At most so many parameters a prediction. */
enum { PREDICTION_PARAMETERS = 16 };

/* Each ends by an entry without a name. */
extern const struct prediction adversarial_predictions[];
extern const struct prediction double_descent_predictions[];
extern const struct prediction two_step_predictions[];
extern const struct prediction early_stage_predictions[];
extern const struct prediction wasserstein_predictions[];
extern const struct prediction function_space_predictions[];
extern const struct prediction mean_field_predictions[];

/* The prediction of this name, or NULL; the prediction at this place of all lists one after the
 * other, or NULL behind the last. */
const struct prediction *prediction_find(const char *name);
const struct prediction *prediction_at(size_t place);

size_t prediction_parameter_count(const struct prediction *prediction);
size_t prediction_column_count(const struct prediction *prediction);

/* The name of a parameter as a column: underscores for dashes. */
void prediction_column(const struct option *parameter, char column[64]);

/* What a parameter may be, for messages: "a number from 0 to 1". */
void prediction_expected(const struct option *parameter, char text[512]);

/* Is this number (of a parameter of numbers) or text (of another) allowed? Then it is in *value. */
bool prediction_take_number(const struct option *parameter, double number,
                            union prediction_value *value);
bool prediction_take_text(const struct option *parameter, const char *text,
                          union prediction_value *value);

/* The values that the text of a flag stands for: of numbers a list or range (options_list), else
 * one. The caller frees *values. STATUS_USAGE if they are not allowed. */
enum status prediction_parse(const struct option *parameter, const char *text,
                             union prediction_value **values, size_t *count);

#endif
