/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

/* Both clouds in ascending order. */
struct line {
    size_t n, m;
    const double *x, *y;      /* scaled coordinates */
    const long double *a, *b; /* weights */
    size_t *row, *column;     /* orders */
    long double *u, *v;       /* in the given order */
    bool squared;
};

/* In extended precision: rounded to doubles, squares would not be a convex function any more. */
static long double cost_of(const struct line *line, size_t i, size_t j) {
    long double difference = (long double)line->x[line->row[i]] - line->y[line->column[j]];
    return line->squared ? difference * difference : fabsl(difference);
}

/* The monotone plan walks a staircase from the smallest to the largest pair; u and v are those
 * that make all its cells tight. */
static size_t walk(const struct line *line, struct transport_move *moves) {
    size_t count = 0, i = 0, j = 0;
    long double a = line->a[line->row[0]], b = line->b[line->column[0]];
    line->u[line->row[0]] = 0;
    line->v[line->column[0]] = cost_of(line, 0, 0);
    for (;;) {
        long double mass = fminl(a, b);
        size_t row = line->row[i], column = line->column[j];
        /* What rounding leaves of one side goes along the last row or column. */
        bool last_row = i + 1 == line->n, last_column = j + 1 == line->m;
        if (last_row && last_column)
            mass = fmaxl(fminl(a, b), 0);
        if (mass > 0)
            moves[count++] = (struct transport_move){row, column, mass, cost_of(line, i, j)};
        a -= mass;
        b -= mass;
        if (last_row && last_column)
            return count;
        if (!last_column && (b <= a || last_row)) {
            b = line->b[line->column[++j]];
            line->v[line->column[j]] = cost_of(line, i, j) - line->u[row];
        } else {
            a = line->a[line->row[++i]];
            line->u[line->row[i]] = cost_of(line, i, j) - line->v[column];
        }
    }
}

/* v_j = min_i (c_ij - u_i) for the columns first..last-1, whose minimisers lie in rows low..high
 * and move up with j, the cost being a convex function of x - y (ties that rounding breaks cost a
 * rounding). */
static void transform(const struct line *line, size_t first, size_t last, size_t low, size_t high) {
    while (first < last) {
        size_t j = first + (last - first) / 2, best = low;
        long double least = INFINITY;
        for (size_t i = low; i <= high; i++) {
            long double reduced = cost_of(line, i, j) - line->u[line->row[i]];
            if (reduced < least) {
                least = reduced;
                best = i;
            }
        }
        line->v[line->column[j]] = least;
        transform(line, first, j, low, best);
        first = j + 1;
        low = best;
    }
}

static enum status line_open(struct line *line, const struct metric *metric, const long double *a,
                             const long double *b) {
    size_t n = metric->n, m = metric->m;
    *line = (struct line){.n = n, .m = m, .x = metric->A, .y = metric->B, .a = a, .b = b};
    line->squared = metric->kind == TRANSPORT_SQUARED;
    line->row = memory_new(n + m, sizeof(size_t));
    line->u = memory_new(n + m, sizeof(long double));
    if (!line->row || !line->u)
        return STATUS_NUMERICAL;
    line->column = line->row + n;
    line->v = line->u + n;
    gsl_sort_index(line->row, line->x, 1, n);
    gsl_sort_index(line->column, line->y, 1, m);
    return STATUS_OK;
}

static enum status solve(const struct line *line, double unit, struct transport *transport) {
    struct transport_move *moves = memory_new(line->n + line->m, sizeof *moves);
    if (!moves)
        return STATUS_NUMERICAL;
    *transport = (struct transport){.move = moves};
    transport->moves = walk(line, moves);
    transform(line, 0, line->m, 0, line->n - 1);
    return transport_finish(transport, unit, line->n, line->m, line->a, line->b, line->u, line->v);
}

enum status transport_sorted(const struct transport_problem *problem, struct transport *transport) {
    struct metric metric;
    struct line line = {0};
    *transport = (struct transport){0};
    if (problem->from.d != 1 ||
        (problem->cost != TRANSPORT_EUCLIDEAN && problem->cost != TRANSPORT_SQUARED))
        return error_set(STATUS_USAGE,
                         "found %zu dimensions or the cost of a torus, expected one "
                         "dimension and no torus for sorting",
                         problem->from.d);
    long double *a = cloud_weights(&problem->from), *b = cloud_weights(&problem->to);
    enum status status = a && b ? metric_open(&metric, problem) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = line_open(&line, &metric, a, b);
    if (status == STATUS_OK)
        status = solve(&line, metric.unit, transport);
    if (status == STATUS_OK)
        status = transport_check(transport);
    if (a && b)
        metric_close(&metric);
    if (status != STATUS_OK)
        transport_free(transport);
    free(line.row);
    free(line.u);
    free(a);
    free(b);
    return status;
}
