/* SPDX-License-Identifier: MIT */
/* Random networks: their laws, that a row depends on its address alone, and recipes in files. */
#include "network.h"

#include "test.h"
#include "vector.h"

#include <unistd.h>

static const char file[] = "network-test.csv";

static struct network_law law_of(size_t width, size_t d, const char *weights, const char *output) {
    return (struct network_law){.width = width,
                                .d = d,
                                .seed = test_seed() + 10,
                                .weights = weights,
                                .scale = 2,
                                .scale_over = "sqrt-d",
                                .output = output,
                                .output_scale = 3,
                                .output_scale_over = "sqrt-width"};
}

/* Moments of standard Gaussian numbers z: each within 5 standard errors. */
static void check_gaussian(size_t n, const double *x, double scale) {
    double m1 = 0, m2 = 0, m4 = 0, neighbour = 0;
    for (size_t i = 0; i < n; i++) {
        double z = x[i] / scale;
        m1 += z;
        m2 += z * z;
        m4 += z * z * z * z;
        neighbour += i > 0 ? z * x[i - 1] / scale : 0;
    }
    double N = (double)n;
    TEST_ABS(m1 / N, 0, 5 / sqrt(N));
    TEST_ABS(m2 / N, 1, 5 * sqrt(2 / N));
    TEST_ABS(m4 / N, 3, 5 * sqrt(96 / N)); /* Var z^4 = 105 - 9 */
    TEST_ABS(neighbour / N, 0, 5 / sqrt(N));
}

static void test_laws(void) {
    enum { WIDTH = 2000, D = 16 };
    struct network_law law = law_of(WIDTH, D, "gaussian", "gaussian");
    struct network network;
    double *W = malloc(WIDTH * D * sizeof *W), *a = malloc(WIDTH * sizeof *a);
    network_from_law(&network, &law);
    network_rows(&network, 0, 0, WIDTH, W, a, NULL);
    check_gaussian(WIDTH * D, W, 2 / sqrt(D));
    check_gaussian(WIDTH, a, 3 / sqrt(WIDTH));
    TEST(network_scale(&law) == 2 / sqrt(D) && network_output_scale(&law) == 3 / sqrt(WIDTH));
    law.weights = "sphere";
    law.output = "signs";
    law.scale_over = law.output_scale_over = "1";
    network_from_law(&network, &law);
    network_rows(&network, 0, 0, WIDTH, W, a, NULL);
    double sum = 0, first = 0;
    for (size_t i = 0; i < WIDTH; i++) {
        TEST_REL(sqrt(vector_dot(D, W + i * D, W + i * D)), 2 * sqrt(D), 20 * 0x1p-53);
        TEST(fabs(a[i]) == 3);
        sum += a[i] / 3;
        first += W[i * D] * W[i * D] / 4;
    }
    TEST_ABS(sum / WIDTH, 0, 5 / sqrt(WIDTH));
    /* d times the square of a coordinate of a uniform direction: mean 1, variance 2 (d-1)/(d+2). */
    TEST_ABS(first / WIDTH, 1, 5 * sqrt(2.0 * (D - 1) / (D + 2) / WIDTH));
    free(W), free(a);
}

/* A row has an address: any block, any width. */
static void test_addresses(void) {
    enum { WIDTH = 40, D = 7 };
    static const char *const weights[] = {"gaussian", "sphere"}, *const outputs[] = {"gaussian",
                                                                                     "signs"};
    uint64_t state = test_seed();
    double W[WIDTH * D], a[WIDTH], part[WIDTH * D], parts[WIDTH];
    for (size_t l = 0; l < 4; l++) {
        struct network_law law = law_of(WIDTH, D, weights[l / 2], outputs[l % 2]);
        law.output_scale_over = "1";
        struct network whole, wider;
        network_from_law(&whole, &law);
        law.width = 3 * WIDTH;
        network_from_law(&wider, &law);
        network_rows(&whole, 2, 0, WIDTH, W, a, NULL);
        for (size_t trial = 0; trial < 20; trial++) {
            size_t first = test_random(&state) % WIDTH;
            size_t count = 1 + test_random(&state) % (WIDTH - first);
            network_rows(&wider, 2, first, count, part, parts, NULL);
            TEST(memcmp(part, W + first * D, count * D * sizeof *part) == 0);
            TEST(memcmp(parts, a + first, count * sizeof *parts) == 0);
            network_rows(&wider, 2, first, count, NULL, parts, part);
            for (size_t i = 0; i < count; i++)
                TEST(parts[i] == a[first + i] && part[i] == 0);
        }
        network_rows(&whole, 1, 0, 1, part, parts, NULL);
        TEST(memcmp(part, W, D * sizeof *part) != 0);
    }
}

