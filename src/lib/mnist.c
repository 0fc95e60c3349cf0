#include "mnist.h"

#include "provenance.h"
#include "random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The whole content of an IDX file of this many dimensions: *data points behind the header, into
 * *memory, which the caller frees. */
static enum status read_idx(const char *directory, const char *name, unsigned dimensions,
                            size_t *count, unsigned char **memory, unsigned char **data) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(errno == ENOENT ? STATUS_SKIPPED : STATUS_INPUT,
                         "%s: found no such file (%s), expected MNIST's (make data brings it)",
                         path, strerror(errno));
    size_t header = 4 + 4 * (size_t)dimensions, item = dimensions == 3 ? MNIST_PIXELS : 1;
    unsigned char head[16];
    enum status status = STATUS_OK;
    if (fread(head, 1, header, file) != header || big_endian(head) != (0x800u | dimensions) ||
        (dimensions == 3 && (big_endian(head + 8) != 28 || big_endian(head + 12) != 28)))
        status = error_set(STATUS_INPUT, "%s: found no IDX header, expected one of %u dimensions%s",
                           path, dimensions, dimensions == 3 ? ", n x 28 x 28" : "");
    if (status == STATUS_OK) {
        *count = big_endian(head + 4);
        *memory = memory_new(*count * item + header, 1);
        if (!*memory)
            status = STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        memcpy(*memory, head, header);
        size_t size = fread(*memory + header, 1, *count * item, file);
        if (size != *count * item || fgetc(file) != EOF)
            status = error_set(STATUS_INPUT, "%s: found %s bytes, expected %zu", path,
                               size < *count * item ? "fewer" : "more", *count * item + header);
        else
            provenance_input(path, *memory, size + header);
        *data = *memory + header;
    }
    fclose(file);
    return status;
}

enum status mnist_read(struct mnist *mnist, const char *directory, bool test) {
    unsigned char *images = NULL, *labels = NULL, *pixels = NULL, *digits = NULL;
    size_t count = 0, labelled = 0;
    *mnist = (struct mnist){0};
    enum status status =
        read_idx(directory, test ? "t10k-images-idx3-ubyte" : "train-images-idx3-ubyte", 3, &count,
                 &images, &pixels);
    if (status == STATUS_OK)
        status = read_idx(directory, test ? "t10k-labels-idx1-ubyte" : "train-labels-idx1-ubyte", 1,
                          &labelled, &labels, &digits);
    if (status == STATUS_OK && labelled != count)
        status = error_set(STATUS_INPUT, "%s: found %zu images and %zu labels, expected as many",
                           directory, count, labelled);
    if (status == STATUS_OK) {
        mnist->count = count;
        mnist->pixels = memory_new(count, MNIST_PIXELS);
        mnist->digits = memory_new(count, 1);
        if (!mnist->pixels || !mnist->digits)
            status = STATUS_NUMERICAL;
    }
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (digits[i] > 9)
            status = error_set(STATUS_INPUT, "%s: found label %d of image %zu, expected 0 to 9",
                               directory, digits[i], i);
    if (status == STATUS_OK) {
        memcpy(mnist->pixels, pixels, count * MNIST_PIXELS);
        memcpy(mnist->digits, digits, count);
    } else {
        mnist_free(mnist);
    }
    free(images);
    free(labels);
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

size_t mnist_order(const struct mnist *mnist, unsigned wanted, uint64_t seed, size_t *order) {
    struct ranked *ranked = memory_new(mnist->count, sizeof *ranked);
    if (!ranked)
        return 0;
    struct random_stream stream = random_stream(seed, "mnist");
    size_t count = 0;
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
    return count;
}

void mnist_free(struct mnist *mnist) {
    free(mnist->pixels);
    free(mnist->digits);
    *mnist = (struct mnist){0};
}
