/* SPDX-License-Identifier: MIT */
/* What files tell of a trained network and its samples. */
#ifndef TWOLAYER_BOUND_MEASURE_H
#define TWOLAYER_BOUND_MEASURE_H

#include "error.h"
#include "loss.h"
#include "wasserstein_chain.h"

/* What the numbers of a chain need over those in wasserstein_known. */
struct measured {
    double radius2; /* largest |x|^2 of both samples */
    double rho;     /* (mean rho(|y|)^2)^{1/2} of the test sample */
    double top;     /* largest rho(|y|) of both */
};

/* A relu network without biases after training on a sample, and a test sample that stands for the
 * law: fills n, d, gap, variance, seen, product, lip2, distance (certified), trace, side, path and
 * square of *known, and *measured. STATUS_INPUT for files that do not fit together. */
enum status measure(const char *network, const char *sample, const char *test, enum loss loss,
                    struct wasserstein_known *known, struct measured *measured);

/* Mean and root mean square of s = |theta|^2 over the law of a recipe; of values both are s. */
enum status measure_start(const char *network, double *mean, double *root);

#endif
