/* SPDX-License-Identifier: MIT */
/* The parts of the transport solvers. */
#ifndef TWOLAYER_TRANSPORT_INTERNAL_H
#define TWOLAYER_TRANSPORT_INTERNAL_H

#include "transport.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- costs (transport_metric.c) ---- */

/* The cost c_ij of n x m pairs of points, which are first brought to a size near 1 by a power of
 * two, so that nothing over- or underflows; true costs are `unit` times larger. */
struct metric {
    size_t n, m, d;
    enum transport_cost kind;
    double period, unit;
    double *A, *B; /* n x d; d x m, transposed so that a row of costs is a sweep */
    double *cache; /* n x m, or NULL where that would be large */
    double *row;   /* m: of metric_costs without a cache */
};

enum status metric_open(struct metric *metric, const struct transport_problem *problem);
void metric_close(struct metric *metric);

/* Makes the cache whatever its size. */
enum status metric_keep(struct metric *metric);

/* Row i of the costs, valid until the next call; and one of them, the same bits. */
const double *metric_costs(struct metric *metric, size_t i);
double metric_cost(const struct metric *metric, size_t i, size_t j);

/* Normalised weights (the caller frees), uniform ones being 1/n. NULL without memory. */
long double *cloud_weights(const struct transport_cloud *cloud);

/* ---- proof (transport_certificate.c) ---- */

/* Fills the result from a plan (moves, with from, to and mass, taken over) and potentials v of the
 * columns in units of the metric. Computes u, the values, the marginals, in true units. */
enum status transport_certify(struct metric *metric, const long double *a, const long double *b,
                              struct transport_move *moves, size_t count, const double *v,
                              struct transport *transport);

/* Values and potentials (long double, in units of the metric) to the result. Takes off the dual
 * what rounding could have added. */
enum status transport_finish(struct transport *transport, double unit, size_t n, size_t m,
                             const long double *a, const long double *b, const long double *u,
                             const long double *v);

/* ---- candidates (transport_candidates.c) ---- */

/* Of each row the columns with the smallest c_ij - v_j, as v was when the list was made. v only
 * falls, so that what is not on the list stays at or above `bound`. */
struct candidates {
    size_t count, capacity;
    uint32_t *column; /* behind the costs, in the same block */
    double *cost, bound;
};

/* Makes the list of row i anew: at least `count` columns (all there are, if fewer), ties at the end
 * from column i onwards so that equal rows get different ones. scratch: 4 m + 4. */
enum status candidates_make(struct candidates *list, struct metric *metric, size_t i,
                            const double *v, size_t count, double *scratch);

/* ---- the solvers (transport_paths.c, transport_bids.c; transport_simplex.c) ---- */

/* A flow from a row; those into one column are linked. */
struct flow {
    uint32_t row, next;
    double mass, cost;
};

#define FLOW_NONE UINT32_MAX

struct paths {
    struct metric *metric;
    size_t n, m;
    double *v;                /* potentials of the columns */
    double largest;           /* cost */
    double *supply, *demand;  /* not yet sent, not yet received */
    struct candidates *lists; /* n */
    double *scratch;          /* 4 m + 4 */
    struct flow *flow;        /* pool */
    size_t flows, capacity;   /* used, allocated */
    uint32_t unused;          /* first of the linked free ones */
    uint32_t *head;           /* m: first flow into a column */
};

/* Adds mass to the flow from a row to a column. */
enum status paths_send(struct paths *paths, size_t row, size_t column, double mass);

/* Takes mass from a flow; an empty one goes. */
void paths_take_back(struct paths *paths, size_t column, uint32_t flow, double mass);

/* A first plan and potentials: rows bid for columns. */
enum status paths_bid(struct paths *paths);

/* The rest: for each row, shortest paths until its supply is gone. */
enum status paths_augment(struct paths *paths);

/* All of it by the network simplex method (transport_simplex.c), for supplies that are split. */
enum status paths_simplex(struct paths *paths);

#endif
