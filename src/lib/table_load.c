/* SPDX-License-Identifier: MIT */
#include "table_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Room for all of a regular file and the read that finds its end, else something to start with. */
static size_t load_room(int file) {
    struct stat information;
    if (fstat(file, &information) == 0 && S_ISREG(information.st_mode))
        return (size_t)information.st_size + 1;
    return 1 << 16;
}

static enum status file_load(int file, const char *path, char **content, size_t *size) {
    size_t room = load_room(file), used = 0;
    char *bytes = NULL;
    for (;;) {
        if (!bytes || used == room) {
            room = bytes ? 2 * room : room;
            char *grown = memory_grow(bytes, room, 1);
            if (!grown)
                break;
            bytes = grown;
        }
        ssize_t count = read(file, bytes + used, room - used);
        if (count == 0) {
            *content = bytes;
            *size = used;
            return STATUS_OK;
        }
        if (count > 0) {
            used += (size_t)count;
        } else if (errno != EINTR) {
            error_set(STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
            free(bytes);
            return STATUS_INPUT;
        }
    }
    free(bytes);
    return STATUS_NUMERICAL;
}

enum status table_load(const char *path, char **content, size_t *size) {
    if (strcmp(path, "-") == 0)
        return file_load(STDIN_FILENO, path, content, size);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    enum status status = file_load(file, path, content, size);
    close(file);
    return status;
}
