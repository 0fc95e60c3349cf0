/* SPDX-License-Identifier: MIT */
/* Verdicts: a claim's theory and mutants, judged on the same data by the same rule. */
#ifndef TWOLAYER_CHECK_VERDICT_H
#define TWOLAYER_CHECK_VERDICT_H

#include "claim.h"
#include "judge.h"
#include "shelf.h"

#include <stddef.h>

enum verdict_kind {
    VERDICT_CONFIRMED,    /* the theory passes, each mutant is refuted */
    VERDICT_REFUTED,      /* the theory fails its test */
    VERDICT_INCONCLUSIVE, /* the data cannot tell the theory from a mutant */
    VERDICT_FAILED,       /* something is missing or not a number: note says what */
    VERDICT_SKIPPED,      /* an optional input is missing: note says which */
    VERDICT_KINDS
};

extern const char *const verdict_names[VERDICT_KINDS];

struct verdict {
    enum verdict_kind kind;
    struct judgement theory, mutant; /* mutant: the least refuted of all */
    const char *mutant_text;         /* which it is, "" if none was judged */
    size_t points, rows;
    double level;    /* at which it was judged */
    char at[256];    /* the worst point */
    char note[1024]; /* one line */
};

/* Never fails: what goes wrong is the verdict VERDICT_FAILED. */
void verdict_make(struct verdict *verdict, const struct claim *claim, double level,
                  struct shelf *shelf);

/* Writes the table of verdicts, a row a claim. */
enum status verdicts_write(const char *path, size_t count, const struct claim *const *claims,
                           const struct verdict *verdicts);

#endif
