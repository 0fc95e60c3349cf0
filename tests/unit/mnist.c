/* SPDX-License-Identifier: MIT */
/* The IDX reader on small files of the test's own, good and broken; the order of images; labels and
 * lengths as a dataset gives them. */
#include "mnist.h"

#include "dataset.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

enum { COUNT = 50 };
static const char folder[] = "mnist-test", images[] = "mnist-test/train-images-idx3-ubyte",
                  labels[] = "mnist-test/train-labels-idx1-ubyte";

static int digit_of(size_t i) {
    return (int)(i * 7 % 10);
}

static unsigned char pixel_of(size_t i, size_t j) {
    return (unsigned char)(j == 0 ? i + 1 : i * 31 + j * 17);
}

static void put_integer(FILE *file, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc((int)(value >> shift & 255), file);
}

/* Images with this header, and `bytes` bytes behind it. */
static void write_images(uint32_t magic, uint32_t count, uint32_t rows, size_t bytes) {
    FILE *file = fopen(images, "wb");
    put_integer(file, magic);
    put_integer(file, count);
    put_integer(file, rows);
    put_integer(file, 28);
    for (size_t i = 0; i < bytes; i++)
        fputc(pixel_of(i / MNIST_PIXELS, i % MNIST_PIXELS), file);
    fclose(file);
}

static void write_labels(uint32_t magic, uint32_t count, size_t bytes, int wrong) {
    FILE *file = fopen(labels, "wb");
    put_integer(file, magic);
    put_integer(file, count);
    for (size_t i = 0; i < bytes; i++)
        fputc(i == 3 && wrong ? wrong : digit_of(i), file);
    fclose(file);
}

static void write_good(void) {
    write_images(0x803, COUNT, 28, COUNT * MNIST_PIXELS);
    write_labels(0x801, COUNT, COUNT, 0);
}

static void test_good(void) {
    struct mnist mnist;
    write_good();
    TEST(mnist_read(&mnist, folder, false) == STATUS_OK);
    TEST(mnist.count == COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        TEST(mnist.digits[i] == digit_of(i));
        for (size_t j = 0; j < MNIST_PIXELS; j += 97)
            TEST(mnist.pixels[i * MNIST_PIXELS + j] == pixel_of(i, j));
    }
    mnist_free(&mnist);
    TEST(mnist_read(&mnist, folder, true) == STATUS_SKIPPED);
    TEST(mnist_read(&mnist, "nowhere", false) == STATUS_SKIPPED);
    TEST(mnist.count == 0 && !mnist.pixels);
}

static void refused(const char *message) {
    struct mnist mnist;
    TEST(mnist_read(&mnist, folder, false) == STATUS_INPUT);
    TEST_TEXT(error_message(), message);
    TEST(mnist.count == 0 && !mnist.pixels && !mnist.digits);
}

static void test_broken(void) {
    write_good();
    write_images(0x803, COUNT, 28, COUNT * MNIST_PIXELS - 1);
    refused("mnist-test/train-images-idx3-ubyte: found 39215 bytes, expected 39216: 50 of 28 x 28 "
            "pixels");
    write_images(0x803, COUNT, 28, COUNT * MNIST_PIXELS + 1);
    refused("mnist-test/train-images-idx3-ubyte: found 39217 bytes, expected 39216: 50 of 28 x 28 "
            "pixels");
    write_images(0x803, 0xffffffff, 28, 10);
    refused("mnist-test/train-images-idx3-ubyte: found 26 bytes, expected 3367254359296: "
            "4294967295 of 28 x 28 pixels");
    const char *no_images = "mnist-test/train-images-idx3-ubyte: found no IDX header, expected one "
                            "of 3 dimensions, n x 28 x 28";
    write_images(0x801, COUNT, 28, COUNT * MNIST_PIXELS);
    refused(no_images);
    write_images(0x803, COUNT, 27, COUNT * MNIST_PIXELS);
    refused(no_images);
    TEST(truncate(images, 7) == 0);
    refused(no_images);
    TEST(truncate(images, 0) == 0);
    refused(no_images);
    write_good();
    write_labels(0x803, COUNT, COUNT, 0);
    refused("mnist-test/train-labels-idx1-ubyte: found no IDX header, expected one of 1 dimension");
    write_labels(0x801, COUNT - 1, COUNT - 1, 0);
    refused("mnist-test/train-labels-idx1-ubyte: found 49 labels, expected as many as images, 50");
    write_labels(0x801, COUNT, COUNT, 10);
    refused("mnist-test/train-labels-idx1-ubyte: found label 10 of image 4, expected 0 to 9");
}

