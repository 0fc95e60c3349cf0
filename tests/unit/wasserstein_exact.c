/* SPDX-License-Identifier: MIT */
/* Exact transport: against all permutations, against itself with weights as copies, by its
 * certificate recomputed from scratch, and by the laws of a distance. */
#include "test.h"
#include "transport.h"

#include <float.h>

enum { MOST = 64 };

static double distance(const struct transport_problem *problem, size_t i, size_t j) {
    double sum = 0;
    size_t d = problem->from.d;
    for (size_t k = 0; k < d; k++) {
        double difference = problem->from.X[i * d + k] - problem->to.X[j * d + k];
        if (problem->cost == TRANSPORT_TORUS || problem->cost == TRANSPORT_TORUS_SQUARED)
            difference = remainder(difference, problem->period);
        sum += difference * difference;
    }
    bool squared = problem->cost == TRANSPORT_SQUARED || problem->cost == TRANSPORT_TORUS_SQUARED;
    return squared ? sum : sqrt(sum);
}

static double weight(const struct transport_cloud *cloud, size_t i) {
    double sum = 0;
    for (size_t k = 0; k < cloud->n; k++)
        sum += cloud->weights ? cloud->weights[k] : 1;
    return (cloud->weights ? cloud->weights[i] : 1) / sum;
}

/* The certificate, from the definitions alone; coordinates are of size 1, or costs larger. */
static void check_certificate(const struct transport_problem *problem,
                              const struct transport *transport) {
    size_t n = problem->from.n, m = problem->to.n;
    double *a = calloc(n + m, sizeof *a), *b = a + n, dual = 0, primal = 0, violation = 0, top = 1;
    for (size_t k = 0; k < transport->moves; k++) {
        const struct transport_move *move = &transport->move[k];
        a[move->from] += (double)move->mass;
        b[move->to] += (double)move->mass;
        TEST(move->mass >= 0);
        primal += (double)move->mass * distance(problem, move->from, move->to);
    }
    for (size_t i = 0; i < n; i++) {
        TEST_ABS(a[i], weight(&problem->from, i), 1e-14);
        dual += weight(&problem->from, i) * transport->u[i];
        for (size_t j = 0; j < m; j++) {
            double cost = distance(problem, i, j);
            top = fmax(top, cost);
            violation = fmax(violation, transport->u[i] + transport->v[j] - cost);
        }
    }
    for (size_t j = 0; j < m; j++) {
        TEST_ABS(b[j], weight(&problem->to, j), 1e-14);
        dual += weight(&problem->to, j) * transport->v[j];
    }
    TEST(violation <= 16 * DBL_EPSILON * top);
    /* Sums of n + m terms, each with a few roundings of its own. */
    double error = 4 * DBL_EPSILON * (double)(n + m);
    TEST_ABS(transport->primal, primal, error * top);
    TEST_ABS(transport->dual, dual, error * (top + transport->rounding / DBL_EPSILON));
    TEST(transport->gap >= 0);
    TEST(transport->gap <= 1e-13 * top);
    free(a);
}

static double solve(const struct transport_problem *problem) {
    struct transport transport;
    if (!TEST(transport_exact(problem, &transport) == STATUS_OK)) {
        printf("    %s\n", error_message());
        return NAN;
    }
    check_certificate(problem, &transport);
    double primal = transport.primal;
    transport_free(&transport);
    return primal;
}

/* The best of all permutations of the columns k..n-1. */
static double best_permutation(const struct transport_problem *problem, size_t *order, size_t k) {
    size_t n = problem->from.n;
    double best = k == n ? 0 : INFINITY;
    for (size_t j = k; j < n; j++) {
        size_t swap = order[k];
        order[k] = order[j];
        order[j] = swap;
        best = fmin(best, distance(problem, k, order[k]) + best_permutation(problem, order, k + 1));
        order[j] = order[k];
        order[k] = swap;
    }
    return best;
}

