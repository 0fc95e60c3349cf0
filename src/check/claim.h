/* SPDX-License-Identifier: MIT */
/* Claims: the rows of a claims file, checked for form, with their mutants. A claim and each of its
 * mutants is one `rule`: the fields that a mutant may change.
 *
 *     claim       PAPER/NAME; PAPER may be left out where the folder of the file says it
 *     source, statement   for people
 *     kind        see judge.h
 *     data        a CSV of results; names in expressions are its columns
 *     theory      a CSV of predictions, or nothing: joined to the data on the columns that its line
 *                 "# parameters: a,b,c" names and the data has; its columns are theory.NAME
 *     where       conditions separated by ";" that rows must meet: COLUMN=VALUE or an expression
 *     by          columns, separated by spaces or ";" (in a mutant by spaces): rows that agree in
 *                 these form one point; the first is the abscissa of rate, limit and order
 *     measured    an expression
 *     error       an expression, the standard error of measured: each row is then a point; a column
 *                 `n` of the data is the number of replicates behind it
 *                 binomial instead of an expression: measured is a frequency of n trials, whose
 *                 law is known
 *     predicted   an expression; of a law the distribution function of the variable x, or
 *                 "sample FILE: EXPRESSION", a second sample (joined by `by`); of an order also one
 *                 of increasing, decreasing, unimodal, valley
 *     margin      an expression, 0 if empty
 *     rate        an expression, of limit: the exponent of the correction, 1 if empty
 *     level       the claim's own share of the table's level; else they share it evenly
 *     profile     profiles to which the claim is confined; `size`: may be inconclusive in smoke
 *     requires    a file without which the claim is skipped
 *     cost        processor seconds that the claim's data take in the laptop profile
 *     mutant      wrong theories, separated by " | ": each a predicted, or FIELD=EXPRESSION
 *                 separated by ";"; at least one
 *
 * kind, measured, predicted and mutant must be there; other columns pass unread. */
#ifndef TWOLAYER_CHECK_CLAIM_H
#define TWOLAYER_CHECK_CLAIM_H

#include "error.h"
#include "judge.h"
#include "table.h"

#include <stdbool.h>
#include <stddef.h>

enum field {
    FIELD_KIND,
    FIELD_DATA,
    FIELD_THEORY,
    FIELD_WHERE,
    FIELD_BY,
    FIELD_MEASURED,
    FIELD_ERROR,
    FIELD_PREDICTED,
    FIELD_MARGIN,
    FIELD_RATE,
    FIELD_COUNT
};

/* Texts are "" where there is nothing. */
struct rule {
    const char *text[FIELD_COUNT];
    char where[FIELD_COUNT][32]; /* LINE:COLUMN of each in the claims file */
    const char *path;            /* of the claims file */
    const struct kind *kind;
};

struct mutant {
    const char *text;
    struct rule rule;
};

struct claim {
    char *name, *paper, *source, *statement, *requires;
    double level; /* its own, or NaN */
    double cost;  /* or NaN */
    bool listed;  /* the profile includes it */
    bool size;    /* it may be inconclusive in smoke */
    struct rule rule;
    struct mutant *mutants;
    size_t mutants_count;
    char **texts; /* what the pointers above point into */
    size_t texts_count;
};

struct claims {
    struct claim *items;
    size_t count;
};

/* Appends the claims of a file. STATUS_INPUT for a bad form: no rows, a missing column or cell, an
 * unknown kind, field or profile, a claim without a mutant. The profile is smoke, laptop or paper.
 */
enum status claims_read(struct claims *claims, const char *path, const char *profile);
void claims_free(struct claims *claims);

/* Whether anything random enters the rule, so that it takes a share of the level. */
bool rule_is_random(const struct rule *rule);

/* "PATH:LINE:COLUMN" of a field. */
void rule_where(const struct rule *rule, enum field field, size_t size, char *out);

#endif
