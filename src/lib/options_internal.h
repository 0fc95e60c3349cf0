/* SPDX-License-Identifier: MIT */
/* The parts of the option module. Not for programs. */
#ifndef TWOLAYER_OPTIONS_INTERNAL_H
#define TWOLAYER_OPTIONS_INTERNAL_H

#include "options.h"

enum { OPTION_MOST = 64 };

/* Sets an option from text, which must last. `where` starts the message: "" on the command line
 * (STATUS_USAGE), "FILE:LINE:COLUMN: " for a cell of a table (STATUS_INPUT). */
enum status options_set(const struct option *option, const char *where, const char *text);

/* Reads the --row file and sets the options that are columns of it; given[i] of each. */
enum status options_take_row(const struct option *options, const char *path, bool *given);

/* The option of a long name of this length, or (letter != 0) of a letter; NULL if there is none. */
const struct option *options_find(const struct option *options, const char *name, size_t length,
                                  char letter);

/* --help and --man of a program whose option table is followed by that of all programs. */
void options_print_help(const struct program *program, const struct option *common);
void options_print_man(const struct program *program, const struct option *common);

#endif
