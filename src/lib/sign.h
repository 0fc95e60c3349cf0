/* SPDX-License-Identifier: MIT */
/* Signs: -1, 0, 1. */
#ifndef TWOLAYER_SIGN_H
#define TWOLAYER_SIGN_H

#include <stdbool.h>

static inline double sign_of(double value) {
    return (value > 0) - (value < 0);
}

/* Whether an output changes sign: from 0 it cannot, to 0 it does. (The product of two small numbers
 * may be 0, so it is no test.) */
static inline bool sign_changes(double before, double after) {
    return before != 0 && sign_of(before) != sign_of(after);
}

#endif
