/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include <math.h>
#include <stdlib.h>

/* The two smallest reduced costs of a row and where they are. */
struct offer {
    double first, second;
    size_t column, other;
};

static struct offer look(const struct candidates *list, const double *v) {
    struct offer offer = {INFINITY, INFINITY, 0, 0};
    for (size_t k = 0; k < list->count; k++) {
        size_t j = list->column[k];
        double reduced = list->cost[k] - v[j];
        if (reduced < offer.first) {
            offer.second = offer.first;
            offer.other = offer.column;
            offer.first = reduced;
            offer.column = j;
        } else if (reduced < offer.second) {
            offer.second = reduced;
            offer.other = j;
        }
    }
    return offer;
}

/* As above, but certain: the list is made anew if columns that are not on it could be better. */
static enum status find_offer(struct paths *paths, size_t row, struct offer *offer) {
    struct candidates *list = &paths->lists[row];
    *offer = look(list, paths->v);
    if (offer->second <= list->bound)
        return STATUS_OK;
    enum status status =
        candidates_make(list, paths->metric, row, paths->v, list->count, paths->scratch);
    *offer = look(list, paths->v);
    return status;
}

/* Rows that wait for their turn, the last one first. */
struct queue {
    uint32_t *row;
    bool *waits;
    size_t count;
};

static void wait(struct queue *queue, uint32_t row) {
    if (queue->waits[row])
        return;
    queue->waits[row] = true;
    queue->row[queue->count++] = row;
}

/* Empties a column: its rows are back without what they sent, and wait. */
static void displace(struct paths *paths, size_t column, struct queue *queue) {
    while (paths->head[column] != FLOW_NONE) {
        const struct flow flow = paths->flow[paths->head[column]];
        paths->supply[flow.row] += flow.mass;
        paths->demand[column] += flow.mass;
        paths_take_back(paths, column, paths->head[column], flow.mass);
        wait(queue, flow.row);
    }
}

/* One bid: a row sends to its best column what that still takes. If it takes nothing, it is emptied
 * and its potential falls until the second best column is as good. *stuck: both are full and
 * equally good. */
static enum status bid(struct paths *paths, uint32_t row, struct queue *queue, bool *stuck) {
    struct offer offer;
    enum status status = find_offer(paths, row, &offer);
    if (status != STATUS_OK)
        return status;
    size_t column = offer.column;
    double fallen = paths->v[column] - (offer.second - offer.first);
    bool falls = isfinite(fallen) && fallen < paths->v[column];
    if (paths->demand[column] == 0 && !falls && isfinite(offer.second))
        column = offer.other;
    *stuck = paths->demand[column] == 0 && !falls;
    if (*stuck)
        return STATUS_OK;
    if (paths->demand[column] == 0)
        displace(paths, column, queue);
    if (falls && paths->head[column] == FLOW_NONE)
        paths->v[column] = fallen;
    double mass = fmin(paths->supply[row], paths->demand[column]);
    paths->supply[row] -= mass;
    paths->demand[column] -= mass;
    return paths_send(paths, row, column, mass);
}

/* Augmenting row reduction [standard: Jonker & Volgenant 1987], for any masses. Rows that are stuck
 * bid again in the next round. Bids are limited, as potentials may creep. */
enum status paths_bid(struct paths *paths) {
    enum { ROUNDS = 2, BIDS = 20 };
    size_t n = paths->n;
    struct queue queue = {memory_new(n, sizeof(uint32_t)), memory_zero(n, sizeof(bool)), 0};
    enum status status = queue.row && queue.waits ? STATUS_OK : STATUS_NUMERICAL;
    for (int round = 0; status == STATUS_OK && round < ROUNDS; round++) {
        size_t bids = BIDS * n;
        for (size_t i = n; i-- > 0;)
            wait(&queue, (uint32_t)i);
        while (status == STATUS_OK && queue.count > 0) {
            uint32_t row = queue.row[--queue.count];
            queue.waits[row] = false;
            bool stuck = bids == 0;
            while (status == STATUS_OK && !stuck && paths->supply[row] > 0 && bids > 0) {
                bids--;
                status = bid(paths, row, &queue, &stuck);
            }
        }
    }
    free(queue.row);
    free(queue.waits);
    return status;
}
