/* SPDX-License-Identifier: MIT */
#include "table_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status target_complain(const char *path, int error) {
    return error_set(STATUS_OUTPUT, "%s: cannot be written: %s", path, strerror(error));
}

static bool is_same_file(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* The standard stream that leads to this file (as /dev/stdout does where it is redirected), or -1:
 * what is open already must not be replaced by another file of its name. */
static int stream_find(const struct stat *target) {
    for (int file = STDOUT_FILENO; file <= STDERR_FILENO; file++) {
        struct stat stream;
        if (fstat(file, &stream) == 0 && is_same_file(target, &stream))
            return file;
    }
    return -1;
}

/* What a path stands for if it is a symbolic link, link by link, though the last may lead to
 * nothing yet. The caller frees; NULL with errno set. */
static char *link_follow(const char *path) {
    char *current = strdup(path);
    for (int depth = 0; current && depth < 40; depth++) {
        char link[PATH_MAX];
        ssize_t length = readlink(current, link, sizeof link - 1);
        if (length < 0)
            return current;
        link[length] = '\0';
        const char *slash = strrchr(current, '/');
        int folder = link[0] == '/' || !slash ? 0 : (int)(slash + 1 - current);
        char *next = NULL;
        if (asprintf(&next, "%.*s%s", folder, current, link) < 0)
            next = NULL;
        free(current);
        current = next;
    }
    if (current)
        errno = ELOOP;
    free(current);
    return NULL;
}

/* Those with a temporary file. Two of one name would end as one table, or as neither. */
static struct table_target *opened;

enum { OPENED_ALREADY = -1 };

static bool is_opened(const char *temporary) {
    struct stat named, ours;
    if (stat(temporary, &named) != 0)
        return false;
    for (const struct table_target *other = opened; other; other = other->next)
        if (fstat(other->file, &ours) == 0 && is_same_file(&named, &ours))
            return true;
    return false;
}

static void opened_remove(const struct table_target *target) {
    for (struct table_target **link = &opened; *link; link = &(*link)->next)
        if (*link == target) {
            *link = target->next;
            return;
        }
}

/* A new file; one of its name that is not ours can only be left over from a killed process. */
static int temporary_open(const char *path) {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    int file = open(path, flags, 0666);
    if (file < 0 && errno == EEXIST && unlink(path) == 0)
        file = open(path, flags, 0666);
    return file;
}

static void target_free(struct table_target *target) {
    opened_remove(target);
    free(target->path);
    free(target->final);
    free(target->temporary);
}

static int target_open_beside(struct table_target *target) {
    target->final = link_follow(target->path);
    if (!target->final)
        return errno;
    if (access(target->final, W_OK) != 0 && errno != ENOENT)
        return errno;
    if (asprintf(&target->temporary, "%s.%ld.tmp", target->final, (long)getpid()) < 0) {
        target->temporary = NULL;
        return ENOMEM;
    }
    if (is_opened(target->temporary))
        return OPENED_ALREADY;
    target->file = temporary_open(target->temporary);
    if (target->file < 0)
        return errno;
    target->next = opened;
    opened = target;
    return 0;
}

static int target_open_place(struct table_target *target) {
    target->file = open(target->path, O_WRONLY | O_CLOEXEC);
    return target->file < 0 ? errno : 0;
}

static int target_open(struct table_target *target) {
    struct stat information;
    if (strcmp(target->path, "-") == 0) {
        target->file = STDOUT_FILENO;
        return 0;
    }
    target->close = true;
    if (stat(target->path, &information) != 0)
        return errno == ENOENT ? target_open_beside(target) : errno;
    int stream = stream_find(&information);
    if (stream >= 0) {
        target->file = stream;
        target->close = false;
        return 0;
    }
    return S_ISREG(information.st_mode) ? target_open_beside(target) : target_open_place(target);
}

enum status table_target_open(struct table_target *target, const char *path) {
    *target = (struct table_target){.file = -1, .path = strdup(path)};
    int error = target->path ? target_open(target) : ENOMEM;
    if (!error)
        return STATUS_OK;
    target_free(target);
    return error == OPENED_ALREADY
               ? error_set(STATUS_OUTPUT, "%s: found two tables for it, expected one", path)
               : target_complain(path, error);
}

int table_target_write(struct table_target *target, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t count = write(target->file, bytes, size);
        if (count >= 0) {
            bytes += count;
            size -= (size_t)count;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

enum status table_target_commit(struct table_target *target) {
    int error = 0;
    if (target->temporary && fsync(target->file) != 0)
        error = errno;
    if (target->close && close(target->file) != 0 && !error)
        error = errno;
    target->close = false;
    if (!error && target->temporary && rename(target->temporary, target->final) != 0)
        error = errno;
    if (error) {
        target_complain(target->path, error);
        table_target_abandon(target);
        return STATUS_OUTPUT;
    }
    target_free(target);
    return STATUS_OK;
}

void table_target_abandon(struct table_target *target) {
    if (target->close)
        close(target->file);
    if (target->temporary)
        unlink(target->temporary);
    target_free(target);
}
