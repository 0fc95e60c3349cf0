/* SPDX-License-Identifier: MIT */
/* Errors: library code returns a status and leaves one line that says what was found and what was
 * expected; only main() prints it and exits.
 *
 *     if (n == 0)
 *         return error_set(STATUS_INPUT, "%s: found no rows, expected at least one", path);
 */
#ifndef TWOLAYER_ERROR_H
#define TWOLAYER_ERROR_H

#include <stddef.h>

/* Also the exit status of every program. */
enum status {
    STATUS_OK = 0,
    STATUS_UNCONFIRMED = 1, /* a claim is not confirmed (check, verdicts) */
    STATUS_USAGE = 2,       /* the command line is wrong */
    STATUS_INPUT = 3,       /* an input cannot be read or is malformed */
    STATUS_NUMERICAL = 4,   /* divergence, no convergence, a singular matrix, no memory */
    STATUS_OUTPUT = 5,      /* an output cannot be written */
    STATUS_SKIPPED = 77     /* an optional thing is missing */
};

/* Records the message (printf style, one line, no program name) and returns status. The last
 * message wins; the process has one thread. */
enum status error_set(enum status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The message of the last error_set, "" if there was none. Valid until the next error_set. */
const char *error_message(void);

/* What main() returns: on failure prints "PROGRAM: MESSAGE" as one line on standard error. Returns
 * the status as an int. */
int error_exit(const char *program, enum status status);

/* malloc, calloc and realloc of count items of the given size, overflow checked. NULL on failure,
 * with the message set (STATUS_NUMERICAL is the status to return). The caller frees. */
void *memory_new(size_t count, size_t size);
void *memory_zero(size_t count, size_t size);
void *memory_grow(void *old, size_t count, size_t size);

/* The items with room for one more: as they are while count < *capacity, else grown (by
 * memory_double) to more than twice the capacity. NULL on failure; the items are as they were. */
void *memory_double(void *items, size_t *capacity, size_t size);
static inline void *memory_more(void *items, size_t count, size_t *capacity, size_t size) {
    return count < *capacity ? items : memory_double(items, capacity, size);
}

#endif
