/* SPDX-License-Identifier: MIT */
/* Transport on the line: sorting against the area between distribution functions, against the
 * general solver, and its potentials against all pairs; the distance to laws against closed forms
 * of one point and against fine samples of the law. */
#include "test.h"
#include "transport.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

enum { MOST = 60 };

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* int |F - G|, by evaluating both between all neighbouring points. */
static double area(size_t n, const double *x, const double *a, size_t m, const double *y,
                   const double *b) {
    double all[2 * MOST], sum = 0, total_a = 0, total_b = 0;
    memcpy(all, x, n * sizeof *x);
    memcpy(all + n, y, m * sizeof *y);
    qsort(all, n + m, sizeof *all, compare);
    for (size_t i = 0; i < n; i++)
        total_a += a[i];
    for (size_t j = 0; j < m; j++)
        total_b += b[j];
    for (size_t k = 0; k + 1 < n + m; k++) {
        double F = 0, G = 0;
        for (size_t i = 0; i < n; i++)
            F += x[i] <= all[k] ? a[i] / total_a : 0;
        for (size_t j = 0; j < m; j++)
            G += y[j] <= all[k] ? b[j] / total_b : 0;
        sum += fabs(F - G) * (all[k + 1] - all[k]);
    }
    return sum;
}

static void check_pairs(const struct transport_problem *problem,
                        const struct transport *transport) {
    bool squared = problem->cost == TRANSPORT_SQUARED;
    double violation = 0;
    for (size_t i = 0; i < problem->from.n; i++)
        for (size_t j = 0; j < problem->to.n; j++) {
            double difference = fabs(problem->from.X[i] - problem->to.X[j]);
            double cost = squared ? difference * difference : difference;
            violation = fmax(violation, transport->u[i] + transport->v[j] - cost);
        }
    TEST(violation <= 1e-15);
    TEST(transport->gap >= 0);
    TEST(transport->gap <= 2 * transport->rounding);
}

static void check_sorting(void) {
    uint64_t state = test_seed();
    double x[MOST], y[MOST], a[MOST], b[MOST], one[MOST];
    for (int trial = 0; trial < 300; trial++) {
        size_t n = 1 + test_random(&state) % MOST, m = 1 + test_random(&state) % MOST;
        for (size_t k = 0; k < MOST; k++) {
            x[k] = trial % 3 ? test_uniform(&state) : (double)(test_random(&state) % 4) / 4;
            y[k] = trial % 3 ? test_uniform(&state) : (double)(test_random(&state) % 4) / 4;
            a[k] = test_uniform(&state) * (double)(test_random(&state) % 4 > 0);
            b[k] = test_uniform(&state);
            one[k] = 1;
        }
        a[0] = 1;
        bool weighted = trial % 2;
        struct transport_problem problem = {
            {n, 1, x, weighted ? a : NULL}, {m, 1, y, weighted ? b : NULL}, 0, 0};
        struct transport sorted, exact;
        TEST(transport_sorted(&problem, &sorted) == STATUS_OK);
        TEST_ABS(sorted.primal, area(n, x, weighted ? a : one, m, y, weighted ? b : one), 1e-14);
        check_pairs(&problem, &sorted);
        transport_free(&sorted);
        problem.cost = TRANSPORT_SQUARED;
        TEST(transport_sorted(&problem, &sorted) == STATUS_OK);
        TEST(transport_exact(&problem, &exact) == STATUS_OK);
        TEST_ABS(sorted.primal, exact.primal, 1e-14);
        check_pairs(&problem, &sorted);
        transport_free(&sorted);
        transport_free(&exact);
    }
    struct transport_problem plane = {{2, 2, x, NULL}, {2, 2, y, NULL}, 0, 0};
    struct transport transport;
    TEST(transport_sorted(&plane, &transport) == STATUS_USAGE);
    struct transport_problem circle = {{2, 1, x, NULL}, {2, 1, y, NULL}, TRANSPORT_TORUS, 1};
    TEST(transport_sorted(&circle, &transport) == STATUS_USAGE);
}

