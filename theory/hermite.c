/* SPDX-License-Identifier: MIT */
#include "hermite.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

double hermite_value(size_t n, double x) {
    double before = 0, now = 1;
    for (size_t k = 0; k < n; k++) {
        double next = x * now - (double)k * before;
        before = now;
        now = next;
    }
    return now;
}

double hermite_moment(size_t n) {
    double product = n % 2 ? 0 : 1;
    for (size_t k = 1; k < n && product != 0; k += 2)
        product *= (double)k;
    return product;
}

enum status hermite_rule(struct quadrature *rule, size_t count) {
    *rule = (struct quadrature){0};
    double *x = memory_new(count, sizeof *x), *w = memory_new(count, sizeof *w);
    /* The weight exp(-b (x - a)^2) with a = 0, b = 1/2. */
    gsl_integration_fixed_workspace *workspace =
        count ? gsl_integration_fixed_alloc(gsl_integration_fixed_hermite, count, 0, 0.5, 0, 0)
              : NULL;
    if (!x || !w || !workspace) {
        free(x);
        free(w);
        return error_set(STATUS_NUMERICAL, "found no Gauss rule of %zu nodes", count);
    }
    memcpy(x, gsl_integration_fixed_nodes(workspace), count * sizeof *x);
    for (size_t i = 0; i < count; i++)
        w[i] = gsl_integration_fixed_weights(workspace)[i] / sqrt(2 * M_PI);
    gsl_integration_fixed_free(workspace);
    *rule = (struct quadrature){count, x, w};
    return STATUS_OK;
}
