/* SPDX-License-Identifier: MIT */
/* Learning curves when the features are Gaussian-like only given t (c7b). */
#include "function_space_internal.h"

#include "gegenbauer.h"
#include "harmonics.h"
#include "linalg.h"

#include <math.h>
#include <stdlib.h>

void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *pivot, double *b,
            const int *ldb, int *info);

/* From this dimension on the factor of the grid is smooth enough; below, harmonics. */
enum { SECTORS_MOST = 64, GRID_DIMENSION = 16, DEGREES = 100, ITERATIONS = 2000 };

/* One sector on the nodes of t: rank features f (nodes x rank), and X with rows G f(t). */
struct features {
    size_t rank;
    double multiplicity;
    double *f, *X, *target; /* target: its component in the sector */
};

struct conditional {
    double d, theta, n, ridge;
    size_t nodes, sectors;
    double *t, *rest, *w, *tail; /* tail: k(x, x) less what the features hold */
    double *V;
    struct features sector[SECTORS_MOST];
};

static void conditional_free(struct conditional *c) {
    for (size_t m = 0; m < SECTORS_MOST; m++) {
        free(c->sector[m].f);
        free(c->sector[m].X);
        free(c->sector[m].target);
    }
    free(c->t);
    free(c->rest);
    free(c->w);
    free(c->tail);
    free(c->V);
}

/* ---- features ---- */

/* Nodes t and -t of the rule of functions of one parity, without those of no weight. */
static enum status conditional_nodes(struct conditional *c, struct quadrature *half) {
    size_t kept = 0;
    for (size_t i = 0; i < half->count; i++)
        if (half->w[i] > 1e-13) {
            half->x[kept] = half->x[i];
            half->w[kept++] = half->w[i];
        }
    half->count = kept;
    c->nodes = 2 * kept;
    double **arrays[] = {&c->t, &c->rest, &c->w, &c->tail, &c->V};
    for (size_t i = 0; i < 5; i++)
        if (!(*arrays[i] = memory_new(c->nodes, sizeof **arrays[i])))
            return STATUS_NUMERICAL;
    for (size_t j = 0; j < c->nodes; j++) {
        double x = half->x[j / 2];
        c->t[j] = j % 2 ? -sin(x) : sin(x);
        c->rest[j] = cos(x);
        c->w[j] = half->w[j / 2] / 2;
        c->tail[j] = (1 + c->theta * c->t[j] * c->t[j]) / 2;
        c->V[j] = c->tail[j] / c->ridge;
    }
    return STATUS_OK;
}

/* values[j] = Y_{l,m} at the nodes of the half line without its factor on v^perp, for the columns
 * l of the harmonic factor: p_{l-m} of dimension d + 2m times (1-t^2)^{m/2}, normalised. */
static void harmonic_values(double d, size_t m, double t, double rest, size_t columns,
                            double *values, double *p) {
    double norm2 = 1;
    for (size_t k = 0; k < m; k++)
        norm2 *= (d - 1 + 2 * (double)k) / (d + 2 * (double)k);
    gegenbauer_polynomials(d + 2 * (double)m, t, m % 2 + 2 * columns, p);
    for (size_t k = 0; k < columns; k++)
        values[k] = pow(rest, (double)m) / sqrt(norm2) * p[m % 2 + 2 * k];
}

