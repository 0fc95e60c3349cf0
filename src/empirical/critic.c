/* SPDX-License-Identifier: MIT */
/* The network that attains W1 between a uniform sample on [0,1] and its law: wasserstein.md, W10.
 */
#include "methods.h"

#include "statistics.h"

#include <math.h>

/* The sign changes of t - F_n(t) on (0,1), x ascending: up at i/n if exactly i points lie below,
 * down at a jump that passes t. Returns their number. */
static size_t sign_changes(size_t n, const double *x, double *change) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        double before = (double)i / (double)n, after = (double)(i + 1) / (double)n;
        double last = i > 0 ? x[i - 1] : 0;
        if (i > 0 && before > last && before < x[i])
            change[count++] = before;
        if (before < x[i] && x[i] < after)
            change[count++] = x[i];
    }
    return count;
}

/* phi(t) = t + sum_j (-1)^j 2 relu(t - t_j), j = 1, 2, ... */
static double critic(size_t count, const double *change, double t) {
    double value = t;
    for (size_t j = 0; j < count; j++)
        value += (j % 2 ? 2 : -2) * fmax(0, t - change[j]);
    return value;
}

enum status empirical_critic(struct empirical *e, uint64_t replicate, double *row) {
    size_t n = e->points;
    double *change = e->work, sum = 0, mean = 0.5;
    struct transport transport = {0};
    empirical_draw(e, 0, replicate, n, e->A);
    statistics_sort(n, e->A);
    size_t count = sign_changes(n, e->A, change);
    for (size_t i = 0; i < n; i++)
        sum += critic(count, change, e->A[i]) / (double)n;
    for (size_t j = 0; j < count; j++)
        mean += (j % 2 ? 1 : -1) * (1 - change[j]) * (1 - change[j]);
    const struct transport_cloud cloud = {n, 1, e->A, NULL};
    enum status status = transport_law(&cloud, "uniform", &transport);
    row[0] = (double)count;
    row[1] = 2 * (double)count + 1;
    row[2] = sum - mean;
    row[3] = transport.primal;
    /* Without its last hinge: 1 - t_N at most is missing of the gap. */
    double last = change[count - 1], without = 0;
    for (size_t i = 0; i < n; i++)
        without += critic(count - 1, change, e->A[i]) / (double)n;
    row[4] = without - (mean + (1 - last) * (1 - last));
    transport_free(&transport);
    return status;
}