/* Parts of rows are those of whole rows, bit for bit, for every law of the weights. */
static void test_entries(void) {
    enum { WIDTH = 6, D = 300 };
    static const char *const weights[] = {"gaussian", "sphere", "circle"};
    double W[WIDTH * D], part[D], room[D];
    for (size_t l = 0; l < 3; l++) {
        struct network_law law = law_of(WIDTH, D, weights[l], "alternating");
        struct network network;
        network_from_law(&network, &law);
        network_rows(&network, 3, 0, WIDTH, W, NULL, NULL);
        for (size_t row = 0; row < WIDTH; row++) {
            double factor = network_row_factor(&network, 3, row, room);
            for (size_t first = 0, count = 1; first + count <= D; first += count, count += 7) {
                network_entries(&network, 3, row, factor, first, count, part);
                TEST(memcmp(part, W + row * D + first, count * sizeof *part) == 0);
            }
        }
    }
}

/* Even angles, two rows and both signs each; |w| = 2/sqrt(d width) sqrt d. */
static void test_circle(void) {
    enum { WIDTH = 8, D = 3 };
    struct network_law law = law_of(WIDTH, D, "circle", "alternating");
    struct network network;
    double W[WIDTH * D], a[WIDTH], part[D], alone;
    law.scale_over = "sqrt-d-width";
    law.output_scale_over = "1";
    network_from_law(&network, &law);
    network_rows(&network, 0, 0, WIDTH, W, a, NULL);
    for (size_t l = 0; l < WIDTH; l++) {
        const double *w = W + l * D;
        TEST(a[l] == (l % 2 ? -3 : 3) && w[2] == 0);
        TEST_ABS(hypot(w[0], w[1]), 2 / sqrt(WIDTH), 1e-15);
        TEST_ABS(w[0], 2 / sqrt(WIDTH) * cos(M_PI / 4 + M_PI / 2 * (double)(l / 2)), 1e-15);
        network_rows(&network, 0, l, 1, part, &alone, NULL);
        TEST(memcmp(part, w, sizeof part) == 0 && alone == a[l]);
    }
}

/* A recipe in a file is the law; what it says of the scale is not lost (1 reads as a number). */
static void test_file(void) {
    struct network_law law = law_of(6, 3, "sphere", "signs"), read;
    struct option options[NETWORK_OPTIONS];
    static const char *const overs[] = {"1", "sqrt-d", "sqrt-width"};
    for (size_t i = 0; i < 9; i++) {
        law.scale_over = overs[i / 3];
        law.output_scale_over = overs[i % 3];
        network_options(&read, options);
        read = law;
        TEST(options_write_recipe(options, "network", file) == STATUS_OK);
        struct network network;
        TEST(network_open(&network, file) == STATUS_OK);
        TEST(network.is_recipe && network.width == 6 && network.d == 3 && network.has_output);
        TEST_TEXT(network.law.scale_over, overs[i / 3]);
        TEST_TEXT(network.law.output_scale_over, overs[i % 3]);
        TEST(network_scale(&network.law) == network_scale(&law));
        TEST(network_output_scale(&network.law) == network_output_scale(&law));
        network_close(&network);
    }
}

static void test_values(void) {
    FILE *stream = fopen(file, "w");
    fprintf(stream, "a,note,b,w2,w1\n\"0.1\",x,1e-300,3,-4\n# comment\n5,y,6,7,8\n");
    fclose(stream);
    struct network network;
    double W[4], a[2], b[2];
    TEST(network_open(&network, file) == STATUS_OK);
    TEST(!network.is_recipe && network.width == 2 && network.d == 2 && network.has_bias);
    network_rows(&network, 0, 0, 2, W, a, b);
    TEST(W[0] == -4 && W[1] == 3 && W[2] == 8 && W[3] == 7);
    TEST(a[0] == 0.1 && a[1] == 5 && b[0] == 1e-300 && b[1] == 6);
    network_rows(&network, 0, 1, 1, W, a, NULL);
    TEST(W[0] == 8 && a[0] == 5);
    struct network_block block = {0};
    TEST(network_block(&network, 0, 1, 1, &block) == STATUS_OK);
    TEST(block.W[0] == 8 && block.a[0] == 5 && block.b[0] == 6 && !block.memory);
    network_close(&network);
}

static void test_too_large(void) {
    struct network_law law = law_of(1, (size_t)1 << 40, "gaussian", "signs");
    struct network network;
    struct network_block block = {0};
    network_from_law(&network, &law);
    TEST(network_block(&network, 0, 0, 1, &block) == STATUS_NUMERICAL);
    TEST_TEXT(error_message(),
              "found 1099511627776 inputs of a neuron, expected at most 2147483647");
}

int main(void) {
    test_laws();
    test_addresses();
    test_entries();
    test_circle();
    test_file();
    test_values();
    test_too_large();
    unlink(file);
    return test_end();
}
