/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include <math.h>
#include <stdlib.h>

/* Columns on a row's first list, of an assignment and of the network simplex method, which adds
 * what is missing later. */
enum { LIST = 80, LIST_SPLIT = 10 };

static size_t common_divisor(size_t n, size_t m) {
    while (m) {
        size_t rest = n % m;
        n = m;
        m = rest;
    }
    return n;
}

/* Supplies and demands in units in which uniform ones are integers; returns the unit. */
static long double set_masses(struct paths *paths, const struct transport_problem *problem,
                              const long double *a, const long double *b) {
    size_t n = paths->n, m = paths->m, common = common_divisor(n, m);
    bool uniform = !problem->from.weights && !problem->to.weights;
    for (size_t i = 0; i < n; i++)
        paths->supply[i] = uniform ? (double)(m / common) : (double)a[i];
    for (size_t j = 0; j < m; j++)
        paths->demand[j] = uniform ? (double)(n / common) : (double)b[j];
    return uniform ? (long double)common / ((long double)n * (long double)m) : 1;
}

/* v_j = min_i c_ij, then the lists. */
static enum status start(struct paths *paths, size_t count) {
    enum status status = STATUS_OK;
    for (size_t j = 0; j < paths->m; j++)
        paths->v[j] = INFINITY;
    for (size_t i = 0; i < paths->n; i++) {
        const double *cost = metric_costs(paths->metric, i);
        for (size_t j = 0; j < paths->m; j++) {
            paths->v[j] = cost[j] < paths->v[j] ? cost[j] : paths->v[j];
            paths->largest = cost[j] > paths->largest ? cost[j] : paths->largest;
        }
    }
    for (size_t i = 0; status == STATUS_OK && i < paths->n; i++)
        status =
            candidates_make(&paths->lists[i], paths->metric, i, paths->v, count, paths->scratch);
    return status;
}

static enum status paths_open(struct paths *paths, struct metric *metric) {
    size_t n = metric->n, m = metric->m;
    *paths = (struct paths){.metric = metric, .n = n, .m = m, .unused = FLOW_NONE};
    paths->v = memory_new(6 * m + 4 + n, sizeof(double));
    paths->head = memory_new(m, sizeof(uint32_t));
    paths->lists = memory_zero(n, sizeof(struct candidates));
    if (!paths->v || !paths->head || !paths->lists)
        return STATUS_NUMERICAL;
    paths->demand = paths->v + m;
    paths->scratch = paths->demand + m;
    paths->supply = paths->scratch + 4 * m + 4;
    for (size_t j = 0; j < m; j++)
        paths->head[j] = FLOW_NONE;
    return STATUS_OK;
}

static void paths_close(struct paths *paths) {
    for (size_t i = 0; paths->lists && i < paths->n; i++)
        free(paths->lists[i].cost);
    free(paths->lists);
    free(paths->v);
    free(paths->head);
    free(paths->flow);
}

/* The flows as moves of normalised mass. */
static struct transport_move *collect(const struct paths *paths, long double unit, size_t *count) {
    struct transport_move *moves = memory_new(paths->flows + 1, sizeof *moves);
    *count = 0;
    for (size_t j = 0; moves && j < paths->m; j++)
        for (uint32_t f = paths->head[j]; f != FLOW_NONE; f = paths->flow[f].next)
            moves[(*count)++] =
                (struct transport_move){paths->flow[f].row, j, unit * paths->flow[f].mass, 0};
    return moves;
}

static enum status solve(struct metric *metric, const struct transport_problem *problem,
                         const long double *a, const long double *b, struct transport *transport) {
    struct paths paths;
    enum status status = paths_open(&paths, metric);
    long double unit = 1;
    bool assignment = !problem->from.weights && !problem->to.weights && metric->n == metric->m;
    if (status == STATUS_OK) {
        unit = set_masses(&paths, problem, a, b);
        status = start(&paths, assignment ? LIST : LIST_SPLIT);
    }
    if (status == STATUS_OK && assignment)
        status = paths_bid(&paths);
    if (status == STATUS_OK)
        status = assignment ? paths_augment(&paths) : paths_simplex(&paths);
    if (status == STATUS_OK) {
        size_t count;
        struct transport_move *moves = collect(&paths, unit, &count);
        status = moves ? transport_certify(metric, a, b, moves, count, paths.v, transport)
                       : STATUS_NUMERICAL;
    }
    paths_close(&paths);
    return status;
}

enum status transport_exact(const struct transport_problem *problem, struct transport *transport) {
    struct metric metric;
    *transport = (struct transport){0};
    long double *a = cloud_weights(&problem->from), *b = cloud_weights(&problem->to);
    enum status status = a && b ? metric_open(&metric, problem) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = solve(&metric, problem, a, b, transport);
    if (a && b)
        metric_close(&metric);
    if (status == STATUS_OK)
        status = transport_check(transport);
    if (status != STATUS_OK)
        transport_free(transport);
    free(a);
    free(b);
    return status;
}
