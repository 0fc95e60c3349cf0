/* SPDX-License-Identifier: MIT */
/* Verdicts for LaTeX: facts, which paper/twolayer.sty keeps and \fact{KEY}{FIELD} prints, and lists
 * of names, which it sets from the facts. All text is escaped. */
#ifndef TWOLAYER_VERDICTS_LATEX_H
#define TWOLAYER_VERDICTS_LATEX_H

#include "rows.h"

/* \setfact{CLAIM}{FIELD}{TEXT} for each claim and column of verdicts (numbers to the last digit,
 * and to five digits as FIELD/short), for `tolerated` (yes or nothing) and `seen` (the same), and
 * if there is a table of claims, for its expressions as expression/FIELD. STATUS_INPUT if a name
 * has other characters than letters, digits and ./_-, or no such claim is there. */
enum status latex_numbers(const struct rows *rows, const struct table *claims, const char *profile);

/* \setfact{KEY}{FIELD}{TEXT} for the counts: claims, each verdict, tolerated, level, and of the
 * paper that the rows are of (key: its name) commit and blas, where the table says it. */
enum status latex_paper(const struct rows *rows, const char *profile);
void latex_counts(const char *key, const struct tally *tally);

enum latex_choice { LATEX_ALL, LATEX_NOT_CONFIRMED, LATEX_SEEN };

/* \MACRO{CLAIM} for all claims, or those not confirmed, or with something seen and not derived. */
void latex_list(const struct rows *rows, const char *macro, enum latex_choice choice);

#endif
