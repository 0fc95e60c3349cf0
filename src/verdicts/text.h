/* SPDX-License-Identifier: MIT */
/* Verdicts as text: a line a claim, for terminals and for Markdown. */
#ifndef TWOLAYER_VERDICTS_TEXT_H
#define TWOLAYER_VERDICTS_TEXT_H

#include "rows.h"

struct style {
    bool markdown, colour;
    size_t width; /* of a line */
};

/* The rows of all tables under each other, then the counts and the level. */
void text_verdicts(size_t count, const struct rows *rows, const struct tally *tally,
                   const struct style *style);

/* The names of claims and their statements, of any table with the columns claim and statement. */
enum status text_list(const struct table *table);

#endif
