/* SPDX-License-Identifier: MIT */
#include "function_space_internal.h"

#include <math.h>
#include <stdlib.h>

/* Beyond so many degrees the grid takes over; it needs a dimension where its factor, which bends at
 * t^2 + t'^2 = 1, is smooth to order d/2. */
enum { DEGREES_MOST = 1600, DEGREES_BEFORE_GRID = 500, GRID_DIMENSION = 16 };

/* An estimate of the degrees that the leading eigenfunctions need. For d fixed the density of the
 * weights is analytic up to a Bernstein ellipse of sum of axes 1 + 2/sqrt theta, so coefficients
 * fall like exp(-2 l/sqrt theta); for d large they fall like (1 - t^2)^{l/2}, 1 - t^2 about
 * 1/(1 + theta t_0^2), t_0^2 = 30/d. */
static double degrees_needed(double d, double theta) {
    return (d < 10 ? 160 : 80) + fmin(7 * sqrt(theta), 300 * theta / d);
}

/* Sums of the components of right singular vectors on a column vector. */
static void project(size_t count, size_t columns, const double *V, const double *vector,
                    double *out) {
    for (size_t k = 0; k < count; k++) {
        out[k] = 0;
        for (size_t j = 0; j < columns; j++)
            out[k] += V[k * columns + j] * vector[j];
    }
}

void function_space_sector_free(struct function_space_sector *sector) {
    free(sector->eigenvalue);
    free(sector->radial);
    free(sector->quadratic);
    *sector = (struct function_space_sector){0};
}

static enum status decompose(struct function_space_factor *factor, size_t count, double floor,
                             struct function_space_sector *sector) {
    double *s, *V;
    size_t found;
    *sector = (struct function_space_sector){0};
    enum status status = function_space_factor_svd(factor, count, floor, &found, &s, &V);
    if (status == STATUS_OK) {
        *sector = (struct function_space_sector){found, s, memory_new(found + 1, sizeof *s),
                                                 memory_new(found + 1, sizeof *s)};
        if (sector->radial && sector->quadratic) {
            project(found, factor->columns, V, factor->radial, sector->radial);
            project(found, factor->columns, V, factor->quadratic, sector->quadratic);
            for (size_t k = 0; k < found; k++)
                s[k] *= s[k];
        } else {
            function_space_sector_free(sector);
            status = STATUS_NUMERICAL;
        }
        free(V);
    }
    function_space_factor_free(factor);
    return status;
}

/* One resolution: by harmonics below `degrees` + m, or (0) on the grid of a theta `refine` times
 * larger. */
static enum status attempt(double d, double theta, size_t m, size_t degrees, double refine,
                           size_t count, double floor, struct function_space_sector *sector) {
    struct function_space_factor factor;
    struct quadrature inputs = {0};
    enum status status;
    if (degrees > 0) {
        status = function_space_harmonic_factor(d, theta, m, degrees + m, &factor);
    } else {
        status = function_space_rule(&inputs, d, refine * (1 + theta), 0);
        if (status == STATUS_OK)
            status = function_space_grid_factor(d, theta, m, &inputs, &factor);
        quadrature_free(&inputs);
    }
    return status == STATUS_OK ? decompose(&factor, count, floor, sector) : status;
}

/* Do two resolutions agree on what was asked for? Singular values have an error of some rounding
 * units of the largest; near the floor its hundredth will do. */
static bool agree(const struct function_space_sector *a, const struct function_space_sector *b,
                  size_t count, double floor) {
    for (size_t k = 0; k < a->count || k < b->count; k++) {
        double x = k < a->count ? a->eigenvalue[k] : 0, y = k < b->count ? b->eigenvalue[k] : 0;
        double larger = fmax(x, y);
        if (k >= count && !(larger > floor))
            break;
        double rounding = 1e-14 * sqrt(larger) * sqrt(a->count ? a->eigenvalue[0] : 0);
        double accepted = 1e-9 * larger + rounding + (isinf(floor) ? 0 : floor / 100);
        if (!(fabs(x - y) <= accepted))
            return false;
    }
    return true;
}

enum status function_space_sector(double d, double theta, size_t m, size_t count, double floor,
                                  struct function_space_sector *sector) {
    *sector = (struct function_space_sector){0};
    if (!(d >= 2 && isfinite(d)) || !(theta >= 0 && isfinite(theta)))
        return error_set(STATUS_USAGE, "found d=%g, theta=%g, expected d >= 2 and theta >= 0", d,
                         theta);
    /* Ever finer until two in a row agree: degrees, and then nodes of the grid where it can be. */
    bool smooth = d >= GRID_DIMENSION, first = true, same = false;
    double degrees = degrees_needed(d, theta) + 2 * (double)count, refine = 1;
    struct function_space_sector coarse = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !same) {
        bool grid = degrees > (smooth ? DEGREES_BEFORE_GRID : DEGREES_MOST);
        if (grid && (!smooth || refine > 16))
            break;
        status = attempt(d, theta, m, grid ? 0 : (size_t)degrees, refine, count, floor, sector);
        same = status == STATUS_OK && !first && agree(sector, &coarse, count, floor);
        function_space_sector_free(&coarse);
        if (!same) {
            coarse = *sector;
            *sector = (struct function_space_sector){0};
        }
        first = false;
        degrees *= grid ? 1 : 1.4;
        refine *= grid ? 4 : 1;
    }
    function_space_sector_free(&coarse);
    if (status == STATUS_OK && !same)
        status = error_set(STATUS_NUMERICAL,
                           "found no convergence of %zu eigenvalues of sector %zu at d=%g, "
                           "theta=%g, expected theta of at most some 100 d, and at small d fewer "
                           "of them (or samples, or a larger ridge)",
                           count, m, d, theta);
    return status;
}

enum status function_space_spectrum(double d, double theta, size_t m, size_t count,
                                    double *eigenvalues) {
    struct function_space_sector sector;
    enum status status = function_space_sector(d, theta, m, count, INFINITY, &sector);
    if (status != STATUS_OK)
        return status;
    double linear = m == 0 ? (1 + theta) / (4 * d) : m == 1 ? 1 / (4 * d) : 0;
    for (size_t i = 0, k = 0; i < count; i++) {
        double next = k < sector.count ? sector.eigenvalue[k] : 0;
        if (linear > next) {
            eigenvalues[i] = linear;
            linear = 0;
        } else {
            eigenvalues[i] = next;
            k++;
        }
    }
    function_space_sector_free(&sector);
    return STATUS_OK;
}
