/* SPDX-License-Identifier: MIT */
/* Predictions: how the closed forms of a paper are named and called by the program predict. Each is
 * declared in one place, in PAPER_predictions.c or PAPER_predictions_PART.c, by the words below:
 *
 *   PREDICTION(rate, "wasserstein-rate", "exponents of E W1 in n",
 *              "dimension = -1/d for d >= 3, -1/2 below. [standard: Fournier & Guillin 2015]",
 *              PARAMETERS(INTEGER("d", NULL, 1, 1000, "D", "dimension of the points")),
 *              COLUMNS("dimension")) {
 *       return ROW(WHOLE(0) < 3 ? -0.5 : -1 / WHOLE(0));
 *   }
 *
 *   PREDICTIONS(wasserstein_predictions, &predict_rate);
 *
 * The body computes from the parameters p[0], p[1], ..., in their order, and appends rows; it
 * returns STATUS_USAGE for parameters that make no sense together, STATUS_NUMERICAL without
 * convergence. The list of a file is named in prediction.c. */
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

/* Appends one row. STATUS_OK: who keeps the rows says what went wrong with them. */
enum status prediction_row(struct prediction_sink *sink, const double *values);

struct prediction {
    const char *name;    /* "adversarial-success" */
    const char *purpose; /* one line */
    const char *details; /* formula, range of validity, [source]: for `predict NAME --help` */
    const struct option *parameters; /* ends by OPTION_END; their value pointers are NULL */
    const char *const *columns;      /* ends by NULL */
    enum status (*compute)(const union prediction_value *p, struct prediction_sink *sink);
};

/* ---- the words ---- */

/* Defines predict_ID; the body of its function follows. */
#define PREDICTION(id, name, purpose, details, parameters, columns)                                \
    static enum status compute_##id(const union prediction_value *p,                               \
                                    struct prediction_sink *sink);                                 \
    static const struct prediction predict_##id = {                                                \
        name, purpose, details, parameters, columns, compute_##id,                                 \
    };                                                                                             \
    static enum status compute_##id(const union prediction_value *p, struct prediction_sink *sink)

/* The same where the first parameter is a text of which `open(text, &of)` makes a `type of`: the
 * body has it as *of. */
#define PREDICTION_OF(type, open, id, name, purpose, details, parameters, columns)                 \
    static enum status compute_##id##_of(const type *of, const union prediction_value *p,          \
                                         struct prediction_sink *sink);                            \
    PREDICTION(id, name, purpose, details, parameters, columns) {                                  \
        type of;                                                                                   \
        enum status status = open(p[0].text, &of);                                                 \
        return status == STATUS_OK ? compute_##id##_of(&of, p, sink) : status;                     \
    }                                                                                              \
    static enum status compute_##id##_of(const type *of,                                           \
                                         __attribute__((unused)) const union prediction_value *p,  \
                                         struct prediction_sink *sink)

/* Parameters: name, initial value (NULL: must be given), smallest, largest, argument, help. */
#define PARAMETERS(...)                                                                            \
    ((const struct option[]){                                                                      \
        __VA_ARGS__,                                                                               \
        OPTION_END,                                                                                \
    })
#define REAL(name, initial, low, high, argument, help)                                             \
    { name, OPTION_TYPE_REAL, NULL, initial, low, high, argument, help, 0 }
#define INTEGER(name, initial, low, high, argument, help)                                          \
    { name, OPTION_TYPE_INTEGER, NULL, initial, low, high, argument, help, 0 }
#define CHOICE(name, initial, choices, help)                                                       \
    { name, OPTION_TYPE_CHOICE, NULL, initial, 0, 0, choices, help, 0 }
#define TEXT(name, initial, argument, help)                                                        \
    { name, OPTION_TYPE_TEXT, NULL, initial, 0, 0, argument, help, 0 }
/* A text that activation_parse accepts: known by its argument. */
#define ACTIVATION                                                                                 \
    TEXT("activation", NULL, "ACTIVATION",                                                         \
         "relu, erf, erf2, tanh, softplus, step, linear, square, he2, he3, sin2 or "               \
         "hermite:c0,c1,...")

#define COLUMNS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* In a body: the i-th parameter, an integer, as a double; a row of values, one a column. */
#define WHOLE(i) ((double)p[i].integer)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

/* The predictions of a file, in the order of predict --list. */
#define PREDICTIONS(list, ...)                                                                     \
    extern const struct prediction *const list[];                                                  \
    const struct prediction *const list[] = {__VA_ARGS__, NULL}

/* ---- what predict asks ---- */

/* At most so many parameters a prediction. */
enum { PREDICTION_PARAMETERS = 16 };

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
