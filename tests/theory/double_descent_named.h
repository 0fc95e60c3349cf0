/* SPDX-License-Identifier: MIT */
#ifndef TWOLAYER_DOUBLE_DESCENT_NAMED_H
#define TWOLAYER_DOUBLE_DESCENT_NAMED_H

#include "double_descent.h"

#include "test.h"

/* The constants of the activation of that name. */
static inline struct double_descent_constants constants(const char *name) {
    struct activation activation = {0};
    struct double_descent_constants of = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    TEST(double_descent_constants(&activation, &of) == STATUS_OK);
    return of;
}

#endif
