/* SPDX-License-Identifier: MIT */
/* A0: the mean loss of an independent test sample under fixed weights, those of the first
 * replicate: its distance to the population's. */
#include "methods.h"
#include "statistics.h"

#include <math.h>

static struct shape shape_of(size_t n, const double *values) {
    struct statistics_moments moments = {0};
    double cube = 0, fourth = 0;
    for (size_t i = 0; i < n; i++)
        statistics_moments_add(&moments, values[i]);
    double variance = statistics_moments_variance(&moments), sd = sqrt(variance);
    for (size_t i = 0; i < n; i++) {
        double t = (values[i] - moments.mean) / sd;
        cube += t * t * t;
        fourth += t * t * t * t;
    }
    return (struct shape){moments.mean, variance, cube / (double)n, fourth / (double)n - 3};
}

/* Rows of the population lie at an address of their own, behind all tests. */
static enum status look_at_population(struct generalise *g) {
    size_t n = g->population;
    generalise_draw(g, 0);
    enum status status = dataset_rows(&g->data, (size_t)1 << 44, n, g->X, g->y);
    if (status == STATUS_OK)
        status = net_losses(&g->net, g->loss, n, g->X, g->y, g->f, NULL);
    if (status == STATUS_OK) {
        g->of_loss = shape_of(n, g->f);
        g->of_label = shape_of(n, g->y);
    }
    return status;
}

enum status generalise_test(struct generalise *g, uint64_t replicate) {
    const struct shape *loss = &g->of_loss;
    size_t n = g->samples;
    double mean = 0;
    enum status status = replicate == 0 ? look_at_population(g) : STATUS_OK;
    if (status == STATUS_OK)
        status = dataset_rows(&g->data, replicate * n, n, g->X, g->y);
    if (status == STATUS_OK)
        status = net_losses(&g->net, g->loss, n, g->X, g->y, g->f, NULL);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        mean += g->f[i] / (double)n;
    const double row[] = {(double)(replicate + 1),   mean - loss->mean, fabs(mean - loss->mean),
                          sqrt(loss->variance),      loss->skewness,    loss->kurtosis,
                          sqrt(g->of_label.variance)};
    if (status == STATUS_OK)
        results_put(&g->results, row);
    return status;
}
