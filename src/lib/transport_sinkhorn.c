/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Potentials f, g of the plan p_ij = a_i b_j exp((f_i + g_j - c_ij)/epsilon). */
struct sinkhorn {
    const struct metric *metric;
    const long double *a, *b;
    double *f, *g, *log_a, *log_b, *work, *column;
};

/* log sum exp of k numbers, which are destroyed. */
static double log_sum(size_t k, double *x) {
    double most = -INFINITY;
    for (size_t i = 0; i < k; i++)
        most = x[i] > most ? x[i] : most;
    if (isinf(most))
        return most;
    for (size_t i = 0; i < k; i++)
        x[i] -= most;
    vector_exp(k, x, x);
    return most + log(vector_sum(k, x));
}

/* f makes the rows right. The largest change of a row's mass before that, summed: the error of the
 * row sums. */
static double sweep_rows(struct sinkhorn *s, double epsilon) {
    size_t n = s->metric->n, m = s->metric->m;
    double error = 0;
    for (size_t i = 0; i < n; i++) {
        const double *cost = s->metric->cache + i * m;
        for (size_t j = 0; j < m; j++)
            s->work[j] = s->log_b[j] + (s->g[j] - cost[j]) / epsilon;
        double next = -epsilon * log_sum(m, s->work);
        if (s->a[i] > 0)
            error += (double)s->a[i] * fabs(expm1((s->f[i] - next) / epsilon));
        s->f[i] = next;
    }
    return error;
}

static void sweep_columns(struct sinkhorn *s, double epsilon) {
    size_t n = s->metric->n, m = s->metric->m;
    for (size_t j = 0; j < m; j++) {
        for (size_t i = 0; i < n; i++)
            s->column[i] = s->log_a[i] + (s->f[i] - s->metric->cache[i * m + j]) / epsilon;
        s->g[j] = -epsilon * log_sum(n, s->column);
    }
}

/* Epsilon halves from the size of the costs to its value, a few sweeps each; then sweeps until the
 * row sums are right to 1e-9. */
static size_t iterate(struct sinkhorn *s, double epsilon, size_t sweeps) {
    enum { WARM = 4 };
    size_t n = s->metric->n, m = s->metric->m, done = 0;
    double now = epsilon;
    for (size_t k = 0; k < n * m; k++)
        now = fmax(now, s->metric->cache[k]);
    while (done < sweeps) {
        double error = 1;
        size_t most = now > epsilon && done + WARM < sweeps ? WARM : sweeps - done;
        for (size_t k = 0; k < most && error > 1e-9; k++, done++) {
            error = sweep_rows(s, now);
            sweep_columns(s, now);
        }
        if (now <= epsilon)
            break;
        now = fmax(now / 2, epsilon);
    }
    return done;
}

/* The plan with exact marginals: rows, then columns are scaled down to at most theirs, and what is
 * missing is a product of what rows and columns lack. */
static struct transport_move *round_plan(struct sinkhorn *s, double epsilon, size_t *count) {
    size_t n = s->metric->n, m = s->metric->m;
    struct transport_move *moves = memory_new(n * m, sizeof *moves);
    long double *left = memory_zero(n + m, sizeof *left), *received = left ? left + n : NULL;
    long double sum = 0;
    for (size_t i = 0; moves && left && i < n; i++) {
        long double total = 0;
        for (size_t j = 0; j < m; j++) {
            double exponent = (s->f[i] + s->g[j] - s->metric->cache[i * m + j]) / epsilon;
            long double mass = s->a[i] * s->b[j] * exp(exponent);
            moves[i * m + j] = (struct transport_move){i, j, mass, 0};
            total += mass;
        }
        long double factor = total > s->a[i] ? s->a[i] / total : 1;
        for (size_t j = 0; j < m; j++) {
            moves[i * m + j].mass *= factor;
            received[j] += moves[i * m + j].mass;
        }
    }
    for (size_t k = 0; moves && left && k < n * m; k++) {
        size_t j = moves[k].to;
        if (received[j] > s->b[j])
            moves[k].mass *= s->b[j] / received[j];
        left[moves[k].from] += moves[k].mass;
    }
    for (size_t j = 0; left && j < m; j++)
        received[j] = fmaxl(s->b[j] - received[j], 0);
    for (size_t i = 0; left && i < n; i++)
        sum += left[i] = fmaxl(s->a[i] - left[i], 0);
    for (size_t k = 0; moves && left && sum > 0 && k < n * m; k++)
        moves[k].mass += left[moves[k].from] * received[moves[k].to] / sum;
    if (!left) {
        free(moves);
        moves = NULL;
    }
    free(left);
    *count = n * m;
    return moves;
}

static enum status sinkhorn_open(struct sinkhorn *s, const struct metric *metric,
                                 const long double *a, const long double *b) {
    size_t n = metric->n, m = metric->m;
    *s = (struct sinkhorn){.metric = metric, .a = a, .b = b};
    s->f = memory_zero(3 * (n + m), sizeof(double));
    if (!s->f)
        return STATUS_NUMERICAL;
    s->g = s->f + n;
    s->log_a = s->g + m;
    s->log_b = s->log_a + n;
    s->column = s->log_b + m;
    s->work = s->column + n;
    for (size_t i = 0; i < n; i++)
        s->log_a[i] = log((double)a[i]);
    for (size_t j = 0; j < m; j++)
        s->log_b[j] = log((double)b[j]);
    return STATUS_OK;
}

static enum status solve(struct metric *metric, const long double *a, const long double *b,
                         double epsilon, size_t sweeps, struct transport *transport, size_t *done) {
    struct sinkhorn s;
    enum status status = sinkhorn_open(&s, metric, a, b);
    if (status == STATUS_OK) {
        epsilon /= metric->unit;
        *done = iterate(&s, epsilon, sweeps);
        size_t count;
        struct transport_move *moves = round_plan(&s, epsilon, &count);
        status = moves ? transport_certify(metric, a, b, moves, count, s.g, transport)
                       : STATUS_NUMERICAL;
    }
    free(s.f);
    return status;
}

enum status transport_sinkhorn(const struct transport_problem *problem, double epsilon,
                               size_t sweeps, struct transport *transport, size_t *done) {
    struct metric metric;
    *transport = (struct transport){0};
    long double *a = cloud_weights(&problem->from), *b = cloud_weights(&problem->to);
    enum status status = a && b ? metric_open(&metric, problem) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = metric_keep(&metric);
    if (status == STATUS_OK)
        status = solve(&metric, a, b, epsilon, sweeps, transport, done);
    if (a && b)
        metric_close(&metric);
    if (status != STATUS_OK)
        transport_free(transport);
    free(a);
    free(b);
    return status;
}