/* Coordinates: uniform; on a grid of 3 (ties, duplicates); of sizes 1, 1e-3, 1e-6... */
static void draw(uint64_t *state, int kind, size_t n, size_t d, double *X) {
    for (size_t k = 0; k < n * d; k++) {
        X[k] = 2 * test_uniform(state) - 0.5;
        if (kind == 1)
            X[k] = floor(3 * X[k]) / 4;
        if (kind == 2)
            X[k] *= pow(1e-3, (double)(k % d));
    }
}

static void check_permutations(void) {
    uint64_t state = test_seed();
    double X[8 * 3], Y[8 * 3];
    for (int trial = 0; trial < 240; trial++) {
        size_t n = 1 + test_random(&state) % 7, d = 1 + test_random(&state) % 3, order[8];
        draw(&state, trial % 3, n, d, X);
        draw(&state, trial % 3, n, d, Y);
        for (size_t i = 0; i < n; i++)
            order[i] = i;
        struct transport_problem problem = {{n, d, X, NULL}, {n, d, Y, NULL}, 0, 0.8};
        problem.cost = (enum transport_cost)(trial / 3 % 4);
        double best = best_permutation(&problem, order, 0) / (double)n;
        TEST_ABS(solve(&problem), best, 1e-14);
    }
}

/* Integer weights are copies of points; the copies have uniform weights and other sizes. */
static void check_copies(void) {
    uint64_t state = test_seed() + 1;
    double X[MOST * 2], Y[MOST * 2], copies[MOST * 2], a[MOST], b[MOST];
    for (int trial = 0; trial < 60; trial++) {
        size_t n = 1 + test_random(&state) % 12, m = 1 + test_random(&state) % 12, total = 0;
        draw(&state, trial % 3, n, 2, X);
        draw(&state, trial % 3, m, 2, Y);
        for (size_t i = 0; i < n; i++) {
            a[i] = (double)(test_random(&state) % 5);
            a[0] += i + 1 == n;
            for (size_t c = 0; c < (size_t)a[i]; c++, total++)
                memcpy(copies + 2 * total, X + 2 * i, 2 * sizeof *X);
            if (i + 1 == n) /* the one that the first got */
                memcpy(copies + 2 * total++, X, 2 * sizeof *X);
        }
        for (size_t j = 0; j < m; j++)
            b[j] = test_uniform(&state);
        if (n == 1)
            total = 1;
        struct transport_problem weighted = {{n, 2, X, a}, {m, 2, Y, NULL}, 0, 0};
        struct transport_problem copied = {{total, 2, copies, NULL}, {m, 2, Y, NULL}, 0, 0};
        weighted.cost = copied.cost = (enum transport_cost)(trial % 2);
        TEST_ABS(solve(&weighted), solve(&copied), 1e-14);
        weighted.to.weights = copied.to.weights = b;
        TEST_ABS(solve(&weighted), solve(&copied), 1e-14);
    }
}

/* A translate is |t| away (t^2 for the squared cost: convex costs keep the order of a translation);
 * triangles; symmetry; scales. */
