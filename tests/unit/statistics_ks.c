/* SPDX-License-Identifier: MIT */
/* Kolmogorov-Smirnov: distances by hand; tails against a second algorithm, tables, and all cases.
 */
#include "statistics.h"
#include "test.h"

static void test_distances(void) {
    /* F_4 of {.1, .45, .45, .8} against the uniform law: largest just after .45, 3/4 - .45. */
    const double sample[] = {0.1, 0.45, 0.45, 0.8}, a[] = {1, 2, 2, 3}, b[] = {2, 2, 4};
    struct statistics_distance d = statistics_ks_distance(4, sample, sample);
    TEST_ABS(d.distance, 0.3, 1e-15);
    TEST(d.at == 0.45 && d.empirical == 0.75 && d.other == 0.45);
    const double low[] = {0.7, 0.9};
    d = statistics_ks_distance(2, low, low); /* just before .7: 0 - .7 */
    TEST(d.distance == 0.7 && d.empirical == 0 && d.at == 0.7);
    /* steps: 1: 1/4-0; 2: 3/4-2/3; 3: 1-2/3 */
    d = statistics_ks_distance_two(4, a, 3, b);
    TEST_ABS(d.distance, 1 / 3.0, 1e-16);
    TEST(d.at == 3 && d.empirical == 1);
    TEST(statistics_ks_distance_two(4, a, 4, a).distance == 0);
}

static int double_order(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* P(D_n >= d) by the chain N(t) = number of values below t, which moves by binomial steps: it must
 * have N <= j-1 at t = j/n - d and N >= j+1 at t = j/n + d, for each j. [standard: Noe 1972] */
static double tail_by_chain(int n, double d) {
    double times[2002], chance[501] = {1}, next[501];
    int count = 0;
    for (int j = 0; j <= n; j++) {
        if (j / (double)n - d > 0)
            times[count++] = j / (double)n - d;
        if (j / (double)n + d < 1)
            times[count++] = j / (double)n + d;
    }
    qsort(times, (size_t)count, sizeof *times, double_order);
    double before = 0;
    for (int k = 0; k < count; k++) {
        double p = (times[k] - before) / (1 - before);
        for (int j = 0; j <= n; j++)
            next[j] = 0;
        for (int i = 0; i <= n; i++)
            for (int j = i; chance[i] > 0 && p > 0 && j <= n; j++)
                next[j] +=
                    chance[i] * exp(lgamma(n - i + 1) - lgamma(j - i + 1) - lgamma(n - j + 1) +
                                    (j - i) * log(p) + (n - j) * log1p(-p));
        for (int j = 0; j <= n && p > 0; j++)
            chance[j] = next[j];
        for (int j = 0; j <= n; j++) /* |N/n - t| < d, with the boundary, of measure 0, outside */
            if (fabs(j / (double)n - times[k]) > d * (1 - 1e-12))
                chance[j] = 0;
        before = times[k];
    }
    double inside = 0;
    for (int j = 0; j <= n; j++)
        inside += chance[j];
    return 1 - inside;
}

static void test_tail_second_route(void) {
    const int sizes[] = {2, 3, 10, 37, 100};
    const double scaled[] = {0.5, 0.65, 0.9, 1.2, 1.5, 1.62, 1.7, 2.2};
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 8; j++) {
            double d = scaled[j] / sqrt(sizes[i]);
            /* the chain is good to some n eps lgamma(n); p < 1e-2 to (p/2)^3 of itself */
            if (d < 1)
                TEST_ABS(statistics_ks_tail((size_t)sizes[i], d), tail_by_chain(sizes[i], d), 2e-9);
        }
}

static void test_tail_values(void) {
    /* n = 1: D = max(U, 1-U) */
    TEST_ABS(statistics_ks_tail(1, 0.8), 0.4, 1e-15);
    TEST_ABS(statistics_ks_tail(1, 0.999), 0.002, 1e-15);
    TEST(statistics_ks_tail(5, 0.1) == 1 && statistics_ks_tail(5, 1) == 0);
    TEST(isnan(statistics_ks_tail(0, 0.1)) && isnan(statistics_ks_tail(3, NAN)));
    /* the value printed by Marsaglia, Tsang & Wang */
    TEST_ABS(1 - statistics_ks_tail(10, 0.274), 0.6284796154565, 1e-13);
    /* n D^2 large, one side negligible: n = 3, d > 2/3: 2 (1-d)^3 */
    TEST_REL(statistics_ks_tail(3, 0.95), 2 * pow(0.05, 3), 1e-12);
    /* quantiles of Kolmogorov's law: 1.2238478702 (10 %), 1.3580986393 (5 %), 1.6276236115 (1 %) */
    TEST_ABS(statistics_ks_tail(10000000000, 1.2238478702e-5), 0.1, 1e-6);
    TEST_ABS(statistics_ks_tail(10000000000, 1.3580986393e-5), 0.05, 1e-6);
    /* The two routes meet: n on both sides of the limit, the same argument; p moves by O(n^-3/2).
     */
    for (double t = 0.5; t < 1.6; t += 0.1)
        TEST_ABS(statistics_ks_tail(1001, t / sqrt(1001)), statistics_ks_tail(1000, t / sqrt(1000)),
                 3e-5);
    /* continuity across the change at 1e-2 */
    TEST_REL(statistics_ks_tail(50, 0.2260), statistics_ks_tail(50, 0.2262), 0.01);
}

