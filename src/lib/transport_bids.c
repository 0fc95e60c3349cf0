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
    enum status status = candidates_make(list, paths->metric, row, paths->v, list->count,
                                         paths->scratch);
    *offer = look(list, paths->v);
    return status;
}

/* One bid: v of the best column falls until the second best is as good, and whoever had the column
 * is back without one. Returns in *displaced that row, or the row itself if it did not get one, or
 * FLOW_NONE. */
static enum status bid(struct paths *paths, size_t row, uint32_t *displaced, bool *fell) {
    struct offer offer;
    enum status status = find_offer(paths, row, &offer);
    if (status != STATUS_OK)
        return status;
    size_t column = offer.column;
    *displaced = FLOW_NONE;
    double reduced = paths->v[column] - (offer.second - offer.first);
    *fell = paths->n > 1 && reduced < paths->v[column];
    if (*fell)
        paths->v[column] = reduced;
    else if (paths->demand[column] == 0 && offer.second == offer.first)
        column = offer.other;
    if (paths->demand[column] == 0) {
        if (!*fell) {
            *displaced = (uint32_t)row;
            return STATUS_OK;
        }
        *displaced = paths->flow[paths->head[column]].row;
        paths->supply[*displaced] += paths->flow[paths->head[column]].mass;
        paths->demand[column] += paths->flow[paths->head[column]].mass;
        paths_take_back(paths, column, paths->head[column], paths->flow[paths->head[column]].mass);
    }
    double mass = paths->supply[row];
    paths->supply[row] = 0;
    paths->demand[column] = 0;
    return paths_send(paths, row, column, mass);
}

/* Augmenting row reduction [standard: Jonker & Volgenant 1987]: a displaced row bids at once if the
 * potential fell, else in the next round. Bids are limited, as potentials may creep. */
enum status paths_bid(struct paths *paths) {
    enum { ROUNDS = 2 };
    size_t n = paths->n;
    uint32_t *waiting = memory_new(n, sizeof *waiting);
    if (!waiting)
        return STATUS_NUMERICAL;
    enum status status = STATUS_OK;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        waiting[count++] = (uint32_t)i;
    for (int round = 0; round < ROUNDS; round++) {
        size_t next = 0, limit = 20 * n;
        for (size_t k = 0; status == STATUS_OK && k < count; k++) {
            uint32_t row = waiting[k];
            bool fell = true;
            while (status == STATUS_OK && row != FLOW_NONE && fell && limit-- > 0)
                status = bid(paths, row, &row, &fell);
            if (row != FLOW_NONE)
                waiting[next++] = row;
            if (limit == 0 || limit == SIZE_MAX)
                limit = 1;
        }
        count = next;
    }
    free(waiting);
    return status;
}
