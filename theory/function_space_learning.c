/* SPDX-License-Identifier: MIT */
#include "function_space_internal.h"

#include "adaptive.h"
#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

/* Below ISOTROPIC dimensions so many degrees count that they are summed in blocks at theta = 0. */
enum { SECTORS_MOST = 200, ISOTROPIC = 10 };

void function_space_target(double d, double gamma, double A[3]) {
    double along = gamma * gamma, across = fmax(0, 1 - along);
    A[0] = (along - 1 / d) / (1 - 1 / d);
    A[1] = 2 * gamma * sqrt(across * d / (2 * (d - 1)));
    A[2] = across * sqrt(d * (d - 2)) / (d - 1);
}

/* ---- lists of modes ---- */

void function_space_modes_free(struct function_space_modes *modes) {
    free(modes->eigenvalue);
    free(modes->multiplicity);
    free(modes->target2);
    *modes = (struct function_space_modes){0};
}

enum status function_space_modes_add(struct function_space_modes *modes, double eigenvalue,
                                     double multiplicity, double target2) {
    if (modes->count == modes->room) {
        modes->room = 2 * modes->room + 64;
        double **arrays[] = {&modes->eigenvalue, &modes->multiplicity, &modes->target2};
        for (size_t i = 0; i < 3; i++) {
            double *grown = memory_grow(*arrays[i], modes->room, sizeof *grown);
            if (!grown)
                return STATUS_NUMERICAL;
            *arrays[i] = grown;
        }
    }
    modes->eigenvalue[modes->count] = eigenvalue;
    modes->multiplicity[modes->count] = multiplicity;
    modes->target2[modes->count++] = target2;
    modes->tail -= multiplicity * eigenvalue;
    modes->target_tail -= target2;
    return STATUS_OK;
}

/* ---- effective ridge ---- */

/* Z(g) = sum lambda/(lambda + g), Q(g) = sum (lambda/(lambda + g))^2. */
static double freedom(const struct function_space_modes *modes, double g, double *Q) {
    double Z = modes->tail / g;
    *Q = 0;
    for (size_t i = 0; i < modes->count; i++) {
        double share = modes->eigenvalue[i] / (modes->eigenvalue[i] + g);
        Z += modes->multiplicity[i] * share;
        *Q += modes->multiplicity[i] * share * share;
    }
    return Z;
}

struct equation {
    const struct function_space_modes *modes;
    double n, width, ridge; /* width = infinity: the kernel */
};

/* n as a function of the effective ridge g = e^x, less n: decreasing. */
static double excess(double x, void *context) {
    const struct equation *e = context;
    double g = exp(x), Q, Z = freedom(e->modes, g, &Q);
    if (isinf(e->width))
        return Z + e->ridge / g - e->n;
    return Z < e->width ? Z + e->ridge * e->width / (g * (e->width - Z)) - e->n : INFINITY;
}

static double effective_ridge(struct equation *equation) {
    return exp(adaptive_root(excess, equation, -650, 650));
}

/* ---- modes of the spiked kernel ---- */

/* Even degrees that are looked at in choosing the floor. */
enum { LADDER = 400 };

/* The isotropic eigenvalues of the even degrees, and a level below which modes act as their trace:
 * what that neglects is sum N lambda^2/kappa^2 over them, for lambda ~ l^{-(d+2)} and N ~ l^{d-2}
 * about (floor/kappa)^{1 + 3/(d+2)} n. kappa is that of the isotropic kernel, lowered by what the
 * spike takes from the orthogonal modes. */
static enum status choose_floor(double d, double theta, double n, double ridge, double *ladder,
                                double *floor) {
    static const struct activation relu = {.kind = ACTIVATION_RELU};
    struct function_space_modes modes = {.tail = 0.5};
    double *c = memory_new(2 * LADDER, sizeof *c);
    enum status status = c ? harmonics_coefficients(&relu, d, 2 * LADDER, c) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = function_space_modes_add(&modes, 1 / (4 * d), d, 0);
    for (size_t k = 0; status == STATUS_OK && k < LADDER; k++) {
        double multiplicity = harmonics_multiplicity(d, 2 * k), square = c[2 * k] * c[2 * k];
        ladder[k] = square / multiplicity;
        if (ladder[k] > 0)
            status = function_space_modes_add(&modes, ladder[k], multiplicity, 0);
    }
    modes.tail = fmax(0, modes.tail);
    struct equation equation = {&modes, n, INFINITY, ridge};
    if (status == STATUS_OK)
        *floor = effective_ridge(&equation) / (1 + theta / d) * pow(10, -8 * (d + 2) / (d + 5));
    function_space_modes_free(&modes);
    free(c);
    return status;
}

