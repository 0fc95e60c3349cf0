/* SPDX-License-Identifier: MIT */
/* Provenance: what is said in the "# key: value" lines on top of every table a program writes:
 * program, version, commit, command line, seed, inputs with their hashes, BLAS core. One process
 * runs one program, so this is state of the process. Nothing in it depends on time or host. */
#ifndef TWOLAYER_PROVENANCE_H
#define TWOLAYER_PROVENANCE_H

#include <stddef.h>
#include <stdio.h>

#define TWOLAYER_VERSION "0.1.0"

/* Called once, first, by options_parse: remembers the program's name and command line (as typed,
 * but argv[0] without its folder; quoted as a shell reads it), drops all earlier lines, and sets
 * OpenBLAS to one thread. The commit is taken from the environment variable TWOLAYER_COMMIT
 * ("unknown" without it, or if it is not printable): it is handed over by the pipeline, never
 * compiled in, so that a commit alone re-runs nothing. */
void provenance_start(const char *program, int argc, char **argv);

/* Adds a line "# key: value" (seed, parameters: column names...). Copies both; control characters
 * are written as \n, \t, \x1b, here as everywhere: a line stays a line. */
void provenance_note(const char *key, const char *value);

/* Prints "PROGRAM: TEXT" as a line on standard error, and adds a line "# warning: TEXT": for inputs
 * on which the answer is right but empty. */
void provenance_warn(const char *program, const char *text);

/* Adds a line "# input: PATH xxh3:HASH": the 128-bit XXH3 of the content below the leading
 * comments, so that a hash speaks of numbers, not of the header above them. A line that stands
 * there already is not repeated. */
void provenance_input(const char *path, const void *content, size_t size);

/* The same for content that comes in parts: its hash is started (NULL without memory), gets the
 * parts below the leading comments, and is closed, noted if the path is not NULL. */
void *provenance_hash_new(void);
void provenance_hash_add(void *hash, const void *part, size_t size);
void provenance_hash_close(void *hash, const char *path);

/* Writes all lines, sorted by nothing: program, commit, command, notes, inputs, blas. Before
 * provenance_start the first three are missing. */
void provenance_print(FILE *file);

#endif
