/* SPDX-License-Identifier: MIT */
/* order: a one-sided test that refutes an order only where it is violated beyond chance. Against an
 * expression, measured < predicted on average at each point. Along the abscissa, `increasing`,
 * `decreasing`, `unimodal` (rising to the largest mean, falling from it) or `valley`: each pair of
 * neighbours of a series has the right sign, up to margin; the level is shared by the pairs.
 * Points of single values without error are compared as they are. */
#include "judge.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct node {
    double x;
    size_t series;
    struct estimate estimate;
    size_t row;
};

static int node_compare(const void *left, const void *right) {
    const struct node *a = left, *b = right;
    if (a->series != b->series)
        return a->series < b->series ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

static enum status nodes_fill(struct node *nodes, const struct sample *sample) {
    bool single = !sample->error && sample->rows == sample->points;
    for (size_t p = 0; p < sample->points; p++) {
        size_t row = sample->start[p];
        nodes[p] = (struct node){
            .x = sample->abscissa[p],
            .series = sample->series[p],
            .estimate = {.dof = INFINITY, .error = 0},
            .row = row,
        };
        if (single) {
            nodes[p].estimate.measured = sample->measured[row];
            nodes[p].estimate.margin = sample->margin[row];
            continue;
        }
        enum status status = estimate_make(&nodes[p].estimate, sample, p);
        if (status != STATUS_OK)
            return status;
    }
    qsort(nodes, sample->points, sizeof *nodes, node_compare);
    return STATUS_OK;
}

/* The node of the largest (sign 1) or smallest (-1) mean of the nodes from first to end. */
static size_t nodes_extreme(const struct node *nodes, size_t first, size_t end, double sign) {
    size_t best = first;
    for (size_t i = first; i < end; i++)
        if (sign * nodes[i].estimate.measured > sign * nodes[best].estimate.measured)
            best = i;
    return best;
}

/* sign 1: the left must not be above the right. [standard: Welch 1947] */
static struct judgement pair_judge(const struct node *left, const struct node *right, double sign,
                                   double tail) {
    const struct estimate *a = &left->estimate, *b = &right->estimate;
    double va = a->error * a->error, vb = b->error * b->error;
    double step = sign * (a->measured - b->measured);
    struct judgement candidate = judgement_none;
    candidate.measured = a->measured;
    candidate.predicted = b->measured;
    candidate.margin = a->margin;
    candidate.row = left->row;
    if (va + vb == 0) {
        candidate.statistic = step;
        candidate.threshold = a->margin;
    } else {
        double fourth = va * va / a->dof + vb * vb / b->dof;
        double dof = fourth > 0 ? (va + vb) * (va + vb) / fourth : INFINITY;
        candidate.statistic = (step - a->margin) / sqrt(va + vb);
        candidate.threshold = statistics_student_quantile(tail, dof);
    }
    judgement_decide(&candidate);
    return candidate;
}

static void series_judge(const struct node *nodes, size_t first, size_t end, const char *shape,
                         double tail, struct judgement *judgement) {
    double sign = strcmp(shape, "decreasing") == 0 || strcmp(shape, "valley") == 0 ? -1 : 1;
    size_t turn = end;
    if (strcmp(shape, "unimodal") == 0 || strcmp(shape, "valley") == 0)
        turn = nodes_extreme(nodes, first, end, sign);
    for (size_t i = first; i + 1 < end; i++) {
        struct judgement candidate =
            pair_judge(&nodes[i], &nodes[i + 1], i < turn ? sign : -sign, tail);
        judgement_raise(judgement, &candidate);
    }
}

static enum status judge_shape(const struct sample *sample, double level,
                               struct judgement *judgement) {
    size_t pairs = sample->points - sample->series_count;
    if (pairs == 0)
        return error_set(STATUS_INPUT, "found one point a series, expected at least two");
    struct node *nodes = memory_new(sample->points, sizeof *nodes);
    enum status status = nodes ? nodes_fill(nodes, sample) : STATUS_NUMERICAL;
    for (size_t first = 0, end; status == STATUS_OK && first < sample->points; first = end) {
        for (end = first + 1; end < sample->points && nodes[end].series == nodes[first].series;)
            end++;
        series_judge(nodes, first, end, sample->shape, level / (double)pairs, judgement);
    }
    free(nodes);
    return status;
}

enum status judge_order(const struct sample *sample, double level, struct judgement *judgement) {
    *judgement = judgement_none;
    if (!sample->shape)
        return judge_bound(sample, level, judgement);
    if (!sample->abscissa)
        return error_set(STATUS_INPUT,
                         "found no abscissa, expected a column of numbers first in `by`");
    return judge_shape(sample, level, judgement);
}
