/* SPDX-License-Identifier: MIT */
#include "spectrum.h"

#include "crossfit.h"
#include "options.h"
#include "results.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

static enum status write_terms(const struct spectrum *s, const struct crossfit *fit,
                               const double *p) {
    static const char *const columns[] = {"index",    "k",     "overlap",   "norm2",
                                          "strength", "slope", "distance2", "g2",
                                          "g3",       "g4",    "g5",        "g6"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct results results;
    double moment[7];
    spectrum_moments(s, moment);
    enum status status = results_open(&results, s->output, OWN, columns);
    for (size_t k = 0; status == STATUS_OK && k < s->terms; k++) {
        const double *own = p ? p + k * s->columns : NULL;
        double square = own ? vector_dot(s->columns, own, own) : NAN;
        const double row[OWN] = {(double)(k + 1),
                                 (double)k,
                                 s->target_vector ? crossfit_along(fit, k, s->target_vector) : NAN,
                                 crossfit_distance2(fit, k, NULL),
                                 fit->theta[k],
                                 own ? crossfit_along(fit, k, own) / square : NAN,
                                 own ? crossfit_distance2(fit, k, own) / square : NAN,
                                 moment[2],
                                 moment[3],
                                 moment[4],
                                 moment[5],
                                 moment[6]};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

enum status spectrum_terms(struct spectrum *s) {
    struct crossfit fit = {0};
    double *W0 = NULL, *p = NULL;
    enum status status = spectrum_load_initial(s, &W0);
    if (status == STATUS_OK && *s->against)
        status = spectrum_read_against(s, &p);
    for (size_t i = 0; status == STATUS_OK && i < s->rows * s->columns; i++)
        s->A[i] -= W0[i];
    for (size_t i = 0; status == STATUS_OK && i < s->rows; i++)
        s->a[i] /= s->scale;
    if (status == STATUS_OK)
        status = crossfit_find(&fit, s->rows, s->columns, s->A, s->a, s->terms);
    s->scale = 1;
    for (size_t k = 0; status == STATUS_OK && k < s->terms; k++)
        crossfit_scale(&fit, k, pow(s->eps, -(double)k));
    if (status == STATUS_OK)
        status = write_terms(s, &fit, p);
    crossfit_free(&fit);
    free(W0);
    free(p);
    return status;
}
