/* SPDX-License-Identifier: MIT */
/* What proves a plan optimal, looked at again from the points and potentials alone; and what others
 * than the optimum give on the same points. */
#include "methods.h"

#include <math.h>
#include <stdlib.h>

static double between(size_t d, const double *x, const double *y) {
    double square = 0;
    for (size_t k = 0; k < d; k++)
        square += (x[k] - y[k]) * (x[k] - y[k]);
    return sqrt(square);
}

/* phi(x) = min_j |x - y_j| - v_j, the potential as a function on all of space. */
static double potential(const struct empirical *e, const double *v, const double *x) {
    double least = INFINITY;
    for (size_t j = 0; j < e->others; j++)
        least = fmin(least, between(e->d, x, e->B + j * e->d) - v[j]);
    return least;
}

/* The largest u_i + v_j - c_ij, and the largest slope of phi between two points of the clouds. */
static void look(const struct empirical *e, const struct transport *transport, double *excess,
                 double *slope, double *pairing) {
    size_t n = e->points, m = e->others, d = e->d;
    double *phi = e->work, *psi = e->work + n;
    *excess = -INFINITY;
    *slope = *pairing = 0;
    for (size_t i = 0; i < n; i++)
        *pairing += (phi[i] = potential(e, transport->v, e->A + i * d)) / (double)n;
    for (size_t j = 0; j < m; j++)
        *pairing -= (psi[j] = potential(e, transport->v, e->B + j * d)) / (double)m;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            double cost = between(d, e->A + i * d, e->B + j * d);
            *excess = fmax(*excess, transport->u[i] + transport->v[j] - cost);
            *slope = fmax(*slope, fabs(phi[i] - psi[j]) / cost);
        }
}

/* Each point in turn takes the nearest that is left. */
static double greedy(const struct empirical *e, unsigned char *taken) {
    double sum = 0;
    for (size_t j = 0; j < e->others; j++)
        taken[j] = 0;
    for (size_t i = 0; i < e->points; i++) {
        size_t best = 0;
        double least = INFINITY;
        for (size_t j = 0; j < e->others; j++) {
            double cost = between(e->d, e->A + i * e->d, e->B + j * e->d);
            if (!taken[j] && cost < least) {
                least = cost;
                best = j;
            }
        }
        taken[best] = 1;
        sum += least;
    }
    return sum / (double)e->points;
}

/* Entropic transport at the regularisation 0.01, and sorting where that is possible. */
static enum status others(const struct transport_problem *problem, double optimum, double *entropic,
                          double *sorted) {
    struct transport transport = {0};
    size_t sweeps;
    enum status status = transport_sinkhorn(problem, 0.01, 200, &transport, &sweeps);
    *entropic = transport.primal;
    transport_free(&transport);
    *sorted = optimum;
    if (status == STATUS_OK && problem->from.d == 1) {
        status = transport_sorted(problem, &transport);
        *sorted = transport.primal;
        transport_free(&transport);
    }
    return status;
}

enum status empirical_proof(struct empirical *e, uint64_t replicate, double *row) {
    struct transport transport = {0};
    empirical_draw(e, 0, replicate, e->points, e->A);
    empirical_draw(e, 1, replicate, e->others, e->B);
    const struct transport_problem problem = {
        {e->points, e->d, e->A, NULL}, {e->others, e->d, e->B, NULL}, TRANSPORT_EUCLIDEAN, 1};
    unsigned char *taken = memory_new(e->others, 1);
    enum status status = taken ? transport_exact(&problem, &transport) : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        row[0] = transport.primal;
        row[1] = transport.dual;
        look(e, &transport, &row[2], &row[3], &row[4]);
        row[5] = greedy(e, taken);
        status = others(&problem, transport.primal, &row[6], &row[7]);
    }
    transport_free(&transport);
    free(taken);
    return status;
}
