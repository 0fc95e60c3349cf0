/* SPDX-License-Identifier: MIT */
/* Successive shortest paths [standard: Jonker & Volgenant 1987 for assignments; Edmonds & Karp 1972
 * for flows]. From a row with supply left, Dijkstra's algorithm over reduced costs finds the
 * nearest column with demand left; mass goes along the path and the potentials of the columns on
 * the way fall. Rows look at their lists only; "what is not on the list of row i" is a place of its
 * own in the queue, at the list's bound, and when it comes up the list is made anew. So the paths
 * are the shortest of the full graph. */
#include "transport_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- flows ---- */

enum status paths_send(struct paths *paths, size_t row, size_t column, double mass) {
    for (uint32_t f = paths->head[column]; f != FLOW_NONE; f = paths->flow[f].next)
        if (paths->flow[f].row == row) {
            paths->flow[f].mass += mass;
            return STATUS_OK;
        }
    uint32_t f = paths->unused;
    if (f != FLOW_NONE) {
        paths->unused = paths->flow[f].next;
    } else {
        struct flow *flow = memory_more(paths->flow, paths->flows, &paths->capacity, sizeof *flow);
        if (!flow)
            return STATUS_NUMERICAL;
        paths->flow = flow;
        f = (uint32_t)paths->flows++;
    }
    paths->flow[f] = (struct flow){(uint32_t)row, paths->head[column], mass,
                                   metric_cost(paths->metric, row, column)};
    paths->head[column] = f;
    return STATUS_OK;
}

void paths_take_back(struct paths *paths, size_t column, uint32_t flow, double mass) {
    paths->flow[flow].mass -= mass;
    if (paths->flow[flow].mass > 0)
        return;
    uint32_t *link = &paths->head[column];
    while (*link != flow)
        link = &paths->flow[*link].next;
    *link = paths->flow[flow].next;
    paths->flow[flow].next = paths->unused;
    paths->flow[flow].mass = 0;
    paths->unused = flow;
}

/* ---- the queue: a heap of columns, and of m + row for what is not on the list of a row ---- */

struct item {
    double key;
    size_t id;
};

struct search {
    struct paths *paths;
    struct item *heap;
    size_t count, capacity;
    double *distance;    /* m */
    uint32_t *from_row;  /* m: by which row a column is reached */
    uint32_t *from_flow; /* n: by which flow a row is reached (FLOW_NONE: the source), */
    uint32_t *from;      /* n: out of which column, */
    double *offset;      /* n: distance of the row less its potential */
    uint32_t *seen, *closed, *visited, *renewed; /* m, m, n, n: the number of the search */
    uint32_t *order; /* columns in the order in which they were closed */
    size_t closed_count;
    uint32_t now;
    size_t open;  /* columns with demand left */
    double limit; /* distance of the nearest column with demand left, */
    size_t end;   /* which is this */
};

static enum status push(struct search *search, double key, size_t id) {
    struct item *heap = memory_more(search->heap, search->count, &search->capacity, sizeof *heap);
    if (!heap)
        return STATUS_NUMERICAL;
    search->heap = heap;
    size_t k = search->count++;
    for (; k > 0 && heap[(k - 1) / 4].key > key; k = (k - 1) / 4)
        heap[k] = heap[(k - 1) / 4];
    heap[k] = (struct item){key, id};
    return STATUS_OK;
}

static struct item pop(struct search *search) {
    struct item *heap = search->heap, top = heap[0], last = heap[--search->count];
    size_t k = 0, n = search->count;
    for (;;) {
        size_t child = 4 * k + 1, least = child;
        if (child >= n)
            break;
        for (size_t c = child + 1; c < child + 4 && c < n; c++)
            if (heap[c].key < heap[least].key)
                least = c;
        if (heap[least].key >= last.key)
            break;
        heap[k] = heap[least];
        k = least;
    }
    heap[k] = last;
    return top;
}

/* ---- the search ---- */

/* Reaches the columns on a row's list, and the rest of them as one. */
static enum status scan(struct search *search, size_t row) {
    struct paths *paths = search->paths;
    const struct candidates *list = &paths->lists[row];
    double offset = search->offset[row];
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < list->count; k++) {
        size_t j = list->column[k];
        double distance = offset + list->cost[k] - paths->v[j];
        /* A closed column stays closed, also where rounding makes another way to it shorter. */
        if (distance >= search->limit || search->closed[j] == search->now ||
            (search->seen[j] == search->now && distance >= search->distance[j]))
            continue;
        search->seen[j] = search->now;
        search->distance[j] = distance;
        search->from_row[j] = (uint32_t)row;
        if (paths->demand[j] > 0) {
            search->limit = distance;
            search->end = j;
        } else {
            status = push(search, distance, j);
        }
    }
    if (status == STATUS_OK && offset + list->bound < search->limit)
        status = push(search, offset + list->bound, paths->m + row);
    return status;
}

