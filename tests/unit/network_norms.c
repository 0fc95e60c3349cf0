/* SPDX-License-Identifier: MIT */
/* Norms of networks: a case by hand, their inequalities, and the law of their sum against draws. */
#include "network_norms.h"

#include "linalg.h"
#include "statistics.h"
#include "test.h"

static void test_hand(void) {
    /* W = [[3, 0], [0, 4]]: spectral norm 4. */
    const double W[] = {3, 0, 0, 4}, a[] = {1, -2};
    struct network_norms norms;
    TEST(network_norms(2, 2, W, a, &norms) == STATUS_OK);
    TEST_REL(norms.first, 25.0, 1e-15);
    TEST_REL(norms.second, 5.0, 1e-15);
    TEST_REL(norms.lambda, 4 * sqrt(5), 1e-14);
    TEST_REL(norms.path, 11.0, 1e-15);
}

static void test_laws(void) {
    static const char *const laws[][2] = {{"gaussian", "gaussian"},
                                          {"gaussian", "signs"},
                                          {"sphere", "gaussian"},
                                          {"sphere", "signs"}};
    enum { WIDTH = 6, D = 3, N = 4000 };
    for (size_t l = 0; l < 4; l++) {
        const struct network_law law = {WIDTH,    D,          test_seed(), laws[l][0],  0.7,
                                        "sqrt-d", laws[l][1], 1.3,         "sqrt-width"};
        struct network network;
        struct statistics_moments sum = {0}, square = {0};
        double W[WIDTH * D], a[WIDTH], mean, variance;
        network_from_law(&network, &law);
        network_law_norms(&law, &mean, &variance);
        for (size_t r = 0; r < N; r++) {
            struct network_norms norms;
            network_rows(&network, r, 0, WIDTH, W, a, NULL);
            TEST(network_norms(WIDTH, D, W, a, &norms) == STATUS_OK);
            double s = norms.first + norms.second;
            TEST(norms.lambda <= s / 2 && norms.path <= s / 2);
            statistics_moments_add(&sum, s);
            statistics_moments_add(&square, (s - mean) * (s - mean));
        }
        double rounding = 1e-12;
        TEST_ABS(sum.mean, mean, 5 * statistics_moments_error(&sum) + rounding);
        TEST_ABS(square.mean, variance, 5 * statistics_moments_error(&square) + rounding);
    }
}

int main(void) {
    if (linalg_start() != STATUS_OK)
        return 1;
    test_hand();
    test_laws();
    return test_end();
}
