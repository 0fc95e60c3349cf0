/* SPDX-License-Identifier: MIT */
/* Gaussian features of the same moments as those of a problem: methods.h. */
#include "walk.h"

#include "double_descent_recursion.h"
#include "linalg.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

/* In the eigenbasis of the covariance: its eigenvalues, the mean feature (or 0) and -target. */
struct gaussian {
    size_t m;
    double *lambda, *mean, *start; /* free lambda */
};

static enum status gaussian_open(struct gaussian *g, const struct problem *p, bool with_mean) {
    size_t m = p->m;
    double *S = memory_new(m, (2 * m + 1) * sizeof *S), *V = S ? S + m * m : NULL;
    *g = (struct gaussian){.m = m, .lambda = memory_new(m, 3 * sizeof *g->lambda)};
    enum status status = S && g->lambda ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        double *z = V + m * m;
        g->mean = g->lambda + m;
        g->start = g->mean + m;
        memcpy(S, p->S, m * m * sizeof *S);
        status = linalg_eigenvectors(m, S, 0, m - 1, g->lambda, V);
        memset(z, 0, m * sizeof *z);
        for (size_t k = 0; k < p->n; k++)
            for (size_t i = 0; i < m; i++)
                z[i] += p->Z[k * m + i] / (double)p->n;
        for (size_t i = 0; status == STATUS_OK && i < m; i++) {
            g->mean[i] = with_mean ? vector_dot(m, V + i * m, z) : 0;
            g->start[i] = -vector_dot(m, V + i * m, p->target);
        }
    }
    free(S);
    return status;
}

enum status walk_gaussian(const struct problem *p, const struct walk *w, bool with_mean,
                          double *average) {
    struct gaussian g;
    double last;
    enum status status = gaussian_open(&g, p, with_mean);
    if (status == STATUS_OK)
        status = double_descent_gaussian_sgd(g.m, g.lambda, g.mean, g.start, p->floor, w->gamma,
                                             w->zeta, w->times[w->count - 1], average, &last);
    *average += p->floor;
    free(g.lambda);
    return status;
}

enum status gaussian_growth(const struct problem *p, bool with_mean, double step, size_t steps,
                            double *growth) {
    struct gaussian g;
    enum status status = gaussian_open(&g, p, with_mean);
    if (status == STATUS_OK)
        status = double_descent_gaussian_growth(g.m, g.lambda, g.mean, step, steps, growth);
    free(g.lambda);
    return status;
}
