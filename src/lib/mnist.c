/* SPDX-License-Identifier: MIT */
#include "mnist.h"

#include "provenance.h"
#include "random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Complains unless the header is that of images (3 dimensions) or labels (1), of a file that has
 * the size it speaks of: memory is taken on its word. */
static enum status check_header(const char *path, FILE *file, unsigned dimensions,
                                const unsigned char *head, size_t item, size_t *count) {
    if (big_endian(head) != (0x800u | dimensions) ||
        (dimensions == 3 && (big_endian(head + 8) != 28 || big_endian(head + 12) != 28)))
        return error_set(STATUS_INPUT, "%s: found no IDX header, expected one of %u dimension%s",
                         path, dimensions, dimensions == 3 ? "s, n x 28 x 28" : "");
    *count = big_endian(head + 4);
    size_t size = *count * item + 4 + 4 * (size_t)dimensions;
    struct stat about;
    if (fstat(fileno(file), &about) != 0 || (size_t)about.st_size != size)
        return error_set(STATUS_INPUT, "%s: found %lld bytes, expected %zu: %zu of %s", path,
                         (long long)about.st_size, size, *count,
                         dimensions == 3 ? "28 x 28 pixels" : "a label");
    return STATUS_OK;
}

/* A file of MNIST's own number of items is taken for MNIST's, and then must be: XXH3 of the whole
 * content. Fewer or more are a set of somebody's own. */
static enum status check_content(const char *path, bool test, unsigned dimensions, size_t count,
                                 const unsigned char *content, size_t size) {
    static const uint64_t known[2][2] = {{0x59bf22c057c52478, 0x8839fd1c4bb36825},
                                         {0x6aa8aa9c0102c17c, 0x63c4bd8be7e7204f}};
    uint64_t expected = known[test][dimensions == 3 ? 0 : 1], found = XXH3_64bits(content, size);
    if (count != (test ? 10000 : 60000) || found == expected)
        return STATUS_OK;
    return error_set(STATUS_INPUT,
                     "%s: found the XXH3 checksum %016llx, expected that of MNIST's file, %016llx "
                     "(make data brings it)",
                     path, (unsigned long long)found, (unsigned long long)expected);
}

/* The whole content of an IDX file of this many dimensions: *data points behind the header, into
 * *memory, which the caller frees. */
static enum status read_idx(const char *path, bool test, unsigned dimensions, size_t *count,
                            unsigned char **memory, unsigned char **data) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(errno == ENOENT ? STATUS_SKIPPED : STATUS_INPUT,
                         "%s: cannot be read (%s), expected MNIST's (make data brings it)", path,
                         strerror(errno));
    size_t header = 4 + 4 * (size_t)dimensions, item = dimensions == 3 ? MNIST_PIXELS : 1;
    unsigned char head[16] = {0};
    if (fread(head, 1, header, file) != header)
        memset(head, 0, sizeof head);
    enum status status = check_header(path, file, dimensions, head, item, count);
    if (status == STATUS_OK && !(*memory = memory_new(*count * item + header, 1)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        size_t size = *count * item;
        memcpy(*memory, head, header);
        *data = *memory + header;
        if (fread(*data, 1, size, file) != size)
            status = error_set(STATUS_INPUT, "%s: cannot be read", path);
        else
            status = check_content(path, test, dimensions, *count, *memory, size + header);
        if (status == STATUS_OK)
            provenance_input(path, *memory, size + header);
    }
    fclose(file);
    return status;
}

static enum status check_labels(const char *path, size_t images, size_t labels,
                                const unsigned char *digits) {
    if (labels != images)
        return error_set(STATUS_INPUT, "%s: found %zu labels, expected as many as images, %zu",
                         path, labels, images);
    for (size_t i = 0; i < labels; i++)
        if (digits[i] > 9)
            return error_set(STATUS_INPUT, "%s: found label %d of image %zu, expected 0 to 9", path,
                             digits[i], i + 1);
    return STATUS_OK;
}

enum status mnist_read(struct mnist *mnist, const char *directory, bool test) {
    enum { PATH_ROOM = 4096 };
    const char *part = test ? "t10k" : "train";
    char path[PATH_ROOM];
    size_t labels = 0;
    *mnist = (struct mnist){0};
    snprintf(path, sizeof path, "%s/%s-images-idx3-ubyte", directory, part);
    enum status status =
        read_idx(path, test, 3, &mnist->count, &mnist->images_file, &mnist->pixels);
    if (status == STATUS_OK) {
        snprintf(path, sizeof path, "%s/%s-labels-idx1-ubyte", directory, part);
        status = read_idx(path, test, 1, &labels, &mnist->labels_file, &mnist->digits);
    }
    if (status == STATUS_OK)
        status = check_labels(path, mnist->count, labels, mnist->digits);
    if (status != STATUS_OK)
        mnist_free(mnist);
    return status;
}

struct ranked {
    double rank;
    size_t index;
};

static int compare(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

enum status mnist_order(const struct mnist *mnist, unsigned wanted, uint64_t seed, size_t *order,
                        size_t *found) {
    size_t count = 0;
    *found = 0;
    struct ranked *ranked = memory_new(mnist->count, sizeof *ranked);
    if (!ranked)
        return STATUS_NUMERICAL;
    struct random_stream stream = random_stream(seed, "mnist");
    for (size_t i = 0; i < mnist->count; i++) {
        if (!(wanted >> mnist->digits[i] & 1))
            continue;
        ranked[count].index = i;
        random_uniforms(stream, 0, 0, i, 1, &ranked[count++].rank);
    }
    qsort(ranked, count, sizeof *ranked, compare);
    for (size_t i = 0; i < count; i++)
        order[i] = ranked[i].index;
    free(ranked);
    *found = count;
    return STATUS_OK;
}

void mnist_free(struct mnist *mnist) {
    free(mnist->images_file);
    free(mnist->labels_file);
    *mnist = (struct mnist){0};
}
