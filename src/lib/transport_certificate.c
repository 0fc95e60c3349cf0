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

static double marginal_error(size_t n, const double *a, size_t m, const double *b,
                             const struct transport *transport) {
    double *left = memory_new(n + m, sizeof *left), sum = 0;
    if (!left)
        return NAN;
    for (size_t i = 0; i < n; i++)
        left[i] = a[i];
    for (size_t j = 0; j < m; j++)
        left[n + j] = b[j];
    for (size_t k = 0; k < transport->moves; k++) {
        const struct transport_move *move = &transport->move[k];
        left[move->from] -= move->mass;
        left[n + move->to] -= move->mass;
        if (!(move->mass >= 0))
            sum = NAN;
    }
    for (size_t k = 0; k < n + m; k++)
        sum += fabs(left[k]);
    free(left);
    return sum;
}

enum status transport_finish(struct transport *transport, double unit, size_t n, size_t m,
                             const double *a, const double *b, const long double *u,
                             const long double *v) {
    transport->u = memory_new(n, sizeof(double));
    transport->v = memory_new(m, sizeof(double));
    if (!transport->u || !transport->v)
        return STATUS_NUMERICAL;
    long double primal = 0, dual = 0, scale = 0;
    for (size_t k = 0; k < transport->moves; k++) {
        primal += (long double)transport->move[k].mass * transport->move[k].cost;
        transport->move[k].cost *= unit;
    }
    for (size_t i = 0; i < n; i++) {
        dual += a[i] * u[i];
        scale += a[i] * fabsl(u[i]);
        transport->u[i] = (double)(unit * u[i]);
    }
    for (size_t j = 0; j < m; j++) {
        dual += b[j] * v[j];
        scale += b[j] * fabsl(v[j]);
        transport->v[j] = (double)(unit * v[j]);
    }
    /* The sums lose at most (n + m) roundings, in practice their root; u one. */
    dual -= LDBL_EPSILON * (2 + sqrtl((long double)(n + m))) * scale;
    transport->primal = (double)(unit * primal);
    transport->dual = (double)(unit * dual);
    transport->gap = (double)(unit * (primal - dual));
    transport->scale = (double)(unit * scale);
    transport->marginal = marginal_error(n, a, m, b, transport);
    return isfinite(transport->primal) && isfinite(transport->scale)
               ? STATUS_OK
               : error_set(STATUS_NUMERICAL,
                           "found a transport cost of %g, expected coordinates whose distances are "
                           "finite numbers",
                           transport->primal);
}

enum status transport_certify(struct metric *metric, const double *a, const double *b,
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
    double allowed = fmax(1e-9 * transport->primal, 4 * DBL_EPSILON * transport->scale);
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
