/* SPDX-License-Identifier: MIT */
/* The distance of a sample to its law, to a grid that stands for it, or to a second sample;
 * certified by the solver. */
#include "methods.h"

#include <math.h>
#include <string.h>

static enum status solve(const struct empirical *e, enum transport_cost cost,
                         struct transport *transport) {
    const struct transport_problem problem = {
        {e->points, e->d, e->A, NULL}, {e->others, e->d, e->B, NULL}, cost, 1};
    bool line = e->d == 1 && cost < TRANSPORT_TORUS;
    return line ? transport_sorted(&problem, transport) : transport_exact(&problem, transport);
}

static enum status solve_domain(const struct empirical *e, bool torus, double *primal,
                                double *dual) {
    struct transport transport = {0};
    int squared = e->squared ? 1 : 0;
    enum transport_cost cost =
        (enum transport_cost)((torus ? TRANSPORT_TORUS : TRANSPORT_EUCLIDEAN) + squared);
    enum status status = solve(e, cost, &transport);
    *primal = transport.primal;
    *dual = transport.dual;
    transport_free(&transport);
    return status;
}

static enum status against_law(const struct empirical *e, uint64_t replicate, double *primal,
                               double *dual) {
    const struct transport_problem problem = {
        {e->points, e->d, e->A, NULL}, {0, 0, NULL, NULL}, TRANSPORT_EUCLIDEAN, 1};
    struct transport transport = {0};
    double unused;
    enum status status = e->d > 1 ? transport_sliced(&problem, e->law_name, e->directions, e->seed,
                                                     replicate, &transport, &unused)
                                  : transport_law(&problem.from, e->law_name, &transport);
    *primal = transport.primal;
    *dual = transport.dual;
    transport_free(&transport);
    return status;
}

enum status empirical_distance(struct empirical *e, uint64_t replicate, double *row) {
    double torus[2] = {0, 0};
    bool difference = strcmp(e->domain, "difference") == 0;
    empirical_draw(e, 0, replicate, e->points, e->A);
    if (strcmp(e->target, "law") == 0)
        return against_law(e, replicate, &row[0], &row[1]);
    if (strcmp(e->target, "sample") == 0)
        empirical_draw(e, 1, replicate, e->others, e->B);
    enum status status = solve_domain(e, strcmp(e->domain, "torus") == 0, &row[0], &row[1]);
    if (status == STATUS_OK && difference)
        status = solve_domain(e, true, &torus[0], &torus[1]);
    row[0] -= torus[0];
    row[1] -= torus[1];
    return status;
}
