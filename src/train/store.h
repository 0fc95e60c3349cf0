/* SPDX-License-Identifier: MIT */
/* Parameters written as a network CSV. */
#ifndef TWOLAYER_STORE_H
#define TWOLAYER_STORE_H

#include "error.h"
#include "gradient.h"

/* Columns w1..wd, a, and b where there is a bias. */
enum status store_write(const struct parameters *parameters, const char *path);

#endif