/* What is not on the list of a row has come up. With the potentials as they are now fewer columns
 * may be below the old bound; a list that was renewed in this search already must grow. */
static enum status renew(struct search *search, size_t row) {
    struct paths *paths = search->paths;
    struct candidates *list = &paths->lists[row];
    size_t count = search->renewed[row] == search->now ? 2 * list->count : list->count;
    search->renewed[row] = search->now;
    enum status status = candidates_make(list, paths->metric, row, paths->v, count, paths->scratch);
    return status == STATUS_OK ? scan(search, row) : status;
}

/* Closes a column: the rows that send to it are as near as it is. */
static enum status leave(struct search *search, size_t column) {
    struct paths *paths = search->paths;
    enum status status = STATUS_OK;
    search->closed[column] = search->now;
    search->order[search->closed_count++] = (uint32_t)column;
    uint32_t next;
    for (uint32_t f = paths->head[column]; status == STATUS_OK && f != FLOW_NONE; f = next) {
        size_t row = paths->flow[f].row;
        next = paths->flow[f].next;
        if (search->visited[row] == search->now)
            continue;
        search->visited[row] = search->now;
        search->from_flow[row] = f;
        search->from[row] = (uint32_t)column;
        search->offset[row] = search->distance[column] - (paths->flow[f].cost - paths->v[column]);
        status = scan(search, row);
    }
    return status;
}

static enum status find_path(struct search *search, size_t source) {
    size_t m = search->paths->m;
    search->now++;
    search->count = search->closed_count = 0;
    search->limit = INFINITY;
    search->visited[source] = search->now;
    search->from_flow[source] = FLOW_NONE;
    search->offset[source] = 0;
    enum status status = scan(search, source);
    while (status == STATUS_OK && search->count && search->heap[0].key < search->limit) {
        struct item item = pop(search);
        if (item.id >= m)
            status = renew(search, item.id - m);
        else if (search->closed[item.id] != search->now && item.key == search->distance[item.id])
            status = leave(search, item.id);
    }
    if (status == STATUS_OK && isinf(search->limit))
        status = error_set(STATUS_NUMERICAL, "found no path for row %zu, expected one", source + 1);
    return status;
}

/* Sends what the path carries, and lowers the potentials. */
static enum status augment(struct search *search, size_t source) {
    struct paths *paths = search->paths;
    for (size_t k = 0; k < search->closed_count; k++) {
        size_t j = search->order[k];
        paths->v[j] -= search->limit - search->distance[j];
    }
    double mass = fmin(paths->supply[source], paths->demand[search->end]);
    for (size_t row = search->from_row[search->end]; search->from_flow[row] != FLOW_NONE;
         row = search->from_row[search->from[row]])
        mass = fmin(mass, paths->flow[search->from_flow[row]].mass);
    size_t column = search->end;
    enum status status = STATUS_OK;
    for (;;) {
        size_t row = search->from_row[column];
        status = paths_send(paths, row, column, mass);
        if (status != STATUS_OK || search->from_flow[row] == FLOW_NONE)
            break;
        column = search->from[row];
        paths_take_back(paths, column, search->from_flow[row], mass);
    }
    paths->supply[source] -= mass;
    paths->demand[search->end] -= mass;
    if (!(paths->demand[search->end] > 0))
        search->open--;
    return status;
}

static enum status search_open(struct search *search, struct paths *paths) {
    size_t n = paths->n, m = paths->m;
    *search = (struct search){.paths = paths};
    search->distance = memory_new(m + n, sizeof(double));
    search->from_row = memory_zero(4 * m + 4 * n, sizeof(uint32_t));
    if (!search->distance || !search->from_row)
        return STATUS_NUMERICAL;
    search->offset = search->distance + m;
    search->seen = search->from_row + m;
    search->closed = search->seen + m;
    search->order = search->closed + m;
    search->from_flow = search->order + m;
    search->from = search->from_flow + n;
    search->visited = search->from + n;
    search->renewed = search->visited + n;
    return STATUS_OK;
}

enum status paths_augment(struct paths *paths) {
    struct search search;
    enum status status = search_open(&search, paths);
    for (size_t j = 0; j < paths->m; j++)
        search.open += paths->demand[j] > 0;
    /* Supplies and demands that are no integers need not add up alike to the last bit: what the
     * last row is left with is rounding. */
    for (size_t i = 0; status == STATUS_OK && i < paths->n; i++)
        while (status == STATUS_OK && paths->supply[i] > 0 && search.open > 0) {
            status = find_path(&search, i);
            if (status == STATUS_OK)
                status = augment(&search, i);
        }
    free(search.heap);
    free(search.distance);
    free(search.from_row);
    return status;
}