/* The even degrees of sector m; *top gets its largest eigenvalue. */
static enum status add_sector(struct function_space_modes *modes, double d, double theta, size_t m,
                              const double *ladder, double floor, double coefficient, double *top) {
    struct function_space_sector sector;
    double multiplicity = harmonics_multiplicity(d - 1, m);
    size_t count = 1;
    for (size_t k = (m + 1) / 2; k < LADDER && ladder[k] > floor; k++)
        count++;
    enum status status = function_space_sector(d, theta, m, count, floor, &sector);
    *top = status == STATUS_OK && sector.count > 0 ? sector.eigenvalue[0] : 0;
    for (size_t k = 0; status == STATUS_OK && k < sector.count; k++)
        if (k < 3 || sector.eigenvalue[k] > floor)
            status = function_space_modes_add(modes, sector.eigenvalue[k], multiplicity,
                                              pow(coefficient * sector.quadratic[k], 2));
    function_space_sector_free(&sector);
    return status;
}

/* The density of the weights' directions is at least (1 + theta)^{-1/2}, so by min-max the largest
 * eigenvalue of sector m is at least that times the isotropic one of degree m or m + 1. */
static bool hopeless(double d, double theta, const double *ladder, double floor) {
    return harmonics_multiplicity(d - 1, SECTORS_MOST) > 0 &&
           ladder[SECTORS_MOST / 2] / sqrt(1 + theta) > floor;
}

static enum status refuse(double d, double theta, double n) {
    return error_set(STATUS_NUMERICAL,
                     "found that %d sectors do not resolve n=%g samples at d=%g, theta=%g, "
                     "expected a larger d or ridge, fewer samples, or theta=0",
                     SECTORS_MOST, n, d, theta);
}

static enum status spikeless(double d, struct function_space_modes *modes) {
    enum status status = function_space_isotropic(d, modes);
    modes->target_tail = 0; /* all of it is in degrees 1 and 2 */
    if (status != STATUS_OK)
        function_space_modes_free(modes);
    return status;
}

enum status function_space_modes(double d, double theta, double gamma, double n, double ridge,
                                 struct function_space_modes *modes) {
    double A[3], top = INFINITY, ladder[LADDER], floor;
    *modes = (struct function_space_modes){.tail = (1 + theta / d) / 2, .target_tail = 2};
    if (!(d >= 2 && theta >= 0 && fabs(gamma) <= 1 && n > 0 && ridge >= 0))
        return error_set(STATUS_USAGE,
                         "found d=%g, theta=%g, gamma=%g, n=%g, ridge=%g, expected d >= 2, theta, "
                         "ridge >= 0, gamma from -1 to 1, n > 0",
                         d, theta, gamma, n, ridge);
    if (theta == 0 && d < ISOTROPIC)
        return spikeless(d, modes);
    function_space_target(d, gamma, A);
    enum status status = choose_floor(d, theta, n, ridge, ladder, &floor);
    if (status == STATUS_OK && hopeless(d, theta, ladder, floor))
        status = refuse(d, theta, n);
    if (status == STATUS_OK)
        status = function_space_modes_add(modes, (1 + theta) / (4 * d), 1, gamma * gamma);
    if (status == STATUS_OK)
        status = function_space_modes_add(modes, 1 / (4 * d), d - 1, 1 - gamma * gamma);
    size_t m = 0;
    while (status == STATUS_OK && m < SECTORS_MOST && (m < 3 || top > floor) &&
           harmonics_multiplicity(d - 1, m) > 0) {
        status = add_sector(modes, d, theta, m, ladder, floor, m < 3 ? A[m] : 0, &top);
        m++;
    }
    if (status == STATUS_OK && m == SECTORS_MOST)
        status = refuse(d, theta, n);
    modes->tail = fmax(0, modes->tail);
    modes->target_tail = fmax(0, modes->target_tail);
    if (status != STATUS_OK)
        function_space_modes_free(modes);
    return status;
}

/* ---- learning curves ---- */

double function_space_eigenlearning(const struct function_space_modes *modes, double n,
                                    double ridge, double noise) {
    struct equation equation = {modes, n, INFINITY, ridge};
    double kappa = effective_ridge(&equation), Q, bias = modes->target_tail;
    freedom(modes, kappa, &Q);
    for (size_t i = 0; i < modes->count; i++) {
        double missed = kappa / (modes->eigenvalue[i] + kappa);
        bias += missed * missed * modes->target2[i];
    }
    return n / (n - Q) * (bias + noise * noise);
}

double function_space_inflation(const struct function_space_modes *modes, double n, double ridge) {
    struct equation equation = {modes, n, INFINITY, ridge};
    double Q;
    freedom(modes, effective_ridge(&equation), &Q);
    return n / (n - Q);
}

double function_space_random_features(const struct function_space_modes *modes, double n,
                                      double width, double ridge, double noise) {
    struct equation equation = {modes, n, width, ridge};
    if (isinf(width))
        return function_space_eigenlearning(modes, n, ridge, noise);
    double g = effective_ridge(&equation), Q, Z = freedom(modes, g, &Q);
    double kappa = g * (width - Z) / width, bias = modes->target_tail;
    for (size_t i = 0; i < modes->count; i++) {
        double sum = modes->eigenvalue[i] + g;
        bias += (g / sum - kappa * modes->eigenvalue[i] * width / (sum * sum * (width - Q))) *
                modes->target2[i];
    }
    return (bias + noise * noise) / (1 - (Q * (width - 2 * Z) + Z * Z) / (n * (width - Q)));
}
