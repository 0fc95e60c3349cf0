/* SPDX-License-Identifier: MIT */
/* Bounds by dyadic cells: each by its definition as a plain sum, the lemma behind them against
 * transport itself, and that they hold. */
#include "test.h"

#include "transport.h"
#include "wasserstein.h"

#include <gsl/gsl_cdf.h>

static double plain(double d, double n, int K) {
    double sum = pow(2, -K);
    for (int k = 1; k <= K; k++)
        sum += pow(2, -k) / 2 * fmin(2, sqrt((pow(2, d * k) - 1) / n));
    return sqrt(d) * sum;
}

static void check_levels(void) {
    for (double d = 1; d <= 12; d++)
        for (double n = 1; n < 1e13; n *= 50) {
            double least = INFINITY, levels;
            for (int K = 0; K < 60; K++)
                least = fmin(least, plain(d, n, K));
            TEST_REL(wasserstein_dyadic_bound(d, n, &levels), least, 1e-14);
            TEST_REL(plain(d, n, (int)levels), least, 1e-14);
            TEST(least <= wasserstein_dyadic_closed(d, n) * (1 + 1e-14));
        }
    TEST(isnan(wasserstein_dyadic_bound(0, 5, NULL)) && isnan(wasserstein_dyadic_closed(2.5, 5)));
    TEST(isfinite(wasserstein_dyadic_bound(1000, 1e15, NULL)));
}

/* W2: W1 <= sqrt(d) [2^-K + (1/2) sum_k 2^-k sum_Q |mu(Q) - nu(Q)|] for two samples of the square;
 * a factor 1/4 in place of 1/2 is violated where both sit in two points at the sides of a face. */
static void check_lemma(void) {
    enum { N = 40, LEVELS = 5 };
    uint64_t state = test_seed();
    double X[N * 2], Y[N * 2];
    for (int trial = 0; trial < 20; trial++) {
        for (int k = 0; k < 2 * N; k++) {
            X[k] = pow(test_uniform(&state), 1 + trial % 3);
            Y[k] = test_uniform(&state);
        }
        struct transport_problem problem = {{N, 2, X, NULL}, {N, 2, Y, NULL}, 0, 0};
        struct transport transport;
        TEST(transport_exact(&problem, &transport) == STATUS_OK);
        double sum = 1;
        for (int K = 0; K <= LEVELS; K++) {
            int side = 1 << K;
            double *cell = calloc((size_t)(side * side), sizeof *cell), off = 0;
            for (int i = 0; i < N; i++) {
                cell[(int)(X[2 * i] * side) * side + (int)(X[2 * i + 1] * side)] += 1.0 / N;
                cell[(int)(Y[2 * i] * side) * side + (int)(Y[2 * i + 1] * side)] -= 1.0 / N;
            }
            for (int c = 0; c < side * side; c++)
                off += fabs(cell[c]);
            free(cell);
            sum += pow(2, -K) * (off / 2 - (K > 0));
            TEST(transport.primal <= sqrt(2) * sum);
        }
        transport_free(&transport);
    }
}

/* W4 against a plain sum over shells at its own size, and below it on a grid. */
static double shells(double d, double n, double size) {
    double sum = 0, before = 0;
    for (int m = 0; m < 40; m++) {
        double r = size * pow(2, m), inside = pow(erf(r / sqrt(2)), d), p = inside - before;
        double least = INFINITY;
        before = inside;
        for (int K = 0; K < 50; K++) {
            double value = pow(2, 1 - K) * p;
            for (int k = 1; k <= K; k++)
                value += pow(2, -k) * fmin(2 * p, sqrt(pow(2, d * k) * p / n));
            least = fmin(least, value);
        }
        sum += sqrt(d) * r * least;
    }
    return sum;
}

static void check_gaussian(void) {
    for (double d = 1; d <= 8; d += 2)
        for (double n = 10; n < 1e6; n *= 100) {
            double size, bound = wasserstein_gaussian_bound(d, n, &size);
            TEST_REL(bound, shells(d, n, size), 1e-10);
            for (double s = 0.25; s < 8; s *= 1.3)
                TEST(bound <= shells(d, n, s) * (1 + 1e-9));
        }
    /* Two prototypes in Python, to their grids of sizes. */
    TEST_REL(wasserstein_gaussian_bound(5, 100, NULL), 7.300, 2e-4);
    TEST_REL(wasserstein_gaussian_bound(5, 1000, NULL), 5.171, 2e-4);
    TEST_REL(wasserstein_gaussian_bound(2, 1000, NULL), 0.845, 1e-3);
    /* It bounds what is exact in one dimension. */
    struct wasserstein_law law = {WASSERSTEIN_GAUSSIAN, 0};
    for (double n = 1; n < 1e4; n *= 9)
        TEST(wasserstein_expected(&law, n) <= wasserstein_gaussian_bound(1, n, NULL));
}

static void check_constant(void) {
    for (double d = 3; d < 9; d++)
        for (double q = d / (d - 1) + 0.1; q < 40; q *= 1.6) {
            double g = q * (1 - 1 / d), least = INFINITY;
            for (double l = 0.2; l < 60; l *= 1.0005)
                least = fmin(least, l * (1 + 2 * pow(l, -g) / (1 - pow(2, 1 - g))));
            double S = 2 + 1 / (pow(2, d / 2 - 1) - 1);
            TEST_REL(wasserstein_moment_constant(d, q), 2 * S * pow(4, -1 / d) * sqrt(d) * least,
                     1e-5);
        }
    TEST_REL(wasserstein_moment_constant(3, 2), 92.87, 1e-4); /* two prototypes in Python */
    TEST_REL(wasserstein_moment_constant(5, 8), 14.894, 1e-4);
    /* Just above d/(d-1), where g - 1 would cancel (30 digits of mpmath 1.2.1). */
    TEST_REL(wasserstein_moment_constant(3, 1.50000001), 4169203533.419174, 1e-12);
    TEST(isnan(wasserstein_moment_constant(2, 4)) && isnan(wasserstein_moment_constant(3, 1.5)));
}

/* Samples of the cube against a fine grid: below W6, which is below W3. The grid itself is within
 * (1/M) E|u - 1/2|, .3826/M in the plane, of the uniform law. */
static void check_bounds(void) {
    enum { SIDE = 24, N = 64 };
    uint64_t state = test_seed() + 1;
    static double grid[SIDE * SIDE * 2];
    double X[N * 2], mean = 0, time;
    for (int k = 0; k < SIDE * SIDE; k++) {
        grid[2 * k] = (k % SIDE + 0.5) / SIDE;
        grid[2 * k + 1] = (k / SIDE + 0.5) / SIDE;
    }
    for (int r = 0; r < 10; r++) {
        for (int k = 0; k < 2 * N; k++)
            X[k] = test_uniform(&state);
        struct transport_problem problem = {{N, 2, X, NULL}, {SIDE * SIDE, 2, grid, NULL}, 0, 0};
        struct transport transport;
        TEST(transport_exact(&problem, &transport) == STATUS_OK);
        mean += transport.primal / 10;
        transport_free(&transport);
    }
    double heat = wasserstein_heat_bound(2, N, false, &time), off = 0.3826 / SIDE;
    TEST(mean - off <= heat && heat <= 1.6 * (mean + off));
    TEST(heat < wasserstein_dyadic_bound(2, N, NULL));
}

int main(void) {
    check_levels();
    check_lemma();
    check_gaussian();
    check_constant();
    check_bounds();
    return test_end();
}
