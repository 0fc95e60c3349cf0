/* SPDX-License-Identifier: MIT */
#include "quadrature.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status quadrature_legendre(struct quadrature *rule, double low, double high, size_t panels,
                                size_t order) {
    *rule = (struct quadrature){0};
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(order);
    double *x = memory_new(panels * order, sizeof *x);
    double *w = memory_new(panels * order, sizeof *w);
    if (!table || !x || !w) {
        if (table)
            gsl_integration_glfixed_table_free(table);
        free(x);
        free(w);
        return error_set(STATUS_NUMERICAL, "found no memory for %zu quadrature nodes",
                         panels * order);
    }
    double width = (high - low) / (double)panels;
    for (size_t p = 0; p < panels; p++)
        for (size_t i = 0; i < order; i++)
            gsl_integration_glfixed_point(low + (double)p * width, low + (double)(p + 1) * width, i,
                                          &x[p * order + i], &w[p * order + i], table);
    gsl_integration_glfixed_table_free(table);
    *rule = (struct quadrature){panels * order, x, w};
    return STATUS_OK;
}

const struct quadrature *quadrature_gaussian(void) {
    static struct quadrature rule;
    if (!rule.x) {
        if (quadrature_legendre(&rule, -13, 13, 26, 20) != STATUS_OK)
            return NULL;
        for (size_t i = 0; i < rule.count; i++)
            rule.w[i] *= exp(-rule.x[i] * rule.x[i] / 2) / sqrt(2 * M_PI);
    }
    return &rule;
}

void quadrature_free(struct quadrature *rule) {
    free(rule->x);
    free(rule->w);
    *rule = (struct quadrature){0};
}

void dsteqr_(const char *, const int *, double *, double *, double *, const int *, double *, int *);

enum status quadrature_jacobi(struct quadrature *rule, size_t count, const double *diagonal,
                              double *off) {
    double *x = memory_new(count, sizeof *x), *w = memory_new(count, sizeof *w);
    double *work = memory_new(2 * count, sizeof *work);
    double *vectors = memory_new(count, count * sizeof *vectors);
    int n = (int)count, info = -1;
    if (x && w && work && vectors) {
        memcpy(x, diagonal, count * sizeof *x);
        dsteqr_("I", &n, x, off, vectors, &n, work, &info);
        for (size_t i = 0; i < count; i++)
            w[i] = vectors[i * count] * vectors[i * count];
    }
    free(work);
    free(vectors);
    if (info != 0) {
        free(x);
        free(w);
        return error_set(STATUS_NUMERICAL, "found no Gauss rule of %zu nodes (dsteqr %d)", count,
                         info);
    }
    *rule = (struct quadrature){count, x, w};
    return STATUS_OK;
}