/* The features of the even degrees on the half line (kept x rank), from the factor. */
static enum status even_features(const struct conditional *c, const struct quadrature *half,
                                 size_t m, size_t *rank, double **f) {
    bool grid = c->d >= GRID_DIMENSION;
    size_t degrees = DEGREES + m + (size_t)(8 * sqrt(c->theta));
    struct function_space_factor factor;
    double *s, *V;
    enum status status = grid ? function_space_grid_factor(c->d, c->theta, m, half, &factor)
                              : function_space_harmonic_factor(c->d, c->theta, m, degrees, &factor);
    if (status != STATUS_OK)
        return status;
    size_t columns = factor.columns;
    status = function_space_factor_svd(&factor, 1, 0, rank, &s, &V);
    function_space_factor_free(&factor);
    if (status != STATUS_OK)
        return status;
    while (*rank > 0 && s[*rank - 1] < 1e-6 * s[0])
        --*rank; /* below 1e-12 of the largest eigenvalue: the tail */
    *f = memory_zero(half->count * *rank + 1, sizeof **f);
    double *values = memory_new(3 * columns + 8, sizeof *values), *p = values + columns;
    if (!*f || !values)
        status = STATUS_NUMERICAL;
    for (size_t j = 0; status == STATUS_OK && j < half->count; j++) {
        if (!grid)
            harmonic_values(c->d, m, sin(half->x[j]), cos(half->x[j]), columns, values, p);
        for (size_t k = 0; k < *rank; k++) {
            double value = grid ? V[k * columns + j] / sqrt(half->w[j]) : 0;
            for (size_t l = 0; !grid && l < columns; l++)
                value += V[k * columns + l] * values[l];
            (*f)[j * *rank + k] = s[k] * value;
        }
    }
    free(values);
    free(s);
    free(V);
    return status;
}

/* Fills in sector m: even features by parity, the linear one, the target. */
static enum status add_sector(struct conditional *c, const struct quadrature *half, double gamma,
                              size_t m) {
    struct features *sector = &c->sector[m];
    size_t rank = 0;
    double *even = NULL, A[3], Y[] = {gamma, sqrt(fmax(0, 1 - gamma * gamma))};
    enum status status = even_features(c, half, m, &rank, &even);
    size_t total = sector->rank = rank + (m < 2);
    sector->multiplicity = harmonics_multiplicity(c->d - 1, m);
    function_space_target(c->d, gamma, A);
    sector->f = memory_new(c->nodes * total + 1, sizeof *even);
    sector->X = memory_new(c->nodes * total + 1, sizeof *even);
    sector->target = memory_zero(c->nodes, sizeof *even);
    if (status == STATUS_OK && !(sector->f && sector->X && sector->target))
        status = STATUS_NUMERICAL;
    for (size_t j = 0; status == STATUS_OK && j < c->nodes; j++) {
        double *f = sector->f + j * total, parity = m % 2 && j % 2 ? -1 : 1, square = 0;
        double linear = function_space_aligned(c->d, m, 1, c->t[j], c->rest[j]);
        for (size_t k = 0; k < rank; k++)
            f[k] = parity * even[j / 2 * rank + k];
        if (m < 2) {
            f[rank] = linear * sqrt((m == 0 ? 1 + c->theta : 1) / (4 * c->d));
            sector->target[j] = Y[m] * linear;
        }
        if (m < 3)
            sector->target[j] += A[m] * function_space_aligned(c->d, m, 2, c->t[j], c->rest[j]);
        for (size_t k = 0; k < total; k++)
            square += f[k] * f[k];
        c->tail[j] = fmax(0, c->tail[j] - sector->multiplicity * square);
    }
    free(even);
    return status;
}

/* ---- the fixed point ---- */

static double weight(const struct conditional *c, size_t j) {
    return 1 / (1 + c->V[j]);
}

