/* SPDX-License-Identifier: MIT */
/* The network simplex method [standard: Dantzig 1951; strongly feasible trees: Cunningham 1976;
 * block search: Kovacs 2015] on few arcs: first those of the rows' lists, then, when these are
 * optimal, those of all pairs that would still improve the plan, until none would.
 *
 * Rows send to columns; a root takes from rows and gives to columns what no arc carries yet, at a
 * price above half of the largest cost, so that in the end it carries nothing. The basis is a
 * spanning tree: every node but the root has an arc to its parent. */
#include "transport_internal.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

struct arc {
    uint32_t row, column;
    double cost;
};

/* A node of the tree with the arc to its parent; `up`: from the node to the parent. */
struct node {
    uint32_t parent, child, next, previous, depth;
    bool up;
    double flow, cost, potential; /* cost + potential of the tail - that of the head is 0 */
};

struct simplex {
    struct paths *paths;
    struct node *node; /* n rows, m columns, the root */
    struct arc *arc;
    size_t arcs, capacity, place; /* place: where the next block begins */
    double tolerance;             /* of reduced costs: rounding */
};

/* Arcs that a row is given at once; pivots a node after which rounding must have led in circles. */
enum { ADDED = 8, PIVOTS = 10000 };

/* No node. */
#define NONE UINT32_MAX

/* ---- the tree ---- */

static void attach(struct node *node, uint32_t u, uint32_t parent) {
    node[u].parent = parent;
    node[u].previous = NONE;
    node[u].next = node[parent].child;
    if (node[u].next != NONE)
        node[node[u].next].previous = u;
    node[parent].child = u;
}

static void detach(struct node *node, uint32_t u) {
    if (node[u].previous != NONE)
        node[node[u].previous].next = node[u].next;
    else
        node[node[u].parent].child = node[u].next;
    if (node[u].next != NONE)
        node[node[u].next].previous = node[u].previous;
}

static void refresh(struct node *node, uint32_t u) {
    const struct node *parent = &node[node[u].parent];
    node[u].depth = parent->depth + 1;
    node[u].potential = parent->potential + (node[u].up ? -node[u].cost : node[u].cost);
}

/* Depths and potentials of all that hangs on `top`. */
static void refresh_below(struct node *node, uint32_t top) {
    uint32_t u = top;
    for (;;) {
        refresh(node, u);
        if (node[u].child != NONE) {
            u = node[u].child;
            continue;
        }
        while (u != top && node[u].next == NONE)
            u = node[u].parent;
        if (u == top)
            return;
        u = node[u].next;
    }
}

/* Hangs what is below `out` on another node by an arc from its node `in`: the arcs on the way from
 * `in` to `out` turn round. */
static void hang(struct node *node, uint32_t in, uint32_t out, uint32_t parent, struct node arc) {
    for (uint32_t u = in;;) {
        struct node old = node[u];
        detach(node, u);
        node[u].up = arc.up;
        node[u].flow = arc.flow;
        node[u].cost = arc.cost;
        attach(node, u, parent);
        if (u == out)
            break;
        arc = old;
        arc.up = !old.up;
        parent = u;
        u = old.parent;
    }
    refresh_below(node, in);
}

/* ---- a pivot ---- */

static uint32_t join_of(const struct node *node, uint32_t u, uint32_t v) {
    while (u != v)
        if (node[u].depth >= node[v].depth)
            u = node[u].parent;
        else
            v = node[v].parent;
    return u;
}

/* The arc enters, flow goes round the cycle that it closes, and the first arc to become empty
 * leaves: of several the last one along the cycle from its top, which keeps the tree strongly
 * feasible. */
static void pivot(struct simplex *simplex, const struct arc *arc) {
    struct node *node = simplex->node;
    uint32_t s = arc->row, t = (uint32_t)simplex->paths->n + arc->column;
    uint32_t join = join_of(node, s, t), out = NONE;
    double flow = INFINITY;
    bool below_row = true;
    for (uint32_t u = s; u != join; u = node[u].parent)
        if (node[u].up && node[u].flow < flow) {
            flow = node[u].flow;
            out = u;
        }
    for (uint32_t u = t; u != join; u = node[u].parent)
        if (!node[u].up && node[u].flow <= flow) {
            flow = node[u].flow;
            out = u;
            below_row = false;
        }
    for (uint32_t u = s; u != join; u = node[u].parent)
        node[u].flow += node[u].up ? -flow : flow;
    for (uint32_t u = t; u != join; u = node[u].parent)
        node[u].flow += node[u].up ? flow : -flow;
    struct node entering = {.up = below_row, .flow = flow, .cost = arc->cost};
    hang(node, below_row ? s : t, out, below_row ? t : s, entering);
}

/* ---- the choice of the entering arc ---- */

static double reduced(const struct simplex *simplex, const struct arc *arc) {
    return arc->cost + simplex->node[arc->row].potential -
           simplex->node[simplex->paths->n + arc->column].potential;
}

