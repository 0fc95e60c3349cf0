/* SPDX-License-Identifier: MIT */
#include "provenance.h"

#include "error.h"

#include <cblas.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* The lines as they are printed, in three parts. */
enum part { PART_PROGRAM, PART_NOTES, PART_INPUTS, PARTS };

static struct text {
    char *bytes;
    size_t used, room;
} parts[PARTS];

/* What no memory is left for is missing from the header; the run itself does not depend on it. */
static void text_add(struct text *text, const char *bytes, size_t size) {
    if (size > text->room - text->used) {
        size_t room = 2 * (text->used + size);
        char *grown = memory_grow(text->bytes, room, 1);
        if (!grown)
            return;
        text->bytes = grown;
        text->room = room;
    }
    memcpy(text->bytes + text->used, bytes, size);
    text->used += size;
}

static void text_put(struct text *text, const char *string) {
    text_add(text, string, strlen(string));
}

static bool is_control(char c) {
    return (unsigned char)c < ' ' || c == 127;
}

/* Control characters as \n, \t or \x1b: a line stays a line. */
static void text_put_escaped(struct text *text, const char *string, const char *also_escaped) {
    for (; *string; string++) {
        char code[8] = {*string, '\0'};
        if (*string == '\n')
            strcpy(code, "\\n");
        else if (*string == '\t')
            strcpy(code, "\\t");
        else if (is_control(*string))
            snprintf(code, sizeof code, "\\x%02x", (unsigned)(unsigned char)*string);
        else if (strchr(also_escaped, *string))
            snprintf(code, sizeof code, "\\%c", *string);
        text_put(text, code);
    }
}

/* An argument as a shell would read it back: bare, in '...', or with control characters in
 * $'...'. */
static void text_put_argument(struct text *text, const char *argument) {
    static const char bare[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "_@%+=:,./-";
    size_t length = strlen(argument);
    bool control = false;
    for (size_t i = 0; i < length; i++)
        control = control || is_control(argument[i]);
    if (length > 0 && strspn(argument, bare) == length) {
        text_put(text, argument);
    } else if (control) {
        text_put(text, "$'");
        text_put_escaped(text, argument, "\\'");
        text_put(text, "'");
    } else {
        text_put(text, "'");
        for (const char *quote; (quote = strchr(argument, '\'')); argument = quote + 1) {
            text_add(text, argument, (size_t)(quote - argument));
            text_put(text, "'\\''");
        }
        text_put(text, argument);
        text_put(text, "'");
    }
}

static void line_begin(struct text *text, const char *key) {
    text_put(text, "# ");
    text_put_escaped(text, key, "");
    text_put(text, ": ");
}

static const char *commit_name(void) {
    const char *commit = getenv("TWOLAYER_COMMIT");
    if (!commit || !*commit)
        return "unknown";
    for (const char *c = commit; *c; c++)
        if (*c < ' ' || *c > '~')
            return "unknown";
    return commit;
}

void provenance_start(const char *program, int argc, char **argv) {
    for (int i = 0; i < PARTS; i++)
        parts[i].used = 0;
    struct text *text = &parts[PART_PROGRAM];
    line_begin(text, "program");
    text_put_escaped(text, program, "");
    text_put(text, " " TWOLAYER_VERSION "\n");
    line_begin(text, "commit");
    text_put(text, commit_name());
    text_put(text, "\n");
    line_begin(text, "command");
    for (int i = 0; i < argc; i++) {
        const char *slash = i == 0 ? strrchr(argv[i], '/') : NULL;
        if (i > 0)
            text_put(text, " ");
        text_put_argument(text, slash ? slash + 1 : argv[i]);
    }
    text_put(text, "\n");
    openblas_set_num_threads(1);
}

void provenance_note(const char *key, const char *value) {
    struct text *text = &parts[PART_NOTES];
    line_begin(text, key);
    text_put_escaped(text, value, "");
    text_put(text, "\n");
}

/* Past a byte order mark and the lines on top that are blank or start with '#'. */
static const char *comments_skip(const char *p, const char *end) {
    if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
        p += 3;
    while (p < end) {
        const char *line = p;
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        while (p < end && (*p == '\r' || *p == ' ' || *p == '\t'))
            p++;
        if (*line != '#' && p != feed)
            return line;
        if (!feed)
            return end;
        p = feed + 1;
    }
    return end;
}

void provenance_warn(const char *program, const char *text) {
    fprintf(stderr, "%s: %s\n", program, text);
    provenance_note("warning", text);
}

static void input_put(const char *path, XXH128_hash_t value) {
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, value);
    char digits[2 * sizeof hash.digest + 1];
    for (size_t i = 0; i < sizeof hash.digest; i++)
        snprintf(digits + 2 * i, 3, "%02x", (unsigned)hash.digest[i]);
    struct text *text = &parts[PART_INPUTS];
    size_t start = text->used;
    line_begin(text, "input");
    text_put_escaped(text, path, "");
    text_put(text, " xxh3:");
    text_put(text, digits);
    text_put(text, "\n");
    if (start > 0 && memmem(text->bytes, start, text->bytes + start, text->used - start))
        text->used = start; /* read before */
}

void provenance_input(const char *path, const void *content, size_t size) {
    const char *begin = content, *end = begin + size;
    begin = comments_skip(begin, end);
    input_put(path, XXH3_128bits(begin, (size_t)(end - begin)));
}

void *provenance_hash_new(void) {
    XXH3_state_t *state = XXH3_createState();
    if (state)
        XXH3_128bits_reset(state);
    return state;
}

void provenance_hash_add(void *hash, const void *part, size_t size) {
    XXH3_128bits_update(hash, part, size);
}

void provenance_hash_close(void *hash, const char *path) {
    if (path)
        input_put(path, XXH3_128bits_digest(hash));
    XXH3_freeState(hash);
}

/* "OpenBLAS 0.3.21" of "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH ...". */
static int version_length(const char *configuration) {
    size_t name = strcspn(configuration, " ");
    size_t space = strspn(configuration + name, " ");
    return (int)(name + space + strcspn(configuration + name + space, " "));
}

void provenance_print(FILE *file) {
    for (int i = 0; i < PARTS; i++)
        if (parts[i].used > 0)
            fwrite(parts[i].bytes, 1, parts[i].used, file);
    const char *configuration = openblas_get_config();
    int threads = openblas_get_num_threads();
    fprintf(file, "# blas: %.*s %s, %d thread%s\n", version_length(configuration), configuration,
            openblas_get_corename(), threads, threads == 1 ? "" : "s");
}
