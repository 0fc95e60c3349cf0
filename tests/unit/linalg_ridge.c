/* SPDX-License-Identifier: MIT */
/* Ridge and minimum norm: normal equations, limits, and the same by the other route. */
#include "linalg.h"
#include "test.h"

#include <string.h>

static const double eps = 2.220446049250313e-16;

static double *fill(size_t count, uint64_t *state) {
    double *x = malloc(count * sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = 2 * test_uniform(state) - 1;
    return x;
}

/* |Z^T (Z x - y) + ridge x| in units of rounding, and what of x lies outside the row space of Z:
 * x = Z^T c for some c, so that |x - P x| = 0, P by a second solve with the labels Z x. */
static void check(size_t n, size_t m, double ridge, const double *Z, uint64_t *state, double room) {
    enum { COUNT = 3 };
    double *Y = fill(COUNT * n, state), *X = malloc(COUNT * m * sizeof *X);
    double *F = malloc(COUNT * n * sizeof *F), *G = malloc(COUNT * m * sizeof *G);
    TEST(linalg_ridge(n, m, Z, ridge, COUNT, Y, X) == STATUS_OK);
    linalg_multiply_transposed(COUNT, n, m, X, Z, false, F);
    double size = linalg_norm(n * m, Z) * (linalg_norm(COUNT * n, F) + linalg_norm(COUNT * n, Y));
    for (size_t i = 0; i < COUNT * n; i++)
        F[i] -= Y[i];
    linalg_multiply(COUNT, m, n, F, Z, false, G);
    for (size_t i = 0; i < COUNT * m; i++)
        G[i] += ridge * X[i];
    TEST(linalg_norm(COUNT * m, G) <= room * eps * size * (double)(n + m));
    if (ridge == 0) {
        for (size_t i = 0; i < COUNT * n; i++)
            F[i] += Y[i];
        TEST(linalg_ridge(n, m, Z, 0, COUNT, F, G) == STATUS_OK);
        double change = 0;
        for (size_t i = 0; i < COUNT * m; i++)
            change = fmax(change, fabs(G[i] - X[i]));
        TEST(change <= 1e-6 * linalg_norm(COUNT * m, X));
    }
    free(Y), free(X), free(F), free(G);
}

/* Rows twice: rank n/2, so that the Gram matrix is singular and gelsd takes over; the solution is
 * that of the distinct rows with the mean labels. */
static void check_singular(size_t half, size_t m, uint64_t *state) {
    double *Z = fill(2 * half * m, state), *Y = fill(2 * half, state);
    double *mean = malloc(half * sizeof *mean), *x = malloc(2 * m * sizeof *x);
    memcpy(Z + half * m, Z, half * m * sizeof *Z);
    for (size_t i = 0; i < half; i++)
        mean[i] = (Y[i] + Y[half + i]) / 2;
    TEST(linalg_ridge(2 * half, m, Z, 0, 1, Y, x) == STATUS_OK);
    TEST(linalg_ridge(half, m, Z, 0, 1, mean, x + m) == STATUS_OK);
    for (size_t i = 0; i < m; i++)
        TEST_ABS(x[i], x[m + i], 1e-8 * linalg_norm(m, x));
    free(Z), free(Y), free(mean), free(x);
}

int main(void) {
    uint64_t state = test_seed();
    const size_t sizes[][2] = {{1, 1}, {5, 3}, {3, 5}, {40, 25}, {25, 40}, {30, 30}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s][0], m = sizes[s][1];
        double *Z = fill(n * m, &state);
        check(n, m, 0, Z, &state, 1e3);
        check(n, m, 0.3, Z, &state, 1e3);
        check(n, m, 1e-13, Z, &state, 1e3);
        free(Z);
    }
    check_singular(6, 20, &state);
    check_singular(6, 9, &state);
    /* One number each: y z/(z^2 + ridge). */
    double z = 2, y = 3, x;
    TEST(linalg_ridge(1, 1, &z, 0.5, 1, &y, &x) == STATUS_OK);
    TEST_REL(x, 6 / 4.5, 4 * eps);
    return test_end();
}
