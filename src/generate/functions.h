/* SPDX-License-Identifier: MIT */
/* generate functions: random functions on [0,1], one row a function. */
#ifndef TWOLAYER_GENERATE_FUNCTIONS_H
#define TWOLAYER_GENERATE_FUNCTIONS_H

#include "error.h"

enum status generate_functions(int argc, char **argv);

#endif
