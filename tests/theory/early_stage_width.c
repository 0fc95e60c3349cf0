/* SPDX-License-Identifier: MIT */
/* The width law of c2 against enumeration, inclusion and exclusion, and drawn partitions. */
#include "early_stage.h"
#include "early_stage_network.h"

/* All 2^m signs and 2^(mn) activities, equally likely. */
static void test_enumeration(size_t m, size_t n_plus, size_t n_minus) {
    size_t n = n_plus + n_minus;
    double learnt = 0, sum = 0, squares = 0, cases = ldexp(1, (int)(m + m * n));
    for (uint64_t c = 0; c < (uint64_t)cases; c++) {
        size_t unlearnt = 0;
        for (size_t i = 0; i < n; i++) {
            bool alive = false;
            for (size_t k = 0; k < m; k++)
                alive = alive || ((c >> k & 1) == (i < n_plus) && (c >> (m + k * n + i) & 1));
            unlearnt += !alive;
        }
        learnt += unlearnt == 0;
        sum += (double)unlearnt;
        squares += (double)(unlearnt * unlearnt);
    }
    double mean, variance;
    early_stage_unlearnt((double)m, (double)n_plus, (double)n_minus, &mean, &variance);
    TEST_REL(early_stage_width_law(m, (double)n_plus, (double)n_minus), learnt / cases, 1e-14);
    TEST_REL(mean, sum / cases, 1e-14);
    TEST_ABS(variance, squares / cases - mean * mean, 1e-13);
}

/* P = sum_{i,j} (-1)^{i+j} C(n_+,i) C(n_-,j) ((2^-i + 2^-j)/2)^m: which samples are not learnt. */
static double inclusion(size_t m, int n_plus, int n_minus) {
    long double sum = 0;
    for (int i = 0; i <= n_plus; i++)
        for (int j = 0; j <= n_minus; j++) {
            long double ways =
                roundl(expl(lgammal(n_plus + 1) - lgammal(i + 1) - lgammal(n_plus - i + 1) +
                            lgammal(n_minus + 1) - lgammal(j + 1) - lgammal(n_minus - j + 1)));
            sum += ((i + j) % 2 ? -1 : 1) * ways *
                   powl((ldexpl(1, -i) + ldexpl(1, -j)) / 2, (long double)m);
        }
    return (double)sum;
}

static void test_draws(uint64_t *state) {
    enum { M = 12, N = 40, DRAWS = 20000 };
    struct mean learnt = {0}, unlearnt = {0}, squares = {0};
    for (size_t r = 0; r < DRAWS; r++) {
        uint64_t alive = 0;
        for (size_t k = 0; k < M; k++) /* samples with even bits are of the first class */
            alive |= test_random(state) & (test_random(state) & 1 ? 0x5555555555u : 0xaaaaaaaaaau);
        double dead = N - __builtin_popcountll(alive);
        mean_add(&learnt, dead == 0);
        mean_add(&unlearnt, dead);
        mean_add(&squares, dead * dead);
    }
    double mean, variance;
    early_stage_unlearnt(M, N / 2, N / 2, &mean, &variance);
    TEST_MEAN(learnt, early_stage_width_law(M, N / 2, N / 2), 0);
    TEST_MEAN(unlearnt, mean, 0);
    TEST_MEAN(squares, variance + mean * mean, 0);
    /* Samples share their signs: the law of independent samples is another one. */
    TEST(fabs(learnt.sum / learnt.n - pow(1 - pow(0.75, M), N)) > 20 * mean_error(&learnt));
}

static void test_smallest(double n_plus, double n_minus, double delta) {
    size_t width = early_stage_width(n_plus, n_minus, delta);
    TEST(early_stage_width_law(width, n_plus, n_minus) >= 1 - delta);
    TEST(early_stage_width_law(width - 1, n_plus, n_minus) < 1 - delta);
    TEST((double)width <= ceil(early_stage_width_bound(n_plus + n_minus, delta)));
}

/* E[m/B | B > 0] with the binomial weights by lgamma. */
static double tail(size_t m) {
    long double sum = 0, total = 0, width = (long double)m;
    for (size_t j = 1; j <= m; j++) {
        long double count = (long double)j;
        long double weight =
            expl(lgammal(width + 1) - lgammal(count + 1) - lgammal(width - count + 1) +
                 (width - count) * logl(3) - width * logl(4));
        sum += weight * width / count;
        total += weight;
    }
    return (double)(sum / total);
}

int main(void) {
    uint64_t state = test_seed();
    test_enumeration(1, 1, 0);
    test_enumeration(2, 2, 1);
    test_enumeration(3, 2, 2);
    test_enumeration(4, 1, 3);
    for (size_t m = 0; m <= 64; m++) {
        TEST_ABS(early_stage_width_law(m, 5, 7), inclusion(m, 5, 7), 1e-14);
        TEST_ABS(early_stage_width_law(m, 12, 0), inclusion(m, 12, 0), 1e-14);
    }
    TEST_REL(early_stage_width_law(3, 0, 0), 1.0, 1e-15);
    /* Separate implementation, printed to four digits. */
    static const double m[] = {6, 8, 10, 12, 14, 16, 20, 24};
    static const double law[] = {.0019, .0372, .1656, .3641, .5610, .7162, .8939, .9634};
    for (size_t i = 0; i < 8; i++)
        TEST_ABS(early_stage_width_law((size_t)m[i], 20, 20), law[i], 5e-5);
    /* Large sizes: Bonferroni's inequalities around 1 - mean. */
    for (size_t width = 50; width < 1500; width += 50) {
        double mean, variance, found = early_stage_width_law(width, 4e5, 6e5);
        early_stage_unlearnt((double)width, 4e5, 6e5, &mean, &variance);
        TEST(found >= 1 - mean - 1e-14);
        TEST(found <= 1 - mean + (variance + mean * mean - mean) / 2 + 1e-14);
    }
    /* Term by term it would take hours. */
    TEST(early_stage_width_law((size_t)1e12, 3, 1e15) == 1);
    test_draws(&state);
    test_smallest(20, 20, 0.05);
    test_smallest(1, 0, 0.5);
    test_smallest(3, 1e6, 1e-9);
    TEST(early_stage_width(20, 20, 1) == 0 && early_stage_width(0, 0, 0.1) == 0);
    TEST(isnan(early_stage_width_bound(40, 0)));
    TEST_REL(early_stage_tail_orthonormal(1, 7), 7.0, 1e-15);
    TEST_REL(early_stage_tail_orthonormal(2, 7), 7 * 13.0 / 7, 1e-15);
    for (size_t width = 3; width < 3000; width = 2 * width + 1)
        TEST_REL(early_stage_tail_orthonormal(width, 1), tail(width), 1e-12);
    return test_end();
}