/* X <- rows G f, G = (n E_t omega f f^T + ridge)^{-1}. */
static enum status resolve(struct conditional *c, struct features *sector) {
    size_t r = sector->rank;
    double *scaled = memory_new(c->nodes * r + 1, sizeof *scaled);
    double *A = memory_zero(r * r + 1, sizeof *A);
    enum status status = scaled && A ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        for (size_t j = 0; j < c->nodes; j++) {
            double root = sqrt(c->n * c->w[j] * weight(c, j));
            for (size_t k = 0; k < r; k++) {
                scaled[j * r + k] = root * sector->f[j * r + k];
                sector->X[j * r + k] = sector->f[j * r + k];
            }
        }
        for (size_t k = 0; k < r; k++)
            A[k * r + k] = c->ridge;
        linalg_gram_add(c->nodes, r, 1, scaled, A);
        linalg_mirror(r, A);
        status = linalg_cholesky(r, A);
        if (status == STATUS_OK)
            linalg_cholesky_solve(r, A, c->nodes, sector->X);
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
    for (size_t m = 0; m < c->sectors; m++) {
        enum status status = resolve(c, &c->sector[m]);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t j = 0; j < c->nodes; j++) {
        double V = c->tail[j] / c->ridge;
        for (size_t m = 0; m < c->sectors; m++) {
            size_t r = c->sector[m].rank;
            V += c->sector[m].multiplicity * dot(r, c->sector[m].f + j * r, c->sector[m].X + j * r);
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
static enum status add_error(const struct conditional *c, const struct features *sector, double *R0,
                             double *H, double *product) {
    size_t r = sector->rank, nodes = c->nodes;
    linalg_multiply_transposed(nodes, nodes, r, sector->f, sector->X, false, product);
    for (size_t i = 0; i < nodes; i++) {
        double missed = sector->target[i];
        for (size_t j = 0; j < nodes; j++) {
            double omega = weight(c, j), overlap = product[i * nodes + j];
            missed -= c->n * c->w[j] * omega * overlap * sector->target[j];
            H[j * nodes + i] -= sector->multiplicity * c->n * c->w[j] * omega * omega * overlap *
                                overlap; /* column major, of I - H */
        }
        R0[i] += missed * missed;
    }
    return STATUS_OK;
}

static enum status error(const struct conditional *c, double noise, double *mse) {
    size_t nodes = c->nodes;
    int size = (int)nodes, one = 1, info = 0;
    double *R = memory_new(nodes, sizeof *R), *H = memory_zero(nodes * nodes, sizeof *H);
    double *product = memory_new(nodes * nodes, sizeof *product);
    int *pivot = memory_new(nodes, sizeof *pivot);
    enum status status = R && H && product && pivot ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t j = 0; status == STATUS_OK && j < nodes; j++) {
        R[j] = noise * noise;
        H[j * nodes + j] = 1;
    }
    for (size_t m = 0; status == STATUS_OK && m < c->sectors; m++)
        status = add_error(c, &c->sector[m], R, H, product);
    if (status == STATUS_OK) {
        dgesv_(&size, &one, H, &size, pivot, R, &size, &info);
        *mse = info ? NAN : dot(nodes, R, c->w);
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

/* Sectors as long as they hold modes that are not far below the effective ridge. */
static enum status all_sectors(struct conditional *c, const struct quadrature *half, double gamma) {
    enum status status = STATUS_OK;
    for (bool more = true; status == STATUS_OK && more && c->sectors < SECTORS_MOST;) {
        size_t m = c->sectors;
        if (harmonics_multiplicity(c->d - 1, m) == 0)
            break;
        status = add_sector(c, half, gamma, m);
        c->sectors++;
        double size = 0, tail = 0;
        for (size_t j = 0; status == STATUS_OK && j < c->nodes; j++) {
            const double *f = c->sector[m].f + j * c->sector[m].rank;
            size += c->w[j] * dot(c->sector[m].rank, f, f);
            tail += c->w[j] * c->tail[j];
        }
        more = m < 3 || size > 1e-7 * (c->ridge + tail) / c->n;
    }
    return status;
}

enum status function_space_conditional(double d, double theta, double gamma, double n, double ridge,
                                       double noise, double *mse) {
    struct conditional c = {.d = d, .theta = theta, .n = n, .ridge = ridge};
    struct quadrature half;
    if (!(d >= 3 && theta >= 0 && fabs(gamma) <= 1 && n > 0 && ridge > 0))
        return error_set(STATUS_USAGE,
                         "found d=%g, theta=%g, gamma=%g, n=%g, ridge=%g, expected d >= 3, theta "
                         ">= 0, gamma from -1 to 1, n > 0, ridge > 0",
                         d, theta, gamma, n, ridge);
    enum status status = function_space_rule(&half, d, theta, 0);
    if (status == STATUS_OK)
        status = conditional_nodes(&c, &half);
    if (status == STATUS_OK)
        status = all_sectors(&c, &half, gamma);
    double change = INFINITY;
    for (int i = 0; status == STATUS_OK && i < ITERATIONS && change > 1e-11; i++)
        status = iterate(&c, &change);
    if (status == STATUS_OK && !(change <= 1e-11))
        status = error_set(STATUS_NUMERICAL, "found no convergence in %d iterations (%g)",
                           ITERATIONS, change);
    if (status == STATUS_OK)
        status = error(&c, noise, mse);
    conditional_free(&c);
    quadrature_free(&half);
    return status;
}
