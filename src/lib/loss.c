/* SPDX-License-Identifier: MIT */
#include "loss.h"

#include <math.h>
#include <string.h>

enum status loss_parse(enum loss *loss, const char *name) {
    static const char *const names[] = {"square", "logistic", "exp", "abs", "huber"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *loss = (enum loss)i;
            return STATUS_OK;
        }
    return error_set(STATUS_USAGE, "found the loss %s, expected " LOSS_NAMES, name);
}

/* One loss and its derivative; log and exp are arranged not to overflow before they must. */
static double evaluate(enum loss loss, double f, double y, double *slope) {
    double r = f - y, margin = y * f, e;
    switch (loss) {
    case LOSS_SQUARE:
        *slope = r;
        return 0.5 * r * r;
    case LOSS_LOGISTIC:
        e = exp(-fabs(margin));
        *slope = -y * (margin >= 0 ? e / (1 + e) : 1 / (1 + e));
        return fmax(-margin, 0) + log1p(e);
    case LOSS_EXP:
        e = exp(-margin);
        *slope = -y * e;
        return e;
    case LOSS_ABS:
        *slope = (r > 0) - (r < 0);
        return fabs(r);
    case LOSS_HUBER:
        e = hypot(1, r);
        *slope = r / e;
        return r * (r / (1 + e));
    }
    return NAN;
}

double loss_sum(enum loss loss, size_t n, const double *f, const double *y, double *slope) {
    double sum = 0, unused;
    for (size_t i = 0; i < n; i++)
        sum += evaluate(loss, f[i], y[i], slope ? &slope[i] : &unused);
    return sum;
}
