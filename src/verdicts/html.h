/* SPDX-License-Identifier: MIT */
/* Verdicts as fragments of HTML, for the report. All text is escaped; numbers of a claim are those
 * of the table, to the last digit. */
#ifndef TWOLAYER_VERDICTS_HTML_H
#define TWOLAYER_VERDICTS_HTML_H

#include "rows.h"

/* How many claims have which verdict, and the level. */
void html_counts(const struct tally *tally);

/* A row a claim, <tr data-paper data-verdict>, linked to PAPER.html#claim-NAME. */
void html_rows(const struct rows *rows);

/* An <article id="claim-NAME"> a claim. The expressions come from the table of claims, which may be
 * empty: a row there is the claim's if it has its name, with or without PAPER/. */
enum status html_claims(const struct rows *rows, const struct table *claims, const char *profile);

/* What does not hold or could not be checked: verdicts that are not confirmed, and claims whose
 * statement says that something in it was seen and not derived. */
void html_open(const struct rows *rows);

#endif
