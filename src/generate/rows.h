/* SPDX-License-Identifier: MIT */
/* Writing a table of what is drawn, in blocks. */
#ifndef TWOLAYER_GENERATE_ROWS_H
#define TWOLAYER_GENERATE_ROWS_H

#include "error.h"

#include <stddef.h>

/* Gives `count` rows of `d` numbers in X and one more each in y. */
typedef enum status (*fetcher)(void *source, size_t first, size_t count, double *X, double *y);

/* Columns PREFIX1..PREFIXd and, unless `last` is NULL, that one of y. */
enum status write_rows(void *source, fetcher fetch, size_t rows, size_t d, const char *prefix,
                       const char *last, const char *path);

#endif
