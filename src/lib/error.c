/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static char message[1024];

enum status error_set(enum status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    /* A name or cell from outside may hold a line break: an error stays one line. */
    for (char *c = message; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    return status;
}

const char *error_message(void) {
    return message;
}

int error_exit(const char *program, enum status status) {
    if (status != STATUS_OK && message[0])
        fprintf(stderr, "%s: %s\n", program, message);
    return (int)status;
}

void *memory_grow(void *old, size_t count, size_t size) {
    void *memory = NULL;
    if (size == 0 || count <= SIZE_MAX / size)
        memory = realloc(old, count && size ? count * size : 1);
    if (!memory)
        error_set(STATUS_NUMERICAL, "found no memory for %zu items of %zu bytes", count, size);
    return memory;
}

void *memory_double(void *items, size_t *capacity, size_t size) {
    size_t room = 2 * *capacity + 64;
    void *grown = memory_grow(items, room, size);
    if (grown)
        *capacity = room;
    return grown;
}

void *memory_new(size_t count, size_t size) {
    return memory_grow(NULL, count, size);
}

void *memory_zero(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        error_set(STATUS_NUMERICAL, "found no memory for %zu items of %zu bytes", count, size);
    return memory;
}
