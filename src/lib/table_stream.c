/* SPDX-License-Identifier: MIT */
#include "provenance.h"
#include "table_internal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGE = 1 << 20, WINDOW = 1 << 18 };

/* Whole lines of a file, or its rest. */
struct window {
    int file;
    char *bytes;
    size_t used, room;
    const char *lines_end; /* of the last whole line */
    bool ended;            /* nothing follows in the file */
};

/* The file, if it is regular and large, or -1. Others are not even opened: what writes to a pipe
 * would see its reader go. */
static int large_open(const char *path) {
    struct stat information;
    if (stat(path, &information) == 0 && S_ISREG(information.st_mode) &&
        information.st_size >= LARGE)
        return open(path, O_RDONLY | O_CLOEXEC);
    return -1;
}

/* Lets the bytes before `next` go and reads on until there is a whole line at least. false on
 * failure. */
static bool window_move(struct window *w, const char *next) {
    size_t left = w->used - (size_t)(next - w->bytes);
    memmove(w->bytes, next, left);
    w->used = left;
    for (;;) {
        if (w->used == w->room) {
            char *grown = memory_grow(w->bytes, 2 * w->room, 1);
            if (!grown)
                return false;
            w->bytes = grown;
            w->room *= 2;
        }
        while (w->used < w->room && !w->ended) {
            ssize_t count = read(w->file, w->bytes + w->used, w->room - w->used);
            if (count < 0)
                return false;
            w->used += (size_t)count;
            w->ended = count == 0;
        }
        const char *feed = memrchr(w->bytes, '\n', w->used);
        w->lines_end = w->ended ? w->bytes + w->used : feed ? feed + 1 : NULL;
        if (w->lines_end)
            return true;
    }
}

/* The row of names, which is the first below the comments, and its place in the window. */
static enum status names_take(struct table_reader *reader, const char **names) {
    bool found;
    enum status status = table_row_seek(reader, &found);
    *names = reader->position.next;
    return status || !found ? STATUS_SKIPPED : table_names_take(reader);
}

static enum status windows_take(struct table_reader *reader, struct window *w, void *hash) {
    const char *begin;
    enum status status = names_take(reader, &begin);
    while (status == STATUS_OK) {
        status = table_rows_take(reader);
        if (status)
            break;
        provenance_hash_add(hash, begin, (size_t)(w->lines_end - begin));
        if (w->ended)
            break;
        if (!window_move(w, w->lines_end))
            return STATUS_SKIPPED;
        begin = reader->position.next = w->bytes;
        reader->position.end = w->lines_end;
    }
    return status;
}

static enum status file_stream(struct table *table, const char *path, struct window *w,
                               void *hash) {
    struct table_reader reader;
    enum status status = table_reader_start(&reader, table, path, w->bytes,
                                            (size_t)(w->lines_end - w->bytes), TABLE_ROUTE_NUMBERS);
    if (status == STATUS_OK)
        status = windows_take(&reader, w, hash);
    return table_reader_end(&reader, status) ? STATUS_SKIPPED : STATUS_OK;
}

enum status table_stream(struct table *table, const char *path) {
    enum status status = STATUS_SKIPPED;
    struct window w = {.file = large_open(path), .room = WINDOW};
    if (w.file < 0)
        return status;
    void *hash = provenance_hash_new();
    w.bytes = memory_new(w.room, 1);
    if (hash && w.bytes && window_move(&w, w.bytes))
        status = file_stream(table, path, &w, hash);
    if (hash)
        provenance_hash_close(hash, status == STATUS_OK ? path : NULL);
    free(w.bytes);
    close(w.file);
    return status;
}