/* 10^5 points: equal sizes and weights are matched in order. */
static void check_many(void) {
    enum { N = 100000 };
    static double x[N], y[N];
    uint64_t state = test_seed() + 1;
    for (size_t k = 0; k < N; k++) {
        x[k] = test_uniform(&state);
        y[k] = pow(test_uniform(&state), 2);
    }
    struct transport_problem problem = {{N, 1, x, NULL}, {N, 1, y, NULL}, 0, 0};
    struct transport transport;
    TEST(transport_sorted(&problem, &transport) == STATUS_OK);
    TEST(transport.gap <= 1e-15);
    qsort(x, N, sizeof *x, compare);
    qsort(y, N, sizeof *y, compare);
    double sum = 0;
    for (size_t k = 0; k < N; k++)
        sum += fabs(x[k] - y[k]);
    TEST_REL(transport.primal, sum / N, 1e-12);
    transport_free(&transport);
}

static double to_law(size_t n, const double *x, const double *a, const char *law) {
    struct transport transport;
    struct transport_cloud cloud = {n, 1, x, a};
    if (!TEST(transport_law(&cloud, law, &transport) == STATUS_OK))
        printf("    %s\n", error_message());
    TEST(transport.gap >= 0 && transport.gap <= 1e-14 * (1 + transport.primal));
    return transport.primal;
}

/* E|X - x| of one point in closed form. */
static void check_points(void) {
    for (double x = -3; x < 6; x += 0.17) {
        double inside = fmin(fmax(x, 0), 1);
        double uniform = inside * inside - inside + 0.5 + fabs(x - inside);
        TEST_ABS(to_law(1, &x, NULL, "uniform"), uniform, 1e-15);
        double density = gsl_ran_ugaussian_pdf(x);
        TEST_ABS(to_law(1, &x, NULL, "gaussian"),
                 2 * density + x * (2 * gsl_cdf_ugaussian_P(x) - 1), 2e-15);
        /* A = 3: mean 3/2; E(X - x)_+ = x^-2/2 above 1. */
        double pareto = x < 1 ? 1.5 - x : x - 1.5 + pow(x, -2);
        TEST_ABS(to_law(1, &x, NULL, "pareto:3"), pareto, 4e-15);
    }
}

/* n points against the law, and against the middles of N equal parts of it: these are within
 * (1/2) sum of the parts' lengths/N = (Q_last - Q_first)/(2N), and the tails. */
static void check_samples(void) {
    enum { N = 20000, n = 50 };
    static double middle[N];
    double x[n], a[n];
    uint64_t state = test_seed() + 2;
    for (int law = 0; law < 3; law++) {
        static const char *const names[] = {"uniform", "gaussian", "pareto:2.5"};
        for (size_t k = 0; k < N; k++) {
            double p = ((double)k + 0.5) / N;
            middle[k] = law == 0 ? p : law == 1 ? gsl_cdf_ugaussian_Pinv(p) : pow(1 - p, -1 / 2.5);
        }
        for (size_t i = 0; i < n; i++) {
            x[i] = 2 * test_uniform(&state) + (law == 2 ? 0.9 : -0.5);
            a[i] = i % 5 ? test_uniform(&state) : 0;
        }
        struct transport_problem problem = {{n, 1, x, a}, {N, 1, middle, NULL}, 0, 0};
        struct transport transport;
        TEST(transport_sorted(&problem, &transport) == STATUS_OK);
        /* Half the range over N, and the tails beyond the last middle: 2 q E[X - Q | beyond]. */
        double error = (middle[N - 1] - middle[0]) / N;
        TEST_ABS(to_law(n, x, a, names[law]), transport.primal, error);
        transport_free(&transport);
    }
    struct transport transport;
    struct transport_cloud cloud = {n, 1, x, NULL};
    static const char *const wrong[] = {"normal", "pareto:1", "pareto:", "pareto:2x", "pareto:inf"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        TEST(transport_law(&cloud, wrong[k], &transport) == STATUS_USAGE);
}

int main(void) {
    check_sorting();
    check_many();
    check_points();
    check_samples();
    return test_end();
}
