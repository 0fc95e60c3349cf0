/* SPDX-License-Identifier: MIT */
/* Stochastic gradient descent on samples that do not interact (c9). */
#include "early_stage.h"

#include <gsl/gsl_randist.h>
#include <math.h>

double early_stage_sgd(enum loss loss, double z, double mass, double n, double batch, double step,
                       size_t steps) {
    if (!(n >= 1 && batch >= 1 && batch <= n))
        return NAN;
    double rate = step * mass / batch, sum = 0, often = batch / n;
    for (size_t k = 0; k <= steps; k++) {
        double weight = gsl_ran_binomial_pdf((unsigned)k, often, (unsigned)steps);
        sum += weight * early_stage_loss(loss, z);
        /* Behind the bulk: what is left weighs less than rounding. */
        if ((double)k > often * (double)steps && weight < 1e-18)
            break;
        z += rate * early_stage_slope(loss, z);
    }
    return sum;
}