/* The best arc of the first block, from where the last search ended, that has one; NULL if none. */
static const struct arc *choose(struct simplex *simplex) {
    size_t block = (size_t)sqrt((double)simplex->arcs) + 1, left = block;
    const struct arc *best = NULL;
    double least = -simplex->tolerance;
    for (size_t k = 0; k < simplex->arcs; k++) {
        const struct arc *arc = &simplex->arc[simplex->place];
        double value = reduced(simplex, arc);
        if (value < least) {
            least = value;
            best = arc;
        }
        simplex->place = simplex->place + 1 == simplex->arcs ? 0 : simplex->place + 1;
        if (--left == 0) {
            if (best)
                break;
            left = block;
        }
    }
    return best;
}

static enum status add_arc(struct simplex *simplex, size_t row, size_t column, double cost) {
    struct arc *arc = memory_more(simplex->arc, simplex->arcs, &simplex->capacity, sizeof *arc);
    if (!arc)
        return STATUS_NUMERICAL;
    simplex->arc = arc;
    simplex->arc[simplex->arcs++] = (struct arc){(uint32_t)row, (uint32_t)column, cost};
    return STATUS_OK;
}

/* Adds the most negative arcs of a row, if there are. */
static enum status price_row(struct simplex *simplex, size_t row) {
    struct paths *paths = simplex->paths;
    const double *cost = metric_costs(paths->metric, row);
    const struct node *column = simplex->node + paths->n;
    double offset = simplex->node[row].potential, value[ADDED];
    size_t place[ADDED], count = 0;
    for (size_t j = 0; j < paths->m; j++) {
        double now = cost[j] + offset - column[j].potential;
        if (!(now < -simplex->tolerance) || (count == ADDED && now >= value[ADDED - 1]))
            continue;
        count += count < ADDED;
        size_t k = count - 1;
        for (; k > 0 && value[k - 1] > now; k--) {
            value[k] = value[k - 1];
            place[k] = place[k - 1];
        }
        value[k] = now;
        place[k] = j;
    }
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < count; k++)
        status = add_arc(simplex, row, place[k], cost[place[k]]);
    return status;
}

/* ---- all of it ---- */

static enum status simplex_open(struct simplex *simplex, struct paths *paths) {
    size_t n = paths->n, m = paths->m;
    uint32_t root = (uint32_t)(n + m);
    double price = paths->largest > 0 ? paths->largest : 1;
    *simplex = (struct simplex){.paths = paths, .tolerance = 16 * DBL_EPSILON * price};
    struct node *node = simplex->node = memory_zero(n + m + 1, sizeof *simplex->node);
    if (!node)
        return STATUS_NUMERICAL;
    node[root] = (struct node){.parent = NONE, .child = NONE, .next = NONE, .previous = NONE};
    for (uint32_t u = 0; u < root; u++) {
        double demand = u < n ? 0 : paths->demand[u - n];
        node[u] = (struct node){.child = NONE,
                                .up = !(demand > 0), /* empty arcs must go to the root */
                                .flow = u < n ? paths->supply[u] : demand,
                                .cost = price};
        attach(node, u, root);
        refresh(node, u);
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; status == STATUS_OK && k < paths->lists[i].count; k++)
            status = add_arc(simplex, i, paths->lists[i].column[k], paths->lists[i].cost[k]);
    return status;
}

/* The tree's arcs as flows; the potentials of the columns. What the root carries is rounding. */
static enum status hand_over(const struct simplex *simplex) {
    struct paths *paths = simplex->paths;
    size_t n = paths->n, m = paths->m, root = n + m;
    enum status status = STATUS_OK;
    for (size_t u = 0; status == STATUS_OK && u < root; u++) {
        const struct node *node = &simplex->node[u];
        if (node->parent != root && node->flow > 0)
            status = paths_send(paths, u < n ? u : node->parent, (u < n ? node->parent : u) - n,
                                node->flow);
    }
    for (size_t j = 0; j < m; j++)
        paths->v[j] = simplex->node[n + j].potential;
    return status;
}

enum status paths_simplex(struct paths *paths) {
    struct simplex simplex;
    enum status status = simplex_open(&simplex, paths);
    size_t left = PIVOTS * (paths->n + paths->m), before = 0;
    while (status == STATUS_OK && simplex.arcs > before) {
        for (const struct arc *arc; left > 0 && (arc = choose(&simplex)); left--)
            pivot(&simplex, arc);
        before = simplex.arcs;
        for (size_t i = 0; status == STATUS_OK && i < paths->n; i++)
            status = price_row(&simplex, i);
        if (status == STATUS_OK && left == 0)
            status = error_set(STATUS_NUMERICAL,
                               "found no optimal plan after %d pivots a point, expected one",
                               (int)PIVOTS);
    }
    if (status == STATUS_OK)
        status = hand_over(&simplex);
    free(simplex.node);
    free(simplex.arc);
    return status;
}
