/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* u_i = min_j (c_ij - v_j) in extended precision: feasible but for one rounding of it. */
static long double transform(const double *cost, const double *v, size_t m) {
    long double least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (size_t j = 0; j < m; j++) {
        long double reduced = (long double)cost[j] - v[j];
        least[j % 4] = reduced < least[j % 4] ? reduced : least[j % 4];
    }
    return fminl(fminl(least[0], least[1]), fminl(least[2], least[3]));
}

/* What the plan leaves of each weight (row sums, then column sums); NULL without memory. A negative
 * mass makes it NaN. */
static long double *find_residuals(size_t n, const long double *a, size_t m, const long double *b,
                                   const struct transport *transport) {
    long double *left = memory_new(n + m, sizeof *left);
    if (!left)
        return NULL;
    for (size_t k = 0; k < n + m; k++)
        left[k] = k < n ? a[k] : b[k - n];
    for (size_t k = 0; k < transport->moves; k++) {
        const struct transport_move *move = &transport->move[k];
        long double mass = move->mass >= 0 ? move->mass : (long double)NAN;
        left[move->from] -= mass;
        left[n + move->to] -= mass;
    }
    return left;
}

enum status transport_finish(struct transport *transport, double unit, size_t n, size_t m,
                             const long double *a, const long double *b, const long double *u,
                             const long double *v) {
    transport->u = memory_new(n, sizeof(double));
    transport->v = memory_new(m, sizeof(double));
    long double *left = find_residuals(n, a, m, b, transport);
    if (!transport->u || !transport->v || !left) {
        free(left);
        return STATUS_NUMERICAL;
    }
    long double primal = 0, dual = 0, scale = 0, off = 0, marginal = 0;
    for (size_t k = 0; k < transport->moves; k++) {
        primal += transport->move[k].mass * transport->move[k].cost;
        transport->move[k].cost *= unit;
    }
    for (size_t k = 0; k < n + m; k++) {
        long double weight = k < n ? a[k] : b[k - n], potential = k < n ? u[k] : v[k - n];
        dual += weight * potential;
        scale += weight * fabsl(potential);
        off += fabsl(left[k] * potential);
        marginal += fabsl(left[k]);
        *(k < n ? transport->u + k : transport->v + (k - n)) = (double)(unit * potential);
    }
    free(left);
    /* The sums lose at most n + m roundings, in practice their root; u one. */
    off += LDBL_EPSILON * (2 + sqrtl((long double)(n + m))) * scale;
    dual -= off;
    transport->primal = (double)(unit * primal);
    transport->dual = (double)(unit * dual);
    transport->gap = (double)(unit * (primal - dual));
    transport->rounding = (double)(unit * off + 2 * DBL_EPSILON * unit * scale);
    transport->marginal = (double)marginal;
    return isfinite(transport->primal) && isfinite(transport->rounding)
               ? STATUS_OK
               : error_set(STATUS_NUMERICAL,
                           "found a transport cost of %g, expected coordinates whose distances are "
                           "finite numbers",
                           transport->primal);
}

enum status transport_certify(struct metric *metric, const long double *a, const long double *b,
                              struct transport_move *moves, size_t count, const double *v,
                              struct transport *transport) {
    size_t n = metric->n, m = metric->m;
    *transport = (struct transport){.moves = count, .move = moves};
    long double *u = memory_new(n + m, sizeof *u);
    if (!u)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < n; i++)
        u[i] = transform(metric_costs(metric, i), v, m);
    for (size_t j = 0; j < m; j++)
        u[n + j] = v[j];
    for (size_t k = 0; k < count; k++)
        moves[k].cost = metric_cost(metric, moves[k].from, moves[k].to);
    enum status status = transport_finish(transport, metric->unit, n, m, a, b, u, u + n);
    free(u);
    return status;
}

enum status transport_check(const struct transport *transport) {
    double allowed = fmax(1e-9 * transport->primal, 2 * transport->rounding);
    if (!(transport->gap <= allowed))
        return error_set(STATUS_NUMERICAL,
                         "found %.17g by a plan and %.17g by potentials, expected the same to 1e-9",
                         transport->primal, transport->dual);
    if (!(transport->marginal <= 1e-12))
        return error_set(STATUS_NUMERICAL, "found marginals off by %.3g, expected at most 1e-12",
                         transport->marginal);
    return STATUS_OK;
}

void transport_free(struct transport *transport) {
    free(transport->move);
    free(transport->u);
    free(transport->v);
    *transport = (struct transport){0};
}
