/* SPDX-License-Identifier: MIT */
/* A library for LD_PRELOAD: of the program's allocations, the one of number MALLOC_FAILS (from 1)
 * and all later ones find no memory. Without that variable it counts them, and writes the number at
 * exit to the file MALLOC_COUNT. Allocations of the dynamic loader and of C++ initialisers before
 * main are let pass. */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long count, fails;
static bool started;

static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static int (*next_memalign)(void **, size_t, size_t);

/* dlsym itself may need a little memory before the functions are known. */
static char early[4096];
static size_t early_used;

static void *early_take(size_t size) {
    void *taken = early + early_used;
    early_used += (size + 15) / 16 * 16;
    return early_used <= sizeof early ? taken : NULL;
}

static void functions_find(void) {
    static bool searching;
    if (next_malloc || searching)
        return;
    searching = true;
    *(void **)&next_calloc = dlsym(RTLD_NEXT, "calloc");
    *(void **)&next_realloc = dlsym(RTLD_NEXT, "realloc");
    *(void **)&next_memalign = dlsym(RTLD_NEXT, "posix_memalign");
    *(void **)&next_malloc = dlsym(RTLD_NEXT, "malloc");
}

static void report(void) {
    const char *path = getenv("MALLOC_COUNT");
    started = false;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%lu\n", count);
        fclose(file);
    }
}

__attribute__((constructor)) static void start(void) {
    const char *text = getenv("MALLOC_FAILS");
    functions_find();
    fails = text ? strtoul(text, NULL, 10) : 0;
    atexit(report);
    started = true;
}

static bool is_refused(void) {
    if (!started)
        return false;
    count++;
    if (fails == 0 || count < fails)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    functions_find();
    if (!next_malloc)
        return early_take(size);
    return is_refused() ? NULL : next_malloc(size);
}

void *calloc(size_t items, size_t size) {
    functions_find();
    if (!next_calloc)
        return early_take(items * size);
    return is_refused() ? NULL : next_calloc(items, size);
}

void *realloc(void *old, size_t size) {
    functions_find();
    return is_refused() ? NULL : next_realloc(old, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    functions_find();
    return is_refused() ? ENOMEM : next_memalign(memory, alignment, size);
}
