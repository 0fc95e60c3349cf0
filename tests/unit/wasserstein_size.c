/* SPDX-License-Identifier: MIT */
/* Transport of larger samples: proved optimal whatever the sizes, weights and dimension, and found
 * again with the candidate lists and the cached costs out of play (n = 6000 > 2^12). */
#include "test.h"
#include "transport.h"

static void check(size_t n, size_t m, size_t d, bool weighted, uint64_t *state) {
    double *X = malloc((n + m) * (d + 1) * sizeof *X), *weights = X + (n + m) * d;
    for (size_t k = 0; k < (n + m) * (d + 1); k++)
        X[k] = test_uniform(state);
    struct transport_problem problem = {{n, d, X, weighted ? weights : NULL},
                                        {m, d, X + n * d, weighted ? weights + n : NULL},
                                        TRANSPORT_EUCLIDEAN,
                                        1};
    struct transport transport = {0};
    if (!TEST(transport_exact(&problem, &transport) == STATUS_OK))
        printf("    n %zu m %zu d %zu: %s\n", n, m, d, error_message());
    TEST(transport.gap <= 1e-11 * transport.primal && transport.gap >= 0);
    TEST(transport.marginal <= 1e-13);
    transport_free(&transport);
    free(X);
}

/* Half of the second cloud is far away, so that most rows must leave their lists: the distance is
 * that of the line from town to town, but for what the towns measure. */
static void check_towns(uint64_t *state) {
    enum { N = 400 };
    static double X[N * 2], Y[N * 2];
    for (int trial = 0; trial < 4; trial++) {
        for (size_t k = 0; k < N * 2; k++) {
            X[k] = 1e-2 * test_uniform(state);
            Y[k] = 1e-2 * test_uniform(state) * (trial % 2 && k < N ? 100 : 1) + (k >= N) * 10.0;
        }
        struct transport_problem problem = {{N, 2, X, NULL}, {N, 2, Y, NULL}, 0, 1};
        if (trial > 1)
            problem.cost = TRANSPORT_SQUARED;
        struct transport transport = {0};
        if (!TEST(transport_exact(&problem, &transport) == STATUS_OK))
            printf("    towns %d: %s\n", trial, error_message());
        TEST(transport.gap <= 1e-12 * transport.primal);
        transport_free(&transport);
    }
}

/* Both clouds the same but for one point that moves by a little: that over n. Potentials of size 1
 * have roundings of 1e-16, so that the proof is relative to 1e-9 only above W = 1e-7. */
static void check_nearly_equal(uint64_t *state) {
    enum { N = 300, D = 2 };
    static double X[N * D], Y[N * D];
    for (size_t k = 0; k < N * D; k++)
        X[k] = Y[k] = test_uniform(state);
    for (double move = 1e-2; move > 1e-9; move /= 10) {
        X[0] = 0.5;
        Y[0] = 0.5 + move;
        struct transport_problem problem = {{N, D, X, NULL}, {N, D, Y, NULL}, 0, 1};
        struct transport transport = {0};
        TEST(transport_exact(&problem, &transport) == STATUS_OK);
        TEST_REL(transport.primal, (Y[0] - X[0]) / N, 1e-14);
        TEST(transport.gap <= (move > 5e-5 ? 1e-9 * transport.primal : 1e-15));
        transport_free(&transport);
    }
}

int main(void) {
    uint64_t state = test_seed();
#ifdef TWOLAYER_SANITIZED
    static const size_t sizes[] = {150, 250}, far = 300;
#else
    static const size_t sizes[] = {400, 700}, far = 4200;
#endif
    for (size_t d = 2; d <= 12; d += 5)
        for (int s = 0; s < 4; s++)
            check(sizes[s % 2], sizes[s / 2], d, false, &state);
    check(sizes[0], sizes[1], 2, true, &state);
    check(sizes[1], sizes[0], 7, true, &state);
    check(far, far, 15, false, &state);
    check_towns(&state);
    check_nearly_equal(&state);
    return test_end();
}