/* A permutation of the wanted images; that of a few digits is that of all, the rest left out. */
static void test_order(void) {
    struct mnist mnist;
    size_t all[COUNT], some[COUNT], other[COUNT], count, few, seen[COUNT] = {0};
    write_good();
    TEST(mnist_read(&mnist, folder, false) == STATUS_OK);
    TEST(mnist_order(&mnist, 1023, 5, all, &count) == STATUS_OK && count == COUNT);
    TEST(mnist_order(&mnist, 1u << 3 | 1u << 7, 5, some, &few) == STATUS_OK && few == COUNT / 5);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        seen[all[i]]++;
        if (digit_of(all[i]) == 3 || digit_of(all[i]) == 7)
            TEST(at < few && some[at++] == all[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        TEST(seen[i] == 1);
    TEST(at == few);
    TEST(mnist_order(&mnist, 1023, 6, other, &count) == STATUS_OK);
    TEST(memcmp(all, other, sizeof all) != 0);
    mnist_free(&mnist);
}

/* As a dataset: +1 for the first of two digits, -1 for the second, and the length asked for. */
static void test_dataset(void) {
    struct dataset_law law;
    struct option options[DATASET_OPTIONS];
    struct dataset dataset = {0};
    char *argv[] = {"t", "--law=mnist", "--n=10", "--mnist=mnist-test", "--digits=7,3", NULL};
    dataset_options(&law, options);
    const struct program program = {.name = "t", .usage = "", .options = options};
    struct operands operands;
    static const double lengths[] = {28, 1, NAN};
    static const char *const normalise[] = {"sqrt-d", "unit", "none"};
    TEST(options_parse(&program, 5, argv, &operands) == STATUS_OK);
    for (size_t k = 0; k < 3; k++) {
        double X[10 * MNIST_PIXELS], y[10];
        law.normalise = normalise[k];
        TEST(dataset_from_law(&dataset, &law) == STATUS_OK && dataset.d == MNIST_PIXELS);
        TEST(dataset_rows(&dataset, 0, 10, X, y) == STATUS_OK);
        TEST_ABS(dataset_radius(&dataset), lengths[k], 0);
        for (size_t i = 0; i < 10; i++) {
            size_t image = dataset.order[i];
            double square = 0, raw = 0;
            for (size_t j = 0; j < MNIST_PIXELS; j++) {
                square += X[i * MNIST_PIXELS + j] * X[i * MNIST_PIXELS + j];
                raw += pow(pixel_of(image, j) / 255.0, 2);
            }
            TEST(y[i] == (digit_of(image) == 7 ? 1 : -1) && digit_of(image) % 4 == 3);
            TEST_REL(sqrt(square), k < 2 ? lengths[k] : sqrt(raw), 1e-13);
            TEST_REL(X[i * MNIST_PIXELS + 5], pixel_of(image, 5) / 255.0 * sqrt(square / raw),
                     1e-13);
        }
        dataset_close(&dataset);
    }
    law.digits = "all";
    TEST(dataset_from_law(&dataset, &law) == STATUS_OK);
    double X[MNIST_PIXELS], y;
    TEST(dataset_rows(&dataset, 4, 1, X, &y) == STATUS_OK && y == digit_of(dataset.order[4]));
    dataset_close(&dataset);
    law.digits = "3";
    law.n = 6;
    TEST(dataset_from_law(&dataset, &law) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found 5 images of these digits, expected at least --n=6");
    dataset_close(&dataset);
}

/* csqrt-d: the mean over all images of the digits is off, whatever is asked for, then |x| = 28. */
static void test_centred(void) {
    struct dataset_law law;
    struct option options[DATASET_OPTIONS];
    struct dataset dataset = {0};
    char *argv[] = {
        "t", "--law=mnist", "--n=2", "--mnist=mnist-test", "--digits=7,3", "--normalise=csqrt-d",
        NULL};
    dataset_options(&law, options);
    const struct program program = {.name = "t", .usage = "", .options = options};
    struct operands operands;
    double X[2 * MNIST_PIXELS], y[2], mean[MNIST_PIXELS] = {0}, count = 0;
    TEST(options_parse(&program, 6, argv, &operands) == STATUS_OK);
    for (size_t i = 0; i < COUNT; i++)
        count += digit_of(i) == 3 || digit_of(i) == 7;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < MNIST_PIXELS && (digit_of(i) == 3 || digit_of(i) == 7); j++)
            mean[j] += pixel_of(i, j) / count;
    TEST(dataset_from_law(&dataset, &law) == STATUS_OK);
    TEST(dataset_rows(&dataset, 0, 2, X, y) == STATUS_OK);
    for (size_t i = 0; i < 2; i++) {
        double square = 0;
        for (size_t j = 0; j < MNIST_PIXELS; j++)
            square += pow(pixel_of(dataset.order[i], j) - mean[j], 2);
        for (size_t j = 0; j < MNIST_PIXELS; j += 57)
            TEST_ABS(X[i * MNIST_PIXELS + j],
                     28 * (pixel_of(dataset.order[i], j) - mean[j]) / sqrt(square), 1e-12);
    }
    TEST_ABS(dataset_radius(&dataset), 28, 0);
    dataset_close(&dataset);
}

/* As many images as MNIST has, but black ones. */
static void test_checksum(void) {
    static const char path[] = "mnist-test/t10k-images-idx3-ubyte";
    struct mnist mnist;
    FILE *file = fopen(path, "wb");
    put_integer(file, 0x803);
    put_integer(file, 10000);
    put_integer(file, 28);
    put_integer(file, 28);
    fclose(file);
    TEST(truncate(path, 16 + 10000 * MNIST_PIXELS) == 0);
    TEST(mnist_read(&mnist, folder, true) == STATUS_INPUT);
    TEST(strstr(error_message(), "expected that of MNIST's file") != NULL);
    unlink(path);
}

int main(void) {
    mkdir(folder, 0777);
    test_good();
    test_broken();
    test_order();
    test_dataset();
    test_centred();
    test_checksum();
    unlink(images);
    unlink(labels);
    rmdir(folder);
    return test_end();
}
