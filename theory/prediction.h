/* Predictions: how the closed forms of a paper are named and called by the program predict. Each
 * paper has one list of them, PAPER_predictions in PAPER_predictions.c, named in predict.c. */
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

/* Where a prediction puts its rows. */
struct prediction_sink;

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

/* Ends by an entry without a name. */
extern const struct prediction adversarial_predictions[];

#endif
