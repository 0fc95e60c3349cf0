/* SPDX-License-Identifier: MIT */
#include "function_space_internal.h"

#include "sphere.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

enum { ORDER = 20, HALVINGS = 64 };

struct function_space_point function_space_point(double x, double theta) {
    double sine = sin(x), stretch = 1 + theta * sine * sine;
    return (struct function_space_point){sqrt((1 + theta) / stretch) * sine, cos(x) / sqrt(stretch),
                                         stretch};
}

enum status function_space_gaussian_rule(struct quadrature *rule, double width) {
    size_t panels = 1;
    double reach = 13, border = reach;
    for (; panels < HALVINGS && border > width; panels++)
        border /= 2;
    enum status status = quadrature_legendre(rule, 0, 1, 1, ORDER);
    double *x = memory_new(panels * ORDER, sizeof *x), *w = memory_new(panels * ORDER, sizeof *w);
    if (status != STATUS_OK || !x || !w) {
        quadrature_free(rule);
        free(x);
        free(w);
        return STATUS_NUMERICAL;
    }
    for (size_t p = 0; p < panels; p++) {
        double high = ldexp(reach, -(int)p), low = p + 1 < panels ? high / 2 : 0;
        for (size_t i = 0; i < ORDER; i++) {
            double z = low + (high - low) * rule->x[i];
            x[p * ORDER + i] = z;
            w[p * ORDER + i] = (high - low) * rule->w[i] * sqrt(2 / M_PI) * exp(-z * z / 2);
        }
    }
    quadrature_free(rule);
    *rule = (struct quadrature){panels * ORDER, x, w};
    return STATUS_OK;
}

/* Borders of the panels: halvings of the interval that carries the mass, and steps of the spiked
 * latitude in which p_degree^2 turns by some 19 radians, as far as p_degree oscillates. */
static size_t borders(double d, double theta, size_t degree, double limit, double *points) {
    size_t count = 0;
    points[count++] = 0;
    double width = fmin(limit / 8, 0.25 / sqrt(1 + theta)), border = limit;
    for (size_t i = 0; i < HALVINGS && border > width; i++, border /= 2)
        points[count++] = border;
    double l = (double)degree, step = 9 / sqrt(l * (l + d - 2) + 1);
    double last = acos(fmax(0, d / 2 - 1) / (l + fmax(0, d / 2 - 1) + 1e-300));
    for (double spiked = step; spiked < last; spiked += step) {
        double latitude = atan(tan(spiked) / sqrt(1 + theta));
        if (latitude < limit)
            points[count++] = latitude;
    }
    gsl_sort(points, 1, count);
    return count;
}

enum status function_space_rule(struct quadrature *rule, double d, double theta, size_t degree) {
    /* 24 standard deviations: high degrees reach far into the tail. */
    double limit = d > 2 ? fmin(M_PI / 2, 24 / sqrt(d - 2)) : M_PI / 2;
    size_t most = HALVINGS + degree + 64;
    double *points = memory_new(most, sizeof *points);
    *rule = (struct quadrature){0, memory_new(most * ORDER, sizeof *points),
                                memory_new(most * ORDER, sizeof *points)};
    enum status status = points && rule->x && rule->w ? STATUS_OK : STATUS_NUMERICAL;
    size_t count = status == STATUS_OK ? borders(d, theta, degree, limit, points) : 0;
    for (size_t p = 0; status == STATUS_OK && p + 1 < count; p++) {
        struct quadrature panel;
        if (!(points[p + 1] > points[p]))
            continue;
        status = quadrature_legendre(&panel, points[p], points[p + 1], 1, ORDER);
        for (size_t i = 0; status == STATUS_OK && i < ORDER; i++) {
            double weight = 2 * panel.w[i] * sphere_density(d, panel.x[i]);
            if (weight < 1e-120)
                continue;
            rule->x[rule->count] = panel.x[i];
            rule->w[rule->count++] = weight;
        }
        if (status == STATUS_OK)
            quadrature_free(&panel);
    }
    free(points);
    if (status != STATUS_OK)
        quadrature_free(rule);
    return status;
}
