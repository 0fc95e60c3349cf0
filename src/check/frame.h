/* SPDX-License-Identifier: MIT */
/* From files to a sample: a rule's data joined to its theory, its rows chosen and put into points,
 * its expressions evaluated. */
#ifndef TWOLAYER_CHECK_FRAME_H
#define TWOLAYER_CHECK_FRAME_H

#include "claim.h"
#include "expression.h"
#include "group.h"
#include "judge.h"
#include "shelf.h"

#include <stddef.h>

struct frame {
    struct sample sample;
    const struct rule *rule;
    const struct table *data, *theory; /* theory may be NULL */
    size_t rows, points;
    size_t *match;  /* of each row of the data: its row of the theory, or GROUP_NONE */
    bool *repeated; /* whether there are more */
    size_t *point;  /* of each row of the data: the point of its `by`, or GROUP_NONE */
    size_t *row;    /* of each row of the sample: its row of the data */
    size_t *start;  /* points + 1 */
    size_t *by;     /* the columns of `by` */
    size_t by_count;
    double *numbers[6]; /* measured, predicted, margin, error, rate, replicates; or NULL */
    double *abscissa;
    size_t *series;
    struct expression *law; /* the distribution function */
    double *other;
    size_t *other_start;
};

/* STATUS_INPUT with a position for anything missing, without a match, not a number, or for no rows
 * at all. Free by frame_free, also on failure. */
enum status frame_make(struct frame *frame, const struct rule *rule, struct shelf *shelf);
void frame_free(struct frame *frame);

/* Where a row of the sample is, for people: "d=64 k=16" (the columns of `by`), FILE:LINE where rows
 * are points, or "" for a sample of one point. */
void frame_at(const struct frame *frame, size_t row, size_t size, char *out);

#endif