static void check_distance(void) {
    uint64_t state = test_seed() + 2;
    enum { N = 60, D = 3 };
    static double X[3][N * D], scaled[2][N * D];
    for (int trial = 0; trial < 6; trial++) {
        double w[3];
        for (int c = 0; c < 3; c++)
            draw(&state, trial % 3, N, D, X[c]);
        for (int c = 0; c < 3; c++) {
            struct transport_problem problem = {
                {N - 20, D, X[c], NULL}, {N, D, X[(c + 1) % 3], NULL}, 0, 0};
            struct transport_problem back = {problem.to, problem.from, 0, 0};
            problem.from.n = back.to.n = N;
            w[c] = solve(&problem);
            TEST_ABS(solve(&back), w[c], 1e-14);
        }
        TEST(w[0] <= w[1] + w[2] + 1e-14 && w[1] <= w[0] + w[2] + 1e-14);
        const double shift[D] = {0.3, -2, 1e-4};
        for (size_t k = 0; k < N * D; k++)
            scaled[0][k] = X[0][k] + shift[k % D];
        struct transport_problem moved = {{N, D, X[0], NULL}, {N, D, scaled[0], NULL}, 0, 0};
        TEST_REL(solve(&moved), sqrt(4.09 + 1e-8), 1e-14);
        moved.cost = TRANSPORT_SQUARED;
        TEST_REL(solve(&moved), 4.09 + 1e-8, 1e-14);
        for (int power = -500; power <= 500; power += 250) {
            for (size_t k = 0; k < N * D; k++) {
                scaled[0][k] = ldexp(X[0][k], power);
                scaled[1][k] = ldexp(X[1][k], power);
            }
            struct transport transport;
            struct transport_problem p = {{N, D, scaled[0], NULL}, {N, D, scaled[1], NULL}, 0, 0};
            TEST(transport_exact(&p, &transport) == STATUS_OK);
            TEST_REL(transport.primal, ldexp(w[0], power), 0);
            transport_free(&transport);
        }
    }
}

/* One point; equal clouds; all points the same; squares that overflow; on the torus, the way around
 * and a common shift. */
static void check_corners(void) {
    enum { N = 200 };
    uint64_t state = test_seed() + 3;
    static double X[N * 2], Y[N * 2], same[N * 2];
    draw(&state, 0, N, 2, X);
    struct transport_problem problem = {{1, 2, X, NULL}, {1, 2, X + 2, NULL}, 0, 1};
    TEST_REL(solve(&problem), hypot(X[0] - X[2], X[1] - X[3]), 4e-16);
    problem = (struct transport_problem){{N, 2, X, NULL}, {N, 2, X, NULL}, 0, 1};
    for (int cost = 0; cost < 4; cost++) {
        problem.cost = (enum transport_cost)cost;
        TEST_ABS(solve(&problem), 0, 0);
    }
    problem = (struct transport_problem){{N, 2, same, NULL}, {N / 2, 2, same, NULL}, 0, 1};
    TEST_ABS(solve(&problem), 0, 0);
    problem = (struct transport_problem){{N, 2, same, NULL}, {N, 2, X, NULL}, 0, 1};
    double mean = 0;
    for (size_t i = 0; i < N; i++)
        mean += hypot(X[2 * i], X[2 * i + 1]) / N;
    TEST_REL(solve(&problem), mean, 1e-14);
    const double far[] = {-1e200, 0}, away[] = {1e200, 0};
    problem = (struct transport_problem){{1, 2, far, NULL}, {1, 2, away, NULL}, 0, 1};
    TEST_REL(solve(&problem), 2e200, 4e-16);
    struct transport transport;
    problem.cost = TRANSPORT_SQUARED;
    TEST(transport_exact(&problem, &transport) == STATUS_NUMERICAL);
    const double near[] = {0.05, 3.9}, around[] = {6.95, 0.1};
    problem =
        (struct transport_problem){{1, 2, near, NULL}, {1, 2, around, NULL}, TRANSPORT_TORUS, 1};
    TEST_REL(solve(&problem), hypot(0.1, 0.2), 1e-14);
    draw(&state, 0, N, 2, Y);
    problem = (struct transport_problem){{N, 2, X, NULL}, {N, 2, Y, NULL}, TRANSPORT_TORUS, 0.7};
    double before = solve(&problem);
    for (size_t k = 0; k < N * 2; k++) {
        X[k] += k % 2 ? 0.31 : -5;
        Y[k] += k % 2 ? 0.31 - 0.7 : -5 + 1.4;
    }
    TEST_REL(solve(&problem), before, 1e-13);
}

int main(void) {
    check_permutations();
    check_copies();
    check_distance();
    check_corners();
    return test_end();
}
