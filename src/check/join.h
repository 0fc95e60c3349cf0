/* SPDX-License-Identifier: MIT */
/* The rows of a rule: joined to the theory, chosen by `where`, grouped by `by`. Parts of
 * frame_make. */
#ifndef TWOLAYER_CHECK_JOIN_H
#define TWOLAYER_CHECK_JOIN_H

#include "frame.h"

/* Scopes of the expressions of the data: its own columns and, with a theory, theory.NAME. */
size_t frame_scopes(const struct frame *frame, struct expression_scope scope[2]);

/* Fills frame->match and frame->repeated (zeros without a theory). */
enum status frame_join(struct frame *frame, struct shelf *shelf);

/* Fills frame->row and frame->rows by the conditions of `where`; complains of chosen rows without
 * exactly one match, and of no rows. */
enum status frame_choose(struct frame *frame);

/* Sorts frame->row by points and fills point, start, by, abscissa, series and series_count. */
enum status frame_group(struct frame *frame);

#endif
