/* SPDX-License-Identifier: MIT */
#include "adaptive.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>

enum { PIECES = 1000 };

enum status adaptive_integrate(double (*function)(double x, void *context), void *context,
                               size_t count, double *points, double error, double *value) {
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(PIECES);
    gsl_function integrand = {function, context};
    double sum = 0, uncertainty = 0;
    gsl_sort(points, 1, count);
    for (size_t i = 0; workspace && i + 1 < count; i++) {
        double part = 0, part_error = 0;
        if (!(points[i] < points[i + 1]))
            continue;
        gsl_integration_qag(&integrand, points[i], points[i + 1], error / (double)count, 1e-14,
                            PIECES, GSL_INTEG_GAUSS21, workspace, &part, &part_error);
        sum += part;
        uncertainty += part_error;
    }
    if (workspace)
        gsl_integration_workspace_free(workspace);
    gsl_set_error_handler(handler);
    if (!workspace || !isfinite(sum) || !(uncertainty <= 1000 * error))
        return error_set(STATUS_NUMERICAL,
                         "found an integral with error %.2g, expected at most %.2g", uncertainty,
                         1000 * error);
    *value = sum;
    return STATUS_OK;
}

size_t adaptive_cut(double centre, double width, double low, double high, size_t count,
                    double *points) {
    points[count++] = fmin(high, fmax(low, centre));
    for (int j = 0; j < 4; j++, width *= 8) {
        points[count++] = fmin(high, fmax(low, centre - width));
        points[count++] = fmin(high, fmax(low, centre + width));
    }
    return count;
}

double adaptive_root(double (*function)(double x, void *context), void *context, double low,
                     double high) {
    bool rising = function(low, context) <= 0;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return middle;
        if ((function(middle, context) <= 0) == rising)
            low = middle;
        else
            high = middle;
    }
}
