/* SPDX-License-Identifier: MIT */
#include "gegenbauer.h"

#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 4096 };

enum status gegenbauer_rule(struct quadrature *rule, double d, size_t count) {
    *rule = (struct quadrature){0};
    if (!(d >= 2) || count == 0 || count > MOST)
        return error_set(STATUS_USAGE,
                         "found dimension %g and %zu nodes, expected at least 2 and 1 to %d nodes",
                         d, count, MOST);
    double *diagonal = memory_zero(count, sizeof *diagonal);
    double *off = memory_new(count, sizeof *off);
    for (size_t i = 0; diagonal && off && i < count; i++)
        off[i] = harmonics_recurrence(d, i + 1) / sqrt(d);
    enum status status =
        diagonal && off ? quadrature_jacobi(rule, count, diagonal, off) : STATUS_NUMERICAL;
    free(diagonal);
    free(off);
    return status;
}

void gegenbauer_polynomials(double d, double t, size_t count, double *p) {
    double before = 0, b = 0;
    for (size_t k = 0; k < count; k++) {
        if (k == 0) {
            p[0] = 1;
            continue;
        }
        double next = harmonics_recurrence(d, k) / sqrt(d);
        p[k] = (t * p[k - 1] - b * before) / next;
        before = p[k - 1];
        b = next;
    }
}

void gegenbauer_ratios(double d, double t, size_t count, double *P) {
    if (count > 0)
        P[0] = 1;
    if (count > 1)
        P[1] = t;
    for (size_t k = 1; k + 1 < count; k++) {
        double x = (double)k;
        P[k + 1] = ((2 * x + d - 2) * t * P[k] - x * P[k - 1]) / (x + d - 2);
    }
}