/* p by going through all ways to choose which of the pooled values are the first sample. */
static double tail_by_all(int n, const double *a, int m, const double *b) {
    double pooled[16], first[16], second[16];
    double observed = statistics_ks_distance_two((size_t)n, a, (size_t)m, b).distance;
    int total = n + m, all = 0, beyond = 0;
    for (int i = 0; i < total; i++)
        pooled[i] = i < n ? a[i] : b[i - n];
    statistics_sort((size_t)total, pooled);
    for (unsigned set = 0; set < 1u << total; set++) {
        int in = 0, out = 0;
        for (int i = 0; i < total; i++) {
            if (set >> i & 1)
                first[in++] = pooled[i];
            else
                second[out++] = pooled[i];
        }
        if (in != n)
            continue;
        all++;
        beyond += statistics_ks_distance_two((size_t)n, first, (size_t)m, second).distance >=
                  observed - 1e-9;
    }
    return beyond / (double)all;
}

static void test_two(void) {
    uint64_t state = test_seed();
    for (int r = 0; r < 30; r++) {
        double a[7], b[6], p;
        for (int i = 0; i < 7; i++) /* with ties in every third case */
            a[i] = r % 3 ? test_uniform(&state) : floor(5 * test_uniform(&state));
        for (int i = 0; i < 6; i++)
            b[i] = r % 3 ? test_uniform(&state) + 0.3 : floor(5 * test_uniform(&state));
        statistics_sort(7, a);
        statistics_sort(6, b);
        TEST(statistics_ks_tail_two(7, a, 6, b, &p) == STATUS_OK);
        TEST_ABS(p, tail_by_all(7, a, 6, b), 1e-12);
    }
    double p;
    TEST(statistics_ks_tail_two(0, NULL, 1, &p, &p) == STATUS_INPUT);
    const double ones[] = {1, 1, 1};
    TEST(statistics_ks_tail_two(3, ones, 2, ones, &p) == STATUS_OK && p == 1);
}

/* Beyond 2^24 pairs the law of n m/(n+m) values stands in: it agrees with the exact count at a size
 * just below to a few parts in sqrt(n). */
static void test_two_large(void) {
    enum { N = 4096, M = 4097, SHIFT = 180 };
    static double a[N + 1], b[M];
    double exact, large;
    for (int i = 0; i <= N; i++)
        a[i] = i;
    for (int i = 0; i < M; i++)
        b[i] = i + SHIFT + 0.5;
    TEST(statistics_ks_tail_two(N, a, N, b, &exact) == STATUS_OK);
    TEST(statistics_ks_tail_two(N + 1, a, M, b, &large) == STATUS_OK);
    TEST(exact < 1e-3 && exact > 1e-5);
    TEST_REL(large, exact, 4 / sqrt(N));
}

/* A fresh sample is refuted as often as the level says; a shifted one more often. */
static void test_level(void) {
    enum { RUNS = 5000, N = 23, M = 17 };
    uint64_t state = test_seed() + 2;
    int one = 0, two = 0;
    for (int r = 0; r < RUNS; r++) {
        double a[N], b[M], p;
        for (int i = 0; i < N; i++)
            a[i] = test_uniform(&state);
        for (int i = 0; i < M; i++)
            b[i] = test_uniform(&state);
        statistics_sort(N, a);
        statistics_sort(M, b);
        one += statistics_ks_tail(N, statistics_ks_distance(N, a, a).distance) < 0.05;
        statistics_ks_tail_two(N, a, M, b, &p);
        two += p < 0.05;
    }
    double error = 3.3 * sqrt(0.05 * 0.95 / RUNS);
    TEST_ABS(one / (double)RUNS, 0.05, error);
    TEST(two / (double)RUNS < 0.05 + error); /* a discrete statistic: at most the level */
    TEST(two / (double)RUNS > 0.02);
}

int main(void) {
    test_distances();
    test_tail_second_route();
    test_tail_values();
    test_two();
    test_two_large();
    test_level();
    return test_end();
}
