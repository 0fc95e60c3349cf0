/* SPDX-License-Identifier: MIT */
/* Rows of a table of verdicts: their cells by meaning, their mark, the claims they are of, and the
 * tally of all. */
#ifndef TWOLAYER_VERDICTS_ROWS_H
#define TWOLAYER_VERDICTS_ROWS_H

#include "error.h"
#include "table.h"

#include <stdbool.h>
#include <stddef.h>

enum column {
    CLAIM,
    STATEMENT,
    MEASURED,
    PREDICTED,
    STATISTIC,
    THRESHOLD,
    VERDICT,
    MUTANT_STATISTIC,
    MUTANT_VERDICT,
    COLUMNS_NEEDED,
    PROFILE = COLUMNS_NEEDED,
    NOTE,
    PAPER,
    SOURCE,
    KIND,
    MARGIN,
    POINTS,
    ROWS,
    AT,
    TIGHTNESS,
    LEVEL,
    P_VALUE,
    MUTANT,
    COLUMNS
};

extern const char *const column_names[COLUMNS];

struct rows {
    const struct table *table;
    size_t columns[COLUMNS]; /* TABLE_NONE where the table has none */
};

struct mark {
    const char *name, *sign, *colour;
};
enum { MARKS = 5 };
extern const struct mark marks[MARKS]; /* the first is confirmed */

struct tally {
    size_t counts[MARKS], total;
    size_t tolerated;  /* inconclusive where the profile allows it */
    const char *level; /* of the last table, or NULL */
};

/* Finds the columns. STATUS_INPUT if one that is needed is missing, or a verdict is none of those
 * that marks names. */
enum status rows_open(struct rows *rows, const struct table *table);

/* The cell as text, "" where there is no such column; as a number, NaN where there is none. */
const char *rows_text(const struct rows *rows, size_t row, enum column column, char buffer[32]);
double rows_number(const struct rows *rows, size_t row, enum column column);

/* Which mark the row's verdict is; whether it is one that the profile tolerates: inconclusive in
 * smoke, of a claim that needs size. */
size_t rows_mark(const struct rows *rows, size_t row);
bool rows_tolerates(const struct rows *rows, size_t row, const char *profile);

/* Whether the statement says that something in it was seen and not derived. */
bool rows_seen(const struct rows *rows, size_t row);

/* Whether the first characters, so many, name a section of the theory: a letter, digits, perhaps a
 * letter. */
bool source_is_section(const char *source, size_t length);

/* Fields of the table of claims that say how a claim is judged. */
enum { EXPRESSIONS = 10 };
extern const char *const expression_fields[EXPRESSIONS];

/* The row's claim in the table of claims, by its name with or without PAPER/; STATUS_INPUT if it is
 * not there. */
enum status rows_claim(const struct rows *rows, size_t row, const struct table *claims,
                       size_t *found);

/* A field in a row of the table of claims, "" if the table has none such. */
const char *expression_text(const struct table *claims, size_t row, const char *field,
                            char buffer[32]);

void tally_add(struct tally *tally, const struct rows *rows, const char *profile);

/* STATUS_OK if all are confirmed or tolerated, else STATUS_UNCONFIRMED; STATUS_INPUT for none. */
enum status tally_judge(const struct tally *tally);

#endif
