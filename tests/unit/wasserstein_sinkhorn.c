/* SPDX-License-Identifier: MIT */
/* Entropic transport: [dual, primal] holds the exact optimum at every regularisation, shrinks with
 * it, and the rounded plan has its marginals. */
#include "test.h"
#include "transport.h"

static void check(const struct transport_problem *problem, double epsilon, double exact,
                  double *width) {
    struct transport transport;
    size_t sweeps;
    if (!TEST(transport_sinkhorn(problem, epsilon, 400, &transport, &sweeps) == STATUS_OK))
        return;
    TEST(transport.dual <= exact * (1 + 1e-14) && exact <= transport.primal * (1 + 1e-14));
    TEST(transport.marginal <= 1e-14);
    TEST(sweeps >= 1 && sweeps <= 400);
    /* The entropic plan costs at most epsilon times an entropy of log n more. */
    TEST(transport.gap <= 2 * epsilon * log((double)problem->from.n) + 0.1 * exact);
    *width = transport.gap;
    transport_free(&transport);
}

int main(void) {
    enum { N = 60, M = 45, D = 2 };
    static double X[N * D], Y[M * D], a[N], b[M];
    uint64_t state = test_seed();
    for (int trial = 0; trial < 6; trial++) {
        for (size_t k = 0; k < N * D; k++)
            X[k] = test_uniform(&state);
        for (size_t k = 0; k < M * D; k++)
            Y[k] = test_uniform(&state);
        for (size_t i = 0; i < N; i++)
            a[i] = i % 7 ? test_uniform(&state) : 0;
        for (size_t j = 0; j < M; j++)
            b[j] = test_uniform(&state);
        struct transport_problem problem = {{N, D, X, trial % 2 ? a : NULL},
                                            {M, D, Y, trial % 2 ? b : NULL},
                                            (enum transport_cost)(trial / 2 + (trial == 5)),
                                            1};
        struct transport exact;
        TEST(transport_exact(&problem, &exact) == STATUS_OK);
        double wide = INFINITY, narrow = INFINITY;
        check(&problem, 0.3, exact.primal, &wide);
        check(&problem, 0.01, exact.primal, &narrow);
        TEST(narrow < wide / 3);
        transport_free(&exact);
    }
    return test_end();
}
