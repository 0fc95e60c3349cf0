/* SPDX-License-Identifier: MIT */
/* MNIST: the IDX files of handwritten digits, 28 x 28 pixels. */
#ifndef TWOLAYER_MNIST_H
#define TWOLAYER_MNIST_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MNIST_PIXELS = 784 };

struct mnist {
    size_t count;
    unsigned char *pixels;                    /* count x MNIST_PIXELS, row major, 0..255 */
    unsigned char *digits;                    /* count */
    unsigned char *images_file, *labels_file; /* the content that these point into */
};

/* Reads DIR/train-images-idx3-ubyte and DIR/train-labels-idx1-ubyte (or t10k-...). A missing file
 * is STATUS_SKIPPED, with a message that says how to get it; a malformed one STATUS_INPUT, and
 * so is one of MNIST's number of items with another checksum than MNIST's. The files are noted for
 * the provenance. Free by mnist_free. */
enum status mnist_read(struct mnist *mnist, const char *directory, bool test);

/* The indices of the images whose digit is in `wanted` (bit j: digit j), in the random order of
 * this seed: each image has an address, so that the order of some digits is that of all with the
 * others left out. order: room for mnist->count; *found of it are filled. */
enum status mnist_order(const struct mnist *mnist, unsigned wanted, uint64_t seed, size_t *order,
                        size_t *found);

void mnist_free(struct mnist *mnist);

#endif
