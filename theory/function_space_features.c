/* SPDX-License-Identifier: MIT */
#include "function_space_features.h"

#include "function_space_internal.h"
#include "gegenbauer.h"
#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

/* From this dimension on the factor of the grid is smooth enough; below, harmonics. */
enum { GRID_DIMENSION = 16, DEGREES = 100 };

void function_space_features_free(struct function_space_features *c) {
    for (size_t m = 0; m < FUNCTION_SPACE_SECTORS; m++) {
        free(c->sector[m].f);
        free(c->sector[m].X);
        free(c->sector[m].target);
    }
    free(c->t);
    free(c->rest);
    free(c->w);
    free(c->tail);
}

/* Nodes t and -t of the rule of functions of one parity, without those of no weight. */
static enum status make_nodes(struct function_space_features *c, struct quadrature *half) {
    size_t kept = 0;
    for (size_t i = 0; i < half->count; i++)
        if (half->w[i] > 1e-13) {
            half->x[kept] = half->x[i];
            half->w[kept++] = half->w[i];
        }
    half->count = kept;
    c->nodes = 2 * kept;
    double **arrays[] = {&c->t, &c->rest, &c->w, &c->tail};
    for (size_t i = 0; i < 4; i++)
        if (!(*arrays[i] = memory_new(c->nodes, sizeof **arrays[i])))
            return STATUS_NUMERICAL;
    for (size_t j = 0; j < c->nodes; j++) {
        double x = half->x[j / 2];
        c->t[j] = j % 2 ? -sin(x) : sin(x);
        c->rest[j] = cos(x);
        c->w[j] = half->w[j / 2] / 2;
        c->tail[j] = (1 + c->theta * c->t[j] * c->t[j]) / 2;
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
static enum status even_features(const struct function_space_features *c,
                                 const struct quadrature *half, size_t m, size_t *rank,
                                 double **f) {
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

/* Fills in sector m: even features by parity, the linear one, the target. *size: E |f|^2. */
static enum status add_sector(struct function_space_features *c, const struct quadrature *half,
                              double gamma, size_t m, double *size) {
    struct function_space_features_sector *sector = &c->sector[m];
    size_t rank = 0;
    double *even = NULL, A[3], Y[] = {gamma, sqrt(fmax(0, 1 - gamma * gamma))};
    enum status status = even_features(c, half, m, &rank, &even);
    size_t total = sector->rank = rank + (m < 2);
    *size = 0;
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
        *size += c->w[j] * square;
        c->tail[j] = fmax(0, c->tail[j] - sector->multiplicity * square);
    }
    free(even);
    return status;
}

/* Sectors as long as they hold modes that are not far below the effective ridge. */
static enum status all_sectors(struct function_space_features *c, const struct quadrature *half,
                               double gamma, double n, double ridge) {
    enum status status = STATUS_OK;
    for (bool more = true; status == STATUS_OK && more && c->sectors < FUNCTION_SPACE_SECTORS;) {
        size_t m = c->sectors;
        if (harmonics_multiplicity(c->d - 1, m) == 0)
            break;
        double size, tail = 0;
        status = add_sector(c, half, gamma, m, &size);
        c->sectors++;
        for (size_t j = 0; status == STATUS_OK && j < c->nodes; j++)
            tail += c->w[j] * c->tail[j];
        more = m < 3 || size > 1e-7 * (ridge + tail) / n;
    }
    return status;
}

enum status function_space_features(double d, double theta, double gamma, double n, double ridge,
                                    struct function_space_features *c) {
    struct quadrature half;
    *c = (struct function_space_features){.d = d, .theta = theta};
    enum status status = function_space_rule(&half, d, theta, 0);
    if (status != STATUS_OK)
        return status;
    status = make_nodes(c, &half);
    if (status == STATUS_OK)
        status = all_sectors(c, &half, gamma, n, ridge);
    quadrature_free(&half);
    return status;
}
