/* SPDX-License-Identifier: MIT */
/* The nearest point of the convex hull against the conditions of optimality, a search over all
 * subsets, and exactly solvable cases. */
#include "early_stage.h"
#include "early_stage_network.h"
#include "linalg.h"

/* Feasible, of the stated length, and a combination of rows on the margin: then it is the one. */
static void test_conditions(size_t n, size_t d, const double *X) {
    double gamma, w[16], alpha[64], sum = 0;
    TEST(early_stage_max_margin(n, d, X, &gamma, w, alpha) == STATUS_OK);
    TEST(gamma > 0);
    for (size_t i = 0; i < n; i++) {
        double margin = test_dot(d, w, X + i * d);
        TEST(margin >= 1 - 1e-10);
        TEST(alpha[i] >= 0);
        TEST(alpha[i] == 0 || fabs(margin - 1) < 1e-9);
        sum += alpha[i];
    }
    TEST_REL(test_dot(d, w, w), 1 / (gamma * gamma), 1e-12);
    TEST_REL(sum, 1 / (gamma * gamma), 1e-9);
    for (size_t j = 0; j < d; j++) {
        double combination = 0;
        for (size_t i = 0; i < n; i++)
            combination += alpha[i] * X[i * d + j];
        TEST_ABS(combination, w[j], 1e-10 / gamma);
    }
}

/* The largest margin over all subsets of rows whose equations G alpha = 1 have a solution that is
 * feasible for all rows. */
static double by_subsets(size_t n, size_t d, const double *X) {
    double best = 0;
    for (unsigned set = 1; set < 1u << n; set++) {
        double G[64], alpha[8], w[16] = {0};
        size_t rows[8], count = 0;
        for (size_t i = 0; i < n; i++)
            if (set >> i & 1)
                rows[count++] = i;
        for (size_t i = 0; i < count; i++) {
            alpha[i] = 1;
            for (size_t j = 0; j < count; j++)
                G[i * count + j] = test_dot(d, X + rows[i] * d, X + rows[j] * d);
        }
        if (count > d || linalg_cholesky(count, G) != STATUS_OK)
            continue;
        linalg_cholesky_solve(count, G, 1, alpha);
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < d; j++)
                w[j] += alpha[i] * X[rows[i] * d + j];
        double least = INFINITY;
        for (size_t i = 0; i < n; i++)
            least = fmin(least, test_dot(d, w, X + i * d));
        if (least >= 1 - 1e-9)
            best = fmax(best, 1 / sqrt(test_dot(d, w, w)));
    }
    return best;
}

static void draw(size_t n, size_t d, double shift, double *X, uint64_t *state) {
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < d; j++)
            X[i * d + j] = test_gaussian(state) + (j == 0 ? shift : 0);
        test_unit(d, X + i * d);
    }
}

int main(void) {
    uint64_t state = test_seed();
    double X[64 * 16], gamma, w[16], alpha[64];
    for (size_t r = 0; r < 60; r++) {
        draw(7, 4, 1.5, X, &state);
        double best = by_subsets(7, 4, X);
        TEST(early_stage_max_margin(7, 4, X, &gamma, NULL, NULL) == STATUS_OK);
        TEST_ABS(gamma, best, 1e-10);
    }
    for (size_t r = 0; r < 20; r++) {
        draw(40, 10, 3.0, X, &state);
        test_conditions(40, 10, X);
        draw(60, 3, 6.0, X, &state); /* many more rows than dimensions */
        test_conditions(60, 3, X);
        draw(5, 12, 0, X, &state); /* fewer rows: separable in any case */
        test_conditions(5, 12, X);
    }
    memcpy(X + 12, X, 12 * sizeof *X); /* a row twice */
    test_conditions(5, 12, X);
    /* Two rows at the angle 2 beta: cos beta, and no less with rows between them. */
    for (double beta = 0.1; beta < 1.55; beta += 0.2) {
        const double pair[] = {cos(beta), sin(beta), cos(beta), -sin(beta), 1, 0};
        TEST(early_stage_max_margin(2, 2, pair, &gamma, w, alpha) == STATUS_OK);
        TEST_REL(gamma, cos(beta), 1e-14);
        TEST_REL(w[0], 1 / cos(beta), 1e-12);
        TEST_ABS(w[1], 0, 1e-13 / cos(beta));
        TEST_REL(alpha[0], 1 / (2 * cos(beta) * cos(beta)), 1e-12);
        TEST(early_stage_max_margin(3, 2, pair, &gamma, NULL, NULL) == STATUS_OK);
        TEST_REL(gamma, cos(beta), 1e-14);
    }
    /* Orthonormal rows: 1/sqrt n. */
    memset(X, 0, sizeof X);
    for (size_t i = 0; i < 9; i++)
        X[i * 9 + i] = 1;
    TEST(early_stage_max_margin(9, 9, X, &gamma, NULL, alpha) == STATUS_OK);
    TEST_REL(gamma, 1.0 / 3, 1e-14);
    TEST_REL(alpha[4], 1.0, 1e-12);
    /* Around 0: not separable. */
    const double around[] = {1, 0, -0.5, 0.8, -0.5, -0.8};
    TEST(early_stage_max_margin(3, 2, around, &gamma, w, NULL) == STATUS_OK);
    TEST(gamma == 0 && isnan(w[0]));
    return test_end();
}
