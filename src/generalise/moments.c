/* SPDX-License-Identifier: MIT */
/* Norms of the weights along one pass of SGD, with the bounds of their moments. */
#include "methods.h"
#include "wasserstein.h"

#include <math.h>

/* What theory expects after k steps, whatever the replicate. */
static void put_bounds(const struct generalise *g, double k, double *out) {
    double d = (double)g->net.d;
    out[0] = wasserstein_moment_bound(d, g->step, k, g->start, g->law.rho);
    out[1] = wasserstein_moment_bound(d, g->step, k, g->start, 0);
    out[2] = wasserstein_naive_bound(d, g->step, k, 2 * g->start_mean);
}

static enum status put_row(struct generalise *g, uint64_t replicate, size_t k, double balance,
                           const struct watch *w) {
    struct network_norms norms;
    enum status status = net_norms(&g->net, &norms);
    double s = norms.first + norms.second, D = norms.second - norms.first;
    double row[] = {(double)(replicate + 1),
                    (double)k,
                    s,
                    norms.first + norms.second + 2 * sqrt(norms.first * norms.second),
                    D,
                    D - balance,
                    norms.lambda,
                    norms.path,
                    w->drift_bound,
                    w->losses,
                    w->fuel,
                    w->fuel_without,
                    w->euler,
                    w->unmasked,
                    w->excess,
                    w->excess_without,
                    w->balance,
                    w->sequential,
                    0,
                    0,
                    0};
    put_bounds(g, (double)k, row + 18);
    if (status == STATUS_OK)
        results_put(&g->results, row);
    return status;
}

enum status generalise_moments(struct generalise *g, uint64_t replicate) {
    size_t last = g->times[g->times_count - 1];
    struct network_norms start;
    generalise_draw(g, replicate);
    enum status status = dataset_rows(&g->data, replicate * last, last, g->X, g->y);
    if (status == STATUS_OK)
        status = net_norms(&g->net, &start);
    struct watch watch = watch_start(&g->net);
    for (size_t k = 0, next = 0; status == STATUS_OK; k++) {
        for (; status == STATUS_OK && next < g->times_count && g->times[next] == k; next++)
            status = put_row(g, replicate, k, start.second - start.first, &watch);
        if (k == last)
            break;
        walk_step(&g->net, g->loss, g->X + k * g->net.d, g->y[k], g->step, &watch);
    }
    return status;
}
