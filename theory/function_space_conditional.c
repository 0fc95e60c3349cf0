/* SPDX-License-Identifier: MIT */
/* Learning curves when the features are Gaussian-like only given t (c7b). */
#include "function_space.h"

#include "function_space_features.h"
#include "linalg.h"

#include <math.h>
#include <stdlib.h>

void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *pivot, double *b,
            const int *ldb, int *info);

enum { ITERATIONS = 2000 };

/* X of a sector has the rows G f(t). */
struct conditional {
    struct function_space_features at;
    double n, ridge;
    double *V; /* nodes */
};

/* ---- the fixed point ---- */

static double weight(const struct conditional *c, size_t j) {
    return 1 / (1 + c->V[j]);
}

/* X <- rows G f, G = (n E_t omega f f^T + ridge)^{-1}. */
static enum status resolve(struct conditional *c, struct function_space_features_sector *sector) {
    size_t r = sector->rank;
    double *scaled = memory_new(c->at.nodes * r + 1, sizeof *scaled);
    double *A = memory_zero(r * r + 1, sizeof *A);
    enum status status = scaled && A ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        for (size_t j = 0; j < c->at.nodes; j++) {
            double root = sqrt(c->n * c->at.w[j] * weight(c, j));
            for (size_t k = 0; k < r; k++) {
                scaled[j * r + k] = root * sector->f[j * r + k];
                sector->X[j * r + k] = sector->f[j * r + k];
            }
        }
        for (size_t k = 0; k < r; k++)
            A[k * r + k] = c->ridge;
        linalg_gram_add(c->at.nodes, r, 1, scaled, A);
        linalg_mirror(r, A);
        status = linalg_cholesky(r, A);
        if (status == STATUS_OK)
            linalg_cholesky_solve(r, A, c->at.nodes, sector->X);
    }
    free(scaled);
    free(A);
    return status;
}

static double dot(size_t n, const double *x, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* V(t) = sum_m N_m f^T G f + tail/ridge, halfway in log V. */
static enum status iterate(struct conditional *c, double *change) {
    *change = 0;
    for (size_t m = 0; m < c->at.sectors; m++) {
        enum status status = resolve(c, &c->at.sector[m]);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t j = 0; j < c->at.nodes; j++) {
        double V = c->at.tail[j] / c->ridge;
        for (size_t m = 0; m < c->at.sectors; m++) {
            size_t r = c->at.sector[m].rank;
            V += c->at.sector[m].multiplicity *
                 dot(r, c->at.sector[m].f + j * r, c->at.sector[m].X + j * r);
        }
        double step = 0.5 * log(V / c->V[j]);
        *change = fmax(*change, fabs(step));
        c->V[j] *= exp(step);
    }
    return STATUS_OK;
}

/* ---- the error ---- */

/* Adds the sector to R0(t) = sum (g - f^T w)^2, w = n E_t omega G f g, and to
 * H(t, t') = N n w' omega'^2 (f^T G f')^2. */
static enum status add_error(const struct conditional *c,
                             const struct function_space_features_sector *sector, double *R0,
                             double *H, double *product) {
    size_t r = sector->rank, nodes = c->at.nodes;
    linalg_multiply_transposed(nodes, nodes, r, sector->f, sector->X, false, product);
    for (size_t i = 0; i < nodes; i++) {
        double missed = sector->target[i];
        for (size_t j = 0; j < nodes; j++) {
            double omega = weight(c, j), overlap = product[i * nodes + j];
            missed -= c->n * c->at.w[j] * omega * overlap * sector->target[j];
            H[j * nodes + i] -= sector->multiplicity * c->n * c->at.w[j] * omega * omega * overlap *
                                overlap; /* column major, of I - H */
        }
        R0[i] += missed * missed;
    }
    return STATUS_OK;
}

static enum status error(const struct conditional *c, double noise, double *mse) {
    size_t nodes = c->at.nodes;
    int size = (int)nodes, one = 1, info = 0;
    double *R = memory_new(nodes, sizeof *R), *H = memory_zero(nodes * nodes, sizeof *H);
    double *product = memory_new(nodes * nodes, sizeof *product);
    int *pivot = memory_new(nodes, sizeof *pivot);
    enum status status = R && H && product && pivot ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t j = 0; status == STATUS_OK && j < nodes; j++) {
        R[j] = noise * noise;
        H[j * nodes + j] = 1;
    }
    for (size_t m = 0; status == STATUS_OK && m < c->at.sectors; m++)
        status = add_error(c, &c->at.sector[m], R, H, product);
    if (status == STATUS_OK) {
        dgesv_(&size, &one, H, &size, pivot, R, &size, &info);
        *mse = info ? NAN : dot(nodes, R, c->at.w);
        if (!(*mse > 0))
            status =
                error_set(STATUS_NUMERICAL, "found the error %g, expected a positive one", *mse);
    }
    free(R);
    free(H);
    free(product);
    free(pivot);
    return status;
}

enum status function_space_conditional(double d, double theta, double gamma, double n, double ridge,
                                       double noise, double *mse) {
    struct conditional c = {.n = n, .ridge = ridge};
    if (!(d >= 3 && theta >= 0 && fabs(gamma) <= 1 && n > 0 && ridge > 0))
        return error_set(STATUS_USAGE,
                         "found d=%g, theta=%g, gamma=%g, n=%g, ridge=%g, expected d >= 3, theta "
                         ">= 0, gamma from -1 to 1, n > 0, ridge > 0",
                         d, theta, gamma, n, ridge);
    enum status status = function_space_features(d, theta, gamma, n, ridge, &c.at);
    if (status == STATUS_OK && !(c.V = memory_new(c.at.nodes, sizeof *c.V)))
        status = STATUS_NUMERICAL;
    for (size_t j = 0; status == STATUS_OK && j < c.at.nodes; j++)
        c.V[j] = (1 + theta * c.at.t[j] * c.at.t[j]) / 2 / ridge;
    double change = INFINITY;
    for (int i = 0; status == STATUS_OK && i < ITERATIONS && change > 1e-11; i++)
        status = iterate(&c, &change);
    if (status == STATUS_OK && !(change <= 1e-11))
        status = error_set(STATUS_NUMERICAL, "found no convergence in %d iterations (%g)",
                           ITERATIONS, change);
    if (status == STATUS_OK)
        status = error(&c, noise, mse);
    function_space_features_free(&c.at);
    free(c.V);
    return status;
}
